"""Which items of a list a claim may leave out: those of a list that nothing counts, sums up or sets against each other. Pure."""

from collections.abc import Sequence

from dateline.service.check.clauses import JOINS
from dateline.service.check.rows import PREPOSITIONS, Row

_TOGETHER = frozenset(
    "together combined total totalled totals joint jointly merge merged merges respectively sum altogether share shared differ related "
    "between both either neither versus apart each equal compete joined combine united agree agreed meet met half "
    "than exchange swap swapped average averaged".split()
)
_SOME = frozenset("most some many all several few no any certain both".split())


def is_item(row: Row, start: int, end: int, kept: Sequence[bool]) -> bool:
    """Whether a stretch is one or more whole items at the beginning, in the middle or at the end of a list."""
    if any(row.verbs[start:end]) or end - start < 1 or _counts(row, start, end, kept) or _is_in_name(row, start, end):
        return False
    return _is_last(row, start, end) or _is_middle(row, start, end) or _is_first(row, start, end)


def _is_in_name(row: Row, start: int, end: int) -> bool:
    """ "Industry and" of "the Bureau of Industry and Security"."""
    return (
        start > 1
        and row.words[start - 1] in ("of", "for", "and")
        and row.items[start - 2].text[:1].isupper()
        and all(item.text[:1].isupper() or item.lower in ("and", "of") for item in row.items[start:end])
    )


def _counts(row: Row, start: int, end: int, kept: Sequence[bool]) -> bool:
    """Whether something in the sentence is said of the items of a list as one."""
    here = row.sentence(start)
    own = any(item.figure is not None for item in row.items[start:end])
    if set(row.words[here:]) & (_TOGETHER - {"each"} if own else _TOGETHER):
        return True
    colon = next((at for at in range(start, 0, -1) if ":" in row.items[at].gap), None)
    if colon is not None and any(row.items[at].figure is not None and kept[at] for at in range(colon)):
        return True
    if own:
        return False  # items with figures of their own
    if row.words[row.block(start)] in ("including", "among", "such"):
        return False
    if {"from", "to"} <= set(row.words[row.block(start) : start]):
        return True  # "from A and B to C and D"
    verb = next((at for at in range(start - 1, here - 1, -1) if row.verbs[at]), here)
    first = verb == here and not row.verbs[here]  # what is said of a subject may be said of all its parts as one
    until = len(row.items) if first else start
    return any(row.items[at].figure is not None and kept[at] for at in range(verb, until))


def _is_plain(row: Row, start: int, end: int) -> bool:
    """Whether nothing hangs on an item that could belong to the whole list."""
    words = row.words[start:end]
    figures = any(item.figure is not None for item in row.items[start:end])
    hanging = set(words) & (PREPOSITIONS - ({"of", "in", "for"} if figures else {"of"}))
    return not hanging and not set(words) & (JOINS - {"and", "or"})


def _is_last(row: Row, start: int, end: int) -> bool:
    """ "And germanium" up to a mark, the end or the verb; with a preposition if the item before has it too."""
    if not start or row.words[start] not in ("and", "or") or end - start < 2:
        return False
    inner = start + 1
    if row.words[inner] in PREPOSITIONS:
        if row.words[inner] not in row.words[row.block(start) : start]:
            return False
        inner += 1
    ends = row.marked(end) or row.verbs[end]
    return ends and inner < end and _is_plain(row, inner, end)


def _is_middle(row: Row, start: int, end: int) -> bool:
    """ "Germanium, antimony" between two marks, or before the "and" of the last item."""
    if not start or not row.set_off(start) or end >= len(row.items) or not _is_plain(row, start, end):
        return False
    if not _has_last(row, end) or row.words[start] in PREPOSITIONS:
        return False
    return row.set_off(end) or row.words[end] in ("and", "or")


def _has_last(row: Row, at: int) -> bool:
    """Whether a list goes on to an "and" before its next verb."""
    for here in range(at, len(row.items)):
        if row.words[here] in ("and", "or"):
            return True
        if row.verbs[here]:
            return False
    return False


def _is_first(row: Row, start: int, end: int) -> bool:
    """ "Phones, laptops and" before "game consoles", behind a verb, a preposition or a word like "most"; or at the beginning."""
    if end >= len(row.items) or not (row.words[end - 1] in ("and", "or") or row.set_off(end)):
        return False
    if row.words[end - 1] not in ("and", "or") and not _has_last(row, end):
        return False
    if not _is_plain(row, start, end) or row.words[end] in JOINS or row.verbs[end]:
        return False
    if start == 0:
        return row.items[0].is_content and _is_subject(row, end)
    behind = row.words[start - 1]
    if row.words[start] in PREPOSITIONS and row.words[start] != row.words[end]:
        return False
    if row.set_off(start) or not (row.verbs[start - 1] or behind in PREPOSITIONS or behind in _SOME):
        return False
    if any(row.verbs[row.sentence(start) : start - 1]) and _is_subject(row, end):
        return False
    alike = row.words[start] == row.words[end] or {row.words[start], row.words[end]} <= {"a", "an"}
    return (
        alike
        or any("," in row.items[at].gap for at in range(start + 1, end - (row.words[end - 1] in ("and", "or"))))
        or row.items[end].kind == "name"
    )


def _is_subject(row: Row, end: int) -> bool:
    """Whether what is kept of a list that begins a sentence is its subject: a verb follows before the next mark."""
    for at in range(end, len(row.items)):
        if row.verbs[at]:
            return at > end
        if at > end and row.words[at] in PREPOSITIONS:
            return False
    return False
