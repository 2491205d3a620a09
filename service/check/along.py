"""A claim's words laid along a quote's, in the same order. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.service.check.clauses import AUXILIARIES, PAST, Clauses
from dateline.service.check.figures import carries
from dateline.service.check.frames import head
from dateline.service.check.items import Item
from dateline.service.check.mentions import ORGANISATIONS
from dateline.service.check.naming import name_of
from dateline.service.check.omitted import may_go
from dateline.service.check.rows import Row

_FREE = frozenset("a an the that".split())
_PAIRS = frozenset(
    frozenset(pair.split())
    for pair in "a an|a the|an the|will would|may might|can could|is are|was were|has have".split("|")
)
_JUMP = 1.0


@dataclass(frozen=True, slots=True)
class Words:
    """A row of words: which of them look like verbs, and which stand for a pronoun of the quote."""

    items: tuple[Item, ...]
    verbs: tuple[bool, ...]
    named: tuple[bool, ...]


def words(row: Clauses, places: Sequence[int]) -> Words:
    """The words at some places of a sentence."""
    return Words(
        tuple(row.items[at] for at in places), tuple(at in row.verbs for at in places), tuple(False for _ in places)
    )


def keeps(claim: Words, quote: Words, moved: frozenset[int]) -> bool:
    """Whether a claim's words stand in a quote in their order, and what is left out there may go. `moved`: places that count as kept."""
    found = _aligned(claim, quote, moved)
    if found is None:
        return False
    kept = [at in found or at in moved for at in range(len(quote.items))]
    row = Row(quote.items, quote.verbs)
    at = 0
    while at < len(kept):
        if kept[at]:
            at += 1
            continue
        end = at
        while end < len(kept) and not kept[end] and quote.named[end] == quote.named[at]:
            end += 1
        if quote.named[at]:
            if not _is_named_still(quote, at, kept):
                return False
        elif not may_go(row, at, end, kept):
            return False
        at = end
    return bool(found)


def _is_named_still(quote: Words, at: int, kept: Sequence[bool]) -> bool:
    """Whether the name that stands for a pronoun is kept: all of it, or the family name of a person."""
    places = [each for each in range(len(quote.items)) if quote.named[each]]
    phrase = quote.items[places[0] : places[-1] + 1]
    heads = head(phrase, tuple(range(len(phrase))))
    if not all(kept[places[0] + each] for each in heads):
        return False
    whole = name_of(phrase, max(heads)) if len(heads) == 1 else heads
    lost = [each for each in whole if not kept[places[0] + each]]
    return not lost or (len(whole) == 2 and phrase[max(heads)].lower not in ORGANISATIONS)


def _aligned(claim: Words, quote: Words, moved: frozenset[int]) -> frozenset[int] | None:
    """The places of the quote that a claim's words are, in order, with the fewest jumps."""
    paths: dict[tuple[int, bool], tuple[float, tuple[int, ...]]] = {(-1, False): (0.0, ())}
    for mine, is_verb in zip(claim.items, claim.verbs, strict=True):
        step: dict[tuple[int, bool], tuple[float, tuple[int, ...]]] = {}
        for at, theirs in enumerate(quote.items):
            if at in moved or not _is_same(mine, theirs, verb=is_verb or quote.verbs[at]):
                continue
            best = min(
                (
                    (cost + (0.0 if _adjacent(last, at, moved) else _JUMP + 0.01 * (at - last)), path)
                    for (last, joint), (cost, path) in paths.items()
                    if last < at and (not joint or "," in theirs.gap)
                ),
                default=None,
            )
            if best is not None:
                step[at, False] = (best[0], (*best[1], at))
        if mine.lower in _FREE or mine.lower == "and":  # "and" in the place of the comma before an item
            for (last, joint), (cost, path) in paths.items():
                key = (last, joint or mine.lower == "and")
                if key not in step or cost + 0.5 < step[key][0]:
                    step[key] = (cost + 0.5, path)
        if not step:
            return None
        paths = step
    ends = [found for (_, joint), found in paths.items() if not joint]
    return frozenset(min(ends)[1]) if ends else None


def _adjacent(last: int, at: int, moved: frozenset[int]) -> bool:
    return all(between in moved for between in range(last + 1, at))


def _is_same(mine: Item, theirs: Item, *, verb: bool) -> bool:
    if mine.figure is not None or theirs.figure is not None:
        return (
            mine.figure is not None
            and theirs.figure is not None
            and carries(theirs.figure, mine.figure)
            and mine.figure.bound == theirs.figure.bound
        )
    if mine.day is not None or theirs.day is not None:
        return mine.day is not None and theirs.day is not None and mine.lower == theirs.lower
    if mine.lower == theirs.lower:
        return True
    if frozenset((mine.lower, theirs.lower)) in _PAIRS:
        return True
    return (
        verb
        and is_past(mine) is is_past(theirs)
        and mine.stem == theirs.stem
        and mine.kind == theirs.kind == "word"
        and not {mine.lower, theirs.lower} & AUXILIARIES
    )


def is_past(item: Item) -> bool:
    """Whether a verb tells of what is over: "reopens" is not "reopened"."""
    return item.lower in PAST or item.lower.endswith("ed")
