"""Whether whole quotes carry a wording, word by word: far stricter than a check of a free rewording. Pure.

A claim that fails falls back to its quote, so what is not certain fails.
"""

import re
from collections.abc import Iterator, Sequence

from dateline.indexes.sentences import spans
from dateline.service.check.attached import causes, exchanged, headless, miscounted, prepositions, promoted, rehung, scattered, swapped, torn, unnamed
from dateline.service.check.clauses import clauses
from dateline.service.check.context import InContext
from dateline.service.check.evidence import Evidence, Flaw
from dateline.service.check.keeping import places
from dateline.service.check.licensed import unlicensed
from dateline.service.check.limits import left_out
from dateline.service.check.links import links, named
from dateline.service.check.scope import boundless, multiplied, timeless, unfinished, widened
from dateline.service.check.voices import borrowed, misattributed

_PLAIN = re.compile(r"[A-Z0-9“\"‘'$€£¥][^\n<>{}\[\]|\\^`*_#~@]*\.[”\"’]?")
_ODD = re.compile(
    r"https?:|www\.|[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]"
)


def unsupported(wording: str, evidence: Sequence[Evidence], in_context: InContext) -> Flaw | None:
    """Why whole quotes do not carry a wording; None: they carry it."""
    return next((flaw for _, flaw in reasons(wording, evidence)), None)


def reasons(wording: str, evidence: Sequence[Evidence]) -> list[tuple[str, Flaw]]:
    return list(_reasons(wording, evidence))


def _reasons(wording: str, evidence: Sequence[Evidence]) -> Iterator[tuple[str, Flaw]]:
    if not is_plain(wording) or not evidence:
        yield "plain", "addition"
        return
    claim = clauses(wording, evidence[0].published)
    quotes = [clauses(passage.text, each.published) for each in evidence for passage in each.passages]
    passages = [(each.revision, passage) for each in evidence for passage in each.passages]
    found = places(claim.items, quotes)
    linked = links(quotes, passages)
    names = [
        named(*each)
        or frozenset(
            quotes[other].items[at].stem
            for other, places_there in subject.items()
            for at in places_there
            if quotes[other].items[at].text[:1].isupper() and quotes[other].items[at].is_content
        )
        for each, subject in zip(passages, linked, strict=True)
    ]
    stems = [
        {quotes[other].items[at].stem for other, places_there in subject.items() for at in places_there}
        for subject in linked
    ]
    for name, flaws in (
        ("licence", unlicensed(claim, found, quotes)),
        ("limit", left_out(claim, found, quotes)),
        ("swap", swapped(claim, found, quotes)),
        ("exchange", exchanged(claim, found, quotes)),
        ("headless", headless(claim, found, quotes)),
        ("cause", causes(claim, found, quotes)),
        ("borrowed", borrowed(claim, found, quotes, names, stems)),
        ("torn", torn(claim, found, quotes)),
        ("prep", prepositions(claim, found, quotes)),
        ("scatter", scattered(claim, found, quotes, linked)),
        ("voice", misattributed(claim, found, quotes, names)),
        ("promoted", promoted(claim, found, quotes)),
        ("extreme", boundless(found, quotes)),
        ("rehung", rehung(claim, found, quotes)),
        ("unnamed", unnamed(claim, found, quotes)),
        ("unfinished", unfinished(found, quotes)),
        ("plural", multiplied(claim, found, quotes)),
        ("count", miscounted(claim, found, quotes)),
        ("wide", widened(claim, found, quotes)),
        ("time", timeless(found, quotes)),
    ):
        for flaw in flaws:
            yield name, flaw


def is_plain(wording: str) -> bool:
    """Whether it is one declarative sentence of plain words."""
    return _PLAIN.fullmatch(wording) is not None and not _ODD.search(wording) and len(spans(wording)) == 1
