"""How much evidence can be worth at most, told by letters and synonyms before an encoder reads it; and whether that can matter. Pure.

An encoder takes longer over one passage than all the rules together, and most of what is found can no longer change a verdict
once the passage that has the claim's words is read.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from dateline.service.check.context import CARRIED, meant
from dateline.service.check.evidence import Evidence
from dateline.service.check.statement import statement
from dateline.service.check.support import FRAMED, SIMILARITY
from dateline.service.check.wording import alike
from dateline.service.words import Token, tokens

# Of 1,056 sentences held against all that was found for them, none got another verdict, reason or citation by these. The
# words that have no synonym in the evidence were worth .2 on average in its context, .39 in one of twenty windows; a
# cosine was above `_NEAR + _NEARER × share of words that have one` in about one of fifty.
_UNLIKE = 0.35
_NEAR, _NEARER = 0.5, 0.6


@dataclass(frozen=True, slots=True)
class Promise:
    """What evidence can reach. `share`: of the claim's words that surely are carried."""

    worth: float
    share: float


def promise(claim: str, evidence: Evidence) -> Promise:
    """An upper bound of what `compare` will say of the evidence's worth, as far as it can be told without reading it."""
    said = statement(claim, evidence.published)
    there = {token.stem for passage in evidence.passages for token in meant(passage.text)}
    around = {token.stem for text in evidence.frames for token in tokens(text)}
    words = (*said.words, *said.names)
    own = [_worth(word, there) for word in words]
    framed = [max(worth, FRAMED * (_worth(word, around) > 0)) for word, worth in zip(words, own, strict=True)]
    unlike = sum(worth == 0.0 for worth in own)
    meaning = (sum(framed) + _UNLIKE * unlike + len(said.figures)) / max(1, len(words) + len(said.figures))
    similarity = min(1.0, _NEAR + _NEARER * sum(own) / max(1, len(words)))
    carried = sum(worth >= CARRIED for worth in framed[: len(said.words)])
    return Promise(meaning + SIMILARITY * similarity, carried / max(1, len(said.words)))


def _worth(word: Token, among: AbstractSet[str]) -> float:
    return 1.0 if word.stem in among else max((alike(word.stem, each) for each in among), default=0.0)
