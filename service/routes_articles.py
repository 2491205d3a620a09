"""The articles: listing, reading, adding, revising, withdrawing."""

from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from dateline.indexes.archive import ArticleNotFound
from dateline.indexes.identity import UnusableId, usable_id
from dateline.indexes.jsonlines import Lines, article_from, read_lines
from dateline.indexes.metadata import Failure, Metadata, Unusable
from dateline.indexes.nouns import Article
from dateline.indexes.writing import Added
from dateline.service.asked import Day, Name
from dateline.service.doors import Desk, DeskIn, MayWrite
from dateline.service.problems import Unreadable, described
from dateline.service.question import normalise
from dateline.service.wire_articles import ArticleBody, ArticleLine, ArticlesBody, KeptBody, RevisionLine

MAX_LINES_BYTES = 64_000_000
_IN_MEMORY_BYTES = 1_000_000  # of a body of lines; the rest waits in a temporary file
_LINES = frozenset({"application/jsonl", "application/x-ndjson", "application/ndjson", "application/json-lines"})
_LINES_SCHEMA: dict[str, Any] = {"requestBody": {"required": True, "content": {"application/jsonl": {}}}}

router = APIRouter(prefix="/articles")


async def _article_id(article_id: Annotated[str, Path()]) -> str:
    """An id that cannot be one is not in the archive. Raises ArticleNotFound."""
    try:
        return usable_id(article_id)
    except UnusableId as error:
        raise ArticleNotFound from error


ArticleId = Annotated[str, Depends(_article_id)]


@router.get("", response_model=ArticlesBody, responses=described(503))
def listed(
    desk: DeskIn,
    source: Annotated[Name | None, Query()] = None,
    since: Annotated[Day, Query()] = None,
    until: Annotated[Day, Query()] = None,
    q: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=1000)] = None,
) -> Response:
    """The newest revision of each article, latest publication first, undated last."""
    words = None if q is None else normalise(q) or None
    page = desk.archive.articles(source=source, since=since, until=until, q=words, limit=limit, cursor=cursor)
    return _json(ArticlesBody.model_validate(page))


@router.get("/{article_id:path}", response_model=ArticleBody, responses=described(404, 410, 503))
def one(
    article_id: ArticleId, desk: DeskIn, revision: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None
) -> Response:
    """One revision of an article, the newest by default, and the list of its revisions."""
    found = desk.archive.revision(article_id, revision)
    history = [RevisionLine.model_validate(each) for each in desk.archive.revisions(article_id)]
    line = ArticleLine.model_validate(found)
    return _json(ArticleBody.model_construct(**dict(line), text=found.text, revisions=history))


@router.put(
    "/{article_id:path}", response_model=KeptBody, responses=described(401, 403, 410, 413, 503), dependencies=[MayWrite]
)
def put(article_id: str, record: dict[str, Any], desk: DeskIn) -> Response:
    """Add an article, or revise it. The fields are an article file's, `text` alone is required.

    The same again is nothing new.
    Answers 201 for a new article, otherwise 200.
    """
    if record.get("id") not in (None, article_id):
        raise Unreadable("`id` in the body is not the one in the address: leave it out.")
    try:
        article = article_from({**record, "id": usable_id(article_id)}, otherwise=Metadata())
    except (Unusable, UnusableId) as error:
        raise Unreadable(f"{error}.") from error
    kept = _kept(desk, article)
    if kept.result == "withdrawn":
        desk.archive.revision(article_id)  # raises ArticleWithdrawn, with when and why
    if kept.result == "failed":
        raise Unreadable(f"{kept.why}.")
    return _json(kept, status=201 if kept.result == "added" else 200)


@router.post("", responses=described(401, 403, 413, 503), dependencies=[MayWrite], openapi_extra=_LINES_SCHEMA)
async def add(request: Request, desk: DeskIn) -> Response:
    """Add articles as JSON Lines: a line of answer for each that is not blank, in order. A bad line stops no other."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() not in _LINES:
        raise Unreadable("Send JSON Lines, one article a line, with Content-Type: application/jsonl.")
    with SpooledTemporaryFile(_IN_MEMORY_BYTES) as body:
        async for chunk in request.stream():
            await run_in_threadpool(body.write, chunk)
        body.seek(0)
        lines = await run_in_threadpool(lambda: [kept.model_dump_json() for kept in _keep_lines(body, desk)])
    return Response("".join(f"{line}\n" for line in lines), media_type="application/jsonl")


@router.delete(
    "/{article_id:path}", status_code=204, responses=described(401, 403, 404, 410, 503), dependencies=[MayWrite]
)
def withdraw(article_id: ArticleId, desk: DeskIn, why: Annotated[str, Query(max_length=500)] = "") -> None:
    """Take an article out of every index and every answer to come. `why` is shown to those who ask for it."""
    desk.archive.revision(article_id)
    desk.withdraw(article_id, normalise(why))


class _Counted:
    """Lines of a body, with the number of the one read last."""

    def __init__(self, body: Lines) -> None:
        self._body = body
        self._at_start = True
        self.number = 0

    def readline(self, limit: int, /) -> bytes:
        part = self._body.readline(limit)
        self.number += self._at_start and bool(part)
        self._at_start = part.endswith(b"\n")
        return part


def _keep_lines(body: Lines, desk: Desk) -> Iterator[KeptBody]:
    counted = _Counted(body)
    for read in read_lines(counted, where="line", otherwise=Metadata()):
        if isinstance(read, Failure):
            yield KeptBody(line=counted.number, result="failed", why=read.why)
        else:
            yield _kept(desk, read).model_copy(update={"line": counted.number})


def _kept(desk: Desk, article: Article) -> KeptBody:
    added: Added = desk.add(article)
    if added.kind == "refused":
        return KeptBody(result="failed", why=added.why)
    return KeptBody(result=added.kind, article_id=added.article_id, revision=added.revision, why=added.why)


def _json(body: ArticlesBody | ArticleBody | KeptBody, *, status: int = 200) -> Response:
    return Response(body.model_dump_json(), status, media_type="application/json")
