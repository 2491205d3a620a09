"""The vector index: published generations, in folders and on a server, and what comes after them."""

import json
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from vector_indexes import EMBEDDER, add, index_of, nearest, passage

from dateline.indexes.archive import Archive
from dateline.indexes.generations import FolderShelf
from dateline.indexes.nouns import Vectors
from dateline.indexes.vector_index import IndexModelMismatch
from dateline.indexes.vectors import VectorsUnsound, build_folder, check_here, check_in_child


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with closing(Archive.open(tmp_path / "archive.sqlite")) as opened:
        add(opened, 0, 30)
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> FolderShelf:
    return FolderShelf(tmp_path / "vectors", check=check_here)


def test_vectors_are_searched_before_anything_is_published(archive: Archive, folder: FolderShelf) -> None:
    index = index_of(archive, folder)
    assert index.published() is None
    assert nearest(index, "Ferry number7 sank.") == passage(archive, "n7")


def test_a_generation_and_what_came_after_it_are_searched_as_one(archive: Archive, folder: FolderShelf) -> None:
    index = index_of(archive, folder)
    before = index.search(EMBEDDER.embed(["Ferry number7 sank."])[0], 30)
    index.publish()
    manifest = index.published()
    assert manifest is not None
    assert (manifest.count, manifest.position) == (30, archive.position())
    after = index.search(EMBEDDER.embed(["Ferry number7 sank."])[0], 30)
    assert {name for name, _ in after} == {name for name, _ in before}
    np.testing.assert_allclose([cosine for _, cosine in after], [cosine for _, cosine in before], atol=1e-5)
    add(archive, 30, 5)
    assert nearest(index, "Ferry number7 sank.") == passage(archive, "n7")
    assert nearest(index, "Ferry number33 sank.") == passage(archive, "n33")
    assert len(index.search(EMBEDDER.embed(["ferry"])[0], 100)) == 35


def test_a_running_process_sees_what_another_one_publishes(archive: Archive, folder: FolderShelf) -> None:
    reader = index_of(archive, folder)
    assert nearest(reader, "Ferry number7 sank.") == passage(archive, "n7")
    index_of(archive, FolderShelf(folder.folder, check=check_here)).publish()
    add(archive, 30, 1)
    assert nearest(reader, "Ferry number7 sank.") == passage(archive, "n7")
    assert nearest(reader, "Ferry number30 sank.") == passage(archive, "n30")


def test_a_generation_stays_while_it_is_searched_and_goes_when_it_is_not(archive: Archive, folder: FolderShelf) -> None:
    reader, writer = index_of(archive, folder), index_of(archive, FolderShelf(folder.folder, check=check_here))
    writer.publish()
    nearest(reader, "ferry")
    first = writer.published()
    writer.publish()
    assert first is not None
    assert (folder.folder / first.name).exists()
    nearest(reader, "ferry")  # moves on to the second one
    writer.publish()
    assert not (folder.folder / first.name).exists()


def test_an_index_of_another_model_is_refused_with_what_to_do(archive: Archive, folder: FolderShelf) -> None:
    index_of(archive, folder).publish()
    other = index_of(archive, folder, model="other")
    for use in (lambda: nearest(other, "ferry"), other.is_due):
        with pytest.raises(IndexModelMismatch, match="dateline rebuild"):
            use()


def test_an_index_of_another_archive_is_not_used(archive: Archive, folder: FolderShelf, tmp_path: Path) -> None:
    index_of(archive, folder).publish()
    with closing(Archive.open(tmp_path / "restored.sqlite")) as restored:
        add(restored, 100, 3)
        index = index_of(restored, folder)
        assert nearest(index, "Ferry number101 sank.") == passage(restored, "n101")
        assert len(index.search(EMBEDDER.embed(["ferry"])[0], 100)) == 3
        assert not index.is_whole()
        assert index.is_due()


@pytest.mark.parametrize("damage", ["pointer", "gone", "emptied"])
def test_a_damaged_generation_costs_no_hit_and_is_due_to_be_replaced(
    archive: Archive, folder: FolderShelf, damage: str
) -> None:
    index_of(archive, folder).publish()
    (place,) = (each for each in folder.folder.iterdir() if each.is_dir())
    if damage == "pointer":
        (folder.folder / "current.json").write_text('{"name"')
    elif damage == "gone":
        shutil.rmtree(place)
    else:
        (place / "chroma" / "chroma.sqlite3").write_bytes(b"")
    index = index_of(archive, folder)
    assert nearest(index, "Ferry number7 sank.") == passage(archive, "n7")
    assert index.is_due()
    index.publish()
    assert index.is_whole()
    assert nearest(index, "Ferry number7 sank.") == passage(archive, "n7")


def test_no_near_copy_of_a_sentence_hides_another(archive: Archive, folder: FolderShelf) -> None:
    add(archive, 30, 270)
    index = index_of(archive, folder)
    index.publish()
    hidden = [at for at in range(300) if nearest(index, f"Ferry number{at} sank.") != passage(archive, f"n{at}")]
    assert hidden == []


def test_what_chroma_holds_and_does_not_find_is_found_all_the_same(archive: Archive, tmp_path: Path) -> None:
    def find_strays(place: Path, ids: Sequence[str], vectors: Vectors) -> list[str]:
        return [*check_here(place, ids, vectors), passage(archive, "n7")]

    shelf = FolderShelf(tmp_path / "vectors", check=find_strays)
    index = index_of(archive, shelf)
    index.publish()
    manifest = index.published()
    assert manifest is not None
    assert passage(archive, "n7") in manifest.strays
    batch = archive.embeddings(EMBEDDER.model)
    without = [at for at, name in enumerate(batch.ids) if name != passage(archive, "n7")]
    place = tmp_path / "vectors" / manifest.name / "chroma"
    shutil.rmtree(place)
    place.mkdir()
    build_folder(place, [batch.ids[at] for at in without], batch.vectors[without])
    assert nearest(index, "Ferry number7 sank.") == passage(archive, "n7")
    assert not index.is_due()
    assert len(index.search(EMBEDDER.embed(["ferry"])[0], 100)) == 30


def test_what_a_killed_build_left_behind_is_cleared_away(archive: Archive, folder: FolderShelf) -> None:
    left = folder.folder / "0123456789abcdef"
    (left / "chroma").mkdir(parents=True)
    (left / "lock").touch()
    index_of(archive, folder).publish()
    assert not left.exists()


def test_a_small_archive_is_published_at_once_and_a_large_one_when_it_has_grown(
    archive: Archive, folder: FolderShelf
) -> None:
    index = index_of(archive, folder)
    assert index.is_due()
    index.publish()
    assert not index.is_due()
    add(archive, 30, 2470)
    assert index.is_due()
    index.publish()
    add(archive, 2500, 1000)
    assert not index.is_due()
    add(archive, 3500, 1)
    assert index.is_due()


def test_nothing_is_published_of_an_archive_without_vectors(tmp_path: Path, folder: FolderShelf) -> None:
    with closing(Archive.open(tmp_path / "empty.sqlite")) as empty:
        index = index_of(empty, folder)
        assert not index.is_due()
        index.publish()
        assert index.published() is None
        assert index.search(EMBEDDER.embed(["ferry"])[0], 5) == []


def rows(count: int) -> tuple[list[str], Vectors]:
    return [f"{at:016x}" for at in range(count)], EMBEDDER.embed([f"ferry number{at}" for at in range(count)])


def test_a_build_in_which_the_child_process_finds_a_fault_is_not_published(archive: Archive, tmp_path: Path) -> None:
    def expect_others(place: Path, ids: Sequence[str], vectors: Vectors) -> None:
        check_in_child(place, ids, vectors[::-1])

    index_of(archive, FolderShelf(tmp_path / "vectors")).publish()
    index = index_of(archive, FolderShelf(tmp_path / "vectors", check=expect_others))
    first = index.published()
    assert first is not None
    with pytest.raises(VectorsUnsound):
        index.publish()
    assert index.published() == first
    assert nearest(index, "Ferry number7 sank.") == passage(archive, "n7")


@pytest.mark.parametrize("fault", ["missing", "more", "other vector", "other id"])
def test_verification_finds_what_is_not_as_it_was_put_in(tmp_path: Path, fault: str) -> None:
    ids, vectors = rows(20)
    build_folder(tmp_path, ids, vectors)
    if fault == "missing":
        ids, vectors = rows(21)
    elif fault == "more":
        ids, vectors = ids[:19], vectors[:19]
    elif fault == "other vector":
        vectors[7] = vectors[8]
    else:
        ids[7] = "f" * 16
    with pytest.raises(VectorsUnsound):
        check_here(tmp_path, ids, vectors)


def test_many_threads_search_while_generations_change(archive: Archive, folder: FolderShelf) -> None:
    index = index_of(archive, folder)
    wrong: list[str] = []
    done = threading.Event()
    wanted = passage(archive, "n7")

    def search() -> None:
        while not done.is_set():
            if (found := nearest(index, "Ferry number7 sank.")) != wanted:
                wrong.append(found)

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in range(2):
        index_of(archive, FolderShelf(folder.folder, check=check_here)).publish()
    done.set()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_pointer_says_what_a_generation_holds(archive: Archive, folder: FolderShelf) -> None:
    index_of(archive, folder).publish()
    pointer = json.loads((folder.folder / "current.json").read_text())
    assert (pointer["model"], pointer["dimensions"], pointer["position"]) == ("hashing", 64, archive.position())
