"""The way of a question: read, retrieve, decide, draft, verify, answer. Top to bottom; nothing calls back into it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from dateline.indexes.nouns import Filters, Found, Hit
from dateline.service.answerable import Verdict
from dateline.service.assembly import answered, refused
from dateline.service.nouns import Answer, Citation, Claim, DraftClaim, Generator, Interpreted, Question
from dateline.service.question import Reading, read
from dateline.service.verify import Ledger


@dataclass(frozen=True, slots=True)
class Drafted:
    """What a drafter proposes, who it was, and, where a model failed, why the keyless answer came instead."""

    claims: Sequence[DraftClaim]
    generator: Generator
    degraded_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Meta:
    """First step: what was read from the question, before anything is answered."""

    question: str
    standalone_question: str
    interpreted: Interpreted
    snapshot: str


@dataclass(frozen=True, slots=True)
class Proven:
    """One verified claim and the citations that it brought, in the final order."""

    claim: Claim
    citations: tuple[Citation, ...]


FAR_YEARS = 2  # an article of 2023 may well tell of 2021

Step = Meta | Proven | Answer
Retrieve = Callable[[Reading, Filters], Found]
Judge = Callable[[Reading, Sequence[Hit]], Verdict]
Draft = Callable[[Reading, Verdict], Drafted]


def answer(question: Question, *, retrieve: Retrieve, judge: Judge, draft: Draft) -> Iterator[Step]:
    """Yield one `Meta`, a `Proven` for each verified claim, and last the whole `Answer`.

    Streaming and not streaming are this one path: one caller forwards the steps, the other keeps the last.
    """
    started = perf_counter()
    reading = read(question)
    filters = Filters(as_of=question.as_of, since=question.since, sources=question.sources)
    found = retrieve(reading, filters)
    yield Meta(question.text, reading.standalone, reading.interpreted, found.snapshot)
    retrieved = perf_counter()

    verdict = judge(reading, found.hits)
    if not verdict.answerable or set(reading.sources_named) & set(found.missing_sources):
        verdict = _refusal(verdict, reading, filters, found, retrieve=retrieve, judge=judge)
        yield refused(question, reading, found, verdict, timings_ms=_timings(started, retrieved, perf_counter()))
        return

    drafted = draft(reading, verdict)
    drafted_at = perf_counter()
    ledger = Ledger(found.hits)
    claims: list[Claim] = []
    for proposal in drafted.claims:
        before = len(ledger.citations)
        if (claim := ledger.prove(proposal)) is not None:
            claims.append(claim)
            yield Proven(claim, ledger.citations[before:])
    timings = _timings(started, retrieved, drafted_at)
    if not claims:
        yield refused(question, reading, found, verdict, timings_ms=timings)
        return
    yield answered(question, reading, found, verdict, claims, ledger.citations, drafted, timings_ms=timings)


def _refusal(
    verdict: Verdict, reading: Reading, filters: Filters, found: Found, *, retrieve: Retrieve, judge: Judge
) -> Verdict:
    """Why there is no answer: the source asked for is not here, or the dates; else what the judge says.

    "Outside the dates" is when the same articles would answer without them, of which nothing is told, or when the question
    names years that no article is of.
    """
    if found.missing_sources:
        return replace(verdict, answerable=False, reason="source_not_in_archive")
    if filters.as_of is not None or filters.since is not None:
        anytime = judge(reading, retrieve(reading, Filters(sources=filters.sources)).hits)
        return replace(verdict, reason="outside_dates") if anytime.answerable else verdict
    covered = found.coverage
    if verdict.reason == "not_stated" and covered.earliest is not None and covered.latest is not None:
        first, last = covered.earliest.year - FAR_YEARS, covered.latest.year + FAR_YEARS
        if reading.years and not reading.years & set(range(first, last + 1)):
            return replace(verdict, reason="outside_dates")
    return verdict


def _timings(started: float, retrieved: float, drafted: float) -> dict[str, int]:
    now = perf_counter()
    marks = {"retrieve": retrieved - started, "draft": drafted - retrieved, "verify": now - drafted}
    return {name: round(seconds * 1000) for name, seconds in marks.items()}
