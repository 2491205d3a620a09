"""What a claim leaves without its bounds: figures without their time, superlatives without their field, one told of several. Pure."""

import re
from collections.abc import Iterator, Sequence

from dateline.service.check.clauses import DETERMINERS, JOINS, MARK, Clauses
from dateline.service.check.evidence import Flaw
from dateline.service.check.keeping import Place
from dateline.service.check.limits import blocks
from dateline.service.check.omitted import may_go
from dateline.service.check.rows import Row
from dateline.service.words import stemmed

_SPANS = stemmed(
    "year quarter half month week decade period season night day hour summer winter spring autumn weekday weekend latest earliest"
)
_EXTREMES = frozenset("first last only most least best worst record".split())
_OPEN = frozenset("enough too sufficient ready willing able unable".split())


def timeless(found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """A figure without the stretch of time that it is of: "in the year to the end of September"."""
    for number, quote in enumerate(quotes):
        kept = {each.at for each in found if each is not None and each.quote == number}
        counted = {quote.of[at] for at in kept if quote.items[at].figure is not None}
        for at, item in enumerate(quote.items):
            if at in kept or item.kind != "word" or item.stem not in _SPANS or quote.of[at] not in counted:
                continue
            here = at - 1
            while (
                here > 0
                and (quote.items[here].lower in DETERMINERS or quote.items[here].kind in ("word", "figure"))
                and at - here < 4
            ):
                here -= 1
            before = [each.lower for each in quote.items[here:at]]
            block = range(next((b for b in range(at, 0, -1) if MARK.search(quote.items[b].gap)), 0), at)
            if {"in", "during", "for", "over", "within", "by", "at", "per"} & set(before) and any(
                each in kept and quote.items[each].is_content for each in block
            ):
                yield "scope"
                return


def boundless(found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """A "largest" or "first" without what it is the largest of, or the first since."""
    for number, quote in enumerate(quotes):
        kept = {each.at for each in found if each is not None and each.quote == number}
        for at in kept:
            item = quote.items[at]
            if item.lower not in _EXTREMES and not re.fullmatch(
                r"\w{2,}[^aeiourt]est|biggest|greatest|latest", item.lower
            ):
                continue
            end = next(
                (b for b in range(at + 1, len(quote.items)) if MARK.search(quote.items[b].gap)), len(quote.items)
            )
            for here in range(at + 1, end):
                if (
                    quote.items[here].lower in ("in", "of", "since", "for", "among")
                    and here not in kept
                    and here + 1 < end
                ):
                    phrase = range(here + 1, min(end, here + 5))
                    if not any(b in kept and quote.items[b].is_content for b in phrase) and not any(
                        quote.items[b].day for b in phrase
                    ):
                        yield "scope"
                        return


def unfinished(found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """ "Enough" without what for, and "honest" for "honest but late"."""
    for number, quote in enumerate(quotes):
        kept = {each.at for each in found if each is not None and each.quote == number}
        for at in range(len(quote.items) - 1):
            item, behind = quote.items[at], quote.items[at + 1]
            if item.lower in _OPEN and at in kept:
                to = next((b for b in range(at + 1, len(quote.items)) if quote.items[b].lower == "to"), None)
                if to is not None and to + 1 < len(quote.items) and to + 1 not in kept:
                    yield "scope"
                    return
            if (
                behind.lower == "but"
                and at in kept
                and item.kind == "word"
                and at not in quote.verbs
                and not MARK.search(behind.gap)
            ):
                end = next(
                    (b for b in range(at + 2, len(quote.items)) if MARK.search(quote.items[b].gap)), len(quote.items)
                )
                if end - at <= 4 and not any(b in quote.verbs or b in kept for b in range(at + 2, end)):
                    yield "scope"
                    return


def multiplied(claim: Clauses, found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """One told of several, or several of one: "contracts" for "the contract"."""
    for at, place in enumerate(found):
        if place is None or claim.items[at].kind != "word" or at in claim.verbs:
            continue
        mine, theirs = claim.items[at].lower, quotes[place.quote].items[place.at].lower
        if place.at in quotes[place.quote].verbs or {mine, theirs} != {
            min(mine, theirs, key=len),
            f"{min(mine, theirs, key=len)}s",
        }:
            continue
        yield "scope"
        return


_CURTAILING = frozenset(
    "for before until till but by within under over per without through throughout during since than unless".split()
)


def curtailed(found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """A stretch, a term or an exception left out behind what is kept: "for two seasons", "before 2035", "all but 60"."""
    for number, quote in enumerate(quotes):
        kept = {each.at for each in found if each is not None and each.quote == number}
        for at in range(1, len(quote.items)):
            item = quote.items[at]
            if at in kept or item.lower not in _CURTAILING or MARK.search(item.gap) or at - 1 not in kept:
                continue
            if not quote.items[at - 1].is_content and quote.items[at - 1].lower not in ("all", "none", "nothing"):
                continue
            end = next(
                (
                    b
                    for b in range(at + 1, len(quote.items))
                    if MARK.search(quote.items[b].gap) or quote.items[b].lower in _ENDING or b in quote.verbs
                ),
                len(quote.items),
            )
            told = range(at + 1, min(end, at + 5))
            if any(b in kept and (quote.items[b].is_content) for b in told):
                continue
            if any(quote.items[b].figure or quote.items[b].day or quote.items[b].stem in _SPANS for b in told):
                yield "scope"
                return


_ENDING = frozenset("and but or in on at for with from to by".split())


_LIMITING = frozenset(
    "until yet still again alone far now than instead rather only first once twice together combined each per apart already temporarily elsewhere abroad".split()
)


def loosened(found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """A "yet", "a year" or "so far" left out of a part that is kept; and the day that a figure is of."""
    for number, quote in enumerate(quotes):
        kept = {each.at for each in found if each is not None and each.quote == number}
        if not kept:
            continue
        row = Row(quote.items, [at in quote.verbs for at in range(len(quote.items))])
        here = [at in kept for at in range(len(quote.items))]
        for start, end in blocks(quote):
            own = [at for at in range(start, end) if at in kept and quote.items[at].is_content]
            if not any(at in quote.verbs or quote.items[at].figure is not None for at in own):
                continue
            counted = any(quote.items[at].figure is not None for at in own)
            for at in range(start, end):
                if (
                    at not in kept
                    and _limits(quote, at, counted=counted and not {at - 1, at - 2}.isdisjoint(kept))
                    and not _goes(row, at, here)
                ):
                    yield "scope"
                    return


def _limits(quote: Clauses, at: int, *, counted: bool) -> bool:
    item = quote.items[at]
    before = quote.items[at - 1] if at else None
    if item.day is not None:
        return counted and not (before is not None and before.lower in ("on", "last", "said"))
    if item.lower == "far":
        return before is not None and before.lower == "so"
    if item.lower == "now":
        return before is not None and before.lower == "for"
    if item.kind == "word" and item.stem in _SPANS:
        return not (before is not None and (before.day is not None or before.lower == "last" or before.lower in JOINS))
    return item.lower in _LIMITING


def _goes(row: Row, at: int, kept: Sequence[bool]) -> bool:
    """Whether a word stands in a stretch that may be left out as a whole."""
    start, end = at, at + 1
    while start > 0 and not kept[start - 1]:
        start -= 1
    while end < len(kept) and not kept[end]:
        end += 1
    return may_go(row, start, end, kept)
