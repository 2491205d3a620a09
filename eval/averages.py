"""Averages of the measures, each with its number of questions and its interval. The one place where scores are summed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES = 2000
SEED = 20231117
COVERED = 95  # per cent; the interval is between the 2.5th and the 97.5th percentile


@dataclass(frozen=True, slots=True)
class Average:
    """The mean of a measure over `n` questions, and where it would lie with other questions of the same sort."""

    mean: float
    low: float
    high: float
    n: int
    total: float  # the sum: of a yes-or-no measure, the number of questions


def average(values: Sequence[float]) -> Average:
    """Mean and percentile bootstrap interval (Efron and Tibshirani 1993, chapter 13); equal values, equal result.

    Raises ValueError without a value.
    """
    if not values:
        raise ValueError("the average of nothing is undefined")
    scores = np.asarray(values, dtype=np.float64)
    drawn = np.random.default_rng(SEED).integers(0, len(scores), size=(RESAMPLES, len(scores)))
    means = scores[drawn].mean(axis=1)
    tail = (100 - COVERED) / 2
    low, high = (float(bound) for bound in np.percentile(means, [tail, 100 - tail]))
    return Average(float(scores.mean()), low, high, len(scores), float(scores.sum()))


def difference(old: Sequence[float], new: Sequence[float]) -> Average:
    """How much higher the new scores are, question by question: paired bootstrap (Efron and Tibshirani 1993, chapter 16).

    Raises ValueError when the two are not of the same questions.
    """
    return average([now - then for then, now in zip(old, new, strict=True)])


def averages(scores: Sequence[Mapping[str, float]]) -> dict[str, Average]:
    """The average of every measure over the questions to which it applies. One that applies to none is left out."""
    names = dict.fromkeys(name for one in scores for name in one)
    return {name: average([one[name] for one in scores if name in one]) for name in names}


def percentile(values: Sequence[float], share: float) -> float | None:
    """The value below which `share` per cent lie, interpolated between two; None without a value."""
    return float(np.percentile(values, share)) if values else None


def wilson(successes: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share: Wilson 1927. It says something where nothing, or everything, succeeded, too.

    Raises ValueError without a trial.
    """
    if n < 1:
        raise ValueError("the share of nothing is undefined")
    z, share = 1.959964, successes / n
    middle = share + z * z / (2 * n)
    reach = z * ((share * (1 - share) + z * z / (4 * n)) / n) ** 0.5
    return max(0.0, (middle - reach) / (1 + z * z / n)), min(1.0, (middle + reach) / (1 + z * z / n))
