"""FaithBench (Bao et al. 2025, NAACL, arXiv 2410.13210): summaries that people found faithful to their source, or not.

Reads `summaries.jsonl`: `source`, `summary`, `worst_label`, `best_label`. Rows on which the people agreed are checked with
`POST /check` over an archive of all their sources. A summary whose every sentence is supported counts as answered.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from dateline.eval.averages import average
from dateline.eval.client import JSON
from dateline.eval.evaluation import Evaluation
from dateline.eval.fingerprints import digest
from dateline.eval.gold import Asked, Case, GoldQuestion, Text
from dateline.eval.metrics import Given
from dateline.eval.runner import Record, Say
from dateline.eval.serving import served
from dateline.eval.suites.parts import Part, Posed
from dateline.eval.suites.rows import LANGUAGE, Row, rows
from dateline.indexes.nouns import Article
from dateline.service.desk import Desk

LABELS = ("Unwanted", "Consistent")
_EVERY = 50  # checked summaries from one message to the next

Check = Callable[[str], Sequence[JSON]]  # of a text: its sentences, each with its `verdict`


class _Summary(Row):
    source: Text
    summary: Asked
    worst_label: Text
    best_label: Text


def faithbench(folder: Path) -> list[Part]:
    """One part: the rows whose worst and best label are the same one of `LABELS`. Raises WorkFailed."""
    file = folder / "summaries.jsonl"
    found = [(line, row) for line, row in rows(file, _Summary) if row.worst_label == row.best_label in LABELS]
    sources = [
        Article(each, f"faithbench-{digest(each)}", language=LANGUAGE)
        for each in dict.fromkeys(r.source for _, r in found)
    ]
    return [Part("faithbench", file, sources, [_posed(line, row) for line, row in found], ask=check_all)]


def _posed(line: int, row: _Summary) -> Posed:
    label = row.best_label
    question = GoldQuestion(id=f"faithbench-{line}", kind=label, question=row.summary, answerable=label == "Consistent")
    return Posed(line, question)


def check_all(cases: Sequence[Case], desk: Desk, measured: dict[str, Any], say: Say) -> Evaluation:
    """Check every summary over HTTP."""
    with served(desk) as client:
        records = checked(cases, client.check, say)
    return Evaluation(records, (), (), measured)


def checked(cases: Sequence[Case], check: Check, say: Say) -> list[Record]:
    """A record for each summary; one that fails is kept with its error."""
    records: list[Record] = []
    for number, case in enumerate(cases, start=1):
        records.append(_record(case, check))
        if number % _EVERY == 0 or number == len(cases):
            say(f"{number} of {len(cases)} summaries checked, {sum(each.error is not None for each in records)} failed")
    right = [
        [each.scores["right"] for each in records if each.case.expected.answerable is able] for able in (True, False)
    ]
    if all(right):
        say(f"balanced accuracy {sum(average(each).mean for each in right) / len(right):.3f}")
    return records


def _record(case: Case, check: Check) -> Record:
    started = perf_counter()
    try:
        sentences = check(case.question.question)
        supported = bool(sentences) and all(each["verdict"] == "supported" for each in sentences)
    except Exception as error:  # noqa: BLE001 - whatever it is, the summary is listed with it and scores 0
        took = (perf_counter() - started) * 1000
        return Record(case, None, (), None, _scores(case, None), took, f"{type(error).__name__}: {error}")
    took = (perf_counter() - started) * 1000
    given = Given(refused=not supported, text=case.question.question)
    return Record(case, None, tuple(sentences), given, _scores(case, given), took)


def _scores(case: Case, given: Given | None) -> dict[str, float]:
    """Right refusals: the share of unfaithful summaries found out; right answers: of faithful ones let through."""
    able = case.expected.answerable
    right = float(given is not None and given.refused != able)
    scores = {"right": right, "wrong_answers": float(given is not None and not given.refused and not right)}
    if not able:
        return {**scores, "right_refusals": right}
    return {**scores, "right_answers": right, "false_refusals": float(given is not None and given.refused)}
