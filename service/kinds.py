"""The kind of answer that a question asks for, and whether a sentence carries one."""

import re

from dateline.indexes.nouns import Passage, Revision
from dateline.service.lexicon import CARRIED, Lexicon, content_words
from dateline.service.question import Reading
from dateline.service.speech import said_by
from dateline.service.times import counts, is_calendar_word, quantities, says_when
from dateline.service.words import country_words, stemmed

FIGURES = frozenset({"how_much", "how_many", "percent"})  # kinds that ask for a figure
_COUNTED_WITHIN = 40  # characters behind a number in which the thing counted is looked for
_CAUSE = re.compile(
    r"\b(?:because|so that|in order|due to|owing to|thanks to|amid|as a result|that[’']s why|reasons?|blame\w*|citing|in response|"
    r"in retaliation|aim(?:s|ed|ing)? (?:to|at)|for fear|designed to|meant to|driven by|led to)\b",
    re.I,
)
_LENGTH = re.compile(
    r"\d[\d.,]*[ \u00a0-]?(?:kilomet(?:er|re)s?|met(?:er|re)s?|miles?|km|feet)\b"
)  # of a thing: "how long is the cable"
_PLACE = re.compile(
    r"\b(?:in|at|to|from|near|outside|across|around|into|based|throughout)\s+(?:[a-z’'-]+\s+){0,3}[A-Z]|[A-Z][\w-]+-based|^[A-Z]{3,}"
)


def fits(reading: Reading, passage: Passage, revision: Revision, lexicon: Lexicon) -> bool | None:
    """Whether the sentence carries an answer of the kind asked for; None where the kind asks for nothing special."""
    text, found = passage.text, quantities(passage.text)
    match reading.kind:
        case "when":
            return says_when(text)
        case "how_much":
            return found.number or found.percent
        case "how_many":
            return bool(counts(text)) if _counts(reading, text, lexicon) or not counts(text) else None
        case "percent":
            return found.percent
        case "duration":
            return found.duration or says_when(text) or bool(_LENGTH.search(text))
        case "where":
            return bool(_PLACE.search(text))
        case "why":
            return True if _CAUSE.search(text) else None
        case "who":
            named = _names_someone(reading, passage, revision)
            return named if named or reading.asks_name else None
        case _:
            return None


def _counts(reading: Reading, text: str, lexicon: Lexicon) -> bool:
    """Whether a number here counts what the question counts: "how many plants" and "three new plants"."""
    if not reading.focus:
        return True
    behind = [content_words(text[end : end + _COUNTED_WITHIN]) for end in counts(text)]
    return any(lexicon.match(reading.focus[-1], words) >= CARRIED for words in behind)


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


def _names_someone(reading: Reading, passage: Passage, revision: Revision) -> bool:
    """Whether somebody stands here whom the question does not name; countries and days are nobody."""
    asked = {term.stem for term in reading.terms} | {part for name in reading.names for part in name.stems}
    here = content_words(passage.text)
    for at, token in enumerate(here):
        if not token.capital or token.stem in asked or token.stem in country_words() or is_calendar_word(token.text):
            continue
        if token.start > 1 or (at + 1 < len(here) and here[at + 1].capital):
            return True
    return (speaker := said_by(passage, revision)) is not None and not asked & stemmed(speaker)
