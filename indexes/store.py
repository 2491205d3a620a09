"""The archive and its followers together: what ingests, and what searches."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from dateline.indexes.archive import Archive
from dateline.indexes.exact import Vector
from dateline.indexes.generations import FolderShelf, ServerShelf
from dateline.indexes.keywords import Keywords, KeywordsDamaged
from dateline.indexes.nouns import Filters, Vectors
from dateline.indexes.reading import slices
from dateline.indexes.vector_index import IndexModelMismatch, VectorIndex
from dateline.indexes.vectors import VectorsUnavailable

EMBEDDED_AT_ONCE = 64  # texts; each batch is kept at once, so that a kill costs no more than one
_QUESTIONS = 256  # of which the vectors are kept
_MORE = 3  # times as many hits are asked for as are wanted: some will be old, withdrawn or outside the filters

EVERY = Filters()

Progress = Callable[[int, int], None]  # passages done, passages in all


class Embedder(Protocol):
    """Texts to vectors of length 1."""

    @property
    def model(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    @property
    def embed(self) -> Callable[[Sequence[str]], Vectors]: ...


def _silent(done: int, total: int) -> None:
    """No progress is shown."""


class Store:
    """An opened data folder. Safe between threads; several processes may have the same one open."""

    def __init__(self, archive: Archive, keywords: Keywords, vectors: VectorIndex, embedder: Embedder) -> None:
        self.archive = archive
        self._keywords = keywords
        self._vectors = vectors
        self._embedder = embedder
        self._question = lru_cache(maxsize=_QUESTIONS)(self._question_vector)

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        embedder: Embedder,
        chroma_url: str | None = None,
        database_url: str | None = None,
    ) -> "Store":
        """Open or make a data folder: `archive.sqlite` (or the database at the URL), `keywords/`, `vectors/`.

        Raises ArchiveUnwritable, ArchiveUnreadable, ArchiveBusy, ArchiveTooNew, KeywordsUnwritable.
        """
        archive = Archive.open(folder / "archive.sqlite" if database_url is None else database_url)
        keywords = Keywords.open(folder / "keywords")
        shelf = FolderShelf(folder / "vectors") if chroma_url is None else ServerShelf(chroma_url, archive)
        vectors = VectorIndex(archive, shelf, model=embedder.model, dimensions=embedder.dimensions)
        return cls(archive, keywords, vectors, embedder)

    @property
    def model(self) -> str:
        """The name of the embedding model."""
        return self._embedder.model

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of length 1 for texts, by the model of this store."""
        return self._embedder.embed(texts)

    def question_vector(self, text: str) -> Vector:
        """The vector of length 1 of a question, kept for when it is asked again under other filters."""
        return self._question(text)

    def _question_vector(self, text: str) -> Vector:
        return self._embedder.embed([text])[0]

    def check(self) -> None:
        """That archive and indexes fit the model in use, without opening Chroma, which takes a second to import.

        Raises IndexModelMismatch, and what an archive raises that cannot be read.
        """
        self.archive.position()
        self._vectors.usable()

    def close(self) -> None:
        """Close the archive's connections."""
        self.archive.close()

    def catch_up(self) -> bool:
        """Make all that is archived findable by its words. False when another process is at it."""
        return self._keywords.catch_up(self.archive)

    def embed_missing(self, progress: Progress = _silent, *, publish: bool = True) -> int:
        """Embed what has no vector yet, batch by batch, then publish a new vector index if it is worth it.

        What is not published yet is searched exactly from the archive, so `publish=False` loses nothing but speed.

        Returns how many texts were embedded. Stopped at any moment, it goes on there the next time.
        Raises IndexModelMismatch when the index was made with another model.
        """
        self._vectors.is_due()
        embedded = self._embed(progress)
        if publish and self._vectors.is_due():
            self._vectors.publish()
        return embedded

    def rebuild(self, progress: Progress = _silent) -> None:
        """Make both indexes anew from the archive. Nothing is embedded twice with one model."""
        self._keywords.rebuild(self.archive)
        self._embed(progress)
        self._vectors.publish()

    def search_keywords(self, text: str, limit: int, filters: Filters = EVERY) -> list[tuple[str, float]]:
        """Ids of the passages that may be used and have any of the words, with their BM25, best first."""
        self.catch_up()
        try:
            return self._allowed(lambda most: self._keywords.search(text, most), limit, filters)
        except KeywordsDamaged:
            self._keywords.begin_anew()
            self.catch_up()
            return self._allowed(lambda most: self._keywords.search(text, most), limit, filters)

    def search_vectors(self, vector: Vector, limit: int, filters: Filters = EVERY) -> list[tuple[str, float]]:
        """Ids of the passages that may be used, nearest to a vector of length 1, with their cosine, best first.

        Raises IndexModelMismatch, VectorsUnavailable.
        """
        return self._allowed(lambda most: self._vectors.search(vector, most), limit, filters)

    def _allowed(
        self, search: Callable[[int], list[tuple[str, float]]], limit: int, filters: Filters
    ) -> list[tuple[str, float]]:
        """Ask an index for more and more until enough of what it finds is alive, or it has no more."""
        asked = limit * _MORE
        while True:
            hits = search(asked)
            allowed: list[tuple[str, float]] = []
            for some in slices(hits, limit):  # the first ones are enough, if none of them is old or left out
                living = self.archive.alive([passage_id for passage_id, _ in some], filters)
                allowed += [hit for hit in some if hit[0] in living]
                if len(allowed) >= limit:
                    return allowed[:limit]
            if len(hits) < asked:
                return allowed
            asked *= 8

    def snapshot(self) -> str:
        """What a search would see now: equal snapshots, equal searches."""
        passage, embedding = self.archive.newest_embedding()
        manifest = self._vectors.published()  # named, for two generations of the same vectors may find different ones
        generation = "none" if manifest is None else manifest.name
        return f"{self.archive.position()}.{self._keywords.position()}.{passage}.{embedding}.{generation}"

    def status(self) -> dict[str, object]:
        """Counts, positions in the log, the model, and whether all is well; `problems` says what is not.

        Vectors that are still to be made are no problem: what has none is found by its words.
        """
        self.catch_up()
        position, keywords, manifest = self.archive.position(), self._keywords.position(), self._vectors.published()
        coverage = self.archive.coverage(EVERY, self._embedder.model)
        problems = list(self._problems(position, keywords))
        return {
            "articles": coverage.articles,
            "passages": coverage.passages,
            "embedded": coverage.embedded,
            "healthy": not problems,
            "problems": problems,
            "position": position,
            "keywords_position": keywords,
            "vectors_position": None if manifest is None else manifest.position,
            "model": self._embedder.model,
        }

    def _problems(self, position: int, keywords: int) -> Iterator[str]:
        if keywords < position:
            yield "the keyword index is behind the archive"
        try:
            if not self._vectors.is_whole():
                yield "the vector index cannot be used: run `dateline rebuild`"
        except (IndexModelMismatch, VectorsUnavailable) as error:
            yield str(error)

    def _embed(self, progress: Progress) -> int:
        coverage = self.archive.coverage(EVERY, self._embedder.model)
        after, done = 0, 0
        progress(coverage.embedded, coverage.passages)
        while batch := self.archive.missing_embeddings(self._embedder.model, EMBEDDED_AT_ONCE, after=after):
            rows = self._embedder.embed([each.text for each in batch])
            self.archive.put_embeddings(
                self._embedder.model, {each.content_key: row for each, row in zip(batch, rows, strict=True)}
            )
            after, done = max(each.number for each in batch), done + len(batch)
            progress(min(coverage.embedded + done, coverage.passages), coverage.passages)
        return done
