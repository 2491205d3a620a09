"""How phrases of a sentence begin, and which way its verbs look. Pure."""

from collections.abc import Iterator, Sequence

from dateline.service.check.clauses import AUXILIARIES, DETERMINERS, JOINS, MARK, Clauses, is_base
from dateline.service.check.items import Item
from dateline.service.check.keeping import Place

THIN = DETERMINERS | AUXILIARIES | frozenset("he she it they who which that also there then".split())
RISKY = frozenset(
    "to from by before after until since above below under over against without up down than between outside inside".split()
)
BETWEEN = frozenset("of in for with by from to at on under over against after before than per".split())
_CALM = frozenset("in on at of for with about as during into near among around through across within via".split())


def turned_verbs(claim: Clauses, found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[int]:
    """The verbs of a claim that are passive there and active in the quote, or the other way round."""
    for at, place in enumerate(found):
        if place is None or claim.items[at].kind != "word":
            continue
        quote = quotes[place.quote]
        if (at in claim.verbs or place.at in quote.verbs) and _is_passive(claim, at) is not _is_passive(
            quote, place.at
        ):
            yield at


def _is_passive(row: Clauses, at: int) -> bool:
    if at + 1 < len(row.items) and row.items[at + 1].lower == "by":
        return True
    return any(
        row.items[back].stem == "be" and not MARK.search(row.items[back + 1].gap) for back in range(max(0, at - 3), at)
    ) and (not row.items[at].lower.endswith("ing"))


def preposition(clauses: Clauses, at: int) -> str:
    """The preposition of the phrase that an item stands in, or nothing."""
    row = clauses.items
    for back in range(at - 1, max(-1, at - 7), -1):
        lower = row[back].lower
        if lower in RISKY or lower in _CALM:
            if back and row[back - 1].lower in ("compared", "instead"):
                return "against" if row[back - 1].lower == "compared" else "from"
            return lower if lower in RISKY else "in"
        if (
            MARK.search(row[back + 1].gap)
            or back in clauses.verbs
            or (back and row[back - 1].lower == "to" and is_base(row[back]))
        ):
            return ""
        if lower in JOINS or lower in AUXILIARIES or row[back].kind in ("figure", "day"):
            return ""
    return ""


def mark_before(row: Sequence[Item], at: int) -> str:
    """The preposition or joint right before a phrase."""
    while at > 0 and row[at - 1].lower in THIN and not MARK.search(row[at].gap):
        at -= 1
    return row[at - 1].lower if at > 0 and (row[at - 1].lower in BETWEEN or row[at - 1].lower in JOINS) else ""
