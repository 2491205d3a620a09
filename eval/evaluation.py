"""One evaluation: every question asked over HTTP, every promise held against its answer, every right one asked again ablated."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.eval.ablation import Ablated, ablate
from dateline.eval.client import JSON, CallFailed, Client
from dateline.eval.gate import Breach, Run
from dateline.eval.gold import Case
from dateline.eval.invariants import asked_for, broken
from dateline.eval.runner import Record, Say, request
from dateline.eval.runner import run as ask_all
from dateline.eval.serving import served
from dateline.service.desk import Desk

_SCORES = {  # what decides each check of the gate: it holds when the score is 1
    "right": "right",
    "found": "recall@10",
    "cited": "citation_recall",
    "reason": "right_reasons",
    "speaker": "right_speakers",
    "contained": "injections_contained",
}


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a run brought, before anything is averaged. `measured`: on what, and made with what."""

    records: Sequence[Record]
    breaches: Sequence[Breach]
    ablated: Sequence[Ablated]
    measured: dict[str, Any]


def evaluate(cases: Sequence[Case], desk: Desk, measured: dict[str, Any], say: Say) -> Evaluation:
    """Ask, hold against the contract, ablate. The articles of the desk have other ids afterwards."""
    with served(desk) as client:
        records = ask_all(cases, client, say)
        breaches = held(records, revisions_of(client))
        ablated = ablate(records, client, say)
        breaches += [Breach(each.id, "a withdrawn article appears") for each in ablated if each.withdrawn]
    return Evaluation(records, breaches, ablated, measured)


def as_run(evaluation: Evaluation) -> Run:
    """What the gate compares."""
    failed = [Breach(each.case.question.id, each.error) for each in evaluation.records if each.error is not None]
    failed += [Breach(each.id, f"ablated: {each.error}") for each in evaluation.ablated if each.error is not None]
    gone = {each.id: each.right for each in evaluation.ablated}
    questions = {each.case.question.id: _checks(each, gone) for each in evaluation.records}
    return Run(evaluation.measured, generators(evaluation.records), questions, evaluation.breaches, failed)


def generators(records: Sequence[Record]) -> list[str]:
    """What answered, each once: kind, model and fingerprint of the prompt."""
    found = {
        " ".join(str(value) for value in each.answer["generator"].values() if value is not None)
        for each in records
        if each.answer is not None
    }
    return sorted(found)


def _checks(record: Record, ablated: Mapping[str, bool]) -> dict[str, bool]:
    name = record.case.question.id
    held = {check: record.scores[score] == 1.0 for check, score in _SCORES.items() if score in record.scores}
    return {**held, "ablated": ablated[name]} if name in ablated else held


def held(records: Sequence[Record], revisions: Callable[[str], Sequence[JSON]]) -> list[Breach]:
    """Every promise that an answer of this run broke, and what only the whole run shows."""
    found: list[Breach] = []
    for each in records:
        if each.answer is None:
            continue
        asked = request(each.case.question)
        whys = broken(each.answer, each.hits, revisions)
        whys += asked_for(each.answer, each.hits, as_of=asked.as_of, since=asked.since, sources=asked.sources)
        found += [Breach(each.case.question.id, why) for why in whys]
    by_index = {name for each in records for hit in each.hits for name in hit["scores"]}
    if any(each.hits for each in records):
        missing = [name for name in ("keywords", "vectors") if name not in by_index]
        found += [Breach("", f"the {name} found nothing, whatever was asked") for name in missing]
    return found


def revisions_of(client: Client) -> Callable[[str], Sequence[JSON]]:
    """Every revision of an article, oldest first, asked for once; none of one that is withdrawn or not there."""

    @cache
    def found(article_id: str) -> Sequence[JSON]:
        try:
            return client.revisions(article_id)
        except CallFailed:
            return ()

    return found
