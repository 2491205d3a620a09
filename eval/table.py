"""The summary for people: as a table for a terminal, and as Markdown for a pull request."""

from collections.abc import Iterator, Mapping
from typing import Any

COUNTED = {  # measures that are yes or no, printed as n/N
    "right_answers": "right answers",
    "right_refusals": "right refusals",
    "false_refusals": "false refusals",
    "wrong_answers": "wrong answers",
    "ablated_refused": "refused once ablated",
    "right_reasons": "right reasons",
    "right_speakers": "right speakers",
    "injections_contained": "injections contained",
    "as_of_leaks": "as-of leaks",
}
SHARES = {
    "recall@1": "recall@1",
    "recall@5": "recall@5",
    "recall@10": "recall@10",
    "mrr": "MRR",
    "ndcg@10": "nDCG@10",
    "citation_precision": "citation precision",
    "citation_recall": "citation recall",
}
_BESIDE = {"right_refusals": "right_refusals", "false_refusals": "false_refusals"}  # what the rival is shown beside
_SHOWN = 40  # findings; the report has all
_KINDS = {
    "broken": "a promise is broken",
    "failed": "failed",
    "changed": "made with something else",
    "worse": "worse than the baseline",
}


def table(summary: Mapping[str, Any]) -> str:
    """Measures with their 95 % interval, each kind of question, what failed, and the gate's verdict last."""
    measures, measured = summary["measures"], summary["measured"]
    lines = [
        f"{summary['questions']} questions over {measured['counts']['articles']} articles, {measured['counts']['passages']} passages"
    ]
    lines += [f"answered by {name}" for name in measured["generators"]]
    lines.append("")
    lines += [_counted(key, name, summary) for key, name in COUNTED.items() if key in measures]
    lines += [_share(name, measures[key]) for key, name in SHARES.items() if key in measures]
    lines += [f"{name:<28}{text}" for name, text in judged(summary)]
    lines.append(f"{'words per answer':<28}{pair(summary['words'])}")
    lines.append(f"{'milliseconds per question':<28}{pair(summary['ms'])}")
    lines += ["", f"{'kind':<20}{'right':>9}{'wrong':>9}{'refused':>9}{'recall@5':>10}{'MRR':>7}"]
    lines += [_kind(kind, found) for kind, found in summary["kinds"].items()]
    if summary["reasons"]:
        lines += ["", "refusals by reason"]
        lines += [
            f"  {reason:<24}" + ", ".join(f"{n} {sort}" for sort, n in counts.items())
            for reason, counts in summary["reasons"].items()
        ]
    if summary["degraded"]:
        lines.append(f"\n{summary['degraded']} answers came without the model that was asked for")
    return "\n".join([*lines, "", *verdict(summary["gate"])])


def verdict(gate: Mapping[str, Any]) -> Iterator[str]:
    """The gate in words: why it is red, what got better, what was signed."""
    for finding in gate["findings"][:_SHOWN]:
        where = f" {finding['id']}:" if finding["id"] else ""
        yield f"{_KINDS[finding['kind']]}:{where} {finding['why']}"
    if len(gate["findings"]) > _SHOWN:
        yield f"and {len(gate['findings']) - _SHOWN} more, in the report"
    yield from (f"signed: {each['id']} {each['check']}: {each['reason']}" for each in gate["signed"])
    if gate["better"]:
        yield "better: " + ", ".join(f"{each['id']} ({each['check']})" for each in gate["better"])
    if (found := gate["difference"]) is not None:
        yield f"right, now less then, paired: {found['mean']:+.3f} [{found['low']:+.3f}, {found['high']:+.3f}]"
    against = "compared with the baseline" if gate["compared"] else "without a baseline"
    yield f"the gate is {'green' if gate['green'] else 'RED'}, {against}"


def judged(summary: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """How good the confidence is, and the rival that reads the questions only: name and words."""
    found = summary["judgement"]
    if found is not None:
        yield "AURC", f"{found['aurc']:.3f}, in the best order {found['aurc_best_order']:.3f}"
        yield "Brier score", f"{found['brier']:.3f}, of a constant {found['brier_of_constant']:.3f}"
        if found["auroc"] is not None:
            singles = ", ".join(f"{name} {value:.3f}" for name, value in found["auroc_of_single_scores"].items())
            yield "AUROC of confidence", f"{found['auroc']:.3f}, of single scores: {singles}"
    if (rival := summary["question_only"]) is not None:
        yield "AUROC of wording alone", f"{rival['auroc']:.3f}"


def markdown(summary: Mapping[str, Any]) -> str:
    """For a pull request: the verdict first, then the figures, then what changed."""
    gate, measures = summary["gate"], summary["measures"]
    lines = [f"### Evaluation: {'green' if gate['green'] else 'red'}", ""]
    lines += [f"- {line}" for line in verdict(gate)]
    lines += ["", "| measure | value | 95 % interval | wording alone |", "|---|---|---|---|"]
    for key, name in {**COUNTED, **SHARES}.items():
        if key in measures:
            one = measures[key]
            value = f"{one['total']:.0f}/{one['n']} ({one['mean']:.1%})" if key in COUNTED else f"{one['mean']:.3f}"
            lines.append(f"| {name} | {value} | {one['low']:.3f}–{one['high']:.3f} | {_rival(key, summary)} |")
    lines += [f"| {name} | {text} | | |" for name, text in judged(summary)]
    lines += [f"| words per answer | {pair(summary['words'])} | | |", f"| milliseconds | {pair(summary['ms'])} | | |"]
    lines += ["", "| kind | right | wrong |", "|---|---|---|"]
    lines += [
        f"| {kind} | {_count(found['right'])} | {_count(found['wrong_answers'])} |"
        for kind, found in summary["kinds"].items()
    ]
    return "\n".join([*lines, ""])


def pair(found: Mapping[str, float | None]) -> str:
    """Median and p95."""
    return ", ".join(
        f"{name} {'–' if (value := found[name]) is None else f'{value:.0f}'}" for name in ("median", "p95")
    )


def _counted(key: str, name: str, summary: Mapping[str, Any]) -> str:
    found = summary["measures"][key]
    beside = _rival(key, summary)
    return f"{name:<28}{_count(found):>8}  {found['mean']:6.1%}  [{found['low']:.3f}, {found['high']:.3f}]" + (
        f"  by wording alone {beside}" if beside else ""
    )


def _rival(key: str, summary: Mapping[str, Any]) -> str:
    rival = summary["question_only"]
    return f"{rival[_BESIDE[key]]:.1%}" if rival is not None and key in _BESIDE else ""


def _share(name: str, found: Mapping[str, Any]) -> str:
    return f"{name:<28}{found['mean']:>8.3f}          [{found['low']:.3f}, {found['high']:.3f}]  n={found['n']}"


def _kind(kind: str, found: Mapping[str, Any]) -> str:
    refused = sum(float(found[name]["total"]) for name in ("right_refusals", "false_refusals") if name in found)
    recall, rank = found.get("recall@5"), found.get("mrr")
    shares = f"{recall['mean']:>10.2f}{rank['mean']:>7.2f}" if recall and rank else f"{'–':>10}{'–':>7}"
    return f"{kind:<20}{_count(found['right']):>9}{_count(found['wrong_answers']):>9}{refused:>9.0f}{shares}"


def _count(found: Mapping[str, Any]) -> str:
    return f"{found['total']:.0f}/{found['n']}"
