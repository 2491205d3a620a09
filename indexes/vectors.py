"""Chroma, embedded or as a server: collections made once, verified, and searched. The one file that knows chromadb.

Run as `python -m dateline.indexes.vectors FOLDER` it verifies the collection in a folder and prints its strays:
a damaged index can crash the process that opens it, so that a child has to go first.
"""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import urlsplit

import numpy as np

from dateline.indexes.exact import Vector, best_first
from dateline.indexes.nouns import Vectors

if TYPE_CHECKING:
    from chromadb import Collection
    from chromadb.api.client import Client

SERVER_TIMEOUT_S = 30.0
_IN_FOLDER = "passages"
_DATABASE = "chroma.sqlite3"
_EXPECTED = "expected.npz"
_MOST_STRAYS = 0.5  # of all vectors; more of them, and something else is wrong
# Chroma puts into its graph, in parallel, whatever has come since it last did: after a call, some time later, before a
# query, or when it opens what it had not persisted. Of 300 near-duplicates taken at once, up to 210 could never be
# found again; of those taken few by few, up to 15 %, for their links are pruned. Hence small calls, a query after each,
# all persisted by the last one, and a list of the strays, which have to be searched otherwise.
_FEWEST, _MOST, _GROWTH = 10, 1000, 20  # vectors in a call: a twentieth of what is there
# Of 20,000 sentences as bags of words, Chroma's defaults (100, 100, 16) lost 1 % of vectors to their own query and had
# a recall@50 of .943; these lose .05 % and have .992, for 4.4 instead of 3.4 ms.
_GRAPH = {"ef_construction": 200, "ef_search": 200, "max_neighbors": 32}
_AT_ONCE = 100  # vectors in a query of the check
_TOLERANCE = 1e-5  # between a vector put in and got out, per component
_Value = TypeVar("_Value")


class VectorsUnavailable(Exception):
    """Chroma could not do it: its server is away or too slow, or its folder cannot be opened."""


class VectorsMissing(VectorsUnavailable):
    """The collection asked for is not there."""


class VectorsUnsound(Exception):
    """A new index does not give back what was put into it."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A collection ready to be searched. `close` gives back memory and files."""

    collection: "Collection"
    count: int  # of vectors, which never changes; Chroma takes as long to count them as to find the nearest
    timeout_s: float | None
    close: Callable[[], None]

    def search(self, vector: Vector, limit: int) -> list[tuple[str, float]]:
        """The nearest passages and their cosines, best first. Raises VectorsUnavailable."""

        def query() -> Any:
            return self.collection.query(query_embeddings=[vector], n_results=wanted, include=["distances"])

        if (wanted := min(limit, self.count)) < 1:
            return []
        found = _within(self.timeout_s, query)
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return best_first([(passage_id, 1.0 - float(distance)) for passage_id, distance in pairs])


def open_folder(folder: Path) -> Opened:
    """Open the collection that `build_folder` made. Raises VectorsUnavailable, VectorsMissing."""
    if not (folder / _DATABASE).exists():  # Chroma would make an empty one
        raise VectorsMissing("the vector index is not there")
    client = _folder_client(folder)
    try:
        collection = _within(None, lambda: client.get_collection(_IN_FOLDER, embedding_function=None))
        return Opened(collection, _within(None, collection.count), None, client.close)
    except VectorsUnavailable:
        client.close()
        raise


def build_folder(folder: Path, ids: Sequence[str], vectors: Vectors) -> None:
    """Make a collection in an empty folder. Raises VectorsUnavailable."""
    client = _folder_client(folder)
    try:
        _fill(client, _IN_FOLDER, ids, vectors, None)
    finally:
        client.close()


def check_here(folder: Path, ids: Sequence[str], vectors: Vectors) -> list[str]:
    """As `verify`, for the collection in a folder. Raises VectorsUnavailable besides, and may crash the process."""
    with closing(open_folder(folder)) as opened:
        return verify(opened, ids, vectors)


def check_in_child(folder: Path, ids: Sequence[str], vectors: Vectors) -> list[str]:
    """As `verify`, for the collection in a folder, in a process of its own, which may crash. Raises VectorsUnsound."""
    expected = folder / _EXPECTED
    np.savez(expected, ids=np.asarray(ids), vectors=vectors)
    child = subprocess.run([sys.executable, "-m", __name__, str(folder)], capture_output=True, check=False)
    expected.unlink()
    if child.returncode != 0:
        raise VectorsUnsound(f"the new vector index failed its check (exit status {child.returncode})")
    return json.loads(child.stdout)


def open_server(url: str, name: str, *, timeout_s: float = SERVER_TIMEOUT_S) -> Opened:
    """Open a collection of a Chroma server. Raises VectorsUnavailable, VectorsMissing."""
    client = _server_client(url, timeout_s)
    collection = _within(timeout_s, lambda: client.get_collection(name, embedding_function=None))
    return Opened(collection, _within(timeout_s, collection.count), timeout_s, close=_stay_connected)


def build_server(
    url: str, name: str, ids: Sequence[str], vectors: Vectors, *, timeout_s: float = SERVER_TIMEOUT_S
) -> list[str]:
    """Make a collection on a Chroma server and `verify` it. Raises VectorsUnavailable, VectorsUnsound."""
    _fill(_server_client(url, timeout_s), name, ids, vectors, timeout_s)
    return verify(open_server(url, name, timeout_s=timeout_s), ids, vectors)


def drop_from_server(url: str, name: str, *, timeout_s: float = SERVER_TIMEOUT_S) -> None:
    """Delete a collection of a Chroma server, if it is there. Raises VectorsUnavailable."""
    client = _server_client(url, timeout_s)
    with suppress(VectorsMissing):
        _within(timeout_s, lambda: client.delete_collection(name))


def _stay_connected() -> None:
    """Connections to a server are kept for the next search."""


def _folder_client(folder: Path) -> "Client":
    import chromadb  # here, for it takes a second or two that who does not search should not wait
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    return cast("Client", _within(None, lambda: chromadb.PersistentClient(path=str(folder), settings=settings)))


@cache
def _server_client(url: str, timeout_s: float) -> "Client":
    """One client for each server: Chroma's shares its connections with all others and closes none of them."""
    import chromadb
    from chromadb.config import Settings

    parts = urlsplit(url)
    secure = parts.scheme == "https"
    host, port = parts.hostname or "localhost", parts.port or (443 if secure else 8000)
    settings = Settings(anonymized_telemetry=False)
    connect = partial(chromadb.HttpClient, host=host, port=port, ssl=secure, settings=settings)
    return cast("Client", _within(timeout_s, connect))


def _fill(client: "Client", name: str, ids: Sequence[str], vectors: Vectors, timeout_s: float | None) -> None:
    hnsw = {"space": "cosine", "sync_threshold": max(2, len(ids)), "batch_size": 2, **_GRAPH}
    configuration: Any = {"hnsw": hnsw}
    collection = _within(
        timeout_s, lambda: client.create_collection(name, embedding_function=None, configuration=configuration)
    )
    at = 0
    while at < len(ids):
        end = at + min(max(at // _GROWTH, _FEWEST), _MOST, client.get_max_batch_size())
        some: Any = vectors[at:end]
        _within(timeout_s, partial(collection.add, ids=list(ids[at:end]), embeddings=some))
        _within(timeout_s, partial(collection.query, query_embeddings=some[:1], n_results=1, include=[]))  # see above
        at = end


def verify(opened: Opened, ids: Sequence[str], vectors: Vectors) -> list[str]:
    """Compare the count, each id and each vector; the strays: ids that their own vectors do not find.

    Raises VectorsUnsound.
    """
    collection, timeout_s = opened.collection, opened.timeout_s
    if (count := _within(timeout_s, collection.count)) != len(ids):
        raise VectorsUnsound(f"{count} vectors instead of {len(ids)}")
    for at in range(0, len(ids), 1000):
        asked = list(ids[at : at + 1000])
        got = _within(timeout_s, partial(collection.get, ids=asked, include=["embeddings"]))
        rows = dict(zip(got["ids"], np.asarray(got["embeddings"]), strict=True))
        if rows.keys() != set(asked):
            raise VectorsUnsound("an id is missing")
        found = np.stack([rows[each] for each in asked])
        if not np.allclose(found, vectors[at : at + 1000], rtol=0.0, atol=_TOLERANCE):
            raise VectorsUnsound("a vector is not the one put in")
    strays: list[str] = []
    for at in range(0, len(ids), _AT_ONCE):
        some: Any = vectors[at : at + _AT_ONCE]
        ask = partial(collection.query, query_embeddings=some, n_results=1, include=["distances"])
        nearest = cast("list[list[float]]", _within(timeout_s, ask)["distances"] or [[]] * len(some))
        found = (bool(distances) and distances[0] <= _TOLERANCE for distances in nearest)
        strays += [name for name, itself in zip(ids[at : at + _AT_ONCE], found, strict=True) if not itself]
    if len(strays) > max(1, _MOST_STRAYS * len(ids)):
        raise VectorsUnsound(f"{len(strays)} of {len(ids)} vectors do not find themselves")
    return strays


def _within(timeout_s: float | None, call: Callable[[], _Value]) -> _Value:
    """Call Chroma and name its errors; with a timeout, wait for the answer no longer than that.

    Chroma's HTTP client waits for ever, hence the thread. It is left behind when time is up.
    """
    done: list[_Value] = []
    failed: list[Exception] = []

    def run() -> None:
        try:
            done.append(call())
        except Exception as error:  # handed on below, whatever it is
            failed.append(error)

    if timeout_s is None:
        run()
    else:
        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        thread.join(timeout_s)
    if failed:
        from chromadb.errors import NotFoundError

        kind = VectorsMissing if isinstance(failed[0], NotFoundError) else VectorsUnavailable
        raise kind("the vector index cannot be used") from failed[0]
    if not done:
        raise VectorsUnavailable(f"the vector index did not answer within {timeout_s} s")
    return done[0]


if __name__ == "__main__":
    with np.load(Path(sys.argv[1]) / _EXPECTED) as saved:
        print(json.dumps(check_here(Path(sys.argv[1]), saved["ids"].tolist(), saved["vectors"])))
