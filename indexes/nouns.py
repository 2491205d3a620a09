"""The nouns of the archive: what an article, a revision, a passage and a hit are. No vendor, no I/O."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Literal

import numpy as np

PassageKind = Literal["sentence", "headline", "item"]
ChangeKind = Literal["added", "revised", "withdrawn"]
MAX_QUOTE = 1000  # characters; a longer passage can be found but not quoted

Vectors = np.ndarray[tuple[int, int], np.dtype[np.float32]]  # (passages, dimensions), rows of length 1


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read, before the archive has seen it. What the file did not say is None."""

    text: str
    id: str | None = None
    title: str | None = None
    published_at: datetime | None = None  # UTC
    updated_at: datetime | None = None  # UTC
    source: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None  # BCP 47, lower case primary tag: "en", "zh"
    path: str | None = None  # relative to the ingested root, POSIX separators; identity when id and url are missing


@dataclass(frozen=True, slots=True)
class Passage:
    """A whole sentence, headline or list item: `revision.text[start:end] == text`, in Unicode code points."""

    id: str  # from article, revision and span
    article_id: str
    revision: int
    ordinal: int  # place in the article, from 0
    start: int
    end: int
    text: str
    kind: PassageKind
    paragraph: int  # passages of one paragraph share it, from 0


@dataclass(frozen=True, slots=True)
class Revision:
    """One stored version of an article. Its text never changes."""

    article_id: str
    number: int  # 1, 2, 3… per article
    text: str
    title: str | None
    published_at: datetime | None  # UTC
    updated_at: datetime | None  # UTC
    source: str | None
    url: str | None
    authors: tuple[str, ...]
    language: str | None
    known_from: (
        datetime | None
    )  # UTC; the earliest moment at which this version is certain to have stood; None: undated
    passages: tuple[Passage, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Filters:
    """What may be used. With `as_of` or `since`, undated articles are left out.

    `as_of`: nothing published or revised after that day (UTC). `since`: nothing published before that day.
    `sources`: case-insensitive names; empty means every source.
    """

    as_of: date | None = None
    since: date | None = None
    sources: tuple[str, ...] = ()

    @property
    def latest(self) -> datetime | None:
        """The last moment of the `as_of` day, UTC."""
        return None if self.as_of is None else datetime.combine(self.as_of, time.max, UTC)

    @property
    def earliest(self) -> datetime | None:
        """The first moment of the `since` day, UTC."""
        return None if self.since is None else datetime.combine(self.since, time.min, UTC)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found, the revision it stands in, and why it was found."""

    passage: Passage
    revision: Revision
    score: float  # fused, 0 to 1 within one search; comparable inside one result only
    scores: Mapping[str, float]  # "keywords": BM25, "vectors": cosine; an index that did not find it has no entry
    why: str  # for people: which index ranked it where, and what of title, source and date spoke for it


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the archive holds, under the filters of a question."""

    articles: int
    undated: int
    earliest: date | None
    latest: date | None
    passages: int
    embedded: int


@dataclass(frozen=True, slots=True)
class Found:
    """What one search saw: its hits, best first, what it searched, and the log number it stood at."""

    hits: Sequence[Hit]
    coverage: Coverage
    snapshot: str
    missing_sources: tuple[str, ...] = ()  # sources asked for that the archive does not have
    of_others: tuple[Sequence[Hit], ...] = ()  # what was found for each question that the question puts together
