"""Who says which clauses of a sentence. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.service.check.clauses import MARK, Clauses
from dateline.service.check.evidence import Flaw
from dateline.service.check.keeping import Place
from dateline.service.words import stem

_SAYS = frozenset(
    stem(word)
    for word in "say tell write add warn argue insist explain note announce declare state report find show estimate reckon testify predict according view opinion rule".split()
)
_NOT_SAYING = frozenset("reports report finding state view views shows rules rule ruled rulings estimates estimate notes".split())
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
    return item.stem in _SAYS and (lower not in _NOT_SAYING or (lower in ("shows", "estimates", "notes", "reports") and at in row.verbs))


@lru_cache(maxsize=2048)
def voices(row: Clauses) -> tuple[Voice, ...]:
    """Everyone who says something in a sentence."""
    verbs = [at for at in range(len(row.items)) if is_saying(row, at)]
    last = max(row.of, default=0)
    heads = {row.of[at] for at in verbs}
    found: list[Voice] = []
    for at in verbs:
        clause = row.of[at]
        own = [each for each in range(len(row.items)) if row.of[each] == clause]
        before = [each for each in own if each < at and row.items[each].day is None]
        inverted = row.items[at].lower in ("according", "view", "opinion") or not any(
            row.items[each].is_content or row.items[each].lower in PRONOUNS for each in before
        ) and not row.shared[clause]
        if row.items[at].lower in ("said", "says") and own and own[0] == at and MARK.search(row.items[at].gap):
            behind = own[1:2]
            inverted = inverted or bool(behind and row.items[behind[0]].kind == "name") or bool(behind and row.items[behind[0]].lower == "the")
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
                if each in heads:
                    break
                governed.add(each)
        found.append(Voice(at, speaker, frozenset(governed)))
    return tuple(found)


def misattributed(
    claim: Clauses, found: Sequence[Place | None], quotes: Sequence[Clauses], names: Sequence[frozenset[str]]
) -> Iterator[Flaw]:
    """What a quote says by somebody's mouth and the claim by nobody's, or by somebody else's.

    `names`: for each quote the words that name whom its pronouns stand for, as base forms.
    """
    mine = voices(claim)
    for number in range(len(claim.shared)):
        kept = [
            (at, place)
            for at, place in enumerate(found)
            if place is not None and claim.of[at] == number and claim.items[at].is_content
        ]
        says = [voice for voice in mine if number in voice.governed]
        spoken = {claim.items[at].stem for voice in says for at in voice.speaker}
        own = {at for voice in says for at in (*voice.speaker, voice.verb)}
        content = [(at, place) for at, place in kept if at not in own]
        for quote, row in enumerate(quotes):
            theirs = [place.at for _, place in content if place.quote == quote]
            if not theirs or 2 * len(theirs) < len(content):
                continue
            for voice in voices(row):
                outside = [at for at in theirs if row.of[at] in voice.governed and at not in voice.speaker and at != voice.verb]
                if len(outside) * 2 <= len(theirs):
                    continue
                who = {row.items[at].stem for at in voice.speaker if row.items[at].is_content}
                if not who & {row.items[at].stem for at in voice.speaker if row.items[at].kind == "name"}:
                    who |= names[quote]
                named = {row.items[at].stem for at in voice.speaker if row.items[at].kind == "name"} or who
                if not named & spoken and not named & {claim.items[at].stem for at in range(len(claim.items)) if claim.items[at].is_content and claim.of[at] == number and not any(place.quote == quote and place.at not in voice.speaker for a, place in kept if a == at)}:
                    yield "speaker"
                    return
