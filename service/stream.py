"""An answer as a stream of server-sent events, from the same steps as the plain one."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.types import Receive

from dateline.service.caller import Caller, CallerLeft
from dateline.service.nouns import Answer
from dateline.service.pipeline import Meta, Step
from dateline.service.problems import Problem, document, problem_for
from dateline.service.wire import AnswerBody, MetaBody, ProvenBody

KEEP_ALIVE = b": still working\n\n"

log = logging.getLogger(__name__)
_T = TypeVar("_T")


async def events(steps: Iterator[Step], caller: Caller, *, keep_alive_s: float) -> AsyncIterator[bytes]:
    """`meta`, a `claim` for each proven one, then exactly one of `done` or `error`; comments while it is quiet.

    Each step is taken in a worker thread, the next one when the one before was sent: a client that reads slowly holds
    the path up, one that leaves ends it and what a model does for it, and nothing piles up in between.
    """
    try:
        while True:
            waiting = asyncio.ensure_future(run_in_threadpool(_next, steps))
            while not waiting.done():
                done, _ = await asyncio.wait({waiting}, timeout=keep_alive_s)
                if not done:
                    yield KEEP_ALIVE
            step = waiting.result()
            if step is None:
                return
            yield _event(step)
            if isinstance(step, Answer | Problem):
                return
    finally:
        caller.leave()  # to whom all was sent has nothing running any more


def _next(steps: Iterator[Step]) -> Step | Problem | None:
    """The next step, None when nobody waits for it, or what went wrong: the status line is sent long before, so a failure
    can only be an event.
    """
    try:
        return next(steps)
    except CallerLeft:
        return None
    except Exception as error:  # StopIteration too: a path that ends without an answer is a defect
        log.exception("the answer's stream failed")
        return problem_for(error)


async def while_connected(receive: Receive, caller: Caller, work: Callable[[], _T]) -> _T:
    """What `work` gives, in a worker thread, its caller told when they leave. `receive`: of a request whose body was read."""
    working = asyncio.ensure_future(run_in_threadpool(work))
    watching = asyncio.ensure_future(_disconnected(receive))
    try:
        await asyncio.wait({working, watching}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            caller.leave()
        return await working
    finally:
        watching.cancel()


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _event(step: Step | Problem) -> bytes:
    match step:
        case Meta():
            return _written("meta", MetaBody.model_validate(step).model_dump_json())
        case Answer():
            return _written("done", AnswerBody.model_validate(step).model_dump_json(by_alias=True))
        case Problem():
            return _written("error", json.dumps(document(step)))
        case _:
            return _written("claim", ProvenBody.model_validate(step).model_dump_json())


def _written(name: str, line: str) -> bytes:
    return f"event: {name}\ndata: {line}\n\n".encode()
