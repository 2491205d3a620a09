"""Asks gold questions of a fresh archive and writes down what came back, one record each. Nothing is averaged here."""

import sys
import tempfile
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from time import perf_counter

from dateline.eval.gold import Case, GoldQuestion
from dateline.eval.metrics import Given, Span, score
from dateline.indexes import ingest as reading
from dateline.indexes.metadata import Defaults
from dateline.indexes.nouns import Hit
from dateline.service.cli import WorkFailed
from dateline.service.desk import Desk, open_desk
from dateline.service.nouns import Answer
from dateline.service.settings import Settings

HITS = 10  # the largest k of recall@k

Ask = Callable[[GoldQuestion], Answer]
Search = Callable[[GoldQuestion], Sequence[Hit]]
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Record:
    """What one question got. `error`: why it failed; then there is no answer, and it scores 0."""

    case: Case
    answer: Answer | None
    given: Given | None
    scores: dict[str, float]
    milliseconds: float  # of asking alone
    error: str | None = None


class ArticlesUnreadable(WorkFailed):
    """Articles to measure with that cannot all be read: a figure over the rest would be another measure."""


@contextmanager
def opened(paths: Sequence[Path], settings: Settings, say: Say) -> Generator[Desk]:
    """A desk over a fresh archive of these files and folders, in a temporary folder that is gone afterwards.

    Of the settings, the models are used; the archive and the Chroma server that they name are not touched.
    Raises ArticlesUnreadable, and what ingesting raises.
    """
    with tempfile.TemporaryDirectory(prefix="dateline-eval-", ignore_cleanup_errors=True) as folder:
        fresh = {"data": Path(folder), "database_url": None, "chroma_url": None}
        desk = open_desk(settings.model_copy(update=fresh))
        try:
            _ingest(desk, paths, say)
            yield desk
        finally:
            desk.store.close()


def _ingest(desk: Desk, paths: Sequence[Path], say: Say) -> None:
    summary = reading.ingest(
        paths, archive=desk.archive, defaults=Defaults(), progress=lambda _: None, after_batch=lambda: None
    )
    if summary.failed:
        lines = "\n".join(f"  {failure.where}: {failure.why}" for failure in summary.failed)
        raise ArticlesUnreadable(f"correct these articles, then run it again:\n{lines}")
    desk.store.catch_up()
    say(f"embedding {summary.added + summary.revised} articles")
    desk.store.embed_missing()


def by_desk(desk: Desk) -> tuple[Ask, Search]:
    """The question's path of this process."""

    def ask(question: GoldQuestion) -> Answer:
        *_, last = desk.ask(question.asked())
        if not isinstance(last, Answer):
            raise TypeError("the question's path ended without an answer")
        return last

    return ask, lambda question: desk.search(question.asked(), HITS).hits


def run(cases: Sequence[Case], *, ask: Ask, search: Search, say: Say) -> list[Record]:
    """Ask every question. One that fails is kept with its error; the others are asked all the same."""
    records: list[Record] = []
    for number, case in enumerate(cases, start=1):
        records.append(_record(case, ask, search))
        if number % 20 == 0 or number == len(cases):
            say(f"{number} of {len(cases)} questions asked, {sum(r.error is not None for r in records)} failed")
    return records


def _record(case: Case, ask: Ask, search: Search) -> Record:
    started = perf_counter()
    try:
        answer = ask(case.question)
        took = (perf_counter() - started) * 1000
        given = _given(answer, search(case.question))
    except Exception as error:  # noqa: BLE001 - whatever it is, the question is listed with it and scores 0
        took = (perf_counter() - started) * 1000
        return Record(case, None, None, score(case.expected, None), took, f"{type(error).__name__}: {error}")
    return Record(case, answer, given, score(case.expected, given), took)


def _given(answer: Answer, hits: Sequence[Hit]) -> Given:
    moments = [_latest(each.published_at, each.updated_at) for each in answer.citations]
    moments += [each.published_at for each in answer.related]
    moments += [hit.revision.known_from for hit in hits]
    moments += [datetime.combine(day, time.min, UTC) for day in [answer.coverage.to] if day is not None]
    return Given(
        refused=answer.status == "not_answered",
        text=" ".join(claim.text for claim in answer.claims),
        reason=answer.reason,
        citations=tuple(Span(each.article_id, each.start, each.end) for each in answer.citations),
        hits=tuple(Span(hit.passage.article_id, hit.passage.start, hit.passage.end) for hit in hits),
        moments=tuple(moments),
    )


def _latest(*moments: datetime | None) -> datetime | None:
    return max((moment for moment in moments if moment is not None), default=None)


def on_standard_error(message: str) -> None:
    """Progress, out of the way of results."""
    print(message, file=sys.stderr, flush=True)
