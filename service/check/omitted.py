"""What a claim may leave out of a quote whose words it keeps in their order: whole asides, items, clauses and predicates. Pure.

A list of what is known to be harmless: whatever is left out in another way is not carried by this.
"""

from collections.abc import Sequence

from dateline.service.check.clauses import AUXILIARIES, JOINS, MARK, is_base
from dateline.service.check.frames import SAYING
from dateline.service.check.items import Item
from dateline.service.check.limits import NEGATIONS
from dateline.service.check.statement import ROLES

_ARTICLES = frozenset("a an the that also too meanwhile".split())
_HARD = frozenset(
    "if unless except excluding provided until till only earliest latest least most depending assuming pending without than respectively each both either "
    "neither nor or rather partly mainly".split()
)
_RELATIVE = frozenset("who which whose where whom".split())
_SUBORDINATE = frozenset("because after when while as although though since whereas".split())
_TIMED = frozenset("after when once before".split())
_ADDED = frozenset("and but while whereas although though".split())
_RESTRICTING = frozenset("not excluding including of for without except".split())
_UNSURE = frozenset("may might could would should will must can shall to".split())
_DAYTIME = frozenset("on late early morning evening afternoon night".split())
PREPOSITIONS = frozenset("of in on at for with by from to under over against between among per during within".split())


class Row:
    """A quote's words, and which of them look like verbs."""

    def __init__(self, items: Sequence[Item], verbs: Sequence[bool]) -> None:
        self.items = items
        self.verbs = verbs
        self.words = [item.lower for item in items]

    def marked(self, at: int) -> bool:
        """Whether a mark stands before a word, or the sentence ends or begins there."""
        return at in (0, len(self.items)) or MARK.search(self.items[at].gap) is not None

    def verb_groups(self, start: int, end: int) -> int:
        """How many verbs a stretch has; "has been sold" is one."""
        return sum(
            self.verbs[at] and not (at > start and (self.verbs[at - 1] or self.words[at - 1] in AUXILIARIES))
            for at in range(start, end)
        )


def may_go(row: Row, start: int, end: int, kept: Sequence[bool]) -> bool:
    """Whether a stretch may be left out; one that begins and ends with the same word is also looked at a word earlier or later."""
    if all(word in _ARTICLES for word in row.words[start:end]):
        return True
    tried = [(start, end)]
    one, other = start, end
    while one > 0 and row.words[one - 1] == row.words[other - 1] and len(tried) < 3:
        one, other = one - 1, other - 1
        tried.append((one, other))
    one, other = start, end
    while other < len(row.words) and row.words[one] == row.words[other] and len(tried) < 5:
        one, other = one + 1, other + 1
        tried.append((one, other))
    if any(_may_go(row, one, other, kept) for one, other in tried):
        return True
    cut = next((at for at in range(start + 1, end) if row.marked(at)), None)
    return cut is not None and _may_go(row, start, cut, kept) and may_go(row, cut, end, kept)


def _may_go(row: Row, start: int, end: int, kept: Sequence[bool]) -> bool:
    words = row.words[start:end]
    if _is_day(row, start, end):
        return True
    if set(words) & _HARD or ("yet" in words and start == 0):
        return False
    if words[0] not in _RELATIVE and any(
        item.kind == "word" and item.stem in SAYING and verb
        for item, verb in zip(row.items[start:end], row.verbs[start:end], strict=True)
    ):
        return _is_predicate(row, start, end)
    return (
        _is_aside(row, start, end, kept)
        or _is_added(row, start, end, kept)
        or _is_reason(row, start, end, kept)
        or _is_predicate(row, start, end)
        or _is_first_item(row, start, end, kept)
        or _is_office(row, start, end)
        or _is_compared(row, start, end, kept)
    )


def _is_day(row: Row, start: int, end: int) -> bool:
    """ "On Monday evening", and the "that" behind it."""
    return row.words[start] in ("on", "late", "early") and all(
        item.day is not None or item.lower in _DAYTIME or item.lower == "that" for item in row.items[start:end]
    )


def _is_aside(row: Row, start: int, end: int, kept: Sequence[bool]) -> bool:
    """What stands between two marks, or behind the last one."""
    if not start or not row.marked(start) or not row.marked(end):
        return False
    first = row.words[start]
    if first in _RESTRICTING or first in NEGATIONS or (first in _ADDED and not _is_added(row, start, end, kept)):
        return False
    if _is_counted_list(row, start, kept):
        return False
    if end < len(row.items) and not row.verbs[end] and row.verb_groups(start, end) == 0 and first not in PREPOSITIONS:
        return any(row.verbs[:start])  # an item of a list that is no subject
    return True


def _is_counted_list(row: Row, start: int, kept: Sequence[bool]) -> bool:
    """Whether it is an item behind "three causes:"."""
    colon = next((at for at in range(start, 0, -1) if ":" in row.items[at].gap), None)
    return colon is not None and any(row.items[at].figure is not None and kept[at] for at in range(colon))


def _is_added(row: Row, start: int, end: int, kept: Sequence[bool]) -> bool:
    """ "And …" up to the end or the next mark: a clause, a predicate, the last item of a list."""
    if row.words[start] not in _ADDED or not row.marked(end) or not start or end - start < 2:
        return False
    if row.words[start] == "but" and row.words[start + 1] in ("not", "only", "at", "no"):
        return False
    block = next((at for at in range(start, 0, -1) if row.marked(at)), 0)
    if set(row.words[block:start]) & {"between", "both", "either"}:
        return False
    if any(row.verbs[start:end]) or any(item.figure is not None for item in row.items[start:end]):
        return True
    counted = any(row.items[at].figure is not None and kept[at] for at in range(max(block, start - 5), start))
    return not counted and any(row.verbs[:start]) and not _is_counted_list(row, start, kept)


def _is_reason(row: Row, start: int, end: int, kept: Sequence[bool]) -> bool:
    """A clause with "because", "after" or "when" that no mark sets off; not "after" and "when" where something is only to come."""
    first = row.words[start]
    if first not in _SUBORDINATE or not row.marked(end) or not start or first == "since":
        return False
    if first == "as" and not any(row.verbs[start:end]):
        return False
    if first in _TIMED or row.marked(start) is False:
        sure = not any(word in _UNSURE and kept[at] for at, word in enumerate(row.words[:start]))
        return first == "because" or (sure and any(row.verbs[start:end]))
    return True


def _is_predicate(row: Row, start: int, end: int) -> bool:
    """ "Fell in May and" before "rose in June": one of two things that a subject did."""
    if end >= len(row.items) or not start or end - start < 2:
        return False
    last = end - 1
    if row.words[last] in ("also", "then", "now"):
        last -= 1
    joined = row.words[last] in ("and", "but") or (row.marked(end) and not row.marked(start))
    if not joined or not _are_alike(row, start, end):
        return False
    inner = row.verb_groups(start, end) + sum(
        word == "to" and at + 1 < end and is_base(row.items[start + at + 1])
        for at, word in enumerate(row.words[start : end - 1])
        if at > 1
    )
    return inner <= 1 and not set(row.words[start : end - 1]) & (_RELATIVE | {"that"})


def _are_alike(row: Row, one: int, other: int) -> bool:
    """Whether two predicates begin alike."""
    if row.words[one] in ("not",) and row.words[one + 1] == row.words[other] == "to":
        return True
    if row.words[one] == row.words[other] == "to":
        return is_base(row.items[one + 1]) and is_base(row.items[other + 1])
    if row.verbs[one] and row.verbs[other]:
        return not row.items[one].lower.endswith("ing")
    both = is_base(row.items[one]) and is_base(row.items[other])
    before = row.words[one - 1] in AUXILIARIES | {"to"}
    return both and before and not row.verbs[other]


def _is_first_item(row: Row, start: int, end: int, kept: Sequence[bool]) -> bool:
    """The first items of a list behind its verb: "a ban on work," before "a yearly count"."""
    if not start or end >= len(row.items) or any(row.verbs[start:end]) or _is_counted_list(row, start, kept):
        return False
    alike = row.words[start] == row.words[end] or {row.words[start], row.words[end]} <= {"a", "an"}
    before = row.verbs[start - 1]
    return alike and before and row.words[end - 1] == "and" and not row.marked(start)


def _is_office(row: Row, start: int, end: int) -> bool:
    """What somebody is, before their name: "Corvane’s managing partner," before "Celia Brandt"."""
    if end >= len(row.items) or row.items[end].kind != "name" or any(row.verbs[start:end]) or end - start > 7:
        return False
    if start and not (row.marked(start) or row.words[start - 1] in JOINS):
        return False
    inside = row.items[start:end]
    if any(item.figure is not None or item.day is not None for item in inside) or set(row.words[start:end]) & (
        PREPOSITIONS | JOINS
    ):
        return False
    after = end
    while after + 1 < len(row.items) and row.items[after + 1].kind == "name" and row.items[after + 1].gap == " ":
        after += 1
    if after + 1 < len(row.items) and row.items[after + 1].gap == " " and not row.verbs[after + 1]:
        return False
    return any(word in ROLES for word in row.words[start:end]) or (start > 0 and row.items[end].gap.startswith(","))


def _is_compared(row: Row, start: int, end: int, kept: Sequence[bool]) -> bool:
    """ "From 5.1 percent in March" behind a figure that is kept."""
    return (
        row.words[start] == "from"
        and row.marked(end)
        and start + 1 < end
        and row.items[start + 1].figure is not None
        and any(row.items[at].figure is not None and kept[at] for at in range(max(0, start - 3), start))
        and not any(row.verbs[start:end])
    )
