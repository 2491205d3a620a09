"""Whether what a claim says of a thing is what a quote says of it: neighbours, prepositions and clauses. Pure.

The items of a claim know their places in the quotes. One whose neighbours fit another place better has changed places with what stands there.
"""

from collections.abc import Iterator, Sequence

from dateline.service.check.clauses import MARK, Clauses
from dateline.service.check.evidence import Flaw
from dateline.service.check.items import Item
from dateline.service.check.keeping import Place
from dateline.service.check.phrases import RISKY, THIN, preposition, turned_verbs

_REACH = 2  # neighbours on either side that an item is known by
_MARGIN = 0.35  # by which another place has to fit better
_COUNTED = 4  # places in a quote behind a figure where what it counts stands
_SAME_WAY = tuple(
    frozenset(group.split())
    for group in (
        "until to till",
        "since from",
        "above over than",
        "below under than",
        "against than from",
        "after since",
        "to at",
    )
)
_OPPOSED_WAYS = frozenset(
    frozenset(pair.split())
    for pair in (
        "to from|before after|in outside|in without|in against|above below|over under|until from|until since|until after|"
        "up down|inside outside|to against|before until|to without"
    ).split("|")
)


def swapped(claim: Clauses, found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """Items that stand where another one stands in the quote."""
    kept = [
        frozenset(each.at for each in found if each is not None and each.quote == number)
        for number in range(len(quotes))
    ]
    turned = frozenset(turned_verbs(claim, found, quotes))
    for at, place in enumerate(found):
        item = claim.items[at]
        if place is None or not item.is_content or at in claim.verbs:
            continue
        quote = quotes[place.quote]
        beside = _neighbours(at, claim, found, place.quote, turned)
        own = _fit(place.at, beside, quote, kept[place.quote])
        for rival, other in enumerate(quote.items):
            if rival == place.at or not _rivals(item, other) or rival in quote.verbs:
                continue
            if any(each[0] == rival for each in beside):
                continue
            if _fit(rival, beside, quote, kept[place.quote] | {rival}) - own < _MARGIN:
                continue
            if _is_displaced(Place(place.quote, rival), place, claim, found, quotes, turned) or (
                rival not in kept[place.quote] and item.kind != "word"
            ):
                yield _kind(item)
                return


def _is_displaced(
    rival: Place,
    place: Place,
    claim: Clauses,
    found: Sequence[Place | None],
    quotes: Sequence[Clauses],
    turned: frozenset[int],
) -> bool:
    """Whether what stands in a quote at `rival` is kept in the claim, at another place than its own."""
    quote = quotes[rival.quote]
    kept = frozenset(each.at for each in found if each is not None and each.quote == rival.quote)
    for at, each in enumerate(found):
        if each == rival:
            beside = _neighbours(at, claim, found, rival.quote, turned)
            own = _fit(rival.at, beside, quote, kept)
            return _fit(place.at, [n for n in beside if n[0] != place.at], quote, kept) > own
    return False


def _rivals(one: Item, other: Item) -> bool:
    if other.kind == "small":
        return False
    if one.kind in ("figure", "day") or other.kind in ("figure", "day"):
        return one.kind == other.kind and (
            one.figure is None or other.figure is None or one.figure.value != other.figure.value
        )
    return one.stem != other.stem


def _kind(item: Item) -> Flaw:
    return {"figure": "number", "day": "date", "name": "name"}.get(item.kind, "direction")  # pyright: ignore[reportReturnType]


def _neighbours(
    at: int, claim: Clauses, found: Sequence[Place | None], quote: int, turned: frozenset[int]
) -> list[tuple[int, int, float]]:
    """Places in the quote of what stands beside an item in the claim: place, side, weight."""
    beside: list[tuple[int, int, float]] = []
    for side in (-1, 1):
        weight, seen, here, way = 1.0, 0, at, side
        while seen < _REACH and 0 <= here + side < len(claim.items):
            gap = claim.items[here if side < 0 else here + 1].gap
            if MARK.search(gap):
                weight *= 0.4
            here += side
            place = found[here]
            if here in turned:
                way = -side
            if claim.items[here].lower in THIN:
                continue
            seen += 1
            if place is not None and place.quote == quote:
                beside.append((place.at, way, weight))
            weight *= 0.5
    return beside


def _fit(place: int, beside: Sequence[tuple[int, int, float]], quote: Clauses, kept: frozenset[int]) -> float:
    """How well neighbours fit a place: on the same side of it, with little between."""
    worth = 0.0
    for there, side, weight in beside:
        if (there - place) * side <= 0:
            continue
        between = range(min(there, place) + 1, max(there, place))
        away = sum(1.0 if each in kept else 0.34 for each in between if quote.items[each].lower not in THIN)
        marks = sum(
            1 for each in range(min(there, place) + 1, max(there, place) + 1) if MARK.search(quote.items[each].gap)
        )
        worth += weight / (1 + away + 0.5 * marks)
    return worth


def prepositions(claim: Clauses, found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """From, to, by, before, after: the same before a figure, a day or a name as in the quote."""
    for at, place in enumerate(found):
        item = claim.items[at]
        if place is None or not item.is_content or at in claim.verbs:
            continue
        if item.kind == "word":
            here, there = preposition(claim, at), preposition(quotes[place.quote], place.at)
            if frozenset((here, there)) in _OPPOSED_WAYS:
                yield "direction"
            continue
        if item.kind == "name" and at and claim.items[at - 1].kind == "name" and claim.items[at].gap in (" ", "-"):
            continue
        here, there = preposition(claim, at), preposition(quotes[place.quote], place.at)
        if here == there or not {here, there} & RISKY or any({here, there} <= group for group in _SAME_WAY):
            continue
        if item.kind == "name":
            if frozenset((here, there)) in _OPPOSED_WAYS:
                yield "direction"
            continue
        if item.kind == "figure" and here == "" and there in ("to", "from", "than", "over", "by"):
            yield "direction"
            continue
        yield "date" if item.kind == "day" else "unit" if item.kind == "figure" else "direction"


def miscounted(claim: Clauses, found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """A figure of other things than in the quote: what it counts stands right behind it in both."""
    for at, place in enumerate(found):
        if place is None or claim.items[at].figure is None:
            continue
        counted: list[bool] = []
        for behind in range(at + 1, min(at + 3, len(claim.items))):
            item, there = claim.items[behind], found[behind]
            if item.gap not in (" ", "-") or item.kind != "word":
                break
            if there is not None and behind not in claim.verbs:
                counted.append(there.quote == place.quote and 0 < there.at - place.at <= _COUNTED)
        if counted and not any(counted):
            yield "number"
            return


def rehung(claim: Clauses, found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """An "of" that hangs on another word than in the quote: "one ferry of the line" for "ships of the line and one ferry"."""
    for at, place in enumerate(found):
        if place is None or claim.items[at].lower != "of" or at == 0 or place.at == 0:
            continue
        left, there = found[at - 1], quotes[place.quote].items[place.at - 1]
        if left is None or left.quote != place.quote or not claim.items[at - 1].is_content or not there.is_content:
            continue
        if left.at != place.at - 1 and claim.items[at - 1].stem != there.stem and claim.items[at - 1].figure is None:
            yield "scope"
            return
