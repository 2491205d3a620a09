"""Any OpenAI-compatible endpoint, chat and embeddings: total deadlines, one retry owner, nothing believed unchecked.

The only file that imports `openai` (and `httpx2`, which that client is made of). Its types stop here. No exception,
repr or log line made here holds a key, a message or a word of the server's: failures are reasons from a closed set.
`docs/decisions/0004-one-openai-client.md` says why it is built so.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TypeVar
from urllib.parse import urlsplit

import httpx2
import numpy as np
import openai
from openai.types.chat import ChatCompletionMessageParam

from dateline.indexes.embedding import Embedder
from dateline.indexes.nouns import Vectors
from dateline.service.choosing import ModelFailed
from dateline.service.deadline import DeadlinePassed, within
from dateline.service.model import Chat, Message
from dateline.service.replies import AttemptFailed, EmbeddingFailed, finished_reply, unit_rows

MAX_CHAT_BYTES = 4_000_000  # on the wire: a delta of one token takes some 250 bytes, thinking aloud included
MAX_VECTOR_BYTES = 32_000_000  # 64 vectors of 4,096 numbers in decimal digits take some 6 MB
BATCH = 64  # texts per embedding request
_PAUSE_S = 0.2  # before the one retry, when the server asks for no other
_CONNECTING = (
    0.9  # of the time left: a TLS handshake that times out is closed, one that is cancelled is not (httpcore2)
)
_T = TypeVar("_T")


_Attempt = Callable[[openai.AsyncOpenAI], Awaitable[_T]]


@dataclass(frozen=True, slots=True)
class _Endpoint:
    base_url: str
    api_key: str = field(repr=False)


def chat(*, base_url: str, api_key: str | None, model: str) -> Chat:
    """A function that sends messages and returns the whole reply, within a total deadline in seconds.

    At most two attempts: a second only if the first got no answer at all, a 429 or a 5xx, and time is left. A reply
    counts only when it ends with finish_reason "stop". Raises ModelFailed, and nothing else because of what a server
    does; ValueError here, at once, for a base_url or key that no request could carry.
    """
    endpoint = _endpoint(base_url, api_key)

    def ask(messages: Sequence[Message], deadline_s: float) -> str:
        async def attempt(client: openai.AsyncOpenAI) -> str:
            return await _completion(client, model, messages)

        outcome = _asked(deadline_s, endpoint, MAX_CHAT_BYTES, attempt)
        if isinstance(outcome, AttemptFailed):
            raise ModelFailed(outcome.reason)
        return outcome

    return ask


def embeddings(
    *, base_url: str, api_key: str | None, model: str, dimensions: int | None = None, deadline_s: float = 60.0
) -> Embedder:
    """An embedder over `/embeddings`, `deadline_s` seconds for each batch of 64 texts, its one retry included.

    Without `dimensions` the endpoint is asked once, now, how many its vectors have. The embedder's `model` names both,
    so that vectors of different lengths are never taken for one another. Raises EmbeddingFailed; ValueError as `chat`.
    """
    endpoint = _endpoint(base_url, api_key)

    def request(texts: Sequence[str]) -> Vectors:
        async def attempt(client: openai.AsyncOpenAI) -> Vectors:
            return await _embedded(client, model, texts, dimensions)

        outcome = _asked(deadline_s, endpoint, MAX_VECTOR_BYTES, attempt)
        if isinstance(outcome, AttemptFailed):
            raise EmbeddingFailed(outcome.reason)
        return outcome

    size = dimensions if dimensions is not None else request(["dimensions"]).shape[1]

    def embed(texts: Sequence[str]) -> Vectors:
        clean = [_encodable(text).strip() or "." for text in texts]
        batches = [request(clean[at : at + BATCH]) for at in range(0, len(clean), BATCH)]
        if wrong := next((rows.shape[1] for rows in batches if rows.shape[1] != size), None):
            raise EmbeddingFailed("malformed", f"expected {size} dimensions, got {wrong}")
        return np.concatenate([np.zeros((0, size), dtype=np.float32), *batches])

    return Embedder(model=f"{model}/{size}", dimensions=size, embed=embed)


def _endpoint(base_url: str, api_key: str | None) -> _Endpoint:
    address = urlsplit(base_url)
    if address.scheme not in ("http", "https") or not address.hostname:
        raise ValueError("the base URL of a model must begin with http:// or https:// and name a host")
    key = api_key or "none"  # a local server needs no key; given None, the client would take one from the environment
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise ValueError("the API key has characters that no HTTP header can carry")
    _trust()  # now, and not within the deadline of the first question
    return _Endpoint(base_url=base_url, api_key=key)


@cache
def _trust() -> ssl.SSLContext:
    """The certificates that are trusted, read once: that takes 50 to 150 ms."""
    return httpx2.create_ssl_context()


def _asked(deadline_s: float, endpoint: _Endpoint, max_bytes: int, attempt: _Attempt[_T]) -> _T | AttemptFailed:
    """What the endpoint gave within the deadline, in at most two attempts, or why it gave nothing."""

    async def work(until: float) -> _T | AttemptFailed:
        first = await _tried(attempt, endpoint, max_bytes, until)
        if not isinstance(first, AttemptFailed) or first.again_in_s is None:
            return first
        if asyncio.get_running_loop().time() + first.again_in_s >= until:
            return first
        await asyncio.sleep(first.again_in_s)
        return await _tried(attempt, endpoint, max_bytes, until)

    try:
        return within(deadline_s, work)
    except DeadlinePassed:
        return AttemptFailed("timeout")


async def _tried(attempt: _Attempt[_T], endpoint: _Endpoint, max_bytes: int, until: float) -> _T | AttemptFailed:
    left_s = until - asyncio.get_running_loop().time()
    try:
        async with _client(endpoint, max_bytes, connect_s=left_s * _CONNECTING) as client:
            return await attempt(client)
    except AttemptFailed as failure:
        return AttemptFailed(failure.reason, again_in_s=failure.again_in_s)  # a new one: without context or traceback


def _client(endpoint: _Endpoint, max_bytes: int, *, connect_s: float) -> openai.AsyncOpenAI:
    async def limit(response: httpx2.Response) -> None:
        _accept(response)
        assert isinstance(response.stream, httpx2.AsyncByteStream)  # an asynchronous client has no other
        response.stream = _Limited(response.stream, max_bytes)

    transport = openai.DefaultAsyncHttpxClient(
        verify=_trust(),
        timeout=httpx2.Timeout(None, connect=connect_s),  # the deadline is around everything
        follow_redirects=False,  # a redirect could carry question and key elsewhere
        headers={"Accept-Encoding": "identity"},
        event_hooks={"response": [limit]},
    )
    base_url, api_key = endpoint.base_url, endpoint.api_key
    return openai.AsyncOpenAI(base_url=base_url, api_key=api_key, max_retries=0, http_client=transport)


def _accept(response: httpx2.Response) -> None:
    """Judge a response by its head, so that no body of an error or of packed data is ever read."""
    status = response.status_code
    if status == 429 or status >= 500:
        raise AttemptFailed("rate_limited" if status == 429 else "server_error", again_in_s=_retry_after_s(response))
    if status in (401, 403):
        raise AttemptFailed("unauthorized")
    if status == 408:
        raise AttemptFailed("timeout")
    if status != 200:
        raise AttemptFailed("refused")
    if response.headers.get("content-encoding", "identity") != "identity":
        raise AttemptFailed("malformed")


def _retry_after_s(response: httpx2.Response) -> float | None:
    value = response.headers.get("retry-after")
    if value is None:
        return _PAUSE_S
    return max(float(value), _PAUSE_S) if value.isascii() and value.isdigit() else None  # a date is never soon


class _Limited(httpx2.AsyncByteStream):
    """A response body that fails once it is longer than it may be."""

    def __init__(self, body: httpx2.AsyncByteStream, max_bytes: int) -> None:
        self._body = body
        self._left = max_bytes

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._body:
            self._left -= len(chunk)
            if self._left < 0:
                raise AttemptFailed("too_long")
            yield chunk

    async def aclose(self) -> None:
        await self._body.aclose()


async def _completion(client: openai.AsyncOpenAI, model: str, messages: Sequence[Message]) -> str:
    sent: list[ChatCompletionMessageParam] = [_param(message) for message in messages]
    try:
        stream = await client.chat.completions.create(model=model, messages=sent, stream=True)
    except openai.APIConnectionError as error:
        raise _unanswered(error) from None
    try:
        async with stream:
            return await finished_reply(stream)
    except openai.APIConnectionError:
        raise AttemptFailed("incomplete") from None
    except openai.APIError:  # an error event in the middle of the stream
        raise AttemptFailed("server_error") from None
    except (ValueError, RecursionError):  # no JSON, no UTF-8, not the shape of a chunk
        raise AttemptFailed("malformed") from None


def _param(message: Message) -> ChatCompletionMessageParam:
    content = _encodable(message.content)
    return {"role": "system", "content": content} if message.role == "system" else {"role": "user", "content": content}


async def _embedded(client: openai.AsyncOpenAI, model: str, texts: Sequence[str], dimensions: int | None) -> Vectors:
    size = openai.omit if dimensions is None else dimensions
    try:
        response = await client.embeddings.create(
            model=model, input=list(texts), encoding_format="float", dimensions=size
        )
        return unit_rows(response, count=len(texts))
    except openai.APIConnectionError as error:
        raise _unanswered(error) from None
    except (ValueError, RecursionError):
        raise AttemptFailed("malformed") from None


def _unanswered(error: openai.APIConnectionError) -> AttemptFailed:
    timed_out = isinstance(error, openai.APITimeoutError)
    return AttemptFailed("timeout") if timed_out else AttemptFailed("unreachable", again_in_s=_PAUSE_S)


def _encodable(text: str) -> str:
    """Without lone surrogates, which no request can carry."""
    return text.encode("utf-8", "replace").decode("utf-8")
