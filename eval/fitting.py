"""`python -m dateline.eval.fitting`: fits the weights and thresholds of "can this be answered?" on text of our own.

The questions and articles of `eval/fit` are used and no others, so that the gold questions report on what was not fitted on. Beside
every question stand copies that nothing answers: *ablated*, over the same articles without the sentences that answer it, and
*elsewhere*, over the articles of the other worlds of that folder (the word before the first hyphen of an id names its world).
Thresholds and calibration are chosen by what five-fold cross-validation says, in which no question is judged by weights that saw it.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from dateline.eval.gold import load
from dateline.eval.logits import USED, Row, fit, fit_order
from dateline.eval.runner import on_standard_error
from dateline.eval.samples import FOLDS, Sample, samples
from dateline.eval.serving import opened
from dateline.eval.thresholds import THRESHOLDS, Figures, calibrated, choose, figures, strictest
from dateline.eval.validator import located
from dateline.indexes.cross_encoder import cross_encoder
from dateline.service.answerable import weigh
from dateline.service.candidates import Candidate, ordered
from dateline.service.rereading import logits, together
from dateline.service.settings import Settings
from dateline.service.weights import Read, Weights, log_odds

FOLDER = Path(__file__).parent / "fit"
RELEVANT_AT = 0.43  # chosen by eye between far questions and near misses of that folder; not fitted
_ANSWERABLE = Path(__file__).parent.parent / "service" / "answerable.json"
_BLANK = Weights(0.0, {}, 0.0, 0.0, RELEVANT_AT, (1.0, 0.0), {})

Judged = tuple[Sample, Sequence[Candidate], Weights]  # with the weights that judged it


def main(argv: Sequence[str] | None = None) -> int:
    """Fit, print the table of thresholds by cross-validation; write the weights with `--write`."""
    parser = argparse.ArgumentParser(prog="python -m dateline.eval.fitting", description=main.__doc__)
    parser.add_argument("--write", action="store_true", help="replace service/answerable.json")
    args = parser.parse_args(argv)
    gold = load(FOLDER / "questions.jsonl")
    with opened([FOLDER / "articles", FOLDER / "revisions"], Settings(), on_standard_error) as desk:
        found = samples(located(FOLDER / "questions.jsonl", gold.lines, desk.archive), desk)
        on_standard_error(f"{len(found)} questions and ablated copies retrieved")
        weighed = [(sample, weigh(sample.reading, sample.hits, _BLANK, desk.near)) for sample in found]
        told = [(sample.fold, _rows(sample, candidates)) for sample, candidates in weighed]
        signalled: list[Judged] = []
        for fold in range(FOLDS):
            model = _model([rows for each, rows in told if each != fold])
            signalled += [(sample, reweighed(each, model), model) for sample, each in weighed if sample.fold == fold]
        read = [logits(sample.reading.standalone, candidates, cross_encoder()) for sample, candidates, _ in signalled]
        on_standard_error(f"{sum(len(each) for each in read)} sentences read")
    judged = _judged(signalled, read)
    table = [figures(judged, threshold) for threshold in THRESHOLDS]
    chosen, strict = choose(table), strictest(table)
    model = replace(_model([rows for _, rows in told]), read=_read(list(zip(signalled, read, strict=True))))
    print(_shown(model, table, chosen, strict))
    if args.write:
        stored = {
            "intercept": model.intercept,
            "weights": model.weights,
            "order": model.order,
            "read": asdict(model.read) if model.read else None,
            "answer_at": chosen.threshold,
            "strict_at": strict.threshold,
            "relevant_at": RELEVANT_AT,
            "calibration": calibrated(judged),
            "fitted_on": {"samples": len(found), "questions": gold.digest},
        }
        _ANSWERABLE.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")
    return 0


def _model(questions: Sequence[Sequence[Row]]) -> Weights:
    intercept, weights = fit([row for rows in questions for row in rows])
    return replace(_BLANK, intercept=intercept, weights=weights, order=fit_order(questions))


def _judged(
    signalled: Sequence[Judged], read: Sequence[Mapping[str, float]]
) -> list[tuple[Sample, Sequence[Candidate]]]:
    """Every sample as it would be judged with its sentences read, by weights that saw no copy of it."""
    pairs = list(zip(signalled, read, strict=True))
    counts = {fold: _read([pair for pair in pairs if pair[0][0].fold != fold]) for fold in range(FOLDS)}
    return [
        (
            sample,
            together(candidates, found, replace(model, read=counts[sample.fold])) if found else candidates,
        )
        for (sample, candidates, model), found in pairs
    ]


def _read(pairs: Sequence[tuple[Judged, Mapping[str, float]]]) -> Read:
    """How much signals and logits count beside one another, fitted on what weights say that saw no copy of the question."""
    rows: list[Row] = []
    orders: list[list[Row]] = []
    for (sample, candidates, model), found in pairs:
        some = [each for each in candidates if each.hit.passage.id in found]
        answer = [sample.labels[each.hit.passage.id] for each in some]
        read = [found[each.hit.passage.id] for each in some]
        odds = [log_odds(each.likelihood(model)) for each in some]
        rows += [Row((*each,), right) for *each, right in zip(odds, read, answer, strict=True)]
        preferences = [each.preference for each in some]
        orders.append([Row((*each,), right) for *each, right in zip(preferences, read, answer, strict=True)])
    intercept, answers = fit(rows, ("signals", "read"))
    order = fit_order(orders, ("signals", "read"), penalty=1.0)  # two numbers, hundreds of questions
    return Read(answers["signals"], answers["read"], intercept, order["signals"], order["read"])


def reweighed(candidates: Sequence[Candidate], model: Weights) -> list[Candidate]:
    """The same sentences under other weights, likeliest first."""
    return ordered(each.under(model) for each in candidates)


def _rows(sample: Sample, candidates: Sequence[Candidate]) -> list[Row]:
    """The hits that nothing bars, with their signals."""
    return [
        Row(tuple(each.signals[name] for name in USED), sample.labels[each.hit.passage.id])
        for each in candidates
        if not each.is_barred
    ]


def _shown(model: Weights, table: Sequence[Figures], chosen: Figures, strict: Figures) -> str:
    lines = [f"{'':<18}{'answers':>8}{'order':>8}", f"{'intercept':<18}{model.intercept:>8.3f}"]
    lines += [f"{name:<18}{model.weights.get(name, 0):>8.3f}{model.order.get(name, 0):>8.3f}" for name in USED]
    if model.read is not None:
        lines += [f"{name:<18}{value:>8.3f}" for name, value in asdict(model.read).items()]
    lines += ["", f"{'threshold':>10}{'right':>8}{'refused':>10}{'ablated':>10}{'worth':>8}   (cross-validated)"]
    for each in table:
        mark = "   chosen" if each is chosen else "   strict" if each is strict else ""
        lines.append(
            f"{each.threshold:>10.2f}{each.right:>8.3f}{each.refused:>10.3f}{each.ablated_refused:>10.3f}{each.worth:>8.3f}{mark}"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
