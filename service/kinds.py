"""The kind of answer that a question asks for, and whether a sentence carries one."""

import re

from dateline.indexes.nouns import Passage, Revision
from dateline.service.lexicon import CARRIED, Lexicon, content_words
from dateline.service.question import Reading
from dateline.service.speech import said_by
from dateline.service.times import bare_counts, is_calendar_word, quantities, says_when, sums
from dateline.service.words import country_words, stemmed

FIGURES = frozenset({"how_much", "how_many", "percent"})  # kinds that ask for a figure
_ORDINAL = re.compile(
    r"\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\d{1,3}(?:nd|rd|th|st))\s+(?!(?:quarter|half|day|week|month|year|century|time|place|largest|biggest)s?\b)",
    re.I,
)
_COUNTED_WITHIN = 40  # characters behind a number in which the thing counted is looked for
_CAUSE = re.compile(
    r"\b(?:because|so that|in order|due to|owing to|thanks to|amid|as a result|that[’']s why|reasons?|blame\w*|citing|in response|"
    r"in retaliation|aim(?:s|ed|ing)? (?:to|at)|for fear|designed to|meant to|driven by|led to)\b",
    re.I,
)
_LENGTH = re.compile(
    r"\d[\d.,]*[ \u00a0-]?(?:kilomet(?:er|re)s?|met(?:er|re)s?|miles?|km|feet)\b"
)  # of a thing: "how long is the cable"
_AGE = re.compile(
    r"\b(?:aged|at|age) \d{1,3}\b|\bage of \d|\b\d{1,3}[- ]years?[- ]old\b|[a-z], \d\d,|\b(?:is|was|turn(?:s|ed)) \d\d(?=[.,;]| (?:and|when|on)\b)"
)
_OFTEN = re.compile(r"\b(?:daily|weekly|monthly|yearly|annually|nightly|every|each (?:day|week|month|year))\b", re.I)
_HOW_MANY_TIMES = re.compile(r"\bhow many times\b", re.I)
_TIMES = re.compile(
    r"\b(?:once|twice|thrice|never|(?:first|second|third|fourth|fifth|sixth|\d+(?:st|nd|rd|th)) (?:straight |consecutive )?time)\b",
    re.I,
)
_PLACE = re.compile(
    r"\b(?:in|at|to|from|near|outside|across|around|into|based|throughout)\s+(?:[a-z’'-]+\s+){0,3}[A-Z]|[A-Z][\w-]+-based|^[A-Z]{3,}"
)
_ENTITY = re.compile(  # which one it is, its name tells
    r"\bwhich (?:[\w’'-]+ ){0,2}(?:compan(?:y|ies)|firms?|groups?|banks?|clubs?|teams?|(?:ship)?yards?|newspapers?|part(?:y|ies)|universit(?:y|ies)|hospitals?|"
    r"agenc(?:y|ies)|airlines?|brands?|manufacturers?|makers?|suppliers?|contractors?|builders?|developers?|ministr(?:y|ies)|unions?|"
    r"consorti(?:um|a)|bidders?|utilit(?:y|ies)|broadcasters?|networks?|podcasts?|investors?|judges?|vessels?|lenders?|insurers?|retailers?|operators?|"
    r"museums?|think[ -]tanks?|consultanc(?:y|ies)|institutes?)\b",
    re.I,
)
_IN_UNIT = re.compile(
    r"\bin (?P<unit>megawatts|gigawatts|yen|yuan|(?:u\.?s\.? )?dollars|euros|pounds|crowns|rupees|francs|kilomet(?:er|re)s|met(?:er|re)s|miles|tonnes|tons|"
    r"kilograms|hectares|acres|litres|barrels|knots)(?=\W*$|,)",
    re.I,
)
_SUFFIXES = frozenset(
    "Technologies Technology Co Corp Corporation Company Inc Ltd Limited Group Holding Holdings International PLC NV AG SA Industries Systems".split()
)
_CAPITALS = re.compile(r"[A-Z][\w’'&-]*(?:\s+[A-Z][\w’'&-]*)+")
_TOWN = re.compile(
    r"\b(?:what|which) (?:[\w’'-]+ )?(?:city|town|village|port|state|province|county|district|region|venue|stadium|building|hotel)\b",
    re.I,
)
_IN_PLACE = re.compile(
    r"\b(?:in|at|to|from|near|outside|across|around|into|of)\s+(?:the\s+)?(?P<name>[A-Z][\w’-]*(?:\s+[A-Z][\w’-]*)*)|(?P<base>[A-Z][\w]+)-based|^(?P<line>[A-Z]{3,})"
)
_POINTS = re.compile(r"points|percent")
_OF_MONEY = re.compile(
    r"\b(?:costs?|pays?|paid|earns?|charge[sd]?|prices?|worth|fees?|fines?|fares?|wages?|salary|rent|toll|dividends?|revenues?|turnover|profits?|expensive|budget|spen[dt]|invest(?:ed)?)\b",
    re.I,
)
_OF_TIME = re.compile(r"[- ](?:\w+ )?(?:years?|months?|weeks?|days?|hours?|minutes?|decades?|times|o’clock)\b")
_CURRENCY = re.compile(r"(?:dollar|euro|pound|rupee|ruble|franc|crown)s?|yuan|renminbi|yen")
_UNIT_SIGNS = {
    "megawatts": "MW",
    "gigawatts": "GW",
    "yen": "¥",
    "dollars": "$",
    "euros": "€",
    "pounds": "£",
    "kilometres": "km",
    "kilograms": "kg",
}


def _has_unit(question: str, text: str) -> bool:
    """Whether the unit that a question wants its figure in is here: "in megawatts"; True where it wants none."""
    if (asked := _IN_UNIT.search(question)) is None:
        return True
    unit = asked["unit"].lower().split()[-1]
    sign = _UNIT_SIGNS.get(unit.replace("meters", "metres"))
    return bool(re.search(rf"{unit.removesuffix('s')}", text, re.I)) or (sign is not None and sign in text)


def fits(reading: Reading, passage: Passage, revision: Revision, lexicon: Lexicon) -> bool | None:
    """Whether the sentence carries an answer of the kind asked for; None where the kind asks for nothing special."""
    text, found = passage.text, quantities(passage.text)
    match reading.kind:
        case "when":
            return says_when(text)
        case "how_much":
            return (
                (found.number or found.percent) and _has_unit(reading.standalone, text) and _may_be_sum(reading, text)
            )
        case "how_many" if _HOW_MANY_TIMES.search(reading.standalone) and _TIMES.search(text):
            return True
        case "how_many" if reading.focus and _CURRENCY.fullmatch(reading.focus[-1].text):
            return found.number
        case "how_many" if reading.focus and _POINTS.fullmatch(reading.focus[-1].text):
            return found.percent
        case "how_many":
            return _counted(reading, text, lexicon)
        case "percent":
            return found.percent
        case "duration":
            return found.duration or says_when(text) or any(each.search(text) for each in (_LENGTH, _AGE, _OFTEN))
        case "where":
            if _TOWN.search(reading.standalone):
                return _names_town(reading, text)
            return True if _PLACE.search(text) else None
        case "why":
            return True if _CAUSE.search(text) else None
        case "who":
            named = _names_someone(reading, passage, revision)
            return named if named or reading.asks_name else None
        case "what" if _ENTITY.search(reading.standalone):
            return _names_other(reading, passage.text)
        case _:
            return None


def _may_be_sum(reading: Reading, text: str) -> bool:
    """Whether a figure here may be money, where money is asked for: more than days and how long something took."""
    if not _OF_MONEY.search(reading.standalone) or quantities(text).percent or sums(text):
        return True
    return any(not _OF_TIME.match(text[end:]) for end in bare_counts(text))


def _counted(reading: Reading, text: str, lexicon: Lexicon) -> bool | None:
    """Whether a number counts what the question counts: "how many plants" and "three new plants". None where it may: "six of them", "rose to 410", "her third title"."""
    ends = bare_counts(text)
    if not reading.focus:
        return bool(ends)
    focus = reading.focus[-1]
    if not ends:
        behind = (
            content_words(text[match.end() : match.end() + _COUNTED_WITHIN])[:1] for match in _ORDINAL.finditer(text)
        )
        return None if any(lexicon.match(focus, words) >= CARRIED for words in behind) else False
    behind = [content_words(text[end : end + _COUNTED_WITHIN]) for end in ends]
    if any(lexicon.match(focus, words) >= CARRIED for words in behind):
        return True
    return None


def identifies(reading: Reading, text: str) -> bool:
    """Whether the text says what the named person is: "Ann Lee, a partner at", "analyst Ann Lee", "Ann Lee is"."""
    last = re.escape(reading.names[0].text.split()[-1])
    return bool(
        re.search(rf"{last},\s(?:an?|the|who|[a-z]+)\b|{last}\s(?:is|was|of|from|at)\b", text)
        or re.search(
            rf"\b[a-z]+(?:er|or|ist|st|ant|ent|ian|or|man|chief|head|minister|partner)\s(?:[A-Z][\w’'-]*\s)*{last}\b",
            text,
        )
    )


def _names_town(reading: Reading, text: str) -> bool:
    """Whether a place stands here that is no country and not what the question names."""
    asked = _asked(reading)
    found = ((match["name"] or match["base"] or match["line"]) for match in _IN_PLACE.finditer(text))
    return any(
        not stemmed(each) & (asked | country_words()) and not is_calendar_word(each.split()[0]) for each in found
    )


def _is_of_asked(text: str, at: int, asked: set[str]) -> bool:
    """Whether a word belongs to the same run of capitals as a name asked about: "Technologies" of "Tide Technologies"."""
    run = next((each for each in _CAPITALS.finditer(text) if each.start() <= at < each.end()), None)
    return run is not None and bool(asked & stemmed(run.group()))


def _names_someone(reading: Reading, passage: Passage, revision: Revision) -> bool:
    """Whether somebody stands here, or speaks, whom the question does not name; countries and days are nobody."""
    if _names_other(reading, passage.text):
        return True
    return (speaker := said_by(passage, revision)) is not None and not _asked(reading) & stemmed(speaker)


def _asked(reading: Reading) -> set[str]:
    return {term.stem for term in reading.terms} | {part for name in reading.names for part in name.stems}


def _names_other(reading: Reading, text: str) -> bool:
    """Whether a name stands in a text that the question does not have."""
    asked, here = _asked(reading), content_words(text)
    for at, token in enumerate(here):
        if not token.capital or token.stem in asked or token.stem in country_words() or is_calendar_word(token.text):
            continue
        if token.text.strip(".") in _SUFFIXES and _is_of_asked(text, token.start, asked):
            continue
        if token.start > 1 or (at + 1 < len(here) and here[at + 1].capital):
            return True
    return False
