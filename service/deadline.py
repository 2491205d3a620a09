"""A total deadline around work that waits on the network."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

GRACE_S = 0.25  # for closing connections after the deadline
_T = TypeVar("_T")


class DeadlinePassed(Exception):
    """The work was not done in time, and was stopped."""


def within(deadline_s: float, work: Callable[[float], Awaitable[_T]]) -> _T:
    """Run `work` to its end or for `deadline_s` seconds, and be back `GRACE_S` later at the very latest.

    `work` gets the moment of its deadline on its event loop's clock. It runs in a thread and a loop of its own, because
    only a loop can interrupt a wait for bytes: clients' timeouts are per read, and a byte now and then outlasts them
    all. What no loop can interrupt (a name server that hangs) is left behind. Raises DeadlinePassed, or what `work`
    does.
    """
    outcome: Future[_T] = Future()

    async def bounded() -> _T:
        try:
            async with asyncio.timeout(deadline_s):
                return await work(asyncio.get_running_loop().time() + deadline_s)
        except TimeoutError:
            raise DeadlinePassed from None

    def run() -> None:
        try:
            outcome.set_result(asyncio.run(bounded()))
        except BaseException as error:  # noqa: BLE001 - it is the caller's, and raised in its thread
            outcome.set_exception(error)

    Thread(target=run, name="deadline", daemon=True).start()
    try:
        return outcome.result(timeout=deadline_s + GRACE_S)
    except TimeoutError:
        raise DeadlinePassed from None
