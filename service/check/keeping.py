"""Which item of a quote each item of a claim is: the way through the quotes with the fewest jumps. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateline.service.check.clauses import Clauses
from dateline.service.check.days import Mention, completed
from dateline.service.check.days import carried as day_carried
from dateline.service.check.equivalents import stands_for
from dateline.service.check.figures import carries
from dateline.service.check.items import Item
from dateline.service.check.wording import alike
from dateline.service.words import opposed

_LOST = {"small": 0.8}  # what it costs to leave an item without a place; more for every other kind
_LOST_ELSE = 6.0
_FORWARD, _BACK, _ELSEWHERE = 0.4, 1.0, 1.2
_FAR = 0.01  # for each item that is jumped over


@dataclass(frozen=True, slots=True)
class Place:
    """An item of a quote: which quote, and where in it."""

    quote: int
    at: int


def places(claim: Sequence[Item], quotes: Sequence[Clauses]) -> list[Place | None]:
    """For each item of a claim the item of a quote that it is, or None."""
    every = [Place(number, at) for number, row in enumerate(quotes) for at in range(len(row.items))]
    paths: dict[Place | None, tuple[float, list[Place | None]]] = {None: (0.0, [])}
    stems = {item.stem for row in quotes for item in row.items if item.is_content}
    for item in claim:
        exact = item.stem in stems
        options: list[Place | None] = [
            place
            for place in every
            if (
                is_same(item, quotes[place.quote].items[place.at], quotes[place.quote].base)
                and (not exact or not item.stem or item.stem == quotes[place.quote].items[place.at].stem)
            )
            or _is_bare(item, quotes[place.quote].items[place.at], claim, quotes[place.quote].items)
        ]
        step: dict[Place | None, tuple[float, list[Place | None]]] = {}
        for option in (*options, None):
            best: tuple[float, list[Place | None]] | None = None
            for path in paths.values():
                cost = path[0] + _cost(_last(path[1]), option, item, quotes)
                if best is None or cost < best[0]:
                    best = (cost, path[1])
            assert best is not None
            key = option if option is not None else _last(best[1])
            found = (best[0], [*best[1], option])
            if key not in step or found[0] < step[key][0]:
                step[key] = found
        paths = step
    return min(paths.values(), key=lambda path: path[0])[1]


def _last(path: Sequence[Place | None]) -> Place | None:
    return next((each for each in reversed(path) if each is not None), None)


def _cost(last: Place | None, now: Place | None, item: Item, quotes: Sequence[Clauses]) -> float:
    if now is None:
        return _LOST.get(item.kind, _LOST_ELSE)
    there = quotes[now.quote].items[now.at]
    worth = 0.0 if there.lower == item.lower else 0.05 if there.stem == item.stem else 0.3
    if last is None:
        return worth + _FAR * now.at
    if last.quote != now.quote:
        return worth + _ELSEWHERE
    away = now.at - last.at
    if away == 1:
        return worth
    return worth + (_FORWARD if away > 0 else _BACK) + _FAR * abs(away)


def is_same(one: Item, other: Item, base: date | None) -> bool:
    """Whether an item of a quote licenses one of a claim."""
    if one.figure is not None:
        return other.figure is not None and carries(other.figure, one.figure)
    if one.day is not None:
        if other.day is None:
            return False
        return one.lower == other.lower or (
            any(one.day.grain) and day_carried(one.day, completed([Mention(other.day, other.start, other.end)], base))
        )
    if other.figure is not None or other.day is not None:
        return False
    if one.kind == "small" or other.kind == "small":
        return (
            one.lower == other.lower
            or (one.stem == other.stem and one.stem in _FORMS)
            or frozenset((one.lower, other.lower)) in _PAIRS
        )
    if one.lower.startswith("officer") is not other.lower.startswith("officer") and one.stem == other.stem:
        return False  # an officer is no office
    if one.kind == "name" or other.kind == "name":
        return stands_for(one.stem, other.stem) or (one.stem == other.stem)
    if opposed(one.stem, other.stem):
        return False
    return stands_for(one.stem, other.stem) or alike(one.stem, other.stem) > 0


_FORMS = frozenset(("be", "have", "do"))
_PAIRS = frozenset(
    frozenset(pair.split())
    for pair in (
        "may might",
        "may could",
        "might could",
        "will would",
        "a an",
        "this that",
        "these those",
        "which that",
        "who that",
        "in during",
        "on upon",
        "until till",
        "while whereas",
        "no not",
        "no any",
        "more further",
        "to until",
        "compared against",
        "above more",
        "below less",
        "cannot could",
    )
)


def _is_bare(one: Item, other: Item, claim: Sequence[Item], quote: Sequence[Item]) -> bool:
    """Whether two figures are equal but for a unit that one of them leaves to another figure of its sentence: "45 days, down from 60"."""
    mine, theirs = one.figure, other.figure
    if mine is None or theirs is None or (mine.value != theirs.value and not {mine.unit, theirs.unit} & {"month"}):
        return False
    if "count" not in (mine.unit, theirs.unit) or mine.unit == theirs.unit or mine.bound != theirs.bound:
        return False
    row, unit = (claim, theirs.unit) if mine.unit == "count" else (quote, mine.unit)
    return mine.value == theirs.value and any(each.figure is not None and each.figure.unit == unit for each in row)
