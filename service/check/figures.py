"""Figures of a sentence: value, unit and how exactly it is meant; and whether one figure carries another. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.service.check.units import MAGNITUDES, NUMBERS, PARTS, UNITS

Bound = Literal["exact", "about", "nearly", "above", "at_least", "up_to", "below"]

_WORD_NUMBER = (
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|"
    + "|".join(sorted((w for w in NUMBERS if not w.endswith("ty")), key=len, reverse=True))
)
_PART = "|".join(sorted((re.escape(each) for each in PARTS), key=len, reverse=True))
_MAGNITUDE = "dozen|hundred|thousand|millions?|billions?|trillions?|bn|mn|tn|[mbk]"
_UNIT = "|".join(sorted((re.escape(each) for each in UNITS if each not in "$€£¥"), key=len, reverse=True))
_FIGURE = re.compile(
    rf"(?:(?P<part>\b(?!half a dozen)(?:{_PART})\b(?! (?:of (?:19|20)|of an? |an? (?:year|day|month|decade|century|hour|dozen|million|billion|trillion)|year|quarter)))|"
    rf"(?:(?:US)?(?P<currency>[$€£¥])\s?)?(?:(?<![A-Za-z\d.,])(?<![A-Za-z]-)(?P<digits>\d+(?:[.,]\d+)*)(?![.,]?\d)(?=[^A-Za-z]|$|(?:{_MAGNITUDE}|km|kg)\b)|\b(?P<word>{_WORD_NUMBER})\b)"
    rf"(?:[ \u00a0-]?(?P<magnitude>{_MAGNITUDE})\b)?)(?:[ \u00a0-]?(?P<unit>%|(?:{_UNIT})\b))?",
    re.I,
)
_CURRENCY_BEHIND = re.compile(r"^[ -](?:U\.S\. |US |American )?(dollars?|yuan|euros?|crowns?|yen|pounds?)\b", re.I)
_BOUNDS: tuple[tuple[Bound, str], ...] = (
    ("nearly", r"nearly|almost|close to|just under|just short of|a little under"),
    (
        "up_to",
        r"(?<!\bgo )(?<!\bgoes )(?<!\bwent )(?<!\bgoing )(?<!\bmove )(?<!\bmoved )up to|as high as|as many as|as much as|at most|no more than|not more than|a maximum of|at the most",
    ),
    ("at_least", r"at least|no fewer than|no less than|a minimum of"),
    (
        "above",
        r"more than|over|just over|above|upwards of|in excess of|exceed(?:s|ed|ing)?|a little over|topp?(?:ed|ing)",
    ),
    ("below", r"less than|fewer than|under|below"),
    ("about", r"about|around|roughly|some|approximately|an estimated|estimated at|in the region of|near|circa"),
)
_BEFORE: list[tuple[Bound, re.Pattern[str]]] = [
    (name, re.compile(rf"\b(?:{words})(?: the| a| an)?\s+(?:US|U\.S\.)?\s?[$€£¥]?$", re.I)) for name, words in _BOUNDS
]
_PERIODS = frozenset(("second", "minute", "hour", "day", "week", "month"))
_OR_SO = re.compile(r"^\s+(?:or so|or thereabouts)\b", re.I)


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` in `unit`; `unit` is "count" where none is named."""

    value: float
    unit: str
    bound: Bound
    start: int
    end: int
    step: float  # what its last digit counts: 0.01e12 for 3.08 trillion
    is_part: bool = False  # written as a word: half, a quarter


def figures(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[Figure]:
    """The figures of a text in order. `taken`: places that are dates and no figures."""
    return list(_figures(text, taken))


def _figures(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Figure]:
    for match in _FIGURE.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        value, step = _value(match)
        unit, factor = _unit(match, text)
        if match["word"] and match["word"].lower() == "one" and unit == "count":
            continue  # "one of them", "no one"
        bound = _bound(text[: match.start()], text[match.end() :])
        if bound == "above" and unit in _PERIODS:
            bound = "exact"  # "over five years" is a span, and no bound
        yield Figure(value * factor, unit, bound, *match.span(), step * factor, match["part"] is not None)


def _value(match: re.Match[str]) -> tuple[float, float]:
    if match["part"]:
        return PARTS[_plain(match["part"])], 1.0
    magnitude = MAGNITUDES[_plain(match["magnitude"])] if match["magnitude"] else 1.0
    if match["word"]:
        tens, _, ones = _plain(match["word"]).partition("-")
        return (NUMBERS[tens] + (NUMBERS[ones] if ones else 0.0)) * magnitude, magnitude
    digits = re.sub(r",(?=\d{3}(?!\d))", "", match["digits"]).replace(",", ".")
    if digits.count(".") > 1:
        digits = digits.replace(".", "")
    decimals = len(digits.partition(".")[2])
    return float(digits) * magnitude, magnitude * 10.0**-decimals


def _unit(match: re.Match[str], text: str) -> tuple[str, float]:
    if match["part"]:
        return "percent", 1.0
    if match["currency"]:
        return UNITS[match["currency"]]
    if match["unit"]:
        return UNITS[_plain(match["unit"])]
    behind = _CURRENCY_BEHIND.match(text[match.end() :])
    return UNITS[_plain(behind[1])] if behind else ("count", 1.0)


_I_AND_S = str.maketrans({"İ": "i", "ı": "i", "ſ": "s"})  # which match an "i" and an "s" where case is ignored


def _plain(word: str) -> str:
    """As the tables write it."""
    return word.translate(_I_AND_S).lower()


def _bound(before: str, behind: str) -> Bound:
    if _OR_SO.match(behind):
        return "about"
    for name, pattern in _BEFORE:
        if pattern.search(before):
            return name
    return "exact"


def same_unit(one: Figure, other: Figure) -> bool:
    """Whether two figures measure in one unit; a bare count fits a bare count."""
    return one.unit == other.unit


def carries(said: Figure, claimed: Figure) -> bool:
    """Whether a figure of an article carries one of a claim: the same, or honestly rounded, and hedged no less."""
    if not same_unit(said, claimed):
        return False
    if claimed.bound == said.bound:
        return _equal(said, claimed)
    if claimed.bound == "about":
        return said.bound in ("exact", "nearly") and _rounded(said, claimed)
    if {said.bound, claimed.bound} == {"above", "at_least"}:
        return _equal(said, claimed)
    if said.bound != "exact" or claimed.bound in ("exact", "up_to", "at_least"):
        return False
    below = claimed.bound in ("nearly", "below")
    return _rounded(said, claimed) and (said.value < claimed.value) is below and said.value != claimed.value


def close(said: Figure, claimed: Figure) -> bool:
    """Whether the values agree whatever is said of their exactness."""
    return same_unit(said, claimed) and (_equal(said, claimed) or _rounded(said, claimed))


def _equal(said: Figure, claimed: Figure) -> bool:
    return abs(said.value - claimed.value) <= 1e-9 * max(abs(said.value), 1.0)


def _rounded(said: Figure, claimed: Figure) -> bool:
    """Whether the claim's figure is the other, rounded to its own last digit that is not 0; or half a digit beside."""
    place = claimed.step
    while place < abs(claimed.value) and abs(claimed.value / (10 * place) - round(claimed.value / (10 * place))) < 1e-9:
        place *= 10
    return abs(said.value - claimed.value) <= 0.5000001 * place
