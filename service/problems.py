"""What goes wrong, as HTTP says it: RFC 9457 problem documents from one table.

No input, path or exception text is echoed.
"""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, cast

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse

from dateline.indexes.archive import ArticleNotFound, ArticleWithdrawn
from dateline.indexes.database import ArchiveBusy, ArchiveError
from dateline.indexes.keywords import KeywordsUnwritable
from dateline.indexes.reading import CursorInvalid
from dateline.indexes.vector_index import IndexModelMismatch
from dateline.indexes.vectors import VectorsUnavailable, VectorsUnsound
from dateline.service.asked import REFUSED
from dateline.service.gold_file import GoldUnwritable
from dateline.service.replies import EmbeddingFailed
from dateline.service.wrong import AnswerNotFound, ReportUnusable

MEDIA_TYPE = "application/problem+json"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Problem:
    """One row of the table. `retry_after_s` is sent as `Retry-After`; `members` are the document's own extensions."""

    status: int
    slug: str  # the end of `type`
    title: str
    detail: str
    retry_after_s: int | None = None
    members: Mapping[str, object] = field(default_factory=dict[str, object])


class NotReady(Exception):
    """The archive or an index cannot answer yet."""


class Unauthorised(Exception):
    """Keys are set, and the request carries none of them."""


class CrossSite(Exception):
    """A page of another site made the browser send this write."""


class Unreadable(ValueError):
    """The request cannot be used. The message is ours, says what to do, and repeats nothing of the request."""


_INDEX = Problem(503, "index-unusable", "An index cannot be used", "The service's log says why and what to do.", 30)
TABLE: Mapping[type[Exception], Problem] = {
    Unauthorised: Problem(
        401, "key-needed", "A key is needed", "Send `Authorization: Bearer` with one of the keys set."
    ),
    CrossSite: Problem(
        403, "cross-site", "Not from another site", "Pages of other sites may not write to this archive."
    ),
    ArticleNotFound: Problem(
        404, "article-not-found", "No such article", "The archive has no such article or revision."
    ),
    AnswerNotFound: Problem(404, "answer-not-found", "No such answer", "No answer is stored under this id."),
    ArticleWithdrawn: Problem(410, "article-withdrawn", "The article was withdrawn", "Only when and why can be shown."),
    CursorInvalid: Problem(422, "cursor-invalid", "The cursor is not one of ours", "Use `next` of the page before."),
    UnicodeEncodeError: Problem(422, "half-character", "Half a character", "A lone surrogate is no text: send UTF-8."),
    Unreadable: Problem(422, "request-invalid", "The request cannot be used", "See the contract."),
    ReportUnusable: Problem(422, "report-unusable", "No test question can be made of this", "See the contract."),
    ClientDisconnect: Problem(422, "cut-short", "The request was cut short", "Send it again, whole."),
    NotReady: Problem(503, "not-ready", "Not ready yet", "The archive cannot answer yet. Try again shortly.", 2),
    ArchiveBusy: Problem(503, "archive-busy", "The archive is busy", "Another process is writing. Try again.", 2),
    GoldUnwritable: Problem(503, "gold-unwritable", "It cannot be kept", "The service's log says why.", 30),
    **dict.fromkeys((IndexModelMismatch, KeywordsUnwritable, VectorsUnavailable, VectorsUnsound), _INDEX),
    EmbeddingFailed: Problem(503, "embedding-failed", "The embedding endpoint failed", "Try again shortly.", 10),
    ArchiveError: Problem(503, "archive-unusable", "The archive cannot be used", "The service's log says why.", 30),
}
_DEFECT = Problem(500, "defect", "A defect of the service", "It is in the service's log. Nothing was lost.")
TOO_LARGE = Problem(
    413, "too-large", "The request is too large", "The limit is 1 MB, and 64 MB for `POST /articles`: send it in parts."
)
_STATUSES: Mapping[int, Problem] = {
    404: Problem(404, "not-found", "Nothing is here", "`/openapi.json` lists what there is."),
    405: Problem(405, "method-not-allowed", "Not with this method", "`/openapi.json` lists the methods."),
    413: TOO_LARGE,
}
_UNUSABLE = Problem(422, "request-invalid", "The request cannot be used", "The body cannot be read.")
_MESSAGES: Mapping[str, str] = {
    "missing": "This is required.",
    "json_invalid": "This is not valid JSON.",
    "string_type": "This must be text.",
    "string_too_short": "This is too short.",
    "string_too_long": "This is too long.",
    "string_pattern_mismatch": "This is no id of ours.",
    "tuple_type": "This must be a list.",
    "dict_type": "This must be a JSON object, sent with Content-Type: application/json.",
    "too_long": "The list is too long.",
}


def problem_for(error: Exception) -> Problem:
    """The table's row for an error, by its nearest class; a defect (500) for one that nobody foresaw."""
    row = next((TABLE[kind] for kind in type(error).__mro__ if kind in TABLE), _DEFECT)
    if isinstance(error, ArticleWithdrawn):
        members: dict[str, object] = {"withdrawn_at": error.when.isoformat().replace("+00:00", "Z"), "why": error.why}
        return Problem(row.status, row.slug, row.title, row.detail, members=members)
    if isinstance(error, Unreadable | ReportUnusable):
        return Problem(row.status, row.slug, row.title, str(error))
    return row


def document(problem: Problem) -> dict[str, object]:
    """The problem as it is sent."""
    known = {
        "type": f"urn:dateline:problem:{problem.slug}",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
    }
    return {**known, **problem.members}


def respond(problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """The problem as a response."""
    sent = dict(headers or {})
    if problem.retry_after_s is not None:
        sent["Retry-After"] = str(problem.retry_after_s)
    if problem.status == HTTPStatus.UNAUTHORIZED:
        sent["WWW-Authenticate"] = "Bearer"
    return JSONResponse(document(problem), problem.status, sent, media_type=MEDIA_TYPE)


def add_handlers(app: FastAPI) -> None:
    """Let every error of this app end in a problem document."""

    def foreseen(_request: Request, error: Exception) -> Response:
        problem = problem_for(error)
        if problem.status == HTTPStatus.SERVICE_UNAVAILABLE:
            log.error("%s", problem.title, exc_info=error)
        return respond(problem)

    def invalid(_request: Request, error: Exception) -> Response:
        return respond(_invalid(cast(RequestValidationError, error)))

    def by_status(_request: Request, error: Exception) -> Response:
        raised = cast(HTTPException, error)
        return respond(_STATUSES.get(raised.status_code, _UNUSABLE), raised.headers)

    for kind in TABLE:
        app.add_exception_handler(kind, foreseen)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, by_status)
    app.add_exception_handler(Exception, foreseen)


def _invalid(error: RequestValidationError) -> Problem:
    errors = [{"field": _field(each["loc"]), "message": _message(each)} for each in cast(Iterable[Any], error.errors())]
    detail = " ".join(dict.fromkeys(f"{_named(each['field'])}{each['message']}" for each in errors[:3]))
    return Problem(422, "request-invalid", "The request cannot be used", detail, members={"errors": errors[:10]})


def _field(place: Iterable[str | int]) -> str | None:
    """Where the error is. Names come from our models, never from the input: unknown fields are refused as a whole."""
    names = [str(part) for part in list(place)[1:]]
    return ".".join(names) if names and not names[0].isdecimal() else None  # decimal: where the JSON breaks


def _named(name: str | None) -> str:
    return "" if name is None else f"`{name}`: "


def _message(each: Mapping[str, Any]) -> str:
    kind, limits = cast(str, each["type"]), cast(Mapping[str, object], each.get("ctx") or {})
    if kind == REFUSED:
        return cast(str, each["msg"])
    if kind in {"greater_than_equal", "less_than_equal"}:
        bound = limits.get("ge", limits.get("le"))
        return f"This must be {'at least' if 'ge' in limits else 'at most'} {bound}."
    if kind.startswith("int_"):
        return "This must be a whole number."
    return _MESSAGES.get(kind, "This cannot be used.")


class ProblemBody(BaseModel):
    """RFC 9457, as the description of the API shows it."""

    type: str
    title: str
    status: int
    detail: str


def described(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """These problems, for the description of a route."""
    content = {MEDIA_TYPE: {"schema": ProblemBody.model_json_schema()}}
    return {
        status: {"description": HTTPStatus(status).phrase, "content": content} for status in sorted({422, *statuses})
    }
