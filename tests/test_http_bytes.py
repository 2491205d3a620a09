"""Whatever bytes arrive, the service answers: no 5xx but the 501 of what is not built, and every error a problem."""

import json
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from fakes_http import ARTICLES, open_desk
from hypothesis import example, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from dateline.service.desk import open_desk as open_real_desk
from dateline.service.http import create_app
from dateline.service.settings import Settings

NOT_BUILT = {"/metrics"}
JSON = {"Content-Type": "application/json"}
LINES = {"Content-Type": "application/jsonl"}
FIELDS = [
    "question",
    "as_of",
    "since",
    "sources",
    "follows",
    "limit",
    "id",
    "text",
    "published_at",
    "authors",
    "language",
]

any_text = st.text(st.characters(exclude_categories=[]), max_size=60)  # surrogates and controls included
numbers = st.one_of(st.integers(), st.floats(), st.just(10**400), st.just(-(2**63)))
values = st.recursive(
    st.one_of(st.none(), st.booleans(), numbers, any_text, st.dates().map(str)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(any_text, inner, max_size=4)),
    max_leaves=12,
)
objects = st.dictionaries(st.one_of(st.sampled_from(FIELDS), any_text), values, max_size=6)
asked = st.tuples(objects, any_text).map(lambda pair: {**pair[0], "question": pair[1]})
content_types = st.one_of(
    st.sampled_from(
        [b"application/json", b"text/plain", b"application/jsonl", b"application/x-www-form-urlencoded", b""]
    ),
    st.binary(max_size=20).filter(lambda raw: not set(raw) & {0, 10, 13}),
)
methods = st.sampled_from(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "WEIRD"])
addresses = st.one_of(
    st.sampled_from(
        ["/", "/ask", "/search", "/check", "/articles", "/metrics", "/readyz", "/openapi.json", "/page/app.js"]
    ),
    st.binary(max_size=30).map(lambda raw: "/articles/" + quote(raw, safe="")),
    st.binary(max_size=30).map(lambda raw: "/answers/" + quote(raw, safe="")),
    st.binary(max_size=30).map(lambda raw: "/" + quote(raw, safe="/")),
)
queries = st.lists(
    st.tuples(
        st.sampled_from(["source", "since", "until", "q", "limit", "cursor", "revision", "why", "other"]),
        st.one_of(
            st.binary(max_size=40),
            numbers.map(lambda number: str(number).encode()),
            st.dates().map(lambda day: str(day).encode()),
        ),
    ),
    max_size=4,
).map(lambda pairs: "&".join(f"{name}={quote(raw, safe='')}" for name, raw in pairs))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    desk = open_desk(tmp_path_factory.mktemp("bytes"))
    with TestClient(create_app(desk), raise_server_exceptions=False) as opened:
        yield opened
    desk.archive.close()


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The application over the desk that `dateline serve` opens: every index, the keyless models, the real decision."""
    desk = open_real_desk(Settings(data=tmp_path_factory.mktemp("real")))
    for article in ARTICLES:
        desk.add(article)
    desk.store.embed_missing()
    with TestClient(create_app(desk), raise_server_exceptions=False) as opened:
        yield opened
    desk.store.close()


def check(
    client: TestClient, method: str, address: str, *, content: bytes = b"", headers: dict[str, str | bytes]
) -> int:
    """Send it, and hold the response to the contract. Its status."""
    response = client.request(method, address, content=content, headers=headers)  # pyright: ignore[reportArgumentType]
    assert response.status_code < 500 or (response.status_code == 501 and address.split("?")[0] in NOT_BUILT)
    if response.status_code >= 400 and method != "HEAD":
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["status"] == response.status_code
    return response.status_code


@given(method=methods, address=addresses, query=queries, content=st.binary(max_size=200), kind=content_types)
@settings(deadline=None, max_examples=300)
def test_no_request_of_any_bytes_gives_a_5xx(
    client: TestClient, method: str, address: str, query: str, content: bytes, kind: bytes
) -> None:
    check(client, method, f"{address}?{query}", content=content, headers={"Content-Type": kind})


@given(content=st.binary(max_size=300), address=st.sampled_from(["/ask", "/search"]), streamed=st.booleans())
@settings(deadline=None, max_examples=200)
@example(content=b"\xff\xfe", address="/ask", streamed=False)
@example(content=b"[" * 100_000, address="/ask", streamed=True)
@example(content=b'{"question":' * 50_000, address="/search", streamed=False)
@example(content=b'{"question":"\\ud800"}', address="/ask", streamed=True)
@example(content=b'{"question":"x","\\ud800":1}', address="/ask", streamed=True)
@example(content=b'{"question":"x","sources":["\\udfff"]}', address="/search", streamed=False)
@example(content=b'{"question":"x","limit":NaN}', address="/search", streamed=False)
@example(content=b'{"question":"x","limit":' + b"9" * 5_000 + b"}", address="/search", streamed=False)
@example(content=b'{"question":"x","as_of":-Infinity}', address="/ask", streamed=False)
def test_no_body_gives_a_5xx(client: TestClient, content: bytes, address: str, streamed: bool) -> None:
    accept = "text/event-stream" if streamed else "application/json"

    assert check(client, "POST", address, content=content, headers={**JSON, "Accept": accept}) == 422


@given(body=asked, address=st.sampled_from(["/ask", "/search"]))
@settings(deadline=None, max_examples=200)
def test_no_json_gives_a_5xx(client: TestClient, body: object, address: str) -> None:
    check(client, "POST", address, content=json.dumps(body).encode(), headers=dict(JSON))


@given(question=any_text, as_of=st.dates().map(str), since=st.dates().map(str), sources=st.lists(any_text, max_size=3))
@settings(deadline=None, max_examples=150)
@example(question="When will the ferry be painted?", as_of="9999-12-31", since="0001-01-01", sources=[])
def test_no_question_and_no_filter_gives_a_5xx(
    client: TestClient, question: str, as_of: str, since: str, sources: list[str]
) -> None:
    body = {"question": question, "as_of": as_of, "since": since, "sources": sources}

    check(client, "POST", "/ask", content=json.dumps(body).encode(), headers=dict(JSON))


@given(record=st.one_of(values, objects), article_id=st.text(max_size=20))
@settings(deadline=None, max_examples=150)
@example(record={"text": "x", "id": [1]}, article_id="x")
@example(record={"text": "x\x00y"}, article_id="x")
@example(record={"text": "x", "url": "http://[::1"}, article_id="x")
def test_no_article_gives_a_5xx(client: TestClient, record: object, article_id: str) -> None:
    address = "/articles/" + quote(article_id, safe="")

    check(client, "PUT", address, content=json.dumps(record).encode(), headers=dict(JSON))


@given(
    lines=st.lists(st.one_of(st.binary(max_size=60), objects.map(lambda each: json.dumps(each).encode())), max_size=6)
)
@settings(deadline=None, max_examples=150)
def test_every_line_that_is_not_blank_has_its_result_whatever_it_holds(client: TestClient, lines: list[bytes]) -> None:
    body = b"\n".join(lines)
    response = client.post("/articles", content=body, headers=LINES)
    results = [json.loads(line) for line in response.text.splitlines()]
    filled = [number for number, line in enumerate(body.split(b"\n"), start=1) if line and not line.isspace()]

    assert response.status_code == 200
    assert body[:2] in (b"\xff\xfe", b"\xfe\xff") or [each["line"] for each in results] == filled


@given(cursor=st.one_of(any_text, st.just("WyIyMDIwLTAxLTAxVDAwOjAwOjAwIiwiXHVkODAwIl0=")))
@settings(deadline=None, max_examples=100)
def test_a_cursor_that_is_not_ours_is_refused(client: TestClient, cursor: str) -> None:
    address = "/articles?cursor=" + quote(cursor.encode("utf-8", "surrogatepass"), safe="")

    assert check(client, "GET", address, headers={}) == 422


@given(value=st.binary(min_size=1, max_size=40).filter(lambda raw: not set(raw) & {0, 10, 13}))
@settings(deadline=None, max_examples=100)
def test_no_header_gives_a_5xx(client: TestClient, value: bytes) -> None:
    for name in ("Accept", "Content-Length", "Authorization", "Sec-Fetch-Site", "Content-Encoding"):
        headers: dict[str, str | bytes] = {**JSON, name: value}
        check(client, "POST", "/ask", content=b'{"question":"When?"}', headers=headers)


@given(question=any_text, as_of=st.none() | st.dates().map(str), address=st.sampled_from(["/ask", "/search"]))
@settings(deadline=None, max_examples=50)
@example(question="🌊" * 2000, as_of=None, address="/ask")
@example(question='"( title:* AND -[a TO z] ^^ ~9 \\', as_of=None, address="/search")
def test_no_question_to_the_real_desk_gives_a_5xx(
    real: TestClient, question: str, as_of: str | None, address: str
) -> None:
    check(
        real, "POST", address, content=json.dumps({"question": question, "as_of": as_of}).encode(), headers=dict(JSON)
    )


@pytest.mark.parametrize("address", ["/ask", "/search"])
def test_the_real_desk_finds_the_sentence_that_answers(real: TestClient, address: str) -> None:
    response = real.post(address, json={"question": "How much will the Vantmoor tide barrier cost?"})

    assert "The Vantmoor tide barrier 🌊 will cost 412 million crowns" in response.text
