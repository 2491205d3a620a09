"""What is fitted for `service.answerable`: two models over the same signals, what reading adds to them, and the probabilities at which it
answers.

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
class Read:
    """How much the signals and the logit of a cross-encoder count beside one another, in both models."""

    signals: float  # of the log-odds that the signals give
    logit: float
    intercept: float
    preference: float  # of the preference that the signals give
    preference_logit: float


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
    read: Read | None = None  # what a cross-encoder adds to both

    def likelihood(self, signals: Mapping[str, float]) -> float:
        """Probability that a sentence with these signals answers."""
        return logistic(self.intercept + _sum(self.weights, signals))

    def preference(self, signals: Mapping[str, float]) -> float:
        """How much rather a sentence with these signals answers than others of the same question: a natural logarithm."""
        return _sum(self.order, signals)

    def likelihood_read(self, likelihood: float, logit: float) -> float:
        """Probability that a sentence answers, from what its signals and its logit say."""
        if self.read is None:
            return likelihood
        return logistic(self.read.intercept + self.read.signals * log_odds(likelihood) + self.read.logit * logit)

    def preference_read(self, preference: float, logit: float) -> float:
        """The preference of a sentence that is read."""
        return (
            preference if self.read is None else self.read.preference * preference + self.read.preference_logit * logit
        )

    def calibrated(self, probability: float) -> float:
        """Probability of a right answer when this is the likeliest sentence's, to 4 decimals."""
        slope, offset = self.calibration
        return round(logistic(slope * log_odds(probability) + offset), 4)


@cache
def default_weights() -> Weights:
    """The committed weights."""
    stored = json.loads(files("dateline.service").joinpath("answerable.json").read_text(encoding="utf-8"))
    slope, offset = stored["calibration"]
    bars = stored["answer_at"], stored["strict_at"], stored["relevant_at"]
    return Weights(
        stored["intercept"], stored["weights"], *bars, (slope, offset), stored["order"], Read(**stored["read"])
    )


def _sum(weights: Mapping[str, float], signals: Mapping[str, float]) -> float:
    return sum(weight * signals[name] for name, weight in weights.items())


def log_odds(probability: float) -> float:
    """Of a probability, none nearer to 0 or 1 than `UNSURE`."""
    bounded = min(max(probability, UNSURE), 1 - UNSURE)
    return math.log(bounded / (1 - bounded))


def logistic(score: float) -> float:
    """The probability of log-odds."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
