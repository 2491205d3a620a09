"""Parts of a quote that share a verb or a count, told of one another: "revenue fell to 242 million, and deliveries to 0.6". Pure."""

from collections.abc import Iterator, Sequence

from dateline.service.check.clauses import MARK, Clauses
from dateline.service.check.evidence import Flaw
from dateline.service.check.keeping import Place

_COUNTED = 5  # places before "and" where the figure stands that counts both


def gapped(found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """What stands behind "and" without a verb of its own, told of what stands before it: "revenue fell to 0.6"."""
    for quote, kept in _kept(found, quotes):
        for at in range(1, len(quote.items) - 1):
            if quote.items[at].lower not in ("and", "but"):
                continue
            piece = _piece(quote, at + 1)
            told = [here for here in piece if quote.items[here].is_content]
            amount = [here for here in told[1:] if quote.items[here].figure or quote.items[here].lower == "rest"]
            before = any(quote.items[here].figure for here in range(at))
            if amount and before and amount[0] in kept and told[0] not in kept:
                yield "direction"
                return


def uncounted(found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """One of two things that a figure counts together: "17 reports of dizziness" for "of dizziness and nausea"."""
    for quote, kept in _kept(found, quotes):
        for at in range(1, len(quote.items) - 1):
            if quote.items[at].lower != "and" or at in kept or MARK.search(quote.items[at].gap):
                continue
            near = range(max(0, at - _COUNTED), at)
            if any(here in quote.verbs or MARK.search(quote.items[here].gap) for here in near[1:]):
                continue
            behind = quote.items[at + 1]
            if behind.kind != "word" or at + 1 in quote.verbs or at + 1 in kept or at - 1 not in kept:
                continue
            if quote.items[at - 1].kind == "word" and any(
                quote.items[here].figure is not None and here in kept for here in near
            ):
                yield "scope"
                return


def repeated(claim: Clauses, found: Sequence[Place | None]) -> Iterator[Flaw]:
    """One figure of a quote told twice."""
    places = [place for at, place in enumerate(found) if place is not None and claim.items[at].figure is not None]
    if len(places) != len(set(places)):
        yield "number"


def _kept(found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[tuple[Clauses, frozenset[int]]]:
    for number, quote in enumerate(quotes):
        kept = frozenset(each.at for each in found if each is not None and each.quote == number)
        if kept:
            yield quote, kept


def _piece(quote: Clauses, start: int) -> list[int]:
    """The places up to the next mark; nothing if there is a verb among them."""
    found: list[int] = []
    for at in range(start, len(quote.items)):
        if at > start and MARK.search(quote.items[at].gap):
            break
        if at in quote.verbs:
            return []
        found.append(at)
    return found
