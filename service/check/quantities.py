"""Figures and days of a written sentence against those of an article's. Pure."""

from collections.abc import Iterator

from dateline.service.check.days import carried, completed, mentions
from dateline.service.check.evidence import Evidence, Flaw
from dateline.service.check.figures import Figure, carries, close, same_unit
from dateline.service.check.statement import Statement

_UNMISTAKABLE = 1000.0  # a figure from which on its value alone tells it


def amounts(said: Statement, quote: Statement) -> Iterator[Flaw]:
    for figure in said.figures:
        if any(carries(each, figure) for each in quote.figures) or _is_spelled(figure, quote):
            continue
        if (
            figure.unit == "count"
            and figure.value >= _UNMISTAKABLE
            and any(each.value == figure.value for each in quote.figures)
        ):
            continue  # "138.7 billion yuan and 204.1 billion"
        if figure.is_part:
            continue  # a part of something: of what, no rule here can tell, so it counts as a word
        if any(close(each, figure) for each in quote.figures):
            yield "hedge"
        elif any(
            abs(each.value - figure.value) <= 1e-9 * max(1.0, each.value) and not same_unit(each, figure)
            for each in quote.figures
        ) or (figure.unit != "count" and quote.figures and not any(same_unit(each, figure) for each in quote.figures)):
            yield "unit"
        else:
            yield "number"
    if said.figures and (dropped := _bounds(quote, said)):
        yield dropped


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
        same_grain = [each for each in own if each.grain == day.grain and any(each.grain)]
        if same_grain or not carried(day, around):
            yield "date"
