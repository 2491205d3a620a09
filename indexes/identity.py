"""Who an article is, and whether its content changed. Pure: the same article has the same identity everywhere."""

import hashlib
import json
from datetime import UTC, datetime
from urllib.parse import urlsplit, urlunsplit

from dateline.indexes.nouns import Article

MAX_ID = 200  # characters
MAX_URL = 2000  # characters

_TRACKING = frozenset({"fbclid", "gclid"})
_DEFAULT_PORT = {"http": ":80", "https": ":443"}


class UnusableId(ValueError):
    """An id nobody could write into an address. The message says what an id may be."""

    def __init__(self) -> None:
        super().__init__(f"an id is 1 to {MAX_ID} printable characters without spaces")


class UnusableUrl(ValueError):
    """A url that names no page on the web. The message says what a url may be."""

    def __init__(self) -> None:
        super().__init__(f"a url is a whole http or https address of at most {MAX_URL} characters")


def usable_id(given: str) -> str:
    """The id as it was given. Raises UnusableId."""
    if not 1 <= len(given) <= MAX_ID or not given.isprintable() or " " in given:
        raise UnusableId
    return given


def canonical_url(url: str) -> str:
    """One spelling per page: lower-case scheme and host, no default port, no fragment, no tracking parameters
    (`utm_*`, `fbclid`, `gclid`); path and the other parameters, in their order, as they are. Idempotent.

    Raises UnusableUrl for what is not an http(s) address with a host.
    """
    url = url.strip()
    if len(url) > MAX_URL or not url.isprintable() or " " in url or "\\" in url:
        raise UnusableUrl
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:  # brackets that hold no address, a port that is no number
        raise UnusableUrl from error
    if parts.scheme not in _DEFAULT_PORT or not host or port == 0:
        raise UnusableUrl
    user, at, place = parts.netloc.rpartition("@")
    place = place.lower().removesuffix(_DEFAULT_PORT[parts.scheme]).removesuffix(":")
    query = "&".join(pair for pair in parts.query.split("&") if not _tracks(pair.partition("=")[0]))
    return urlunsplit((parts.scheme, f"{user}{at}{place}", parts.path or "/", query, ""))


def identity(article: Article) -> str:
    """The article's id: the given one, else from its canonical url, else its path, else its whole content.

    Derived ids are `url-`, `path-` or `text-` and 64 bits of SHA-256 as 16 hex digits. Content means every stored field
    (`content_hash`), so that one wire story under two mastheads, without ids, is two articles and stays so.
    Raises UnusableId or UnusableUrl.
    """
    if article.id is not None:
        return usable_id(article.id)
    if article.url is not None:
        return f"url-{_digest(canonical_url(article.url))[:16]}"
    if article.path is not None:
        return f"path-{_digest(article.path)[:16]}"
    return f"text-{content_hash(article)[:16]}"


def content_hash(article: Article) -> str:
    """SHA-256 (64 hex digits) over everything a revision stores: equal for equal content. Raises UnusableUrl.

    `id` and `path` say who the article is, not what it says, and are left out.
    """
    fields = (
        article.text,
        article.title,
        _utc(article.published_at),
        _utc(article.updated_at),
        article.source,
        None if article.url is None else canonical_url(article.url),
        list(article.authors),
        article.language,
    )
    return _digest(json.dumps(fields, ensure_ascii=True, separators=(",", ":")))


def _tracks(name: str) -> bool:
    return name.lower() in _TRACKING or name.lower().startswith("utm_")


def _utc(when: datetime | None) -> str | None:
    return None if when is None else when.astimezone(UTC).isoformat()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
