"""Phrases and names that changed places in a claim, and comparisons that lost their head. Pure."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from dateline.service.check.clauses import DETERMINERS, JOINS, MARK, Clauses
from dateline.service.check.evidence import Flaw
from dateline.service.check.keeping import Place
from dateline.service.check.phrases import BETWEEN, mark_before, turned_verbs
from dateline.service.check.statement import ROLES
from dateline.service.check.voices import voices

_STEP = 3  # places in a quote from one item to the next that stand side by side
_HEADS = frozenset("against from than compared down up over above below".split())


def exchanged(claim: Clauses, found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """Two phrases that changed places around one that stayed, or around a preposition: "the agency fined the builder" turned around."""
    said = {at for voice in voices(claim) for at in (voice.verb, *voice.speaker)}
    turned = frozenset(turned_verbs(claim, found, quotes))
    for number, quote in enumerate(quotes):
        runs = _runs(claim, found, number, said)
        for one, here in enumerate(runs):
            for other in range(one + 2, len(runs)):
                there = runs[other]
                if _moves_whole(here, there, claim, found, quote) or turned & set(range(here[-1][0], there[0][0])):
                    continue
                if any(there[-1][1] < each[0][1] and each[-1][1] < here[0][1] for each in runs[one + 1 : other]):
                    yield "direction"
                    return
        for one, other in pairwise(_runs(claim, found, number, set())):
            (last, here), (first, there) = one[-1], other[0]
            between = [item.lower for item in claim.items[last + 1 : first] if item.lower not in DETERMINERS]
            if here > there and 0 < len(between) <= _STEP and (set(between) & BETWEEN or len(between) > 1):
                back = [
                    item.lower for item in quote.items[other[-1][1] + 1 : one[0][1]] if item.lower not in DETERMINERS
                ]
                if between == back:
                    yield "direction"
                    return


def _is_whole(first: tuple[int, int], claim: Clauses, found: Sequence[Place | None], quote: Clauses) -> bool:
    """Whether all that stands in a clause of the claim stands in one clause of the quote."""
    at, there = first
    mine = found[at]
    kept = [
        found[each]
        for each in range(len(claim.items))
        if claim.of[each] == claim.of[at] and claim.items[each].is_content
    ]
    return all(
        place is None or mine is None or place.quote != mine.quote or quote.of[place.at] == quote.of[there]
        for place in kept
    )


def _moves_whole(
    one: Sequence[tuple[int, int]],
    other: Sequence[tuple[int, int]],
    claim: Clauses,
    found: Sequence[Place | None],
    quote: Clauses,
) -> bool:
    """Whether two phrases took along the different prepositions that they have in the quote, or their clauses; a day needs none."""
    if claim.of[one[0][0]] != claim.of[other[0][0]] and quote.of[one[0][1]] != quote.of[other[0][1]]:
        return all(_is_whole(run[0], claim, found, quote) for run in (one, other))
    days = [all(claim.items[at].day is not None for at, _ in run) for run in (one, other)]
    if any(days):
        return not all(days)
    marks = [(mark_before(claim.items, run[0][0]), mark_before(quote.items, run[0][1])) for run in (one, other)]
    return all(mine == theirs for mine, theirs in marks) and marks[0] != marks[1]


def _runs(claim: Clauses, found: Sequence[Place | None], number: int, said: set[int]) -> list[list[tuple[int, int]]]:
    """Items of a claim that follow one another there and in a quote: each with its place in both."""
    runs: list[list[tuple[int, int]]] = []
    for at, place in enumerate(found):
        if place is None or place.quote != number or not claim.items[at].is_content or at in said:
            continue
        if runs and 0 < place.at - runs[-1][-1][1] <= _STEP:
            runs[-1].append((at, place.at))
        else:
            runs.append([(at, place.at)])
    return runs


def torn(claim: Clauses, found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """A name, or an office with its name, whose words the claim takes from two places."""
    for at in range(1, len(claim.items)):
        one, other = claim.items[at - 1], claim.items[at]
        here, there = found[at - 1], found[at]
        if (
            other.gap not in (" ", "’ ", "’s ", "' ", "'s ")
            or other.kind != "name"
            or not (one.text[:1].isupper() or one.lower in ROLES)
            or not here
            or not there
        ):
            continue
        if here.quote != there.quote:
            if other.gap == " ":
                yield "name"
                return
            continue
        if other.gap != " ":
            if one.kind == "name" and here.at > there.at:
                yield "name"
                return
            continue
        between = quotes[here.quote].items[min(here.at, there.at) + 1 : max(here.at, there.at)]
        if (
            one.kind == "name"
            and one.lower not in ROLES
            and between
            and not any(each.lower in ROLES for each in between)
            and (any(each.kind == "name" for each in between) or here.at > there.at)
        ):
            yield "name"
            return
        if one.lower in ROLES and any(
            each.kind == "name" and quotes[here.quote].items[there.at - 1] != each and each.stem not in _run(claim, at)
            for each in between
        ):
            yield "role"
            return


def _run(claim: Clauses, at: int) -> frozenset[str]:
    """The words of the name that an item begins."""
    last = at
    while last + 1 < len(claim.items) and claim.items[last + 1].kind == "name" and claim.items[last + 1].gap == " ":
        last += 1
    return frozenset(item.stem for item in claim.items[at : last + 1])


def headless(found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """What is kept of a comparison without what it is compared with: "46 in the old basin" for "46, against 52 in the old basin"."""
    for number, quote in enumerate(quotes):
        kept = {each.at for each in found if each is not None and each.quote == number}
        for at, item in enumerate(quote.items):
            if item.lower not in _HEADS or at in kept or not at:
                continue
            end = next(
                (
                    b
                    for b in range(at + 1, len(quote.items))
                    if MARK.search(quote.items[b].gap) or quote.items[b].lower in JOINS
                ),
                len(quote.items),
            )
            figures = [b for b in range(at + 1, end) if quote.items[b].figure is not None]
            if not figures or figures[0] in kept or figures[0] - at > _STEP:
                continue
            if any(b in kept and quote.items[b].is_content for b in range(figures[0] + 1, end)):
                yield "number"
                return


def misdated(claim: Clauses, found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """A day at the beginning of a claim that is the second one of its clause in the quote, and hangs on another figure there."""
    days = [(at, place) for at, place in enumerate(found) if place is not None and claim.items[at].day is not None]
    if not days or days[0][0] > 1:
        return
    first = days[0][1]
    quote = quotes[first.quote]
    if any(
        place.quote == first.quote and place.at < first.at and quote.of[place.at] == quote.of[first.at]
        for _, place in days[1:]
    ):
        yield "date"
