"""`python -m dateline.eval.fitting`: fits the weights and the threshold of "can this be answered?" on our own briefs.

Half of the gold questions (by the digest of their id) is fitted on, the other half is only reported. Besides every
answerable question its *ablated* copy is used: the same question over the same articles without the sentences that answer it.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression  # pyright: ignore[reportMissingTypeStubs]

from dateline.eval.command import GOLD, sample_paths
from dateline.eval.gold import Case, load
from dateline.eval.metrics import Span, folded
from dateline.eval.runner import on_standard_error
from dateline.eval.serving import opened
from dateline.eval.validator import cases
from dateline.indexes.nouns import Hit
from dateline.indexes.retrieval import LIMIT, retrieve
from dateline.service.answerable import Candidate, Weights, default_weights, weigh
from dateline.service.desk import Desk
from dateline.service.question import Reading, read
from dateline.service.settings import Settings

USED = (
    "similarity",
    "coverage",
    "coverage_around",
    "missing_terms",
    "names_here",
    "names_away",
    "numbers_away",
    "kind_fits",
    "pairs",
    "nobody",
)
ROUNDS = 4
HARDEST = 8  # wrong hits of a question that are fitted on after the first round
RELEVANT_AT = 0.25  # kept as it is: nothing here says what is about a question at all
THRESHOLDS = tuple(step / 100 for step in range(1, 61))
KEPT = 0.8  # share of the right answers of the most generous threshold that the chosen one must still give
_DEEPER = 4  # times as many hits are retrieved for an ablated copy, so that as many are left
_ANSWERABLE = Path(__file__).parent.parent / "service" / "answerable.json"
_BLANK = Weights(0.0, {}, 0.0, RELEVANT_AT)


@dataclass(frozen=True, slots=True)
class Sample:
    """A question with the hits found for it and which of them answer; in an ablated copy none does."""

    id: str
    answerable: bool
    reading: Reading
    hits: tuple[Hit, ...]
    labels: Mapping[str, bool]  # by passage id
    ablated: bool = False

    @property
    def fitted_on(self) -> bool:
        """Whether it belongs to the half that weights and threshold are fitted on."""
        return int(hashlib.sha256(self.id.encode()).hexdigest(), 16) % 2 == 0


@dataclass(frozen=True, slots=True)
class Figures:
    """How a threshold does on some questions."""

    threshold: float
    first_or_second: float  # share of answerable questions answered with a right sentence first or second
    refused: float  # share of the unanswerable questions that are refused
    ablated_refused: float  # share of the ablated copies that are refused

    @property
    def worth(self) -> float:
        """What the threshold is chosen by: answers and refusals to questions as people ask them. Ablated copies are
        reported beside; in an archive where every brief has three like it, choosing by them would silence half the answers.
        """
        return self.first_or_second + self.refused


def samples(asked: Sequence[Case], desk: Desk) -> list[Sample]:
    """Every question over the archive, and the ablated copy of each answerable one."""
    found: list[Sample] = []
    for case in asked:
        reading, filters = read(case.question.asked()), case.question.filters()
        hits = retrieve(desk.store, reading.standalone, filters=filters, limit=LIMIT * _DEEPER).hits
        first = tuple(hits[:LIMIT])
        labels = {hit.passage.id: answers(case, hit) for hit in first}
        found.append(Sample(case.question.id, case.question.answerable, reading, first, labels))
        if case.question.answerable:
            left = tuple(hit for hit in hits if not gives_away(case, hit))[:LIMIT]
            found.append(
                Sample(case.question.id, False, reading, left, {hit.passage.id: False for hit in left}, ablated=True)
            )
    return found


def answers(case: Case, hit: Hit) -> bool:
    """Whether a sentence is evidence or carries all that is accepted."""
    text = folded(hit.passage.text)
    carries = [any(folded(one) in text for one in group) for group in case.expected.accepted]
    return _is_evidence(case, hit) or (bool(carries) and all(carries))


def gives_away(case: Case, hit: Hit) -> bool:
    """Whether a sentence is evidence or carries anything that is accepted."""
    text = folded(hit.passage.text)
    return _is_evidence(case, hit) or any(folded(one) in text for group in case.expected.accepted for one in group)


def _is_evidence(case: Case, hit: Hit) -> bool:
    place = Span(hit.passage.article_id, hit.passage.start, hit.passage.end, hit.revision.number)
    return any(span.overlaps(place) for group in case.expected.evidence for span in group)


@dataclass(frozen=True, slots=True)
class Row:
    """One hit to fit on, in the order of `USED`."""

    signals: tuple[float, ...]
    answers: bool


def fit(questions: Sequence[Sequence[Row]]) -> tuple[float, dict[str, float]]:
    """Intercept and weights, to 3 decimals: first on all hits, then on each question's hardest and its right ones."""
    chosen = [row for rows in questions for row in rows]
    for _ in range(ROUNDS - 1):
        intercept, weights = _logistic(chosen)
        chosen = [row for rows in questions for row in _hard(rows, weights)]
    intercept, weights = _logistic(chosen)
    return round(intercept, 3), {name: round(float(weight), 3) for name, weight in zip(USED, weights, strict=True)}


def _logistic(rows: Sequence[Row]) -> tuple[float, np.ndarray[Any, Any]]:
    model: Any = LogisticRegression(C=1.0, max_iter=1000)
    model.fit(np.array([row.signals for row in rows]), np.array([row.answers for row in rows]))
    return float(model.intercept_[0]), model.coef_[0]


def _hard(rows: Sequence[Row], weights: np.ndarray[Any, Any]) -> list[Row]:
    right = [row for row in rows if row.answers]
    wrong = sorted((row for row in rows if not row.answers), key=lambda row: -float(np.dot(row.signals, weights)))
    return right + wrong[:HARDEST]


def figures(judged: Sequence[tuple[Sample, Sequence[Candidate]]], threshold: float) -> Figures:
    """What this threshold would do. Raises ValueError unless there are questions of both sorts."""
    answered = [_right_above(sample, found, threshold) for sample, found in judged if sample.answerable]
    refused = [_best(found) < threshold for sample, found in judged if not sample.answerable and not sample.ablated]
    ablated = [_best(found) < threshold for sample, found in judged if sample.ablated]
    if not answered or not refused or not ablated:
        raise ValueError("a threshold is measured on answerable, unanswerable and ablated questions")
    return Figures(threshold, *(sum(each) / len(each) for each in (answered, refused, ablated)))


def _best(found: Sequence[Candidate]) -> float:
    return found[0].probability if found else 0.0


def _right_above(sample: Sample, found: Sequence[Candidate], threshold: float) -> bool:
    return any(sample.labels[each.hit.passage.id] for each in found[:2] if each.probability >= threshold)


def choose(table: Sequence[Figures]) -> Figures:
    """The best threshold of those that keep enough right answers; of equal ones the highest, which refuses more ablated copies.

    Sixty questions make a bumpy curve, on which two thresholds that answer half as much as one another can be worth the
    same. Refusing may cost at most a fifth of the right answers.
    """
    most = max(each.first_or_second for each in table)
    kept = [each for each in table if each.first_or_second >= KEPT * most]
    return max(kept, key=lambda each: (round(each.worth, 9), each.threshold))


def main(argv: Sequence[str] | None = None) -> int:
    """Fit, print the table of thresholds and what the chosen one does to the other half; write it with `--write`."""
    parser = argparse.ArgumentParser(prog="python -m dateline.eval.fitting", description=main.__doc__)
    parser.add_argument("--write", action="store_true", help="replace service/answerable.json")
    args = parser.parse_args(argv)
    gold = load(GOLD)
    with opened(sample_paths(), Settings(), on_standard_error) as desk:
        found = samples(cases(GOLD, gold, desk.archive), desk)
        on_standard_error(f"{len(found)} questions and ablated copies retrieved")
        rows = [_rows(sample, desk) for sample in found]
        intercept, weights = fit([row for sample, row in zip(found, rows, strict=True) if sample.fitted_on])
        model = Weights(intercept, {name: weight for name, weight in weights.items() if weight}, 0.0, RELEVANT_AT)
        judged = _judged(found, model, desk)
        committed = _judged(found, default_weights(), desk)
    table = [figures([each for each in judged if each[0].fitted_on], threshold) for threshold in THRESHOLDS]
    best = choose(table)
    reported = figures([each for each in judged if not each[0].fitted_on], best.threshold)
    print(_shown(model, table, best, reported))
    print("\nthe committed weights at their threshold: the half that is fitted on, the other half:")
    for half in (True, False):
        print(_row(figures([each for each in committed if each[0].fitted_on is half], default_weights().answer_at)))
    if args.write:
        _write(model, best, {"samples": sum(sample.fitted_on for sample in found), "gold": gold.digest})
    return 0


def _judged(found: Sequence[Sample], model: Weights, desk: Desk) -> list[tuple[Sample, list[Candidate]]]:
    return [(sample, weigh(sample.reading, sample.hits, model, desk.near)) for sample in found]


def _rows(sample: Sample, desk: Desk) -> list[Row]:
    """The hits that nothing bars, with their signals."""
    candidates = weigh(sample.reading, sample.hits, _BLANK, desk.near)
    return [
        Row(tuple(each.signals[name] for name in USED), sample.labels[each.hit.passage.id])
        for each in candidates
        if not each.bars
    ]


def _shown(model: Weights, table: Sequence[Figures], best: Figures, reported: Figures) -> str:
    lines = [f"{'intercept':<18}{model.intercept:>8.3f}"]
    lines += [f"{name:<18}{weight:>8.3f}" for name, weight in model.weights.items()]
    lines += [
        "",
        f"{'threshold':>10}{'right 1st/2nd':>16}{'refused':>10}{'sum':>8}{'ablated':>10}   (the half that was fitted on)",
    ]
    lines += [_row(each) + ("   chosen" if each is best else "") for each in table]
    lines += ["", "the other half, at the chosen threshold:", _row(reported)]
    return "\n".join(lines)


def _row(each: Figures) -> str:
    return f"{each.threshold:>10.2f}{each.first_or_second:>16.3f}{each.refused:>10.3f}{each.worth:>8.3f}{each.ablated_refused:>10.3f}"


def _write(model: Weights, best: Figures, fitted_on: Mapping[str, object]) -> None:
    stored = {
        "intercept": model.intercept,
        "weights": model.weights,
        "answer_at": best.threshold,
        "relevant_at": model.relevant_at,
        "fitted_on": fitted_on,
    }
    _ANSWERABLE.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
