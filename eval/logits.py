"""The two models of `service.weights`, fitted: whether a sentence answers, and which of those found for a question rather does."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from scipy import optimize  # pyright: ignore[reportMissingTypeStubs]
from sklearn.linear_model import LogisticRegression  # pyright: ignore[reportMissingTypeStubs]

USED = (
    "similarity",
    "fused",
    "keywords",
    "article",
    "before",
    "coverage",
    "coverage_around",
    "left_over",
    "missing_terms",
    "names_known",
    "names_here",
    "names_away",
    "years_away",
    "numbers_away",
    "kind_fits",
    "pairs",
    "nobody",
    "speech",
    "length",
    "not_subject",
)
PENALTY = 0.1  # inverse strength of the ridge penalty over standardised signals
ORDER_PENALTY = 40.0  # strength of the same for the order, against the sum over the questions
TEMPER = 0.6  # by which preferences are made less sure than fitted: how many sentences are shown hangs on it

Signals = np.ndarray[tuple[int, int], np.dtype[np.float64]]  # (sentences, signals), in the order of `USED`


@dataclass(frozen=True, slots=True)
class Row:
    """One hit to fit on; its signals in the order of the names that are fitted."""

    signals: tuple[float, ...]
    answers: bool


def fit(rows: Sequence[Row], names: Sequence[str] = USED) -> tuple[float, dict[str, float]]:
    """Intercept and weights, to 3 decimals: a logistic regression over standardised signals, told in the signals' own units."""
    mean, scale = _spread(rows)
    model: Any = LogisticRegression(C=PENALTY, max_iter=3000)
    model.fit((_signals(rows) - mean) / scale, np.array([row.answers for row in rows]))
    weights = model.coef_[0] / scale
    intercept = float(model.intercept_[0] - np.dot(weights, mean))
    return round(intercept, 3), _named(weights, names)


def fit_order(
    questions: Sequence[Sequence[Row]], names: Sequence[str] = USED, penalty: float = ORDER_PENALTY
) -> dict[str, float]:
    """Weights of a conditional logit (McFadden 1974), to 3 decimals: of a question's sentences, those that answer share its likelihood.

    Questions that no sentence or every sentence answers tell nothing of the order and are left out.
    """
    mean, scale = _spread([row for rows in questions for row in rows])
    told = [
        ((_signals(rows) - mean) / scale, np.array([row.answers for row in rows]))
        for rows in questions
        if len({row.answers for row in rows}) > 1
    ]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        value, slope = penalty * float(weights @ weights) / 2, penalty * weights
        for signals, answers in told:
            score = signals @ weights
            share = np.exp(score - score.max())
            share /= share.sum()
            right = float(share[answers].sum())
            value -= float(np.log(right))
            slope = slope + signals.T @ (share - share * answers / right)
        return value, slope

    found = cast(Any, optimize).minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return _named(TEMPER * np.asarray(found.x) / scale, names)


def _signals(rows: Sequence[Row]) -> Signals:
    return np.array([row.signals for row in rows])


def _spread(rows: Sequence[Row]) -> tuple[np.ndarray, np.ndarray]:
    """Mean and standard deviation of each signal; 1 for one that is always the same."""
    signals = _signals(rows)
    mean, scale = signals.mean(axis=0), signals.std(axis=0)
    scale[scale == 0] = 1.0
    return mean, scale


def _named(weights: np.ndarray, names: Sequence[str]) -> dict[str, float]:
    """By name, those that are not 0 to 3 decimals."""
    told = {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}
    return {name: weight for name, weight in told.items() if weight}
