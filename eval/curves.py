"""Measures of a whole run, each from pairs of what was judged and what was true. Pure but for numpy."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

BINS = 10


@dataclass(frozen=True, slots=True)
class RiskCoverage:
    """Risk at each coverage, questions taken in the order of confidence, surest first.

    Geifman and El-Yaniv 2017, section 2. A question that was refused counts as an error once coverage reaches it, since it
    has no right answer to show; so the risk at full coverage is the share of questions without a right answer.
    """

    coverage: tuple[float, ...]
    risk: tuple[float, ...]
    aurc: float  # the mean risk over all coverages: smaller is better
    best: float  # AURC of the same answers in the best possible order


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions of about the same confidence: calibrated when `mean` and `share` are equal."""

    mean: float  # confidence
    share: float  # of them that were so
    n: int


def risk_coverage(confidence: Sequence[float], right: Sequence[bool]) -> RiskCoverage:
    """The curve over all questions; equal confidences share their errors evenly. Raises ValueError without a question."""
    errors = 1.0 - _truth(confidence, right)
    scores = np.asarray(confidence, dtype=np.float64)
    order = np.argsort(-scores, kind="stable")
    shared = errors[order].copy()
    for value in np.unique(scores):
        tied = scores[order] == value
        shared[tied] = shared[tied].mean()
    risk = _running_mean(shared)
    coverage = tuple(float(each) for each in np.arange(1, len(risk) + 1) / len(risk))
    return RiskCoverage(
        coverage, tuple(float(each) for each in risk), float(risk.mean()), float(_running_mean(np.sort(errors)).mean())
    )


def brier(confidence: Sequence[float], happened: Sequence[bool]) -> float:
    """Mean squared distance between probability and outcome: Brier 1950. Raises ValueError without a question."""
    return float(np.mean((np.asarray(confidence, dtype=np.float64) - _truth(confidence, happened)) ** 2))


def brier_of_constant(happened: Sequence[bool]) -> float:
    """The Brier score of saying the base rate always: what a probability must beat. Raises ValueError without a question."""
    if not happened:
        raise ValueError("the Brier score of nothing is undefined")
    share = sum(happened) / len(happened)
    return share * (1 - share)


def calibration(confidence: Sequence[float], happened: Sequence[bool], bins: int = BINS) -> list[Bin]:
    """Bins of equal width over 0…1 that hold a question: the reliability diagram of DeGroot and Fienberg 1983."""
    truth, scores = _truth(confidence, happened), np.asarray(confidence, dtype=np.float64)
    place = np.minimum((scores * bins).astype(int), bins - 1)
    return [
        Bin(float(scores[place == each].mean()), float(truth[place == each].mean()), int((place == each).sum()))
        for each in range(bins)
        if (place == each).any()
    ]


def auroc(scores: Sequence[float], positive: Sequence[bool]) -> float | None:
    """The chance that a positive has the higher score than a negative, ties half: Hanley and McNeil 1982.

    None when all are of one sort.
    """
    above = np.asarray([score for score, is_one in zip(scores, positive, strict=True) if is_one], dtype=np.float64)
    below = np.asarray([score for score, is_one in zip(scores, positive, strict=True) if not is_one], dtype=np.float64)
    if not len(above) or not len(below):
        return None
    wins = (above[:, None] > below[None, :]).mean() + (above[:, None] == below[None, :]).mean() / 2
    return float(wins)


def _truth(confidence: Sequence[float], happened: Sequence[bool]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    if not happened or len(confidence) != len(happened):
        raise ValueError("a measure needs a probability and an outcome for each question, and a question")
    return np.asarray(happened, dtype=np.float64)


def _running_mean(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.cumsum(values) / np.arange(1, len(values) + 1)
