"""Whether whole quotes carry a wording, word by word: far stricter than a check of a free rewording. Pure.

A claim that fails falls back to its quote, so what is not certain fails.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dateline.service.check.context import InContext
from dateline.service.check.evidence import Evidence, Flaw
from dateline.service.check.items import Item, items
from dateline.service.check.keeping import Place, Row, places
from dateline.service.check.limits import MODALS, NEGATIONS, SAYING, limit

_PLAIN = re.compile(r"[A-Z0-9“\"‘'$€£¥][^\n<>{}\[\]|\\^`*_#~@]*\.[”\"’]?")
_ODD = re.compile(
    r"https?:|www\.|[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]"
)
PREPOSITIONS = frozenset(
    "of in on at to for from with by about into over under after before between during against as per among amid within without upon toward "
    "towards until because through across than despite since including via near behind above below outside inside around up down off out".split()
)
_FREE = frozenset(
    "a an the that which who it its is are was were be been being has have had do does did and while also this these those he she they his her their him them".split()
)


def unsupported(wording: str, evidence: Sequence[Evidence], in_context: InContext) -> Flaw | None:
    """Why whole quotes do not carry a wording; None: they carry it."""
    if not is_plain(wording):
        return "addition"
    base = evidence[0].published
    claim = items(wording, base)
    rows = [Row(p.text, items(p.text, each.published), each.published) for each in evidence for p in each.passages]
    if not claim or not rows:
        return "addition"
    found = places(claim, rows)
    return next(_flaws(claim, found, rows), None)


def is_plain(wording: str) -> bool:
    """Whether it is one declarative sentence of plain words."""
    from dateline.indexes.sentences import spans

    return _PLAIN.fullmatch(wording) is not None and not _ODD.search(wording) and len(spans(wording)) == 1


def _flaws(claim: Sequence[Item], found: Sequence[Place | None], rows: Sequence[Row]) -> Iterator[Flaw]:
    yield from unlicensed(claim, found)
    yield from left_out(found, rows)
    yield from misplaced(claim, found, rows)


def unlicensed(claim: Sequence[Item], found: Sequence[Place | None]) -> Iterator[Flaw]:
    """What stands in the claim and in no quote."""
    for item, place in zip(claim, found, strict=True):
        if place is not None or item.lower in _FREE:
            continue
        if item.kind == "figure":
            yield "number"
        elif item.kind == "day":
            yield "date"
        elif item.kind == "name":
            yield "name"
        elif item.lower in NEGATIONS or item.lower.endswith(("n’t", "n't")):
            yield "negation"
        elif item.lower in MODALS:
            yield "hedge"
        elif item.lower in PREPOSITIONS:
            yield "direction"
        elif item.stem in SAYING:
            yield "speaker"
        else:
            yield limit(item) or "addition"


def left_out(found: Sequence[Place | None], rows: Sequence[Row]) -> Iterator[Flaw]:
    """What limits a part of a quote of which something is kept."""
    for number, row in enumerate(rows):
        kept = {each.at for each in found if each is not None and each.quote == number}
        content = {at for at in kept if row.items[at].is_content}
        for start, end in blocks(row):
            if not any(start <= at < end for at in content):
                continue
            for at in range(start, end):
                if at not in kept and (flaw := limit(row.items[at])) is not None:
                    yield flaw


def blocks(row: Row) -> list[tuple[int, int]]:
    """The parts of a quote between marks and conjunctions, as places of items."""
    cuts = [0]
    for at, item in enumerate(row.items):
        if at and (
            re.search(r"[,;:()—–“”]", item.gap)
            or item.lower in ("and", "but", "or", "while", "although", "though", "whereas", "because", "who", "which")
        ):
            cuts.append(at)
    return list(zip(cuts, [*cuts[1:], len(row.items)], strict=True))


def misplaced(claim: Sequence[Item], found: Sequence[Place | None], rows: Sequence[Row]) -> Iterator[Flaw]:
    """What was moved away from what it belongs to."""
    aligned = [(at, place) for at, place in enumerate(found) if place is not None]
    if aligned and not _begins(rows[aligned[0][1].quote], aligned[0][1].at, found, aligned[0][1].quote):
        yield "scope"
    for (at, here), (to, there) in pairwise(aligned):
        row = rows[there.quote]
        if here.quote == there.quote and there.at > here.at:
            if not _may_skip(row, here.at, there.at):
                yield "scope"
        elif not (_begins(row, there.at, found, there.quote) and _begins_claim(claim, to)):
            yield "direction"


_MARK = re.compile(r"[,;:()—–“”]")
_JOINS = frozenset("and but or nor while although though whereas because that which who whose where when if".split())
_THIN = frozenset(
    "a an the its their his her this that these those is are was were be been being has have had it he she they".split()
)


def _begins(row: Row, at: int, found: Sequence[Place | None], quote: int) -> bool:
    """Whether an item of a quote begins a part of it that can move: after a mark, a joint or a verb of saying, or with a preposition."""
    first = at
    kept = {each.at for each in found if each is not None and each.quote == quote}
    while True:
        item = row.items[first]
        if first == 0 or _MARK.search(item.gap) or item.lower in PREPOSITIONS or item.lower in _JOINS:
            return True
        before = row.items[first - 1]
        if before.lower in _JOINS or before.stem in SAYING:
            return True
        if before.lower in _THIN and first - 1 not in kept - {at}:
            first -= 1
            continue
        return False


def _begins_claim(claim: Sequence[Item], at: int) -> bool:
    while True:
        item = claim[at]
        if at == 0 or _MARK.search(item.gap) or item.lower in PREPOSITIONS or item.lower in _JOINS:
            return True
        before = claim[at - 1]
        if before.lower in _JOINS or before.stem in SAYING:
            return True
        if before.lower in _THIN:
            at -= 1
            continue
        return False


def _may_skip(row: Row, last: int, now: int) -> bool:
    """Whether a claim may leave out what stands between two places of a quote."""
    region = row.items[last + 1 : now]
    if all(each.lower in _THIN or each.lower in ("which", "who", "that", "also") for each in region):
        return True
    opened, closed = _MARK.search(region[0].gap), _MARK.search(row.items[now].gap)
    if opened and closed:
        return True
    there = row.items[now]
    if region[0].lower in ("and", "or") or opened:
        return bool(closed) or there.lower in _JOINS
    if region[0].lower in PREPOSITIONS and region[0].lower != "of":
        return bool(closed) or there.lower in PREPOSITIONS or there.lower in _JOINS
    return (
        region[-1].lower in ("and",)
        and region[0].lower not in _JOINS
        and not any(each.stem in SAYING for each in region)
    )
