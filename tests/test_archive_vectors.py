"""The vectors in the archive: which are missing, and which came since."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from archives import FIRST, Clock, ids_of

from dateline.indexes.archive import Archive


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with closing(Archive.open(tmp_path / "archive.sqlite", now=Clock())) as opened:
        yield opened


def test_equal_texts_wait_for_one_vector_and_share_it(archive: Archive) -> None:
    archive.add_many([FIRST, replace(FIRST, id="b")])
    waiting = archive.missing_embeddings("m", 10)
    assert len(waiting) == 2
    archive.put_embeddings("m", {each.content_key: np.eye(2, dtype=np.float32)[0] for each in waiting})
    assert archive.missing_embeddings("m", 10) == []
    assert sorted(archive.embeddings("m").ids) == sorted(ids_of(archive.revision("a")) + ids_of(archive.revision("b")))


def test_vectors_come_out_as_they_went_in(archive: Archive) -> None:
    archive.add(FIRST)
    rows = np.asarray([[0.6, 0.8], [-1.0, 0.0]], dtype=np.float32)
    waiting = archive.missing_embeddings("m", 10)
    archive.put_embeddings("m", {each.content_key: row for each, row in zip(waiting, rows, strict=True)})
    batch = archive.embeddings("m")
    found = dict(zip(batch.ids, batch.vectors, strict=True))
    for passage_id, row in zip(ids_of(archive.revision("a")), rows, strict=True):
        np.testing.assert_array_equal(found[passage_id], row)


def test_behind_a_watermark_are_exactly_the_vectors_that_came_since(archive: Archive) -> None:
    archive.add(FIRST)
    first, second = archive.missing_embeddings("m", 10)
    one = np.ones(1, dtype=np.float32)
    archive.put_embeddings("m", {first.content_key: one})
    before = archive.embeddings("m")
    archive.put_embeddings("m", {second.content_key: one})  # a new vector of an old passage
    archive.add(replace(FIRST, id="b", text="The mill opened."))  # a new passage of an old vector
    after = archive.embeddings("m", before.watermark)
    old, new = archive.revision("a"), archive.revision("b")
    assert before.ids == (old.passages[0].id,)
    assert sorted(after.ids) == sorted([old.passages[1].id, new.passages[0].id])
    assert archive.embeddings("m", after.watermark).ids == ()
    assert archive.holds(after.watermark)


def test_a_watermark_of_another_archive_is_told_apart(archive: Archive, tmp_path: Path) -> None:
    archive.add(FIRST)
    with closing(Archive.open(tmp_path / "other.sqlite")) as other:
        other.add(replace(FIRST, id="b"))
        assert not other.holds(archive.embeddings("m").watermark)
