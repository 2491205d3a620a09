"""The keyword index: a follower of the archive over Tantivy (BM25). The one file that knows tantivy.

A marker document holds how far in the log the index is, and is committed together with the passages: whenever the
process is killed, the index says truly where it stands and catches up from there.
"""

import logging
import shutil
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import Any

import tantivy

from dateline.indexes.archive import Archive
from dateline.indexes.lock import exclusive
from dateline.indexes.nouns import Passage, Revision
from dateline.indexes.unspaced import asked_signs, signs

BOOSTS: Mapping[str, float] = MappingProxyType({"body": 1.0, "title": 0.4, "context": 0.3, "source": 0.2})
_SIGNS = MappingProxyType({"body_signs": "body", "title_signs": "title"})  # of scripts without spaces: field → its text
MAX_TERMS = 64  # different words of one query; the rest of a longer one is left out
_CHANGES_PER_COMMIT = 2000
_WRITER_BYTES = 50_000_000
_FORMAT = "2"  # of the documents; another one on disk is rebuilt


_log = logging.getLogger(__name__)


class KeywordsUnwritable(Exception):
    """The keyword index's folder cannot be written."""


class KeywordsDamaged(Exception):
    """The keyword index's files cannot be read. `begin_anew` and `catch_up` heal it."""


@dataclass(frozen=True, slots=True)
class _Marker:
    position: int  # number in the archive's log
    mark: str  # what the log said there


def _analyzer() -> tantivy.TextAnalyzer:
    """The same steps as Tantivy's own "en_stem"."""
    kept, lower, stem = tantivy.Filter.remove_long(40), tantivy.Filter.lowercase(), tantivy.Filter.stemmer("english")
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(kept).filter(lower).filter(stem).build()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("passage", fast=True)  # the passage's id: its 16 hex digits as a number
    builder.add_text_field("article", tokenizer_name="raw", index_option="basic")
    for name in BOOSTS:
        builder.add_text_field(name, tokenizer_name="en_stem", index_option="freq")
    for name in _SIGNS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("marker", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("mark", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("position", stored=True)
    return builder.build()


class Keywords:
    """Passages by their words. Many processes may search; one at a time catches up. Safe between threads."""

    def __init__(self, folder: Path, index: tantivy.Index, schema: tantivy.Schema) -> None:
        self._folder = folder
        self._index = index
        self._schema = schema
        self._analyzer = _analyzer()
        self._writing = Lock()

    @classmethod
    def open(cls, folder: Path) -> "Keywords":
        """Open or make the index. A damaged one is moved aside and begun anew: the archive has everything.

        Raises KeywordsUnwritable.
        """
        schema = _schema()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            index = _open_index(folder, schema)
        except OSError as error:
            raise KeywordsUnwritable(f"the keyword index cannot be written ({error.strerror})") from error
        return cls(folder, index, schema)

    def position(self) -> int:
        """The number in the archive's log up to which this index has followed."""
        with _naming_damage():
            self._index.reload()
            return self._marker().position

    def catch_up(self, archive: Archive) -> bool:
        """Follow the log to its end. False when another process is doing it: this one is right, if a little behind."""
        try:
            if self._at_end(archive):
                return True
        except KeywordsDamaged:
            self.begin_anew()
        return self._write(archive, anew=False)

    def begin_anew(self) -> None:
        """Move the index aside and begin an empty one."""
        with self._writing, exclusive(_lock_of(self._folder)):
            self._index = _empty_index(self._folder, self._schema)

    def rebuild(self, archive: Archive) -> bool:
        """Forget everything and follow the log from its beginning. False when another process is writing."""
        return self._write(archive, anew=True)

    def search(self, text: str, limit: int, *, boosts: Mapping[str, float] = BOOSTS) -> list[tuple[str, float]]:
        """Ids of passages with any of the text's words and their BM25, best first, equal ones by id.

        `boosts`: the weight of each field. Any text at all is a question. Raises KeywordsDamaged, never for the text.
        """
        terms = list(dict.fromkeys(self._analyzer.analyze(text.encode("utf-8", "replace").decode())))[:MAX_TERMS]
        clauses = [
            (tantivy.Occur.Should, tantivy.Query.boost_query(_term(self._schema, name, term), boost))
            for name, boost in boosts.items()
            for term in terms
        ]
        clauses += [
            (tantivy.Occur.Should, tantivy.Query.boost_query(_term(self._schema, name, pair), boosts.get(of, 0.0)))
            for name, of in _SIGNS.items()
            for pair in asked_signs(text)[:MAX_TERMS]
        ]
        if not clauses or limit < 1:
            return []
        with _naming_damage():
            self._index.reload()
            searcher = self._index.searcher()
            found = searcher.search(tantivy.Query.boolean_query(clauses), limit, count=False).hits
            numbers = searcher.fast_field_values("passage", [address for _, address in found])
        hits = [(f"{number:016x}", score) for number, (score, _) in zip(numbers, found, strict=True)]
        return sorted(hits, key=lambda hit: (-hit[1], hit[0]))

    def _marker(self) -> _Marker:
        searcher = self._index.searcher()
        found = searcher.search(tantivy.Query.term_query(self._schema, "marker", _FORMAT, "basic"), 1).hits
        if not found:
            return _Marker(0, "")
        document = searcher.doc(found[0][1])
        return _Marker(document.get_first("position") or 0, document.get_first("mark") or "")

    def _at_end(self, archive: Archive) -> bool:
        with _naming_damage():
            self._index.reload()
            marker = self._marker()
        return marker.position == archive.position() and _follows(marker, archive)

    def _write(self, archive: Archive, *, anew: bool) -> bool:
        """Write, if need be into an empty index: a process that was killed while committing may have left a file in the way."""
        try:
            return self._written(archive, anew=anew)
        except KeywordsDamaged:
            self.begin_anew()
            return self._written(archive, anew=False)

    def _written(self, archive: Archive, *, anew: bool) -> bool:
        with self._writing, self._writer() as writer:
            if writer is None:
                return False
            self._index.reload()
            marker = self._marker()
            if anew or not _follows(marker, archive):
                writer.delete_all_documents()
                marker = _Marker(0, "")
            self._follow(writer, marker.position, archive)
        return True

    @contextmanager
    def _writer(self) -> Generator[tantivy.IndexWriter | None, None, None]:
        """The one writer among all processes, or None when another has it."""
        try:
            writer = self._index.writer(_WRITER_BYTES, 1)
        except ValueError as error:
            if "LockBusy" not in str(error):
                raise KeywordsUnwritable("the keyword index cannot be written") from error
            yield None
            return
        try:
            yield writer
        except ValueError as error:
            if "FileAlreadyExists" in str(error):
                raise KeywordsDamaged("the keyword index has a file that no commit knows") from error
            raise KeywordsUnwritable("the keyword index cannot be written") from error
        finally:
            writer.wait_merging_threads()

    def _follow(self, writer: tantivy.IndexWriter, position: int, archive: Archive) -> None:
        while log := archive.changes(position, _CHANGES_PER_COMMIT):
            for change in log:
                if change.kind == "withdrawn":
                    writer.delete_documents_by_term("article", change.article_id)
            for revision in archive.added_by(log):
                for document in _documents(revision, self._schema):
                    writer.add_document(document)
            position = log[-1].number
            writer.delete_documents_by_term("marker", _FORMAT)
            marker = {"marker": _FORMAT, "position": position, "mark": archive.mark(position)}
            writer.add_document(_document(marker, self._schema))
            writer.commit()


def _term(schema: tantivy.Schema, name: str, term: str) -> tantivy.Query:
    return tantivy.Query.term_query(schema, name, term, "freq")


def _follows(marker: _Marker, archive: Archive) -> bool:
    return marker.position == 0 or archive.mark(marker.position) == marker.mark


def _open_index(folder: Path, schema: tantivy.Schema) -> tantivy.Index:
    with exclusive(_lock_of(folder)):
        try:
            with _naming_damage():
                index = tantivy.Index(schema, str(folder))
                searcher = index.searcher()
                for _, address in searcher.search(tantivy.Query.all_query(), 1).hits:
                    searcher.doc(address)
                return index
        except KeywordsDamaged:
            return _empty_index(folder, schema)


def _empty_index(folder: Path, schema: tantivy.Schema) -> tantivy.Index:
    damaged = folder.with_name(f"{folder.name}.damaged")
    shutil.rmtree(damaged, ignore_errors=True)
    folder.rename(damaged)
    folder.mkdir()
    _log.warning("the keyword index was damaged; it is made anew")
    return tantivy.Index(schema, str(folder))


def _lock_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.lock")


@contextmanager
def _naming_damage() -> Generator[None, None, None]:
    """Tantivy says ValueError to files it cannot read, or panics, and a panic is no Exception in Python."""
    try:
        yield
    except BaseException as error:
        if isinstance(error, ValueError) or type(error).__name__ == "PanicException":
            raise KeywordsDamaged("the keyword index cannot be read") from error
        raise


def _documents(revision: Revision, schema: tantivy.Schema) -> Iterator[tantivy.Document]:
    paragraphs: dict[int, list[Passage]] = {}
    for passage in revision.passages:
        paragraphs.setdefault(passage.paragraph, []).append(passage)
    for passage in revision.passages:
        around = (other.text for other in paragraphs[passage.paragraph] if other is not passage)
        fields = {
            "passage": int(passage.id, 16),
            "article": revision.article_id,
            "body": passage.text,
            "context": " ".join(around),
            "title": revision.title or "",
            "source": revision.source or "",
            "body_signs": " ".join(signs(passage.text)),
            "title_signs": " ".join(signs(revision.title or "")),
        }
        yield _document(fields, schema)


def _document(fields: Mapping[str, str | int], schema: tantivy.Schema) -> tantivy.Document:
    make: Any = tantivy.Document  # `from_dict` has no types
    return make.from_dict(dict(fields), schema)
