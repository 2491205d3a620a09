"""Asks gold questions over HTTP and writes down what came back, one record each. Nothing is averaged here."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from time import perf_counter
from typing import Any

from dateline.eval.client import JSON, Asked, Client
from dateline.eval.gold import Case, GoldQuestion
from dateline.eval.metrics import Given, Span, moment_of, score

HITS = 10  # the largest k of recall@k

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Record:
    """What one question got. `error`: why it failed; then there is no answer, and it scores 0."""

    case: Case
    answer: JSON | None
    hits: Sequence[JSON]
    given: Given | None
    scores: dict[str, float]
    milliseconds: float  # of `POST /ask` alone, as the client sees it
    error: str | None = None

    @property
    def outcome(self) -> str:
        """In one word: right, wrong, refused (a false refusal) or failed."""
        if self.error is not None:
            return "failed"
        if self.scores["right"]:
            return "right"
        return "wrong" if self.scores["wrong_answers"] else "refused"


def run(cases: Sequence[Case], client: Client, say: Say) -> list[Record]:
    """Ask every question. One that fails is kept with its error; the others are asked all the same."""
    records: list[Record] = []
    for number, case in enumerate(cases, start=1):
        records.append(record(case, client))
        if number % 50 == 0 or number == len(cases):
            say(f"{number} of {len(cases)} questions asked, {sum(r.error is not None for r in records)} failed")
    return records


def record(case: Case, client: Client) -> Record:
    """Ask one question, and search for it."""
    asked, started, took = request(case.question), perf_counter(), 0.0
    try:
        follows = client.follow(asked)
        started = perf_counter()
        answer = client.ask(asked, follows=follows)
        took = (perf_counter() - started) * 1000
        hits = client.search(asked, HITS)
        given = given_by(answer, hits)
    except Exception as error:  # noqa: BLE001 - whatever it is, the question is listed with it and scores 0
        took = took or (perf_counter() - started) * 1000
        return Record(case, None, (), None, score(case.expected, None), took, f"{type(error).__name__}: {error}")
    return Record(case, answer, hits, given, score(case.expected, given), took)


def request(question: GoldQuestion) -> Asked:
    """A gold question as a request."""
    return Asked(
        question.question,
        None if question.as_of is None else question.as_of.isoformat(),
        None if question.since is None else question.since.isoformat(),
        question.sources,
        question.before,
    )


def given_by(answer: Mapping[str, Any], hits: Sequence[JSON]) -> Given:
    """What a question got, from the documents of the contract. Raises KeyError when a field of it is missing."""
    shown = [*answer["citations"], *answer["related"], *hits]
    moments = [moment_of(each) for each in shown]
    moments += [moment_of(also) for each in answer["citations"] for also in each["also_in"]]
    if (day := answer["coverage"]["to"]) is not None:
        moments.append(datetime.combine(datetime.fromisoformat(day), time.min, UTC))
    return Given(
        refused=answer["status"] == "not_answered",
        text=" ".join(claim["text"] for claim in answer["claims"]),
        reason=answer["reason"],
        citations=tuple(Span.of(each) for each in answer["citations"]),
        hits=tuple(Span.of(hit) for hit in hits),
        moments=tuple(moments),
        speakers=tuple(claim["said_by"] or "" for claim in answer["claims"]),
    )


def on_standard_error(message: str) -> None:
    """Progress, out of the way of results."""
    print(message, file=sys.stderr, flush=True)
