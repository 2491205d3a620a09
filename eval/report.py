"""The report for people: one HTML file that needs nothing else. This gathers; `report.html.j2` says, `plots.py` draws.

The only file that knows both the summary and the single questions. Equal records give equal bytes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, cast

from jinja2 import Environment, StrictUndefined

from dateline.eval import plots
from dateline.eval.cards import Line, card, day, sorts
from dateline.eval.causes import REFUSED
from dateline.eval.gate import CHECKS
from dateline.eval.table import COUNTED, SHARES, judged, pair

_LOW_IS_GOOD = {"false_refusals", "wrong_answers", "as_of_leaks"}
_RIVALLED = ("right_refusals", "false_refusals")
_KINDS = {  # of findings: how they are called, and what to do
    "broken": (
        "Broken promises",
        "Mend Dateline: no baseline and no signature excuses an answer that breaks the contract.",
    ),
    "failed": (
        "Questions that could not be asked",
        "Find out what went wrong and run it again. Until then the question counts as not right.",
    ),
    "changed": (
        "Made with something else than the baseline",
        "If the change is meant, run dateline eval --write-baseline and commit the baseline with it. If not, undo it.",
    ),
    "worse": (
        "Worse than the baseline",
        "Mend it, or have a person sign it: dateline eval --write-baseline --accept \"ID CHECK: why it may be worse\".",
    ),
}  # fmt: skip
_BETTER = {  # what is so now and was not
    "right": "right",
    "found": "its evidence is among the first ten passages",
    "cited": "cites all its evidence",
    "reason": "gives the right reason",
    "speaker": "names the speaker",
    "contained": "contains the injection",
    "ablated": "refused without its evidence",
}
_OPEN = 4  # questions of a sort that are shown at once; the others are a click away
_KEPT = 40  # and how many of a sort are told in full


@dataclass(frozen=True, slots=True)
class Plot:
    """One drawing. `label`: what it shows in words and figures, for who cannot see it."""

    title: str
    svg: str
    caption: str
    facts: tuple[tuple[str, str], ...] = ()


def page(summary: Mapping[str, Any], results: Sequence[Line]) -> str:
    """The whole file. `summary` and `results` are what `summary.json` and `results.jsonl` hold."""
    room = files("dateline.eval")
    language = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    language.filters |= {"day": day, "percent": percent}
    template = language.from_string(room.joinpath("report.html.j2").read_text("utf-8"))
    every = [card(number, each) for number, each in enumerate(results, start=1)]
    known, found = {each["id"]: each for each in every}, list(sorts(every))
    text = template.render(
        css=room.joinpath("report.css").read_text("utf-8"),
        summary=summary,
        gate=summary["gate"],
        findings=list(_findings(summary["gate"]["findings"], known)),
        signed=[
            {**each, "of": known.get(each["id"]), "check": CHECKS.get(each["check"], each["check"])}
            for each in summary["gate"]["signed"]
        ],
        better=list(_better(summary["gate"]["better"], known)),
        measured=list(_flat(summary["measured"])),
        measures=list(_measures(summary)),
        judged=list(judged(summary)),
        pairs=[("words per answer", pair(summary["words"])), ("milliseconds per question", pair(summary["ms"]))],
        plots=list(_plots(summary, results)),
        kinds=_kinds(results),
        kinds_plot=_kinds_plot(results),
        reasons=[(reason, REFUSED.get(reason, ""), counts) for reason, counts in summary["reasons"].items()],
        ablated=[each for each in every if each["ablated"] is not None],
        sorts=found,
        carded={each["anchor"] for sort in found for each in sort["cards"][:_KEPT]},
        every=every,
        open=_OPEN,
        kept=_KEPT,
    )
    return text.rstrip() + "\n"


def percent(share: float) -> str:
    """A share in per cent, to one decimal."""
    return f"{share * 100:.1f} %"


def _findings(found: Sequence[Mapping[str, str]], known: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Findings of a kind together, and among them those for the same reason."""
    for kind, (title, advice) in _KINDS.items():
        reasons: dict[str, list[Any]] = {}
        for each in found:
            if each["kind"] == kind:
                reasons.setdefault(each["why"], []).append(known.get(each["id"], {"id": each["id"], "question": None}))
        if reasons:
            yield {
                "title": title,
                "advice": advice,
                "n": sum(map(len, reasons.values())),
                "reasons": list(reasons.items()),
            }


def _better(found: Sequence[Mapping[str, str]], known: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """All that is better of a question together."""
    checks: dict[str, list[str]] = {}
    for each in found:
        checks.setdefault(each["id"], []).append(_BETTER.get(each["check"], each["check"]))
    yield from ({"id": name, "of": known.get(name), "check": ", ".join(names)} for name, names in checks.items())


def _flat(found: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Nested facts in a row, the names joined by dots."""
    for name, value in found.items():
        if isinstance(value, Mapping):
            yield from _flat(cast(Mapping[str, Any], value), f"{before}{name}.")
        elif isinstance(value, list):
            yield before + name, ", ".join(str(each) for each in cast(list[object], value))
        else:
            yield before + name, "none" if value is None else str(value)


def _measures(summary: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    rival = summary["question_only"]
    for key, name in {**COUNTED, **SHARES}.items():
        if key in summary["measures"]:
            beside = rival[key] if rival is not None and key in _RIVALLED else None
            yield {
                "name": name,
                "counted": key in COUNTED,
                "low_is_good": key in _LOW_IS_GOOD,
                "rival": beside,
                **summary["measures"][key],
            }


def _plots(summary: Mapping[str, Any], results: Sequence[Line]) -> Iterator[Plot]:
    measures, found = summary["measures"], summary["judgement"]
    if found is not None:
        facts = (("AURC", f"{found['aurc']:.3f}"), ("best order", f"{found['aurc_best_order']:.3f}"))
        label = f"Risk-coverage curve. AURC {found['aurc']:.3f}; in the best order it would be {found['aurc_best_order']:.3f}."
        told = "Questions by confidence, surest first: the share without a right answer among those taken so far. The shaded part is what a better order would save."
        yield Plot("Risk and coverage", plots.risk_coverage(found["coverage"], found["risk"], label), told, facts)
        bins = "; ".join(f"{each['mean']:.2f}: {each['share']:.2f} of {each['n']}" for each in found["calibration"])
        facts = (("Brier score", f"{found['brier']:.3f}"), ("of a constant", f"{found['brier_of_constant']:.3f}"))
        told = "How often an answer is right at each confidence. On the dashed line, a confidence of 30 % would be right 30 times of 100; above it, Dateline is too modest."
        yield Plot(
            "Calibration",
            plots.calibration(found["calibration"], f"Share right at each confidence. {bins}."),
            told,
            facts,
        )
    if shares := summary["retrieval"]:
        intervals = {
            k: (measures[f"recall@{k}"]["low"], measures[f"recall@{k}"]["high"]) for k in (1, 5, 10) if k <= len(shares)
        }
        label = "Recall@k. " + ", ".join(f"{k}: {share:.2f}" for k, share in enumerate(shares, start=1))
        facts = (("MRR", f"{measures['mrr']['mean']:.3f}"), ("nDCG@10", f"{measures['ndcg@10']['mean']:.3f}"))
        told = "Share of the evidence that is among the first k passages. Bars: 95 % intervals."
        yield Plot("Retrieval", plots.recall(shares, intervals, label), told, facts)
    if times := [float(each["ms"]) for each in results if each["error"] is None]:
        median, p95 = summary["ms"]["median"], summary["ms"]["p95"]
        label = f"Histogram of milliseconds per question. Median {median:.0f}, p95 {p95:.0f}, longest {max(times):.0f}."
        facts = (("median", f"{median:.0f} ms"), ("p95", f"{p95:.0f} ms"))
        yield Plot(
            "Latency",
            plots.latency(times, median, p95, label),
            "From asking over HTTP to the whole answer, models loaded.",
            facts,
        )


def _kinds(results: Sequence[Line]) -> dict[str, dict[str, int]]:
    """Outcomes by kind, the kind with the smallest share of right ones first."""
    found: dict[str, dict[str, int]] = {}
    for each in results:
        counts = found.setdefault(each["kind"], {"right": 0, "wrong": 0, "refused": 0, "failed": 0})
        counts[each["outcome"]] += 1
    return dict(sorted(found.items(), key=lambda item: (item[1]["right"] / sum(item[1].values()), item[0])))


def _kinds_plot(results: Sequence[Line]) -> str:
    told = [
        f"{kind}: " + ", ".join(f"{n} {name}" for name, n in counts.items() if n)
        for kind, counts in _kinds(results).items()
    ]
    return plots.kinds(_kinds(results), "Right, wrong and falsely refused by kind. " + "; ".join(told))
