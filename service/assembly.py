"""An answer put together from what was proven, or a refusal with its reason and the nearest passages."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from dateline.indexes.nouns import Coverage, Found, Hit, Passage
from dateline.service.answerable import Verdict
from dateline.service.nouns import (
    Answer,
    Citation,
    Claim,
    Conflict,
    CoverageReport,
    Generator,
    Question,
    Reason,
    Related,
)
from dateline.service.orders import is_quotable
from dateline.service.question import Reading

if TYPE_CHECKING:
    from dateline.service.pipeline import Outcome

REFUSALS: Mapping[Reason, str] = {
    "nothing_relevant": "Nothing in these articles is about that.",
    "not_stated": "The articles here don’t say.",
    "outside_dates": "The articles within these dates don’t say.",
    "source_not_in_archive": "The archive has no articles from that source.",
    "false_premise": "The articles here don’t bear out what the question takes for granted.",
    "unsupported_language": "This question is in a language that the search here doesn’t know.",
}
RELATED = 3  # nearest passages shown with a refusal


def answered(
    question: Question,
    reading: Reading,
    found: Found,
    verdict: Verdict,
    claims: Sequence[Claim],
    citations: Sequence[Citation],
    outcome: "Outcome",
    *,
    timings_ms: Mapping[str, int],
) -> Answer:
    """The proven claims in order, each followed by the numbers of its citations."""
    text = " ".join(claim.text + "".join(f" [{number}]" for number in claim.citations) for claim in claims)
    return Answer(
        id=_answer_id(question, found.snapshot, text),
        question=question.text,
        standalone_question=reading.standalone,
        interpreted=reading.interpreted,
        status="partly_answered" if verdict.missing else "answered",
        reason=verdict.reason,
        missing=verdict.missing,
        answer=text,
        claims=tuple(claims),
        citations=tuple(citations),
        conflicts=tuple(_conflicts(verdict, citations)),
        related=(),
        coverage=coverage_report(found.coverage),
        as_of=question.as_of,
        generator=outcome.generator,
        degraded=outcome.degraded_reason is not None,
        degraded_reason=outcome.degraded_reason,
        snapshot=found.snapshot,
        timings_ms=timings_ms,
        confidence=verdict.confidence,
        statements=len(claims) if verdict.is_everything else None,
        follows=question.follows,
        usage=outcome.usage,
    )


def _conflicts(verdict: Verdict, citations: Sequence[Citation]) -> Iterator[Conflict]:
    """The sentences that dispute one another, where the answer cites both."""
    for pair in verdict.disputed:
        numbers = [next((each.number for each in citations if _cites(each, passage)), 0) for passage in pair]
        if all(numbers) and len(set(numbers)) == len(pair):
            yield Conflict("disputed", tuple(numbers))


def _cites(citation: Citation, passage: Passage) -> bool:
    is_there = (citation.article_id, citation.revision) == (passage.article_id, passage.revision)
    return is_there and citation.start <= passage.start and passage.end <= citation.end


def refused(
    question: Question,
    reading: Reading,
    found: Found,
    verdict: Verdict,
    *,
    timings_ms: Mapping[str, int],
    outcome: "Outcome | None" = None,
) -> Answer:
    """A refusal: no claims, a fixed sentence for its reason, and the passages nearest to the question.

    `outcome`: of the draft, where it was its maker who found no answer.
    """
    reason: Reason = verdict.reason or "not_stated"
    return Answer(
        id=_answer_id(question, found.snapshot, reason),
        question=question.text,
        standalone_question=reading.standalone,
        interpreted=reading.interpreted,
        status="not_answered",
        reason=reason,
        missing=(reading.standalone,),
        answer=REFUSALS[reason],
        claims=(),
        citations=(),
        conflicts=(),
        related=tuple(map(_related, [hit for hit in found.hits if is_quotable(hit.passage)][:RELATED])),
        coverage=coverage_report(found.coverage),
        as_of=question.as_of,
        generator=Generator("quotes") if outcome is None else outcome.generator,
        degraded=outcome is not None and outcome.degraded_reason is not None,
        degraded_reason=None if outcome is None else outcome.degraded_reason,
        snapshot=found.snapshot,
        timings_ms=timings_ms,
        confidence=verdict.confidence,
        follows=question.follows,
        usage=None if outcome is None else outcome.usage,
    )


def _related(hit: Hit) -> Related:
    revision, passage = hit.revision, hit.passage
    return Related(
        article_id=revision.article_id,
        revision=revision.number,
        title=revision.title,
        source=revision.source,
        published_at=revision.published_at,
        quote=passage.text,
        start=passage.start,
        end=passage.end,
    )


def coverage_report(coverage: Coverage) -> CoverageReport:
    """What was searched, as answers tell it."""
    return CoverageReport(
        articles=coverage.articles,
        undated=coverage.undated,
        from_=coverage.earliest,
        to=coverage.latest,
        passages=coverage.passages,
        embedded=coverage.embedded,
    )


def _answer_id(question: Question, snapshot: str, text: str) -> str:
    parts = (question.text, question.as_of, question.since, question.sources, question.follows, snapshot, text)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:20]
