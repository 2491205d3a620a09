"""Twenty ways in which an endpoint fails, each at three moments: an answer in time, no second try once it has begun, nothing cut
shown as whole."""

import gzip
import json
from collections.abc import Callable
from time import monotonic

import pytest
from drafters import drafter_at
from hostile import HEAD, Call, chunk, event, serving
from newsroom import FIRST, SECOND, THIRD, Newsroom

NEWSROOM = Newsroom()
REPLY = json.dumps({"claims": [{"text": FIRST, "passages": [1]}, {"text": THIRD, "passages": [3]}]})
ONE = REPLY.index("Engineer Ilse")  # characters with which the first claim is whole and the second has begun
SLACK_S = 1.0
BUSY_S = 0.5  # more, for a machine that does other things as well
SHORT_S = 0.6
LONG_S = 20.0

MOMENTS: dict[str, bytes] = {
    "before the first byte": b"",
    "after the first token": HEAD + b"\r\n" + event(chunk(REPLY[:12])),
    "after the first claim": HEAD + b"\r\n" + event(chunk(REPLY[:ONE])),
}


def sends(data: bytes) -> Callable[[Call], None]:
    return lambda call: call.send(data)


def endlessly(data: bytes) -> Callable[[Call], None]:
    return lambda call: call.forever(data)


ENDING: dict[str, Callable[[Call], None]] = {
    "closes": sends(b""),
    "resets": Call.reset,
    "sends garbage": sends(b"\x00\xff\x13garbage\r\n\r\n"),
    "sends an event that is no JSON": sends(event(b"{oops")),
    "sends invalid UTF-8": sends(event(b'{"choices": [{"delta": {"content": "\xff\xfe"}}]}')),
    "sends a lone surrogate": sends(event(chunk("\ud800"))),
    "sends an error event": sends(event({"error": {"message": "overloaded"}})),
    "sends null for choices": sends(event({"choices": None})),
    "sends a list for content": sends(event(chunk(["x"]))),
    "sends nesting without end": sends(event(b"[" * 100_000)),
    "ends for length": sends(event(chunk("", finish="length"))),
    "ends for its content filter": sends(event(chunk("", finish="content_filter"))),
    "ends for a tool": sends(event(chunk(None, finish="tool_calls"))),
    "refuses": sends(event({"choices": [{"delta": {"refusal": "I can't."}}]})),
    "says that it is done and was not": sends(b"data: [DONE]\n\n"),
    "says that it is finished and was not": sends(event(chunk("", finish="stop"))),
    "sends ten megabytes": sends(event(chunk("x" * 10_000)) * 1000),
    "sends packed bytes": sends(gzip.compress(b"\0" * 100_000)),
}
ENDLESS: dict[str, Callable[[Call], None]] = {
    "says nothing more": Call.stall,
    "sends single bytes for ever": endlessly(b"x"),
    "sends comments for ever": endlessly(b": still here\n\n"),
    "sends tokens for ever": endlessly(event(chunk(" "))),
}
MODES = {**{name: (act, LONG_S) for name, act in ENDING.items()}, **{n: (act, SHORT_S) for n, act in ENDLESS.items()}}


def test_there_are_at_least_twenty_modes() -> None:
    assert len(MODES) >= 20


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("mode", MODES)
def test_a_failing_endpoint_costs_polish_and_neither_time_nor_truth(mode: str, moment: str) -> None:
    act, deadline_s = MODES[mode]

    def script(call: Call) -> None:
        call.send(MOMENTS[moment])
        act(call)

    with serving(script) as endpoint:
        started = monotonic()
        answer = NEWSROOM.ask(drafter_at(endpoint.url, deadline_s=deadline_s))
        took_s = monotonic() - started
    begun = [FIRST] if moment == "after the first claim" else []
    assert took_s < deadline_s + SLACK_S + BUSY_S
    assert endpoint.attempts <= (2 if moment == "before the first byte" else 1)
    assert NEWSROOM.holds(answer)
    assert [claim.text for claim in answer.claims] == [*begun, SECOND]
    assert answer.degraded
    assert answer.degraded_reason is not None
    assert answer.generator.kind == ("model" if begun else "quotes")
