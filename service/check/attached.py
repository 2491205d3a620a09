"""Whether what a claim says of a thing is what a quote says of it: neighbours, prepositions and clauses. Pure.

The items of a claim know their places in the quotes. One whose neighbours fit another place better has changed places with what stands there.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from dateline.service.check.clauses import AUXILIARIES, DETERMINERS, JOINS, MARK, Clauses, is_base
from dateline.service.check.evidence import Flaw
from dateline.service.check.items import Item
from dateline.service.check.keeping import Place
from dateline.service.check.limits import SAYING
from dateline.service.check.statement import ROLES
from dateline.service.check.voices import PRONOUNS, voices

_REACH = 2  # neighbours on either side that an item is known by
_OWN = 3  # words of meaning with which a phrase between commas stands for itself
_MARGIN = 0.35  # by which another place has to fit better
_RISKY = frozenset("to from by before after until since above below under over against without up down than between outside inside".split())
_SAME_WAY = tuple(
    frozenset(group.split())
    for group in ("until to till", "since from", "above over than", "below under than", "against than from", "after since", "to at")
)
_OPPOSED_WAYS = frozenset(
    frozenset(pair.split())
    for pair in ("to from", "before after", "in outside", "in without", "in against", "above below", "over under", "until from", "until since", "until after", "up down", "inside outside", "to against", "before until", "to without")
)
_THIN = DETERMINERS | AUXILIARIES | frozenset("he she it they who which that also there then".split())


def swapped(claim: Clauses, found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """Items that stand where another one stands in the quote."""
    kept = [frozenset(each.at for each in found if each is not None and each.quote == number) for number in range(len(quotes))]
    turned = frozenset(_turned(claim, found, quotes))
    for at, place in enumerate(found):
        item = claim.items[at]
        if place is None or not item.is_content or at in claim.verbs:
            continue
        quote = quotes[place.quote]
        beside = _neighbours(at, claim, found, place.quote, turned)
        own = _fit(place.at, beside, quote, kept[place.quote])
        for rival, other in enumerate(quote.items):
            if rival == place.at or not _rivals(item, other) or rival in quote.verbs:
                continue
            if any(each[0] == rival for each in beside):
                continue
            if _fit(rival, beside, quote, kept[place.quote] | {rival}) - own < _MARGIN:
                continue
            if _is_displaced(Place(place.quote, rival), place, claim, found, quotes, turned) or (
                rival not in kept[place.quote] and item.kind != "word"
            ):
                yield _kind(item)
                return


def _is_displaced(
    rival: Place,
    place: Place,
    claim: Clauses,
    found: Sequence[Place | None],
    quotes: Sequence[Clauses],
    turned: frozenset[int],
) -> bool:
    """Whether what stands in a quote at `rival` is kept in the claim, at another place than its own."""
    quote = quotes[rival.quote]
    kept = frozenset(each.at for each in found if each is not None and each.quote == rival.quote)
    for at, each in enumerate(found):
        if each == rival:
            beside = _neighbours(at, claim, found, rival.quote, turned)
            own = _fit(rival.at, beside, quote, kept)
            return _fit(place.at, [n for n in beside if n[0] != place.at], quote, kept) > own
    return False


def _turned(claim: Clauses, found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[int]:
    """The verbs of a claim that are passive there and active in the quote, or the other way round."""
    for at, place in enumerate(found):
        if place is None or claim.items[at].kind != "word":
            continue
        quote = quotes[place.quote]
        if (at in claim.verbs or place.at in quote.verbs) and _is_passive(claim, at) is not _is_passive(quote, place.at):
            yield at


def _is_passive(row: Clauses, at: int) -> bool:
    if at + 1 < len(row.items) and row.items[at + 1].lower == "by":
        return True
    return any(row.items[back].stem == "be" and not MARK.search(row.items[back + 1].gap) for back in range(max(0, at - 3), at)) and (
        not row.items[at].lower.endswith("ing")
    )


def _rivals(one: Item, other: Item) -> bool:
    if other.kind == "small":
        return False
    if one.kind in ("figure", "day") or other.kind in ("figure", "day"):
        return one.kind == other.kind and (one.figure is None or other.figure is None or one.figure.value != other.figure.value)
    return one.stem != other.stem


def _kind(item: Item) -> Flaw:
    return {"figure": "number", "day": "date", "name": "name"}.get(item.kind, "direction")  # pyright: ignore[reportReturnType]


def _neighbours(
    at: int, claim: Clauses, found: Sequence[Place | None], quote: int, turned: frozenset[int]
) -> list[tuple[int, int, float]]:
    """Places in the quote of what stands beside an item in the claim: place, side, weight."""
    beside: list[tuple[int, int, float]] = []
    for side in (-1, 1):
        weight, seen, here, way = 1.0, 0, at, side
        while seen < _REACH and 0 <= here + side < len(claim.items):
            gap = claim.items[here if side < 0 else here + 1].gap
            if MARK.search(gap):
                weight *= 0.4
            here += side
            place = found[here]
            if here in turned:
                way = -side
            if claim.items[here].lower in _THIN:
                continue
            seen += 1
            if place is not None and place.quote == quote:
                beside.append((place.at, way, weight))
            weight *= 0.5
    return beside


def _fit(place: int, beside: Sequence[tuple[int, int, float]], quote: Clauses, kept: frozenset[int]) -> float:
    """How well neighbours fit a place: on the same side of it, with little between."""
    worth = 0.0
    for there, side, weight in beside:
        if (there - place) * side <= 0:
            continue
        between = range(min(there, place) + 1, max(there, place))
        away = sum(1.0 if each in kept else 0.34 for each in between if quote.items[each].lower not in _THIN)
        marks = sum(1 for each in range(min(there, place) + 1, max(there, place) + 1) if MARK.search(quote.items[each].gap))
        worth += weight / (1 + away + 0.5 * marks)
    return worth


def prepositions(claim: Clauses, found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """From, to, by, before, after: the same before a figure, a day or a name as in the quote."""
    for at, place in enumerate(found):
        item = claim.items[at]
        if place is None or not item.is_content or at in claim.verbs:
            continue
        if item.kind == "word":
            here, there = _before(claim, at), _before(quotes[place.quote], place.at)
            if frozenset((here, there)) in _OPPOSED_WAYS:
                yield "direction"
            continue
        if item.kind == "name" and at and claim.items[at - 1].kind == "name" and claim.items[at].gap in (" ", "-"):
            continue
        here, there = _before(claim, at), _before(quotes[place.quote], place.at)
        if here == there or not {here, there} & _RISKY or any({here, there} <= group for group in _SAME_WAY):
            continue
        if item.kind == "name":
            if frozenset((here, there)) in _OPPOSED_WAYS:
                yield "direction"
            continue
        if item.kind == "figure" and here == "" and there in ("to", "from", "than", "over", "by"):
            yield "direction"
            continue
        yield "date" if item.kind == "day" else "unit" if item.kind == "figure" else "direction"


def _before(clauses: Clauses, at: int) -> str:
    """The preposition of the phrase that an item stands in, or nothing."""
    row = clauses.items
    for back in range(at - 1, max(-1, at - 7), -1):
        lower = row[back].lower
        if lower in _RISKY or lower in _CALM:
            if back and row[back - 1].lower in ("compared", "instead"):
                return "against" if row[back - 1].lower == "compared" else "from"
            return lower if lower in _RISKY else "in"
        if MARK.search(row[back + 1].gap) or back in clauses.verbs or (back and row[back - 1].lower == "to" and is_base(row[back])):
            return ""
        if lower in JOINS or lower in AUXILIARIES or row[back].kind in ("figure", "day"):
            return ""
    return ""


_CALM = frozenset("in on at of for with about as during into near among around through across within via".split())


def scattered(
    claim: Clauses,
    found: Sequence[Place | None],
    quotes: Sequence[Clauses],
    links: Sequence[Mapping[int, frozenset[int]]],
) -> Iterator[Flaw]:
    """A clause of the claim that takes from several clauses of the quotes what does not belong together."""
    whole = [[_belonging(quote, number) for number in range(len(quote.shared))] for quote in quotes]
    for group in _groups(claim):
        taken = {place for at in group if (place := found[at]) is not None and claim.items[at].is_content}
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


def _joined(group: Sequence[Place | None], number: int, quote: Clauses) -> frozenset[int]:
    """The clauses of a quote whose first word, an "until" or "because", a part of a claim keeps."""
    heads = {each.at for each in group if each is not None and each.quote == number}
    kept: set[int] = set()
    for clause in range(len(quote.shared)):
        own = [at for at in range(len(quote.items)) if quote.of[at] == clause]
        if own and own[0] in heads and quote.items[own[0]].lower in JOINS:
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
        if merged and claim.of[group[0]] == claim.of[merged[-1][-1]] and (small or sum(claim.items[at].is_content for at in merged[-1]) < _OWN):
            merged[-1] += group
        else:
            merged.append(group)
    return merged


def _belonging(quote: Clauses, number: int) -> frozenset[int]:
    """The places that may stand together with a clause: its own, its subject, who says it."""
    found = {at for at in range(len(quote.items)) if quote.of[at] == number} | quote.shared[number]
    for each in range(len(quote.shared)):
        own = [at for at in range(len(quote.items)) if quote.of[at] == each]
        if any(quote.items[at].stem in SAYING or quote.items[at].lower == "according" for at in own):
            found |= set(own) | quote.shared[each]
    return frozenset(found)


def exchanged(claim: Clauses, found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """Two phrases that changed places around one that stayed, or around a preposition: "the agency fined the builder" turned around."""
    said = {at for voice in voices(claim) for at in (voice.verb, *voice.speaker)}
    turned = frozenset(_turned(claim, found, quotes))
    for number, quote in enumerate(quotes):
        runs = _runs(claim, found, number, said)
        for one, here in enumerate(runs):
            for other in range(one + 2, len(runs)):
                there = runs[other]
                if _moves_whole(here, there, claim, quote) or turned & set(range(here[-1][0], there[0][0])):
                    continue
                if any(there[-1][1] < each[0][1] and each[-1][1] < here[0][1] for each in runs[one + 1 : other]):
                    yield "direction"
                    return
        for one, other in pairwise(_runs(claim, found, number, set())):
            (last, here), (first, there) = one[-1], other[0]
            between = [item.lower for item in claim.items[last + 1 : first] if item.lower not in _THIN]
            if here > there and len(between) == 1 and between[0] in _BETWEEN:
                back = [item.lower for item in quote.items[other[-1][1] + 1 : one[0][1]] if item.lower not in _THIN]
                if between == back:
                    yield "direction"
                    return


def _moves_whole(
    one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]], claim: Clauses, quote: Clauses
) -> bool:
    """Whether two phrases took along the different prepositions that they have in the quote, or their clauses; a day needs none."""
    if claim.of[one[0][0]] != claim.of[other[0][0]] and quote.of[one[0][1]] != quote.of[other[0][1]]:
        return True  # with the clauses that they stand in
    if all(claim.items[at].day is not None for at, _ in one) or all(claim.items[at].day is not None for at, _ in other):
        return True
    marks = [(_mark(claim.items, run[0][0]), _mark(quote.items, run[0][1])) for run in (one, other)]
    return all(mine == theirs for mine, theirs in marks) and marks[0] != marks[1]


def _mark(row: Sequence[Item], at: int) -> str:
    """The preposition or joint right before a phrase."""
    while at > 0 and row[at - 1].lower in _THIN and not MARK.search(row[at].gap):
        at -= 1
    return row[at - 1].lower if at > 0 and (row[at - 1].lower in _BETWEEN or row[at - 1].lower in JOINS) else ""


_BETWEEN = frozenset("of in for with by from to at on under over against after before than per".split())


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


_STEP = 3  # places in a quote from one item to the next that stand side by side


def torn(claim: Clauses, found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """A name, or an office with its name, whose words the claim takes from two places."""
    for at in range(1, len(claim.items)):
        one, other = claim.items[at - 1], claim.items[at]
        here, there = found[at - 1], found[at]
        if other.gap not in (" ", "’ ", "’s ", "' ", "'s ") or other.kind != "name" or not (one.text[:1].isupper() or one.lower in ROLES) or not here or not there:
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
        if one.kind == "name" and one.lower not in ROLES and between and not any(each.lower in ROLES for each in between):
            if any(each.kind == "name" for each in between) or here.at > there.at:
                yield "name"
                return
        if one.lower in ROLES and any(each.kind == "name" and quotes[here.quote].items[there.at - 1] != each and each.stem not in _run(claim, at) for each in between):
            yield "role"
            return


def _run(claim: Clauses, at: int) -> frozenset[str]:
    """The words of the name that an item begins."""
    last = at
    while last + 1 < len(claim.items) and claim.items[last + 1].kind == "name" and claim.items[last + 1].gap == " ":
        last += 1
    return frozenset(item.stem for item in claim.items[at : last + 1])


_HEADS = frozenset("against from than compared down up over above below".split())


def headless(claim: Clauses, found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """What is kept of a comparison without what it is compared with: "46 in the old basin" for "46, against 52 in the old basin"."""
    for number, quote in enumerate(quotes):
        kept = {each.at for each in found if each is not None and each.quote == number}
        for at, item in enumerate(quote.items):
            if item.lower not in _HEADS or at in kept or not at:
                continue
            end = next((b for b in range(at + 1, len(quote.items)) if MARK.search(quote.items[b].gap) or quote.items[b].lower in JOINS), len(quote.items))
            figures = [b for b in range(at + 1, end) if quote.items[b].figure is not None]
            if not figures or figures[0] in kept or figures[0] - at > _STEP:
                continue
            if any(b in kept and quote.items[b].is_content for b in range(figures[0] + 1, end)):
                yield "number"
                return


_CAUSE = frozenset("because since as due owing thanks".split())  # the cause stands behind
_SO = frozenset("so therefore".split())  # the cause stands before


def causes(claim: Clauses, found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """What the quote gives as the cause and the claim as the consequence."""
    mine = _cause(claim)
    for number, quote in enumerate(quotes):
        theirs = _cause(quote)
        if mine is None or theirs is None:
            continue
        inside = [place.at in theirs for at, place in enumerate(found) if place and place.quote == number and at in mine and claim.items[at].is_content]
        outside = [
            place.at in theirs
            for at, place in enumerate(found)
            if place and place.quote == number and at not in mine and claim.items[at].is_content and claim.items[at].day is None
        ]
        if (inside and 2 * sum(inside) < len(inside)) or (outside and 2 * sum(outside) > len(outside)):
            yield "direction"
            return


def _cause(row: Clauses) -> frozenset[int] | None:
    """The places of what a sentence gives as a cause."""
    for at, item in enumerate(row.items):
        if item.lower in _CAUSE and (item.lower not in ("as", "since") or (row.of[at] != row.of[at - 1] if at else True)):
            return frozenset(here for here in range(at + 1, len(row.items)) if here <= at + 2 or not (MARK.search(row.items[here].gap) and at == 0)) if at else frozenset(
                here for here in range(1, next((b for b in range(1, len(row.items)) if "," in row.items[b].gap), len(row.items)))
            )
        if item.lower in _SO and at and "," in item.gap:
            return frozenset(range(at))
    return None


def miscounted(claim: Clauses, found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """A figure of other things than in the quote: what it counts stands right behind it in both."""
    for at, place in enumerate(found):
        if place is None or claim.items[at].figure is None:
            continue
        counted: list[bool] = []
        for behind in range(at + 1, min(at + 3, len(claim.items))):
            item, there = claim.items[behind], found[behind]
            if item.gap not in (" ", "-") or item.kind != "word":
                break
            if there is not None and behind not in claim.verbs:
                counted.append(there.quote == place.quote and 0 < there.at - place.at <= _COUNTED)
        if counted and not any(counted):
            yield "number"
            return


_COUNTED = 4  # places in a quote behind a figure where what it counts stands


def promoted(claim: Clauses, found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """What acts in the claim and stands behind a preposition in the quote: "the council expects" for "a study by the council expects"."""
    turned = frozenset(_turned(claim, found, quotes))
    said = {at for voice in voices(claim) for at in (voice.verb, *voice.speaker)}
    for at, place in enumerate(found):
        item = claim.items[at]
        if place is None or item.kind not in ("word", "name") or at in claim.verbs or at in said:
            continue
        verb = next((b for b in range(at + 1, min(at + 3, len(claim.items))) if b in claim.verbs), None)
        if verb is None or any(claim.items[b].is_content for b in range(at + 1, verb)) or MARK.search(claim.items[verb].gap):
            continue
        if turned & set(range(verb, min(verb + 4, len(claim.items)))) or _before(claim, at):
            continue
        if _before(quotes[place.quote], place.at) in ("in", "by", "from", "to", "against") and not _is_subject(quotes[place.quote], place.at):
            yield "name" if item.kind == "name" else "direction"
            return


def _is_subject(quote: Clauses, at: int) -> bool:
    """Whether the words before an item in its phrase hold the real subject of the next verb, too: nothing is kept from them."""
    return at + 1 < len(quote.items) and quote.items[at + 1].lower in ("who", "which", "that")


def rehung(claim: Clauses, found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """An "of" that hangs on another word than in the quote: "one ferry of the line" for "ships of the line and one ferry"."""
    for at, place in enumerate(found):
        if place is None or claim.items[at].lower != "of" or at == 0 or place.at == 0:
            continue
        left, there = found[at - 1], quotes[place.quote].items[place.at - 1]
        if left is None or left.quote != place.quote or not claim.items[at - 1].is_content or not there.is_content:
            continue
        if left.at != place.at - 1 and claim.items[at - 1].stem != there.stem and claim.items[at - 1].figure is None:
            yield "scope"
            return


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
