"""Who says a whole sentence: "the ministry said on Monday" at its beginning, its end or between two commas, and what is then left. Pure."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from dateline.service.check.clauses import JOINS, MARK, Clauses
from dateline.service.check.items import Item
from dateline.service.words import stemmed

SAYING = stemmed(
    "say tell write add warn argue insist explain note announce declare state estimate reckon predict find report show hold rule"
)
_CERTAIN = frozenset("said says say warned argued insisted explained announced wrote".split())
_DAYTIME = frozenset("on late early last next this week month year morning evening afternoon night earlier".split())
_NO_SPEAKER = JOINS | frozenset("not never to also which that".split())


@dataclass(frozen=True, slots=True)
class Frame:
    """Places of items. `beside`: when it was said; `content`: what is said, in the sentence's order."""

    speaker: tuple[int, ...]
    verb: int | None
    beside: tuple[int, ...]
    content: tuple[int, ...]


@lru_cache(maxsize=2048)
def frame(row: Clauses) -> Frame:
    """Who says a sentence; a frame without a verb if nobody does, or it is not plain who."""
    every = tuple(range(len(row.items)))
    return _accorded(row) or _in_front(row) or _behind(row) or Frame((), None, (), every)


def says(row: Clauses, at: int) -> bool:
    """Whether an item may be a verb of saying."""
    item = row.items[at]
    return (
        item.kind == "word"
        and item.stem in SAYING
        and not item.lower.endswith(("ing", "er", "ment", "s’", "rules", "states"))
    )


def _may_say(row: Clauses, at: int) -> bool:
    """Whether an item may be a verb of saying, and is not the noun before one: "the inspectorate’s report says"."""
    behind = row.items[at + 1] if at + 1 < len(row.items) else None
    return says(row, at) and not (behind is not None and behind.gap == " " and behind.lower in _CERTAIN)


def _segments(row: Clauses) -> list[range]:
    cuts = [0, *(at for at in range(1, len(row.items)) if MARK.search(row.items[at].gap)), len(row.items)]
    return [range(start, end) for start, end in pairwise(cuts) if start < end]


def _verbs(row: Clauses, places: range) -> list[int]:
    return [at for at in places if at in row.verbs or _may_say(row, at)]


def _accorded(row: Clauses) -> Frame | None:
    """ "According to a study, …" and "…, according to a study by the council"."""
    for number, segment in enumerate(segments := _segments(row)):
        at = next((each for each in segment if row.items[each].lower == "according"), None)
        if at is None or at + 2 > segment[-1] or row.items[at + 1].lower != "to":
            continue
        whole = [*range(at, segment[-1] + 1)]
        if number == 0:
            if at or len(segments) == 1:
                return None
        else:
            for later in segments[number + 1 :]:  # "according to Ann Lee, the coroner"
                if _verbs(row, later) or row.items[later[0]].lower in JOINS:
                    break
                whole += later
        left = tuple(each for each in range(len(row.items)) if each not in whole)
        return Frame(tuple(whole[2:]), at, (), left)
    return None


def _in_front(row: Clauses) -> Frame | None:
    """ "Ann Lee, the coroner, said on Monday that …"."""
    verb = next((at for at in range(1, len(row.items)) if at in row.verbs or _may_say(row, at)), None)
    verb = verb if verb is None or says(row, verb) else _past_aside(row, verb)
    if verb is None:
        return None
    before = row.items[: _aside_at(row, verb)]
    if any(each.lower in _NO_SPEAKER or (each.figure is not None and before[0].lower != "in") for each in before):
        return None
    end = verb + 1
    that = next((at for at in range(end, min(end + 9, len(row.items))) if row.items[at].lower == "that"), None)
    if (
        that is not None
        and not any(at in row.verbs for at in range(end, that))
        and (that == end or row.items[end].day is not None or row.items[end].lower in ("in", "on", "at", "last"))
    ):
        end = that + 1
    else:
        end = _past_day(row, end)
        if row.items[verb].lower not in _CERTAIN or end >= len(row.items) or row.items[end].lower in ("to", "of"):
            return None
    first = 0
    if before[0].lower in ("in", "at", "on"):  # "In a report of 80 pages, the coroner wrote"
        first = max((at for at in range(1, verb) if MARK.search(row.items[at].gap)), default=0)
    speaker = tuple(at for at in range(first, verb) if not _is_daytime(row, at))
    beside = tuple(at for at in range(end) if at not in speaker and at != verb and row.items[at].lower != "that")
    if not speaker or end >= len(row.items):
        return None
    return Frame(speaker, verb, beside, tuple(range(end, len(row.items))))


def _past_aside(row: Clauses, verb: int) -> int | None:
    """The verb of saying behind "the department, now led by Ann Lee," if the first verb stands in such an aside."""
    start = next((at for at in range(verb, 0, -1) if MARK.search(row.items[at].gap)), None)
    if start is None or row.items[start].gap.strip() != "," or verb - start > 1:
        return None
    end = next((at for at in range(verb + 1, len(row.items)) if MARK.search(row.items[at].gap)), None)
    if end is None or row.items[end].gap.strip() != "," or not says(row, end):
        return None
    return end


def _aside_at(row: Clauses, verb: int) -> int:
    """Where the aside begins that stands right before a verb of saying; the verb's own place if none does."""
    if row.items[verb].gap.strip() != ",":
        return verb
    return next((at for at in range(1, verb) if row.items[at].gap.strip() == ","), verb)


def _is_daytime(row: Clauses, at: int) -> bool:
    item = row.items[at]
    return item.day is not None or (
        item.lower in _DAYTIME and any(each.day is not None for each in row.items[max(0, at - 2) : at + 3])
    )


def _past_day(row: Clauses, at: int) -> int:
    """The place behind "on Monday evening", or "last week"."""
    while at < len(row.items) and (
        row.items[at].day is not None
        or row.items[at].lower in ("morning", "evening", "afternoon", "night", "week", "month", "last")
        or (row.items[at].lower == "this" and at + 1 < len(row.items) and row.items[at + 1].lower in ("week", "month"))
        or (row.items[at].lower == "on" and at + 1 < len(row.items) and row.items[at + 1].day is not None)
    ):
        at += 1
    return at


def _behind(row: Clauses) -> Frame | None:
    """ "…, the coroner said on Monday" and "…, said Ann Lee, the coroner"."""
    segments = _segments(row)
    for number, segment in enumerate(segments):
        if not number or row.items[segment[0]].lower in _NO_SPEAKER:
            continue
        verbs = _verbs(row, segment)
        if len(verbs) != 1 or not says(row, verbs[0]):
            continue
        verb, last = verbs[0], segment[-1]
        if verb == segment[0] and "," in row.items[verb].gap and not row.items[verb].gap.strip(", "):
            named = _behind_name(row, segments, number, verb)
            if named is not None:
                return named
        if verb == segment[0] and "”" in row.items[verb].gap:
            return _frame(row, [*range(verb + 1, last + 1)], verb, _asides(row, segments, number + 1))
        if verb == segment[0]:
            named = _inverted(row, segments, number, verb)
            if named is not None:
                return named
            continue
        rest = range(_past_day(row, verb + 1), last + 1)
        if rest and row.items[rest[0]].lower not in ("in", "at", "on", "after", "during"):
            continue
        if rest and last + 1 < len(row.items):
            continue
        return _frame(row, [*range(segment[0], verb)], verb, [*range(verb + 1, last + 1)], beside=True)
    return None


def _behind_name(row: Clauses, segments: list[range], number: int, verb: int) -> Frame | None:
    """ "…, the coroner, Ann Lee, said": the verb stands alone behind a comma."""
    rest = _past_day(row, verb + 1)
    if rest <= segments[number][-1] or number < 3:
        return None
    one, other = segments[number - 2], segments[number - 1]
    if _verbs(row, one) or _verbs(row, other) or row.items[one[0]].lower in _NO_SPEAKER:
        return None
    return _frame(row, [*one, *other], verb, [*range(verb + 1, rest)], beside=True)


def _inverted(row: Clauses, segments: list[range], number: int, verb: int) -> Frame | None:
    own = [*range(verb + 1, segments[number][-1] + 1)]
    if not own or not any(row.items[at].is_content and row.items[at].day is None for at in own):
        return None
    return _frame(row, own, verb, _asides(row, segments, number + 1))


def _asides(row: Clauses, segments: list[range], number: int) -> list[int]:
    """The places of "the coroner" behind "said Ann Lee"."""
    found: list[int] = []
    for segment in segments[number:]:
        if _verbs(row, segment) or row.items[segment[0]].lower in _NO_SPEAKER:
            break
        found += segment
    return found


def _frame(row: Clauses, speaker: list[int], verb: int, more: list[int], *, beside: bool = False) -> Frame | None:
    taken = {verb, *speaker, *more}
    left = tuple(at for at in range(len(row.items)) if at not in taken)
    if not left or not speaker:
        return None
    names = tuple(speaker) if beside else (*speaker, *more)
    return Frame(tuple(at for at in names if not _is_daytime(row, at)), verb, tuple(more) if beside else (), left)


def head(items: tuple[Item, ...], speaker: tuple[int, ...]) -> frozenset[int]:
    """The places that a claim has to keep of a speaker: the family name, or every word of one without a name, up to "by" or "of"."""
    for number, at in enumerate(speaker):
        item = items[at]
        if number and item.lower in ("of", "at", "by", "for", "from", "in") and number > 1:
            break
        behind = items[at + 1] if number + 1 < len(speaker) else None
        if not _is_name(items, at):
            continue
        if (
            behind is None
            or behind.gap.startswith((",", "–", "—", "("))
            or behind.lower in ("of", "at", "for", "from", "in", "who", "which", "and")
        ):
            return frozenset((at,))
    kept: list[int] = []
    for number, at in enumerate(speaker):
        if number and (items[at].lower in ("of", "by", "for", "from", "in", "on") or items[at].gap.startswith(",")):
            break
        if kept and items[at].lower in ("published", "issued", "released"):
            break
        if items[at].is_content and items[at].day is None:
            kept.append(at)
    return frozenset(kept) or frozenset(speaker)


def _is_name(items: tuple[Item, ...], at: int) -> bool:
    return items[at].text[:1].isupper() and items[at].is_content and (items[at].kind == "name" or at == 0)
