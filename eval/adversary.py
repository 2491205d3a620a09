"""A language model that does what a script says, behind a real OpenAI-compatible endpoint on loopback."""

import json
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

NAME = "scripted"
_PIECE = 40  # characters of a reply that come at once

Reply = Callable[[str], str]  # what the user's message of the prompt is answered with


@contextmanager
def scripted(reply: Reply) -> Generator[str]:
    """The base URL of an endpoint that streams what `reply` says, as long as this lasts."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            asked: dict[str, Any] = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            text = reply(str(asked["messages"][-1]["content"]))
            pieces = [text[at : at + _PIECE] for at in range(0, len(text), _PIECE)]
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Connection", "close")
            self.end_headers()
            for piece in pieces:
                self._event({"choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": None}]})
            self._event({"choices": [{"index": 0, "delta": {"content": ""}, "finish_reason": "stop"}]})
            self.wfile.write(b"data: [DONE]\n\n")
            self.close_connection = True

        def _event(self, data: object) -> None:
            self.wfile.write(b"data: " + json.dumps(data).encode() + b"\n\n")

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: what is asked is nobody's business."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True, name="scripted model")
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def passages(prompt: str) -> dict[int, str]:
    """The lines of a prompt that show passages, by number: newspaper and day, then the passage."""
    found: dict[int, str] = {}
    for line in prompt.splitlines():
        number, bracket, rest = line.partition("] ")
        if bracket and number.startswith("[") and number[1:].isdecimal():
            found[int(number[1:])] = rest
    return found


def numbers_of(quotes: Sequence[str], prompt: str) -> list[int] | None:
    """Under which numbers a prompt shows these passages; None: not all of them."""
    shown = passages(prompt)
    found = [next((number for number, line in shown.items() if line.endswith(quote)), None) for quote in quotes]
    return None if None in found else [number for number in found if number is not None]


def reply_of(claims: Sequence[Mapping[str, object]]) -> str:
    """A reply in the form that the prompt asks for."""
    return json.dumps({"claims": claims})
