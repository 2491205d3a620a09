"""An archive with a clock of its own, and what tests ask it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from dateline.indexes.archive import Archive
from dateline.indexes.nouns import Article, Filters, Revision

EVERY = Filters()
FIRST = Article(id="a", text="The mill opened. It employs 40 people.", title="Mill opens", source="Valley Post")


@dataclass(slots=True)
class Clock:
    """A clock that moves one hour on at each look."""

    at: datetime = field(default_factory=lambda: datetime(2025, 1, 1, tzinfo=UTC))

    def __call__(self) -> datetime:
        self.at += timedelta(hours=1)
        return self.at


def day(text: str) -> datetime:
    return datetime.combine(date.fromisoformat(text), time(12), UTC)


def ids_of(revision: Revision) -> list[str]:
    return [passage.id for passage in revision.passages]


def alive(archive: Archive, filters: Filters, article_ids: Sequence[str] = ("a",)) -> dict[str, int]:
    """The revision of each article that the filters let through."""
    every = [
        passage_id
        for article_id in article_ids
        for dates in archive.revisions(article_id)
        for passage_id in ids_of(archive.revision(article_id, dates.number))
    ]
    return {revision.article_id: revision.number for _, revision in archive.passages(every, filters).values()}
