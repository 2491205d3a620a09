"""Gold questions that were reported: `gold.jsonl` in the data folder, a line each, as `dateline eval --gold` reads it.

The file belongs to a data folder, not to the archive: services that share one database under data folders of their own
each keep what was reported to them.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

from dateline.indexes.lock import exclusive

REPORTED = "wrong-"  # what the ids of reported questions begin with; the id of the answer follows
_JSON = Mapping[str, Any]


class GoldUnwritable(Exception):
    """The file of gold questions cannot be read or written."""


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """Whole passages of an article, letter for letter."""

    article_id: str
    quote: str


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """One line of the file. `eval/README.md` explains the fields."""

    id: str
    kind: str
    question: str
    as_of: str | None  # YYYY-MM-DD
    since: str | None
    sources: tuple[str, ...]
    before: tuple[str, ...]
    answerable: bool
    reason: str | None = None
    accepted: tuple[tuple[str, ...], ...] = ()
    evidence: tuple[tuple[GoldQuote, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept, and how many questions the file has now."""

    gold: GoldQuestion
    questions: int

    def as_json(self) -> dict[str, object]:
        """The response, and the document of the command line."""
        return asdict(self)


def keep(question: GoldQuestion, file: Path) -> Kept:
    """Write the question into the file; what was reported before of the same answer or request gives it its line.

    The file is replaced as a whole, by one process at a time, and is on the disk when this returns. Lines that are not
    ours stay as they are. Raises GoldUnwritable.
    """
    line = json.dumps(asdict(question), ensure_ascii=False).encode()
    try:
        with exclusive(file.with_name(f"{file.name}.lock")):
            there = [each for each in file.read_bytes().splitlines() if each.strip()] if file.exists() else []
            same = [at for at, each in enumerate(there) if _is_same(each, line)]
            kept = [each for at, each in enumerate(there) if at not in same]
            kept.insert(same[0] if same else len(kept), line)
            _replace(file, b"".join(each + b"\n" for each in kept))
    except OSError as error:
        raise GoldUnwritable(f"the file of gold questions cannot be written ({error.strerror})") from error
    return Kept(question, len(kept))


def _is_same(there: bytes, reported: bytes) -> bool:
    """Whether a line was reported of the same answer, or of the same request, which `dateline eval` takes only once."""
    try:
        old, new = json.loads(there), json.loads(reported)
    except ValueError:
        return False  # written by hand, and no JSON: `dateline eval` names it
    if not isinstance(old, dict) or not str(cast(_JSON, old).get("id")).startswith(REPORTED):
        return False
    return cast(_JSON, old)["id"] == new["id"] or _request(cast(_JSON, old)) == _request(new)


def _request(line: _JSON) -> object:
    filters = [line.get(name) or None for name in ("before", "as_of", "since", "sources")]
    return str(line.get("question")).casefold(), filters


def _replace(file: Path, content: bytes) -> None:
    """The new content whole or the old one, whenever the process is killed; only the holder of the lock calls this."""
    unfinished = file.with_name(f".{file.name}.part")
    with unfinished.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    unfinished.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
