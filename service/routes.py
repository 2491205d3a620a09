"""Asking: the calls that answer, search, and tell how the service is."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any, cast

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, StreamingResponse

from dateline.indexes.archive import Archive, ArticleWithdrawn
from dateline.service.asked import ANSWER_ID, AskBody, SearchBody
from dateline.service.caller import Caller, CallerLeft
from dateline.service.doors import Desk, DeskIn
from dateline.service.metrics import CONTENT_TYPE
from dateline.service.nouns import Answer, Question
from dateline.service.pipeline import Step
from dateline.service.problems import NotReady, Unreadable, described
from dateline.service.stream import events, while_connected
from dateline.service.wire import AnswerBody, HitsBody, SinceBody, StoredAnswerBody, hits_body
from dateline.service.wrong import AnswerNotFound

router = APIRouter()
_STREAM = "text/event-stream"
_LEFT = 499  # for the log; nobody is there to read it
_STREAMED: dict[str, Any] = {"description": "The answer, at once or as a stream of events", "content": {_STREAM: {}}}


@router.post("/ask", response_model=AnswerBody, responses={200: _STREAMED, **described(413, 503)})
async def ask(body: AskBody, desk: DeskIn, request: Request) -> Response:
    """Answer a question from the articles; as a stream: `meta`, a `claim` for each, then `done` or `error`.

    A caller who leaves ends the work, the model's included, whichever way the answer was to be sent.
    """
    question = await run_in_threadpool(_read, body, desk)
    caller = Caller()
    steps = desk.ask(question, caller)
    if _wants_stream(request):
        keep_alive_s = cast(float, request.app.state.keep_alive_s)
        unbuffered = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        stream = events(steps, caller, keep_alive_s=keep_alive_s)
        return StreamingResponse(stream, headers=unbuffered, media_type=_STREAM)
    try:
        return await while_connected(request.receive, caller, partial(_whole, steps))
    except CallerLeft:
        return Response(status_code=_LEFT)


@router.post("/search", response_model=HitsBody, responses=described(413, 503))
def search(body: SearchBody, desk: DeskIn) -> Response:
    """Passages for a question, best first."""
    found = desk.search(body.read(), body.limit)
    return _sent(hits_body(found, body.limit))


@router.get("/answers/{answer_id}", response_model=StoredAnswerBody, responses=described(404, 503))
def answer(answer_id: str, desk: DeskIn) -> Response:
    """An answer as it was given, and which of its citations were revised or withdrawn since."""
    stored = desk.archive.answer(answer_id) if re.fullmatch(ANSWER_ID, answer_id) else None
    if stored is None:
        raise AnswerNotFound
    since = [_since(desk.archive, citation).model_dump() for citation in stored["citations"]]
    return JSONResponse({"request": None, **stored, "citations_since": since})


@router.get("/healthz")
async def alive() -> dict[str, str]:
    """The process is alive."""
    return {"status": "alive"}


@router.get("/readyz", responses=described(503))
def ready(desk: DeskIn) -> dict[str, str]:
    """The archive and the indexes can answer."""
    if not desk.ready():
        raise NotReady
    return {"status": "ready"}


@router.get("/metrics")
async def metrics(desk: DeskIn) -> Response:
    """What is counted, in Prometheus' text format; of this process alone."""
    return Response(desk.metrics.exposition(), media_type=CONTENT_TYPE)


def _wants_stream(request: Request) -> bool:
    accepted = ",".join(request.headers.getlist("accept")).split(",")
    return any(kind.partition(";")[0].strip().lower() == _STREAM for kind in accepted)


def _read(body: AskBody, desk: Desk) -> Question:
    question = body.read()
    if question.follows is not None and desk.archive.answer(question.follows) is None:
        raise Unreadable("`follows` names no answer that is stored here.")
    return question


def _whole(steps: Iterator[Step]) -> Response:
    *_, last = steps
    return _sent(AnswerBody.model_validate(cast(Answer, last)))


def _sent(body: AnswerBody | HitsBody) -> Response:
    return Response(body.model_dump_json(by_alias=True), media_type="application/json")


def _since(archive: Archive, citation: dict[str, Any]) -> SinceBody:
    number, article_id = cast(int, citation["number"]), cast(str, citation["article_id"])
    try:
        newest = archive.revisions(article_id)[-1].number
    except ArticleWithdrawn:
        return SinceBody(number=number, revised=False, withdrawn=True, newest_revision=None)
    return SinceBody(number=number, revised=newest > citation["revision"], withdrawn=False, newest_revision=newest)
