"""A circuit breaker: an endpoint that failed several times in a row is left alone for a while, then tried by one question."""

from collections.abc import Callable, Iterator, Sequence
from threading import Lock
from time import monotonic

from dateline.service.caller import Caller
from dateline.service.chat import Chat, Counted, Failure, Message, ModelFailed, Terms

FAILURES = 5  # in a row
REST_S = 30.0

_DOWN: frozenset[Failure] = frozenset(("timeout", "unreachable", "rate_limited", "server_error", "unauthorized"))


class Breaker:
    """Safe between threads. The state is of one process; nothing is lost with it."""

    def __init__(
        self, *, failures: int = FAILURES, rest_s: float = REST_S, clock: Callable[[], float] = monotonic
    ) -> None:
        self._failures, self._rest_s, self._clock = failures, rest_s, clock
        self._lock = Lock()
        self._in_a_row = 0
        self._rests_until = 0.0

    def allows(self) -> bool:
        """Whether to ask. While it rests, nobody; when it has rested, one, whose outcome decides for the others."""
        with self._lock:
            if self._in_a_row < self._failures:
                return True
            if self._clock() < self._rests_until:
                return False
            self._rests_until = self._clock() + self._rest_s
            return True

    def worked(self) -> None:
        """It answered."""
        with self._lock:
            self._in_a_row = 0

    def failed(self) -> None:
        """It did not."""
        with self._lock:
            self._in_a_row += 1
            self._rests_until = self._clock() + self._rest_s


def guarded(chat: Chat, breaker: Breaker) -> Chat:
    """The same chat, not even tried while its breaker rests: ModelFailed ("resting")."""

    def ask(messages: Sequence[Message], terms: Terms, caller: Caller) -> Iterator[str | Counted]:
        if not breaker.allows():
            raise ModelFailed("resting")
        try:
            yield from chat(messages, terms, caller)
        except ModelFailed as failure:
            (breaker.failed if failure.reason in _DOWN else breaker.worked)()
            raise
        breaker.worked()

    return ask
