"""Names with a number in them, of things that are made or built in several: "Arden 7 Max", "HL-220", "Line 4". English, by form."""

import re

from dateline.service.following.capitals import is_plain
from dateline.service.times import is_calendar_word

_GOES_ON = (
    "is are was were has have had do does did will would can could should may might must in on at to for from by with and or than as "
    "that which after before when if because into under against until since"
)
_NUMBERED = (
    "Line Unit Gate Phase Route Stage Pier Platform Terminal Reactor Hall Block Tower Berth Runway Lot Article Section"
)
NUMBER = (  # behind a word with a capital, no year, and nothing that it could count behind it
    r"(?<=\w\s)(?!(?:19|20)\d\d\b)\d{1,3}(?:[A-Z]|[a-z])?\b(?![.,:’'%]\d|%)"
    rf"(?=\W*$|[,;:?!.)]|[’']s?\b|\s[A-Z]|\s[“\"(—–]|\s(?:{'|'.join(_GOES_ON.split())})\b|(?<!\d\d\d)\s[a-z]+(?:ed|s)\b)"
    rf"|(?:{'|'.join(f'(?<={noun} )' for noun in _NUMBERED.split())})\d+[A-Z]?\b(?![.,]\d)"
)
_MARKED = re.compile(
    r"(?:the )?(?:[A-Z][\w’'-]* )*?(?:[A-Z][\w’'-]* \d{1,4}[A-Za-z]?|[A-Z]+[\w:-]*\d\w*)(?: [A-Z]\w*)*$"
)


def counts(word: str, before: str) -> bool:
    """Whether a number is no part of the name before it: a day behind its month, a sum behind a small word."""
    return word[0].isdigit() and (is_calendar_word(before.strip(".,")) or is_plain(before))


def is_marked(phrase: str) -> bool:
    """Whether a phrase is such a name and nothing else."""
    return bool(_MARKED.match(phrase))


def marked_noun(phrase: str) -> str:
    """The noun that a number stands behind, in lower case: "line" of "Line 4"; empty where none does."""
    match = re.search(r"\b([A-Z][a-z]+) \d{1,4}[A-Za-z]?$", phrase)
    return match[1].lower() if match else ""
