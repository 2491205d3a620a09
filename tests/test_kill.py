"""An ingest that is killed at any moment loses nothing that it had acknowledged.

Eight rounds here. For more, with other seeds: `KILL_ROUNDS=200 KILL_SEED=7 pytest tests/test_kill.py`.
"""

import os
import random
import signal
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

from fakes import HashingEmbedder

from dateline.indexes.nouns import Filters
from dateline.indexes.store import Store

ROUNDS = int(os.environ.get("KILL_ROUNDS", "8"))
SEED = int(os.environ.get("KILL_SEED", "20240311"))
LONGEST_S = 5.0  # of a round; an ingest takes longer, so that every kill meets work

INGEST = """
import sys
from pathlib import Path
from fakes import HashingEmbedder
from dateline.indexes.nouns import Article
from dateline.indexes.store import Store

store = Store.open(Path(sys.argv[1]), embedder=HashingEmbedder())
number = int(sys.argv[2])
print("open", flush=True)
while True:
    for _ in range(3):
        batch = [
            Article(id=f"n{at}", text=f"Ferry{at} sank near pier{at}. Its crew{at} swam.")
            for at in range(number, number + 4)
        ]
        store.archive.add_many(batch)
        number += 4
        print(number, flush=True)
        store.catch_up()
    store.embed_missing()
"""


def ingest_until_killed(folder: Path, first: int, after_s: float) -> int:
    """Ingest articles from this number on, kill the process after a while; the number up to which it acknowledged."""
    command = [sys.executable, "-c", INGEST, str(folder), str(first)]
    here = Path(__file__).parent
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=here, start_new_session=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "open\n"
    killer = threading.Timer(after_s, os.killpg, (child.pid, signal.SIGKILL))  # the process that verifies included
    killer.start()
    acknowledged = first
    for line in child.stdout:
        if line.endswith("\n"):
            acknowledged = int(line)
    assert child.wait() == -signal.SIGKILL
    child.stdout.close()
    killer.join()
    return acknowledged


def missing(store: Store, first: int, last: int) -> list[str]:
    """What was acknowledged and cannot be found."""
    lost: list[str] = []
    embedder = HashingEmbedder()
    for at in range(first, last):
        revision = store.archive.revision(f"n{at}")
        wanted = revision.passages[0].id
        if wanted not in [name for name, _ in store.search_keywords(f"ferry{at}", 3, Filters())]:
            lost.append(f"n{at} by words")
        vector = embedder.embed([revision.passages[0].text])[0]
        if wanted not in [name for name, _ in store.search_vectors(vector, 3, Filters())]:
            lost.append(f"n{at} by meaning")
    return lost


def test_whatever_was_acknowledged_before_a_kill_is_kept_and_found(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    acknowledged = 0
    for _ in range(ROUNDS):
        first = acknowledged
        acknowledged = ingest_until_killed(tmp_path, first, chance.uniform(0.0, LONGEST_S))
        with closing(Store.open(tmp_path, embedder=HashingEmbedder())) as store:
            store.catch_up()
            assert missing_from_archive(store, acknowledged) == []
            assert store.status()["healthy"] is True
    with closing(Store.open(tmp_path, embedder=HashingEmbedder())) as store:
        store.embed_missing()
        assert acknowledged > 0
        assert missing(store, 0, acknowledged) == []
        status = store.status()
        assert status["embedded"] == status["passages"]
        assert status["healthy"] is True


def missing_from_archive(store: Store, last: int) -> list[str]:
    """Acknowledged articles that the archive does not have."""
    kept: set[str] = set()
    cursor: str | None = None
    while True:
        page = store.archive.articles(limit=500, cursor=cursor)
        kept |= {item.article_id for item in page.items}
        if (cursor := page.next) is None:
            return sorted({f"n{at}" for at in range(last)} - kept)
