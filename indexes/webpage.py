"""What a web page states about its article in metadata made for machines. Nothing is read from the visible text.

Read are Open Graph (ogp.me), schema.org as JSON-LD and as `<time itemprop>`, `<title>` and `rel=canonical` (RFC 6596).
A field with two different values in one place is ambiguous there, and the next place is asked. A date that is not
ISO 8601 or an address that is not whole states nothing: the person who saved the page cannot be asked to mend it.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Protocol, TypeVar, cast
from urllib.parse import urlsplit

from dateline.indexes.dates import moment
from dateline.indexes.identity import canonical_url
from dateline.indexes.metadata import Metadata, Unusable, metadata

_ARTICLE_TYPES = ("Article", "BlogPosting", "Report", "LiveBlogPosting")  # and whatever ends in one: NewsArticle

T = TypeVar("T")


class Element(Protocol):
    """As much of a parsed element as is needed here."""

    @property
    def text(self) -> str | None: ...
    def get(self, key: str, /) -> str | None: ...
    def iter(self, *tags: str) -> "Iterator[Element]": ...
    def getparent(self) -> "Element | None": ...


def page_metadata(page: Element) -> Metadata:
    """Title, source, dates, authors and canonical address, each only where the page states exactly one."""
    articles = tuple(_articles(page))
    said: dict[str, object] = {
        "title": _first(_meta(page, "og:title"), _texts(articles, "headline"), _title(page)),
        "source": _first(_meta(page, "og:site_name"), _names(articles, "publisher")),
        "published_at": _date(page, articles, "article:published_time", "datePublished"),
        "updated_at": _date(page, articles, "article:modified_time", "dateModified"),
        "url": _first(_addresses(_canonical_links(page)), _addresses(_meta(page, "og:url"))),
        "authors": list(dict.fromkeys(_names(articles, "author"))),
    }
    return metadata({field: value for field, value in said.items() if _holds(field, value)})


def _holds(field: str, value: object) -> bool:
    """Whether the archive could take this value: an overlong title is no reason to lose the article."""
    try:
        metadata({field: value})
    except Unusable:
        return False
    return True


def _first(*places: Iterable[str]) -> str | None:
    """The value of the first place that states exactly one."""
    for values in places:
        if len(distinct := {" ".join(value.split()) for value in values} - {""}) == 1:
            return distinct.pop()
    return None


def _date(page: Element, articles: Iterable[Mapping[str, object]], meta_name: str, item_name: str) -> str | None:
    times = (element.get("datetime") for element in page.iter("time") if element.get("itemprop") == item_name)
    places = (_meta(page, meta_name), _texts(articles, item_name), (time for time in times if time))
    return _first(*([when.isoformat() for when in _kept(moment, values)] for values in places))


def _addresses(values: Iterable[str]) -> Iterator[str]:
    """Canonical addresses of pages; a site's front page is nobody's canonical address, though many pages claim it."""
    return (url for url in _kept(canonical_url, values) if urlsplit(url).path != "/" or urlsplit(url).query)


def _kept(read: Callable[[str], T], values: Iterable[str]) -> Iterator[T]:
    for value in values:
        try:
            yield read(value)
        except ValueError:
            continue


def _meta(page: Element, name: str) -> Iterator[str]:
    for element in page.iter("meta"):
        if name in (element.get("property"), element.get("name")):
            yield element.get("content") or ""


def _title(page: Element) -> Iterator[str]:
    """The text of the head's title; a title inside a drawing names the drawing."""
    return (title.text or "" for head in page.iter("head") for title in head.iter("title") if title.getparent() is head)


def _canonical_links(page: Element) -> Iterator[str]:
    for link in page.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            yield link.get("href") or ""


def _articles(page: Element) -> Iterator[Mapping[str, object]]:
    """The JSON-LD objects that are articles: alone, in lists and in `@graph`; not those inside another object."""
    for script in page.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            try:
                yield from _article_objects(json.loads(script.text or "null"))
            except (ValueError, RecursionError):  # a broken block states nothing
                continue


def _article_objects(node: object) -> Iterator[Mapping[str, object]]:
    for item in _listed(node):
        if isinstance(item, dict):
            found = cast(dict[str, object], item)
            yield from _article_objects(found.get("@graph"))
            if any(str(kind).endswith(_ARTICLE_TYPES) for kind in _listed(found.get("@type"))):
                yield found


def _texts(objects: Iterable[Mapping[str, object]], key: str) -> Iterator[str]:
    return (value for found in objects for value in _listed(found.get(key)) if isinstance(value, str))


def _names(objects: Iterable[Mapping[str, object]], key: str) -> Iterator[str]:
    """The names of people or organisations, written as text or as objects with a `name`."""
    for found in objects:
        for value in _listed(found.get(key)):
            name = cast(dict[str, object], value).get("name") if isinstance(value, dict) else value
            if isinstance(name, str):
                yield " ".join(name.split())


def _listed(value: object) -> list[object]:
    if value is None:
        return []
    return cast(list[object], value) if isinstance(value, list) else [value]
