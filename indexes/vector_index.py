"""The vector index: a published generation, and an exact search of all that came after it."""

import logging
import secrets
import weakref
from dataclasses import dataclass
from threading import Lock

import numpy as np

from dateline.indexes.archive import Archive
from dateline.indexes.embedded import EVERYTHING, Watermark
from dateline.indexes.exact import Exact, Vector, best_first
from dateline.indexes.generations import Generation, Manifest, Shelf
from dateline.indexes.vectors import VectorsMissing

SMALL = 2000  # passages; up to here a new generation costs next to nothing
TAIL = 1000  # passages behind a generation that are worth a new one…
TAIL_SHARE = 0.2  # …if they are also this share of it

_log = logging.getLogger(__name__)


class IndexModelMismatch(Exception):
    """The vector index was made with another embedding model than the one in use."""


@dataclass(frozen=True, slots=True)
class _State:
    """What one search sees: a generation, if there is one to be used, and what came after it."""

    manifest: Manifest | None  # the published one, also when it cannot be used
    generation: Generation | None
    tail: Exact  # what the generation does not have, and what it has and does not find
    watermark: Watermark  # how far generation and tail reach together


class VectorIndex:
    """Passages by their meaning. Safe between threads and processes: each search sees what is published by then."""

    def __init__(self, archive: Archive, shelf: Shelf, *, model: str, dimensions: int) -> None:
        self._archive = archive
        self._shelf = shelf
        self._model = model
        self._dimensions = dimensions
        self._state = _State(None, None, Exact(), EVERYTHING)
        self._refreshing = Lock()

    def search(self, vector: Vector, limit: int) -> list[tuple[str, float]]:
        """The passages nearest to a vector of length 1, with their cosines, best first, equal ones by id.

        Raises IndexModelMismatch, and VectorsUnavailable when Chroma cannot be reached.
        """
        state = self._refreshed()
        try:
            hits = [] if state.generation is None else state.generation.search(vector, limit)
        except VectorsMissing:  # deleted while it was open, as a server does when a newer one is published
            state, hits = self._refreshed(gone=state.generation), []
            if state.generation is not None:
                hits = state.generation.search(vector, limit)
        return best_first(list(dict(hits + state.tail.search(vector, limit)).items()))[:limit]  # a stray may be in both

    def published(self) -> Manifest | None:
        """The published generation, whatever model it was made with."""
        return self._shelf.current()

    def is_whole(self) -> bool:
        """Whether the published generation, if there is one, can be used. Raises as `search` does."""
        state = self._refreshed()
        return state.manifest is None or state.generation is not None

    def usable(self) -> Manifest | None:
        """The published generation's manifest, read without opening Chroma. Raises IndexModelMismatch."""
        manifest = self._shelf.current()
        if manifest is not None and (manifest.model, manifest.dimensions) != (self._model, self._dimensions):
            raise IndexModelMismatch(
                f"the vector index was made with {manifest.model}, and {self._model} is in use: "
                "run `dateline rebuild`, or set the model it was made with"
            )
        return manifest

    def is_due(self) -> bool:
        """Whether what came after the generation makes a new one worth its while. Raises IndexModelMismatch."""
        state = self._refreshed()
        if state.generation is None:
            return bool(state.tail.ids)
        count = state.generation.manifest.count
        behind = len(state.tail.ids) - len(state.generation.manifest.strays)
        if behind == 0:
            return False
        return count + behind < SMALL or behind > max(TAIL, TAIL_SHARE * count)

    def publish(self) -> None:
        """Build a generation of all vectors of this model, verify and publish it. Raises VectorsUnsound."""
        position = self._archive.position()
        batch = self._archive.embeddings(self._model)
        if batch.ids:
            name = secrets.token_hex(8)
            manifest = Manifest(name, self._model, self._dimensions, len(batch.ids), position, batch.watermark)
            self._shelf.publish(manifest, batch)

    def _refreshed(self, *, gone: Generation | None = None) -> _State:
        with self._refreshing:
            manifest = self.usable()
            state = self._state
            if gone is not None and state.generation is gone:
                _log.warning("the published vector index is gone; searching without it")
                state = _State(state.manifest, None, Exact(), EVERYTHING)
            if manifest != state.manifest:
                state = self._opened(manifest)
            if self._archive.newest_embedding() != (state.watermark.passages, state.watermark.embeddings):
                batch = self._archive.embeddings(self._model, state.watermark)
                tail = state.tail.with_more(batch.ids, batch.vectors)
                state = _State(state.manifest, state.generation, tail, batch.watermark)
            self._state = state
            return state

    def _opened(self, manifest: Manifest | None) -> _State:
        """Open what is published. What cannot be used is left aside: everything is then searched exactly."""
        nothing = _State(manifest, None, Exact(), EVERYTHING)
        if manifest is None:
            return nothing
        if not self._archive.holds(manifest.watermark):
            _log.warning("the vector index belongs to another archive; searching without it")
            return nothing
        try:
            generation = self._shelf.open(manifest)
        except VectorsMissing:
            _log.warning("the published vector index is gone or damaged; searching without it")
            return nothing
        weakref.finalize(generation, generation.close)
        strays = self._archive.vectors_of(self._model, manifest.strays)
        rows = np.stack(list(strays.values())) if strays else np.zeros((0, 0), dtype=np.float32)
        return _State(manifest, generation, Exact().with_more(tuple(strays), rows), manifest.watermark)
