"""Asking over HTTP, over a real archive and the real way of a question."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from fakes_http import BARRIER, WordDesk, client_of, open_desk
from starlette.testclient import TestClient

from dateline.indexes.database import ArchiveBusy
from dateline.service.caller import Caller
from dateline.service.nouns import Answer, Question
from dateline.service.pipeline import Step
from dateline.service.stream import KEEP_ALIVE, events

COST = {"question": "What will the Vantmoor tide barrier cost in crowns?"}
UNSTATED = {"question": "Will the night train reach Ostrel?"}
STREAM = {"Accept": "text/event-stream"}
LINES = {"Content-Type": "application/jsonl"}
PATIENCE_S = 30  # so that a test that fails still ends
ANSWER_FIELDS = [
    "schema_version",
    "id",
    "follows",
    "question",
    "standalone_question",
    "interpreted",
    "status",
    "reason",
    "missing",
    "answer",
    "claims",
    "citations",
    "conflicts",
    "related",
    "coverage",
    "as_of",
    "generator",
    "degraded",
    "degraded_reason",
    "snapshot",
    "timings_ms",
    "confidence",
    "statements",
    "usage",
]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[WordDesk]:
    opened = open_desk(tmp_path)
    yield opened
    opened.archive.close()


@pytest.fixture
def client(desk: WordDesk) -> TestClient:
    return client_of(desk)


def parsed(stream: str) -> list[tuple[str, Any]]:
    """The events of a stream, comments left out."""
    blocks = [block.split("\n") for block in stream.removesuffix("\n\n").split("\n\n")]
    return [(block[0].removeprefix("event: "), json.loads(block[1].removeprefix("data: "))) for block in blocks]


def without_times(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name != "timings_ms"}


def test_an_answer_has_the_contracts_fields_in_order(client: TestClient) -> None:
    body = client.post("/ask", json=COST).json()

    assert list(body) == ANSWER_FIELDS
    assert body["status"] == "answered"
    assert body["coverage"] == {
        "articles": 3,
        "undated": 1,
        "from": "2023-01-05",
        "to": "2024-03-03",
        "passages": body["coverage"]["passages"],
        "embedded": 0,
    }
    assert body["citations"][0]["published_at"] == "2024-03-03T09:30:00Z"


def test_a_quote_is_the_articles_text_between_its_offsets(client: TestClient) -> None:
    citation = client.post("/ask", json=COST).json()["citations"][0]
    text = client.get(f"/articles/{citation['article_id']}?revision={citation['revision']}").json()["text"]

    assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_a_stream_gives_meta_then_claims_then_the_same_answer_once(client: TestClient) -> None:
    plain = client.post("/ask", json=COST).json()
    response = client.post("/ask", json=COST, headers=STREAM)
    streamed = parsed(response.text)

    assert response.headers["content-type"].startswith("text/event-stream")
    assert [name for name, _ in streamed] == ["meta", "claim", "done"]
    assert without_times(streamed[-1][1]) == without_times(plain)
    assert streamed[1][1] == {"claim": plain["claims"][0], "citations": plain["citations"]}


def test_a_refusal_streams_no_claim(client: TestClient) -> None:
    streamed = parsed(client.post("/ask", json=UNSTATED, headers=STREAM).text)

    assert [name for name, _ in streamed] == ["meta", "done"]
    assert streamed[-1][1]["status"] == "not_answered"
    assert streamed[-1][1]["related"]


@pytest.mark.parametrize(
    ("error", "slug"), [(ArchiveBusy("secret.sqlite"), "archive-busy"), (KeyError("secret"), "defect")]
)
def test_a_stream_that_fails_ends_with_one_problem_and_no_secret(desk: WordDesk, error: Exception, slug: str) -> None:
    def failing(question: Question) -> Iterator[Step]:
        for step in desk.ask(question):
            if isinstance(step, Answer):
                raise error
            yield step

    response = client_of(replace(desk, path=failing)).post("/ask", json=COST, headers=STREAM)

    assert [name for name, _ in parsed(response.text)] == ["meta", "claim", "error"]
    assert parsed(response.text)[-1][1]["type"] == f"urn:dateline:problem:{slug}"
    assert "secret" not in response.text


def test_a_path_that_ends_without_an_answer_is_told_as_a_defect(desk: WordDesk) -> None:
    def short(question: Question) -> Iterator[Step]:
        yield from list(desk.ask(question))[:-1]

    broken = client_of(replace(desk, path=short))

    assert parsed(broken.post("/ask", json=COST, headers=STREAM).text)[-1][0] == "error"
    assert broken.post("/ask", json=COST).status_code == 500


def test_a_quiet_stream_is_kept_alive_by_comments(desk: WordDesk) -> None:
    heard = Event()

    def quiet() -> Iterator[Step]:
        heard.wait(PATIENCE_S)
        yield from desk.ask(Question(COST["question"]))

    async def listen(chunks: AsyncIterator[bytes]) -> list[bytes]:
        received: list[bytes] = []
        async for chunk in chunks:
            received.append(chunk)
            if chunk == KEEP_ALIVE:
                heard.set()
        return received

    received = asyncio.run(listen(events(quiet(), Caller(), keep_alive_s=0.01)))

    assert received[0] == KEEP_ALIVE
    assert [chunk.split(b"\n")[0] for chunk in received if chunk != KEEP_ALIVE] == [
        b"event: meta",
        b"event: claim",
        b"event: done",
    ]


def test_a_busy_archive_is_a_503_that_says_when_to_try_again(desk: WordDesk, caplog: pytest.LogCaptureFixture) -> None:
    def busy(_question: Question) -> Iterator[Step]:
        raise ArchiveBusy("secret.sqlite")
        yield

    with caplog.at_level(logging.ERROR):
        response = client_of(replace(desk, path=busy)).post("/ask", json=COST)

    assert response.status_code == 503
    assert int(response.headers["retry-after"]) > 0
    assert "secret" not in response.text
    assert "The archive is busy" in caplog.text


def test_as_of_keeps_later_articles_out_of_the_whole_response(client: TestClient) -> None:
    response = client.post("/ask", json={**COST, "as_of": "2024-03-02"})

    assert response.json()["status"] == "not_answered"
    assert "412" not in response.text
    assert "2024-03-03" not in response.text


def test_search_gives_passages_with_scores_and_why(client: TestClient) -> None:
    body = client.post("/search", json={**COST, "limit": 1}).json()

    assert [hit["article_id"] for hit in body["hits"]] == ["barrier"]
    assert body["hits"][0]["scores"] == {"words": 6.0}
    assert body["hits"][0]["why"] == "6 words"


def test_a_source_that_is_not_there_is_named(client: TestClient) -> None:
    body = client.post("/search", json={**COST, "sources": ["  No\tsuch paper "]}).json()

    assert body["hits"] == []
    assert body["missing_sources"] == ["No such paper"]


def test_a_stored_answer_tells_what_became_of_its_citations(client: TestClient) -> None:
    given = client.post("/ask", json=COST).json()
    address = f"/answers/{given['id']}"
    unchanged = client.get(address).json()
    client.put("/articles/barrier", json={"text": f"{BARRIER.text} More."})
    revised = client.get(address).json()
    client.delete("/articles/barrier", params={"why": "a mistake"})
    withdrawn = client.get(address).json()

    assert {name: unchanged[name] for name in given} == given
    number = {"number": 1}
    assert unchanged["citations_since"] == [{**number, "revised": False, "withdrawn": False, "newest_revision": 1}]
    assert revised["citations_since"] == [{**number, "revised": True, "withdrawn": False, "newest_revision": 2}]
    assert withdrawn["citations_since"] == [{**number, "revised": False, "withdrawn": True, "newest_revision": None}]


@pytest.mark.parametrize("answer_id", ["0" * 20, "x", "%00", "%ff"])
def test_an_answer_that_was_never_given_is_a_404(client: TestClient, answer_id: str) -> None:
    assert client.get(f"/answers/{answer_id}").json()["type"] == "urn:dateline:problem:answer-not-found"
