"""The keyless draft: the sentences that answer, verbatim and whole, with their speaker where they are speech."""

from collections.abc import Iterator, Sequence

from dateline.indexes.nouns import Hit, Passage
from dateline.service.answerable import Candidate, Verdict
from dateline.service.caller import Caller
from dateline.service.leaning import needed
from dateline.service.nouns import DraftClaim, Generator, Quote
from dateline.service.pipeline import Outcome
from dateline.service.question import Reading
from dateline.service.roles import with_role
from dateline.service.speakers import name_of
from dateline.service.speech import said_by


def keyless_draft(reading: Reading, verdict: Verdict, _caller: Caller) -> Iterator[DraftClaim | Outcome]:
    """Each sentence that was chosen as a claim of its own, in the order chosen, with what it needs to be read alone.

    Of all that somebody said only that is told: who "she" is, the question says.
    """
    if verdict.is_everything and reading.statements is not None:
        who = name_of(reading.statements.who)
        for candidate in verdict.shown:
            yield DraftClaim((_quote(candidate.hit.passage),), said_by=_speaker(candidate.hit) or who)
        yield Outcome(Generator("quotes"))
        return
    chosen: dict[tuple[str, int], set[int]] = {}
    for candidate in verdict.shown:
        chosen.setdefault(_article(candidate.hit), set()).add(candidate.hit.passage.ordinal)
    told: dict[tuple[str, int], set[int]] = {}  # places in each article that a claim has already
    for candidate in verdict.shown:
        passage, article = candidate.hit.passage, _article(candidate.hit)
        covered = told.setdefault(article, set())
        if passage.ordinal in covered:  # an item of a list that is there as a whole
            continue
        besides = covered if passage.kind == "item" else covered | chosen[article]
        yield claim_of(candidate, frozenset(besides))
        covered.update(each.ordinal for each in needed(passage, candidate.hit.revision, frozenset(besides)))
    yield Outcome(Generator("quotes"))


def claim_of(candidate: Candidate, shown: frozenset[int] = frozenset()) -> DraftClaim:
    """One sentence as a claim: its quotes, what it needs among them, and who said it. `shown`: places that are shown anyway."""
    passage, revision = candidate.hit.passage, candidate.hit.revision
    found = needed(passage, revision, shown)
    return DraftClaim(quotes=tuple(map(_quote, found)), said_by=_speaker(candidate.hit))


def written_claim(candidates: Sequence[Candidate], wording: str) -> DraftClaim:
    """A wording and the sentences that are to carry it, each with what it needs, each once."""
    quotes = [quote for candidate in candidates for quote in claim_of(candidate).quotes]
    speakers = {_speaker(candidate.hit) for candidate in candidates}
    return DraftClaim(
        quotes=tuple(dict.fromkeys(quotes)),
        said_by=speakers.pop() if len(speakers) == 1 else None,
        wording=wording,
    )


def _quote(passage: Passage) -> Quote:
    return Quote(passage.article_id, passage.revision, passage.start, passage.end, passage.text)


def _speaker(hit: Hit) -> str | None:
    speaker = said_by(hit.passage, hit.revision)
    return None if speaker is None else with_role(speaker, hit.revision.text)


def _article(hit: Hit) -> tuple[str, int]:
    return hit.revision.article_id, hit.revision.number
