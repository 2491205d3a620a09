"""At which probability to answer: what each threshold does to questions of every sort, and which is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression  # pyright: ignore[reportMissingTypeStubs]

from dateline.eval.metrics import Given, right_answer
from dateline.eval.samples import Sample
from dateline.service.candidates import Candidate, most
from dateline.service.selection import select
from dateline.service.weights import log_odds

THRESHOLDS = tuple(step / 100 for step in range(1, 71))
KEPT = 0.85  # share of the right answers of the most generous threshold that the chosen one must still give
STRICT = 0.8  # share of unanswerable and of ablated questions that the strict threshold refuses


@dataclass(frozen=True, slots=True)
class Figures:
    """What a threshold does to questions that the weights have not seen."""

    threshold: float
    right: float  # share of answerable questions whose answer carries all that is accepted
    refused: float  # share of the unanswerable questions that are refused
    ablated_refused: float  # share of the ablated copies that are refused

    @property
    def worth(self) -> float:
        """What the threshold is chosen by: right answers, and refusals of both sorts."""
        return self.right + (self.refused + self.ablated_refused) / 2


def figures(judged: Sequence[tuple[Sample, Sequence[Candidate]]], threshold: float) -> Figures:
    """What this threshold would do. Raises ValueError unless there are questions of every sort."""
    right = [_is_right(sample, found, threshold) for sample, found in judged if sample.answerable]
    refused = [most(found) < threshold for sample, found in judged if sample.copy == "asked" and not sample.answerable]
    ablated = [most(found) < threshold for sample, found in judged if sample.copy == "ablated"]
    if not right or not refused or not ablated:
        raise ValueError("a threshold is measured on answerable, unanswerable and ablated questions")
    return Figures(threshold, *(sum(each) / len(each) for each in (right, refused, ablated)))


def _is_right(sample: Sample, found: Sequence[Candidate], threshold: float) -> bool:
    shown = select(sample.reading.shape, found) if most(found) >= threshold else ()
    text = " ".join(each.hit.passage.text for each in shown)
    return right_answer(sample.case.expected.accepted, Given(refused=not shown, text=text))


def choose(table: Sequence[Figures]) -> Figures:
    """The best threshold of those that keep enough right answers; of equal ones the highest, which refuses more."""
    most = max(each.right for each in table)
    kept = [each for each in table if each.right >= KEPT * most]
    return max(kept, key=lambda each: (round(each.worth, 9), each.threshold))


def strictest(table: Sequence[Figures]) -> Figures:
    """The lowest threshold that refuses nearly all that has no answer; the highest of all where none does."""
    return next((each for each in table if min(each.refused, each.ablated_refused) >= STRICT), table[-1])


def calibrated(judged: Sequence[tuple[Sample, Sequence[Candidate]]]) -> tuple[float, float]:
    """Slope and offset that make a sentence's log-odds the log-odds of a right answer (Platt 1999).

    Each answerable question counts with its evidence and without it: an archive has no answer to much of what is asked, and the
    questions here are those that somebody wrote with an answer at hand. Other worlds, where nothing is about them, are left out.
    """
    told = [(sample, found) for sample, found in judged if sample.copy != "elsewhere" and found]
    odds = [[log_odds(most(found))] for _, found in told]
    right = [sample.answerable and _is_right(sample, found, 0.0) for sample, found in told]
    model: Any = LogisticRegression(C=1e6, max_iter=1000)
    model.fit(np.array(odds), np.array(right))
    return round(float(model.coef_[0][0]), 3), round(float(model.intercept_[0]), 3)
