"""Embeddings of an OpenAI-compatible endpoint: a total deadline for each batch, one retry owner, nothing believed unchecked."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

import numpy as np
import openai

from dateline.indexes.embedding import Embedder
from dateline.indexes.nouns import Vectors
from dateline.service.deadline import DeadlinePassed, within
from dateline.service.openai_client import Endpoint, client, encodable, endpoint, unanswered
from dateline.service.replies import AttemptFailed, EmbeddingFailed, unit_rows

MAX_VECTOR_BYTES = 32_000_000  # 64 vectors of 4,096 numbers in decimal digits take some 6 MB
BATCH = 64  # texts per embedding request
_T = TypeVar("_T")
_Attempt = Callable[[openai.AsyncOpenAI], Awaitable[_T]]


def embeddings(
    *, base_url: str, api_key: str | None, model: str, dimensions: int | None = None, deadline_s: float = 60.0
) -> Embedder:
    """An embedder over `/embeddings`, `deadline_s` seconds for each batch of 64 texts, its one retry included.

    Without `dimensions` the endpoint is asked once, now, how many its vectors have. The embedder's `model` names both,
    so that vectors of different lengths are never taken for one another. Raises EmbeddingFailed; ValueError for an address or key that no request could carry.
    """
    where = endpoint(base_url, api_key)

    def request(texts: Sequence[str]) -> Vectors:
        async def attempt(connection: openai.AsyncOpenAI) -> Vectors:
            return await _embedded(connection, model, texts, dimensions)

        outcome = _asked(deadline_s, where, MAX_VECTOR_BYTES, attempt)
        if isinstance(outcome, AttemptFailed):
            raise EmbeddingFailed(outcome.reason)
        return outcome

    size = dimensions if dimensions is not None else request(["dimensions"]).shape[1]

    def embed(texts: Sequence[str]) -> Vectors:
        clean = [encodable(text).strip() or "." for text in texts]
        batches = [request(clean[at : at + BATCH]) for at in range(0, len(clean), BATCH)]
        if wrong := next((rows.shape[1] for rows in batches if rows.shape[1] != size), None):
            raise EmbeddingFailed("malformed", f"expected {size} dimensions, got {wrong}")
        return np.concatenate([np.zeros((0, size), dtype=np.float32), *batches])

    return Embedder(model=f"{model}/{size}", dimensions=size, embed=embed)


def _asked(deadline_s: float, where: Endpoint, max_bytes: int, attempt: _Attempt[_T]) -> _T | AttemptFailed:
    """What the endpoint gave within the deadline, in at most two attempts, or why it gave nothing."""

    async def work(until: float) -> _T | AttemptFailed:
        first = await _tried(attempt, where, max_bytes, until)
        if not isinstance(first, AttemptFailed) or first.again_in_s is None:
            return first
        if asyncio.get_running_loop().time() + first.again_in_s >= until:
            return first
        await asyncio.sleep(first.again_in_s)
        return await _tried(attempt, where, max_bytes, until)

    try:
        return within(deadline_s, work)
    except DeadlinePassed:
        return AttemptFailed("timeout")


async def _tried(attempt: _Attempt[_T], where: Endpoint, max_bytes: int, until: float) -> _T | AttemptFailed:
    left_s = until - asyncio.get_running_loop().time()
    try:
        async with client(where, max_bytes, left_s=left_s) as connection:
            return await attempt(connection)
    except AttemptFailed as failure:
        return AttemptFailed(failure.reason, again_in_s=failure.again_in_s)  # a new one: without context or traceback


async def _embedded(
    connection: openai.AsyncOpenAI, model: str, texts: Sequence[str], dimensions: int | None
) -> Vectors:
    size = openai.omit if dimensions is None else dimensions
    try:
        response = await connection.embeddings.create(
            model=model, input=list(texts), encoding_format="float", dimensions=size
        )
        return unit_rows(response, count=len(texts))
    except openai.APIConnectionError as error:
        raise unanswered(error) from None
    except (ValueError, RecursionError):
        raise AttemptFailed("malformed") from None
