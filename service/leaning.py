"""What a sentence needs beside it to be read alone: whom "he" means, who contradicts it, what a list of items is of."""

import re
from collections.abc import Sequence

from dateline.indexes.nouns import Passage, Revision
from dateline.service.orders import is_quotable

_BREATH = 55  # words of a sentence and the one that it leans on
_MOST = 12  # sentences or items that belong together
_LEANS = re.compile(
    r"[“\"]?(?:(?:But|And|Yet|So|Still|Instead|Also)\s+)?"
    r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]ts?|[Hh]is|[Hh]er|[Tt]heir|[Tt]h(?:is|at|[eo]se)|[Bb]oth|[Nn]either|[Ss]uch|"
    r"[Tt]he (?:latter|former|two|same|figure|rule|move|measure|order|sum))\b"
)


_ANSWERS = re.compile(  # somebody contradicts what was just said: the other side of it; "denied that it rained" is a statement
    r"\b(?:den(?:y|ies|ied)|disput(?:es?|ed)|reject(?:s|ed)?|contradict(?:s|ed)?|dismiss(?:es|ed)?|challenged?|questioned)\s+"
    r"(?:it|this|both|them|that(?=[.,;”]|\s+(?:and|but|on|in|saying)\b|$)|the (?:figures?|claims?|charges?|numbers?|estimates?|accounts?|"
    r"allegations?|reports?|criticism|accusations?|findings?|reading|suggestion|idea|total|count))\b|"
    r"\b(?:disagree[sd]?|countered|replied|retorted|thought otherwise|put it (?:at|lower|higher)|disputed (?:its|his|her|their) \w+)\b"
)


def needed(passage: Passage, revision: Revision, shown: frozenset[int] = frozenset()) -> tuple[Passage, ...]:
    """The sentence with the one before where it leans on that, with the one behind that contradicts it, or with the items that
    it announces, or that it is one of.

    `shown`: places in the article of what is shown anyway. The passages follow one another in the article.
    """
    passages, first, last = revision.passages, passage.ordinal, passage.ordinal
    if passage.kind == "item":
        while first > 0 and passages[first - 1].kind == "item":
            first -= 1
        if first > 0 and passages[first - 1].text.rstrip().endswith(":"):
            first -= 1
    elif _leans(passage) and first > 0 and first - 1 not in shown and _is_short(passages[first - 1], passage):
        first -= 1
    elif _is_answered(passage, revision) and last + 1 not in shown:
        last += 1
    if passage.kind == "item" or passage.text.rstrip().endswith(":"):
        while last + 1 < len(passages) and passages[last + 1].kind == "item":
            last += 1
    found = tuple(passages[first : last + 1])
    fits = all(map(is_quotable, found)) and len(found) <= _MOST
    return found if fits and _all_new(found, passage, shown) else (passage,)


def length(passage: Passage, revision: Revision) -> int:
    """Words that it costs to show the sentence with what it needs."""
    return sum(len(each.text.split()) for each in needed(passage, revision))


def _leans(passage: Passage) -> bool:
    """Whether it begins with a pronoun, or contradicts what is before it."""
    return bool(_LEANS.match(passage.text)) or bool(_ANSWERS.search(passage.text))


def _is_answered(passage: Passage, revision: Revision) -> bool:
    """Whether the sentence right behind contradicts it: who quotes one side owes the other."""
    if passage.ordinal + 1 >= len(revision.passages):
        return False
    behind = revision.passages[passage.ordinal + 1]
    return bool(_ANSWERS.search(behind.text)) and _is_short(behind, passage)


def _is_short(before: Passage, passage: Passage) -> bool:
    """Whether both are read in one breath: what a long sentence leans on would bury it."""
    return before.kind == "sentence" and len(before.text.split()) + len(passage.text.split()) <= _BREATH


def _all_new(found: Sequence[Passage], passage: Passage, shown: frozenset[int]) -> bool:
    return not any(each.ordinal in shown for each in found if each.ordinal != passage.ordinal)
