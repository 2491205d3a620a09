"""The benchmark of answers and checked sentences: what it asks and counts. It times nothing here."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from dateline.eval.speed import WARMING, FilesWrong, Took, changed, drawn, main, measured, questions, table
from dateline.indexes.archive import Archive
from dateline.indexes.nouns import Article

SENTENCES = [f"Ferry number {at} carried 240 passengers to Ostrel in May 2024." for at in range(8)]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with closing(Archive.open(tmp_path / "archive.sqlite")) as opened:
        opened.add_many(Article(id=f"a{at}", text=f"It rained. {each}") for at, each in enumerate(SENTENCES))
        yield opened


def test_sentences_are_drawn_from_as_many_articles_and_always_the_same(archive: Archive) -> None:
    first = drawn(archive, 5)
    assert len(set(first)) == 5
    assert set(first) <= set(SENTENCES)
    assert drawn(archive, 5) == first


def test_an_archive_with_too_few_sentences_is_not_measured(archive: Archive) -> None:
    with pytest.raises(FilesWrong, match="no 9 articles"):
        drawn(archive, 9)


def test_a_draft_has_sentences_as_they_stand_and_of_three_kinds_that_do_not() -> None:
    stands, shortened, other, halves = changed(SENTENCES[:4])
    assert stands == ("as it stands", SENTENCES[0])
    assert shortened == ("shortened", "Ferry number 1 carried 240 passengers to.")
    assert other == ("other figures", "Ferry number 3 carried 340 passengers to Ostrel in May 2024.")
    assert halves == ("two halves", "Ferry number 3 carried 240 passengers to Ostrel in May 2024.")


def test_the_first_calls_of_each_kind_are_made_and_not_counted() -> None:
    made: list[str] = []
    calls = [(kind, lambda kind=kind: made.append(kind)) for kind in ["answers", "shortened"] * (WARMING + 2)]
    taken = measured(calls)
    assert [each.kind for each in taken] == ["answers", "shortened"] * 2
    assert len(made) == 2 * (WARMING + 2)


def test_the_table_has_a_line_for_each_kind_and_one_for_all_sentences() -> None:
    taken = [Took("answers", 100.0, 90.0), Took("shortened", 40.0, 30.0), Took("two halves", 60.0, 50.0)]
    head, *lines = table(taken).splitlines()
    assert head.split() == ["n", "p50", "ms", "p95", "ms", "CPU", "p50", "CPU", "p95"]
    assert [line.split()[:-5] for line in lines] == [
        ["answers"],
        ["shortened"],
        ["two", "halves"],
        ["all", "sentences"],
    ]
    assert lines[-1].split()[-5:] == ["2", "50", "59", "40", "49"]


@pytest.mark.parametrize("text", ["", "no JSON", '{"text": "no question"}', "[1]"])
def test_a_file_without_questions_is_said_to_be_one(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(text)
    with pytest.raises(FilesWrong):
        questions([path])
    assert main(["--data", str(tmp_path / "data"), "--questions", str(path)]) == 1
    assert "question" in capsys.readouterr().err
