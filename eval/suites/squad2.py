"""SQuAD 2.0 (Rajpurkar, Jia and Liang 2018, ACL): questions about a paragraph, half of which it does not answer.

Reads `questions.jsonl`: `id`, `question`, `context`, `answers`, `unanswerable`. The contexts, each once, are the articles.
"""

from pathlib import Path
from typing import Self

from pydantic import model_validator

from dateline.eval.fingerprints import digest
from dateline.eval.gold import Asked, GoldQuestion, Text, gold_wrong
from dateline.eval.suites.parts import Part, Posed
from dateline.eval.suites.rows import LANGUAGE, Row, carrying, rows
from dateline.indexes.nouns import Article


class _Question(Row):
    id: Text
    question: Asked
    context: Text
    answers: tuple[Text, ...]
    unanswerable: bool

    @model_validator(mode="after")
    def _has_answers(self) -> Self:
        if self.unanswerable != (not self.answers):
            raise ValueError("an unanswerable question has no answers, every other question has")
        return self


def squad2(folder: Path) -> list[Part]:
    """One part. Raises WorkFailed."""
    file = folder / "questions.jsonl"
    found = rows(file, _Question)
    contexts = {
        row.context: Article(row.context, f"squad2-{digest(row.context)}", language=LANGUAGE) for _, row in found
    }
    if errors := [
        f"line {line}: no answer stands in the context"
        for line, row in found
        if row.answers and not carrying(contexts[row.context], row.answers)
    ]:
        raise gold_wrong(file, errors)
    posed = [_posed(line, row, contexts[row.context]) for line, row in found]
    return [Part("squad2", file, list(contexts.values()), posed)]


def _posed(line: int, row: _Question, article: Article) -> Posed:
    """Every sentence of the context that has one of the answers is evidence."""
    question = GoldQuestion(
        id=row.id,
        kind="unanswerable" if row.unanswerable else "answerable",
        question=row.question,
        answerable=not row.unanswerable,
        accepted=(row.answers,) if row.answers else (),
        evidence=(carrying(article, row.answers),) if row.answers else (),
    )
    return Posed(line, question)
