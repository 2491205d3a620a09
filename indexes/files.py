"""Opening files that may be anything: never blocking, never more than the limit, and text or a clear refusal."""

import os
import stat
from pathlib import Path
from typing import BinaryIO

from dateline.indexes.metadata import Unusable

MAX_FILE = 20_000_000  # bytes of a file that is read whole

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_NON_BLOCKING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def open_regular(path: Path) -> BinaryIO:
    """The file's bytes. Raises Unusable for what cannot be opened and what is no regular file.

    Opened non-blocking and looked at again once open: a pipe put in the file's place meanwhile must not hold us.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | _NON_BLOCKING)
    except (OSError, ValueError) as error:
        raise Unusable(reason(error)) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise Unusable("it is not a regular file")
    return os.fdopen(descriptor, "rb")


def read_text(path: Path) -> str:
    """The whole file as text, without its byte order mark: UTF-8, or UTF-16 that begins with one. Raises Unusable."""
    with open_regular(path) as file:
        try:
            content = file.read(MAX_FILE + 1)
        except OSError as error:
            raise Unusable(reason(error)) from error
    if len(content) > MAX_FILE:
        raise Unusable(f"it is larger than {MAX_FILE // 1_000_000} MB")
    try:
        return content.decode("utf-16" if content.startswith(_UTF16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        what = "it looks binary, not like text" if b"\0" in content else "it is not UTF-8; convert it"
        raise Unusable(what) from error


def reason(error: Exception) -> str:
    """The system's words for what went wrong, without the path."""
    return (error.strerror if isinstance(error, OSError) else None) or "it cannot be read"


def shown(path: Path) -> str:
    """A path that can be printed and stored, whatever bytes its name is made of."""
    return os.fsencode(path).decode("utf-8", "replace")
