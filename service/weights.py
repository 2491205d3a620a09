"""What is fitted for `service.answerable`: two models over the same signals, and the probabilities at which it answers.

Fitted on text of our own by `python -m dateline.eval.fitting --write`, stored in `answerable.json`.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

UNSURE = 0.001  # probabilities nearer to 0 or 1 than this are calibrated as this


@dataclass(frozen=True, slots=True)
class Weights:
    """How likely a sentence answers at all (logistic), and which of those found for one question rather does (conditional logit)."""

    intercept: float
    weights: Mapping[str, float]
    answer_at: float  # a likeliest sentence below this is a refusal
    strict_at: float  # the same for those who would rather hear nothing
    relevant_at: float  # relevance below which nothing is about the question at all
    calibration: tuple[float, float]  # slope and offset from the log-odds of a sentence to those of a right answer
    order: Mapping[str, float]  # of the conditional model, which has no intercept

    def likelihood(self, signals: Mapping[str, float]) -> float:
        """Probability that a sentence with these signals answers."""
        return _logistic(self.intercept + _sum(self.weights, signals))

    def preference(self, signals: Mapping[str, float]) -> float:
        """How much rather a sentence with these signals answers than others of the same question: a natural logarithm."""
        return _sum(self.order, signals)

    def calibrated(self, probability: float) -> float:
        """Probability of a right answer when this is the likeliest sentence's, to 4 decimals."""
        slope, offset = self.calibration
        bounded = min(max(probability, UNSURE), 1 - UNSURE)
        return round(_logistic(slope * math.log(bounded / (1 - bounded)) + offset), 4)


@cache
def default_weights() -> Weights:
    """The committed weights."""
    stored = json.loads(files("dateline.service").joinpath("answerable.json").read_text(encoding="utf-8"))
    slope, offset = stored["calibration"]
    bars = stored["answer_at"], stored["strict_at"], stored["relevant_at"]
    return Weights(stored["intercept"], stored["weights"], *bars, (slope, offset), stored["order"])


def _sum(weights: Mapping[str, float], signals: Mapping[str, float]) -> float:
    return sum(weight * signals[name] for name, weight in weights.items())


def _logistic(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
