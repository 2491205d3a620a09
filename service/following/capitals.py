"""Whether a capital makes a name, or only begins a sentence. English, by rules."""

import re

from dateline.service.following.callings import (
    BODIES,
    OFFICES,
)
from dateline.service.following.phrases import AUXILIARIES, LEADS, PREPOSITIONS, QUESTION_WORDS
from dateline.service.following.verbs import is_verb
from dateline.service.words import STOPWORDS, country_words, stem

_NOT_FIRST = frozenset(
    "police turnout inflation exports imports profit revenue sales output officials residents critics voters".split()
)


def is_plain(word: str) -> bool:
    """Whether a word with a capital is no name wherever it stands: "The", "CEO"."""
    plain = re.sub(r"[’'].*$", "", word).lower().rstrip(".,")
    if word in {"AI", "GDP", "CEO", "TV", "PM", "MP", "CEOs", "MPs", "Unlike"}:
        return True
    return word not in {"US", "U.S.", "IT"} and (
        plain in STOPWORDS | LEADS | AUXILIARIES | QUESTION_WORDS | PREPOSITIONS or len(plain) < 2
    )


def is_first(text: str, at: int) -> bool:
    """Whether a sentence or a quotation begins here."""
    return not text[:at].strip() or bool(re.search(r"[.!?:;—][”\"’')]*\s*[“\"‘(]*$|[“\"‘]$", text[:at]))


def is_name_at_start(words: list[str], known: frozenset[str], text: str, end: int) -> bool:
    """Whether the word that begins a sentence is a name: not one that only has its capital there."""
    first = re.sub(r"[’']s?$", "", words[0])
    if len(words) > 1 and (words[1][0].isupper() or words[1][0].isdigit()):
        return not is_verb(first.lower()) or first in known
    if (
        first in known
        or not first.isalpha()
        or words[0] != first
        or first[1:] != first[1:].lower()
        or stem(first) in country_words()
    ):
        return True
    is_common = first.lower() in _NOT_FIRST | OFFICES | BODIES or re.search(
        r"(?:s|ing|ed|ion|ity|ment|age|ance|ness|ly|ers|people)$", first
    )
    return not is_common and bool(
        re.match(r"[’']s|\s+(?:and\s+[A-Z]|has|is|was|will|[a-z]+(?:ed|s)\b|bought|sold|won|put|said|told)", text[end:])
    )
