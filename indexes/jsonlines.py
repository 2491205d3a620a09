"""JSON Lines: one article per line, the contract's fields. A bad line is named, the others are kept.

No more than one line is ever in memory, and of a line that is too long only its first part.
"""

import gzip
import json
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Protocol, cast

from dateline.indexes.metadata import Failure, Metadata, Unusable, article_text, metadata
from dateline.indexes.nouns import Article

MAX_LINE = 5_000_000  # bytes
_PIECE = 1 << 16  # bytes read at once while passing over a line that is too long
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class Lines(Protocol):
    """A stream of bytes that can be read by lines, `limit` bytes at most."""

    def readline(self, limit: int, /) -> bytes: ...


def read_lines(stream: Lines, *, where: str, otherwise: Metadata) -> Iterator[Article | Failure]:
    """An article or a failure (`where:line`, from 1) for each line that is not blank; `otherwise` fills what it omits.

    When the stream itself fails midway (a truncated archive, a broken disk) the last failure says so.
    """
    number = 0
    try:
        while line := stream.readline(MAX_LINE + 1):
            number += 1
            if number == 1 and line.startswith(_UTF16):
                yield Failure(where, "JSON Lines must be UTF-8; convert the file")
                return
            if len(line) > MAX_LINE and not line.endswith(b"\n"):
                _pass_over(stream)
                yield Failure(f"{where}:{number}", f"the line is larger than {MAX_LINE // 1_000_000} MB")
            elif not line.isspace():
                yield _article(line, where=f"{where}:{number}", otherwise=otherwise)
    except (OSError, EOFError, zlib.error) as error:
        yield Failure(f"{where}:{number + 1}", f"the rest cannot be read: {_reason(error)}")


def read_gzipped_lines(stream: BinaryIO, *, where: str, otherwise: Metadata) -> Iterator[Article | Failure]:
    """The same for a gzip stream, decompressed as it is read."""
    with gzip.GzipFile(fileobj=stream, mode="rb") as unpacked:
        yield from read_lines(unpacked, where=where, otherwise=otherwise)


def article_from(record: object, *, otherwise: Metadata) -> Article:
    """The article of one parsed JSON value. Unknown fields are left out. Raises Unusable."""
    if not isinstance(record, dict):
        raise Unusable("an article is a JSON object with a `text`")
    fields = cast(dict[str, object], record)
    text = fields.get("text")
    if text is None:
        raise Unusable("it has no `text`")
    if not isinstance(text, str):
        raise Unusable("text must be text")
    return metadata(fields).or_else(otherwise).article(article_text(text), path=None)


def _article(line: bytes, *, where: str, otherwise: Metadata) -> Article | Failure:
    try:
        return article_from(json.loads(line.decode("utf-8-sig")), otherwise=otherwise)
    except Unusable as error:
        return Failure(where, str(error))
    except UnicodeDecodeError:
        return Failure(where, "it is not UTF-8; convert the file")
    except json.JSONDecodeError as error:
        return Failure(where, f"broken JSON at character {error.pos + 1}: {error.msg}")
    except (ValueError, RecursionError):  # an integer of thousands of digits; thousands of brackets
        return Failure(where, "broken JSON: a number too long or values nested too deeply")


def _pass_over(stream: Lines) -> None:
    while (piece := stream.readline(_PIECE)) and not piece.endswith(b"\n"):
        pass


def _reason(error: Exception) -> str:
    if isinstance(error, gzip.BadGzipFile | zlib.error):
        return "it is not valid gzip"
    if isinstance(error, EOFError):
        return "the gzip file is cut short"
    return (error.strerror if isinstance(error, OSError) else None) or "it cannot be read"
