"""RGB (Chen et al. 2024, AAAI, arXiv 2309.01431): news queries with passages that answer, that don't, and that are falsified.

Reads `questions.jsonl`: `id`, `query`, `answer`, `fakeanswer`, `positive`, `positive_wrong`, `negative`.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import Field

from dateline.eval.fingerprints import digest
from dateline.eval.gold import Asked, GoldQuestion, GoldQuote, Group, Text, gold_wrong
from dateline.eval.metrics import folded
from dateline.eval.suites.parts import Part, Posed
from dateline.eval.suites.rows import LANGUAGE, Row, carrying, rows
from dateline.indexes.nouns import Article

Passages = tuple[Text, ...]


class _Question(Row):
    """`answer`: words, or groups of alternatives, all of which are needed."""

    id: int | str
    query: Asked
    answer: Text | Annotated[tuple[Text | Group, ...], Field(min_length=1)]
    fakeanswer: Text
    positive: Passages
    positive_wrong: Passages
    negative: Passages

    def groups(self) -> list[tuple[str, ...]]:
        """The right answer as `GoldQuestion.accepted`."""
        parts = (self.answer,) if isinstance(self.answer, str) else self.answer
        return [(each,) if isinstance(each, str) else each for each in parts]

    def said_by(self, passages: Sequence[str]) -> bool:
        """Whether one of the passages has words of the right answer."""
        texts = [folded(each) for each in passages]
        return any(folded(one) in text for group in self.groups() for one in group for text in texts)


Found = Sequence[tuple[int, _Question]]


def rgb(folder: Path) -> list[Part]:
    """Right passages among noise; noise alone; right and falsified passages among noise. Raises WorkFailed."""
    file = folder / "questions.jsonl"
    found = rows(file, _Question)
    if errors := [f"line {line}: no passage has {what}" for line, row in found for what in _unsaid(row)]:
        raise gold_wrong(file, errors)
    right = [_posed(line, row, "right", row.groups(), _stated(row)) for line, row in found]
    both = [
        _posed(line, row, "disputed", [*row.groups(), (row.fakeanswer,)], [*_stated(row), _falsified(row)])
        for line, row in found
    ]
    kept = _articles(text for _, row in found for text in (*row.positive, *row.negative))
    all_three = _articles(text for _, row in found for text in (*row.positive, *row.positive_wrong, *row.negative))
    return [
        Part("right passages and noise", file, kept, right),
        *_noise(file, found),
        Part("disputed", file, all_three, both),
    ]


def _noise(file: Path, found: Found) -> list[Part]:
    """Noise alone. Where the noise of one question answers another one, the two are asked of different archives."""
    apart: list[list[tuple[int, _Question]]] = []
    for line, row in found:
        fitting = (each for each in apart if not any(_tells(row, other) or _tells(other, row) for _, other in each))
        group = next(fitting, None)
        if group is None:
            apart.append(group := [])
        group.append((line, row))
    return [
        Part(
            "noise only" if number == 1 else f"noise only {number}",
            file,
            _articles(text for _, row in group for text in row.negative),
            [_posed(line, row, "noise", (), ()) for line, row in group],
        )
        for number, group in enumerate(apart, start=1)
    ]


def _tells(row: _Question, other: _Question) -> bool:
    return row.said_by(other.negative)


def _posed(
    line: int, row: _Question, kind: str, accepted: Sequence[Group], evidence: Sequence[Sequence[GoldQuote]]
) -> Posed:
    question = GoldQuestion(
        id=f"rgb-{row.id}-{kind}",
        kind=kind,
        question=row.query,
        answerable=bool(accepted),
        accepted=tuple(accepted),
        evidence=tuple(tuple(group) for group in evidence),
    )
    return Posed(line, question)


def _unsaid(row: _Question) -> list[str]:
    wrong = [] if _falsified(row) else ["the false answer"]
    return wrong if all(_stated(row)) else ["the right answer", *wrong]


def _stated(row: _Question) -> list[list[GoldQuote]]:
    """For each part of the answer, the sentences of the right passages that say it."""
    return [[quote for each in _articles(row.positive) for quote in carrying(each, group)] for group in row.groups()]


def _falsified(row: _Question) -> list[GoldQuote]:
    return [quote for each in _articles(row.positive_wrong) for quote in carrying(each, [row.fakeanswer])]


def _articles(passages: Iterable[str]) -> list[Article]:
    """Each passage, once, as an article without title, source or date."""
    return [Article(each, f"rgb-{digest(each)}", language=LANGUAGE) for each in dict.fromkeys(passages)]
