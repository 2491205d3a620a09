"""A folder's metadata.csv: what it says about the files beside and below it. Pure but for asking which files exist."""

import csv
import io
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from dateline.indexes.metadata import Failure, Metadata, Unusable, metadata

TABLE_NAME = "metadata.csv"

Row = Metadata | Failure  # a row that cannot be read fails its file: taken in without it, the file would be misdated


@dataclass(frozen=True, slots=True)
class MetadataTable:
    """Rows by file, the path relative to the folder. `failures`: the rows that name no file there, or one twice."""

    folder: Path
    rows: Mapping[str, Row]
    failures: tuple[Failure, ...]

    def row(self, path: Path) -> Row | None:
        """What it says about a file in or below its folder; None: nothing."""
        return self.rows.get(path.relative_to(self.folder).as_posix())


def metadata_table(text: str, *, folder: Path, where: str) -> MetadataTable:
    """Reads the text of a metadata.csv: comma-separated, first column `file`, authors separated by semicolons.

    Raises Unusable when it is no such table.
    """
    rows: dict[str, Row] = {}
    failures: list[Failure] = []
    for line, name, row in _rows(text, where=where):
        place = f"{where}:{line}"
        if name in rows:
            failures.append(Failure(place, "this file has a row already; keep one"))
        elif not _inside(name) or not os.path.isfile(folder / name):
            failures.append(Failure(place, "there is no such file in this folder"))
        else:
            rows[name] = row
    return MetadataTable(folder=folder, rows=rows, failures=tuple(failures))


def _inside(name: str) -> bool:
    return bool(name) and not name.startswith("/") and ".." not in PurePosixPath(name).parts


def _rows(text: str, *, where: str) -> Iterator[tuple[int, str, Row]]:
    """Line number (from 1), file, and the row."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader, list[str]())]
        if header[:1] != ["file"]:
            raise Unusable("its first column must be `file`, the columns separated by commas")
        for cells in reader:
            if cells:
                name = PurePosixPath(cells[0].strip()).as_posix() if cells[0].strip() else ""
                yield reader.line_num, name, _row(header, cells, where=f"{where}:{reader.line_num}")
    except csv.Error as error:
        raise Unusable(f"line {reader.line_num} is not comma-separated values: {error}") from error


def _row(header: list[str], cells: list[str], *, where: str) -> Row:
    if len(cells) > len(header):
        return Failure(where, f"{len(cells)} columns where the first line has {len(header)}; quote cells with commas")
    said: dict[str, object] = dict(zip(header, cells, strict=False))
    if authors := said.get("authors"):
        said["authors"] = str(authors).split(";")
    try:
        return metadata(said)
    except Unusable as error:
        return Failure(where, str(error))
