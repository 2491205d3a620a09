"""One evaluation: every question asked over HTTP, every promise held against its answer, every right one asked again ablated."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.eval.ablation import Ablated, ablate
from dateline.eval.client import JSON, CallFailed, Client
from dateline.eval.gold import Case
from dateline.eval.invariants import asked_for, broken
from dateline.eval.runner import Record, Say, request
from dateline.eval.runner import run as ask_all
from dateline.eval.serving import served
from dateline.service.desk import Desk


@dataclass(frozen=True, slots=True)
class Breach:
    """A promise of the contract that an answer broke. `id`: of the question, empty when it is the whole run's."""

    id: str
    why: str


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
            lines = client.article(article_id)["revisions"]
            return [{**client.article(article_id, line["number"]), "added_at": line["added_at"]} for line in lines]
        except CallFailed:
            return ()

    return found
