"""The keyless draft: the sentences that answer, verbatim and whole, with their speaker where they are speech."""

from dateline.service.answerable import Candidate, Verdict
from dateline.service.nouns import DraftClaim, Generator, Quote
from dateline.service.pipeline import Drafted
from dateline.service.question import Reading
from dateline.service.speech import said_by

def keyless_draft(reading: Reading, verdict: Verdict) -> Drafted:
    """Each sentence that was chosen as a claim of its own, in the order chosen."""
    return Drafted(claims=[claim_of(candidate) for candidate in verdict.shown], generator=Generator("quotes"))


def claim_of(candidate: Candidate) -> DraftClaim:
    """One sentence as a claim: its quote, and who said it."""
    passage, revision = candidate.hit.passage, candidate.hit.revision
    quote = Quote(passage.article_id, passage.revision, passage.start, passage.end, passage.text)
    return DraftClaim(quotes=(quote,), said_by=said_by(passage, revision))
