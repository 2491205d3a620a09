"""What cannot be used, is too large, not there or not ready, over HTTP; and the page's headers."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fakes_http import WordDesk, client_of, open_desk
from starlette.testclient import TestClient

from dateline.service.http import MAX_BODY_BYTES

COST = {"question": "What will the Vantmoor tide barrier cost in crowns?"}
STREAM = {"Accept": "text/event-stream"}
LINES = {"Content-Type": "application/jsonl"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[WordDesk]:
    opened = open_desk(tmp_path)
    yield opened
    opened.archive.close()


@pytest.fixture
def client(desk: WordDesk) -> TestClient:
    return client_of(desk)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"question": ""}, "The question is empty"),
        ({"question": " \n\x00\x1f"}, "The question is empty"),
        ({"question": "x" * 2001}, "longer than 2,000 characters"),
        ({}, "`question`: This is required."),
        ({"question": 7}, "`question`: This must be text."),
        ({**COST, "as_of": "30.6.2023"}, "`as_of`: Write dates as YYYY-MM-DD"),
        ({**COST, "since": "2023-02-30"}, "`since`: Write dates as YYYY-MM-DD"),
        ({**COST, "as_of": 20230630}, "`as_of`: Write dates as YYYY-MM-DD"),
        ({**COST, "as_of": "2023-01-01", "since": "2023-01-02"}, "`since` lies after `as_of`"),
        ({**COST, "source": "secret"}, "Known: question, as_of, since, sources, follows."),
        ({**COST, "sources": ["x" * 201]}, "A source is named by 1 to 200 characters."),
        ({**COST, "follows": "../secret"}, "`follows`: This is no id of ours."),
        ({**COST, "follows": "0" * 20}, "`follows` names no answer"),
        (["secret"], "Send a JSON object"),
    ],
)
def test_a_request_that_cannot_be_used_says_what_to_do_and_echoes_nothing(
    client: TestClient, body: object, words: str
) -> None:
    response = client.post("/ask", json=body, headers=STREAM)

    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert words in response.json()["detail"]
    assert "secret" not in response.text


def test_a_question_of_2000_characters_after_folding_is_taken(client: TestClient) -> None:
    body = client.post("/ask", json={"question": "x" * 1000 + " \t\n" * 500 + "e\u0301" * 999}).json()

    assert body["question"] == "x" * 1000 + " " + "é" * 999


def test_a_body_over_the_limit_is_a_413_whether_its_length_was_declared_or_not(client: TestClient) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(MAX_BODY_BYTES // 50_000 + 1):
            yield b" " * 50_000

    json_type = {"Content-Type": "application/json"}
    declared = client.post("/ask", content=b" " * (MAX_BODY_BYTES + 1), headers=json_type)
    undeclared = client.post("/ask", content=chunks(), headers=json_type)

    for response in (declared, undeclared):
        assert response.status_code == 413
        assert response.headers["content-type"] == "application/problem+json"


def test_lines_may_be_longer_than_other_bodies(client: TestClient) -> None:
    lines = b"".join(b'{"id":"n%d","text":"%s"}\n' % (n, b"Word. " * 100_000) for n in range(2))

    response = client.post("/articles", content=lines, headers=LINES)
    assert [json.loads(line)["result"] for line in response.text.splitlines()] == ["added", "added"]


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/nothing", 404),
        ("GET", "/articles/", 404),
        ("PATCH", "/ask", 405),
        ("GET", "/ask", 405),
        ("GET", "/page/http.py", 404),
    ],
)
def test_what_is_not_there_is_a_problem_too(client: TestClient, method: str, address: str, status: int) -> None:
    response = client.request(method, address)

    assert response.json()["status"] == response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"


def test_health_is_alive_while_readiness_waits_for_the_desk(desk: WordDesk) -> None:
    waiting = client_of(replace(desk, is_ready=False))

    assert waiting.get("/healthz").status_code == 200
    assert waiting.get("/readyz").status_code == 503
    assert "retry-after" in waiting.get("/readyz").headers
    assert client_of(desk).get("/readyz").status_code == 200


def test_the_page_and_its_parts_allow_nothing_from_elsewhere(client: TestClient) -> None:
    for address in ("/", "/page/app.js", "/page/style.css", "/page/icon.svg"):
        response = client.get(address)
        assert response.status_code == 200
        assert response.headers["content-security-policy"].startswith("default-src 'self'; object-src 'none'")
        assert response.headers["x-content-type-options"] == "nosniff"
    assert client.head("/").status_code == 200


def test_the_description_names_every_call_and_its_problems(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]

    assert set(paths) >= {"/ask", "/search", "/check", "/answers/{answer_id}", "/articles", "/healthz", "/readyz"}
    assert "application/problem+json" in paths["/ask"]["post"]["responses"]["422"]["content"]
