"""What is answered over the wire about articles. Dates are ISO 8601, times end in Z."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from dateline.service.wire import Sent


class ArticleLine(Sent):
    """One article in a list: its newest revision, without the text."""

    id: str = Field(validation_alias="article_id")
    revision: int = Field(validation_alias="number")
    title: str | None
    source: str | None
    url: str | None
    authors: list[str]
    language: str | None
    published_at: datetime | None
    updated_at: datetime | None


class ArticlesBody(Sent):
    """One page of articles; `next` is the cursor of the page after it."""

    items: list[ArticleLine]
    next: str | None


class RevisionLine(Sent):
    """One line of an article's history."""

    number: int
    updated_at: datetime | None
    published_at: datetime | None
    added_at: datetime


class ArticleBody(ArticleLine):
    """One revision of an article, its text, and the list of its revisions, oldest first."""

    text: str
    revisions: list[RevisionLine]


class KeptBody(Sent):
    """What became of an article that was sent. `line`: in the body of `POST /articles`, from 1."""

    line: int | None = None
    result: Literal["added", "revised", "unchanged", "withdrawn", "failed"]
    article_id: str | None = None
    revision: int | None = None
    why: str | None = None
