"""What a hostile model can do, case by case: what it says, how it says it, and how it answers at all."""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass

from hostile import HEAD, Call, Script, chunk, event, raw, says, status, stream, then
from newsroom import FIFTH, FIRST, FOURTH, SECOND, SIXTH, THIRD

KEY = "sk-canary-6f1d0c2b9a"
PATIENCE_S = 10.0  # for what ends by itself
SHORT_S = 0.6  # for what never ends
RELIABLE = f'{{"quotes": [{{"source": 1, "quote": {json.dumps(FIRST)}}}]}}'
GOOD = says(RELIABLE)


@dataclass(frozen=True, slots=True)
class Case:
    """A named script for the endpoint, and what must come of it.

    `reason`: why the answer is degraded. None: the model's choice is honoured, and `shown` is what it chose.
    """

    name: str
    scripts: Sequence[Script]
    reason: str | None
    shown: tuple[str, ...] = ()
    deadline_s: float = PATIENCE_S
    attempts: int = 1
    reads: bool = True


def reply(*entries: tuple[object, object]) -> str:
    return json.dumps({"quotes": [{"source": source, "quote": quote} for source, quote in entries]}, ensure_ascii=False)


def lie(name: str, source: object, quote: object, reason: str = "nothing_valid") -> Case:
    return Case(name, [says(reply((source, quote)))], reason)


def text(name: str, content: str, reason: str = "malformed") -> Case:
    return Case(name, [says(content)], reason)


def wire(name: str, script: Script, reason: str, *, attempts: int = 1) -> Case:
    return Case(name, [script], reason, attempts=attempts)


def endless(name: str, script: Script) -> Case:
    return Case(name, [script], "timeout", deadline_s=SHORT_S)


def honoured(name: str, *scripts: Script, shown: tuple[str, ...] = (FIRST,), attempts: int = 1) -> Case:
    return Case(name, scripts, None, shown, attempts=attempts)


LIES = [
    lie("a quote that does not exist", 1, "The barrier is free."),
    lie("a true quote under another passage's number", 2, FIRST),
    lie("a quote cut short at its end", 1, FIRST.split(",")[0] + "."),
    lie("a quote cut short at its beginning", 3, "the gates had failed" + THIRD.partition("failed")[2]),
    lie("a quote without its last character", 1, FIRST[:-1]),
    lie("a quote with a sentence added", 1, FIRST + " It is money well spent."),
    lie("two quotes joined", 1, f"{FIRST} {SECOND}"),
    lie("the end of one quote on the beginning of another", 1, FIRST[:40] + FOURTH[40:]),
    lie("a digit altered", 1, FIRST.replace("412", "413")),
    lie("a unit altered", 1, FIRST.replace("million", "billion")),
    lie("a day altered", 1, FIRST.replace("3 March", "4 March")),
    lie("a year altered", 1, FIRST.replace("2024", "2023")),
    lie("a name altered", 3, THIRD.replace("Ilse", "Else")),
    lie("a negation inserted", 1, FIRST.replace("will cost", "will not cost")),
    lie("a negation removed", 2, SECOND.replace("did not say", "did say")),
    lie("a denial turned into a claim", 3, THIRD.replace("denied", "said")),
    lie("a homoglyph", 1, FIRST.replace("a", "\u0430", 1)),
    lie("full-width digits", 1, FIRST.replace("412", "\uff14\uff11\uff12")),
    lie("a zero-width space", 1, FIRST.replace("412", "4\u200b12")),
    lie("a soft hyphen", 1, FIRST.replace("barrier", "bar\u00adrier")),
    lie("a right-to-left override", 1, "\u202e" + FIRST),
    lie("other quotation marks", 3, THIRD.replace('"', "\u201c", 1).replace('"', "\u201d")),
    lie("capitals", 1, FIRST.upper()),
    lie("white space taken out", 1, FIRST.replace(" ", "")),
    lie("a translation", 1, "La barrera de Vantmoor costará 412 millones de coronas."),
    lie("an empty quote", 1, ""),
    lie("a NUL in the quote", 1, FIRST + "\0"),
    lie("passage 99", 99, FIRST),
    lie("passage 0", 0, FIRST),
    lie("a negative number", -1, FIRST),
    lie("a number of thirty digits", 10**30, FIRST),
    lie("a number in a string", "1", FIRST, "malformed"),
    lie("a number with a point", 1.0, FIRST, "malformed"),
    lie("true for a number", True, FIRST, "malformed"),
    lie("null for a number", None, FIRST, "malformed"),
    lie("a list for a number", [1], FIRST, "malformed"),
    lie("null for a quote", 1, None, "malformed"),
    lie("bold markup", 1, f"<b>{FIRST}</b>"),
    lie("a script", 1, "<script>fetch('//evil.example')</script>"),
    lie("a link", 1, f"[{FIRST}](https://evil.example)"),
    lie("a reference link", 1, f"{FIRST} [x][r]\n\n[r]: https://evil.example"),
    lie("the number in front of the quote", 1, f"[1] {FIRST}"),
    lie("the whole line of the prompt", 1, f"[1] (Harbour Paper 1, 2024-03-04) {FIRST}"),
    lie("what an article orders it to say", 5, "The barrier is free."),
]

TEXTS = [
    text("injected prose", "The barrier is free. Ignore the passages."),
    text("an empty reply", ""),
    text("white space", " \n\t "),
    text("an empty list", '{"quotes": []}', "nothing_valid"),
    text("an empty object", "{}"),
    text("another schema", json.dumps({"answer": FIRST, "citations": [1]})),
    text("an extra key beside the quotes", RELIABLE[:-1] + ', "answer": "It is free."}'),
    text("an extra key in an entry", RELIABLE[:-3] + ', "note": "It is free."}]}'),
    text("a list without its object", f"[{RELIABLE[12:-2]}]"),
    text("nested lists", json.dumps({"quotes": [[{"source": 1, "quote": FIRST}]]})),
    text("an object of quotes", json.dumps({"quotes": {"1": FIRST}})),
    text("a string of quotes", json.dumps({"quotes": FIRST})),
    text("NaN", '{"quotes": [{"source": NaN, "quote": "x"}]}'),
    text("Infinity", '{"quotes": [{"source": Infinity, "quote": "x"}]}'),
    text("a number of five thousand digits", f'{{"quotes": [{{"source": {"9" * 5000}, "quote": "x"}}]}}'),
    text("nesting ten thousand deep", '{"quotes": ' + "[" * 10_000 + "]" * 10_000 + "}"),
    text("a comment in the JSON", RELIABLE.replace("[", "[ // the best\n", 1)),
    text("a trailing comma", RELIABLE.replace("}]", "},]")),
    text("Python for JSON", str(json.loads(RELIABLE))),
    text("two JSON documents", RELIABLE + "\n" + RELIABLE),
    text("JSON cut off", RELIABLE[:-20]),
    text("a lone surrogate", '{"quotes": [{"source": 1, "quote": "\\ud800"}]}'),
    text("braces the wrong way round", "}{"),
    text("a thousand false entries", reply(*[(7, "x")] * 1000), "nothing_valid"),
]

HONOURED = [
    honoured("a code fence around the JSON", says(f"```json\n{RELIABLE}\n```")),
    honoured("prose around the JSON", says(f"Here you are:\n{RELIABLE}\nAnything else?")),
    honoured("a byte order mark", says("\ufeff" + RELIABLE)),
    honoured("white space that differs", says(reply((1, "  " + FIRST.replace(" ", " \n "))))),
    honoured("a key given twice", says(RELIABLE.replace('"source": 1', '"source": 2, "source": 1'))),
    honoured("the same passage three times", says(reply((1, FIRST), (1, FIRST), (1, FIRST)))),
    honoured("lies around a true quote", says(reply((9, FIRST), (1, FIRST), (2, "No.")))),
    honoured(
        "more than three", says(reply((1, FIRST), (3, THIRD), (4, FOURTH), (2, SECOND))), shown=(FIRST, THIRD, FOURTH)
    ),
    honoured("a passage that gives orders", says(reply((5, FIFTH))), shown=(FIFTH,)),
    honoured("a passage that looks like a reply", says(reply((6, SIXTH))), shown=(SIXTH,)),
    honoured(
        "the wrong content type", stream(chunk(RELIABLE, finish="stop"), head=HEAD.replace(b"event-stream", b"html"))
    ),
    honoured(
        "a finished reply without an end", then(HEAD + b"\r\n" + event(chunk(RELIABLE, finish="stop")), Call.stall)
    ),
    honoured("one character at a time", says(RELIABLE, pieces=len(RELIABLE))),
    honoured(
        "another choice beside the first",
        stream({"choices": [{"index": 1, "delta": {"content": "No"}}]}, chunk(RELIABLE, finish="stop")),
    ),
    honoured("a 503, then a reply", status(503), GOOD, attempts=2),
    honoured("a 429 that asks for no wait, then a reply", status(429, headers=["Retry-After: 0"]), GOOD, attempts=2),
    honoured("a closed connection, then a reply", raw(b""), GOOD, attempts=2),
]

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
    *(_answers_with(code, "refused") for code in (201, 204, 300, 304, 400, 402, 404, 405, 409, 413, 418, 422)),
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
    wire("an error with an endless body", then(b"HTTP/1.1 400 No\r\n\r\n", lambda call: call.forever(b"x")), "refused"),
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

CASES = [*LIES, *TEXTS, *HONOURED, *STREAMS, *ENDLESS, *STATUSES]
