"""What stands between two marks of a sentence and says something more, which a claim may leave out. Pure.

A closed list, told by how an aside begins: a phrase like "in real terms" or "on preliminary figures" limits what it stands beside, and is none of it.
"""

from collections.abc import Sequence

from dateline.service.check.clauses import AUXILIARIES, JOINS, is_base
from dateline.service.check.frames import SAYING
from dateline.service.check.items import Item
from dateline.service.check.rows import PREPOSITIONS, Row

_RELATIVE = frozenset("who which whose where whom".split())
_SUBORDINATE = frozenset("because although though while whereas since as so".split())
_TIMED = frozenset("after when once before".split())
_UNSURE = frozenset("may might could would should will must can shall".split())
_NO_ASIDE = frozenset(
    "depending assuming pending excluding barring provided providing subject given supposing barred limited restricted".split()
)
_PROVISIONAL = frozenset("preliminary provisional unaudited tentative unconfirmed".split())
_LISTING = frozenset("including such among like notably especially particularly".split())
_COMPARING = frozenset("compared against unlike despite".split())
_MEASURED = frozenset(
    "record up down more less fewer slightly almost nearly well far much double triple twice half unchanged equal".split()
)
_APPOSED = frozenset("a an the its his her their both one two three nearly".split())
_BEHIND_PARTICIPLES = PREPOSITIONS | frozenset("as up since after before without called all".split())
_LIMITED = frozenset("only least earliest latest partly mainly mostly largely until unless if".split())
_DAYTIME = frozenset("on late early morning evening afternoon night last this week month".split())


def is_dated(row: Row, start: int, end: int) -> bool:
    """ "On Monday evening" or "last week", and the "that" behind it."""
    words = row.words[start:end]
    if words[-1] == "that":
        words = words[:-1]
    if words in (["last", "week"], ["this", "week"], ["last", "month"]):
        return not any(item.figure is not None for item in row.items[max(0, start - 3) : end + 1])
    if (
        all(item.day is not None for item in row.items[start:end])
        and end < len(row.items)
        and row.items[end].day is not None
    ):
        return True  # "Saturday, Sept. 7"
    return (
        bool(words)
        and words[0] in ("on", "late", "early")
        and all(item.day is not None or item.lower in _DAYTIME or item.lower == "that" for item in row.items[start:end])
        and any(item.day is not None for item in row.items[start:end])
    )


def is_aside(row: Row, start: int, end: int, kept: Sequence[bool]) -> bool:
    """Whether a stretch between two marks is an aside that only adds to what is kept."""
    if not start or not row.set_off(start) or not row.set_off(end) or ":" in row.items[start].gap:
        return False
    words, first = row.words[start:end], row.items[start]
    if _leaves_behind(row, end) or _goes_on(row, start, end):
        return False
    clause = any(row.verbs[start:end])
    if _is_relative(words) and len(words) > 2:
        return True
    if words[0] in _SUBORDINATE:
        return clause
    if set(words[:3]) & _LIMITED or set(words) & _PROVISIONAL or words[0] in _NO_ASIDE:
        return False
    if words[0] in _TIMED:
        return not is_unsure(row, start, kept)
    if words[0] == "to":
        return len(words) > 2 and end == len(row.items)
    if words[0] == "that":
        return len(words) > 2 and clause
    if words[0] == "with":
        return len(words) > 2 and (words[1] in ("no", "completion") or words[1:3] == ["the", "same"])
    if words[0] in ("on", "in", "at", "off", "near"):
        return _is_beside(row, start, end)
    if words[0] == "not":
        return (
            len(words) > 1 and not clause and (words[1] in _APPOSED or row.items[start + 1].kind in ("name", "figure"))
        )
    if words[0] == "or":
        return _is_converted(row, start, kept)
    if _is_participle(row, start, end) or words[0] in _LISTING | _COMPARING or _is_measure(row, start, end):
        return True
    return _is_apposition(row, start, end, first)


def _goes_on(row: Row, start: int, end: int) -> bool:
    """Whether the sentence goes on behind the aside, within the same stretch: "which makes pumps, in July"."""
    return any(row.set_off(at) and (row.words[at] in PREPOSITIONS or row.verbs[at]) for at in range(start + 1, end))


def _leaves_behind(row: Row, end: int) -> bool:
    """Whether another aside follows, which would be said of something else if this one went."""
    if end >= len(row.items) or (row.verbs[end] and row.words[end] in AUXILIARIES):
        return False
    if row.words[end] in ("known", "called", "led", "based", "founded"):
        return True
    until = next((at for at in range(end + 1, len(row.items)) if row.set_off(at)), len(row.items))
    opening = PREPOSITIONS | JOINS | _MEASURED | _LISTING | _COMPARING | {"said", "also", "then", "to", "not"}
    return row.words[end] not in opening and not any(row.verbs[end:until]) and row.items[end].day is None


def is_unsure(row: Row, start: int, kept: Sequence[bool]) -> bool:
    """Whether what is kept before a place is only to come, or may."""
    return any(
        kept[at] and (word in _UNSURE or (word == "to" and is_base(row.items[at + 1])))
        for at, word in enumerate(row.words[:start])
    )


def _is_relative(words: Sequence[str]) -> bool:
    """ "Which …", "of which …", "most of whom …"."""
    return words[0] in _RELATIVE or any(
        word in ("which", "whom") and words[at - 1] in ("of", "in", "for", "on", "at", "to", "from", "with", "by")
        for at, word in enumerate(words[:4])
        if at
    )


def _is_beside(row: Row, start: int, end: int) -> bool:
    """ "On the far shore", between the name of a subject and its verb."""
    inside = row.items[start:end]
    return (
        end < len(row.items)
        and row.verbs[end]
        and (row.items[start - 1].text[:1].isupper() or all(item.day is not None for item in inside[1:]))
        and not any(item.figure is not None for item in inside)
    )


def _is_converted(row: Row, start: int, kept: Sequence[bool]) -> bool:
    """ "Or about $97 billion" right behind a figure that is kept."""
    return (
        start + 1 < len(row.items)
        and row.items[start + 1].figure is not None
        and any(row.items[at].figure is not None and kept[at] for at in range(max(0, start - 4), start))
    )


def _is_participle(row: Row, start: int, end: int) -> bool:
    first = row.items[start]
    if first.kind not in ("word", "small") or end - start < 2:
        return False
    if first.lower.endswith("ing") and len(first.lower) > 5:
        return True
    if first.lower == "now" and row.verbs[start + 1]:
        return True
    word = first.lower.split()[0]  # "set up" is one item
    done = word.endswith("ed") and len(word) > 4
    done = done or word in (
        "known",
        "used",
        "heard",
        "led",
        "built",
        "made",
        "held",
        "set",
        "run",
        "drawn",
        "written",
        "sold",
        "bought",
        "given",
        "often",
    )
    if not done or first.stem in SAYING or row.words[row.block(start)] in _RELATIVE:
        return False
    return row.words[start + 1] in _BEHIND_PARTICIPLES or row.items[start + 1].day is not None


def _is_measure(row: Row, start: int, end: int) -> bool:
    """ "An increase of 8.3%", "down from 60", "five more than on the diesel ships"."""
    words = row.words[start:end]
    if words[0] in ("half", "double", "triple", "twice"):
        return True
    if "than" in words[:6] or "than" in row.items[start].lower:
        return True
    if "times" in words[1:4] and row.marked(end):
        return True  # "nearly five times the quantity the authority had assumed"
    if row.items[start].figure is not None and end < len(row.items) and row.verbs[end] and end - start <= 4:
        return not any(row.verbs[start : end - 1])  # "71 percent built", before the verb
    if row.items[start].figure is not None or words[0] in _MEASURED:
        return not any(row.verbs[start:end]) or bool({"as", "after", "before"} & set(words[:4]))
    return False


def _is_apposition(row: Row, start: int, end: int, first: Item) -> bool:
    """ "A lithography toolmaker" behind a name: a phrase of its own without a verb, which is no item of a list."""
    if first.day is not None:
        return False
    relative = next((at for at in range(start, end) if row.words[at] in _RELATIVE or row.words[at] == "that"), end)
    if any(
        row.verbs[at] and (row.words[at] in AUXILIARIES or first.lower not in _APPOSED) for at in range(start, relative)
    ):
        return False
    after = row.words[end] if end < len(row.items) else ""
    whose = end - start > 2 and row.items[start + 1].gap.startswith(("’s", "'s"))
    if not (first.lower in _APPOSED or first.kind == "name" or whose):
        return False
    if end == len(row.items):
        return first.lower in _APPOSED or whose
    if after in ("and", "but") and first.lower in _APPOSED:
        return end + 1 < len(row.items) and row.verbs[end + 1]
    return (
        row.verbs[end]
        or after in _RELATIVE
        or after in ("said", "told", "says", "of", "to", "after", "from", "in", "on", "for")
    )
