"""What a claim may leave out of a quote whose words it keeps in their order: whole asides, items, clauses and predicates. Pure.

A list of what is known to be harmless: whatever is left out in another way is not carried by this.
"""

from collections.abc import Sequence

from dateline.service.check.asides import is_aside, is_dated, is_unsure
from dateline.service.check.clauses import AUXILIARIES, JOINS, is_base
from dateline.service.check.frames import SAYING
from dateline.service.check.limits import NEGATIONS
from dateline.service.check.listed import is_item
from dateline.service.check.rows import PREPOSITIONS, Row
from dateline.service.check.trimmed import is_trimmed

_FREE = frozenset("a an the that also meanwhile separately however therefore moreover furthermore instead".split())
_CONDITIONS = frozenset("if unless except excluding provided assuming depending without respectively".split())
_ONLY = frozenset("only not at no nor never least most until till before except".split())
_ADDED = frozenset("and but while whereas although though so".split())
_FIRST = frozenset("and but though although while".split())  # words between a clause that may go and one that is kept
_SURE_AFTER = frozenset("after when once before while as".split())
_SINGLED = frozenset("only first last most least best worst all every each any".split())
_RELATIVE = frozenset("who which whose where whom".split())
_PRONOUNS = frozenset("it they he she".split())
_MODAL = frozenset("will would may might could should must can to".split())
_THINKING = frozenset(
    "think believe expect hope fear deny doubt claim want ask if unless whether when once until".split()
)
_DETERMINED = frozenset("a an the its his her their this that these those instead more".split())


def may_go(row: Row, start: int, end: int, kept: Sequence[bool]) -> bool:
    """Whether a stretch may be left out; one that begins and ends with the same word is also looked at a word earlier or later."""
    tried = [(start, end)]
    one, other = start, end
    while one > 0 and row.words[one - 1] == row.words[other - 1] and len(tried) < 3:
        one, other = one - 1, other - 1
        tried.append((one, other))
    one, other = start, end
    while other < len(row.words) and row.words[one] == row.words[other] and len(tried) < 5:
        one, other = one + 1, other + 1
        tried.append((one, other))
    return any(_goes(row, one, other, kept) for one, other in tried)


def _goes(row: Row, start: int, end: int, kept: Sequence[bool]) -> bool:
    """Whether a stretch is one of those that may go, or several of them in a row."""
    if start == end or _may_go(row, start, end, kept):
        return True
    cuts = [at for at in range(start + 1, end) if row.set_off(at) or row.words[at] in ("and", "but")]
    cuts += [at for at in range(start + 1, end) if row.words[at - 1] in _FREE or row.items[at - 1].day is not None]
    return any(_may_go(row, start, cut, kept) and _goes(row, cut, end, kept) for cut in sorted(set(cuts), reverse=True))


def _may_go(row: Row, start: int, end: int, kept: Sequence[bool]) -> bool:
    words = row.words[start:end]
    if all(word in _FREE for word in words) or words == ["in", "turn"] or (words == ["too"] and row.marked(end)):
        return True
    if is_dated(row, start, end):
        return True
    if _has_speaker(row, start, end):
        return False
    if set(words) & _CONDITIONS and not (row.set_off(start) and words[0] in _RELATIVE | {"because", "saying"}):
        return False
    return (
        is_aside(row, start, end, kept)
        or _is_added(row, start, end, kept)
        or is_item(row, start, end, kept)
        or _is_reason(row, start, end, kept)
        or _is_background(row, start, end, kept)
        or _is_predicate(row, start, end)
        or _is_first_clause(row, start, end)
        or _is_half(row, start, end)
        or is_trimmed(row, start, end, kept)
    )


def _has_speaker(row: Row, start: int, end: int) -> bool:
    """Whether a stretch has a clause that says who said something: "the company said"."""
    begins = start
    for at in range(start, end):
        if at > start and row.set_off(at):
            begins = at
        said = (row.items[at].stem in SAYING and row.verbs[at]) or row.words[at] in ("said", "says", "according")
        first = row.words[begins]
        if (
            said
            and first not in JOINS | _RELATIVE | {"that", "so", "than"}
            and not first.endswith("ing")
            and at != begins
        ):
            return "than" not in row.words[begins:at] and row.items[begins].lower not in ("less", "more", "half")
        if said and at == begins and row.words[at] in ("said", "says", "according"):
            return True
    return False


def _is_added(row: Row, start: int, end: int, kept: Sequence[bool]) -> bool:
    """ "And …" up to the end or the next mark: a clause or a predicate of its own."""
    words = row.words[start:end]
    if words[0] not in _ADDED or not start or len(words) < 2 or not (row.marked(end)):
        return False
    if words[1] in _ONLY or (words[1] == "then" and len(words) > 2 and words[2] in _ONLY):
        return False
    if words[0] == "so" and not row.set_off(start):
        return False
    if not row.set_off(start) and set(row.words[row.block(start) : start]) & {"between", "both", "either"}:
        return False
    if not any(row.verbs[start:end]) and not _is_second_verb(row, start, end):
        return False
    return not _shares_its_end(row, start, end)


def _is_second_verb(row: Row, start: int, end: int) -> bool:
    """ "And deliver …" behind "will cost …", "and to open"."""
    word = row.words[start + 1]
    if word == "to":
        return start + 2 < end and "to" in row.words[:start]
    modal = set(row.words[row.sentence(start) : start]) & _MODAL
    return is_base(row.items[start + 1]) or (
        bool(modal) and end - start > 3 and row.items[start + 1].kind == "word" and row.words[start + 2] in _DETERMINED
    )


def _shares_its_end(row: Row, start: int, end: int) -> bool:
    """Whether a time that ends a second clause may be the first one's as well: "sales rose and profit fell in the first half"."""
    tail = next((at for at in range(end - 1, start, -1) if row.words[at] in PREPOSITIONS), None)
    if tail is None or any(row.verbs[at] or row.set_off(at) for at in range(tail, end)):
        return False
    if row.words[tail] not in ("in", "during", "since", "for", "over", "within", "under"):
        return False
    dated = any(item.day is not None for item in row.items[tail:end]) or set(row.words[tail:end]) & {
        "half", "quarter", "year", "years", "month", "months", "season", "decade",
    }  # fmt: skip
    block = row.block(start)
    own = any(item.day is not None for item in row.items[block:start])
    modal = set(row.words[start:end]) & {"will", "would", "may", "might", "could", "is", "are"}
    return (
        bool(dated)
        and not own
        and not modal
        and not row.set_off(start)
        and not is_base(row.items[start + 1])
        and row.words[start + 1] != "to"
    )


def _is_reason(row: Row, start: int, end: int, kept: Sequence[bool]) -> bool:
    """A clause with "because", "after" or "when" that no mark sets off; not "after" and "when" where something is only to come."""
    first = row.words[start]
    if not start or not row.marked(end) or row.set_off(start) or not any(row.verbs[start:end]):
        return False
    if first == "because":
        return True
    return first in _SURE_AFTER and not is_unsure(row, start, kept)


def _is_background(row: Row, start: int, end: int, kept: Sequence[bool]) -> bool:
    """ "After a decade in office" at the end of a clause that tells something of a day, or done; nothing is denied, counted or singled out there."""
    if (
        not start
        or row.words[start] not in ("after", "during", "amid", "following", "near")
        or row.set_off(start)
        or not row.set_off(end)
    ):
        return False
    if any(row.verbs[start:end]) or any(item.figure is not None for item in row.items[row.block(start) : start]):
        return False
    if set(row.words[row.block(start) : start]) & (NEGATIONS | _SINGLED):
        return False
    if any(":" in item.gap for item in row.items[1:start]):
        return False
    dated = row.items[start - 1].day is not None or row.words[start - 2 : start] in (
        ["this", "month"],
        ["this", "year"],
        ["this", "week"],
    )
    return dated or not (is_unsure(row, start, kept) or set(row.words[:start]) & {"if", "unless"})


def _is_predicate(row: Row, start: int, end: int) -> bool:
    """ "Fell in May and" before "rose in June": one of two things that a subject did."""
    if end >= len(row.items) or not start or end - start < 2:
        return False
    last = end - 1
    if row.words[last] in ("also", "then", "now"):
        last -= 1
    listed = row.set_off(end) and not row.set_off(start) and row.words[end] != "compared" and "and" in row.words[end:]
    joined = row.words[last] in ("and", "but") or listed
    if not joined or not _are_alike(row, start, end):
        return False
    inner = row.verb_groups(start, end) - sum(
        row.verbs[at] and row.words[at - 1] == "to" for at in range(start + 1, end)
    )
    inner += sum(
        word == "to" and at + 1 < end and is_base(row.items[start + at + 1])
        for at, word in enumerate(row.words[start : end - 1])
        if at > 1 and row.words[start + at - 1] not in AUXILIARIES
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


def _is_half(row: Row, start: int, end: int) -> bool:
    """What stands before or behind a semicolon, and the first of two things told with "that": "said it was late and that it would pay"."""
    if start and end == len(row.items):
        return ";" in row.items[start].gap
    if start or end >= len(row.items):
        return False
    if row.words[end - 1] == "and" and row.words[end] == "that":
        return row.verb_groups(0, end) > 0 and row.words[0] != "if"
    return ";" in row.items[end].gap and row.words[end] not in ("it", "they", "he", "she", "that", "this")


def _is_first_clause(row: Row, start: int, end: int) -> bool:
    """ "The number is real, but" before a clause with a subject of its own, in which nobody thinks or says anything."""
    if start or end + 2 >= len(row.items) or row.words[end - 1] not in _FIRST or not row.set_off(end - 1):
        return False
    if any(row.verbs[at] and row.set_off(at) for at in range(end)) or "“" in row.items[0].gap:
        return False
    if (
        not (any(row.verbs[: end - 1]) or row.words[0] in _PRONOUNS)
        or row.verbs[end]
        or row.words[end] in JOINS | _PRONOUNS
    ):
        return False
    return not any(
        item.lower in _THINKING or item.stem in _THINKING | SAYING or item.lower in _CONDITIONS
        for item in row.items[:end]
    )
