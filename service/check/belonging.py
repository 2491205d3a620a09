"""Whether a clause of a claim takes from the quotes only what belongs together there. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from dateline.service.check.clauses import JOINS, Clauses
from dateline.service.check.evidence import Flaw
from dateline.service.check.keeping import Place
from dateline.service.check.voices import voices

_OWN = 3  # words of meaning with which a phrase between commas stands for itself


def scattered(
    claim: Clauses,
    found: Sequence[Place | None],
    quotes: Sequence[Clauses],
    links: Sequence[Mapping[int, frozenset[int]]],
) -> Iterator[Flaw]:
    """A clause of the claim that takes from several clauses of the quotes what does not belong together."""
    whole = [[_belonging(quote, number) for number in range(len(quote.shared))] for quote in quotes]
    for group in _groups(claim):
        own = (*group, *_subject(claim, group))
        taken = {place for at in own if (place := found[at]) is not None and claim.items[at].is_content}
        joined = {number: _joined([found[at] for at in group], number, quote) for number, quote in enumerate(quotes)}
        if taken and not any(
            all(
                each.at in places | joined.get(quote, frozenset())
                if each.quote == quote
                else each.at in links[quote].get(each.quote, frozenset())
                for each in taken
            )
            for quote, parts in enumerate(whole)
            for places in parts
        ):
            yield "direction"


def _subject(claim: Clauses, group: Sequence[int]) -> frozenset[int]:
    """The subject of a part that begins with its verb, behind an aside."""
    first = group[0]
    if first not in claim.verbs or not first or claim.of[first] == claim.of[first - 1]:
        return frozenset()
    return claim.shared[claim.of[first]]


def _joined(group: Sequence[Place | None], number: int, quote: Clauses) -> frozenset[int]:
    """The clauses of a quote whose first word, an "until" or "because", a part of a claim keeps."""
    heads = {each.at for each in group if each is not None and each.quote == number}
    told = {quote.of[at] for at in heads if quote.items[at].is_content}
    kept: set[int] = set()
    for clause in range(len(quote.shared)):
        own = [at for at in range(len(quote.items)) if quote.of[at] == clause]
        if own and own[0] in heads and quote.items[own[0]].lower in JOINS and (not own[0] or clause - 1 in told):
            kept |= set(own)
    return frozenset(kept)


def _groups(claim: Clauses) -> list[list[int]]:
    """The clauses of a claim; what a comma sets off with three words of its own or more stands for itself."""
    found: list[list[int]] = []
    for at, item in enumerate(claim.items):
        if not found or claim.of[at] != claim.of[at - 1] or "," in item.gap:
            found.append([])
        found[-1].append(at)
    merged: list[list[int]] = []
    for group in found:
        small = sum(claim.items[at].is_content for at in group) < _OWN
        if (
            merged
            and claim.of[group[0]] == claim.of[merged[-1][-1]]
            and (small or sum(claim.items[at].is_content for at in merged[-1]) < _OWN)
        ):
            merged[-1] += group
        else:
            merged.append(group)
    return merged


def _belonging(quote: Clauses, number: int) -> frozenset[int]:
    """The places that may stand together with a clause: its own, its subject, who says it."""
    found = {at for at in range(len(quote.items)) if quote.of[at] == number} | quote.shared[number]
    for voice in voices(quote):
        clause = quote.of[voice.verb]
        found |= {at for at in range(len(quote.items)) if quote.of[at] == clause} | quote.shared[clause] | voice.speaker
    return frozenset(found)
