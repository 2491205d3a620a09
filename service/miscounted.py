"""Whether a sentence has another number of what a question counts in passing: "Why did it save 9 minutes?" and "saves 6 minutes". Pure."""

import re
from collections.abc import Sequence
from math import isclose

from dateline.service.check.figures import Figure, carries, figures
from dateline.service.lexicon import CARRIED, Lexicon, content_words
from dateline.service.premise import names_the_same, takes_for_granted
from dateline.service.question import Reading
from dateline.service.times import bare_counts
from dateline.service.words import content, tokens

_SHARED = 0.6  # share of the question's other words that the sentence has to have
_TOLD = 2  # of these at least
_ROUNDED = 0.05  # what is this near may be the same, told in a round number
_NAMED = re.compile(r"(?<=\w )[A-Z][\w’'-]* $")  # "under Order 14"
_BEHIND = 25  # characters behind a number in which what it counts is named


def miscounted(reading: Reading, text: str, frame: str, lexicon: Lexicon) -> bool:
    """Whether one number of the question is another in the sentence, which tells of the same."""
    if not takes_for_granted(reading):
        return False
    told = _counted(text)
    wrong = [(figure, of) for figure, of in _counted(reading.standalone) if _is_other(figure, of, told)]
    here = content_words(text)
    if len(wrong) != 1 or not names_the_same(reading, here, content_words(frame)):
        return False
    ((figure, of),) = wrong
    within = {token.stem for token in tokens(reading.standalone[figure.start : figure.end])} | {of}
    named = {part for name in reading.names for part in name.stems}
    rest = [term for term in reading.terms if term.stem not in within | named]
    shared = sum(lexicon.match(term, here) >= CARRIED for term in rest)
    return shared >= _TOLD and shared >= _SHARED * len(rest)


def tells_as_asked(reading: Reading, texts: Sequence[str]) -> bool:
    """Whether any of these has one of the question's numbers of the same things."""
    asked = _counted(reading.standalone)
    return any(
        of == other and _is_same(figure, said)
        for text in texts
        for said, other in _counted(text)
        for figure, of in asked
    )


def _counted(text: str) -> list[tuple[Figure, str]]:
    """Numbers with what they count: their unit, or the base form of the word behind. No days, no years, no part of a name."""
    ends = bare_counts(text)
    found: list[tuple[Figure, str]] = []
    for figure in figures(text):
        if _NAMED.search(text[: figure.start]):
            continue
        if figure.unit != "count":
            found.append((figure, figure.unit))
        elif any(figure.start < end <= figure.end for end in ends):
            behind = content(tokens(text[figure.end : figure.end + _BEHIND].partition(",")[0]))
            found += [(figure, behind[0].stem)] if behind else []
    return found


def _is_other(figure: Figure, of: str, told: Sequence[tuple[Figure, str]]) -> bool:
    said = [each for each, other in told if other == of]
    return bool(said) and not any(_is_same(figure, each) for each in said)


def _is_same(figure: Figure, said: Figure) -> bool:
    return isclose(said.value, figure.value, rel_tol=_ROUNDED) or carries(said, figure) or carries(figure, said)
