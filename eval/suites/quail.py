"""QuAIL (Rogers et al. 2020, AAAI): multiple-choice questions about news articles, some of which they don't answer.

Reads `articles.jsonl` and `questions.jsonl`: `id`, `article_id`, `question`, `kind`, `choices`, `correct`.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from dateline.eval.gold import Asked, GoldQuestion, GoldQuote, Text, gold_wrong
from dateline.eval.suites.parts import Part, Posed
from dateline.eval.suites.rows import Row, articles, rows

KINDS = ("Factual", "Temporal_order", "Character_identity", "Unanswerable")  # the others ask for what no words say
_NOT_SAID = "not enough information"


class _Question(Row):
    id: Text
    article_id: Text
    question: Asked
    kind: Text
    choices: Annotated[tuple[Text, ...], Field(min_length=2)]
    correct: Annotated[tuple[Text, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _offers_the_correct(self) -> Self:
        if not {*self.correct} <= {*self.choices}:
            raise ValueError("what is correct is not among the choices")
        return self


def quail(folder: Path) -> list[Part]:
    """One part: all articles, the questions of `KINDS`. Raises WorkFailed."""
    file = folder / "questions.jsonl"
    found = [(line, row) for line, row in rows(file, _Question) if row.kind in KINDS]
    about = articles(folder / "articles.jsonl")
    texts = {each.id: each.text for each in about}
    if errors := [
        f"line {line}: there is no article {row.article_id}" for line, row in found if row.article_id not in texts
    ]:
        raise gold_wrong(file, errors)
    return [Part("quail", file, about, [_posed(line, row, texts) for line, row in found])]


def _posed(line: int, row: _Question, texts: Mapping[str | None, str]) -> Posed:
    """The set names the article and not the sentence, so all of the article is evidence."""
    answerable = _NOT_SAID not in row.correct
    whole = GoldQuote(article_id=row.article_id, quote=texts[row.article_id])
    question = GoldQuestion(
        id=row.id,
        kind=row.kind,
        question=row.question,
        answerable=answerable,
        accepted=(row.correct,) if answerable else (),
        evidence=((whole,),) if answerable else (),
    )
    return Posed(line, question, choices=tuple(each for each in row.choices if each != _NOT_SAID))
