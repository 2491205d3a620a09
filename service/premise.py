"""Whether a sentence corrects what a question takes for granted: "Why did it close?" and "It stays open". By rules, each plain."""

import re
from collections.abc import Sequence

from dateline.service.kinds import FIGURES
from dateline.service.lexicon import CARRIED, Lexicon, content_words
from dateline.service.question import Reading, Term
from dateline.service.times import counts, numbers
from dateline.service.words import Token, opposed, stem, tokens

_DENIAL = re.compile(
    r"\b(?:not|no|never|nobody|none|neither|nor|cannot|without|nothing)\b|n[’']t\b|"
    r"\b(?:den(?:y|ies|ied)|dismiss(?:es|ed)?|ruled out|contradict(?:s|ed)|false|untrue|rather than|instead of|far from|yet to)\b",
    re.I,
)
_NO_DENIAL = re.compile(
    r"\b(?:not only|no longer|no (?:fewer|less|more|later) than|not (?:yet )?(?:clear|known|say|said|give|given|named|name|comment)|"
    r"no (?:comment|date|reason|details?|figures?)|nothing (?:was )?said|had no comment|did not (?:say|give|name|comment|respond|reply)|"
    r"could not (?:say|be reached)|(?:nobody|no one|none|nothing) (?:else|but|other|except))\b",
    re.I,
)
_NEGATED = re.compile(r"\b(?:not|never|no|none|nobody|without|fail(?:ed)?|n[’']t)\b|n[’']t\b", re.I)
_TAKES_FOR_GRANTED = frozenset(("why", "how", "how_much", "how_many", "who", "when", "duration", "percent"))
_MADE = re.compile(r"^\W*(?:what|which)\b.*\b(?:made|caused|led|prompted|reason|grounds?|forced|drove)\b", re.I)
_PHRASES = tuple(  # verbs of two words, whose second one carries no meaning by itself
    (re.compile(rf"\b(?:{phrase})\b", re.I), word)
    for phrase, word in (
        (r"puts? up|putting up|push(?:ed|es)? up|(?:go|goes|going|went|gone) up", "raise"),
        (r"(?:go|goes|going|went|gone|c[ao]mes?|brought) down", "fall"),
        (r"thr[eo]w(?:n|s)? out|vot(?:e|ed) down|turn(?:s|ed)? down", "reject"),
        (r"call(?:s|ed)? off|pull(?:s|ed)? the plug", "cancel"),
        (r"shut(?:s|ting)? down", "close"),
        (r"step(?:s|ped)? down", "resign"),
        (r"pull(?:s|ed)? out", "withdraw"),
    )
)
_SURE = 0.8  # match from which a word is there itself
_REACH = 3  # words behind a denial that it is about
_SHARED = 0.5  # share of the question's other words that the sentence has to have


def corrects(reading: Reading, text: str, frame: str, lexicon: Lexicon) -> bool:
    """Whether the sentence says the opposite of what the question takes for granted, about the same thing.

    Either it denies a thing that the question asks about, or it has the opposite of the question's verb.
    """
    if not takes_for_granted(reading):
        return False
    terms = [term for term in reading.terms if not any(term.stem in name.stems for name in reading.names)]
    terms += [Term(word, stem(word)) for phrase, word in _PHRASES if phrase.search(reading.standalone)]
    here = content_words(text)
    if not reading.numbers <= numbers(text) | numbers(frame):
        return False
    if not terms or not names_the_same(reading, here, content_words(frame)):
        return False
    asks_cause = reading.kind == "why" or bool(_MADE.search(reading.standalone))
    against = [term for term in terms if _is_opposed(term, here, lexicon)] if asks_cause else []
    denied = [term for term in terms if _is_denied(term, _before_figures(reading, text), lexicon)]
    if _NEGATED.search(reading.standalone):
        against, denied = [], []
        if not _DENIAL.search(text):
            against = [term for term in terms if lexicon.match(term, here) >= _SURE]
    if not against and not denied:
        return False
    rest = [term for term in terms if term not in against]
    return not rest or sum(lexicon.match(term, here) >= CARRIED for term in rest) / len(rest) >= _SHARED


def takes_for_granted(reading: Reading) -> bool:
    """Whether the question asks for circumstances of what it says: why, how, who, when; what made it so."""
    return reading.kind in _TAKES_FOR_GRANTED or bool(_MADE.search(reading.standalone))


def names_the_same(reading: Reading, here: Sequence[Token], frame: Sequence[Token]) -> bool:
    """Whether every name of the question is in the sentence or in its frame, by one of its words."""
    around = {token.stem for token in (*here, *frame)}
    return all(any(part in around for part in name.stems) for name in reading.names)


def _is_opposed(term: Term, here: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether the word itself is not here and its opposite is."""
    return lexicon.match(term, here) < _SURE and any(opposed(term.stem, token.stem) for token in here)


def _is_denied(term: Term, text: str, lexicon: Lexicon) -> bool:
    """Whether the word stands within reach behind a denial, or right before one: "no grant", "sirens did not sound"."""
    kept = _NO_DENIAL.sub(lambda match: "x" * len(match.group()), text)
    found = tokens(kept)
    for match in _DENIAL.finditer(kept):
        behind = [token for token in found if token.start >= match.end()][:_REACH]
        if any(stem(token.text) == stem(match.group()) for token in behind):
            continue
        if lexicon.match(term, behind) >= CARRIED:
            return True
    return False


def _before_figures(reading: Reading, text: str) -> str:
    """Of a sentence asked for a figure, what stands before its first: behind that, a denial is about something else."""
    ends = counts(text) if reading.kind in FIGURES else []
    return text[: min(ends)] if ends else text
