"""Days that a sentence names, written out or relative to its article's date; and whether one carries another. Pure."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.service.times import MONTHS

_MONTH_NAMES = "january february march april may june july august september october november december".split()
_MONTHS = {name[:3]: number for number, name in enumerate(_MONTH_NAMES, 1)}
_MONTH = rf"(?P<month>{MONTHS}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_WEEKDAYS: tuple[str, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PATTERNS = (
    re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?!\d|[.,]\d)(?:st|nd|rd|th)?(?:,?\s+(?P<year>(?:19|20)\d\d))?\b"),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+(?P<year>(?:19|20)\d\d))?\b"),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<numeric>\d\d)-(?P<day>\d\d)\b"),
    re.compile(rf"\b{_MONTH}(?:,?\s+(?:of\s+)?(?P<year>(?:19|20)\d\d))\b"),
    re.compile(rf"\b{_MONTH}(?![a-z])(?=[\s,.;:’”)—-]|$)"),
    re.compile(r"(?<![\d.,$€£¥:-])(?P<year>(?:19|20)\d\d)(?![\d%]|[.,]\d|[a-z])"),
)  # fmt: skip
_WEEKDAY = re.compile(
    r"\b(?:(?P<which>last|next|this|the following)\s+)?(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b", re.I
)
_RELATIVE: tuple[tuple[re.Pattern[str], Callable[[date], "Day"]], ...] = (
    (re.compile(r"\byesterday\b", re.I), lambda base: _day(base - timedelta(days=1))),
    (re.compile(r"\b(?:today|tonight|this morning)\b", re.I), lambda base: _day(base)),
    (re.compile(r"\btomorrow\b", re.I), lambda base: _day(base + timedelta(days=1))),
    (
        re.compile(r"\b(?:last year|a year (?:ago|earlier)|the (?:previous|prior) year)\b", re.I),
        lambda base: Day(base.year - 1),
    ),
    (re.compile(r"\btwo years (?:ago|earlier|before)\b", re.I), lambda base: Day(base.year - 2)),
    (re.compile(r"\bthree years (?:ago|earlier|before)\b", re.I), lambda base: Day(base.year - 3)),
    (re.compile(r"\bthis year\b", re.I), lambda base: Day(base.year)),
    (re.compile(r"\b(?:next year|the (?:following|coming) year)\b", re.I), lambda base: Day(base.year + 1)),
    (re.compile(r"\blast month\b", re.I), lambda base: _month(base, -1)),
    (re.compile(r"\bthis month\b", re.I), lambda base: _month(base, 0)),
    (re.compile(r"\bnext month\b", re.I), lambda base: _month(base, +1)),
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day, a month or a year; what is not said is None. A month without a year is one of any year."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def grain(self) -> tuple[bool, bool, bool]:
        """Which of year, month and day it names."""
        return self.year is not None, self.month is not None, self.day is not None


@dataclass(frozen=True, slots=True)
class Mention:
    """A day as a text names it, and where."""

    day: Day
    start: int
    end: int


def mentions(text: str, base: date | None) -> list[Mention]:
    """The days that a text names, in order. `base`: the day it was published, which "Tuesday" and "last year" lean on."""
    found: list[Mention] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not _is_taken(match.span(), found) and (day := _written(match)) is not None:
                found.append(Mention(day, *match.span()))
    for match in _WEEKDAY.finditer(text):
        found.append(_weekday(match, base))
    for pattern, meant in _RELATIVE:
        for match in pattern.finditer(text):
            if not _is_taken(match.span(), found) and base is not None:
                found.append(Mention(meant(base), *match.span()))
    return sorted(found, key=lambda each: each.start)


def carried(claimed: Day, said: Sequence[Day]) -> bool:
    """Whether a day of a claim is one of those that the articles name, as exactly as the claim names it."""
    return any(_fits(claimed, each) for each in said)


def _fits(claimed: Day, said: Day) -> bool:
    pairs = ((claimed.year, said.year), (claimed.month, said.month), (claimed.day, said.day))
    return all(one is None or one == other for one, other in pairs)


def completed(found: Sequence[Mention], base: date | None) -> list[Day]:
    """The days of an article's sentence, a month without a year once with the last and once with the next year."""
    return list(_completed(found, base))


def _completed(found: Sequence[Mention], base: date | None) -> Iterator[Day]:
    for each in found:
        yield each.day
        day = each.day
        if day.year is None and day.month is not None and base is not None:
            ahead = (day.month, day.day or 31) > (base.month, base.day)
            yield Day(base.year - ahead, day.month, day.day)  # the last one, of which news mostly tells
            yield Day(base.year + 1 - ahead, day.month, day.day)  # the next one, of plans


def _written(match: re.Match[str]) -> Day | None:
    parts = match.groupdict()
    year = int(parts["year"]) if parts.get("year") else None
    named = parts.get("month")
    month = _MONTHS[named[:3].lower()] if named else int(parts["numeric"]) if parts.get("numeric") else None
    day = int(parts["day"]) if parts.get("day") else None
    if (
        named == "May"
        and day is None
        and year is None
        and not re.search(
            r"\b(?:in|since|until|by|last|next|late|early|of|from|before|after|this)\s$|mid-$",
            match.string[: match.start()],
            re.I,
        )
    ):
        return None  # the verb
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    return Day(year, month, day)


def _is_taken(span: tuple[int, int], found: Sequence[Mention]) -> bool:
    return any(each.start < span[1] and span[0] < each.end for each in found)


def _weekday(match: re.Match[str], base: date | None) -> Mention:
    """ "On Tuesday" is the last Tuesday up to the day of publication, "next Tuesday" the first one after it."""
    number = _WEEKDAYS.index(str(match["weekday"]).lower())
    if base is None:
        return Mention(Day(), *match.span())
    ahead = (match["which"] or "").lower() in ("next", "the following")
    away = (number - base.weekday()) % 7 or 7 if ahead else -((base.weekday() - number) % 7)
    return Mention(_day(base + timedelta(days=away)), *match.span())


def _day(each: date) -> Day:
    return Day(each.year, each.month, each.day)


def _month(base: date, shift: int) -> Day:
    months = base.year * 12 + base.month - 1 + shift
    return Day(months // 12, months % 12 + 1)
