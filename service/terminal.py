"""What a person sees in a terminal: results as text, messages and progress on standard error."""

import re
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from dateline.indexes.nouns import Hit
from dateline.service.check.path import Draft
from dateline.service.nouns import Answer, CoverageReport

_STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_VERDICTS = {"supported": "supported", "contradicted": "CONTRADICTED", "not_found": "not found"}
EVERY_S = 5.0  # seconds between two lines of progress where there is no terminal to draw on


def say(message: str) -> None:
    """A message for people, on standard error."""
    print(plain(message), file=sys.stderr, flush=True)


def plain(text: str) -> str:
    """Text without what would steer a terminal: control characters, changes of direction and half characters become `�`."""
    return _STEERING.sub("�", text)


@dataclass(slots=True)
class EmbeddingProgress:
    """Called with passages done and passages in all: one line that is drawn anew, or, in a log, a line now and then."""

    said_at: float = field(default_factory=time.monotonic)
    drawn: bool = False

    def __call__(self, done: int, total: int) -> None:
        if sys.stderr.isatty():
            print(f"\rembedding: {done} of {total} passages", end="", file=sys.stderr, flush=True)
            self.drawn = True
        elif done == total or time.monotonic() - self.said_at >= EVERY_S:
            say(f"embedding: {done} of {total} passages")
            self.said_at = time.monotonic()

    def end(self) -> None:
        """Leave the line that was drawn."""
        if self.drawn:
            print(file=sys.stderr)
            self.drawn = False


def as_text(answer: Answer) -> str:
    """An answer with its citations, or a refusal with the passages nearest to the question; last, the answer's id."""
    lines = [] if answer.statements is None else [_count(answer.statements, "statement") + ", in order of date:\n"]
    if answer.standalone_question != answer.question:
        lines.append(f"(understood as: {answer.standalone_question})")
    lines.append(answer.answer)
    if answer.claims and answer.reason == "false_premise":
        lines.append("(this corrects what the question takes for granted)")
    if answer.missing and answer.claims:
        lines.append(f"(not answered: {'; '.join(answer.missing)})")
    if answer.degraded:
        without = "the model broke off" if answer.generator.kind == "model" else "answered without the model"
        lines.append(f"({without}: {answer.degraded_reason})")
    written = any(claim.kind == "written" for claim in answer.claims)
    for citation in answer.citations:
        lines.append(
            f"\n[{citation.number}] {_label(citation.source, citation.published_at)}  {citation.title or citation.article_id}"
        )
        if written:
            lines.append(f"    “{_one_line(citation.quote)}”")
        lines.append(f"    characters {citation.start} to {citation.end} of revision {citation.revision}")
    if not answer.claims:
        lines.append(searched(answer.coverage))
    if answer.related:
        lines.append("\nNearest passages:")
        lines += [f"  - {_label(near.source, near.published_at)}  {_one_line(near.quote)}" for near in answer.related]
    lines.append(f"\nanswer {answer.id}")
    return plain("\n".join(lines))


def searched(coverage: CoverageReport) -> str:
    """What a refusal rests on: how much was searched, and how much of it by meaning as well as by words."""
    words = f"Searched {_count(coverage.articles, 'article')}, {_count(coverage.passages, 'passage')}"
    if coverage.embedded < coverage.passages:
        words += f", {coverage.embedded} of them by meaning, the rest by their words alone"
    if coverage.from_ is not None and coverage.to is not None:
        words += f", {coverage.from_.isoformat()} to {coverage.to.isoformat()}"
    return words + "."


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" + ("" if n == 1 else "s")


def hits_as_text(hits: Sequence[Hit]) -> str:
    """Passages with their scores, best first."""
    lines: list[str] = []
    for hit in hits:
        revision = hit.revision
        label = _label(revision.source, revision.published_at)
        lines.append(f"{hit.score:.2f}  {label}  {revision.title or revision.article_id}")
        lines.append(f"      {_one_line(hit.passage.text)}  ({hit.why})")
    return plain("\n".join(lines))


def draft_as_text(draft: Draft) -> str:
    """Each sentence of a draft behind its verdict, then what was quoted."""
    lines: list[str] = []
    for each in draft.sentences:
        why = f" ({each.reason})" if each.reason else ""
        numbers = "".join(f" [{number}]" for number in each.citations)
        lines.append(f"{_VERDICTS[each.verdict]}{why}: {_one_line(each.text)}{numbers}")
    for citation in draft.citations:
        lines.append(
            f"\n[{citation.number}] {_label(citation.source, citation.published_at)}  {citation.title or citation.article_id}"
        )
        lines.append(f"    {_one_line(citation.quote)}")
    return plain("\n".join(lines))


def _label(source: str | None, published_at: datetime | None) -> str:
    return f"{source or 'unnamed source'}, {published_at.date().isoformat() if published_at else 'undated'}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
