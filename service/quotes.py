"""The keyless draft: the sentences that answer, verbatim and whole, with their speaker where they are speech."""

from collections.abc import Sequence

from dateline.service.answerable import Candidate, Verdict
from dateline.service.nouns import DraftClaim, Generator, Quote
from dateline.service.pipeline import Drafted
from dateline.service.question import Reading
from dateline.service.speech import said_by

MAX_SENTENCES = 2
MAX_WORDS = 60  # of an answer, where more than one sentence would do
_CLOSE_CALL = 0.55  # a second sentence is shown when it is at least so probable, as a share of the first


def keyless_draft(reading: Reading, verdict: Verdict) -> Drafted:
    """The likeliest sentence, and a second one where the call between the two was close and both are short."""
    return Drafted(
        claims=[claim_of(candidate) for candidate in _chosen(verdict.candidates)], generator=Generator("quotes")
    )


def claim_of(candidate: Candidate) -> DraftClaim:
    """One sentence as a claim: its quote, and who said it."""
    passage, revision = candidate.hit.passage, candidate.hit.revision
    quote = Quote(passage.article_id, passage.revision, passage.start, passage.end, passage.text)
    return DraftClaim(quotes=(quote,), said_by=said_by(passage, revision))


def _chosen(candidates: Sequence[Candidate]) -> list[Candidate]:
    first = candidates[0]
    chosen, seen = [first], {_words(first)}
    total = len(first.hit.passage.text.split())
    for candidate in candidates[1:]:
        length = len(candidate.hit.passage.text.split())
        if len(chosen) == MAX_SENTENCES or candidate.probability < _CLOSE_CALL * first.probability:
            break
        if _words(candidate) in seen or total + length > MAX_WORDS:
            continue
        chosen.append(candidate)
        seen.add(_words(candidate))
        total += length
    return chosen


def _words(candidate: Candidate) -> str:
    """Copies of one sentence, told by its words alone."""
    return " ".join(candidate.hit.passage.text.split())
