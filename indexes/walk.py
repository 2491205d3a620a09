"""Files as they are found in files and folders: in order, each once, whatever links, loops and pipes lie in the way."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dateline.indexes.files import read_text, reason, shown
from dateline.indexes.metadata import Failure, Unusable
from dateline.indexes.metadata_table import TABLE_NAME, MetadataTable, metadata_table


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file in a folder whose suffix nobody here reads."""

    where: str


@dataclass(frozen=True, slots=True)
class Again:
    """A file or folder that this run reached before."""

    where: str


@dataclass(frozen=True, slots=True)
class File:
    """A regular file to read, and the metadata tables of its folders, the nearest first."""

    path: Path
    tables: tuple[MetadataTable, ...]


@dataclass(frozen=True, slots=True)
class _Folder:
    entries: tuple[Path, ...]  # sorted by name, without hidden ones
    table: MetadataTable | None


@dataclass(frozen=True, slots=True)
class Walk:
    """One run's way through files and folders. What it reaches again, by whatever name or link, is not read again."""

    suffixes: tuple[str, ...]  # lower case, with the dot
    seen: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])  # device and inode

    def files(self, top: Path) -> Iterator[File | Failure | Skipped | Again]:
        """The files at or under a path, depth first; links are followed.

        A file that was named must have a known suffix; in a folder, others are skipped.
        """
        waiting: list[tuple[Path, tuple[MetadataTable, ...]]] = [(top, ())]  # folders nest deeper than calls may
        while waiting:
            path, tables = waiting.pop()
            try:
                found = path.stat()
                if not self._is_new(found):
                    yield Again(shown(path))
                    continue
                if not stat.S_ISDIR(found.st_mode):
                    yield self._file(path, found, tables, named=path is top)
                    continue
                folder = _folder(path)
            except (OSError, ValueError) as error:
                yield Failure(shown(path), str(error) if isinstance(error, Unusable) else reason(error))
                continue
            yield from folder.table.failures if folder.table else ()
            inherited = (folder.table, *tables) if folder.table else tables
            waiting.extend((entry, inherited) for entry in reversed(folder.entries))

    def _file(
        self, path: Path, found: os.stat_result, tables: tuple[MetadataTable, ...], *, named: bool
    ) -> File | Failure | Skipped:
        if not path.name.lower().endswith(self.suffixes):
            suffixes = ", ".join(self.suffixes)
            return Failure(shown(path), f"only {suffixes} files can be read") if named else Skipped(shown(path))
        if not stat.S_ISREG(found.st_mode):
            return Failure(shown(path), "it is not a regular file")
        if named and (table := _table(path.parent)):
            tables = (table,)
        return File(path, tables)

    def _is_new(self, found: os.stat_result) -> bool:
        key = (found.st_dev, found.st_ino)
        new = key not in self.seen
        self.seen.add(key)
        return new


def _folder(path: Path) -> _Folder:
    """Raises OSError, and Unusable when its metadata.csv cannot be read: without it, its files would be misdated."""
    names = sorted(name for name in os.listdir(path) if not name.startswith(".") and name != TABLE_NAME)
    return _Folder(entries=tuple(path / name for name in names), table=_table(path))


def _table(folder: Path) -> MetadataTable | None:
    where = folder / TABLE_NAME
    if not os.path.lexists(where):
        return None
    try:
        return metadata_table(read_text(where), folder=folder, where=shown(where))
    except Unusable as error:
        raise Unusable(f"left out, because its {TABLE_NAME} cannot be read: {error}") from error
