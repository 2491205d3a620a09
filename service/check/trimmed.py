"""Phrases of a certain form that a claim may leave out: a heading, an office before a name, what a figure was before. Pure."""

from collections.abc import Sequence

from dateline.service.check.clauses import JOINS
from dateline.service.check.rows import PREPOSITIONS, Row
from dateline.service.check.statement import ROLES

_PUBLISHED = frozenset("published announced released issued unveiled drafted dated".split())


def is_trimmed(row: Row, start: int, end: int, kept: Sequence[bool]) -> bool:
    """Whether a stretch is a phrase of one of these forms."""
    return (
        _is_heading(row, start, end)
        or _is_office(row, start, end)
        or _is_lead_in(row, start, end, kept)
        or _is_step(row, start, end, kept)
        or _is_compared(row, start, end, kept)
        or _is_source(row, start, end)
        or _is_what(row, start, end)
        or _is_head_of(row, start, end)
        or _is_told_alike(row, start, end)
    )


def _is_heading(row: Row, start: int, end: int) -> bool:
    """ "WASHINGTON, Aug. 9 —" and "CORRECTED:" before a sentence."""
    if start or not 0 < end < len(row.items) or end > 8 or not row.items[0].text.isupper():
        return False
    return any(mark in row.items[end].gap for mark in "—–:") and not any(row.verbs[1:end])


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


def _is_lead_in(row: Row, start: int, end: int, kept: Sequence[bool]) -> bool:
    """ "Three fields:" behind a verb, if the whole list that follows is kept."""
    if (
        not start
        or end >= len(row.items)
        or ":" not in row.items[end].gap
        or not row.verbs[start - 1]
        or end - start > 4
    ):
        return False
    return row.items[start].figure is not None and all(kept[end:])


def _is_step(row: Row, start: int, end: int, kept: Sequence[bool]) -> bool:
    """ "2%" before "to 328 billion yuan": by how much something came to what is kept."""
    return (
        end - start == 1
        and row.items[start].figure is not None
        and row.items[start].text.endswith(("%", "percent"))
        and row.items[start].gap == " "
        and any(
            kept[at] and row.items[at].figure is not None and row.words[at - 1] == "to"
            for at in range(end, min(end + 5, len(kept)))
        )
    )


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


def _is_source(row: Row, start: int, end: int) -> bool:
    """ "Published on Monday" between a text and what follows, which does not tell it from others."""
    if not start or row.words[start] not in _PUBLISHED or end - start not in (2, 3) or end >= len(row.items):
        return False
    return row.items[end - 1].day is not None and row.items[start].gap == " " and row.items[start - 1].is_content


def _is_what(row: Row, start: int, end: int) -> bool:
    """ "A DRAM producer" before "known as CXMT", behind a comma."""
    return (
        start > 0
        and row.set_off(start)
        and row.words[start] in ("a", "an")
        and end < len(row.items)
        and row.words[end] in ("known", "based", "called", "led")
        and not any(row.verbs[start:end])
    )


def _is_head_of(row: Row, start: int, end: int) -> bool:
    """ "Under Secretary Ann Lee" behind the name of what she heads."""
    return (
        start > 1
        and row.words[start] == "under"
        and row.marked(end)
        and row.items[start - 1].kind == "name"
        and row.items[start].gap == " "
        and row.words[start + 1] in ROLES
        and all(item.kind == "name" for item in row.items[start + 1 : end])
    )


def _is_told_alike(row: Row, start: int, end: int) -> bool:
    """ ", some graphite since December, and antimony since May" behind "gallium has needed a licence since August": the same of others."""
    if not start > 2 or end < len(row.items) or not row.set_off(start) or any(row.verbs[start:end]):
        return False
    joint = next(
        (at for at in range(start - 1, max(0, start - 3), -1) if row.words[at] in ("since", "in", "from", "by")), None
    )
    last = next((at for at in range(end - 1, start, -1) if row.words[at] in PREPOSITIONS | {"since"}), None)
    return (
        joint is not None
        and last is not None
        and row.words[joint] == row.words[last]
        and any(item.day is not None for item in row.items[joint:start])
        and any(item.day is not None for item in row.items[last:end])
    )
