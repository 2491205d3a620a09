"""Which word of an article carries which word of a claim: the same word, a synonym, or one that means as much where it stands. Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dateline.indexes.nouns import Passage, Vectors
from dateline.service.check.statement import clause_spans
from dateline.service.words import Token, is_stopword, opposed, same, tokens

InContext = Callable[[str, Sequence[tuple[int, int]]], Vectors]  # a text's row, then one for each place in it

CARRIED = 0.45  # of a word's worth from which its meaning stands in the evidence; the cosine of unlike words is below
_OPPOSITE = 0.35  # cosine in context from which an opposite stands in the place of a word
_TRIED = 4  # words, nearest first, among which one that is no opposite is looked for
_NEAREST = 0.6  # of what the nearest clause carries, from which another one counts as well


@dataclass(frozen=True, slots=True)
class Carrier:
    """What carries a word of a claim. `worth`: 1 the same word, 0.8 a synonym, else the cosine of both in context."""

    worth: float
    word: Token | None
    opposite: bool = False  # an opposite stands where the word should stand


NOTHING = Carrier(0.0, None)


@dataclass(frozen=True, slots=True)
class Alignment:
    """A claim's words over those of one passage: by the place where each begins in the claim."""

    passage: Passage
    carriers: Mapping[int, Carrier]
    similarity: float  # cosine of both texts

    @property
    def worth(self) -> float:
        """How much of the claim the passage carries, in words."""
        return self._carried(0, len(self.passage.text))

    @property
    def nearest_clause(self) -> tuple[str, float]:
        """The part of the passage that carries most of the claim, and how much: what it denies or hedges counts."""
        text = self.passage.text
        parts = [(text[start:end], self._carried(start, end)) for start, end in clause_spans(text)]
        most = max(worth for _, worth in parts)
        return " ".join(part for part, worth in parts if worth >= _NEAREST * most), most

    def _carried(self, start: int, end: int) -> float:
        return sum(
            each.worth for each in self.carriers.values() if each.word is not None and start <= each.word.start < end
        )


def align(claim: str, passage: Passage, in_context: InContext) -> Alignment:
    """Find for each word of a claim the word of a passage that carries it best."""
    asked, there = _meaning(tokens(claim)), _meaning(tokens(passage.text))
    rows = in_context(claim, [(token.start, token.end) for token in asked])
    others = in_context(passage.text, [(token.start, token.end) for token in there])
    cosines = rows[1:] @ others[1:].T
    carriers = {token.start: _carrier(token, there, cosines[at]) for at, token in enumerate(asked)}
    return Alignment(passage, carriers, float(rows[0] @ others[0]))


def _meaning(found: Sequence[Token]) -> list[Token]:
    return [token for token in found if not is_stopword(token)]


def _carrier(word: Token, there: Sequence[Token], cosines: Vectors) -> Carrier:
    if not there:
        return NOTHING
    alike, _, at = max((same(word.stem, each.stem), float(cosines[at]), at) for at, each in enumerate(there))
    if alike > 0:
        return Carrier(alike, there[at])
    return next(_candidates(word, there, cosines), NOTHING)


def _candidates(word: Token, there: Sequence[Token], cosines: Vectors) -> Iterator[Carrier]:
    against = False
    for at in map(int, np.argsort(-cosines)[:_TRIED]):
        if opposed(word.stem, there[at].stem):
            against = against or float(cosines[at]) >= _OPPOSITE
        else:
            yield Carrier(max(0.0, float(cosines[at])), there[at], against)


def best(alignments: Sequence[Alignment], word: Token) -> Carrier:
    """What carries a word over several passages."""
    return max((each.carriers.get(word.start, NOTHING) for each in alignments), key=lambda each: each.worth)
