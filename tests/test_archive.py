"""The archive: what is kept, what is alive, and what a date allows."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from archives import EVERY, FIRST, Clock, day, ids_of
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, event

from dateline.indexes.archive import Archive, ArticleNotFound, ArticleWithdrawn
from dateline.indexes.database import ArchiveTooNew, ArchiveUnreadable, ArchiveUnwritable, open_database
from dateline.indexes.nouns import Article, Filters, Revision
from dateline.indexes.reading import load_revisions


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with closing(Archive.open(tmp_path / "archive.sqlite", now=Clock())) as opened:
        yield opened


def test_an_article_comes_back_as_it_was_given(archive: Archive) -> None:
    given_article = replace(
        FIRST,
        published_at=day("2024-03-01"),
        updated_at=day("2024-03-02"),
        url="https://valley.example/mill?utm_source=x",
        authors=("Ada Reed", "Bo Lind"),
        language="en",
    )
    added = archive.add(given_article)
    assert (added.kind, added.article_id, added.revision) == ("added", "a", 1)
    kept = archive.revision("a")
    assert [passage.text for passage in kept.passages] == ["The mill opened.", "It employs 40 people."]
    assert replace(kept, passages=()) == Revision(
        article_id="a",
        number=1,
        text=given_article.text,
        title="Mill opens",
        published_at=day("2024-03-01"),
        updated_at=day("2024-03-02"),
        source="Valley Post",
        url="https://valley.example/mill",
        authors=("Ada Reed", "Bo Lind"),
        language="en",
        known_from=day("2024-03-02"),
    )


def test_the_same_article_again_changes_nothing(archive: Archive) -> None:
    archive.add(FIRST)
    position = archive.position()
    assert archive.add(FIRST).kind == "unchanged"
    assert archive.position() == position


def test_other_content_is_a_new_revision_and_the_old_one_stays_readable(archive: Archive) -> None:
    archive.add(FIRST)
    added = archive.add(replace(FIRST, text="The mill closed."))
    assert (added.kind, added.revision) == ("revised", 2)
    assert archive.revision("a").text == "The mill closed."
    assert archive.revision("a", 1).text == FIRST.text
    assert [dates.number for dates in archive.revisions("a")] == [1, 2]


def test_only_passages_of_the_newest_revision_are_alive(archive: Archive) -> None:
    archive.add(FIRST)
    archive.add(replace(FIRST, text="The mill closed."))
    old, new = ids_of(archive.revision("a", 1)), ids_of(archive.revision("a", 2))
    assert list(archive.passages([*old, *new], EVERY)) == new


def test_passages_come_in_the_order_asked_for_and_unknown_ones_do_not(archive: Archive) -> None:
    archive.add(FIRST)
    first, second = ids_of(archive.revision("a"))
    assert list(archive.passages([second, "f" * 16, first, second], EVERY)) == [second, first]


def test_more_passages_than_one_statement_takes_can_be_read_at_once(archive: Archive) -> None:
    archive.add(replace(FIRST, text=" ".join(f"Lorry {number} left the mill." for number in range(1500))))
    every = ids_of(archive.revision("a"))
    assert len(every) == 1500
    assert list(archive.passages(every, EVERY)) == every
    assert archive.alive(every, EVERY).keys() == set(every)


def test_reading_revisions_goes_through_no_whole_table(tmp_path: Path) -> None:
    steps: list[str] = []

    def explain(connection: Connection, _cursor: object, statement: str, parameters: Any, *_others: object) -> None:
        plan = connection.connection.cursor().execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
        steps.extend(row[3] for row in plan)

    with closing(open_database(tmp_path / "archive.sqlite")) as database, database.reading() as connection:
        event.listen(connection, "before_cursor_execute", explain)
        load_revisions(connection, [("a", 1), ("b", 2)])
    assert [step for step in steps if step.startswith("SEARCH")]
    assert not [step for step in steps if step in ("SCAN passages", "SCAN revisions")]


def test_a_withdrawn_article_is_nowhere(archive: Archive) -> None:
    archive.add(replace(FIRST, published_at=day("2024-03-01")))
    every = ids_of(archive.revision("a"))
    archive.withdraw("a", why="a court's order")
    for filters in (EVERY, Filters(as_of=date(2024, 6, 1)), Filters(since=date(2024, 1, 1))):
        assert archive.passages(every, filters) == {}
        assert archive.alive(every, filters) == {}
        assert archive.coverage(filters, "m").articles == 0
    assert archive.articles().items == ()
    assert archive.sources() == []
    assert archive.missing_embeddings("m", 10) == []
    with pytest.raises(ArticleWithdrawn) as raised:
        archive.revision("a")
    assert raised.value.why == "a court's order"
    assert archive.withdrawal("a") == (raised.value.when, "a court's order")


def test_a_withdrawn_article_does_not_come_back_with_its_feed(archive: Archive) -> None:
    archive.add(FIRST)
    archive.withdraw("a", why="wrong")
    position = archive.position()
    for again in (FIRST, replace(FIRST, text="The mill closed.")):
        assert archive.add(again).kind == "withdrawn"
    assert archive.position() == position


def test_withdrawing_twice_keeps_the_first_reason(archive: Archive) -> None:
    archive.add(FIRST)
    archive.withdraw("a", why="wrong")
    archive.withdraw("a", why="very wrong")
    assert [change.kind for change in archive.changes(0, 10)] == ["added", "withdrawn"]
    assert (archive.withdrawal("a") or ("", ""))[1] == "wrong"


def test_what_is_not_there_is_said_to_be_missing(archive: Archive) -> None:
    archive.add(FIRST)
    for missing in (lambda: archive.revision("b"), lambda: archive.revision("a", 2), lambda: archive.revisions("b")):
        with pytest.raises(ArticleNotFound):
            missing()
    with pytest.raises(ArticleNotFound):
        archive.withdraw("b", why="")
    assert archive.withdrawal("a") is None
    assert archive.answer("x") is None


@pytest.mark.parametrize(
    "unstorable",
    [
        replace(FIRST, text="half \ud83d a smile"),
        replace(FIRST, title="a\0b"),
        replace(FIRST, authors=("\udfff",)),
        replace(FIRST, id="two words"),
        replace(FIRST, url="mailto:mill"),
        replace(FIRST, published_at=datetime(2024, 1, 1)),
    ],
)
def test_what_cannot_be_stored_is_refused_with_a_reason_and_the_others_are_kept(
    archive: Archive, unstorable: Article
) -> None:
    refused, added = archive.add_many([unstorable, replace(FIRST, id="b")])
    assert refused.kind == "refused"
    assert refused.why
    assert added.kind == "added"


def test_a_batch_is_kept_whole_or_not_at_all(archive: Archive) -> None:
    def broken() -> Iterator[Article]:
        yield FIRST
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        archive.add_many(broken())
    assert archive.position() == 0
    with pytest.raises(ArticleNotFound):
        archive.revision("a")


def test_an_answer_is_kept_as_it_was_given(archive: Archive) -> None:
    archive.save_answer("x", "7", {"answer": "Forty. [1]", "claims": [{"text": "Forty."}]})
    archive.save_answer("x", "8", {"answer": "another"})
    assert archive.answer("x") == {"answer": "Forty. [1]", "claims": [{"text": "Forty."}]}


def test_the_log_numbers_changes_in_order(archive: Archive) -> None:
    archive.add(FIRST)
    archive.add(replace(FIRST, text="The mill closed."))
    archive.withdraw("a", why="wrong")
    log = archive.changes(0, 10)
    assert [(change.kind, change.article_id, change.revision) for change in log] == [
        ("added", "a", 1),
        ("revised", "a", 2),
        ("withdrawn", "a", 2),
    ]
    assert archive.position() == log[-1].number
    assert archive.changes(log[0].number, 1) == [log[1]]
    assert archive.mark(log[0].number) != archive.mark(log[1].number)


def test_a_file_that_is_no_archive_is_said_to_be_unreadable(tmp_path: Path) -> None:
    (tmp_path / "archive.sqlite").write_bytes(b"something else, and long enough to be read as a header" * 100)
    with pytest.raises(ArchiveUnreadable):
        Archive.open(tmp_path / "archive.sqlite")


def test_a_place_that_cannot_be_a_folder_is_said_to_be_unwritable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ArchiveUnwritable):
        Archive.open(tmp_path / "file" / "archive.sqlite")


def test_an_archive_of_a_newer_dateline_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    Archive.open(path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE about SET value = '99' WHERE key = 'schema'")
    with pytest.raises(ArchiveTooNew, match="99"):
        Archive.open(path)


words = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=200)


@given(words)
@settings(max_examples=60, deadline=None)
def test_every_passage_is_the_exact_words_of_its_place(text: str) -> None:
    with TemporaryDirectory() as folder, closing(Archive.open(Path(folder) / "a.sqlite")) as archive:
        article_id = archive.add(Article(text=text)).article_id
        kept = archive.revision(article_id)
        found = archive.passages(ids_of(kept), EVERY)
    assert kept.text == text
    assert len(set(ids_of(kept))) == len(kept.passages) == len(found)
    for passage, revision in found.values():
        assert revision.text[passage.start : passage.end] == passage.text
