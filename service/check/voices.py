"""Who says which clauses of a sentence. Pure."""

from dataclasses import dataclass
from functools import lru_cache

from dateline.service.check.clauses import MARK, Clauses
from dateline.service.words import stemmed

_SAYS = stemmed(
    "say tell write add warn argue insist explain note announce declare state report find show estimate reckon testify predict according view opinion rule"
)
_NOT_SAYING = frozenset(
    "reports report finding state view views shows rules rule ruled rulings estimates estimate notes".split()
)
_FINDING = stemmed("find show estimate report rule")
PRONOUNS = frozenset("he she it they".split())


@dataclass(frozen=True, slots=True)
class Voice:
    """`speaker`: places of the words that name it; `governed`: the clauses that it says."""

    verb: int
    speaker: frozenset[int]
    governed: frozenset[int]


def is_saying(row: Clauses, at: int) -> bool:
    """Whether an item says that somebody says something."""
    item = row.items[at]
    lower = item.lower
    if lower in ("according", "view", "opinion"):
        return at + 1 < len(row.items) and (lower == "according" or row.items[at + 1].lower == "of")
    if lower in ("put", "puts"):
        return any(each.lower in ("at", "near") for each in row.items[at + 1 : at + 14])
    if item.kind != "word":
        return False
    if item.stem in _FINDING and lower not in _NOT_SAYING:
        behind = row.items[at + 1] if at + 1 < len(row.items) else None
        return behind is None or behind.lower == "that" or row.of[at + 1] != row.of[at] or behind.day is not None
    return item.stem in _SAYS and (
        lower not in _NOT_SAYING or (lower in ("shows", "estimates", "notes", "reports") and at in row.verbs)
    )


@lru_cache(maxsize=2048)
def voices(row: Clauses) -> tuple[Voice, ...]:
    """Everyone who says something in a sentence."""
    last = max(row.of, default=0)
    verbs = [
        at
        for at in range(len(row.items))
        if is_saying(row, at) and not (row.items[at].stem in _FINDING and 0 < row.of[at] < last)
    ]
    heads = {row.of[at] for at in verbs}
    found: list[Voice] = []
    for at in verbs:
        clause = row.of[at]
        own = [each for each in range(len(row.items)) if row.of[each] == clause]
        before = [each for each in own if each < at and row.items[each].day is None]
        inverted = row.items[at].lower in ("according", "view", "opinion") or (
            not any(row.items[each].is_content or row.items[each].lower in PRONOUNS for each in before)
            and not row.shared[clause]
        )
        if own[0] == at and MARK.search(row.items[at].gap):
            inverted = inverted or any(row.items[each].is_content and row.items[each].day is None for each in own[1:])
        if row.items[at].lower in ("saying", "adding"):
            first = found[-1].speaker if found else frozenset(range(min(row.verbs, default=0)))
            found.append(Voice(at, first, frozenset(range(clause, last + 1))))
            continue
        speaker = frozenset(each for each in own if each > at) if inverted else frozenset(before) | row.shared[clause]
        governed = {clause}
        trailing = clause == last and clause > 0
        closed = at + 1 < len(row.items) and bool(MARK.search(row.items[at + 1].gap))
        if not trailing:
            for each in range(clause + 1, last + 1):
                if each in heads:
                    break
                governed.add(each)
        if trailing or closed or inverted:
            for each in range(clause - 1, -1, -1):
                if each in heads and not trailing:
                    break
                governed.add(each)
        found.append(Voice(at, speaker, frozenset(governed)))
    return tuple(found)
