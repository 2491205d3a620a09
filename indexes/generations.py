"""Generations of the vector index: each is built in a fresh place, verified, and published by moving one pointer.

None is ever written after that, so that no kill can leave a half-written one where searches look.
"""

import json
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from dateline.indexes import vectors
from dateline.indexes.archive import Archive
from dateline.indexes.embedded import Batch, Watermark
from dateline.indexes.exact import Vector
from dateline.indexes.lock import exclusive, exclusive_or_not, hold_shared
from dateline.indexes.nouns import Vectors


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds."""

    name: str
    model: str
    dimensions: int
    count: int
    position: int  # of the archive's log, when it was read
    watermark: Watermark
    strays: tuple[str, ...] = ()  # ids that it holds and does not find

    def to_json(self) -> str:
        """As text, for a pointer."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        """Raises ValueError for what is no manifest of ours."""
        try:
            fields: dict[str, Any] = json.loads(text)
            watermark, strays = Watermark(**fields.pop("watermark")), tuple(fields.pop("strays"))
            return cls(**fields, watermark=watermark, strays=strays)
        except (TypeError, KeyError) as error:
            raise ValueError("not a manifest") from error


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Generation:
    """A generation that is open for searching."""

    manifest: Manifest
    search: Callable[[Vector, int], list[tuple[str, float]]]
    close: Callable[[], None]


class Shelf(Protocol):
    """A place for generations."""

    def current(self) -> Manifest | None:
        """The published one."""
        ...

    def open(self, manifest: Manifest) -> Generation:
        """Raises VectorsMissing when it is not there any more, VectorsUnavailable when it cannot be opened now."""
        ...

    def publish(self, manifest: Manifest, batch: Batch) -> None:
        """Build, verify and publish, then clear away what nobody uses. Raises VectorsUnsound."""
        ...


Check = Callable[[Path, Sequence[str], Vectors], Sequence[str]]  # the strays; raises VectorsUnsound


class FolderShelf:
    """Generations in folders of one machine, for any number of processes."""

    def __init__(self, folder: Path, *, check: Check = vectors.check_in_child) -> None:
        self.folder = folder
        self._check = check
        self._pointer = folder / "current.json"

    def current(self) -> Manifest | None:
        """The published one; None also when the pointer cannot be read, for then a new one must be published."""
        try:
            return Manifest.from_json(self._pointer.read_text())
        except (FileNotFoundError, ValueError):
            return None

    def open(self, manifest: Manifest) -> Generation:
        """Open it and hold it, so that it is not cleared away before it is closed. One that is damaged is missing."""
        place = self.folder / manifest.name
        try:
            held = hold_shared(place / "lock")
        except FileNotFoundError as error:
            raise vectors.VectorsMissing("this generation of the vector index is gone") from error
        try:
            opened = vectors.open_folder(place / "chroma")
        except vectors.VectorsUnavailable as error:
            os.close(held)
            raise vectors.VectorsMissing("this generation of the vector index cannot be opened") from error

        def close() -> None:
            opened.close()
            os.close(held)

        return Generation(manifest, opened.search, close)

    def publish(self, manifest: Manifest, batch: Batch) -> None:
        """Build, verify and publish, then clear away what nobody uses. One process at a time. Raises VectorsUnsound."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with exclusive(self.folder / "build.lock"):
            self._clear()
            place = self.folder / manifest.name
            (place / "chroma").mkdir(parents=True)
            (place / "lock").touch()
            vectors.build_folder(place / "chroma", batch.ids, batch.vectors)
            strays = self._check(place / "chroma", batch.ids, batch.vectors)
            _to_disk(place)
            fresh = self._pointer.with_suffix(".new")
            fresh.write_text(replace(manifest, strays=tuple(strays)).to_json())
            _to_disk(fresh)
            os.replace(fresh, self._pointer)
            _to_disk(self.folder, deep=False)
            self._clear()

    def _clear(self) -> None:
        current = self.current()
        for lock in self.folder.glob("*/lock"):
            if current is not None and lock.parent.name == current.name:
                continue
            with exclusive_or_not(lock) as unused:
                if unused:
                    shutil.rmtree(lock.parent)


def _to_disk(place: Path, *, deep: bool = True) -> None:
    """Wait until a file, or a folder and all in it, is on the disk."""
    for each in (*place.rglob("*"), place) if deep else (place,):
        descriptor = os.open(each, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


class ServerShelf:
    """Generations as collections of one Chroma server, for any number of machines. The pointer is in the archive."""

    _KEY = "vectors"

    def __init__(self, url: str, archive: Archive, *, timeout_s: float = vectors.SERVER_TIMEOUT_S) -> None:
        self._url = url
        self._archive = archive
        self._timeout_s = timeout_s

    def current(self) -> Manifest | None:
        """The published one."""
        return self._read()[0]

    def open(self, manifest: Manifest) -> Generation:
        """Raises VectorsMissing, VectorsUnavailable."""
        opened = vectors.open_server(self._url, manifest.name, timeout_s=self._timeout_s)
        return Generation(manifest, opened.search, opened.close)

    def publish(self, manifest: Manifest, batch: Batch) -> None:
        """Build, verify, publish; the one before is kept for those who still search it, older ones are deleted.

        When another worker has published meanwhile, its generation stands. Raises VectorsUnavailable, VectorsUnsound.
        """
        self._write(lambda current, others: (current, (*others, manifest.name)))
        timeout_s = self._timeout_s
        strays = vectors.build_server(self._url, manifest.name, batch.ids, batch.vectors, timeout_s=timeout_s)
        manifest = replace(manifest, strays=tuple(strays))
        before, others = self._write(lambda current, others: _promoted(manifest, current, others))
        kept = {manifest.name, before.name} if before is not None else {manifest.name}
        for name in others:
            if manifest.name in others and name not in kept:
                vectors.drop_from_server(self._url, name, timeout_s=self._timeout_s)

    def _read(self, note: str | None = None) -> tuple[Manifest | None, tuple[str, ...]]:
        if (note := note or self._archive.note(self._KEY)) is None:
            return None, ()
        fields = json.loads(note)
        current = fields["current"]
        return None if current is None else Manifest.from_json(current), tuple(fields["others"])

    def _write(self, change: "_Change") -> tuple[Manifest | None, tuple[str, ...]]:
        """Change the pointer; returns what it was before."""
        while True:
            note = self._archive.note(self._KEY)
            before = self._read(note) if note is not None else (None, ())
            current, others = change(*before)
            text = json.dumps({"current": None if current is None else current.to_json(), "others": others})
            if self._archive.replace_note(self._KEY, note, text):
                return before


_Change = Callable[[Manifest | None, tuple[str, ...]], tuple[Manifest | None, tuple[str, ...]]]


def _promoted(
    manifest: Manifest, current: Manifest | None, others: tuple[str, ...]
) -> tuple[Manifest | None, tuple[str, ...]]:
    if manifest.name not in others:  # another worker has published and cleared this one away
        return current, others
    return manifest, () if current is None else (current.name,)
