"""The way of a question: read, retrieve, decide, draft, verify, answer. Top to bottom; nothing calls back into it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from dateline.indexes.nouns import Filters, Found
from dateline.service.answerable import Verdict
from dateline.service.assembly import answered, refused
from dateline.service.caller import Caller
from dateline.service.nouns import Answer, Citation, Claim, DraftClaim, Generator, Interpreted, Question, Usage
from dateline.service.question import Reading, read
from dateline.service.verify import Ledger, Unsupported, not_checked


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a draft came about: who made it, why a model's part of it is missing or not whole, and what the model took."""

    generator: Generator
    degraded_reason: str | None = None
    usage: Usage | None = None


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
Judge = Callable[[Reading, Found], Verdict]
Draft = Callable[
    [Reading, Verdict, Caller], Iterator[DraftClaim | Outcome]
]  # claims as they are made, one Outcome last


def answer(
    question: Question,
    *,
    retrieve: Retrieve,
    judge: Judge,
    draft: Draft,
    unsupported: Unsupported = not_checked,
    standalone: str | None = None,
    caller: Caller | None = None,
) -> Iterator[Step]:
    """Yield one `Meta`, a `Proven` for each verified claim as soon as it is, and last the whole `Answer`.

    Streaming and not streaming are this one path: one caller forwards the steps, the other keeps the last. `standalone`:
    what is asked in the place of a question that leans on an earlier one. Raises CallerLeft once nobody waits any more.
    """
    started = perf_counter()
    reading = read(question if standalone is None else replace(question, text=standalone))
    filters = Filters(as_of=question.as_of, since=question.since, sources=question.sources)
    found = retrieve(reading, filters)
    yield Meta(question.text, reading.standalone, reading.interpreted, found.snapshot)
    retrieved = perf_counter()

    verdict = judge(reading, found)
    if not verdict.answerable or set(reading.sources_named) & set(found.missing_sources):
        verdict = _refusal(verdict, reading, filters, found, retrieve=retrieve, judge=judge)
        yield refused(question, reading, found, verdict, timings_ms=_timings(started, retrieved, perf_counter(), 0.0))
        return

    ledger = Ledger(found.hits, unsupported)
    claims: list[Claim] = []
    outcome = Outcome(Generator("quotes"))
    verifying = 0.0
    for proposal in draft(reading, verdict, caller or Caller()):
        if isinstance(proposal, Outcome):
            outcome = proposal
            continue
        before, began = len(ledger.citations), perf_counter()
        claim = ledger.prove(proposal)
        verifying += perf_counter() - began
        if claim is not None and claim not in claims:
            claims.append(claim)
            yield Proven(claim, ledger.citations[before:])
    outcome = _with_fate(outcome, claims, ledger)
    timings = _timings(started, retrieved, perf_counter(), verifying)
    if not claims:
        yield refused(question, reading, found, verdict, outcome=outcome, timings_ms=timings)
        return
    yield answered(question, reading, found, verdict, claims, ledger.citations, outcome, timings_ms=timings)


def _with_fate(outcome: Outcome, claims: Sequence[Claim], ledger: Ledger) -> Outcome:
    """The outcome with what became of what the model wrote."""
    if outcome.usage is None:
        return outcome
    written = sum(claim.kind == "written" for claim in claims)
    return replace(outcome, usage=replace(outcome.usage, written=written, fell_back=ledger.fell_back))


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
        anytime = judge(reading, retrieve(reading, Filters(sources=filters.sources)))
        return replace(verdict, reason="outside_dates") if anytime.answerable else verdict
    covered = found.coverage
    if verdict.reason == "not_stated" and covered.earliest is not None and covered.latest is not None:
        first, last = covered.earliest.year - FAR_YEARS, covered.latest.year + FAR_YEARS
        if reading.years and not reading.years & set(range(first, last + 1)):
            return replace(verdict, reason="outside_dates")
    return verdict


def _timings(started: float, retrieved: float, drafted: float, verifying: float) -> dict[str, int]:
    marks = {"retrieve": retrieved - started, "draft": drafted - retrieved - verifying, "verify": verifying}
    return {name: round(seconds * 1000) for name, seconds in marks.items()}
