"""The vector index on a real Chroma server on loopback."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from vector_indexes import EMBEDDER, add, index_of, nearest, passage

from dateline.indexes.archive import Archive
from dateline.indexes.generations import ServerShelf
from dateline.indexes.vectors import VectorsUnavailable


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with closing(Archive.open(tmp_path / "archive.sqlite")) as opened:
        add(opened, 0, 30)
        yield opened


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
            except ConnectionError:  # refused, or reset while it starts
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
