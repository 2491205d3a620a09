"""What stands in a claim and in no quote. Pure."""

from collections.abc import Iterator, Sequence

from dateline.service.check.clauses import AUXILIARIES, Clauses
from dateline.service.check.equivalents import stands_for
from dateline.service.check.evidence import Flaw
from dateline.service.check.items import Item
from dateline.service.check.keeping import Place
from dateline.service.check.limits import MODALS, NEGATIONS, SAYING, limit
from dateline.service.check.statement import ROLES
from dateline.service.words import stemmed

_FREE = frozenset(
    "a an the that which who whom whose it its is are was were be been being has have had having do does did and while also this these those there he "
    "she they his her their him them of in on at for with as to by then than what how where when so both about into during but why out upon".split()
)
_LIGHT = stemmed(  # words that a writer needs to make another sentence, and that say nothing by themselves
    "come go take put make give get have view words place reach stand say case use long old issue verdict name instead keep set out mean bring amount number "
    "people person thing way account together just also then still already here one same turn above way own result"
)
_CAUSES = frozenset("because since as so due owing thanks result reason".split())


def unlicensed(claim: Clauses, found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """What stands in the claim and in no quote."""
    for item, place in zip(claim.items, found, strict=True):
        if place is None and (flaw := _flaw(item, quotes)) is not None:
            yield flaw
        elif item.lower in ROLES and place is not None and not _is_office(item, quotes[place.quote].items[place.at]):
            yield "role"


def _is_office(mine: Item, theirs: Item) -> bool:
    """Whether one office is the other: "chair" and "chairwoman" are, "executive" and "chief" are not."""
    return mine.stem == theirs.stem or stands_for(mine.stem, theirs.stem)


def _flaw(item: Item, quotes: Sequence[Clauses]) -> Flaw | None:
    lower = item.lower
    if item.kind == "figure":
        return "number"
    if item.kind == "day":
        return "date"
    if item.kind == "name":
        return "name"
    if lower in NEGATIONS or lower.endswith(("n’t", "n't")):
        return "negation"
    if lower in _FREE:
        return None
    if lower in _CAUSES and any(each.lower in _CAUSES for quote in quotes for each in quote.items):
        return None
    if lower in MODALS:
        return None if _is_meant(lower, quotes) else "hedge"
    if item.stem in SAYING or lower == "according":
        said = any(each.stem in SAYING for quote in quotes for each in quote.items)
        return None if said else "speaker"
    if item.stem in _LIGHT:
        return None
    if item.kind == "small" and lower not in AUXILIARIES:
        return limit(item) or "direction"
    return limit(item) or "addition"


_MEANT = {  # what has to stand in a quote for a claim's "will"
    **dict.fromkeys(("will", "would", "shall"), frozenset("will would shall due".split())),
    **dict.fromkeys(
        ("could", "may", "might", "can"),
        frozenset("could may might can would possible possibly likely expected expects should".split()),
    ),
    "should": frozenset(
        "should ought recommended recommends asked urged proposed wants wanted demanded called".split()
    ),
    "must": frozenset("must require required requires".split()),
}


def _is_meant(modal: str, quotes: Sequence[Clauses]) -> bool:
    every = {each.lower for quote in quotes for each in quote.items}
    if modal == "can":
        return bool(every & {"can", "could", "may", "able"})
    return bool(every & _MEANT.get(modal, frozenset())) or (modal in ("will", "would") and _is_to(quotes))


def _is_to(quotes: Sequence[Clauses]) -> bool:
    return any(
        each.lower == "to" and at and quote.items[at - 1].lower in ("is", "are", "was", "were")
        for quote in quotes
        for at, each in enumerate(quote.items)
    )
