"""Whoever waits for an answer: for how long a model may keep them, and whether they are still there. Pure."""

from collections.abc import Callable
from threading import Lock
from time import monotonic


class CallerLeft(Exception):
    """Nobody waits for the answer any more."""


class Caller:
    """One waiting caller. Safe between threads: the connection's thread says that they left, others work for them."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._acts: list[Callable[[], None]] = []
        self._until: float | None = None
        self.has_left = False

    def left_s(self, deadline_s: float) -> float:
        """Seconds that are left of the deadline, which begins with the first call of this."""
        if self._until is None:
            self._until = monotonic() + deadline_s
        return self._until - monotonic()

    def leave(self) -> None:
        """They have gone: whatever is done for them is told, once."""
        with self._lock:
            self.has_left = True
            acts, self._acts = self._acts, []
        for act in acts:
            act()

    def when_left(self, act: Callable[[], None]) -> None:
        """Do something when they leave; now, if they have."""
        with self._lock:
            if not self.has_left:
                self._acts.append(act)
                return
        act()

    def forget(self, act: Callable[[], None]) -> None:
        """What was to be done is done otherwise."""
        with self._lock:
            if act in self._acts:
                self._acts.remove(act)
