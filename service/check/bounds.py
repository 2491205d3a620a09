"""What a claim leaves without its bounds: figures without their time, superlatives without their field, one told of several. Pure."""

import re
from collections.abc import Iterator, Sequence

from dateline.service.check.clauses import DETERMINERS, MARK, Clauses
from dateline.service.check.evidence import Flaw
from dateline.service.check.keeping import Place
from dateline.service.words import stem

_SPANS = frozenset(
    stem(word)
    for word in (
        "year quarter half month week decade period season night day hour summer winter spring autumn weekday weekend latest earliest"
    ).split()
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
