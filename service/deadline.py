"""A total deadline around work that waits on the network, for callers in other threads who may leave."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from time import monotonic
from typing import Generic, TypeVar

from dateline.service.caller import Caller, CallerLeft

GRACE_S = 0.25  # for closing connections after the deadline
_T = TypeVar("_T")


class DeadlinePassed(Exception):
    """The work was not done in time, and was stopped."""


def within(deadline_s: float, work: Callable[[float], Awaitable[_T]]) -> _T:
    """Run `work` to its end or for `deadline_s` seconds, and be back `GRACE_S` later at the very latest.

    `work` gets the moment of its deadline on its event loop's clock. Raises DeadlinePassed, or what `work` does.
    """

    async def once(until: float) -> AsyncIterator[_T]:
        yield await work(until)

    (outcome,) = flowing(deadline_s, once, Caller())
    return outcome


def flowing(deadline_s: float, work: Callable[[float], AsyncIterator[_T]], caller: Caller) -> Iterator[_T]:
    """Yield what `work` yields, for `deadline_s` seconds in all; closing this, or the caller's leaving, stops the work.

    It runs in a thread and a loop of its own, because only a loop can interrupt a wait for bytes: clients' timeouts are
    per read, and a byte now and then outlasts them all. What no loop can interrupt (a name server that hangs) is left
    behind. Raises DeadlinePassed, CallerLeft, or what `work` does.
    """
    running = _Running[_T]()
    until = monotonic() + deadline_s + GRACE_S
    caller.when_left(running.stop)
    Thread(target=running.run, args=(deadline_s, work), name="deadline", daemon=True).start()
    try:
        while True:
            try:
                step = running.steps.get(timeout=max(0.0, until - monotonic()))
            except Empty:
                raise DeadlinePassed from None
            if not isinstance(step, _End):
                yield step
            elif caller.has_left:
                raise CallerLeft
            elif step.error is not None:
                raise step.error
            else:
                return
    finally:
        caller.forget(running.stop)
        running.stop()


@dataclass(frozen=True, slots=True)
class _End:
    error: BaseException | None


class _Running(Generic[_T]):
    """Work in a loop of its own, which can be stopped from any thread."""

    def __init__(self) -> None:
        self.steps: SimpleQueue[_T | _End] = SimpleQueue()
        self._lock = Lock()
        self._cancel: Callable[[], object] | None = None
        self._stopped = False

    def run(self, deadline_s: float, work: Callable[[float], AsyncIterator[_T]]) -> None:
        try:
            asyncio.run(self._bounded(deadline_s, work))
        except BaseException as error:  # noqa: BLE001 - it is the caller's, and raised in its thread
            self.steps.put(_End(error))
        else:
            self.steps.put(_End(None))

    async def _bounded(self, deadline_s: float, work: Callable[[float], AsyncIterator[_T]]) -> None:
        loop, task = asyncio.get_running_loop(), asyncio.current_task()
        assert task is not None  # this is a coroutine of `asyncio.run`
        with self._lock:
            if self._stopped:
                return
            self._cancel = lambda: loop.call_soon_threadsafe(task.cancel)
        try:
            async with asyncio.timeout(deadline_s):
                async for step in work(loop.time() + deadline_s):
                    self.steps.put(step)
        except TimeoutError:
            raise DeadlinePassed from None
        finally:
            with self._lock:
                self._cancel = None  # the loop is about to be closed

    def stop(self) -> None:
        """Cancel the work, if it is running; keep it from beginning, if it is not."""
        with self._lock:
            self._stopped = True
            if self._cancel is not None:
                self._cancel()
