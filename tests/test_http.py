"""The calls of the contract, over a real archive and the real way of a question."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from fakes_http import BARRIER, WordDesk, open_desk
from starlette.testclient import TestClient

from dateline.indexes.database import ArchiveBusy
from dateline.service.http import MAX_BODY_BYTES, create_app
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
]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[WordDesk]:
    opened = open_desk(tmp_path)
    yield opened
    opened.archive.close()


@pytest.fixture
def client(desk: WordDesk) -> TestClient:
    return client_of(desk)


def client_of(desk: WordDesk, *keys: str) -> TestClient:
    return TestClient(create_app(desk, api_keys=frozenset(keys)), raise_server_exceptions=False)


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

    received = asyncio.run(listen(events(quiet(), keep_alive_s=0.01)))

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


def test_the_pages_of_the_list_hold_each_article_once_newest_first(client: TestClient) -> None:
    ids: list[str] = []
    page = client.get("/articles", params={"limit": 1}).json()
    while page["next"]:
        ids += [item["id"] for item in page["items"]]
        page = client.get("/articles", params={"limit": 1, "cursor": page["next"]}).json()

    assert [*ids, *[item["id"] for item in page["items"]]] == ["barrier", "markup", "ferry"]


def test_the_list_is_narrowed_by_source_days_and_words(client: TestClient) -> None:
    def ids(**query: str) -> list[str]:
        return [item["id"] for item in client.get("/articles", params=query).json()["items"]]

    assert ids(source="harbour paper") == ["barrier"]
    assert ids(since="2024-01-01") == ["barrier"]
    assert ids(until="2023-12-31") == ["markup"]
    assert ids(q="lorries") == ["ferry"]


def test_an_article_is_read_in_each_of_its_revisions(client: TestClient) -> None:
    client.put("/articles/ferry", json={"text": "The ferry is green."})

    newest, first = client.get("/articles/ferry").json(), client.get("/articles/ferry?revision=1").json()
    assert newest["text"] == "The ferry is green."
    assert first["text"].startswith("The night ferry")
    assert [line["number"] for line in newest["revisions"]] == [1, 2]
    assert client.get("/articles/ferry?revision=3").status_code == 404


def test_an_article_whose_id_looks_like_a_path_can_be_kept_and_read(client: TestClient) -> None:
    kept = client.put("/articles/2024%2Fmay%2Fa%20b".replace("%20", "-"), json={"text": "Words."})

    assert kept.status_code == 201
    assert client.get("/articles/2024%2Fmay%2Fa-b").json()["id"] == "2024/may/a-b"


def test_putting_an_article_says_whether_it_was_new(client: TestClient) -> None:
    results = [client.put("/articles/new", json={"text": text}) for text in ("One.", "One.", "Two.")]

    assert [(each.status_code, each.json()["result"]) for each in results] == [
        (201, "added"),
        (200, "unchanged"),
        (200, "revised"),
    ]


def test_a_withdrawn_article_says_when_and_why_and_stays_withdrawn(client: TestClient) -> None:
    assert client.delete("/articles/barrier", params={"why": "it was invented"}).status_code == 204

    for response in (client.get("/articles/barrier"), client.put("/articles/barrier", json={"text": "Again."})):
        assert response.status_code == 410
        assert response.json()["why"] == "it was invented"
        assert response.json()["withdrawn_at"].endswith("Z")
    assert "412" not in client.post("/ask", json=COST).text


def test_each_line_has_its_result_and_a_bad_one_stops_no_other(client: TestClient) -> None:
    body = b'{"id":"a","text":"One."}\n\n{"id": broken\n{"text":7}\n\xff\n{"id":"a","text":"One."}\n' + b"[" * 99_999
    results = [json.loads(line) for line in client.post("/articles", content=body, headers=LINES).text.splitlines()]

    assert [(each["line"], each["result"]) for each in results] == [
        (1, "added"),
        (3, "failed"),
        (4, "failed"),
        (5, "failed"),
        (6, "unchanged"),
        (7, "failed"),
    ]


def test_lines_are_not_taken_as_a_simple_form_another_site_could_send(client: TestClient) -> None:
    response = client.post("/articles", content=b'{"text":"x"}', headers={"Content-Type": "text/plain"})

    assert response.status_code == 422
    assert "application/jsonl" in response.json()["detail"]


@pytest.mark.parametrize(
    "authorization", [None, "Bearer wrong", "Basic right", "Bearer", "Bearer rïght".encode("latin-1")]
)
def test_writing_without_the_key_is_refused_when_keys_are_set(
    desk: WordDesk, authorization: str | bytes | None
) -> None:
    client = client_of(desk, "right", "other")
    headers = {} if authorization is None else {"Authorization": authorization}

    for method, address in (("PUT", "/articles/x"), ("DELETE", "/articles/barrier"), ("POST", "/articles")):
        response = client.request(method, address, headers=headers, json={"text": "x"})  # pyright: ignore[reportArgumentType]
        assert response.status_code == 401
        assert response.headers["www-authenticate"] == "Bearer"
    assert client.get("/articles/barrier").status_code == 200


def test_writing_with_a_key_is_allowed(desk: WordDesk) -> None:
    headers = {"Authorization": "bearer right"}

    assert client_of(desk, "other", "right").put("/articles/x", json={"text": "x"}, headers=headers).status_code == 201


def test_a_page_of_another_site_may_not_write(client: TestClient) -> None:
    response = client.delete("/articles/barrier", headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 403
    assert client.get("/articles/barrier").status_code == 200


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


@pytest.mark.parametrize(("method", "address"), [("POST", "/check"), ("GET", "/metrics")])
def test_what_is_not_built_yet_says_so(client: TestClient, method: str, address: str) -> None:
    assert client.request(method, address).json()["type"] == "urn:dateline:problem:not-built"


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
