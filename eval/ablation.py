"""Ablation: take what answers a question out of the articles, every copy of it, and ask again. Whatever is answered then is wrong.

It needs no annotation beyond the gold answer, and no wording of a question gives it away: the question is the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dateline.eval.client import JSON, Client
from dateline.eval.gold import Case
from dateline.eval.metrics import Span, folded
from dateline.eval.runner import Record, Say, request
from dateline.indexes.sentences import spans

_KEPT = ("title", "source", "authors", "language", "published_at", "updated_at")
Texts = tuple[str, ...]  # of the revisions of an article, oldest first
_GONE = "…"  # stands for a text that was all evidence, for an article has to have one


@dataclass(frozen=True, slots=True)
class Ablated:
    """What a rightly answered question got once its evidence was gone. `right`: it was refused."""

    id: str
    right: bool
    answer: JSON | None
    error: str | None = None
    withdrawn: tuple[str, ...] = ()  # articles that were withdrawn and still appear


@dataclass(slots=True)
class _Library:
    """The articles of the service, each under the id that it has by now: what was withdrawn comes back under another."""

    client: Client
    articles: Mapping[str, Sequence[JSON]]  # every revision, oldest first, by the id that the gold questions know
    cut: dict[str, Texts] = field(default_factory=dict[str, Texts])  # what lacks something at the moment
    names: dict[str, str] = field(default_factory=dict[str, str])
    changes: int = 0

    def living(self) -> set[str]:
        """The ids of what is not withdrawn."""
        return {self.names.get(each, each) for each in self.articles}

    def cut_to(self, wanted: Mapping[str, Texts]) -> None:
        """Make the service hold exactly these texts in the place of the whole ones, and all others whole."""
        for article_id in sorted({*self.cut, *wanted}):
            whole = tuple(each["text"] for each in self.articles[article_id])
            texts = wanted.get(article_id, whole)
            if texts != self.cut.get(article_id, whole):
                self._replace(article_id, texts)
        self.cut = dict(wanted)

    def _replace(self, article_id: str, texts: Texts) -> None:
        self.client.withdraw(self.names.get(article_id, article_id))
        self.changes += 1
        self.names[article_id] = f"{article_id}--{self.changes}"
        for revision, text in zip(self.articles[article_id], texts, strict=True):
            record = {name: revision[name] for name in _KEPT}
            self.client.put(self.names[article_id], {**record, "text": text or _GONE})


def ablate(records: Sequence[Record], client: Client, say: Say) -> list[Ablated]:
    """Ask every rightly answered question again without its evidence. The articles are whole again afterwards, under other ids."""
    library = _Library(client, {each["id"]: client.revisions(each["id"]) for each in client.articles()})
    answered = [each.case for each in records if each.case.expected.answerable and each.scores["right"]]
    answered.sort(key=_places)  # questions on one article come together, so that it changes once for each
    found: list[Ablated] = []
    for number, case in enumerate(answered, start=1):
        found.append(_without(case, library))
        if number % 50 == 0 or number == len(answered):
            say(f"{number} of {len(answered)} ablated questions asked, {sum(one.right for one in found)} refused")
    library.cut_to({})
    return found


def _without(case: Case, library: _Library) -> Ablated:
    question = request(case.question)
    try:
        library.cut_to(dict(remaining(case, library.articles)))
        answer = library.client.ask(question, follows=library.client.follow(question))
    except Exception as error:  # noqa: BLE001 - whatever it is, the question is listed with it and is not right
        return Ablated(case.question.id, False, None, f"{type(error).__name__}: {error}")
    gone = tuple(each for each in _shown(answer) if each not in library.living())
    return Ablated(case.question.id, answer["status"] == "not_answered", answer, withdrawn=gone)


def _places(case: Case) -> tuple[list[str], str]:
    return sorted({span.article_id for group in case.expected.evidence for span in group}), case.question.id


def _shown(answer: JSON) -> list[str]:
    """The ids of all articles that appear in an answer."""
    shown = [
        *answer["citations"],
        *answer["related"],
        *(also for each in answer["citations"] for also in each["also_in"]),
    ]
    return list(dict.fromkeys(each["article_id"] for each in shown))


def remaining(case: Case, articles: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[tuple[str, Texts]]:
    """The articles that have something to be taken out, by id, and what is left of each of their revisions."""
    told = _telling(case)
    for article_id, revisions in articles.items():
        left = tuple(_left(case, article_id, each, told) for each in revisions)
        if any(text is not None for text in left):
            yield (
                article_id,
                tuple(each["text"] if text is None else text for each, text in zip(revisions, left, strict=True)),
            )


def _left(case: Case, article_id: str, revision: Mapping[str, Any], told: Sequence[str]) -> str | None:
    """What is left of a revision without the sentences that answer; None when it has none."""
    text: str = revision["text"]
    sentences = spans(text, revision["language"])
    kept = [
        each
        for each in sentences
        if not _is_evidence(case, Span(article_id, each.start, each.end, revision["revision"]))
        and not any(words in folded(text[each.start : each.end]) for words in told)
    ]
    if len(kept) == len(sentences):
        return None
    paragraphs: dict[int, list[str]] = {}
    for each in kept:
        paragraphs.setdefault(each.paragraph, []).append(text[each.start : each.end])
    return "\n\n".join(" ".join(sentences) for sentences in paragraphs.values())


def _telling(case: Case) -> list[str]:
    """Accepted words that the question does not have itself: whoever reads them knows the answer, or a part of it."""
    asked = folded(case.question.question)
    return [words for group in case.expected.accepted for each in group if (words := folded(each)) not in asked]


def _is_evidence(case: Case, place: Span) -> bool:
    return any(one.overlaps(place) for group in case.expected.evidence for one in group)
