"""What a claim makes wider than the quote has it: a word before a noun left out, a part told of the whole. Pure."""

from collections.abc import Iterator, Sequence

from dateline.service.check.clauses import AUXILIARIES, DETERMINERS, JOINS, MARK, Clauses, is_base
from dateline.service.check.evidence import Flaw
from dateline.service.check.keeping import Place
from dateline.service.check.statement import ROLES

_PREPOSITIONS = frozenset("of for with among per in on at to from by under over during within without outside".split())
_RESTRICTING = frozenset("of for with among per that who whose".split())
_NARROWING = frozenset("to against outside within without except under between among per beyond via".split())


def widened(claim: Clauses, found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """Restrictions that stand beside what is kept and are left out."""
    stems = {item.stem for item in claim.items}
    for number, quote in enumerate(quotes):
        kept = {each.at for each in found if each is not None and each.quote == number}
        for at in sorted(kept):
            if not quote.items[at].is_content or at in quote.verbs:
                continue
            if (
                _loses_modifier(quote, at, kept, stems)
                or _loses_whole(quote, at, kept, stems)
                or _loses_tail(quote, at, kept, stems)
            ):
                yield "scope"
                return


def _loses_modifier(quote: Clauses, at: int, kept: set[int], stems: set[str]) -> bool:
    item = quote.items[at]
    before = quote.items[at - 1] if at else None
    if before is not None and item.kind == "day" and at - 1 not in kept and before.lower in ("late", "early", "mid"):
        return True
    if before is None or item.kind in ("name", "day", "figure"):
        return False
    if _loses_count(quote, at, kept):
        return True
    if item.lower in ROLES:
        return False
    if at - 1 in kept or before.stem in stems or item.gap not in (" ", "-") or at - 1 in quote.verbs:
        return False
    if before.kind == "figure":
        return True
    if at + 1 < len(quote.items) and quote.items[at + 1].gap[:1] in "’'":
        return False  # "the island republic's"
    return before.kind == "word" and not before.lower.endswith("ly")


def _loses_count(quote: Clauses, at: int, kept: set[int]) -> bool:
    """ "The other ministers" for "two other ministers"."""
    here = at
    while here > 0 and quote.items[here].gap == " " and at - here < 3 and quote.items[here].kind in ("word", "small"):
        here -= 1
        if quote.items[here].figure is not None:
            return here not in kept and here < at - 1
        if (
            here not in kept
            or here in quote.verbs
            or quote.items[here].lower not in ("other", "more", "further", "new")
        ):
            return False
    return False


def _loses_whole(quote: Clauses, at: int, kept: set[int], stems: set[str]) -> bool:
    """ "Traces of a solvent" is no solvent, and 60 percent of the money not the money."""
    here = at - 1
    if quote.items[at].kind == "name":
        return False
    while here > 0 and not MARK.search(quote.items[here + 1].gap):
        item = quote.items[here]
        if not (item.lower in DETERMINERS or (item.kind in ("word", "figure") and here not in quote.verbs)):
            break
        here -= 1
    if here < 1 or quote.items[here].lower != "of" or here - 1 in kept:
        return False
    whole = quote.items[here - 1]
    if whole.lower in ("one", "part", "each", "either"):
        return True
    known = whole.figure is None and whole.stem in stems
    return whole.is_content and not known and whole.kind in ("figure", "word") and not _names(whole.lower)


def _names(word: str) -> bool:
    return word in ("city", "town", "island", "port", "republic", "state", "province")


def _loses_tail(quote: Clauses, at: int, kept: set[int], stems: set[str]) -> bool:
    """What restricts the subject of a verb, or what a figure counts."""
    item = quote.items[at]
    if at + 1 >= len(quote.items) or item.kind in ("name", "day"):
        return False
    behind = quote.items[at + 1]
    if (
        at + 1 in quote.verbs
        and behind.lower.endswith(("ed", "sold", "built", "made"))
        and at + 1 not in kept
        and behind.stem not in stems
    ):
        others = [verb for verb in quote.verbs if verb != at + 1 and quote.of[verb] == quote.of[at] and verb != at]
        return bool(others) and not MARK.search(behind.gap)
    subject = not any(verb < at and quote.of[verb] == quote.of[at] for verb in quote.verbs)
    if (
        behind.lower in _NARROWING
        and at + 1 not in kept
        and not MARK.search(behind.gap)
        and _is_dropped(quote, at + 2, kept, stems)
    ):
        return True
    loose = subject and not _is_definite(quote, at) and behind.lower in _PREPOSITIONS
    counted = any(quote.items[back].kind == "figure" for back in range(max(0, at - 2), at)) or item.kind == "figure"
    if MARK.search(behind.gap) or not (
        behind.lower in _RESTRICTING or ((loose or counted) and behind.lower in _PREPOSITIONS)
    ):
        return False
    tail: list[int] = []
    for here in range(at + 2, len(quote.items)):
        each = quote.items[here]
        if (
            MARK.search(each.gap)
            or each.lower in JOINS
            or (tail and each.lower in _PREPOSITIONS)
            or (here in quote.verbs and each.lower in AUXILIARIES)
        ):
            break
        if each.is_content:
            tail.append(here)
            break
    if (
        not tail
        or any(quote.items[here].day is not None for here in tail)
        or any(here in kept or (quote.items[here].stem and quote.items[here].stem in stems) for here in tail)
    ):
        return False
    if behind.lower == "from" and quote.items[tail[0]].figure is not None:
        return False  # what a figure is compared with
    return behind.lower == "of" or counted or subject


def _is_dropped(quote: Clauses, start: int, kept: set[int], stems: set[str]) -> bool:
    """Whether nothing is kept of the phrase that begins here, which names something and is no verb behind "to"."""
    if start < len(quote.items) and is_base(quote.items[start]):
        return False
    for here in range(start, min(start + 4, len(quote.items))):
        item = quote.items[here]
        if here > start and (MARK.search(item.gap) or item.lower in _PREPOSITIONS or item.lower in JOINS):
            break
        if item.day is not None or (item.is_content and (here in kept or (item.stem and item.stem in stems))):
            return False
    return start < len(quote.items)


def _is_definite(quote: Clauses, at: int) -> bool:
    """Whether a noun is one that is known: "the basin", "Maroe's government"."""
    for here in range(at - 1, max(-1, at - 5), -1):
        item = quote.items[here]
        if item.lower in ("the", "its", "his", "her", "their", "this", "that") or quote.items[here + 1].gap[:1] in "’'":
            return True
        if item.kind == "small" or MARK.search(quote.items[here + 1].gap):
            return False
    return False
