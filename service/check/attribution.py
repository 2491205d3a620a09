"""Whether a claim lets those speak who speak in its quotes. Pure."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from dateline.service.check.clauses import MARK, Clauses
from dateline.service.check.evidence import Flaw
from dateline.service.check.keeping import Place
from dateline.service.check.statement import ROLES
from dateline.service.check.voices import PRONOUNS, Voice, voices


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
            if place is not None
            and claim.of[at] == number
            and claim.items[at].is_content
            and claim.items[at].day is None
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
                outside = [
                    at for at in theirs if row.of[at] in voice.governed and at not in voice.speaker and at != voice.verb
                ]
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
                    if not says
                    and claim.of[at] == number
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
    return bool(theirs & mine) and not (
        len(theirs & mine) == 1
        and theirs - mine
        and proper - theirs
        and theirs & mine <= proper
        and len(proper) <= len(theirs)
    )


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
            if place is not None
            and claim.of[at] in voice.governed
            and at not in voice.speaker
            and at != voice.verb
            and claim.items[at].is_content
        ]
        proper = {
            claim.items[at].stem
            for at in voice.speaker
            if claim.items[at].is_content and claim.items[at].lower not in ROLES and claim.items[at].day is None
        }
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
            item.stem not in known
            for at in voice.speaker
            if (item := claim.items[at]).kind == "name" and item.lower not in ROLES and not _is_aside(claim, at)
        ):
            yield "speaker"
            return


def _stands_so(voice: Voice, claim: Clauses, found: Sequence[Place | None], quotes: Sequence[Clauses]) -> bool:
    """Whether a quote has the same verb with the same subject in one clause."""
    there = found[voice.verb]
    if there is None:
        return False
    quote = quotes[there.quote]
    places = [found[at] for at in voice.speaker if claim.items[at].is_content]
    return all(
        each is not None
        and each.quote == there.quote
        and (quote.of[each.at] == quote.of[there.at] or each.at in quote.shared[quote.of[there.at]])
        for each in places
    )


def _is_aside(row: Clauses, at: int) -> bool:
    """Whether a word of a speaker's name only tells where they belong: "of the Reserve Bank", ", the harbour's master"."""
    for back in range(at - 1, max(-1, at - 6), -1):
        if row.items[back].lower in ("of", "at", "for", "from") or MARK.search(row.items[back + 1].gap):
            return True
    return False
