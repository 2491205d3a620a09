"""`dateline eval --model NAME`: the same questions with and without a language model, in one run, question by question.

The archive, its index and the passages found are the same; what differs is who words the answer. Claims of the model that its
quotes do not carry were shown as the quotes: what share was carried is the draft's survival.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from dateline.eval.averages import average, difference, percentile, wilson
from dateline.eval.evaluation import held, revisions_of
from dateline.eval.gate import Breach
from dateline.eval.gold import Case
from dateline.eval.metrics import words
from dateline.eval.runner import Record, Say
from dateline.eval.runner import run as ask_all
from dateline.eval.serving import served
from dateline.service.desk import Desk
from dateline.service.metrics import Metrics
from dateline.service.providers import models
from dateline.service.settings import Settings

EMBEDDED = "embedded"
_SCORES = ("right_answers", "right_refusals", "false_refusals", "wrong_answers", "right_reasons", "right_speakers")


@dataclass(frozen=True, slots=True)
class Pair:
    """The records of both runs, in the same order, and every promise that an answer with the model broke."""

    model: str
    without: Sequence[Record]
    with_model: Sequence[Record]
    breaches: Sequence[Breach]


def without_model(settings: Settings) -> Settings:
    """The same settings, keyless."""
    none = ("llm", "llm_url", "llm_model", "judge_url", "judge_model")
    return settings.model_copy(update=dict.fromkeys(none))


def with_model(settings: Settings, name: str) -> Settings:
    """The same settings with this model: the embedded one by that word, any other at the endpoint that is set."""
    if name == EMBEDDED:
        return settings.model_copy(update={"llm": EMBEDDED, "llm_url": None, "llm_model": None})
    return settings.model_copy(update={"llm": None, "llm_model": name})


def ask_both(cases: Sequence[Case], keyless: Desk, settings: Settings, name: str, say: Say) -> Pair:
    """Ask every question without the model, then with it. `keyless`: a desk that answers without one."""
    desk = replace(keyless, models=models(with_model(settings, name)), metrics=Metrics())
    with served(keyless) as client:
        without = ask_all(cases, client, say)
    with served(desk) as client:
        records = ask_all(cases, client, say)
        return Pair(name, without, records, held(records, revisions_of(client)))


def summary(pair: Pair) -> dict[str, Any]:
    """Everything as plain data; figures to 4 decimals."""
    answers = [each.answer for each in pair.with_model if each.answer is not None]
    used = [answer["usage"] for answer in answers if answer["usage"] is not None]
    fell_back = Counter(reason for usage in used for reason in usage["fell_back"])
    written = sum(usage["written"] for usage in used)
    costs = [usage["cost_usd"] for usage in used if usage["cost_usd"] is not None]
    return {
        "questions": len(pair.without),
        "model": pair.model,
        "generators": sorted({str(answer["generator"]["model"]) for answer in answers if answer["generator"]["model"]}),
        "measures": {name: found for name in _SCORES if (found := _compared(pair, name)) is not None},
        "words": {"keyless": _words(pair.without), "model": _words(pair.with_model)},
        "ms": {"keyless": _milliseconds(pair.without), "model": _milliseconds(pair.with_model)},
        "asked": len(used),
        "claims": {
            "written": written,
            "fell_back": dict(sorted(fell_back.items())),
            "survival": _share(written, written + sum(fell_back.values())),
        },
        "degraded": dict(sorted(Counter(str(a["degraded_reason"]) for a in answers if a["degraded"]).items())),
        "tokens": {side: sum(usage[f"{side}_tokens"] for usage in used) for side in ("prompt", "reply")},
        "cost_usd": round(sum(costs), 6) if costs else None,
        "breaches": [{"id": each.id, "why": each.why} for each in pair.breaches],
        "failed": [{"id": r.case.question.id, "why": r.error} for r in pair.with_model if r.error is not None],
    }


def table(found: dict[str, Any]) -> str:
    """The summary for a terminal: both runs side by side, the difference with its paired 95 % interval."""
    lines = [
        f"{found['questions']} questions, without a model and with {', '.join(found['generators']) or found['model']}",
        "",
    ]
    lines.append(f"{'':<22}{'keyless':>10}{'model':>10}{'difference':>24}")
    for name, each in found["measures"].items():
        change = f"{each['difference']:+.3f} [{each['low']:+.3f}, {each['high']:+.3f}]"
        lines.append(
            f"{name.replace('_', ' '):<22}{each['keyless']:>7.0f}/{each['n']:<3}{each['model']:>6.0f}/{each['n']:<3}{change:>24}"
        )
    for name in ("words", "ms"):
        for key in ("median", "p95"):
            one, other = (found[name][side][key] for side in ("keyless", "model"))
            lines.append(f"{name + ', ' + key:<22}{_plain(one):>10}{_plain(other):>10}")
    claims = found["claims"]
    lines += [
        "",
        f"{found['asked']} questions were put to the model; {claims['written']} claims shown as it wrote them",
    ]
    if (survival := claims["survival"]) is not None:
        lines.append(f"survival of its claims {survival['share']:.3f} [{survival['low']:.3f}, {survival['high']:.3f}]")
    lines += [f"  became its quotes: {reason} {n}" for reason, n in claims["fell_back"].items()]
    lines += [f"  without the model's part: {reason} {n}" for reason, n in found["degraded"].items()]
    cost = "no prices are set" if found["cost_usd"] is None else f"{found['cost_usd']:.4f} US dollars"
    lines.append(f"tokens {found['tokens']['prompt']} + {found['tokens']['reply']}; {cost}")
    lines += [f"a promise is broken: {each['id']}: {each['why']}" for each in found["breaches"]]
    lines += [f"failed: {each['id']}: {each['why']}" for each in found["failed"]]
    return "\n".join(lines)


def _compared(pair: Pair, name: str) -> dict[str, float] | None:
    both = [
        (one.scores[name], other.scores[name])
        for one, other in zip(pair.without, pair.with_model, strict=True)
        if name in one.scores and name in other.scores
    ]
    if not both:
        return None
    old, new = [one for one, _ in both], [other for _, other in both]
    change = difference(old, new)
    found = {"difference": change.mean, "low": change.low, "high": change.high}
    rounded = {key: round(value, 4) for key, value in found.items()}
    return {"keyless": average(old).total, "model": average(new).total, "n": len(both), **rounded}


def _words(records: Sequence[Record]) -> dict[str, float | None]:
    lengths = [float(words(each.given.text)) for each in records if each.given and not each.given.refused]
    return {"median": percentile(lengths, 50), "p95": percentile(lengths, 95)}


def _milliseconds(records: Sequence[Record]) -> dict[str, float | None]:
    times = [each.milliseconds for each in records if each.error is None]
    return {"median": percentile(times, 50), "p95": percentile(times, 95)}


def _share(part: int, whole: int) -> dict[str, float] | None:
    if not whole:
        return None
    low, high = wilson(part, whole)
    return {"share": round(part / whole, 4), "low": round(low, 4), "high": round(high, 4)}


def _plain(value: float | None) -> str:
    return "none" if value is None else f"{value:.0f}"
