"""Everything that a run showed, as plain data: what the table, the report, the Markdown and `--json` are made of."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from dateline.eval.averages import Average, average, averages, percentile
from dateline.eval.curves import auroc, brier, brier_of_constant, calibration, risk_coverage
from dateline.eval.evaluation import Evaluation, generators
from dateline.eval.gate import Verdict
from dateline.eval.metrics import recall_at, words
from dateline.eval.question_only import question_only
from dateline.eval.runner import HITS, Record

SCHEMA = 2


def summarise(evaluation: Evaluation, verdict: Verdict) -> dict[str, Any]:
    """The whole summary; figures to 4 decimals."""
    records = evaluation.records
    lengths = [float(words(each.given.text)) for each in records if each.given and not each.given.refused]
    times = [each.milliseconds for each in records if each.error is None]
    kinds = dict.fromkeys(each.case.question.kind for each in records)
    return {
        "schema_version": SCHEMA,
        "questions": len(records),
        "measured": {**evaluation.measured, "generators": generators(records)},
        "gate": _gate(verdict),
        "degraded": sum(bool(each.answer and each.answer["degraded"]) for each in records),
        "measures": _plain(_with_ablation(evaluation)),
        "judgement": _judgement(records),
        "question_only": _question_only(records),
        "reasons": _reasons(records),
        "retrieval": _retrieval(records),
        "words": {"median": percentile(lengths, 50), "p95": percentile(lengths, 95)},
        "ms": {"median": percentile(times, 50), "p95": percentile(times, 95)},
        "kinds": {
            kind: _plain(averages([r.scores for r in records if r.case.question.kind == kind])) for kind in kinds
        },
        "failed": [{"id": r.case.question.id, "why": r.error} for r in records if r.error is not None],
    }


def result(record: Record, evaluation: Evaluation) -> dict[str, Any]:
    """One question, all of it: a line of `results.jsonl`."""
    question, answer = record.case.question, record.answer
    gone = next((each for each in evaluation.ablated if each.id == question.id), None)
    return {
        **question.model_dump(mode="json", exclude={"evidence"}),
        "evidence": [[asdict(span) for span in group] for group in record.case.expected.evidence],
        "gold_quotes": [[each.model_dump() for each in group] for group in question.evidence],
        "outcome": record.outcome,
        "answer": answer,
        "hits": list(record.hits),
        "scores": record.scores,
        "breaches": [each.why for each in evaluation.breaches if each.id == question.id],
        "ablated": None if gone is None else {"right": gone.right, "answer": gone.answer, "error": gone.error},
        "words": None if record.given is None else words(record.given.text),
        "ms": round(record.milliseconds, 1),
        "error": record.error,
    }


def _gate(verdict: Verdict) -> dict[str, Any]:
    return {
        "green": verdict.green,
        "compared": verdict.compared,
        "findings": [asdict(each) for each in verdict.findings],
        "better": [asdict(each) for each in verdict.better],
        "signed": [asdict(each) for each in verdict.signed],
        "difference": None if verdict.difference is None else _rounded(verdict.difference),
    }


def _with_ablation(evaluation: Evaluation) -> dict[str, Average]:
    found = averages([each.scores for each in evaluation.records])
    if evaluation.ablated:
        found["ablated_refused"] = average([float(each.right) for each in evaluation.ablated])
    return found


def _judgement(records: Sequence[Record]) -> dict[str, Any] | None:
    """How good the stated confidence is. A failed question has none and stays out of it: it is listed."""
    judged = [each for each in records if each.answer is not None]
    if not judged:
        return None
    confidence = [float(each.answer["confidence"]) for each in judged if each.answer is not None]
    right = [each.outcome == "right" and each.case.expected.answerable for each in judged]
    answerable = [each.case.expected.answerable for each in judged]
    curve = risk_coverage(confidence, right)
    singles = {
        name: auroc([_best(each, name) for each in judged], answerable) for name in ("keywords", "vectors", "score")
    }
    return {
        "aurc": round(curve.aurc, 4),
        "aurc_best_order": round(curve.best, 4),
        "coverage": [round(each, 4) for each in curve.coverage],
        "risk": [round(each, 4) for each in curve.risk],
        "brier": round(brier(confidence, right), 4),
        "brier_of_constant": round(brier_of_constant(right), 4),
        "calibration": [asdict(each) for each in calibration(confidence, right)],
        "auroc": _round(auroc(confidence, answerable)),
        "auroc_of_single_scores": {name: _round(value) for name, value in singles.items()},
    }


def _best(record: Record, name: str) -> float:
    """The best score of one sort among the hits of a question, 0 without one."""
    values = [hit["score"] if name == "score" else hit["scores"].get(name, 0.0) for hit in record.hits]
    return max((float(value) for value in values), default=0.0)


def _question_only(records: Sequence[Record]) -> dict[str, float] | None:
    refused = sum(each.given is not None and each.given.refused for each in records)
    texts = [" ".join((*each.case.question.before, each.case.question.question)) for each in records]
    found = question_only(texts, [each.case.expected.answerable for each in records], refused)
    return None if found is None else {name: round(value, 4) for name, value in asdict(found).items()}


def _reasons(records: Sequence[Record]) -> dict[str, dict[str, int]]:
    """Refusals by the reason given: right (it was unanswerable, and this the reason or none is named), another, false."""
    table: dict[str, Counter[str]] = {}
    for each in records:
        if each.given is None or not each.given.refused:
            continue
        expected = each.case.expected
        sort = (
            "false" if expected.answerable else ("right" if expected.reason in (None, each.given.reason) else "other")
        )
        table.setdefault(str(each.given.reason), Counter())[sort] += 1
    return {reason: dict(sorted(counts.items())) for reason, counts in sorted(table.items())}


def _retrieval(records: Sequence[Record]) -> list[float]:
    """Share of evidence groups among the first k passages, k = 1 to 10, over the answerable questions."""
    with_evidence = [each for each in records if each.case.expected.evidence]
    if not with_evidence:
        return []
    return [
        round(
            average(
                [recall_at(k, r.case.expected.evidence, r.given.hits if r.given else ()) for r in with_evidence]
            ).mean,
            4,
        )
        for k in range(1, HITS + 1)
    ]


def _plain(found: dict[str, Average]) -> dict[str, dict[str, float]]:
    return {name: _rounded(each) for name, each in found.items()}


def _rounded(found: Average) -> dict[str, float]:
    return {key: round(value, 4) for key, value in asdict(found).items()}


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
