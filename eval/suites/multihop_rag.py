"""MultiHop-RAG (Tang and Yang 2024, arXiv 2401.15391): questions that need facts of several news articles, or none.

Reads `articles.jsonl` and `questions.jsonl`: `id`, `question`, `answer`, `kind`, `evidence` of `article_id` and `text`.
"""

from pathlib import Path
from typing import Literal, Self

from pydantic import model_validator

from dateline.eval.gold import Asked, GoldQuestion, GoldQuote, Text
from dateline.eval.suites.parts import Part, Posed
from dateline.eval.suites.rows import Row, articles, rows


class _Fact(Row):
    article_id: Text
    text: Text


class _Question(Row):
    id: Text
    question: Asked
    answer: Text
    kind: Literal["inference", "comparison", "temporal", "null"]
    evidence: tuple[_Fact, ...]

    @model_validator(mode="after")
    def _has_evidence(self) -> Self:
        if (self.kind == "null") != (not self.evidence):
            raise ValueError("a null question has no evidence, every other question has")
        return self


def multihop_rag(folder: Path) -> list[Part]:
    """One part. Raises WorkFailed."""
    file = folder / "questions.jsonl"
    posed = [_posed(line, row) for line, row in rows(file, _Question)]
    return [Part("multihop-rag", file, articles(folder / "articles.jsonl"), posed)]


def _posed(line: int, row: _Question) -> Posed:
    """Each fact is needed. What answers a comparison is no words of an article, so its citations are judged."""
    question = GoldQuestion(
        id=row.id,
        kind=row.kind,
        question=row.question,
        answerable=row.kind != "null",
        accepted=((row.answer,),) if row.kind == "inference" else (),
        evidence=tuple((GoldQuote(article_id=each.article_id, quote=each.text),) for each in row.evidence),
    )
    return Posed(line, question, by_citations=row.kind in ("comparison", "temporal"))
