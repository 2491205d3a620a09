"""Times and quantities as they are written: which a question names, which a sentence carries."""

import re
from dataclasses import dataclass
from datetime import date

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT = r"Jan\.|Feb\.|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\."
_CALENDAR = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
_MONTH_NAMED = re.compile(  # "May" is also a verb and a name: a day, a year or a preposition must stand beside it
    rf"\b((?!May\b)(?:{MONTHS})|May(?=[,.]?\s+\d)|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?=\.)|Sept(?=\s+\d)|"
    r"(?:(?<=\d )|(?<=\bof )|(?<=\b[Ii]n )|(?<=\b[Bb]y )|(?<=\blast )|(?<=\bnext )|(?<=\bthis )|(?<=\b[Ss]ince )|(?<=\b[Uu]ntil )|"
    r"(?<=\blate )|(?<=\bearly )|(?<=\bmid-))May)\b"
)
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_UNITS = (  # what makes 2024 an amount
    r"tonn?es?|tons?|kilos?|kilograms?|kg|grams?|kilomet(?:er|re)s?|km|met(?:er|re)s?|miles?|feet|acres?|hectares?|barrels?|lit(?:er|re)s?|"
    r"gallons?|megawatts?|MW|GW|volts?|hours?|minutes?|seconds?|people|percent|per cent|pct|dollars?|euros?|yuan|renminbi|yen|"
    r"pounds?|rupees?|rubles?|francs?|crowns?|thousand|million|billion|trillion"
)
_BEFORE_EARLY = "|".join(  # 1000 to 1899 are as often amounts: a preposition, a month or a bracket before it makes one a year
    rf"(?<=\b{word} )"
    for word in (
        "[Ii]n [Oo]f [Ss]ince [Bb]y [Uu]ntil [Tt]ill [Ff]rom [Bb]efore [Aa]fter [Aa]round [Dd]uring [Bb]etween [Tt]o [Aa]nd [Yy]ear early late".split()
        + MONTHS.split("|")
    )
)
_BEHIND_EARLY = (  # and nothing that it may count stands behind it
    r"(?=\W*$|[,.;:)\]’'”]|\s?[-–—(]|\s+[A-Z]|\s+(?:and|or|but|by|when|with|as|the|in|at|for|an?|he|she|it|they|we|his|her|its|their|was|were|is|had|"
    r"has|have|to|on|after|before|until|that|which|who|from|through|under|because|did|would)\b)"
)
_EARLY = rf"(?:(?<=\()|{_BEFORE_EARLY})1[0-8]\d\d{_BEHIND_EARLY}"
_YEAR = re.compile(
    rf"(?<![\d.,$€£¥])(?<!\bRs )((?:19|20)\d\d|{_EARLY})(?:[-–/](\d\d)(?!\d))?(?![\d%]|[.,]\d|(?:st|nd|rd|th)\b|[ \u00a0-]?(?:{_UNITS})\b)"
)
_ABSOLUTE = re.compile(
    rf"\b(?:(?!May (?:I|we|you|he|she|it|they|the)\b)(?:{MONTHS})|{_DAYS}|Sept)\b|\b(?:{_SHORT})(?=\s|$)|"
    r"\b(?:first|second|third|fourth|last) (?:quarter|half)\b|\d\s?[ap]\.?m\b"
)
_RELATIVE = re.compile(
    r"\b(?:(?:last|next|this|previous|past|coming|recent|following|the same) (?:\w+ )?(?:year|month|week|quarter|decade|century|summer|"
    r"spring|autumn|fall|winter|day|night|morning|evening|weekend)s?|yesterday|today|tomorrow|tonight|"
    r"(?:years?|months?|weeks?|days?|decades?|hours?) (?:ago|later|earlier|before|after|from now)|"
    r"(?:\d\d?(?:st|nd|rd|th)|first|second|third|fourth|fifth|(?:six|seven|eigh|nine)(?:th|teenth)|ten?th|eleventh|twelfth|(?:thir|four|fif)teenth|twentieth|"
    r"twenty-first) century|\d+ (?:BC|BCE|BP|CE|AD)|"
    r"(?:early|late|mid)[- ](?:19|20)\d\ds?|for years|overnight|so far this|fiscal year|"
    r"(?:a|one|two|three|four|five|six|ten|\d+) (?:years?|months?|weeks?|days?|decades?)|"
    r"(?:in|by|before|after|until|till|since|during|around|over|from|of) (?:the )?(?:(?:early|late|mid)[- ]?|end of (?:the )?|start of (?:the )?)?"
    r"(?:spring|summer|autumn|winter|christmas|easter|ramadan|new year|turn of the year|end of the (?:year|month|week|decade|century)))\b",
    re.I,
)
_NUMBER_WORD = (
    r"zero(?!-)|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    r"nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|trillions?|dozens?|"
    r"tens of|scores of"
)
_DIGITS = r"\d+(?:[.,]\d+)*"
_NUMBER = re.compile(  # no ordinals, no names: 20th, 5G, Covid-19
    rf"[$€£¥]\s?{_DIGITS}|(?<![A-Za-z\d.,])(?<![A-Za-z]-){_DIGITS}(?!\d|[.,]\d|(?:st|nd|rd|th)\b|(?-i:[GD])\b)|\b(?:{_NUMBER_WORD})\b",
    re.I,
)
_PART = r"(?<!first )(?<!second )(?<!latter )half|(?:an?|one|two)[ -]thirds?|(?:an?|one|three)[ -]quarters?"
_SHARE = re.compile(rf"\b(?:{_PART}|doubled|tripled|twice)\b", re.I)
_MONEY = re.compile(
    r"[$€£¥]\s?\d|\b(?:yuan|dollars?|euros?|yen|pounds?|rupees?|rubles?|francs?|renminbi|rmb|usd|cny)\b|(?:\d|illion|thousand) won\b",
    re.I,
)
_DAY = re.compile(
    rf"(?:\b(?:{MONTHS}|Sept)|\b(?:{_SHORT})) \d{{1,2}}\b(?!\d)|\b\d{{1,2}} (?:{MONTHS})\b|\b\d{{1,2}}(?::\d\d)? ?[ap]\.?m\b"
)
_SUM = re.compile(
    rf"[$€£¥] ?{_DIGITS}(?: (?:thousand|million|billion|trillion))?|\b{_DIGITS}(?: (?:thousand|million|billion|trillion))? (?:(?:[a-z]{{2,6}} )?dollars?|euros?|yuan|"
    r"renminbi|yen|pounds?|rupees?|rubles?|francs?|crowns?)\b",
    re.I,
)
_PERCENT = re.compile(
    rf"\d\s?(?:%|pct\b)|\b(?:per ?cent|percentage points?|{_PART}|\w+ (?:in|out of|of) (?:every )?(?:ten|five|four|three))\b",
    re.I,
)
_DURATION = re.compile(
    rf"(?:\d|\b(?:{_NUMBER_WORD}|one|an?)\b)[\w .-]{{0,12}}\b(?:years?|months?|weeks?|days?|hours?|minutes?|decades?|centur(?:y|ies)|long)\b"
    r"|years-long|decades-long|\b(?:since|until|till)\b",
    re.I,
)


_NOT_COMPARED = r"(?<!\bfrom )(?<!\bthan )(?<!\bwith )(?<!\bto )(?<!\bsince )(?<!\bon )"
_IMPLIED = (
    (-1, re.compile(rf"\b{_NOT_COMPARED}(?:last year(?! of\b)|a year ago)\b", re.I)),
    (+1, re.compile(r"\bnext year(?! of\b)\b", re.I)),
    (
        0,
        re.compile(
            rf"\b{_NOT_COMPARED}(?:(?:this|the current) year(?! of\b)|the year to date)\b|^year to date\b", re.I
        ),
    ),
)


_COMPARED = re.compile(
    r"\b(?:from|than|against|compared (?:with|to))\b[^,;.]{1,60}?\b(?:last year|a year ago)\b", re.I
)  # "from 41 million in the same period last year"


_PERIOD = (
    r"(?:(?:early|late|mid)[- ]|(?:the )?(?:end|start|beginning|middle|spring|summer|autumn|fall|winter|(?:first|second|third|fourth|last) (?:quarter|half)) of |"
    r"(?:the )?(?:spring|summer|autumn|fall|winter|(?:first|second|third|fourth|last) (?:quarter|half)) )"
)
_DAY_OR_MONTH = rf"(?:(?:{MONTHS})(?: \d{{1,2}}\b(?:st|nd|rd|th)?)?|\d{{1,2}} (?:{MONTHS}))"
_IN_YEAR = rf"{_PERIOD}?(?:{_DAY_OR_MONTH},? (?:of )?)?\0(?:[’']s\b)?"
_MOMENT = rf"(?:{_IN_YEAR}|{_PERIOD}?{_DAY_OR_MONTH}\b(?! [A-Z]))"
_DATED = re.compile(
    rf",?(?:^| )(?i:between|from|in|over|during) {_MOMENT} (?:and|to|until|till|or) {_MOMENT}|"
    rf",?(?:^| )(?:(?i:in|of|for|by|during|since|on|as of|until|till|from|at|to|and|over|around|before|after) )?{_IN_YEAR}|"
    rf",?(?:^| )(?i:in|of|for|during|on|as of|from|at|to) {_PERIOD}?{_DAY_OR_MONTH}\b(?! [A-Z])"
)
_FEWEST = 3  # words of a question


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


def months(text: str) -> frozenset[str]:
    """Months named in the text, by their first three letters. "May" counts only where a day, year or preposition is near."""
    return frozenset(match.group(1)[:3].lower() for match in _MONTH_NAMED.finditer(text))


def counts(text: str) -> list[int]:
    """Where the numbers end, bare years left out: what is counted stands right behind."""
    within = [match.span() for match in _YEAR.finditer(text)]
    ends = (match.end() for match in _NUMBER.finditer(text))
    return [end for end in ends if not any(first < end <= last for first, last in within)]


def sums(text: str) -> bool:
    """Whether a sum of money stands in the text, in any currency."""
    return bool(_SUM.search(text))


def bare_counts(text: str) -> list[int]:
    """Where the numbers end that may count things: no days, sums of money or shares either."""
    within = [match.span() for pattern in (_YEAR, _DAY, _SUM, _PERCENT) for match in pattern.finditer(text)]
    ends = (match.span() for match in _NUMBER.finditer(text))
    return [end for start, end in ends if not any(first < end and start < last for first, last in within)]


def years(text: str) -> frozenset[int]:
    """Calendar years written out, 1900 to 2099, and from 1000 on where what is around says that it is one; amounts and percentages are not years; 2023/24 is two, 2024–26 three."""
    found: set[int] = set()
    for match in _YEAR.finditer(text):
        first = int(match[1])
        last = first // 100 * 100 + int(match[2]) if match[2] else first
        found.update(range(first, max(first, last) + 1))
    return frozenset(found)


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
        re.sub(r",(?=\d{3}(?!\d))", "", match.group())
        for match in re.finditer(rf"(?<![A-Za-z\d.,]){_DIGITS}(?![A-Za-z\d]|[.,]\d)", text)
    )


def implied_years(text: str, around: frozenset[int], published: date | None) -> frozenset[int]:
    """Years that a text's relative times stand for.

    "last year" is the year before the publication date; in an undated article, before the latest year that the article
    itself writes (`around`); with neither it stands for no year. A year that something is only compared with ("from last
    year", "a year earlier") and a year of something else ("the last year of his term") stand for none.
    """
    base = published.year if published is not None else max(around, default=None)
    if base is None:
        return frozenset()
    told = _COMPARED.sub(" ", text)
    return frozenset(base + shift for shift, pattern in _IMPLIED if pattern.search(told))


def untimed(text: str) -> str:
    """A question without the years, months and days that it names; as it is where hardly anything would be left."""
    left = _DATED.sub("", _YEAR.sub("\0", text)).strip(" ,:;")
    return left[:1].upper() + left[1:] if "\0" not in left and len(left.split()) >= _FEWEST else text
