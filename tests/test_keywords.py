"""The keyword index: what it finds, and that it always finds its way back to the archive."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.indexes.archive import Archive
from dateline.indexes.keywords import Keywords, KeywordsDamaged, KeywordsUnwritable
from dateline.indexes.nouns import Article

MILL = Article(id="mill", text="The mill opened in May. It employs 40 people.", title="Jobs", source="Valley Post")
DAM = Article(id="dam", text="The dam was closed.", title="Water", source="Hill Echo")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with closing(Archive.open(tmp_path / "archive.sqlite")) as opened:
        yield opened


@pytest.fixture
def keywords(archive: Archive, tmp_path: Path) -> Keywords:
    archive.add_many([MILL, DAM])
    opened = Keywords.open(tmp_path / "keywords")
    assert opened.catch_up(archive)
    return opened


def texts(archive: Archive, keywords: Keywords, text: str) -> list[str]:
    """The passages found, dead ones too."""
    every = {
        passage.id: passage.text
        for item in archive.articles().items
        for dates in archive.revisions(item.article_id)
        for passage in archive.revision(item.article_id, dates.number).passages
    }
    return [every.get(passage_id, "?") for passage_id, _ in keywords.search(text, 10)]


def test_words_are_found_in_every_form(archive: Archive, keywords: Keywords) -> None:
    assert texts(archive, keywords, "Who is EMPLOYED there?")[0] == "It employs 40 people."


@pytest.mark.parametrize("word", ["water", "echo"])
def test_title_and_source_are_searched(archive: Archive, keywords: Keywords, word: str) -> None:
    assert texts(archive, keywords, word) == ["The dam was closed."]


def test_a_sentence_is_found_through_the_rest_of_its_paragraph_but_after_it(
    archive: Archive, keywords: Keywords
) -> None:
    assert texts(archive, keywords, "mill") == ["The mill opened in May.", "It employs 40 people."]


def test_hits_come_best_first_and_no_more_than_asked_for(keywords: Keywords) -> None:
    hits = keywords.search("the mill dam closed", 10)
    assert [score for _, score in hits] == sorted((score for _, score in hits), reverse=True)
    assert keywords.search("the mill dam closed", 1) == hits[:1]
    assert keywords.search("the mill", 0) == []


@given(st.text(max_size=300) | st.sampled_from(["\ud800", "NOT (", "body:*", "^2", "李克强 芯片", '"', "a\0b"]))
@settings(max_examples=200, deadline=None)
def test_any_text_is_a_question(searchable: Keywords, text: str) -> None:
    assert len(searchable.search(text, 5)) <= 3


@pytest.fixture(scope="module")
def searchable(tmp_path_factory: pytest.TempPathFactory) -> Keywords:
    folder = tmp_path_factory.mktemp("searchable")
    keywords = Keywords.open(folder / "keywords")
    with closing(Archive.open(folder / "archive.sqlite")) as archive:
        archive.add_many([MILL, DAM])
        keywords.catch_up(archive)
    return keywords


def test_a_revised_article_is_found_by_its_new_words_and_its_old_ones(archive: Archive, keywords: Keywords) -> None:
    archive.add(replace(MILL, text="The works shut."))
    keywords.catch_up(archive)
    assert texts(archive, keywords, "works") == ["The works shut."]
    assert texts(archive, keywords, "employs")[0] == "It employs 40 people."


def test_a_withdrawn_article_is_out_of_the_index(archive: Archive, keywords: Keywords) -> None:
    archive.withdraw("mill", why="wrong")
    keywords.catch_up(archive)
    assert keywords.search("mill employs", 10) == []


def test_an_article_withdrawn_before_it_was_indexed_never_gets_in(archive: Archive, tmp_path: Path) -> None:
    archive.add(MILL)
    archive.withdraw("mill", why="wrong")
    keywords = Keywords.open(tmp_path / "late")
    keywords.catch_up(archive)
    assert keywords.search("mill employs", 10) == []
    assert keywords.position() == archive.position()


def test_catching_up_twice_finds_nothing_twice(archive: Archive, keywords: Keywords) -> None:
    once = keywords.search("mill", 10)
    assert keywords.catch_up(archive)
    assert keywords.search("mill", 10) == once


def test_another_process_sees_what_was_committed(archive: Archive, keywords: Keywords, tmp_path: Path) -> None:
    reader = Keywords.open(tmp_path / "keywords")
    archive.add(Article(id="new", text="A ferry sank."))
    keywords.catch_up(archive)
    assert len(reader.search("ferry", 10)) == 1
    assert reader.position() == archive.position()


def test_an_index_opened_again_goes_on_where_it_was(archive: Archive, keywords: Keywords, tmp_path: Path) -> None:
    position = keywords.position()
    assert Keywords.open(tmp_path / "keywords").position() == position == archive.position()


def test_an_index_of_another_archive_is_made_anew(keywords: Keywords, tmp_path: Path) -> None:
    with closing(Archive.open(tmp_path / "restored.sqlite")) as restored:
        restored.add_many([Article(id=f"n{number}", text=f"Ferry {number} sank.") for number in range(3)])
        keywords.catch_up(restored)
        assert keywords.search("mill", 10) == []
        assert len(keywords.search("ferry", 10)) == 3


def test_rebuilding_gives_the_same_index(archive: Archive, keywords: Keywords) -> None:
    before = keywords.search("mill dam", 10)
    assert keywords.rebuild(archive)
    assert keywords.search("mill dam", 10) == before
    assert keywords.position() == archive.position()


@pytest.mark.parametrize("damage", ["meta", "segments", "other"])
def test_a_damaged_index_is_moved_aside_and_made_anew(
    archive: Archive, keywords: Keywords, tmp_path: Path, damage: str
) -> None:
    folder = tmp_path / "keywords"
    before = keywords.search("mill", 10)
    if damage == "meta":
        (folder / "meta.json").write_text("{")
    elif damage == "segments":
        for file in folder.glob("*.*"):
            if file.suffix in {".idx", ".term", ".store", ".fast", ".fieldnorm"}:
                file.write_bytes(file.read_bytes()[:7])
    else:  # an index of other fields, as another version of Dateline would leave it
        shutil.rmtree(folder)
        folder.mkdir()
        (folder / "meta.json").write_text('{"index_settings": {}, "segments": [], "schema": [], "opstamp": 0}')
    healed = Keywords.open(folder)
    healed.catch_up(archive)
    assert healed.search("mill", 10) == before


def test_an_index_damaged_while_it_is_open_heals_at_the_next_catching_up(
    archive: Archive, keywords: Keywords, tmp_path: Path
) -> None:
    before = keywords.search("mill", 10)
    (tmp_path / "keywords" / "meta.json").write_text("{")
    with pytest.raises(KeywordsDamaged):
        keywords.search("mill", 10)
    assert keywords.catch_up(archive)
    assert keywords.search("mill", 10) == before


def test_a_file_that_a_killed_writer_left_in_the_way_does_not_stop_the_next_one(
    archive: Archive, keywords: Keywords, tmp_path: Path
) -> None:
    for segment in {path.name.partition(".")[0] for path in (tmp_path / "keywords").glob("*.store")}:
        for stamp in range(200):
            (tmp_path / "keywords" / f"{segment}.{stamp}.del").touch(exist_ok=True)
    archive.add(replace(MILL, text="The mill shut in June."))
    archive.withdraw("dam", why="wrong")
    assert keywords.catch_up(archive)
    assert texts(archive, keywords, "shut")[0] == "The mill shut in June."
    assert texts(archive, keywords, "dam") == []
    assert (tmp_path / "keywords.damaged").is_dir()


def test_a_folder_that_cannot_be_made_is_said_to_be_unwritable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KeywordsUnwritable):
        Keywords.open(tmp_path / "file" / "keywords")
