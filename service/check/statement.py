"""What a sentence states, taken apart for comparison: names, figures, days, negation, hedges, scope, roles, words. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dateline.service.check.days import Mention, mentions
from dateline.service.check.figures import Figure, figures
from dateline.service.check.wording import alike
from dateline.service.times import is_calendar_word
from dateline.service.words import STOPWORDS, Token, is_stopword, stemmed, tokens

ROLES = frozenset(  # as written, of one person: "officials said" is nobody's office
    "minister premier president secretary director chief chairman chairwoman chair analyst spokesman spokeswoman spokesperson mayor governor executive "
    "founder leader head officer economist researcher auditor captain coach lawyer delegate professor engineer commissioner manager deputy undersecretary "
    "vice senator representative ambassador judge chancellor candidate consultant editor owner trustee surgeon nurse inspector official partner adviser".split()
)
ORDER = (
    ("before", "after"),
    ("above", "below"),
    ("up", "down"),
    ("earlier", "later"),
    ("inside", "outside"),
    ("first", "last"),
)
_SAYING = stemmed(
    "say tell add note write state announce report accord claim argue warn explain call describe remark comment statement mention declare"
)
_CLAUSE = re.compile(
    r"\s*(?:[;:—–]|(?-i:(?<=[a-z\d%])[.!?][”\"]?\s+(?=[“\"A-Z]))|,\s+(?:but|and|while|although|though|whereas|which|who|after|because|since|as)\b|\b(?:but|although|though|whereas|while)\b)\s*",
    re.I,
)
_PRONOUN = re.compile(
    r"\b(?:he|she|it|they|his|her|its|their|him|them|this|that|these|those|both|who|the (?:company|firm|group|agency|ministry|rule|rules|move|step|decision|law|order|"
    r"fund|chipmaker|maker|department|government|two|three|plan|project|figure|deal|commission|list|union|board|operator|developer|association|authority))\b",
    re.I,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Statement:
    """One or two sentences, taken apart."""

    text: str
    words: tuple[Token, ...]  # that carry meaning, without names, figures, days and verbs of saying
    names: tuple[Token, ...]  # capitalised words
    figures: tuple[Figure, ...]
    days: tuple[Mention, ...]
    every: tuple[Token, ...]
    stems: frozenset[str]  # the base forms of all its words
    small: frozenset[str]  # all its words in lower case, stopwords included

    @property
    def points_back(self) -> bool:
        """Whether a pronoun, or a noun like one, stands for somebody named before."""
        return _PRONOUN.search(self.text) is not None

    def points_back_before(self, place: int) -> bool:
        """Whether it does so before a place in it."""
        return _PRONOUN.search(self.text, 0, place) is not None

    def carries(self, word: Token) -> bool:
        """Whether it has a word or a synonym of it."""
        return word.stem in self.stems or any(alike(word.stem, each) > 0 for each in self.stems)


@lru_cache(maxsize=4096)
def statement(text: str, base: date | None) -> Statement:
    """Take a text apart. `base`: the day its relative dates lean on."""
    days = mentions(text, base)
    places = [(each.start, each.end) for each in days]
    counted = figures(text, places)
    taken = places + [(each.start, each.end) for each in counted]
    every = tokens(text)
    free = [token for token in every if not _within(token, taken)]
    names = [token for token in free if _is_name(token, text)]
    kept = [
        token
        for token in free
        if token not in names and not is_stopword(token) and not token.text.isdigit() and token.stem not in _SAYING
    ]
    return Statement(
        text,
        tuple(kept),
        tuple(names),
        tuple(counted),
        tuple(days),
        every,
        stems=frozenset(token.stem for token in every),
        small=frozenset(token.text.lower() for token in every),
    )


def clause_spans(text: str) -> list[tuple[int, int]]:
    """Where the parts of a sentence stand, cut where one statement ends and another begins."""
    cuts = [match.span() for match in _CLAUSE.finditer(text)]
    edges = [0, *(each for cut in cuts for each in cut), len(text)]
    spans = [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if text[start:end].strip()]
    return spans or [(0, len(text))]


def _within(token: Token, places: Sequence[tuple[int, int]]) -> bool:
    return any(start <= token.start < end for start, end in places)


_CODE = re.compile(r"(?=.*[a-z])(?!\d+(?:st|nd|rd|th|s|m|bn|mn|tn|k|km|kg|nm)$)\d\w*", re.I)


def _is_name(token: Token, text: str) -> bool:
    """A capital that is not that of a sentence's beginning, or of a common word there."""
    if _CODE.fullmatch(token.text):
        return True
    if not token.text[:1].isupper() or is_calendar_word(token.text):
        return False
    before = text[: token.start].rstrip(" “‘\"'(")
    begins = not before or (
        before[-1] in ".!?:—" and not re.search(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Co|Inc|Corp|Ltd)\.$", before)
    )
    if not begins or token.text[1:] != token.text[1:].lower():
        return token.text.lower() not in STOPWORDS or token.text in ("US", "U.S.")
    behind = re.match(r"\s+[A-Z]", text[token.end :])
    return bool(behind) and token.text.lower() not in STOPWORDS
