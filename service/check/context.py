"""Which word of an article carries which word of a claim: the same word, a synonym, or one that means as much where it stands. Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dateline.indexes.nouns import Passage, Vectors
from dateline.service.check.statement import clause_spans
from dateline.service.check.wording import alike
from dateline.service.words import Token, is_stopword, opposed, same, tokens

InContext = Callable[[str, Sequence[tuple[int, int]]], Vectors]  # a text's row, then one for each place in it

CARRIED = 0.45  # of a word's worth from which its meaning stands in the evidence; the cosine of unlike words is below
_OPPOSITE = 0.45  # cosine in context from which an opposite stands in the place of a word
_EARNED = 2  # words of its own for which a second passage is read with the first
_WORD = 0.8  # worth from which a word is the passage's own
_TRIED = 4  # words, nearest first, among which one that is no opposite is looked for
_KEPT = 0.6  # share of a claim's words that stand in the evidence, from which their order says something
_INTERCHANGED = 0.12  # product of cosines in context from which two words can stand in one another's place
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
    swapped: bool  # two words stand in one another's place

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
    asked, there = meant(claim), meant(passage.text)
    rows = in_context(claim, [(token.start, token.end) for token in asked])
    others = in_context(passage.text, [(token.start, token.end) for token in there])
    cosines = rows[1:] @ others[1:].T
    carriers = {token.start: _carrier(token, there, cosines[at]) for at, token in enumerate(asked)}
    swapped = _is_swapped(claim, passage.text, asked, there, cosines)
    return Alignment(passage, carriers, float(rows[0] @ others[0]), swapped)


def meant(text: str) -> list[Token]:
    """The words of a text that carry meaning."""
    return [token for token in tokens(text) if not is_stopword(token)]


def _is_swapped(claim: str, text: str, asked: Sequence[Token], there: Sequence[Token], cosines: Vectors) -> bool:
    """Whether two of the evidence's words changed places around one that stays: "raised … and lowered" for "lowered … and raised".

    A part of a sentence that moves as a whole, and the turn from active to passive, change no places in this sense.
    """
    places = [(at, here) for at, here in enumerate(_only_places(asked, there)) if here is not None]
    if len(places) < _KEPT * len(asked) or (" by " in claim) is not (" by " in text):
        return False
    for first, (at, here) in enumerate(places):
        for last in range(first + 2, len(places)):
            to, where = places[last]
            if (
                where >= here
                or not _could_swap(asked[at], asked[to])
                or max(cosines[at, where], 0.0) * max(cosines[to, here], 0.0) < _INTERCHANGED
            ):
                continue
            if any(where < between < here for _, between in places[first + 1 : last]):
                return True
    return False


def _could_swap(one: Token, other: Token) -> bool:
    """Whether two words are of a kind that a sentence turns around: opposites, or two names written out."""
    named = all(each.capital and each.text.isalpha() and each.text != each.text.upper() for each in (one, other))
    return named or opposed(one.stem, other.stem)


def _only_places(asked: Sequence[Token], there: Sequence[Token]) -> list[int | None]:
    """Where in the evidence each word of the claim stands, if it stands once in both."""
    found: list[int | None] = []
    for word in asked:
        at = [place for place, each in enumerate(there) if same(word.stem, each.stem) > 0]
        once = sum(same(word.stem, each.stem) > 0 for each in asked) == 1
        found.append(at[0] if len(at) == 1 and once else None)
    return found


def _carrier(word: Token, there: Sequence[Token], cosines: Vectors) -> Carrier:
    if not there:
        return NOTHING
    worth, _, at = max((alike(word.stem, each.stem), float(cosines[at]), at) for at, each in enumerate(there))
    if worth > 0:
        return Carrier(worth, there[at])
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


def all_needed(claim: str, passages: Sequence[Passage]) -> bool:
    """Whether each of several passages has at least two words of the claim that no other has; one alone is needed.

    By letters and synonyms only, so that no encoder reads what need not be read.
    """
    if len(passages) == 1:
        return True
    asked = frozenset(token.stem for token in meant(claim))
    held = [_held(asked, passage) for passage in passages]
    return all(len(each.difference(*(other for other in held if other is not each))) >= _EARNED for each in held)


def _held(asked: frozenset[str], passage: Passage) -> frozenset[str]:
    there = {token.stem for token in meant(passage.text)}
    return frozenset(word for word in asked if any(alike(word, each) >= _WORD for each in there))
