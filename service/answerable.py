"""Whether the passages can answer the question at all, and which of them do. Explainable: named signals, one weight each.

Each retrieved sentence is held against what the question asks: its names, years and numbers, the kind of answer it wants, the
words that carry its meaning, and the score of both indexes. The weights are fitted on text of our own by `make fit`
(`eval/fitting.py`) and stored in `answerable.json`; what was fitted on is never what is reported.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.indexes.nouns import MAX_QUOTE, Hit
from dateline.service.bars import bars
from dateline.service.lexicon import Lexicon, Nearness, lexicon
from dateline.service.nouns import Reason
from dateline.service.question import Reading
from dateline.service.signals import signals

_IDENTIFIED = 0.6  # a sentence that says what the person is whom the question asks about; no encoder knows names


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, with the probability that it does and the signals that led there.

    `bars`: why it cannot be the answer whatever its signals: "year", "name" or "kind".
    """

    hit: Hit
    probability: float
    signals: Mapping[str, float]
    bars: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether there is an answer, with which sentences (best first), or why not."""

    answerable: bool
    candidates: tuple[Candidate, ...]
    reason: Reason | None = None
    missing: tuple[str, ...] = ()

    @property
    def confidence(self) -> float:
        """The probability of the best sentence, to 4 decimals; 0 when there is none."""
        return round(self.candidates[0].probability, 4) if self.candidates else 0.0


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model: `intercept + Σ weight × signal`, and the probabilities at which it answers."""

    intercept: float
    weights: Mapping[str, float]
    answer_at: float  # a best sentence below this is a refusal
    relevant_at: float  # cosine below which nothing is about the question at all


def judge(reading: Reading, hits: Sequence[Hit], *, nearness: Nearness, weights: Weights | None = None) -> Verdict:
    """Weigh every sentence; answer with those that are likely enough, or say which kind of not-knowing it is."""
    fitted = weights or default_weights()
    candidates = weigh(reading, hits, fitted, nearness)
    if not candidates:
        return Verdict(False, (), reason="nothing_relevant")
    if candidates[0].probability >= fitted.answer_at:
        kept = tuple(c for c in candidates if c.probability >= fitted.answer_at)
        return Verdict(True, kept)
    closest = max(candidate.signals["similarity"] for candidate in candidates)
    reason: Reason = "not_stated" if closest >= fitted.relevant_at else "nothing_relevant"
    return Verdict(False, tuple(candidates), reason=reason)


def weigh(reading: Reading, hits: Sequence[Hit], weights: Weights, nearness: Nearness) -> list[Candidate]:
    """Every quotable hit with its probability, best first; equal ones in the order of retrieval."""
    quotable = [hit for hit in hits if len(hit.passage.text) <= MAX_QUOTE]
    words = lexicon(reading, quotable, nearness)
    candidates = [_candidate(reading, hit, words, weights) for hit in quotable]
    return sorted(candidates, key=lambda candidate: -candidate.probability)


def _candidate(reading: Reading, hit: Hit, words: Lexicon, weights: Weights) -> Candidate:
    found = signals(reading, hit, words)
    barred = bars(reading, hit, found)
    if barred:
        return Candidate(hit, 0.0, found, barred)
    probability = _probability(found, weights)
    return Candidate(hit, max(probability, _IDENTIFIED) if found["identifies"] else probability, found)


def _probability(found: Mapping[str, float], weights: Weights) -> float:
    score = weights.intercept + sum(weight * found[name] for name, weight in weights.weights.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


@cache
def default_weights() -> Weights:
    """The committed weights."""
    stored = json.loads(files("dateline.service").joinpath("answerable.json").read_text(encoding="utf-8"))
    return Weights(stored["intercept"], stored["weights"], stored["answer_at"], stored["relevant_at"])
