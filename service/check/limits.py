"""What may not be left out of a part of a sentence that is kept: whatever limits what it says. Plain tables. Pure."""

from collections.abc import Iterator, Sequence

from dateline.service.check.certainty import HEDGES
from dateline.service.check.clauses import MARK, Clauses
from dateline.service.check.evidence import Flaw
from dateline.service.check.extent import NARROWING, SCOPES
from dateline.service.check.items import Item
from dateline.service.check.keeping import Place
from dateline.service.check.voices import is_saying
from dateline.service.words import stemmed

NEGATIONS = frozenset(
    "not no never without neither nor none nobody nothing cannot hardly barely scarcely seldom rarely".split()
)
MODALS = frozenset("may might could would should can must shall will".split())
_HEDGING = HEDGES | stemmed(
    "alleged allegedly reportedly suspected supposedly apparently perhaps maybe possibly probable tentative preliminary provisional interim "
    "proposed planned potential unconfirmed unclear doubt doubtful uncertain rumoured if whether early earliest latest temporarily temporary try attempt want offer threaten consider "
    "recommend advise urge demand appeal ready willing unable eager reluctant believe think feel fear claim argue suggest consider indicate"
)
SCOPING = (
    SCOPES
    | NARROWING
    | stemmed(
        "main mainly mostly largely partly nearly almost broadly solely exclusive single sole certain selected about half"
    )
)
_SMALL_SCOPES = frozenset("only some most many several few all every each both any just".split())
CONDITIONS = frozenset("if unless provided until except excluding once assuming pending without depending".split())
SAYING = stemmed(
    "say tell state declare announce claim argue warn explain insist predict testify add note write report estimate reckon according believe think allege"
)
_DENYING = stemmed("clear exonerate acquit deny dismiss reject refuse fail lack avoid prevent decline exempt dispute")
_ORDER = stemmed("former acting deputy vice interim outgoing incoming elect")


def limit(item: Item) -> Flaw | None:
    """What would be wrong with a claim that leaves out this item, if it limits."""
    lower = item.lower
    if item.kind in ("figure", "day"):
        return None
    if lower in NEGATIONS or lower.endswith(("n’t", "n't")) or item.stem in _DENYING:
        return "negation"
    if lower in MODALS or item.stem in _HEDGING or lower in CONDITIONS:
        return "hedge" if item.text != "May" else None
    if lower in _SMALL_SCOPES or item.stem in SCOPING:
        return "scope"
    if item.stem in SAYING:
        return "speaker"
    if item.stem in _ORDER:
        return "role"
    return None


_TELLING = MODALS | frozenset(("there", "here", "them", "him", "her"))
_CUTS = frozenset(
    "if unless provided except excluding and but or while although though whereas because who which".split()
)


def left_out(claim: Clauses, found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """What limits a part of a quote of which something is kept."""
    for number, quote in enumerate(quotes):
        kept = {each.at for each in found if each is not None and each.quote == number}
        content = {at for at in kept if quote.items[at].is_content or quote.items[at].lower in _TELLING}
        for start, end in blocks(quote):
            if not any(start <= at < end for at in content):
                if quote.items[start].lower in _IFS and start - 1 in kept | {0} and content:
                    yield "hedge"
                governs = (
                    end < len(quote.items)
                    and quote.items[end].lower == "that"
                    and end + 1 in kept | {at - 1 for at in kept}
                )
                if not governs and (
                    any(item.is_content for item in quote.items[start:end]) or start - 1 not in content
                ):
                    continue
            for at in range(start, end):
                flaw = (
                    None
                    if at in kept or is_saying(quote, at) or _is_thing(quote, at)
                    else limit(quote.items[at]) or _is_to(quote, at, claim)
                )
                if flaw is not None and not _stands_otherwise(
                    quote.items[at], _touched(claim, found, number, start, end)
                ):
                    yield flaw


_ATTRIBUTING = SAYING | stemmed("put call view cite describe verdict blame according accord promise propose deny")
_IFS = frozenset("if unless provided except excluding".split())
_PLANNED = frozenset("could may might due expected planned should plans expects".split())
_SURE = frozenset("will would shall".split())


_THINGS = frozenset(
    "project projects plan plans target targets draft drafts estimate estimates forecast forecasts proposal proposals request requests".split()
)


def _is_thing(row: Clauses, at: int) -> bool:
    """Whether a plan or the like is a thing that is told of, and no hedge: "the project"."""
    if row.items[at].lower not in _THINGS or (
        at + 1 < len(row.items) and row.items[at + 1].lower in ("to", "for", "of")
    ):
        return False
    return at > 0 and row.items[at - 1].lower in ("the", "its", "his", "her", "their", "this", "that")


def _touched(claim: Clauses, found: Sequence[Place | None], number: int, start: int, end: int) -> list[Item]:
    """The items of those clauses of a claim that keep something of a part of a quote."""
    touched = {
        claim.of[at]
        for at, place in enumerate(found)
        if place is not None and place.quote == number and start <= place.at < end
    }
    return [item for at, item in enumerate(claim.items) if claim.of[at] in touched]


def _stands_otherwise(item: Item, kept: Sequence[Item]) -> bool:
    """Whether a part of a claim limits as much in another word."""
    if item.stem in SAYING:
        return any(each.stem in _ATTRIBUTING for each in kept)
    if item.lower in _SURE:
        return any(each.lower in _SURE | _PLANNED for each in kept)
    if item.lower in ("can", "could", "may", "might"):
        return any(each.lower in ("could", "may", "might") or item.lower == each.lower for each in kept)
    return False


def blocks(row: Clauses) -> list[tuple[int, int]]:
    """The parts of a quote between marks and conjunctions, as places of items."""
    cuts = [0]
    for at, item in enumerate(row.items):
        if at and item.lower == "but" and row.items[at - 1].lower in ("all", "none", "nothing"):
            continue
        if at and (MARK.search(item.gap) or item.lower in _CUTS or row.of[at] != row.of[at - 1]):
            cuts.append(at)
    return list(zip(cuts, [*cuts[1:], len(row.items)], strict=True))


def _is_to(row: Clauses, at: int, claim: Clauses) -> Flaw | None:
    """ "Is to open" told as "opened"."""
    if row.items[at].lower != "to" or at == 0 or row.items[at - 1].lower not in ("is", "are", "was", "were"):
        return None
    kept = any(
        each.lower in _SURE
        or (each.lower == "to" and place and claim.items[place - 1].lower in ("is", "are", "was", "were"))
        for place, each in enumerate(claim.items)
    )
    return None if kept else "hedge"
