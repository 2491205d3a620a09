"""Times and quantities as they are written: which a question names, which a sentence carries."""

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT = r"Jan\.|Feb\.|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\."
_CALENDAR = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_YEAR = re.compile(r"(?<![\d.,$€£¥])(?:19|20)\d\d(?![\d%]|[.,]\d)")
_ABSOLUTE = re.compile(rf"\b(?:{_MONTHS}|{_DAYS})\b|(?:\b(?:{_SHORT})(?=\s|$))")
_RELATIVE = re.compile(
    r"\b(?:(?:last|next|this|previous|past|coming|recent|following|the same) (?:\w+ )?(?:year|month|week|quarter|decade|century|summer|"
    r"spring|autumn|fall|winter|day|night|morning|evening|weekend)s?|yesterday|today|tomorrow|tonight|"
    r"(?:years?|months?|weeks?|days?|decades?|hours?) (?:ago|later|earlier|before|after|from now)|"
    r"(?:early|late|mid)[- ](?:19|20)\d\ds?|for years|overnight|so far this|fiscal year|"
    r"(?:a|one|two|three|four|five|six|ten|\d+) (?:years?|months?|weeks?|days?|decades?))\b",
    re.I,
)
_NUMBER_WORD = (
    r"zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    r"nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|trillions?|dozens?|"
    r"tens of|scores of"
)
_NUMBER = re.compile(rf"(?<![\w.,])(?:\d+(?:[.,]\d+)*)(?![\d])|\b(?:{_NUMBER_WORD})\b|[$€£¥]\s?\d", re.I)
_SHARE = re.compile(r"\b(?:half|(?:a|one|two) thirds?|(?:a|one|three) quarters?|doubled|tripled|twice)\b", re.I)
_MONEY = re.compile(
    r"[$€£¥]\s?\d|\b(?:yuan|dollars?|euros?|yen|pounds?|rupees?|won|rubles?|francs?|renminbi|rmb|usd|cny)\b", re.I
)
_PERCENT = re.compile(
    r"\d\s?%|\b(?:per ?cent|percentage points?|half|(?:a|one|two) thirds?|(?:a|one|three) quarters?|\w+ (?:in|out of) (?:ten|five|four|three))\b", re.I
)
_DURATION = re.compile(
    rf"(?:\d|\b(?:{_NUMBER_WORD}|one|an?)\b)[\w .-]{{0,12}}\b(?:years?|months?|weeks?|days?|hours?|minutes?|decades?|centur(?:y|ies)|long)\b"
    r"|years-long|decades-long|\bsince\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Quantities:
    """What kinds of quantity a text carries."""

    number: bool
    money: bool
    percent: bool
    duration: bool


def is_calendar_word(word: str) -> bool:
    """Whether a word is the name of a month or a weekday."""
    return word.lower().rstrip(".") in _CALENDAR


def counts(text: str) -> list[int]:
    """Where the numbers end, bare years left out: what is counted stands right behind."""
    year_spans = {match.span() for match in _YEAR.finditer(text)}
    return [match.end() for match in _NUMBER.finditer(text) if match.span() not in year_spans]


def years(text: str) -> frozenset[int]:
    """Calendar years written out, 1900 to 2099; amounts and percentages are not years."""
    return frozenset(int(match.group()) for match in _YEAR.finditer(text))


def says_when(text: str) -> bool:
    """Whether the text names a time: a year, month, weekday, or a relative time such as "next month"."""
    return bool(_YEAR.search(text) or _ABSOLUTE.search(text) or _RELATIVE.search(text))


def quantities(text: str) -> Quantities:
    """Which kinds of quantity stand in the text. Bare years do not count as numbers."""
    without_years = _YEAR.sub(" ", text)
    number = bool(_NUMBER.search(without_years) or _SHARE.search(without_years))
    return Quantities(
        number=number,
        money=number and bool(_MONEY.search(without_years)),
        percent=bool(_PERCENT.search(without_years)),
        duration=bool(_DURATION.search(text)),
    )


def numbers(text: str) -> frozenset[str]:
    """Digits as written, thousands separators dropped: `1,200` is `1200`."""
    return frozenset(
        re.sub(r",(?=\d{3})", "", match.group()) for match in re.finditer(r"(?<![^\W_])(?<![.,])\d+(?:[.,]\d+)*(?![^\W_])", text)
    )


def implied_years(text: str, around: frozenset[int], published: date | None) -> frozenset[int]:
    """Years that a text's relative times stand for.

    "last year" is the year before the publication date; in an undated article, before the latest year that the article
    itself writes (`around`); with neither it stands for no year.
    """
    base = published.year if published is not None else max(around, default=None)
    if base is None:
        return frozenset()
    found: set[int] = set()
    lower = text.lower()
    if re.search(r"\b(?:last|previous|past) year\b|\ba year (?:ago|earlier)\b", lower):
        found.add(base - 1)
    if re.search(r"\bnext year\b", lower):
        found.add(base + 1)
    if re.search(r"\b(?:this|current) year\b|\byear to date\b", lower):
        found.add(base)
    return frozenset(found)
