"""Dateline as processes on loopback: beside a Chroma server as in docker-compose.yml, and alone through a power cut."""

import json
from pathlib import Path
from typing import Any

from processes import answers, call, dateline, exchange, free_port, running

ARTICLES = (
    {
        "id": "barrier",
        "title": "Vantmoor council approves tide barrier",
        "text": "The Vantmoor tide barrier will cost 412 million crowns, the harbour board said. "
        "Work on the eastern wall begins in May. The council voted 31 to 8 for the plan.",
        "source": "Harbour Paper",
        "published_at": "2024-03-03",
    },
    {
        "id": "ferry",
        "title": "Night ferry to Oskarn returns",
        "text": "The night ferry between Vantmoor and Oskarn will sail again from 1 June. "
        "A single ticket costs 38 crowns. The line was closed in 2019 after a fire in the engine room.",
        "source": "Coast Courier",
        "published_at": "2024-04-11",
    },
)
COST = "How much will the Vantmoor tide barrier cost?"


def proven(url: str) -> str:
    """Ask what the barrier costs; the words that were quoted, held against the stored text of their revision."""
    answer = call(f"{url}/ask", {"question": COST})
    assert answer["status"] == "answered", answer
    [citation] = answer["citations"]
    article = call(f"{url}/articles/{citation['article_id']}?revision={citation['revision']}")
    assert article["text"][citation["start"] : citation["end"]] == citation["quote"]
    return citation["quote"]


def vectors_held(chroma: str) -> int:
    """How many vectors the collections of a Chroma server hold, asked of the server itself."""
    collections = f"{chroma}/api/v2/tenants/default_tenant/databases/default_database/collections"
    found: list[dict[str, Any]] = call(collections)
    return sum(call(f"{collections}/{each['id']}/count") for each in found)


def as_lines() -> bytes:
    return b"".join(json.dumps(article).encode() + b"\n" for article in ARTICLES)


def test_beside_a_chroma_server_the_answer_is_proven_and_the_server_holds_the_vectors(tmp_path: Path) -> None:
    chroma_port, port = free_port(), free_port()
    chroma, url, data = f"http://127.0.0.1:{chroma_port}", f"http://127.0.0.1:{port}", tmp_path / "data"
    settings = {"DATELINE_DATA": str(data), "DATELINE_CHROMA_URL": chroma, "ANONYMIZED_TELEMETRY": "False"}
    (tmp_path / "news.jsonl").write_bytes(as_lines())
    server = ("chroma", "run", "--host", "127.0.0.1", "--port", str(chroma_port), "--path", str(tmp_path / "chroma"))
    with running(*server, output=tmp_path / "chroma.txt", settings=settings) as chroma_server:
        chroma_server.until(lambda: answers(f"{chroma}/api/v2/heartbeat"))
        dateline("ingest", str(tmp_path / "news.jsonl"), settings=settings)
        with running("dateline", "serve", "--port", str(port), output=tmp_path / "api.txt", settings=settings) as api:
            api.until(lambda: answers(f"{url}/readyz"))
            assert "412 million crowns" in proven(url)
            status = dateline("status", settings=settings)
            assert status["healthy"]
            assert vectors_held(chroma) == status["embedded"] == status["passages"] > 0
            assert not (data / "vectors").exists()


def test_killed_without_warning_and_started_again_it_still_answers(tmp_path: Path) -> None:
    settings = {"DATELINE_DATA": str(tmp_path / "data")}
    for start in (1, 2):
        port = free_port()
        url = f"http://127.0.0.1:{port}"
        output = tmp_path / f"start-{start}.txt"
        with running("dateline", "serve", "--port", str(port), output=output, settings=settings) as served:
            served.until(lambda url=url: answers(f"{url}/readyz"))
            if start == 1:
                kept = exchange(f"{url}/articles", as_lines(), kind="application/x-ndjson")
                assert [each["result"] for each in kept] == ["added"] * len(ARTICLES)
            assert "412 million crowns" in proven(url)
            served.kill()
    assert dateline("status", settings=settings)["articles"] == len(ARTICLES)
