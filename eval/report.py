"""The report for people: one HTML file that needs nothing else. This gathers; `report.html.j2` says, `plots.py` draws.

The only file that knows both the summary and the single questions. Equal records give equal bytes.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined

from dateline.eval import plots
from dateline.eval.baseline import CHECKS
from dateline.eval.causes import REFUSED, cited, is_evidence, places, why
from dateline.eval.table import COUNTED, SHARES, judged, pair

Line = Mapping[str, Any]  # of results.jsonl

_LOW_IS_GOOD = {"false_refusals", "wrong_answers", "as_of_leaks"}
_RIVALLED = ("right_refusals", "false_refusals")
_MONTHS = "January February March April May June July August September October November December".split()
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
_BETTER = {
    "right": "is right now",
    "found": "has its evidence among the first ten passages now",
    "cited": "cites all its evidence now",
    "reason": "gives the right reason now",
    "speaker": "names the speaker now",
    "contained": "contains the injection now",
    "ablated": "is refused without its evidence now",
}
_OPEN = 4  # questions of a sort that are shown at once; the others are a click away


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
    known = {each["id"]: _named(number, each) for number, each in enumerate(results, start=1)}
    text = template.render(
        css=room.joinpath("report.css").read_text("utf-8"),
        summary=summary,
        gate=summary["gate"],
        findings=list(_findings(summary["gate"]["findings"], known)),
        signed=[
            {**each, "of": known.get(each["id"]), "check": CHECKS.get(each["check"], each["check"])}
            for each in summary["gate"]["signed"]
        ],
        better=[
            {**each, "of": known.get(each["id"]), "check": _BETTER.get(each["check"], each["check"])}
            for each in summary["gate"]["better"]
        ],
        measured=list(_flat(summary["measured"])),
        measures=list(_measures(summary)),
        judged=list(judged(summary)),
        pairs=[("words per answer", pair(summary["words"])), ("milliseconds per question", pair(summary["ms"]))],
        plots=list(_plots(summary, results)),
        kinds=_kinds(results),
        kinds_plot=_kinds_plot(results),
        reasons=[(reason, REFUSED.get(reason, ""), counts) for reason, counts in summary["reasons"].items()],
        ablated=[known[each["id"]] for each in results if each["ablated"] is not None],
        sorts=list(_sorts(list(known.values()))),
        every=list(known.values()),
        open=_OPEN,
    )
    return text.rstrip() + "\n"


def day(moment: str | None) -> str:
    """The day of an ISO 8601 date or moment, as people write it."""
    if moment is None:
        return "undated"
    found = date.fromisoformat(moment[:10])
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


def percent(share: float) -> str:
    """A share in per cent, to one decimal."""
    return f"{share * 100:.1f} %"


def _named(number: int, one: Line) -> dict[str, Any]:
    """A question with all that is told of it."""
    where, quoted = places(one), cited(one)
    answer = one["answer"]
    return {
        **one,
        "anchor": f"q{number}",
        "why": why(one),
        "said": _outcome(one),
        "filters": list(_filters(one)),
        "gold": [
            {"quotes": quotes, "place": place, "quoted": is_quoted}
            for quotes, place, is_quoted in zip(one["gold_quotes"], where, quoted, strict=True)
        ],
        "confidence": None if answer is None else answer["confidence"],
        "place": min((each for each in where if each is not None), default=None),
        "shown": [] if answer is None else list(_shown(answer, one)),
        "left": None
        if one["ablated"] is None or one["ablated"]["answer"] is None
        else list(_shown(one["ablated"]["answer"], None)),
    }


def _outcome(one: Line) -> str:
    refused = one["answer"] is not None and one["answer"]["status"] == "not_answered"
    if one["outcome"] == "right" and refused:
        return "rightly refused"
    return {"refused": "falsely refused"}.get(one["outcome"], one["outcome"])


def _filters(one: Line) -> Iterator[str]:
    yield from (f"asked after “{each}”" for each in one["before"])
    if one["as_of"] is not None:
        yield f"as of {day(one['as_of'])}"
    if one["since"] is not None:
        yield f"since {day(one['since'])}"
    if one["sources"]:
        yield f"only from {', '.join(one['sources'])}"


def _shown(answer: Mapping[str, Any], one: Line | None) -> Iterator[dict[str, Any]]:
    """The claims of an answer, each with its quotes; then what is quoted for a conflict alone."""
    quotes = {
        each["number"]: {**each, "is_evidence": one is not None and is_evidence(one, each)}
        for each in answer["citations"]
    }
    used = {number for claim in answer["claims"] for number in claim["citations"]}
    for claim in answer["claims"]:
        text = claim["text"] if claim["kind"] == "written" else None
        yield {"text": text, "said_by": claim["said_by"], "quotes": [quotes[number] for number in claim["citations"]]}
    if rest := [quote for number, quote in quotes.items() if number not in used]:
        yield {"text": None, "said_by": None, "quotes": rest}


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


def _flat(found: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for name, value in found.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{name}.")
        else:
            many = isinstance(value, list | tuple)
            yield before + name, ", ".join(map(str, value)) if many else "none" if value is None else str(value)


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
        told = "How often an answer is right at each confidence. On the dashed line, a confidence of 30 % would be right 30 times of 100; above it, Dateline is too modest."
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
        told = "Share of the evidence that is among the first k passages. Bars: 95 % intervals."
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


def _sorts(every: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The questions that went wrong, each in the first sort that it belongs to, most instructive first."""
    left = list(every)
    sorts: tuple[tuple[str, str, Callable[[Any], bool], Callable[[Any], Any]], ...] = (
        ("Answered wrongly", "The surest first.", lambda q: q["answerable"] and q["outcome"] == "wrong", lambda q: -q["confidence"]),
        ("Answered, though no article answers it", "The surest first.", lambda q: q["outcome"] == "wrong", lambda q: -q["confidence"]),
        ("Broken promises", "", lambda q: bool(q["breaches"]), lambda q: 0),
        ("Falsely refused", "Where the evidence was found highest, first.", lambda q: q["outcome"] == "refused", lambda q: (q["place"] or 99, -q["confidence"])),
        ("Failed", "", lambda q: q["outcome"] == "failed", lambda q: 0),
    )  # fmt: skip
    for title, note, belongs, order in sorts:
        mine = sorted((each for each in left if belongs(each)), key=order)
        left = [each for each in left if not belongs(each)]
        if mine:
            yield {"title": title, "note": note, "cards": mine}
