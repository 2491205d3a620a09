"""The store: archive and indexes together, in one process and in several."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fakes import HashingEmbedder

from dateline.indexes.archive import Archive
from dateline.indexes.database import ArchiveUnwritable
from dateline.indexes.generations import FolderShelf
from dateline.indexes.keywords import Keywords
from dateline.indexes.nouns import Article, Filters, Vectors
from dateline.indexes.store import Embedder, Store
from dateline.indexes.vector_index import IndexModelMismatch, VectorIndex
from dateline.indexes.vectors import check_here

EMBEDDER = HashingEmbedder()
ARTICLES = [
    Article(id="mill", text="The mill opened in May. It employs 40 people.", source="Valley Post"),
    Article(id="dam", text="The dam was closed.", source="Hill Echo", published_at=datetime(2024, 3, 1, tzinfo=UTC)),
]


@dataclass(slots=True)
class Counting:
    """An embedder that remembers what it was asked to embed, and can be stopped after some batches."""

    model: str = "counting"
    dimensions: int = 64
    batches: int = 1_000_000
    texts: list[str] = field(default_factory=list)

    def embed(self, texts: Sequence[str]) -> Vectors:
        if self.batches == 0:
            raise KeyboardInterrupt
        self.batches -= 1
        self.texts += texts
        return HashingEmbedder(dimensions=self.dimensions).embed(texts)


def open_quickly(folder: Path, embedder: Embedder) -> Store:
    """A store that checks its new indexes in this process: a second less for each."""
    archive = Archive.open(folder / "archive.sqlite")
    shelf = FolderShelf(folder / "vectors", check=check_here)
    vectors = VectorIndex(archive, shelf, model=embedder.model, dimensions=embedder.dimensions)
    return Store(archive, Keywords.open(folder / "keywords"), vectors, embedder)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_quickly(tmp_path, EMBEDDER)) as opened:
        yield opened


def found_by_words(store: Store, text: str, filters: Filters | None = None) -> list[str]:
    hits = store.search_keywords(text, 5, filters or Filters())
    return [passage.text for passage, _ in store.archive.passages([name for name, _ in hits], Filters()).values()]


def found_by_meaning(store: Store, text: str, filters: Filters | None = None, limit: int = 5) -> list[str]:
    hits = store.search_vectors(EMBEDDER.embed([text])[0], limit, filters or Filters())
    return [passage.text for passage, _ in store.archive.passages([name for name, _ in hits], Filters()).values()]


def test_what_is_archived_is_found_by_words_at_once_and_by_meaning_once_embedded(store: Store) -> None:
    store.archive.add_many(ARTICLES)
    assert found_by_words(store, "dam") == ["The dam was closed."]
    assert found_by_meaning(store, "the dam was closed") == []
    assert store.embed_missing() == 3
    assert found_by_meaning(store, "the dam was closed")[0] == "The dam was closed."


def test_status_counts_and_says_where_the_indexes_stand(store: Store) -> None:
    store.archive.add_many(ARTICLES)
    before = store.status()
    assert (before["articles"], before["passages"], before["embedded"], before["healthy"]) == (2, 3, 0, True)
    store.embed_missing()
    after = store.status()
    assert after["embedded"] == 3
    assert after["position"] == after["keywords_position"] == after["vectors_position"] == 2


def test_progress_starts_at_what_is_done_and_ends_at_everything(store: Store) -> None:
    store.archive.add_many(ARTICLES)
    seen: list[tuple[int, int]] = []
    store.embed_missing(lambda done, total: seen.append((done, total)))
    assert seen == [(0, 3), (3, 3)]


def test_embedding_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    embedder = Counting(batches=2)
    with closing(open_quickly(tmp_path, embedder)) as store:
        store.archive.add(Article(id="a", text=" ".join(f"Lorry number{at} left." for at in range(200))))
        with pytest.raises(KeyboardInterrupt):
            store.embed_missing()
        assert store.status()["embedded"] == 128
        embedder.batches = 10
        store.embed_missing()
    assert len(embedder.texts) == len(set(embedder.texts)) == 200


def test_rebuilding_embeds_nothing_twice_and_finds_the_same(tmp_path: Path) -> None:
    embedder = Counting()
    with closing(open_quickly(tmp_path, embedder)) as store:
        store.archive.add_many(ARTICLES)
        store.embed_missing()
        words, meaning = found_by_words(store, "mill"), found_by_meaning(store, "mill")
        store.rebuild()
        assert len(embedder.texts) == 3
        assert (found_by_words(store, "mill"), found_by_meaning(store, "mill")) == (words, meaning)


def test_another_model_is_refused_until_the_index_is_rebuilt(store: Store, tmp_path: Path) -> None:
    store.archive.add_many(ARTICLES)
    store.embed_missing()
    with closing(open_quickly(tmp_path, Counting())) as other:
        for use in (other.embed_missing, lambda: found_by_meaning(other, "dam")):
            with pytest.raises(IndexModelMismatch, match="dateline rebuild"):
                use()
        assert other.status()["healthy"] is False
        assert found_by_words(other, "dam") == ["The dam was closed."]
        other.rebuild()
        assert other.status()["healthy"] is True
        assert found_by_meaning(other, "the dam was closed")[0] == "The dam was closed."


def test_filters_leave_as_many_hits_as_there_are(store: Store) -> None:
    store.archive.add_many(
        [Article(id=f"n{at}", text=f"The dam number{at} was closed.", source="Other") for at in range(300)]
    )
    store.archive.add_many(ARTICLES)
    store.embed_missing()
    for filters in (Filters(as_of=date(2024, 3, 1)), Filters(sources=("hill echo",)), Filters(since=date(2024, 1, 1))):
        assert found_by_words(store, "the dam was closed number7", filters) == ["The dam was closed."]
        assert found_by_meaning(store, "the dam was closed number7", filters) == ["The dam was closed."]


def test_withdrawn_and_revised_articles_crowd_nothing_out(store: Store) -> None:
    store.archive.add_many([Article(id=f"n{at}", text=f"The dam number{at} was closed.") for at in range(100)])
    store.archive.add(replace(ARTICLES[1], text="Water."))
    store.archive.add(ARTICLES[1])
    store.embed_missing()
    for at in range(100):
        store.archive.withdraw(f"n{at}", why="wrong")
    assert found_by_words(store, "the dam was closed") == ["The dam was closed."]
    assert found_by_meaning(store, "the dam was closed") == ["The dam was closed."]
    assert found_by_meaning(store, "water") == ["The dam was closed."]


def test_an_index_damaged_under_a_running_process_heals(store: Store, tmp_path: Path) -> None:
    store.archive.add_many(ARTICLES)
    assert found_by_words(store, "dam") == ["The dam was closed."]
    for file in (tmp_path / "keywords").iterdir():
        if file.suffix not in {".lock"}:
            file.unlink()
    assert found_by_words(store, "dam") == ["The dam was closed."]
    assert store.status()["healthy"] is True


def test_a_snapshot_changes_with_everything_a_search_sees(store: Store) -> None:
    seen = [store.snapshot()]
    store.archive.add_many(ARTICLES)
    seen.append(store.snapshot())
    store.catch_up()
    seen.append(store.snapshot())
    store.embed_missing()
    seen.append(store.snapshot())
    store.rebuild()
    seen.append(store.snapshot())
    store.archive.withdraw("dam", why="wrong")
    seen.append(store.snapshot())
    assert len(set(seen)) == len(seen)


def test_a_place_that_cannot_be_a_data_folder_is_said_to_be_unwritable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ArchiveUnwritable):
        Store.open(tmp_path / "file", embedder=EMBEDDER)


INGEST = """
import sys
from pathlib import Path
from fakes import HashingEmbedder
from dateline.indexes.nouns import Article
from dateline.indexes.store import Embedder, Store
store = Store.open(Path(sys.argv[1]), embedder=HashingEmbedder())
store.archive.add(Article(id="ferry", text="A ferry sank near Orm."))
store.catch_up()
store.embed_missing()
"""


def test_a_running_process_finds_what_another_one_ingests(store: Store, tmp_path: Path) -> None:
    store.archive.add_many(ARTICLES)
    store.embed_missing()
    assert found_by_words(store, "ferry") == []
    subprocess.run([sys.executable, "-c", INGEST, str(tmp_path)], check=True, cwd=Path(__file__).parent)
    assert found_by_words(store, "ferry") == ["A ferry sank near Orm."]
    assert found_by_meaning(store, "a ferry sank near orm")[0] == "A ferry sank near Orm."
    assert store.status()["healthy"] is True


def test_processes_that_ingest_at_the_same_time_lose_nothing(store: Store, tmp_path: Path) -> None:
    program = INGEST.replace('store.archive.add(Article(id="ferry", text="A ferry sank near Orm."))', MANY)
    workers = [
        subprocess.Popen([sys.executable, "-c", program, str(tmp_path), name], cwd=Path(__file__).parent)
        for name in ("east", "west")
    ]
    assert [worker.wait() for worker in workers] == [0, 0]
    status = store.status()
    assert (status["articles"], status["embedded"], status["healthy"]) == (60, 60, True)
    for name in ("east", "west"):
        for at in range(30):
            assert found_by_words(store, f"{name}{at}") == [f"A ferry sank near {name}{at}."]
            assert found_by_meaning(store, f"a ferry sank near {name}{at}", limit=1) == [
                f"A ferry sank near {name}{at}."
            ]


MANY = """
for at in range(30):
    store.archive.add(Article(id=f"{sys.argv[2]}{at}", text=f"A ferry sank near {sys.argv[2]}{at}."))
    store.catch_up()
"""
