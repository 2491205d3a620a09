"""The archive: what is kept, what is alive, and what a date allows."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.indexes.archive import Archive, ArticleNotFound, ArticleWithdrawn
from dateline.indexes.database import ArchiveTooNew, ArchiveUnreadable, ArchiveUnwritable
from dateline.indexes.nouns import Article, Filters, Revision
from dateline.indexes.reading import CursorInvalid

EVERY = Filters()
FIRST = Article(id="a", text="The mill opened. It employs 40 people.", title="Mill opens", source="Valley Post")


@dataclass(slots=True)
class Clock:
    """A clock that moves one hour on at each look."""

    at: datetime = field(default_factory=lambda: datetime(2025, 1, 1, tzinfo=UTC))

    def __call__(self) -> datetime:
        self.at += timedelta(hours=1)
        return self.at


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with closing(Archive.open(tmp_path / "archive.sqlite", now=Clock())) as opened:
        yield opened


def day(text: str) -> datetime:
    return datetime.combine(date.fromisoformat(text), time(12), UTC)


def ids_of(revision: Revision) -> list[str]:
    return [passage.id for passage in revision.passages]


def alive(archive: Archive, filters: Filters, article_ids: Sequence[str] = ("a",)) -> dict[str, int]:
    """The revision of each article that the filters let through."""
    every = [
        passage_id
        for article_id in article_ids
        for dates in archive.revisions(article_id)
        for passage_id in ids_of(archive.revision(article_id, dates.number))
    ]
    return {revision.article_id: revision.number for _, revision in archive.passages(every, filters).values()}


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


def test_a_withdrawn_article_is_nowhere(archive: Archive) -> None:
    archive.add(replace(FIRST, published_at=day("2024-03-01")))
    every = ids_of(archive.revision("a"))
    archive.withdraw("a", why="a court's order")
    for filters in (EVERY, Filters(as_of=date(2024, 6, 1)), Filters(since=date(2024, 1, 1))):
        assert archive.passages(every, filters) == {}
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


def test_an_undated_article_is_left_out_as_soon_as_a_date_is_asked_for(archive: Archive) -> None:
    archive.add(FIRST)
    assert alive(archive, EVERY) == {"a": 1}
    assert alive(archive, Filters(as_of=date(9999, 12, 31))) == {}
    assert alive(archive, Filters(since=date(1, 1, 1))) == {}
    assert archive.coverage(EVERY, "m").undated == 1


def test_as_of_a_day_takes_the_newest_revision_of_that_day(archive: Archive) -> None:
    archive.add(replace(FIRST, published_at=day("2024-03-01")))
    archive.add(replace(FIRST, text="It closed.", published_at=day("2024-03-01"), updated_at=day("2024-05-01")))
    assert alive(archive, Filters(as_of=date(2024, 2, 29))) == {}
    assert alive(archive, Filters(as_of=date(2024, 3, 1))) == {"a": 1}
    assert alive(archive, Filters(as_of=date(2024, 4, 30))) == {"a": 1}
    assert alive(archive, Filters(as_of=date(2024, 5, 1))) == {"a": 2}


def test_new_words_without_a_new_date_are_known_only_from_the_day_they_came(archive: Archive) -> None:
    dated = replace(FIRST, published_at=day("2024-03-01"), updated_at=day("2024-03-02"))
    archive.add(dated)
    archive.add(replace(dated, text="It closed."))
    assert alive(archive, Filters(as_of=date(2024, 12, 31))) == {"a": 1}
    assert alive(archive, Filters(as_of=date(2025, 1, 1))) == {"a": 2}


def test_a_date_that_is_added_later_to_the_same_words_counts(archive: Archive) -> None:
    archive.add(FIRST)
    archive.add(replace(FIRST, published_at=day("2024-03-01")))
    assert alive(archive, Filters(as_of=date(2024, 3, 1))) == {"a": 2}


def test_a_date_that_is_corrected_to_a_later_one_no_longer_lets_the_article_into_earlier_days(
    archive: Archive,
) -> None:
    archive.add(replace(FIRST, published_at=day("2022-03-01")))
    archive.add(replace(FIRST, published_at=day("2024-03-01")))
    assert alive(archive, Filters(as_of=date(2023, 1, 1))) == {}
    assert alive(archive, Filters(as_of=date(2024, 3, 1))) == {"a": 2}


def test_better_metadata_does_not_make_late_words_early(archive: Archive) -> None:
    archive.add(replace(FIRST, published_at=day("2022-03-01")))
    archive.add(replace(FIRST, text="It closed.", published_at=day("2022-03-01")))
    archive.add(replace(FIRST, text="It closed.", published_at=day("2022-03-01"), source="Post"))
    assert alive(archive, Filters(as_of=date(2023, 1, 1))) == {"a": 1}
    assert alive(archive, Filters(as_of=date(2025, 1, 1))) == {"a": 3}


def test_since_compares_publication_and_not_revision(archive: Archive) -> None:
    archive.add(replace(FIRST, published_at=day("2024-03-01"), updated_at=day("2024-06-01")))
    assert alive(archive, Filters(since=date(2024, 3, 1))) == {"a": 1}
    assert alive(archive, Filters(since=date(2024, 3, 2))) == {}


def test_sources_are_compared_without_regard_to_case(archive: Archive) -> None:
    archive.add_many([replace(FIRST, source="ÉCHO du Val"), replace(FIRST, id="b", source=None)])
    assert alive(archive, Filters(sources=("écho DU val",)), "ab") == {"a": 1}
    assert alive(archive, Filters(sources=("echo",)), "ab") == {}
    assert archive.sources() == ["ÉCHO du Val"]


def test_coverage_counts_what_the_filters_let_through(archive: Archive) -> None:
    archive.add_many(
        [
            replace(FIRST, published_at=day("2024-03-01")),
            replace(FIRST, id="b", published_at=day("2024-05-01"), source="Other"),
            replace(FIRST, id="c", text="The mill, undated."),
        ]
    )
    every = archive.coverage(EVERY, "m")
    assert (every.articles, every.undated, every.passages, every.embedded) == (3, 1, 5, 0)
    assert (every.earliest, every.latest) == (date(2024, 3, 1), date(2024, 5, 1))
    early = archive.coverage(Filters(as_of=date(2024, 4, 1)), "m")
    assert (early.articles, early.undated, early.passages, early.latest) == (1, 0, 2, date(2024, 3, 1))
    assert archive.coverage(Filters(sources=("nobody",)), "m").passages == 0


def test_coverage_sees_new_vectors_and_new_articles_at_once(archive: Archive) -> None:
    archive.add(FIRST)
    assert archive.coverage(EVERY, "m").embedded == 0
    keys = [each.content_key for each in archive.missing_embeddings("m", 10)]
    archive.put_embeddings("m", {keys[0]: np.ones(1, dtype=np.float32)})
    assert archive.coverage(EVERY, "m").embedded == 1
    assert archive.coverage(EVERY, "other").embedded == 0
    archive.add(replace(FIRST, id="b"))
    assert archive.coverage(EVERY, "m").embedded == 2


def test_equal_texts_wait_for_one_vector_and_share_it(archive: Archive) -> None:
    archive.add_many([FIRST, replace(FIRST, id="b")])
    waiting = archive.missing_embeddings("m", 10)
    assert [each.text for each in waiting] == ["The mill opened.", "It employs 40 people."]
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


def test_pages_of_articles_hold_each_article_once_latest_first(archive: Archive) -> None:
    days = ["2024-03-01", "2024-05-01", "2024-03-01", "2023-01-01"]
    archive.add_many([replace(FIRST, id=f"n{at}", published_at=day(text)) for at, text in enumerate(days)])
    archive.add_many([replace(FIRST, id="undated"), replace(FIRST, id="gone")])
    archive.withdraw("gone", why="wrong")
    seen: list[str] = []
    cursor: str | None = None
    while True:
        page = archive.articles(limit=2, cursor=cursor)
        seen += [item.article_id for item in page.items]
        if (cursor := page.next) is None:
            break
    assert seen == ["n1", "n0", "n2", "n3", "undated"]


def test_articles_are_listed_by_source_days_and_words(archive: Archive) -> None:
    archive.add_many(
        [
            replace(FIRST, id="x", published_at=day("2024-03-01")),
            replace(FIRST, id="y", published_at=day("2024-05-01"), source="Other", text="Nothing about 100% of it."),
        ]
    )

    def listed(**filters: object) -> list[str]:
        return [item.article_id for item in archive.articles(**filters).items]  # pyright: ignore[reportArgumentType]

    assert listed(source="other") == ["y"]
    assert listed(since=date(2024, 4, 1)) == ["y"]
    assert listed(until=date(2024, 3, 1)) == ["x"]
    assert listed(q="EMPLOYS") == ["x"]
    assert listed(q="100%") == ["y"]
    assert listed(q="1_0%") == []


@given(st.text(max_size=40))
@settings(max_examples=50, deadline=None)
def test_a_cursor_that_is_not_ours_is_refused(cursor: str) -> None:
    with TemporaryDirectory() as folder, closing(Archive.open(Path(folder) / "a.sqlite")) as archive:
        with pytest.raises(CursorInvalid):
            archive.articles(cursor=cursor)


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


moments = st.none() | st.datetimes(datetime(2020, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))


@given(
    st.lists(st.tuples(st.sampled_from(["One.", "Two.", "Three."]), moments, moments), min_size=1, max_size=6),
    st.dates(date(2019, 12, 31), date(2027, 1, 1)),
)
@settings(max_examples=80, deadline=None)
def test_as_of_shows_nothing_published_or_revised_after_that_day(
    history: list[tuple[str, datetime | None, datetime | None]], as_of: date
) -> None:
    with TemporaryDirectory() as folder, closing(Archive.open(Path(folder) / "a.sqlite", now=Clock())) as archive:
        for text, published, updated in history:
            archive.add(Article(id="a", text=text, published_at=published, updated_at=updated))
        shown = alive(archive, Filters(as_of=as_of))
        revisions = [archive.revision("a", dates.number) for dates in archive.revisions("a")]
        newest = alive(archive, EVERY)
    assert newest == {"a": len(revisions)}
    limit = datetime.combine(as_of, time.max, UTC)
    for number in shown.values():
        revision = revisions[number - 1]
        assert revision.known_from is not None
        assert revision.known_from <= limit
        for moment in (revision.published_at, revision.updated_at):
            assert moment is None or moment <= limit
