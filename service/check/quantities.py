"""Figures and days of a written sentence against those of an article's. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.service.check.days import Mention, carried, completed, mentions
from dateline.service.check.evidence import Evidence, Flaw
from dateline.service.check.figures import Figure, carries, close, same_unit
from dateline.service.check.statement import Statement, statement

_UNMISTAKABLE = 1000.0  # a figure from which on its value alone tells it
_SECOND = 100.0  # one from which it does beside another
_HALF = 50.0  # percent
_NEAR_PART = 4.0  # percentage points between a part written as a word and what it stands for
_SMALL = 12.0  # a count up to which a writer brings it along from another sentence


def amounts(said: Statement, quote: Statement, evidence: Evidence) -> Iterator[Flaw]:
    """What is wrong with the figures of a claim, figure by figure."""
    for figure in said.figures:
        if (flaw := _amount(figure, quote, evidence)) is not None:
            yield flaw
    if said.figures and (dropped := _bounds(quote, said)):
        yield dropped


def _amount(figure: Figure, quote: Statement, evidence: Evidence) -> Flaw | None:
    said = quote.figures
    if any(carries(each, figure) for each in said) or _is_spelled(figure, quote):
        return None
    bare = [
        replace(each, unit=figure.unit) for each in said if each.unit == "count" and abs(each.value) >= _UNMISTAKABLE
    ]
    if any(carries(each, figure) for each in bare) and _measures(evidence, figure.unit):
        return None  # "40 million of the increase" where all the article counts in crowns
    if figure.unit == "count" and figure.value >= _UNMISTAKABLE and any(each.value == figure.value for each in said):
        return None  # "138.7 billion yuan and 204.1 billion"
    if _is_same_rate(figure, said):
        return None
    if not any(same_unit(each, figure) for each in said) and quote.points_back and _is_framed(figure, evidence):
        return None  # "it counts all levels of government": the figure that "it" stands for
    if (figure.is_part and _is_part_of(figure, quote)) or _is_told_before(figure, quote, evidence):
        return None  # a part of something: of what, no rule here can tell, so it counts as a word
    if figure.is_part:
        return "number"
    if any(close(each, figure) for each in said):
        return "hedge"
    if any(_is_equal(each, figure) for each in said) or (
        figure.unit != "count" and said and not any(same_unit(each, figure) for each in said)
    ):
        return "unit"
    return "number"


def _is_equal(one: Figure, other: Figure) -> bool:
    return abs(one.value - other.value) <= 1e-9 * max(1.0, one.value) and not same_unit(one, other)


def _measures(evidence: Evidence, unit: str) -> bool:
    """Whether an article gives any figure in a unit."""
    return any(each.unit == unit for text in evidence.sentences for each in statement(text, evidence.published).figures)


def _is_same_rate(figure: Figure, said: Sequence[Figure]) -> bool:
    """ "600" of a second figure behind one in the same unit: "400 gigabytes … where the other managed 600"."""
    return (
        figure.unit == "count"
        and figure.value >= _SECOND
        and any(each.value == figure.value for each in said)
        and len(said) > 1
    )


def _is_part_of(figure: Figure, quote: Statement) -> bool:
    """Whether a part may be one of the evidence: a percentage near it, or two figures, one of which is that part of the other."""
    said = quote.figures
    if figure.value == _HALF and {"half", "halv"} & quote.stems:
        return True
    if any(each.unit == "percent" and abs(each.value - figure.value) <= _NEAR_PART for each in said):
        return True
    shares = (
        100 * one.value / other.value
        for one in said
        for other in said
        if other.value and (same_unit(one, other) or one.unit == "count")
    )
    return any(abs(each - figure.value) <= _NEAR_PART for each in shares) or not said


def _is_framed(figure: Figure, evidence: Evidence) -> bool:
    return any(carries(each, figure) for each in statement(evidence.framing, evidence.published).figures)


def _is_told_before(figure: Figure, quote: Statement, evidence: Evidence) -> bool:
    """Whether a small count that the evidence has no rival to stands in front of the same word elsewhere in the article."""
    if (
        figure.unit != "count"
        or figure.value > _SMALL
        or any(each.unit == "count" and each.value <= _SMALL for each in quote.figures)
    ):
        return False
    return any(
        each.unit == "count" and each.value == figure.value
        for text in evidence.sentences
        for each in statement(text, evidence.published).figures
    )


def _is_spelled(figure: Figure, quote: Statement) -> bool:
    """ "Both", "twin", "once": a small count that the evidence gives without a figure."""
    small = {1.0: {"a", "an", "one", "single", "once"}, 2.0: {"both", "two", "twice", "pair", "couple", "twin"}}
    return figure.unit == "count" and bool(small.get(figure.value, set[str]()) & quote.small)


def _bounds(quote: Statement, said: Statement) -> Flaw | None:
    """A figure that the evidence gives with a bound and the claim without is hedged less."""
    for figure in said.figures:
        same_ones = [each for each in quote.figures if same_unit(each, figure) and each.value == figure.value]
        if same_ones and figure.bound == "exact" and all(each.bound != "exact" for each in same_ones):
            return "hedge"
    return None


def dates(said: Statement, quote: Statement, frame: Statement, evidence: Evidence) -> Iterator[Flaw]:
    base = evidence.published
    own = completed(quote.days, base)
    around = completed(frame.days, base)
    if base is not None:
        around = [*around, *completed(mentions("today", base), base)]
    for mention in said.days:
        day = mention.day
        if not any(day.grain) or carried(day, own):
            continue
        told = completed([each for each in quote.days if not _is_compared(each, quote.text)], base)
        same_grain = [each for each in told if each.grain == day.grain and any(each.grain)]
        if same_grain or not carried(day, around):
            yield "date"


_AGAINST = re.compile(r"\b(?:from|against|than|over|compared (?:with|to)|up on|down on)\b[^,;]{0,30}$", re.I)


def _is_compared(mention: Mention, text: str) -> bool:
    """Whether a day is one that a figure is compared with: "up from 3% in 2024"."""
    return _AGAINST.search(text[: mention.start]) is not None
