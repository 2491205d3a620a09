"""The vector index: published generations, in folders and on a server, and what comes after them."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import numpy as np
import pytest
from fakes import HashingEmbedder

from dateline.indexes.archive import Archive
from dateline.indexes.generations import FolderShelf, ServerShelf, Shelf
from dateline.indexes.nouns import Article, Vectors
from dateline.indexes.vector_index import IndexModelMismatch, VectorIndex
from dateline.indexes.vectors import VectorsUnavailable, VectorsUnsound, build_folder, check_here, check_in_child

EMBEDDER = HashingEmbedder()


def add(archive: Archive, first: int, count: int) -> None:
    """Add articles of one sentence each, and their vectors."""
    archive.add_many([Article(id=f"n{at}", text=f"Ferry number{at} sank.") for at in range(first, first + count)])
    while waiting := archive.missing_embeddings(EMBEDDER.model, 500):
        rows = EMBEDDER.embed([each.text for each in waiting])
        archive.put_embeddings(EMBEDDER.model, {each.content_key: row for each, row in zip(waiting, rows, strict=True)})


def index_of(archive: Archive, shelf: Shelf, model: str = EMBEDDER.model) -> VectorIndex:
    return VectorIndex(archive, shelf, model=model, dimensions=EMBEDDER.dimensions)


def nearest(index: VectorIndex, text: str) -> str:
    return index.search(EMBEDDER.embed([text])[0], 1)[0][0]


def passage(archive: Archive, article_id: str) -> str:
    return archive.revision(article_id).passages[0].id


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


def test_no_copy_of_a_story_hides_another(archive: Archive, folder: FolderShelf) -> None:
    add(archive, 30, 600)
    index = index_of(archive, folder)
    index.publish()
    hidden = [at for at in range(630) if nearest(index, f"Ferry number{at} sank.") != passage(archive, f"n{at}")]
    assert hidden == []


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


@contextmanager
def chroma_server(folder: Path) -> Iterator[str]:
    """A real Chroma server on loopback."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--path", str(folder), "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        while True:
            assert server.poll() is None
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except ConnectionRefusedError:
                os.sched_yield()
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with chroma_server(tmp_path_factory.mktemp("chroma")) as url:
        yield url


def test_a_server_holds_generations_for_all_machines(archive: Archive, server: str) -> None:
    writer, reader = (index_of(archive, ServerShelf(server, archive)) for _ in range(2))
    writer.publish()
    assert nearest(reader, "Ferry number7 sank.") == passage(archive, "n7")
    add(archive, 30, 5)
    assert nearest(reader, "Ferry number33 sank.") == passage(archive, "n33")
    writer.publish()
    manifest = writer.published()
    assert manifest is not None
    assert manifest.count == 35
    assert len(reader.search(EMBEDDER.embed(["ferry"])[0], 100)) == 35


def collections(server: str, name: str = "", method: str = "GET") -> set[str]:
    """What the server has, asked without Chroma's client."""
    place = f"{server}/api/v2/tenants/default_tenant/databases/default_database/collections{name}"
    with urlopen(Request(place, method=method)) as reply:
        found = json.load(reply)
    return {each["name"] for each in found} if method == "GET" else set()


def test_a_server_keeps_two_generations_of_an_archive_and_those_of_others(
    archive: Archive, server: str, tmp_path: Path
) -> None:
    with closing(Archive.open(tmp_path / "other.sqlite")) as other:
        add(other, 0, 3)
        index_of(other, ServerShelf(server, other)).publish()
    before = collections(server)
    index = index_of(archive, ServerShelf(server, archive))
    names: list[str] = []
    for _ in range(4):
        index.publish()
        manifest = index.published()
        assert manifest is not None
        names.append(manifest.name)
    assert collections(server) == before | set(names[-2:])


def test_a_collection_deleted_on_the_server_costs_no_hit(archive: Archive, server: str) -> None:
    index = index_of(archive, ServerShelf(server, archive))
    index.publish()
    assert nearest(index, "Ferry number7 sank.") == passage(archive, "n7")
    manifest = index.published()
    assert manifest is not None
    collections(server, f"/{manifest.name}", "DELETE")
    assert nearest(index, "Ferry number7 sank.") == passage(archive, "n7")
    assert index.is_due()


def test_a_server_that_is_not_there_is_said_to_be_away(archive: Archive) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    with pytest.raises(VectorsUnavailable):
        index_of(archive, ServerShelf(f"http://127.0.0.1:{port}", archive)).publish()


def test_a_server_that_never_answers_is_given_up_on(archive: Archive) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(VectorsUnavailable, match="did not answer"):
            index_of(archive, ServerShelf(url, archive, timeout_s=0.2)).publish()


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
