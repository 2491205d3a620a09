"""What a claim makes wider than the quote has it: a word before a noun left out, a part told of the whole. Pure."""

import re
from collections.abc import Iterator, Sequence

from dateline.service.check.clauses import AUXILIARIES, DETERMINERS, JOINS, MARK, Clauses, is_base
from dateline.service.check.evidence import Flaw
from dateline.service.check.keeping import Place
from dateline.service.check.statement import ROLES
from dateline.service.words import stem

_PREPOSITIONS = frozenset("of for with among per in on at to from by under over during within without outside".split())
_SPANS = frozenset(
    stem(word) for word in "year quarter half month week decade period season night day hour summer winter spring autumn weekday weekend latest earliest".split()
)
_RESTRICTING = frozenset("of for with among per that who whose".split())


def widened(claim: Clauses, found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """Restrictions that stand beside what is kept and are left out."""
    stems = {item.stem for item in claim.items}
    for number, quote in enumerate(quotes):
        kept = {each.at for each in found if each is not None and each.quote == number}
        for at in sorted(kept):
            if not quote.items[at].is_content or at in quote.verbs:
                continue
            if _loses_modifier(quote, at, kept, stems) or _loses_whole(quote, at, kept, stems) or _loses_tail(quote, at, kept, stems):
                yield "scope"
                return


def timeless(found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """A figure without the stretch of time that it is of: "in the year to the end of September"."""
    for number, quote in enumerate(quotes):
        kept = {each.at for each in found if each is not None and each.quote == number}
        counted = {quote.of[at] for at in kept if quote.items[at].figure is not None}
        for at, item in enumerate(quote.items):
            if at in kept or item.kind != "word" or item.stem not in _SPANS or quote.of[at] not in counted:
                continue
            here = at - 1
            while here > 0 and (quote.items[here].lower in DETERMINERS or quote.items[here].kind in ("word", "figure")) and at - here < 4:
                here -= 1
            before = [each.lower for each in quote.items[here : at]]
            block = range(next((b for b in range(at, 0, -1) if MARK.search(quote.items[b].gap)), 0), at)
            if {"in", "during", "for", "over", "within", "by", "at", "per"} & set(before) and any(each in kept and quote.items[each].is_content for each in block):
                yield "scope"
                return


def _loses_modifier(quote: Clauses, at: int, kept: set[int], stems: set[str]) -> bool:
    item = quote.items[at]
    before = quote.items[at - 1] if at else None
    if before is not None and item.kind == "day" and at - 1 not in kept and before.lower in ("late", "early", "mid"):
        return True
    if before is None or item.kind in ("name", "day", "figure") or item.lower in ROLES:
        return False
    if at - 1 in kept or before.stem in stems or item.gap not in (" ", "-") or at - 1 in quote.verbs:
        return False
    if before.kind == "figure":
        return True
    if at + 1 < len(quote.items) and quote.items[at + 1].gap[:1] in "’'":
        return False  # "the island republic's"
    return before.kind == "word" and not before.lower.endswith("ly")


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


_NARROWING = frozenset("to against outside within without except under between among per beyond via".split())


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


_EXTREMES = frozenset("first last only most least best worst record".split())


def boundless(found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """A "largest" or "first" without what it is the largest of, or the first since."""
    for number, quote in enumerate(quotes):
        kept = {each.at for each in found if each is not None and each.quote == number}
        for at in kept:
            item = quote.items[at]
            if item.lower not in _EXTREMES and not re.fullmatch(r"\w{2,}[^aeiourt]est|biggest|greatest|latest", item.lower):
                continue
            end = next((b for b in range(at + 1, len(quote.items)) if MARK.search(quote.items[b].gap)), len(quote.items))
            for here in range(at + 1, end):
                if quote.items[here].lower in ("in", "of", "since", "for", "among") and here not in kept and here + 1 < end:
                    phrase = range(here + 1, min(end, here + 5))
                    if not any(b in kept and quote.items[b].is_content for b in phrase) and not any(quote.items[b].day for b in phrase):
                        yield "scope"
                        return


def _names(word: str) -> bool:
    return word in ("city", "town", "island", "port", "republic", "state", "province")


def _loses_tail(quote: Clauses, at: int, kept: set[int], stems: set[str]) -> bool:
    """What restricts the subject of a verb, or what a figure counts."""
    item = quote.items[at]
    if at + 1 >= len(quote.items) or item.kind == "name":
        return False
    behind = quote.items[at + 1]
    if at + 1 in quote.verbs and behind.lower.endswith(("ed", "sold", "built", "made")) and at + 1 not in kept and behind.stem not in stems:
        others = [verb for verb in quote.verbs if verb != at + 1 and quote.of[verb] == quote.of[at] and verb != at]
        return bool(others) and not MARK.search(behind.gap)
    subject = not any(verb < at and quote.of[verb] == quote.of[at] for verb in quote.verbs)
    if behind.lower in _NARROWING and at + 1 not in kept and not MARK.search(behind.gap) and _is_dropped(quote, at + 2, kept, stems):
        return True
    loose = subject and not _is_definite(quote, at) and behind.lower in _PREPOSITIONS
    counted = any(quote.items[back].kind == "figure" for back in range(max(0, at - 2), at)) or item.kind == "figure"
    if MARK.search(behind.gap) or not (behind.lower in _RESTRICTING or ((loose or counted) and behind.lower in _PREPOSITIONS)):
        return False
    tail: list[int] = []
    for here in range(at + 2, len(quote.items)):
        each = quote.items[here]
        if MARK.search(each.gap) or each.lower in JOINS or (tail and each.lower in _PREPOSITIONS) or (here in quote.verbs and each.lower in AUXILIARIES):
            break
        if each.is_content:
            tail.append(here)
        if len(tail) == 2:
            break
    if not tail or any(quote.items[here].day is not None for here in tail) or any(here in kept or (quote.items[here].stem and quote.items[here].stem in stems) for here in tail):
        return False
    return behind.lower == "of" or counted or subject


_OPEN = frozenset("enough too sufficient ready willing able unable".split())


def unfinished(found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """ "Enough" without what for, and "honest" for "honest but late"."""
    for number, quote in enumerate(quotes):
        kept = {each.at for each in found if each is not None and each.quote == number}
        for at in range(len(quote.items) - 1):
            item, behind = quote.items[at], quote.items[at + 1]
            if item.lower in _OPEN and at in kept:
                to = next((b for b in range(at + 1, len(quote.items)) if quote.items[b].lower == "to"), None)
                if to is not None and to + 1 < len(quote.items) and to + 1 not in kept:
                    yield "scope"
                    return
            if behind.lower == "but" and at in kept and item.kind == "word" and at not in quote.verbs and not MARK.search(behind.gap):
                end = next((b for b in range(at + 2, len(quote.items)) if MARK.search(quote.items[b].gap)), len(quote.items))
                if end - at <= 4 and not any(b in quote.verbs or b in kept for b in range(at + 2, end)):
                    yield "scope"
                    return


def multiplied(claim: Clauses, found: Sequence[Place | None], quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """One told of several, or several of one: "contracts" for "the contract"."""
    for at, place in enumerate(found):
        if place is None or claim.items[at].kind != "word" or at in claim.verbs:
            continue
        mine, theirs = claim.items[at].lower, quotes[place.quote].items[place.at].lower
        if place.at in quotes[place.quote].verbs or {mine, theirs} != {min(mine, theirs, key=len), f"{min(mine, theirs, key=len)}s"}:
            continue
        yield "scope"
        return
