"""Who acts and what is the cause of what, in a claim as in its quotes. Pure."""

from collections.abc import Iterator, Sequence

from dateline.service.check.clauses import MARK, Clauses
from dateline.service.check.evidence import Flaw
from dateline.service.check.keeping import Place
from dateline.service.check.phrases import preposition, turned_verbs
from dateline.service.check.voices import PRONOUNS, voices

_CAUSE = frozenset("because since as due owing thanks".split())  # the cause stands behind
_SO = frozenset("so therefore".split())  # the cause stands before


def causes(claim: Clauses, found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """What the quote gives as the cause and the claim as the consequence."""
    mine = _cause(claim)
    for number, quote in enumerate(quotes):
        theirs = _cause(quote)
        if mine is None or theirs is None:
            continue
        inside = [
            place.at in theirs
            for at, place in enumerate(found)
            if place and place.quote == number and at in mine and claim.items[at].is_content
        ]
        outside = [
            place.at in theirs
            for at, place in enumerate(found)
            if place
            and place.quote == number
            and at not in mine
            and claim.items[at].is_content
            and claim.items[at].day is None
        ]
        if (inside and 2 * sum(inside) < len(inside)) or (outside and 2 * sum(outside) > len(outside)):
            yield "direction"
            return


def _cause(row: Clauses) -> frozenset[int] | None:
    """The places of what a sentence gives as a cause."""
    for at, item in enumerate(row.items):
        if item.lower in _CAUSE and (
            item.lower not in ("as", "since") or (row.of[at] != row.of[at - 1] if at else True)
        ):
            return (
                frozenset(
                    here
                    for here in range(at + 1, len(row.items))
                    if here <= at + 2 or not (MARK.search(row.items[here].gap) and at == 0)
                )
                if at
                else frozenset(
                    here
                    for here in range(
                        1, next((b for b in range(1, len(row.items)) if "," in row.items[b].gap), len(row.items))
                    )
                )
            )
        if item.lower in _SO and at and "," in item.gap:
            return frozenset(range(at))
    return None


def promoted(claim: Clauses, found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """What acts in the claim and stands behind a preposition in the quote: "the council expects" for "a study by the council expects"."""
    turned = frozenset(turned_verbs(claim, found, quotes))
    said = {at for voice in voices(claim) for at in (voice.verb, *voice.speaker)}
    for at, place in enumerate(found):
        item = claim.items[at]
        if place is None or item.kind not in ("word", "name") or at in claim.verbs or at in said:
            continue
        verb = next((b for b in range(at + 1, min(at + 3, len(claim.items))) if b in claim.verbs), None)
        if (
            verb is None
            or any(claim.items[b].is_content for b in range(at + 1, verb))
            or MARK.search(claim.items[verb].gap)
        ):
            continue
        if turned & set(range(verb, min(verb + 4, len(claim.items)))) or preposition(claim, at):
            continue
        if preposition(quotes[place.quote], place.at) in ("in", "by", "from", "to", "against") and not _is_subject(
            quotes[place.quote], place.at
        ):
            yield "name" if item.kind == "name" else "direction"
            return


def _is_subject(quote: Clauses, at: int) -> bool:
    """Whether the words before an item in its phrase hold the real subject of the next verb, too: nothing is kept from them."""
    return at + 1 < len(quote.items) and quote.items[at + 1].lower in ("who", "which", "that")


def unnamed(claim: Clauses, found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """A pronoun of the claim in the place of somebody whom the quote names: "she would wait" for "the family would wait"."""
    for at, item in enumerate(claim.items):
        if item.lower not in PRONOUNS or found[at] is not None:
            continue
        behind = next((place for place in found[at + 1 :] if place is not None), None)
        if behind is None:
            continue
        quote = quotes[behind.quote]
        kept = {each.at for each in found if each is not None and each.quote == behind.quote}
        own = [b for b in range(behind.at) if quote.of[b] == quote.of[behind.at] and quote.items[b].is_content]
        if own and not any(b in kept for b in own):
            yield "name"
            return
