"""Which of the sentences that answer are shown: one where one will do, several where the question asks for several.

A reader's time is the budget: every form of answer has a number of sentences and of words that it may cost.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Protocol, TypeVar

from dateline.indexes.nouns import Hit
from dateline.service.leaning import length
from dateline.service.lexicon import content_words
from dateline.service.shapes import Shape
from dateline.service.words import stems_of


class Likely(Protocol):
    """A sentence and how much rather it answers than others, as a natural logarithm."""

    @property
    def hit(self) -> Hit: ...

    @property
    def preference(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Budget:
    """What an answer of some form may cost. `close`: how likely a further sentence must be, as a share of the likeliest."""

    sentences: int
    words: int
    close: float


_C = TypeVar("_C", bound=Likely)

BUDGETS: dict[Shape, Budget] = {
    "one": Budget(4, 60, 0.12),
    "several": Budget(4, 90, 0.2),
    "list": Budget(4, 60, 0.12),
    "change": Budget(5, 100, 0.2),
    "said": Budget(4, 90, 0.3),
}
_SAME = 0.7  # share of a sentence's words that another one has, from which it adds nothing


def select(shape: Shape, candidates: Sequence[_C], owed: Sequence[_C] = ()) -> tuple[_C, ...]:
    """The sentences to show, likeliest first; those of a development in order of date.

    `owed`: what has to stand beside the likeliest, within the same budget.
    """
    if not candidates:
        return ()
    budget = BUDGETS[shape]
    if shape == "change":
        candidates = _first_of_each(candidates)
    first = candidates[0]
    chosen = [first, *owed]
    cost = sum(_words(each.hit) for each in chosen)
    for candidate in candidates[1:]:
        if len(chosen) == budget.sentences or candidate.preference < first.preference + log(budget.close):
            break
        if cost + _words(candidate.hit) > budget.words or any(_adds_nothing(candidate, each) for each in chosen):
            continue
        chosen.append(candidate)
        cost += _words(candidate.hit)
    return tuple(sorted(chosen, key=_when) if shape == "change" else chosen)


def _first_of_each(candidates: Sequence[_C]) -> list[_C]:
    """The likeliest sentence of each article: a development is told by several."""
    found: dict[str, _C] = {}
    for candidate in candidates:
        found.setdefault(candidate.hit.revision.article_id, candidate)
    return list(found.values())


def _adds_nothing(candidate: Likely, other: Likely) -> bool:
    """Whether it says what another one says: the same words, and no figure or name that the other lacks."""
    here, there = stems_of(candidate.hit.passage.text), stems_of(other.hit.passage.text)
    new = {token.stem for token in content_words(candidate.hit.passage.text) if not token.text.islower()} - there
    return not new and len(here & there) >= _SAME * len(here)


def _words(hit: Hit) -> int:
    return length(hit.passage, hit.revision)


def dated(hit: Hit) -> tuple[bool, float]:
    """What sorts hits by the day of their article, undated ones last."""
    at = hit.revision.published_at
    return at is None, at.timestamp() if at is not None else 0.0


def _when(candidate: Likely) -> tuple[bool, float, int]:
    return *dated(candidate.hit), candidate.hit.passage.ordinal
