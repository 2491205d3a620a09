"""Whether a wording keeps to the quotes' own words, nearly in their order, and leaves out only what may go or a whole clause before what it keeps. Pure.

The least that is asked of a wording which no quote tells word by word; it stands only where no rule finds anything wrong with it besides.
"""

from collections.abc import Sequence

from dateline.service.check.along import is_past
from dateline.service.check.clauses import JOINS, Clauses
from dateline.service.check.items import Item
from dateline.service.check.keeping import Place
from dateline.service.check.omitted import may_go
from dateline.service.check.rows import PREPOSITIONS, Row

_TURNS = 1  # times that a wording may go back in a quote, or on to another
_LEAST = 3  # words that stand in the quote's order before or behind such a place
_ADDED = frozenset("a an the and that but".split())  # words that it may have of its own
_SMALL = frozenset("a an the and that it its he his she her they their them this these those".split())
_LIMITING = frozenset("if unless not no never deny denied denies only".split())


def is_close(claim: Clauses, found: Sequence[Place | None], quotes: Sequence[Clauses]) -> bool:
    """Whether every word is a quote's, nearly in its order, and each stretch that is left out is one that may go or a clause."""
    runs: list[list[Place]] = [[]]
    for item, place in zip(claim.items, found, strict=True):
        if place is None:
            if item.lower not in _ADDED:
                return False
            continue
        if not _is_same(item, quotes[place.quote].items[place.at]):
            return False
        if runs[-1] and (place.quote != runs[-1][-1].quote or place.at <= runs[-1][-1].at):
            runs.append([])
        runs[-1].append(place)
    taken = [place for run in runs for place in run]
    if len(runs) > _TURNS + 1 or min(map(len, runs)) < _LEAST or len(set(taken)) < len(taken):
        return False
    if len(runs) > 1 and not _is_moved(runs, quotes):
        return False
    kept = [{each.at for each in found if each is not None and each.quote == at} for at in range(len(quotes))]
    return all(_is_whole(quote, own) for quote, own in zip(quotes, kept, strict=True) if own)


def _is_moved(runs: Sequence[Sequence[Place]], quotes: Sequence[Clauses]) -> bool:
    """Whether what changed its place is a phrase with a preposition or a day, or another quote's beginning; not a name or a figure by itself."""
    firsts = [quotes[run[0].quote].items[run[0].at] for run in runs]
    if runs[1][0].quote != runs[0][-1].quote:
        return runs[1][0].at <= 1
    return any(item.lower in PREPOSITIONS | JOINS or item.day is not None for item in firsts)


def _is_same(mine: Item, theirs: Item) -> bool:
    if mine.figure is not None or mine.day is not None:
        return True  # figures and days are looked at by rules of their own
    return mine.lower == theirs.lower or (
        bool(mine.stem) and mine.stem == theirs.stem and is_past(mine) is is_past(theirs)
    )


def _is_whole(quote: Clauses, kept: set[int]) -> bool:
    row = Row(quote.items, [at in quote.verbs for at in range(len(quote.items))])
    here = [at in kept for at in range(len(row.items))]
    at = 0
    while at < len(here):
        end = at + 1
        while not here[at] and end < len(here) and not here[end]:
            end += 1
        gone = not here[at] and not set(row.words[at:end]) <= _SMALL
        if gone and not may_go(row, at, end, here) and not _is_clause(row, at, end):
            return False
        at = end
    return True


def _is_clause(row: Row, start: int, end: int) -> bool:
    """Whether a stretch before something that is kept has a verb, and begins and ends where phrases do."""
    return (
        end < len(row.items)
        and any(row.verbs[start:end])
        and _is_edge(row, start)
        and _is_edge(row, end)
        and not set(row.words[start:end]) & _LIMITING
    )


def _is_edge(row: Row, at: int) -> bool:
    return (
        row.marked(at)
        or row.verbs[at]
        or row.words[at] in PREPOSITIONS | JOINS | {"that"}
        or row.words[at - 1] in ("and", "but")
    )
