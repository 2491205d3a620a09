"""Cases of how a hostile model answers: streams that break, bytes that never end, statuses, what is no HTTP at all."""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass

from hostile import HEAD, Call, Script, chunk, event, raw, says, status, stream, then
from newsroom import FIRST

KEY = "sk-canary-6f1d0c2b9a"
PATIENCE_S = 30.0  # for what ends by itself
SHORT_S = 0.6  # for what never ends
RELIABLE = json.dumps({"claims": [{"text": FIRST, "passages": [1]}]})
GOOD = says(RELIABLE)


@dataclass(frozen=True, slots=True)
class Case:
    """A named script for the endpoint, and what must come of it.

    `reason`: why the answer is degraded. None: the model's claims are honoured, and `shown` is what is told of them.
    `begun`: what was told before it failed; the keyless answer comes behind that.
    """

    name: str
    scripts: Sequence[Script]
    reason: str | None
    shown: tuple[str, ...] = ()
    deadline_s: float = PATIENCE_S
    attempts: int = 1
    reads: bool = True
    begun: tuple[str, ...] = ()


def wire(name: str, script: Script, reason: str, *, attempts: int = 1) -> Case:
    return Case(name, [script], reason, attempts=attempts)


def endless(name: str, script: Script) -> Case:
    return Case(name, [script], "timeout", deadline_s=SHORT_S)


WHOLE = {"choices": [{"index": 0, "message": {"role": "assistant", "content": RELIABLE}, "finish_reason": "stop"}]}
TOOL = {
    "choices": [{"index": 0, "delta": {"tool_calls": [{"index": 0, "function": {"name": "rm", "arguments": "{}"}}]}}]
}
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"

STREAMS = [
    wire("no finish_reason", stream(chunk(RELIABLE)), "incomplete"),
    wire("neither finish_reason nor end", stream(chunk(RELIABLE), done=False), "incomplete"),
    wire("nothing in the stream", stream(), "incomplete"),
    wire("finished for length", stream(chunk(RELIABLE, finish="length")), "incomplete"),
    wire("finished by a content filter", stream(chunk(RELIABLE, finish="content_filter")), "refused"),
    wire("finished for a reason of its own", stream(chunk(RELIABLE, finish="because")), "incomplete"),
    wire(
        "a number for finish_reason",
        stream({"choices": [{"delta": {"content": RELIABLE}, "finish_reason": 1}]}),
        "malformed",
    ),
    wire("a refusal", stream({"choices": [{"delta": {"refusal": "I can't."}}]}), "refused"),
    wire("a tool call", stream(TOOL, chunk(None, finish="tool_calls")), "incomplete"),
    wire("a tool call that claims to be a reply", stream(TOOL, chunk(None, finish="stop")), "malformed"),
    wire("null for content", stream(chunk(None, finish="stop")), "malformed"),
    wire("a list for content", stream(chunk([RELIABLE], finish="stop")), "malformed"),
    wire("a number for content", stream(chunk(7, finish="stop")), "malformed"),
    wire("no choices", stream({"id": "c", "choices": []}), "incomplete"),
    wire("null for choices", stream({"choices": None}), "malformed"),
    wire("no such thing as choices", stream({"id": "c"}), "malformed"),
    wire("text for choices", stream({"choices": "all"}), "malformed"),
    wire("an object for choices", stream({"choices": {"0": RELIABLE}}), "malformed"),
    wire("null in choices", stream({"choices": [None]}), "malformed"),
    wire("a list for a chunk", stream([RELIABLE]), "malformed"),
    wire("a number for a chunk", stream(7), "malformed"),
    wire("null for a chunk", stream(None), "malformed"),
    wire("an event that is no JSON", stream(b"{oops"), "malformed"),
    wire("an event nested a hundred thousand deep", stream(b"[" * 100_000), "malformed"),
    wire("a lone surrogate in a chunk", stream(chunk("\ud800" + RELIABLE[1:], finish="stop")), "malformed"),
    wire("invalid UTF-8", stream(b'{"choices": [{"delta": {"content": "\xff\xfe"}}]}'), "malformed"),
    wire("an error in the stream", stream(chunk(RELIABLE[:9]), {"error": {"message": f"no, {KEY}"}}), "server_error"),
    wire("an error that is no object", stream({"error": "overloaded"}), "server_error"),
    wire(
        "the whole completion at once",
        raw(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + json.dumps(WHOLE).encode()),
        "incomplete",
    ),
    wire("cut in the middle of an event", raw(HEAD + b"\r\n" + event(chunk(RELIABLE))[:-30]), "incomplete"),
    wire(
        "a length that promises more",
        raw(HEAD + b"Content-Length: 90000\r\n\r\n" + event(chunk(RELIABLE))),
        "incomplete",
    ),
    wire(
        "a length that promises less",
        raw(HEAD + b"Content-Length: 60\r\n\r\n" + event(chunk(RELIABLE, finish="stop"))),
        "incomplete",
    ),
    wire("a chunk that breaks off", raw(CHUNKED + b"fff\r\n" + event(chunk(RELIABLE))), "incomplete"),
    wire("a chunk size that is none", raw(CHUNKED + b"zz\r\n" + event(chunk(RELIABLE))), "incomplete"),
    wire("reset in the middle", then(HEAD + b"\r\n" + event(chunk(RELIABLE)), Call.reset), "incomplete"),
    wire("ten megabytes of reply", stream(*[chunk("x" * 10_000)] * 1000), "too_long"),
    wire("ten megabytes on one line", raw(HEAD + b"\r\ndata: " + b"x" * 10_000_000), "too_long"),
    wire("ten megabytes of nothing", stream(*[chunk("")] * 70_000), "too_long"),
    wire(
        "a gzip bomb", raw(HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"\0" * 50_000_000, 1)), "malformed"
    ),
    wire("gzip that is none", raw(HEAD + b"Content-Encoding: gzip\r\n\r\n" + event(chunk(RELIABLE))), "malformed"),
]

ENDLESS = [
    endless("a trickle of tokens", then(HEAD + b"\r\n", lambda call: call.forever(event(chunk("x"))))),
    endless("a trickle of comments", then(HEAD + b"\r\n", lambda call: call.forever(b": still here\n\n"))),
    endless("a trickle of single bytes", then(HEAD + b"\r\ndata: ", lambda call: call.forever(b"x"))),
    endless("a trickle of header bytes", then(b"HTTP/1.1 200 OK\r\nX-Slow: ", lambda call: call.forever(b"x"))),
    endless("a trickle of header lines", then(b"HTTP/1.1 200 OK\r\n", lambda call: call.forever(b"X-Slow: 1\r\n"))),
    endless("a trickle of status bytes", then(b"HTTP/1.1 200 ", lambda call: call.forever(b"O"))),
    endless("a trickle of 100 Continue", lambda call: call.forever(b"HTTP/1.1 100 Continue\r\n\r\n")),
    endless("a trickle of chunked bytes", then(CHUNKED, lambda call: call.forever(b"1\r\n:\r\n"))),
    endless("silence before the first byte", Call.stall),
    endless("silence after the head", then(HEAD + b"\r\n", Call.stall)),
    endless("silence in the middle", then(HEAD + b"\r\n" + event(chunk(RELIABLE)), Call.stall)),
    Case("a 503, then silence", [status(503), Call.stall], "timeout", deadline_s=SHORT_S, attempts=2),
]


def _answers_with(code: int, reason: str, *headers: str, attempts: int = 1, body: bytes = b"{}") -> Case:
    named = f"status {code}" + (f" with {', '.join(headers)}" if headers else "")
    return wire(named, status(code, headers=headers, body=body), reason, attempts=attempts)


STATUSES = [
    *(_answers_with(code, "refused") for code in (201, 204, 300, 304, 402, 404, 405, 409, 413, 418)),
    *(_answers_with(code, "refused", attempts=2) for code in (400, 422)),  # asked again without what is optional
    *(
        _answers_with(code, "unauthorized", body=json.dumps({"error": {"message": KEY}}).encode())
        for code in (401, 403)
    ),
    _answers_with(408, "timeout"),
    *(_answers_with(code, "server_error", attempts=2) for code in (500, 502, 503, 504, 529, 599)),
    _answers_with(429, "rate_limited", attempts=2),
    _answers_with(429, "rate_limited", "Retry-After: 0", attempts=2),
    _answers_with(429, "rate_limited", "Retry-After: 3600"),
    _answers_with(429, "rate_limited", "Retry-After: Wed, 21 Oct 2026 07:28:00 GMT"),
    _answers_with(429, "rate_limited", "Retry-After: -5"),
    _answers_with(429, "rate_limited", f"Retry-After: {'9' * 400}"),
    _answers_with(503, "server_error", "Retry-After: 3600"),
    wire("an error with an endless body", then(b"HTTP/1.1 404 No\r\n\r\n", lambda call: call.forever(b"x")), "refused"),
    wire("garbage instead of HTTP", raw(b"\x00\xff\x13garbage\r\n\r\n"), "unreachable", attempts=2),
    wire("TLS instead of HTTP", raw(b"\x15\x03\x01\x00\x02\x02\x46"), "unreachable", attempts=2),
    wire("a body without a head", raw(event(chunk(RELIABLE, finish="stop"))), "unreachable", attempts=2),
    wire("a length below zero", raw(HEAD + b"Content-Length: -1\r\n\r\n"), "unreachable", attempts=2),
    wire("two lengths", raw(HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n"), "unreachable", attempts=2),
    wire("a megabyte of head", raw(b"HTTP/1.1 200 OK\r\n" + b"X-Long: 1\r\n" * 90_000), "unreachable", attempts=2),
    wire("closed after the request", raw(b""), "unreachable", attempts=2),
    wire("reset after the request", Call.reset, "unreachable", attempts=2),
    Case("closed at accept", [raw(b"")], "unreachable", attempts=2, reads=False),
    Case("reset at accept", [Call.reset], "unreachable", attempts=2, reads=False),
]
