"""The one client of OpenAI-compatible endpoints: total deadlines, bounded bodies, no redirect, nothing of a server's in an error.

With `openai_chat` and `openai_embeddings` the only files that import `openai`; `httpx2`, which that client is made of, is
imported here alone. No exception, repr or log line made here holds a key, a message or a word of the server's: failures
are reasons from a closed set. `docs/decisions/0004-one-openai-client.md` says why it is built so.
"""

import logging
import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlsplit

import httpx2
import openai

from dateline.service.replies import AttemptFailed

PAUSE_S = 0.2  # before the one retry, when the server asks for no other
_CONNECTING = (
    0.9  # of the time left: a TLS handshake that times out is closed, one that is cancelled is not (httpcore2)
)


for _name in ("openai", "httpx2", "httpcore2"):  # they tell prompts, replies and headers to whoever turns debugging on
    logging.getLogger(_name).setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address and the key that it is given."""

    base_url: str
    api_key: str = field(repr=False)


def endpoint(base_url: str, api_key: str | None) -> Endpoint:
    """Raises ValueError for a base URL or key that no request could carry."""
    address = urlsplit(base_url)
    if address.scheme not in ("http", "https") or not address.hostname:
        raise ValueError("the base URL of a model must begin with http:// or https:// and name a host")
    key = api_key or "none"  # a local server needs no key; given None, the client would take one from the environment
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise ValueError("the API key has characters that no HTTP header can carry")
    _trust()  # now, and not within the deadline of the first question
    return Endpoint(base_url=base_url, api_key=key)


@cache
def _trust() -> ssl.SSLContext:
    """The certificates that are trusted, read once: that takes 50 to 150 ms."""
    return httpx2.create_ssl_context()


def client(endpoint: Endpoint, max_bytes: int, *, left_s: float) -> openai.AsyncOpenAI:
    """A client for one attempt, with `left_s` seconds until its deadline; the caller closes it."""

    async def limit(response: httpx2.Response) -> None:
        _accept(response)
        assert isinstance(response.stream, httpx2.AsyncByteStream)  # an asynchronous client has no other
        response.stream = _Limited(response.stream, max_bytes)

    transport = openai.DefaultAsyncHttpxClient(
        verify=_trust(),
        timeout=httpx2.Timeout(None, connect=left_s * _CONNECTING),  # the deadline is around everything
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
        raise AttemptFailed("refused", declined=status in (400, 422))
    if response.headers.get("content-encoding", "identity") != "identity":
        raise AttemptFailed("malformed")


def _retry_after_s(response: httpx2.Response) -> float | None:
    value = response.headers.get("retry-after")
    if value is None:
        return PAUSE_S
    return max(float(value), PAUSE_S) if value.isascii() and value.isdigit() else None  # a date is never soon


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


def unanswered(error: openai.APIConnectionError) -> AttemptFailed:
    """Why no answer came at all, and whether another attempt makes sense."""
    timed_out = isinstance(error, openai.APITimeoutError)
    return AttemptFailed("timeout") if timed_out else AttemptFailed("unreachable", again_in_s=PAUSE_S)


def encodable(text: str) -> str:
    """A text without lone surrogates, which no request can carry."""
    return text.encode("utf-8", "replace").decode("utf-8")
