"""What every route is given: the desk, and, for those that write, the right to write."""

import hmac
from collections.abc import Iterator
from typing import Annotated, Protocol, cast

from fastapi import Depends, Request

from dateline.indexes.archive import Archive
from dateline.indexes.nouns import Article, Filters, Found
from dateline.indexes.writing import Added
from dateline.service.caller import Caller
from dateline.service.check.path import Draft
from dateline.service.gold_file import Kept
from dateline.service.metrics import Metrics
from dateline.service.nouns import Question
from dateline.service.pipeline import Step
from dateline.service.problems import CrossSite, Unauthorised


class Desk(Protocol):
    """What the routes need of the service. All of it blocks, and is called in worker threads."""

    @property
    def archive(self) -> Archive:
        """Where articles, their histories and the stored answers are read."""
        ...

    @property
    def metrics(self) -> Metrics:
        """What is counted."""
        ...

    def ask(self, question: Question, caller: Caller | None = None, /) -> Iterator[Step]:
        """The question's path; the answer is stored before it is yielded as the last step. Raises CallerLeft."""
        ...

    def search(self, question: Question, limit: int, /) -> Found:
        """The passages for a question, best first."""
        ...

    def check(self, text: str, filters: Filters, /) -> Draft:
        """Hold each sentence of a text against the articles. Raises NoSentence."""
        ...

    def wrong(self, answer_id: str, says: str | None, /) -> Kept:
        """Keep a stored answer as a gold question that it fails. Raises AnswerNotFound, ReportUnusable, GoldUnwritable."""
        ...

    def ready(self) -> bool:
        """Whether questions can be answered now."""
        ...

    def add(self, article: Article, /) -> Added:
        """Keep an article; when this returns it is stored and can be found by its words."""
        ...

    def withdraw(self, article_id: str, why: str, /) -> None:
        """Take an article out of everything. Raises ArticleNotFound."""
        ...


async def _desk(request: Request) -> Desk:
    return cast(Desk, request.app.state.desk)


async def _may_write(request: Request) -> None:
    """Without keys everyone who reaches the port may write, so the default host is loopback; a page of another site,
    which the browser of someone on this machine shows, may not even then. Raises CrossSite, Unauthorised.
    """
    if request.headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}:
        raise CrossSite
    keys = cast(frozenset[str], request.app.state.api_keys)
    if not keys:
        return
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    matches = [hmac.compare_digest(given.strip().encode(), key.encode()) for key in keys]
    if scheme.lower() != "bearer" or not any(matches):
        raise Unauthorised


DeskIn = Annotated[Desk, Depends(_desk)]
MayWrite = Depends(_may_write)
