"""A caller who leaves: what a model does for them ends within a second, as a stream and as JSON, over real connections."""

import json
import socket
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from time import monotonic

import pytest
from drafters import model
from fakes import HashingEmbedder
from hostile import HEAD, Call, chunk, event, serving
from newsroom import desk_on

from dateline.indexes.nouns import Article
from dateline.indexes.store import Store
from dateline.service import server
from dateline.service.caller import Caller, CallerLeft
from dateline.service.drafting import model_draft
from dateline.service.nouns import Question
from dateline.service.openai_chat import chat
from dateline.service.quotes import keyless_draft

PATIENCE_S = 30.0
ENDS_WITHIN_S = 1.0
BUSY_S = 1.0  # more, for a machine that does other things as well
BARRIER = Article(id="barrier", text="The Vantmoor tide barrier will cost 412 million crowns, the harbour board said.")
ASKED = {"question": "What will the Vantmoor tide barrier cost?"}


class Watched:
    """A model endpoint that never finishes, and the moments at which it was asked and left."""

    def __init__(self, first: bytes) -> None:
        self.first = first
        self.asked = Event()
        self.left = Event()
        self.left_at = 0.0

    def __call__(self, call: Call) -> None:
        try:
            if self.first:
                call.send(self.first)
            self.asked.set()
            call.until_left()
        finally:
            self.left_at = monotonic()
            self.left.set()


@contextmanager
def asking(folder: Path, url: str) -> Generator[str]:
    """The address of a service over one article, whose model is at `url`."""
    store = Store.open(folder, embedder=HashingEmbedder())
    try:
        store.archive.add(BARRIER)
        store.catch_up()
        store.embed_missing()
        draft = model_draft(model(chat(base_url=url, api_key=None, model="m"), deadline_s=PATIENCE_S), keyless_draft)
        with server.serving(desk_on(store, folder / "gold.jsonl", draft=draft)) as address:
            yield address
    finally:
        store.close()


def posted(address: str, accept: str) -> socket.socket:
    """A connection on which a question was asked."""
    host, port = address.removeprefix("http://").split(":")
    body = json.dumps(ASKED)
    connection = socket.create_connection((host, int(port)), timeout=PATIENCE_S)
    head = f"POST /ask HTTP/1.1\r\nHost: {host}\r\nAccept: {accept}\r\nContent-Type: application/json\r\n"
    connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode())
    return connection


MOMENTS = [
    pytest.param(b"", id="before the model's first byte"),
    pytest.param(HEAD + b"\r\n", id="after its head"),
    pytest.param(HEAD + b"\r\n" + event(chunk('{"claims": [{"text": "It')), id="in the middle of its reply"),
]


@pytest.mark.parametrize("first", MOMENTS)
@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
def test_the_upstream_call_ends_when_the_caller_leaves(tmp_path: Path, accept: str, first: bytes) -> None:
    watched = Watched(first)
    with serving(watched) as endpoint, asking(tmp_path, endpoint.url) as address:
        connection = posted(address, accept)
        assert watched.asked.wait(PATIENCE_S)
        left_at = monotonic()
        connection.close()
        assert watched.left.wait(PATIENCE_S)
    assert watched.left_at - left_at < ENDS_WITHIN_S + BUSY_S
    assert endpoint.attempts == 1


def test_nothing_is_stored_for_a_caller_who_left_and_the_next_one_is_answered(tmp_path: Path) -> None:
    store = Store.open(tmp_path, embedder=HashingEmbedder())
    store.archive.add(BARRIER)
    store.catch_up()
    desk = desk_on(store, tmp_path / "gold.jsonl")
    caller = Caller()

    def leaving(*_: object) -> Generator[str]:
        caller.leave()
        raise CallerLeft
        yield ""

    gone = desk_on(store, tmp_path / "gold.jsonl", draft=model_draft(model(leaving), keyless_draft))
    with pytest.raises(CallerLeft):
        list(gone.ask(Question(ASKED["question"]), caller))
    assert b"dateline_callers_left_total 1.0" in gone.metrics.exposition()
    *_, answer = desk.ask(Question(ASKED["question"]))
    assert desk.archive.answer(answer.id)  # pyright: ignore
    store.close()


def _told(acts: list[str], name: str) -> Callable[[], None]:
    return lambda: acts.append(name)


def test_what_is_to_be_done_on_leaving_is_done_once_and_at_once_for_one_who_left() -> None:
    caller, acts = Caller(), list[str]()
    first, forgotten = _told(acts, "first"), _told(acts, "forgotten")
    caller.when_left(first)
    caller.when_left(forgotten)
    caller.forget(forgotten)
    caller.leave()
    caller.leave()
    caller.when_left(_told(acts, "late"))
    assert acts == ["first", "late"]
