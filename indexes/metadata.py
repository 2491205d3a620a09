"""What is said about an article beside its text: checked field by field, merged in the order of precedence. Pure."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar, cast

from dateline.indexes.dates import moment
from dateline.indexes.identity import canonical_url, usable_id
from dateline.indexes.nouns import Article

MAX_FIELD = 2000  # characters of a title or a name
MAX_AUTHORS = 200

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")  # C0 and C1 without tab and line ends
_SURROGATE = re.compile(r"[\ud800-\udfff]")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be taken in: where it is (`file.jsonl:7`), and why, with what to do about it."""

    where: str
    why: str


class Unusable(ValueError):
    """What was read is not an article. The message says why, and repeats nothing of what was read."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What one place says about an article. None, and no authors: it does not say."""

    id: str | None = None
    title: str | None = None
    published_at: datetime | None = None  # UTC
    updated_at: datetime | None = None  # UTC
    source: str | None = None
    url: str | None = None  # canonical
    authors: tuple[str, ...] = ()
    language: str | None = None  # lower-case primary tag

    def or_else(self, other: "Metadata") -> "Metadata":
        """This, and where this does not say, the other."""
        return Metadata(
            id=self.id or other.id,
            title=self.title or other.title,
            published_at=self.published_at or other.published_at,
            updated_at=self.updated_at or other.updated_at,
            source=self.source or other.source,
            url=self.url or other.url,
            authors=self.authors or other.authors,
            language=self.language or other.language,
        )

    def article(self, text: str, *, path: str | None) -> Article:
        """The article with this text, from this place under the ingested root."""
        return Article(
            text=text,
            path=path,
            id=self.id,
            title=self.title,
            published_at=self.published_at,
            updated_at=self.updated_at,
            source=self.source,
            url=self.url,
            authors=self.authors,
            language=self.language,
        )


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds where neither the file nor a metadata.csv says. `date`: UTC, taken as `published_at`."""

    source: str | None = None
    date: datetime | None = None
    language: str | None = None

    def metadata(self) -> Metadata:
        """Raises ValueError for a language that is no language tag."""
        language = None if self.language is None else language_tag(self.language)
        return Metadata(source=self.source, published_at=self.date, language=language)


def metadata(said: Mapping[str, object]) -> Metadata:
    """The contract's fields of a record; a null, an empty string and an unknown field say nothing.

    Raises Unusable, naming the field.
    """
    return Metadata(
        id=_read(said, "id", usable_id),
        title=_read(said, "title", _one_line),
        published_at=_read(said, "published_at", moment),
        updated_at=_read(said, "updated_at", moment),
        source=_read(said, "source", _one_line),
        url=_read(said, "url", canonical_url),
        authors=_authors(said.get("authors")),
        language=_read(said, "language", language_tag),
    )


def language_tag(text: str) -> str:
    """The lower-case primary tag of a BCP 47 tag: "en-GB" -> "en". Raises ValueError, saying how to write it."""
    found = _LANGUAGE.fullmatch(text.strip())
    if found is None:
        raise ValueError("write languages as en, de or zh")
    return found[1].lower()


def article_text(raw: str) -> str:
    r"""The text as it is stored: every line end is `\n`, nothing else changes. Raises Unusable for what is no text.

    More than one control character in ten is taken for a binary file.
    """
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    if _SURROGATE.search(text):
        raise Unusable("the text holds half a character (a lone surrogate)")
    if not text or text.isspace():
        raise Unusable("there is no text in it")
    if "\0" in text or len(_CONTROL.findall(text)) * 10 > len(text):
        raise Unusable("it looks binary, not like text")
    return text


def _read(said: Mapping[str, object], field: str, read: Callable[[str], T]) -> T | None:
    value = said.get(field)
    if value is None:
        return None
    if not isinstance(value, str):
        raise Unusable(f"{field} must be text")
    if not value or value.isspace():
        return None
    try:
        return read(value)
    except ValueError as error:
        raise Unusable(f"{field}: {error}") from error


def _one_line(text: str) -> str:
    """The words with single spaces between them; line breaks in a title are layout."""
    line = " ".join(text.split())
    if len(line) > MAX_FIELD:
        raise ValueError(f"longer than {MAX_FIELD:,} characters")
    if _CONTROL.search(line) or _SURROGATE.search(line):
        raise ValueError("holds characters that are not text")
    return line


def _authors(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list | tuple):
        raise Unusable("authors must be a list of names")
    known = cast(Iterable[object], names)
    lines = tuple(_author(name) for name in known)
    if len(lines) > MAX_AUTHORS:
        raise Unusable(f"more than {MAX_AUTHORS} authors")
    return tuple(line for line in lines if line)


def _author(name: object) -> str:
    if not isinstance(name, str):
        raise Unusable("authors must be a list of names")
    try:
        return _one_line(name)
    except ValueError as error:
        raise Unusable(f"authors: {error}") from error
