"""Who says which clauses of a sentence. Pure."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from dateline.service.check.clauses import MARK, Clauses
from dateline.service.check.evidence import Flaw
from dateline.service.check.keeping import Place
from dateline.service.check.statement import ROLES
from dateline.service.words import stem

_SAYS = frozenset(
    stem(word)
    for word in "say tell write add warn argue insist explain note announce declare state report find show estimate reckon testify predict according view opinion rule".split()
)
_NOT_SAYING = frozenset("reports report finding state view views shows rules rule ruled rulings estimates estimate notes".split())
_FINDING = frozenset(stem(word) for word in "find show estimate report rule".split())
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
    return item.stem in _SAYS and (lower not in _NOT_SAYING or (lower in ("shows", "estimates", "notes", "reports") and at in row.verbs))


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
        inverted = row.items[at].lower in ("according", "view", "opinion") or not any(
            row.items[each].is_content or row.items[each].lower in PRONOUNS for each in before
        ) and not row.shared[clause]
        if own[0] == at and MARK.search(row.items[at].gap):
            inverted = inverted or any(row.items[each].is_content and row.items[each].day is None for each in own[1:])
        if row.items[at].lower in ("saying", "adding"):
            first = min(row.verbs, default=0)
            found.append(Voice(at, frozenset(range(first)), frozenset(range(clause, last + 1))))
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
        aloud = {claim.items[at].lower for voice in says for at in voice.speaker}
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
                proper = {row.items[at].stem for at in voice.speaker if row.items[at].kind == "name"}
                if not proper and any(row.items[at].lower in PRONOUNS for at in voice.speaker):
                    proper = who = names[quote]
                if any(row.items[at].lower in PRONOUNS and row.items[at].lower in aloud for at in voice.speaker):
                    continue
                beside = {
                    claim.items[at].stem
                    for at, place in enumerate(found)
                    if claim.of[at] == number
                    and claim.items[at].is_content
                    and (place is None or place.quote != quote or place.at in voice.speaker)
                }
                meant = {
                    claim.items[at].stem
                    for at, place in enumerate(found)
                    if spoken & PRONOUNS and place is not None and place.quote == quote and place.at in voice.speaker
                }
                if not _is_one(proper or who, spoken | beside | meant, claim):
                    yield "speaker"
                    return


def _is_one(theirs: AbstractSet[str], mine: AbstractSet[str], claim: Clauses) -> bool:
    """Whether a speaker of a quote is named by the words of a claim: a family name with two first names is two people."""
    proper = {item.stem for item in claim.items if item.kind == "name" and item.lower not in ROLES} & mine
    return bool(theirs & mine) and not (len(theirs & mine) == 1 and theirs - mine and proper - theirs and theirs & mine <= proper and len(proper) <= len(theirs))


def borrowed(
    claim: Clauses,
    found: Sequence[Place | None],
    quotes: Sequence[Clauses],
    names: Sequence[frozenset[str]],
    linked: Sequence[AbstractSet[str]],
) -> Iterator[Flaw]:
    """Who says something in the claim and is not the one who says it in the quote."""
    for voice in voices(claim):
        said = [
            place
            for at, place in enumerate(found)
            if place is not None and claim.of[at] in voice.governed and at not in voice.speaker and at != voice.verb and claim.items[at].is_content
        ]
        proper = {claim.items[at].stem for at in voice.speaker if claim.items[at].is_content and claim.items[at].lower not in ROLES and claim.items[at].day is None}
        if not said or not proper or _stands_so(voice, claim, found, quotes):
            continue
        quote = max(range(len(quotes)), key=lambda number: sum(place.quote == number for place in said))
        row = quotes[quote]
        known = set(names[quote]) | linked[quote]
        for each in voices(row):
            known |= {row.items[at].stem for at in each.speaker}
            known |= {item.stem for at, item in enumerate(row.items) if row.of[at] == row.of[each.verb]}
        if not any(each.governed for each in voices(row)):
            known |= {item.stem for item in row.items}
        if not proper & known or any(
            item.stem not in known for at in voice.speaker if (item := claim.items[at]).kind == "name" and item.lower not in ROLES and not _is_aside(claim, at)
        ):
            yield "speaker"
            return


def _is_aside(row: Clauses, at: int) -> bool:
    """Whether a word of a speaker's name only tells where they belong: "of the Reserve Bank", ", the harbour's master"."""
    for back in range(at - 1, max(-1, at - 6), -1):
        if row.items[back].lower in ("of", "at", "for", "from") or MARK.search(row.items[back + 1].gap):
            return True
    return False


def _stands_so(voice: Voice, claim: Clauses, found: Sequence[Place | None], quotes: Sequence[Clauses]) -> bool:
    """Whether a quote has the same verb with the same subject in one clause."""
    there = found[voice.verb]
    if there is None:
        return False
    quote = quotes[there.quote]
    places = [found[at] for at in voice.speaker if claim.items[at].is_content]
    return all(
        each is not None and each.quote == there.quote and (quote.of[each.at] == quote.of[there.at] or each.at in quote.shared[quote.of[there.at]])
        for each in places
    )
