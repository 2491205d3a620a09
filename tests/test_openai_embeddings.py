"""Embeddings from an OpenAI-compatible endpoint: checked, in order, of length 1, or a clear failure."""

import json
from collections.abc import Sequence

import numpy as np
import pytest
from hostile import HEAD, Call, Script, raw, serving, status, then
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.service.openai_embeddings import BATCH, embeddings
from dateline.service.replies import EmbeddingFailed


def vectors(*rows: tuple[object, object]) -> Script:
    """A well-formed answer of (index, embedding) rows."""
    return answer({"object": "list", "model": "m", "data": [{"index": i, "embedding": e} for i, e in rows]})


def answer(body: object) -> Script:
    return status(200, body=json.dumps(body).encode())


def lengths(call: Call) -> None:
    """An honest endpoint, backwards: each text's vector is (its length, 1)."""
    texts = json.loads(call.request.partition(b"\r\n\r\n")[2])["input"]
    rows = [(index, [len(text), 1]) for index, text in enumerate(texts)]
    vectors(*reversed(rows))(call)


def test_vectors_come_in_the_order_of_the_texts_at_length_one() -> None:
    with serving(lengths) as endpoint:
        rows = embeddings(base_url=endpoint.url, api_key=None, model="m", dimensions=2).embed(["a", "bbb"])
    assert rows.dtype == np.float32
    np.testing.assert_allclose(rows, [[2**-0.5, 2**-0.5], [3 / 10**0.5, 1 / 10**0.5]], rtol=1e-6)


def test_many_texts_are_asked_for_in_batches() -> None:
    texts = ["x" * (1 + number % 9) for number in range(BATCH + 3)]
    with serving(lengths) as endpoint:
        rows = embeddings(base_url=endpoint.url, api_key=None, model="m", dimensions=2).embed(texts)
    assert endpoint.attempts == 2
    np.testing.assert_allclose(rows[:, 0] / rows[:, 1], [len(text) for text in texts], rtol=1e-5)


def test_no_texts_need_no_request() -> None:
    with serving(lengths) as endpoint:
        assert embeddings(base_url=endpoint.url, api_key=None, model="m", dimensions=2).embed([]).shape == (0, 2)
    assert endpoint.attempts == 0


def test_without_dimensions_the_endpoint_is_asked_once() -> None:
    with serving(lengths) as endpoint:
        embedder = embeddings(base_url=endpoint.url, api_key=None, model="m")
    assert (embedder.dimensions, embedder.model, endpoint.attempts) == (2, "m/2", 1)


def test_dimensions_are_asked_for_and_numbers_not_packed_ones() -> None:
    with serving(lengths) as endpoint:
        embeddings(base_url=endpoint.url, api_key=None, model="m", dimensions=2).embed(["", "\ud800"])
    asked = json.loads(endpoint.requests[0].partition(b"\r\n\r\n")[2])
    assert asked == {"model": "m", "input": [".", "?"], "encoding_format": "float", "dimensions": 2}


def test_a_failing_endpoint_is_asked_a_second_time_and_never_a_third() -> None:
    with serving(status(503), lengths) as endpoint:
        assert len(embeddings(base_url=endpoint.url, api_key=None, model="m", dimensions=2).embed(["a"])) == 1
    assert endpoint.attempts == 2
    with serving(status(503)) as endpoint, pytest.raises(EmbeddingFailed, match="server_error"):
        embeddings(base_url=endpoint.url, api_key=None, model="m", dimensions=2).embed(["a"])
    assert endpoint.attempts == 2


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        pytest.param(vectors((0, [1, 0])), "malformed", id="one too few"),
        pytest.param(vectors((0, [1, 0]), (1, [0, 1]), (2, [0, 1])), "malformed", id="one too many"),
        pytest.param(vectors((0, [1, 0]), (0, [0, 1])), "malformed", id="the same number twice"),
        pytest.param(vectors((1, [1, 0]), (2, [0, 1])), "malformed", id="numbered from one"),
        pytest.param(vectors((0, [1, 0]), (1, [0, 1, 0])), "malformed", id="different dimensions"),
        pytest.param(vectors((0, [1, 0, 0]), (1, [0, 1, 0])), "malformed", id="other dimensions than asked for"),
        pytest.param(vectors((0, [0, 0]), (1, [0, 1])), "malformed", id="a zero vector"),
        pytest.param(vectors((0, [float("nan"), 0]), (1, [0, 1])), "malformed", id="NaN"),
        pytest.param(vectors((0, [float("inf"), 0]), (1, [0, 1])), "malformed", id="infinity"),
        pytest.param(vectors((0, []), (1, [])), "malformed", id="empty vectors"),
        pytest.param(vectors((0, "AACAPwAAAAA="), (1, "AACAPwAAAAA=")), "malformed", id="packed numbers"),
        pytest.param(vectors((0, ["1", "0"]), (1, ["0", "1"])), "malformed", id="text for numbers"),
        pytest.param(vectors((None, [1, 0]), (None, [0, 1])), "malformed", id="no numbering"),
        pytest.param(answer({"data": []}), "malformed", id="no vectors"),
        pytest.param(answer({"data": None}), "malformed", id="null"),
        pytest.param(answer([1, 2]), "malformed", id="a list"),
        pytest.param(answer("no"), "malformed", id="a string"),
        pytest.param(status(200, body=b"{oops"), "malformed", id="no JSON"),
        pytest.param(status(200, body=b"[" * 100_000), "malformed", id="nesting"),
        pytest.param(status(200, body=b'"\xff\xfe"'), "malformed", id="no UTF-8"),
        pytest.param(status(200, body=b" " * 33_000_000), "too_long", id="too much"),
        pytest.param(raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"), "unreachable", id="cut off"),
        pytest.param(raw(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n{}"), "malformed", id="gzip that is none"),
        pytest.param(status(401), "unauthorized", id="401"),
        pytest.param(status(404), "refused", id="404"),
        pytest.param(raw(b"garbage\r\n\r\n"), "unreachable", id="garbage"),
    ],
)
def test_what_are_not_the_vectors_asked_for_is_a_failure_with_its_reason(script: Script, reason: str) -> None:
    with serving(script) as endpoint:
        embedder = embeddings(base_url=endpoint.url, api_key=None, model="m", dimensions=2)
        with pytest.raises(EmbeddingFailed) as failed:
            embedder.embed(["a", "b"])
    assert failed.value.reason == reason


def test_an_endless_trickle_ends_at_the_deadline() -> None:
    with serving(then(HEAD + b"\r\n", lambda call: call.forever(b" "))) as endpoint:
        embedder = embeddings(base_url=endpoint.url, api_key=None, model="m", dimensions=2, deadline_s=0.4)
        with pytest.raises(EmbeddingFailed, match="timeout"):
            embedder.embed(["a"])


finite = st.floats(allow_nan=False, allow_infinity=False, width=64)


@settings(max_examples=25, deadline=None)
@given(rows=st.lists(st.lists(finite, min_size=3, max_size=3), min_size=1, max_size=4))
def test_every_vector_has_length_one_or_there_is_none(rows: Sequence[Sequence[float]]) -> None:
    with serving(vectors(*enumerate(rows))) as endpoint:
        embedder = embeddings(base_url=endpoint.url, api_key=None, model="m", dimensions=3)
        try:
            found = embedder.embed(["text"] * len(rows))
        except EmbeddingFailed:
            assert any(not any(row) for row in rows)
        else:
            np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1.0, rtol=1e-5)
