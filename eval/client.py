"""Dateline from outside: the calls of the HTTP contract that an evaluation needs, over a real socket."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import httpx2

JSON = dict[str, Any]
_TIMEOUT_S = 120.0  # of one read; a model may think for long
_PAGE = 200


class CallFailed(Exception):
    """A call was not answered with 2xx; the message has the status and what the problem document says."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the contract's request has it; `before`: what was asked earlier in the conversation, in order."""

    question: str
    as_of: str | None = None  # YYYY-MM-DD
    since: str | None = None
    sources: Sequence[str] = ()
    before: Sequence[str] = ()


class Client:
    """One service at an address. Used by one thread."""

    def __init__(self, address: str) -> None:
        self._http = httpx2.Client(base_url=address, timeout=_TIMEOUT_S)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._http.close()

    def follow(self, asked: Asked) -> str | None:
        """Ask what was asked before, in order; the id of the last answer, for the question to follow."""
        follows: str | None = None
        for earlier in asked.before:
            follows = str(self.ask(Asked(earlier, asked.as_of, asked.since, asked.sources), follows=follows)["id"])
        return follows

    def ask(self, asked: Asked, *, follows: str | None = None) -> JSON:
        """`POST /ask`: the answer. Raises CallFailed, and httpx2's errors when the connection fails."""
        body: JSON = {**_filters(asked), "question": asked.question}
        return self._json("POST", "/ask", body if follows is None else {**body, "follows": follows})

    def search(self, asked: Asked, limit: int) -> list[JSON]:
        """`POST /search`: hits, best first. Raises as `ask`."""
        found: list[JSON] = self._json(
            "POST", "/search", {**_filters(asked), "question": asked.question, "limit": limit}
        )["hits"]
        return found

    def check(self, text: str) -> list[JSON]:
        """`POST /check`: each sentence of a text with its `verdict`. Raises as `ask`."""
        found: list[JSON] = self._json("POST", "/check", {"text": text})["sentences"]
        return found

    def articles(self) -> list[JSON]:
        """`GET /articles`, every page: each article's newest revision, without the text. Raises as `ask`."""
        found: list[JSON] = []
        cursor: str | None = None
        while True:
            page = self._json("GET", "/articles", None, {"limit": _PAGE} | ({"cursor": cursor} if cursor else {}))
            found += page["items"]
            if (cursor := page["next"]) is None:
                return found

    def article(self, article_id: str, revision: int | None = None) -> JSON:
        """`GET /articles/{id}`: one revision, the newest by default. Raises as `ask`."""
        return self._json("GET", _path(article_id), None, {} if revision is None else {"revision": revision})

    def revisions(self, article_id: str) -> list[JSON]:
        """Every revision of an article, oldest first, each with when it came as `added_at`. Raises as `ask`."""
        lines = self.article(article_id)["revisions"]
        return [{**self.article(article_id, line["number"]), "added_at": line["added_at"]} for line in lines]

    def put(self, article_id: str, record: Mapping[str, Any]) -> None:
        """`PUT /articles/{id}`. Raises as `ask`."""
        self._json("PUT", _path(article_id), dict(record))

    def withdraw(self, article_id: str) -> None:
        """`DELETE /articles/{id}`. Raises as `ask`."""
        self._sent("DELETE", _path(article_id), None, {})

    def _json(self, method: str, path: str, body: JSON | None, params: Mapping[str, Any] | None = None) -> JSON:
        found: JSON = self._sent(method, path, body, params or {}).json()
        return found

    def _sent(self, method: str, path: str, body: JSON | None, params: Mapping[str, Any]) -> httpx2.Response:
        answered = self._http.request(method, path, json=body, params=dict(params))
        if not answered.is_success:
            raise CallFailed(
                f"{method} {path.partition('/')[2].partition('/')[0]}: {answered.status_code} {answered.text[:300]}"
            )
        return answered


def _filters(asked: Asked) -> JSON:
    given = {"as_of": asked.as_of, "since": asked.since, "sources": list(asked.sources)}
    return {name: value for name, value in given.items() if value}


def _path(article_id: str) -> str:
    return f"/articles/{quote(article_id, safe='')}"
