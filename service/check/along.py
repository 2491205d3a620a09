"""A claim's words laid along a quote's, in the same order. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.service.check.clauses import AUXILIARIES, Clauses
from dateline.service.check.figures import carries
from dateline.service.check.frames import head
from dateline.service.check.items import Item
from dateline.service.check.omitted import Row, may_go

_FREE = frozenset("a an the that".split())
_PAIRS = frozenset(
    frozenset(pair.split())
    for pair in "a an|a the|an the|is was|are were|has had|have had|will would|may might|can could|do did|does did|is are|was were|has have".split(
        "|"
    )
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
    """Whether the head of a name that stands for a pronoun is kept."""
    places = [each for each in range(len(quote.items)) if quote.named[each]]
    heads = head(quote.items[places[0] : places[-1] + 1], tuple(range(len(places))))
    return all(kept[places[0] + each] for each in heads)


def _aligned(claim: Words, quote: Words, moved: frozenset[int]) -> frozenset[int] | None:
    """The places of the quote that a claim's words are, in order, with the fewest jumps."""
    paths: dict[int, tuple[float, tuple[int, ...]]] = {-1: (0.0, ())}
    for mine, is_verb in zip(claim.items, claim.verbs, strict=True):
        step: dict[int, tuple[float, tuple[int, ...]]] = {}
        for at, theirs in enumerate(quote.items):
            if at in moved or not _is_same(mine, theirs, verb=is_verb or quote.verbs[at]):
                continue
            best = min(
                (
                    (cost + (0.0 if _adjacent(last, at, moved) else _JUMP + 0.01 * (at - last)), path)
                    for last, (cost, path) in paths.items()
                    if last < at
                ),
                default=None,
            )
            if best is not None:
                step[at] = (best[0], (*best[1], at))
        if mine.lower in _FREE:
            for last, (cost, path) in paths.items():
                if last not in step or cost + 0.5 < step[last][0]:
                    step[last] = (cost + 0.5, path)
        if not step:
            return None
        paths = step
    return frozenset(min(paths.values())[1])


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
        and mine.stem == theirs.stem
        and mine.kind == theirs.kind == "word"
        and not {mine.lower, theirs.lower} & AUXILIARIES
    )
