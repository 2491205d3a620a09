"""`dateline eval`: ask gold questions over HTTP, hold the answers against the contract and the baseline, write the report."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dateline.eval.baseline import read, write
from dateline.eval.evaluation import Evaluation, as_run, evaluate
from dateline.eval.fingerprints import fingerprints
from dateline.eval.gate import Run, Signature, Verdict, judge
from dateline.eval.gold import load
from dateline.eval.runner import on_standard_error
from dateline.eval.serving import opened
from dateline.eval.summary import result, summarise
from dateline.eval.table import markdown, table
from dateline.eval.validator import cases
from dateline.service.cli import WorkFailed, emit
from dateline.service.settings import Settings

ROOM = Path(__file__).parent
GOLD = ROOM / "gold.jsonl"
BASELINE = ROOM / "baseline.json"


@dataclass(frozen=True, slots=True)
class Options:
    """What `dateline eval` was asked for. `baseline`: to compare with; the committed one for the sample set."""

    articles: Path | None = None
    gold: Path | None = None
    suite: str | None = None
    report: Path | None = None
    baseline: Path | None = None
    write_baseline: bool = False
    accept: tuple[str, ...] = ()
    as_json: bool = False
    model: str | None = None


def sample_paths() -> list[Path]:
    """The sample articles in the order in which they came: the briefs, then what their newsrooms revised."""
    return [ROOM / "articles", ROOM / "revisions"]


def run(options: Options, settings: Settings) -> int:
    """Measure; 0 when every question was asked and the gate is green, otherwise 1.

    Raises GoldWrong, BaselineUnreadable, ArticlesUnreadable, WorkFailed, and what ingesting raises.
    """
    signed = [signature(each) for each in options.accept]
    if options.model is not None:
        return _beside(options, settings, options.model)
    against = _baseline(options)
    if options.suite is not None and options.articles is not None:
        from dateline.eval.suites import measure  # not above: a suite takes the sample briefs from this module

        evaluation = measure(options.suite, options.articles, settings, on_standard_error)
        return conclude(evaluation, options, against, signed)
    path = options.gold or GOLD
    questions = load(path)
    with opened(
        sample_paths() if options.articles is None else [options.articles], settings, on_standard_error
    ) as desk:
        asked = cases(path, questions, desk.archive)
        held = desk.store.status()
        measured = fingerprints(desk, settings, questions.digest)
        measured["counts"] = {"articles": held["articles"], "passages": held["passages"]}
        evaluation = evaluate(asked, desk, measured, on_standard_error)
    return conclude(evaluation, options, against, signed)


def _beside(options: Options, settings: Settings, model: str) -> int:
    """The questions without and with a model; 0 when all were answered and no promise was broken."""
    from dateline.eval import paired  # not above: only this needs it

    path = options.gold or GOLD
    questions = load(path)
    keyless = paired.without_model(settings)
    articles = sample_paths() if options.articles is None else [options.articles]
    with opened(articles, keyless, on_standard_error) as desk:
        pair = paired.ask_both(cases(path, questions, desk.archive), desk, settings, model, on_standard_error)
    found = paired.summary(pair)
    if options.as_json:
        emit(found)
    else:
        print(paired.table(found))
    return 1 if found["breaches"] or found["failed"] else 0


def _baseline(options: Options) -> Run | None:
    """The run to compare with, if any. Raises BaselineUnreadable, and WorkFailed when it is not named."""
    path = _path(options)
    if options.write_baseline and path is None:
        raise WorkFailed("name the baseline to write with --baseline FILE")
    return None if path is None or (options.write_baseline and not path.exists()) else read(path)


def _path(options: Options) -> Path | None:
    return options.baseline or (BASELINE if options.articles is None and options.suite is None else None)


def conclude(evaluation: Evaluation, options: Options, baseline: Run | None, signed: Sequence[Signature]) -> int:
    """Judge, report, print, and write the baseline where that is asked for."""
    measured = as_run(evaluation)
    verdict = judge(measured, baseline, signed)
    if options.write_baseline and (path := _path(options)) is not None:
        verdict = _written(path, measured, verdict)
    summary = summarise(evaluation, verdict)
    if options.report is not None:
        _report(options.report, evaluation, summary)
    if options.as_json:
        emit(summary)
    else:
        print(table(summary))
    return 0 if verdict.green else 1


def signature(text: str) -> Signature:
    """`ID CHECK: why` as a signature. Raises WorkFailed."""
    place, colon, reason = text.partition(":")
    names = place.split()
    if not colon or len(names) != 2 or len(reason.strip()) < 8:
        raise WorkFailed(f'write --accept "ID CHECK: why it may be worse", not “{text}”')
    return Signature(id=names[0], check=names[1], reason=reason.strip())


def _written(path: Path, measured: Run, verdict: Verdict) -> Verdict:
    """The baseline made anew, unless something stands against it: what is broken, failed, or worse and unsigned."""
    if any(each.kind != "changed" for each in verdict.findings):
        on_standard_error(f"{path.name} stays as it was: sign with --accept what is worse, mend what is broken")
        return verdict
    write(path, measured, verdict.signed)
    on_standard_error(f"{path.name} is written: commit it with the change")
    return replace(verdict, findings=())


def _report(folder: Path, evaluation: Evaluation, summary: dict[str, Any]) -> None:
    """`results.jsonl`, a line per question in the order asked, `summary.json`, `summary.md` and `report.html`."""
    from dateline.eval.report import page  # not above: its plots take a second to import

    folder.mkdir(parents=True, exist_ok=True)
    results = [result(each, evaluation) for each in evaluation.records]
    lines = [json.dumps(each, ensure_ascii=False) + "\n" for each in results]
    (folder / "results.jsonl").write_text("".join(lines), encoding="utf-8")
    (folder / "summary.json").write_text(json.dumps(summary, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    (folder / "summary.md").write_text(markdown(summary), encoding="utf-8")
    (folder / "report.html").write_text(page(summary, results), encoding="utf-8")
