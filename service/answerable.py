"""Whether the passages can answer the question at all, and which of them do. Explainable: named signals, one weight each.

Each retrieved sentence is held against what the question asks: its names, years and numbers, the kind of answer it wants, the
words that carry its meaning, and the score of both indexes. The weights are fitted on text of our own by `make fit`
(`eval/fitting.py`) and stored in `answerable.json`; what was fitted on is never what is reported.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from dateline.indexes.nouns import MAX_QUOTE, Hit
from dateline.service.bars import WEIGHED, objections
from dateline.service.lexicon import Lexicon, Nearness, lexicon
from dateline.service.nouns import Reason
from dateline.service.question import Reading
from dateline.service.selection import select
from dateline.service.signals import signals, topic_of
from dateline.service.surroundings import Surroundings, surroundings

UNSURE = 0.001  # probabilities nearer to 0 or 1 than this are calibrated as this
_IDENTIFIED = 0.6  # a sentence that says what the person is whom the question asks about; no encoder knows names


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model: `intercept + Σ weight × signal`, and the probabilities at which it answers."""

    intercept: float
    weights: Mapping[str, float]
    answer_at: float  # a best sentence below this is a refusal
    strict_at: float  # the same for those who would rather hear nothing
    relevant_at: float  # cosine below which nothing is about the question at all
    calibration: tuple[float, float]  # slope and offset from the log-odds of a sentence to those of a right answer


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, with the probability that it does and the signals that led there.

    `against`: what speaks against it, by name: "year", "name" or "kind"; some of it bars whatever the signals.
    """

    hit: Hit
    probability: float
    signals: Mapping[str, float]
    against: tuple[str, ...] = ()

    @property
    def is_barred(self) -> bool:
        """Whether it cannot be the answer whatever its signals."""
        return any(name not in WEIGHED for name in self.against)

    def under(self, weights: Weights) -> "Candidate":
        """The same sentence under other weights."""
        if self.is_barred:
            return self
        score = weights.intercept + sum(weight * self.signals[name] for name, weight in weights.weights.items())
        probability = _logistic(score)
        return replace(self, probability=max(probability, _IDENTIFIED) if self.signals["identifies"] else probability)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether there is an answer, with which sentences (likeliest first) and which of them are shown, or why not."""

    answerable: bool
    candidates: tuple[Candidate, ...]
    shown: tuple[Candidate, ...] = ()
    reason: Reason | None = None
    missing: tuple[str, ...] = ()
    confidence: float = 0.0  # probability of a right answer, to 4 decimals


def judge(
    reading: Reading, hits: Sequence[Hit], *, nearness: Nearness, weights: Weights | None = None, strict: bool = False
) -> Verdict:
    """Weigh every sentence; choose among those that are likely enough, or say which kind of not-knowing it is.

    A question that puts several together is answered where one of them is; the others are missing.
    """
    fitted = weights or default_weights()
    if not reading.parts:
        return _judged(reading, hits, nearness, fitted, strict=strict)
    verdicts = [_judged(part, hits, nearness, fitted, strict=strict) for part in reading.parts]
    answered = [verdict for verdict in verdicts if verdict.answerable]
    if not answered:
        return _judged(reading, hits, nearness, fitted, strict=strict)
    return Verdict(
        True,
        _once(candidate for verdict in answered for candidate in verdict.candidates),
        _once(candidate for verdict in answered for candidate in verdict.shown),
        missing=tuple(
            part.standalone
            for part, verdict in zip(reading.parts, verdicts, strict=True)
            if not verdict.answerable
        ),
        confidence=min(verdict.confidence for verdict in verdicts),
    )


def _judged(
    reading: Reading, hits: Sequence[Hit], nearness: Nearness, weights: Weights, *, strict: bool
) -> Verdict:
    candidates = weigh(reading, hits, weights, nearness)
    if not candidates:
        return Verdict(False, (), reason="nothing_relevant")
    confidence = _confidence(candidates[0], weights)
    threshold = weights.strict_at if strict else weights.answer_at
    if candidates[0].probability >= threshold:
        shown = select(reading.shape, candidates)
        return Verdict(True, tuple(candidates), shown, confidence=confidence)
    closest = max(candidate.signals["similarity"] for candidate in candidates)
    reason: Reason = "not_stated" if closest >= weights.relevant_at else "nothing_relevant"
    return Verdict(False, tuple(candidates), reason=reason, confidence=confidence)


def _once(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    return tuple({candidate.hit.passage.id: candidate for candidate in candidates}.values())


def _confidence(best: Candidate, weights: Weights) -> float:
    slope, offset = weights.calibration
    bounded = min(max(best.probability, UNSURE), 1 - UNSURE)
    return round(_logistic(slope * math.log(bounded / (1 - bounded)) + offset), 4)


def weigh(reading: Reading, hits: Sequence[Hit], weights: Weights, nearness: Nearness) -> list[Candidate]:
    """Every quotable hit with its probability, best first; equal ones in the order of retrieval."""
    quotable = [hit for hit in hits if len(hit.passage.text) <= MAX_QUOTE]
    words = lexicon(reading, quotable, nearness)
    around = surroundings(reading, quotable, topic_of(reading))
    candidates = [_candidate(reading, hit, words, around, weights) for hit in quotable]
    return sorted(candidates, key=lambda candidate: -candidate.probability)


def _candidate(reading: Reading, hit: Hit, words: Lexicon, around: Surroundings, weights: Weights) -> Candidate:
    found = signals(reading, hit, words, around)
    against = objections(reading, hit, found)
    found |= {f"not_{name}": float(name in against) for name in WEIGHED}
    return Candidate(hit, 0.0, found, against).under(weights)


def _logistic(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


@cache
def default_weights() -> Weights:
    """The committed weights."""
    stored = json.loads(files("dateline.service").joinpath("answerable.json").read_text(encoding="utf-8"))
    slope, offset = stored["calibration"]
    return Weights(
        stored["intercept"],
        stored["weights"],
        stored["answer_at"],
        stored["strict_at"],
        stored["relevant_at"],
        (slope, offset),
    )
