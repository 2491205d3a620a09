"""`dateline eval`: ask the gold questions, print how well they were answered, keep every answer in a report."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dateline.eval.averages import Average, averages, percentile
from dateline.eval.gold import cases, load
from dateline.eval.metrics import words
from dateline.eval.runner import Record, by_desk, on_standard_error, opened
from dateline.eval.runner import run as ask_all
from dateline.service.cli import emit
from dateline.service.settings import Settings

ROOM = Path(__file__).parent
GOLD = ROOM / "gold.jsonl"

COUNTED = {  # measures that are yes or no, printed as n/N
    "right_answers": "right answers",
    "right_refusals": "right refusals",
    "right_reasons": "right reasons of refusals",
    "false_refusals": "false refusals",
    "wrong_answers": "wrong answers",
    "as_of_leaks": "as-of leaks",
}
SHARES = {
    "recall@1": "recall@1",
    "recall@5": "recall@5",
    "recall@10": "recall@10",
    "mrr": "MRR",
    "citation_precision": "citation precision",
    "citation_recall": "citation recall",
}


def briefs() -> list[Path]:
    """The sample briefs, each named by its day; the data sheet beside them is none."""
    return sorted((ROOM / "articles").glob("20??-??-??-*.md"))


def run(*, articles: Path | None, gold: Path | None, report: Path | None, as_json: bool, settings: Settings) -> int:
    """Ask the gold questions of these articles, or of the samples; 0 when all were asked, 1 when one failed with an error.

    Raises GoldWrong, ArticlesUnreadable, and what ingesting raises.
    """
    path = gold or GOLD
    questions = load(path)
    with opened(briefs() if articles is None else [articles], settings, on_standard_error) as desk:
        asked = cases(path, questions, desk.archive)
        desk.ready()
        ask, search = by_desk(desk)
        records = ask_all(asked, ask=ask, search=search, say=on_standard_error)
        held = desk.store.status()
    measured = {
        "articles": held["articles"],
        "passages": held["passages"],
        "embedder": held["model"],
        "gold": questions.digest,
    }
    summary = summarise(records, measured)
    if report is not None:
        _write(report, records, summary)
    if as_json:
        emit(summary)
    else:
        print(table(summary))
    return 1 if summary["failed"] else 0


def summarise(records: Sequence[Record], measured: Mapping[str, object]) -> dict[str, Any]:
    """Everything that a run showed, as plain data. `measured`: what it was run on."""
    answers = [record.answer for record in records if record.answer is not None]
    lengths = [float(words(record.given.text)) for record in records if record.given and not record.given.refused]
    times = [record.milliseconds for record in records if record.error is None]
    kinds = dict.fromkeys(record.case.question.kind for record in records)
    return {
        "schema_version": 1,
        "questions": len(records),
        "measured": {**measured, "generators": sorted({_generator(asdict(answer.generator)) for answer in answers})},
        "degraded": sum(answer.degraded for answer in answers),
        "measures": _plain(averages([record.scores for record in records])),
        "words": {"median": percentile(lengths, 50), "p95": percentile(lengths, 95)},
        "ms": {"median": percentile(times, 50), "p95": percentile(times, 95)},
        "kinds": {
            kind: _plain(averages([r.scores for r in records if r.case.question.kind == kind])) for kind in kinds
        },
        "failed": [
            {"id": record.case.question.id, "why": record.error} for record in records if record.error is not None
        ],
    }


def table(summary: Mapping[str, Any]) -> str:
    """The summary for people: measures with their 95 % interval, then each kind of question, then what failed."""
    measures, measured = summary["measures"], summary["measured"]
    lines = [f"{summary['questions']} questions over {measured['articles']} articles, {measured['passages']} passages"]
    lines += [f"answered by {name}" for name in measured["generators"]]
    lines.append("")
    lines += [_line(name, measures[key], counted=True) for key, name in COUNTED.items() if key in measures]
    lines += [_line(name, measures[key], counted=False) for key, name in SHARES.items() if key in measures]
    lines.append(f"{'words per answer':<28}{_pair(summary['words'], 'median', 'p95')}")
    lines.append(f"{'milliseconds per question':<28}{_pair(summary['ms'], 'median', 'p95')}")
    lines += ["", f"{'kind':<20}{'right':>9}{'wrong':>9}{'refused':>9}{'recall@5':>10}{'MRR':>7}"]
    lines += [_kind(kind, found) for kind, found in summary["kinds"].items()]
    if summary["degraded"]:
        lines.append(f"\n{summary['degraded']} answers came without the model that was asked for")
    lines += [f"\nfailed: {each['id']}: {each['why']}" for each in summary["failed"]]
    return "\n".join(lines)


def _line(name: str, found: Mapping[str, Any], *, counted: bool) -> str:
    value = _count(found) if counted else f"{found['mean']:.3f}"
    share = f"{found['mean']:6.1%}  " if counted else " " * 8
    return f"{name:<28}{value:>8}  {share}[{found['low']:.3f}, {found['high']:.3f}]" + (
        "" if counted else f"  n={found['n']}"
    )


def _kind(kind: str, found: Mapping[str, Any]) -> str:
    refused = sum(float(found[name]["total"]) for name in ("right_refusals", "false_refusals") if name in found)
    recall, rank = found.get("recall@5"), found.get("mrr")
    shares = f"{recall['mean']:>10.2f}{rank['mean']:>7.2f}" if recall and rank else f"{'–':>10}{'–':>7}"
    return f"{kind:<20}{_count(found['right']):>9}{_count(found['wrong_answers']):>9}{refused:>9.0f}{shares}"


def _count(found: Mapping[str, Any]) -> str:
    return f"{found['total']:.0f}/{found['n']}"


def _pair(found: Mapping[str, float | None], *names: str) -> str:
    return ", ".join(f"{name} {'–' if (value := found[name]) is None else f'{value:.0f}'}" for name in names)


def _plain(found: Mapping[str, Average]) -> dict[str, dict[str, float]]:
    return {name: {key: round(value, 4) for key, value in asdict(each).items()} for name, each in found.items()}


def _generator(found: Mapping[str, str | None]) -> str:
    return " ".join(str(value) for value in found.values() if value is not None)


def _write(folder: Path, records: Sequence[Record], summary: Mapping[str, Any]) -> None:
    """`results.jsonl`, a line per question in the order asked, and `summary.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(_result(record), ensure_ascii=False) + "\n" for record in records]
    (folder / "results.jsonl").write_text("".join(lines), encoding="utf-8")
    (folder / "summary.json").write_text(json.dumps(summary, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _result(record: Record) -> dict[str, Any]:
    question, answer, given = record.case.question, record.answer, record.given
    return {
        **question.model_dump(
            mode="json", include={"id", "kind", "question", "as_of", "since", "sources", "answerable"}
        ),
        "expected_reason": question.reason,
        "accepted": question.accepted,
        "evidence": [[asdict(span) for span in group] for group in record.case.expected.evidence],
        "status": None if answer is None else answer.status,
        "reason": None if answer is None else answer.reason,
        "answer": None if answer is None else answer.answer,
        "citations": [] if given is None else [asdict(span) for span in given.citations],
        "hits": [] if given is None else [asdict(span) for span in given.hits],
        "scores": record.scores,
        "words": None if given is None else words(given.text),
        "ms": round(record.milliseconds, 1),
        "error": record.error,
    }
