"""A question that puts several together, taken apart: each by itself, with what it leaves out for the one before it. Pure."""

import re
from collections.abc import Sequence

from dateline.service.following import Turn, standalone

_LEANS = re.compile(r"\b(?:it|its|he|she|him|his|hers?|they|them|their|this|that|these|those|there|ones?)\b", re.I)
_OWN = re.compile(r"\b(?:the|an?)\b", re.I)  # begins what it is about
_SHORT = 5  # words of a question that hardly says what it is about: "how many for Vesk?"
_HELD = ", concerning "  # what follows this in a question made to stand alone is the whole of what it leans on


def each_alone(found: Sequence[str]) -> list[str | None]:
    """The questions in order, each as it is asked by itself; None for one of which the rules cannot make that.

    Read as a conversation without answers: "what did it get?" behind another question is a follow-up.
    """
    turns = list[Turn]()
    alone = list[str | None]()
    for each in found:
        asked = each[:1].upper() + each[1:]
        leans = turns and (_LEANS.search(asked) or (len(asked.split()) <= _SHORT and not _OWN.search(asked)))
        text = standalone(asked, turns) if leans else asked
        alone.append(text if text != asked and _HELD not in text else None)
        turns.append(Turn(asked if alone[-1] is None else text))
    return alone
