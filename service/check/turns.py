"""Which way things went: up or down, looser or tighter, in or out, more than or less than. Pure."""

import re
from collections.abc import Iterator, Mapping

from dateline.service.check.context import Carrier
from dateline.service.check.evidence import Flaw
from dateline.service.check.statement import ORDER, Statement
from dateline.service.words import Token, stemmed, tokens

_SIDES = tuple(  # a claim's word of one side where the evidence has only the other tells of another turn of events
    (stemmed(one), stemmed(other))
    for one, other in (
        (
            "rise increase grow climb jump surge soar boost raise hike higher expand widen exceed dearer more up above gain enlarge swell lift reach double triple over larger",
            "fall decrease drop decline shrink slide slump plunge tumble lower cut reduce slash narrow fewer less halve cheaper down below under smaller short",
        ),
        ("loosen relax ease soften lift scrap rescind", "tighten harden restrict curb toughen stricter"),
        ("include contain comprise", "exclude omit leave"),
        ("win beat victory defeat", "lose loss"),
        ("stop halt end cease suspend", "continue resume start begin step"),
    )
)
_COMPARED = re.compile(
    r"\b(more|less|fewer|lower|higher|larger|smaller|greater|bigger|longer|shorter|later|earlier|dearer|cheaper|above|below|over|under)\b(?: \w+){0,3}? than\b",
    re.I,
)
_UP = frozenset(
    "more higher larger greater bigger longer later dearer above over up exceed exceeded topped rise rose up increase widen grow exceed double after long".split()
)
_DOWN = frozenset(
    "less fewer lower smaller shorter earlier cheaper below under short half down fell fall fewest drop decline smallest well before".split()
)
_NO_TURN = re.compile(
    r"\bbefore (?:(?:the|a) )?(?-i:[A-Z])|\bbefore (?:the |a )?(?:committee|court|panel|judge|members)|\bf[ae]ll(?:s|en|ing)? (?:under|outside|within|sick|ill|short|behind|into|on|to (?=[A-Z]|the ))|\b(?:more|less|fewer|lower|higher|later|earlier) than\b|"
    r"\b(?:under|over|below|above) (?=[$€£¥\d])|\bat (?:the )?(?:most|least)\b|(?<!went )(?<!came )(?<!gone )(?<!was )(?<!were )\bup to\b|\bdeclin(?:e|es|ed|ing) to\b|\b(?:for|with|to|a) leave\b|\braised? (?:that|it|the (?:matter|question|issue)|money|funds)\b|"
    r"\bbroken? up\b|\bdrawn up\b|\bend of\b|\bdropp?(?:ed|s|ing)? (?:its|the|his|her|their|a|an)\b|\bset up\b|\bmade up\b|\bput down to\b|(?<!went )(?<!came )(?<!gone )(?<!was )(?<!were )\bdown to\b|\bleav(?:e|es|ing) (?!out)|\bleft (?!out)|\bmore (?:about|on|time|information)\b|\bcounts? (?:of|on)\b",
    re.I,
)  # fmt: skip


def direction(said: Statement, quote: Statement, carriers: Mapping[int, Carrier], *, swapped: bool) -> Iterator[Flaw]:
    """A word whose opposite stands in its place, or one of a side of which the evidence has only the other."""
    if (
        swapped
        or _is_turned(said, quote, carriers)
        or _compares_otherwise(said, quote)
        or _is_out_of_order(said, quote)
    ):
        yield "direction"


def _is_turned(said: Statement, quote: Statement, carriers: Mapping[int, Carrier]) -> bool:
    if said.stems & _LEAVING_OUT and not (quote.stems | quote.small) & _LEFT_OUT:
        return True
    kept = _turning(said.text)
    there = frozenset(token.stem for token in _turning(quote.text))
    return any(_turns(word, said, there, carriers) for word in kept if word.stem not in quote.stems)


def _turning(text: str) -> list[Token]:
    """The words of a text, without those that look like a turn and are none."""
    return list(tokens(_NO_TURN.sub(lambda match: " " * len(match[0]), text)))


def _turns(word: Token, said: Statement, there: frozenset[str], carriers: Mapping[int, Carrier]) -> bool:
    carrier = carriers.get(word.start)
    if carrier is not None and carrier.worth >= _SYNONYM:
        return False
    if carrier is not None and carrier.opposite and carrier.worth < _ITSELF and word in said.words:
        return True
    for one, other in _SIDES:
        for here, against in ((one, other), (other, one)):
            if (
                word.stem in here
                and word.text.lower() not in _PLACES
                and not here & there
                and (against & there) - said.stems
            ):
                return True
    if carrier is not None and carrier.worth < _MOVED and word in said.words and word.stem in _MOVES:
        exact = sum(each.worth >= _SYNONYM for each in (carriers[w.start] for w in said.words)) / len(said.words)
        return exact >= _CLOSE and not any(side & there for side in _SIDES[0] if word.stem in side)
    return False


def _compares_otherwise(said: Statement, quote: Statement) -> bool:
    """ "Fewer than on the buses" is not "more than on the buses"."""
    ours = {match[1].lower() for match in _COMPARED.finditer(said.text) if not _is_bound(match, said)}
    theirs = {
        match[1].lower() for match in _COMPARED.finditer(quote.text) if not _is_bound(match, quote)
    } or quote.small
    theirs |= {token.stem for token in quote.every}
    return any(ours & here and not ours & there and not theirs & here for here, there in ((_UP, _DOWN), (_DOWN, _UP)))


def _is_bound(match: re.Match[str], each: Statement) -> bool:
    return any(0 <= figure.start - match.end() <= _BESIDE for figure in each.figures)


def _is_out_of_order(said: Statement, quote: Statement) -> bool:
    ours, theirs = ({token.text.lower() for token in _turning(each.text)} for each in (said, quote))
    return any(
        here in ours and there in theirs and here not in theirs and there not in ours
        for pair in ORDER
        for here, there in (pair, pair[::-1])
    )


_MOVES = stemmed(
    "rise increase grow climb jump surge soar raise hike fall decrease decline shrink slump plunge cut reduce halve"
)
_LEAVING_OUT = stemmed("exclude except")
_LEFT_OUT = stemmed("exclude except leave without outside other omit besides apart") | {
    "not",
    "no",
}
_MOVED = 0.6  # cosine in context below which a word of movement is not carried
_CLOSE = 0.7  # share of the evidence's own words from which that counts
_PLACES = frozenset("under over above below up down before after".split())
_BESIDE = 6  # characters between a bound and its figure: " about", " US$"
_SYNONYM = 0.8
_ITSELF = 0.5  # cosine in context from which a word is carried by another, whatever opposite stands there
