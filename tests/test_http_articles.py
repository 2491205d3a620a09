"""Articles over HTTP: listing, reading, adding, revising, withdrawing, and who may."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes_http import WordDesk, client_of, open_desk
from starlette.testclient import TestClient

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
