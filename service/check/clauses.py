"""A sentence's clauses: which items stand in one, and whose subject a clause shares. By marks, joints and verbs; no parser. Pure."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dateline.service.check.items import Item, items
from dateline.service.words import stemmed

MARK = re.compile(r"[,;:()—–“”]")
_STRONG = re.compile(r"[;:—–]")
AUXILIARIES = frozenset(
    "is are was were be been being has have had do does did will would can could may might must shall should cannot".split()
)
JOINS = frozenset(
    "and but or nor yet so while although though whereas because since as if unless until when that who which whose where whether before after".split()
)
_COORDINATING = frozenset("and but or nor yet".split())
_SUBORDINATE = frozenset("who which whose where when because if unless while until although though whether".split())
_DOUBTFUL = frozenset("as before after since so".split())  # joints where a verb follows soon, else prepositions
_NEAR = 6
_LEAST = 3  # items of a clause without a verb that is known
_RELATIVE = frozenset("who which whose where that".split())
DETERMINERS = frozenset(
    "a an the its their his her this that these those our my your no any some each every all both".split()
)
PAST = frozenset(
    "said told spent rose fell grew began bought sold made took gave got went saw knew thought found led lost won held left met paid sent built spoke "
    "wrote drew drove broke chose shrank fought brought caught taught sought ran came became kept felt heard stood understood struck sank froze forbade "
    "withdrew shot cut put set hit let cost shut spread read beat bid lay swore stuck swung tore threw wore wound bore arose awoke bent bled bred burst "
    "cast clung crept dealt dug fed fled flew hid hung lent lit meant rang rid rode shone shook slept slid sold spent split spun stole swam".split()
)
_VERBS = stemmed(
    "say tell want need plan expect hope aim seek claim cover include contain employ run hold own make take give get put keep call allow ban "
    "require rise fall grow drop slow cut raise lower belong come go end begin start open close stay remain become stand lie lead join leave pay cost earn "
    "lose win sell buy build use show find see know think believe argue warn add note work live serve apply face carry bring bear offer propose reject "
    "accept deny refuse agree approve oppose support back set aim mean exceed reach total amount account retire resign succeed measure weigh last depend "
    "count receive produce publish release provide supply help let ask order follow turn move train trace chair name describe regret dispute decline "
    "recommend welcome vote plead sue charge arrest fine recall halt stop ship import export replace return grant refund store hire rent drive lack "
    "regard permit contain continue cause confirm cite blame equal look concern deliver widen reflect range"
)


@dataclass(frozen=True, slots=True)
class Clauses:
    """`of`: the clause of each item. `shared`: for each clause the places outside it that belong to it as well: its subject."""

    text: str
    base: date | None  # the day that "Tuesday" leans on
    items: tuple[Item, ...]
    of: tuple[int, ...]
    shared: tuple[frozenset[int], ...]
    verbs: frozenset[int]


@lru_cache(maxsize=2048)
def clauses(text: str, base: date | None) -> Clauses:
    """Cut a sentence."""
    row = items(text, base)
    verbs = frozenset(at for at in range(len(row)) if is_verb(row, at))
    pieces = _pieces(row, verbs)
    of = [0] * len(row)
    shared: list[frozenset[int]] = []
    number = -1
    spans: list[tuple[int, int]] = []
    for start, end in pieces:
        has_verb = any(at in verbs and not _is_reduced(row, at, start) for at in range(start, end))
        if number >= 0 and not has_verb and (end - start < _LEAST or row[start].lower not in _SUBORDINATE):
            for at in range(start, end):
                of[at] = number
            continue
        number += 1
        spans.append((start, end))
        for at in range(start, end):
            of[at] = number
        shared.append(_shared(row, verbs, of, start, end, number))
    return Clauses(text, base, row, tuple(of), tuple(shared) or (frozenset(),), verbs)


def is_verb(row: tuple[Item, ...], at: int) -> bool:
    """Whether an item looks like a finite verb or a participle that tells of something done."""
    item = row[at]
    lower = item.lower
    if item.kind in ("figure", "day"):
        return False
    if lower in AUXILIARIES or lower.endswith(("n’t", "n't")):
        return True
    if item.kind == "name" and at:
        return False
    before = row[at - 1].lower if at else ""
    if before in DETERMINERS and before not in ("that", "this", "all", "both"):
        return False
    if lower in PAST:
        return True
    if before in ("of", "in", "on", "at", "for", "from", "with", "by"):
        return False
    if lower.endswith("ed") and len(lower) > 4:
        return True
    if item.stem in _VERBS and lower.endswith("s") and not lower.endswith("ss"):
        told = any(
            each.lower in AUXILIARIES or each.lower in PAST or (each.lower.endswith("ed") and not MARK.search(each.gap))
            for each in row[at + 1 : at + 3]
        )
        summed = (
            at > 1 and row[at - 2].lower == "of" and row[at - 1].text[:1] in "$€£¥"
        )  # "the figure of $5 million covers"
        return not told and at > 0 and (row[at - 1].kind not in ("figure",) or summed)
    return (
        item.stem in _VERBS
        and (before.endswith("s") or before in ("people", "children", "women", "men"))
        and at > 0
        and row[at - 1].is_content
        and not lower.endswith(("ing", "ion", "er"))
    )


def _is_reduced(row: tuple[Item, ...], at: int, start: int) -> bool:
    """Whether a participle hangs on a noun in a phrase that begins with a preposition: "under a deal struck in April"."""
    behind = row[at + 1] if at + 1 < len(row) else None
    hangs = behind is None or behind.lower in _LEADING or behind.day is not None
    return (
        row[start].lower in _LEADING
        and at > start
        and row[at - 1].is_content
        and row[at].lower not in AUXILIARIES
        and hangs
    )


_LEADING = frozenset("under with by in on at for from of to into over between among against without through".split())


def is_base(item: Item) -> bool:
    """Whether an item is a verb behind "to"."""
    return item.stem in _VERBS or item.lower in AUXILIARIES


def _pieces(row: tuple[Item, ...], verbs: frozenset[int]) -> list[tuple[int, int]]:
    cuts = [0, *(at for at in range(1, len(row)) if _is_cut(row, at, verbs))]
    return list(zip(cuts, [*cuts[1:], len(row)], strict=True))


def _is_cut(row: tuple[Item, ...], at: int, verbs: frozenset[int]) -> bool:
    """Whether a piece begins at an item: behind a mark, with a joint, behind a verb of saying."""
    item = row[at]
    if MARK.search(item.gap):
        return True
    if item.lower in _DOUBTFUL:
        return any(each in verbs for each in range(at + 1, min(len(row), at + _NEAR)))
    if item.lower in JOINS:
        return True
    return _is_saying(row, at - 1) and item.lower not in ("on", "in", "by", "at", "to") and item.day is None


def _is_saying(row: tuple[Item, ...], at: int) -> bool:
    return row[at].lower in ("said", "says", "say", "wrote", "warned", "argued", "added", "found", "showed", "ruled")


def _shared(
    row: tuple[Item, ...], verbs: frozenset[int], of: list[int], start: int, end: int, number: int
) -> frozenset[int]:
    """What stands outside a clause and is its subject: of the clause before it, or what a relative clause hangs on."""
    if number == 0:
        return frozenset()
    first = row[start]
    inner = start + 1 if first.lower in JOINS else start
    begins_with_verb = inner in verbs or (
        inner + 1 < end
        and inner + 1 in verbs
        and (row[inner].lower.endswith("ly") or row[inner].lower in ("also", "then", "now", "not", "never"))
    )
    if first.lower in _RELATIVE:
        back = [at for at in range(start - 1, -1, -1)]
        kept: set[int] = set()
        for at in back:
            if at in verbs or (kept and len(kept) > 8):
                break
            kept.add(at)
        return frozenset(kept)
    if begins_with_verb or (first.lower in _COORDINATING and begins_with_verb):
        for earlier in range(number - 1, -1, -1):
            own = [at for at in range(start) if of[at] == earlier]
            if row[own[0]].lower in _RELATIVE:
                continue
            subject: set[int] = set()
            for at in own:
                if at in verbs:
                    break
                subject.add(at)
            if subject:
                return frozenset(subject)
    return frozenset()
