"""From files to the archive: what is kept, what is named, and that a run cut short is simply run again."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from readings import NO_DEFAULTS

from dateline.indexes.archive import Archive
from dateline.indexes.ingest import Progress, Summary, ingest
from dateline.indexes.metadata import Defaults, Failure


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive.open(tmp_path / "archive.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    return made


def lines(path: Path, count: int) -> Path:
    path.write_text("".join(json.dumps({"id": f"n{n}", "text": f"Story {n} ran."}) + "\n" for n in range(count)))
    return path


def run(
    archive: Archive,
    *paths: Path,
    defaults: Defaults = NO_DEFAULTS,
    progress: Callable[[Progress], None] = lambda _: None,
    after_batch: Callable[[], None] = lambda: None,
) -> Summary:
    return ingest(paths, archive=archive, defaults=defaults, progress=progress, after_batch=after_batch)


def test_files_become_articles_and_the_same_files_again_change_nothing(archive: Archive, folder: Path) -> None:
    (folder / "a.txt").write_text("Rates rose.")
    lines(folder / "b.jsonl", 3)
    (folder / "photo.jpg").write_bytes(b"\xff")
    assert run(archive, folder) == Summary(added=4, revised=0, unchanged=0, failed=(), skipped=1)
    position = archive.position()
    assert run(archive, folder) == Summary(added=0, revised=0, unchanged=4, failed=(), skipped=1)
    assert archive.position() == position


def test_a_changed_file_is_a_revision_of_the_same_article(archive: Archive, folder: Path) -> None:
    path = folder / "a.txt"
    path.write_text("Rates rose.")
    run(archive, folder)
    path.write_text("Rates fell.")
    assert run(archive, path) == Summary(added=0, revised=1, unchanged=0, failed=(), skipped=0)
    [article] = archive.articles().items
    assert archive.revision(article.article_id).text == "Rates fell."


def test_the_good_ones_are_kept_and_the_bad_ones_named(archive: Archive, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "good.txt").write_text("Rates rose.")
    path = lines(folder / "many.jsonl", 9)
    path.write_text(path.read_text().replace('{"id": "n6"', '{"id": n6'))
    missing = folder / "missing.txt"
    found = run(archive, folder, missing)
    assert found.added == 9
    assert [failure.where for failure in found.failed] == [str(folder / "empty.txt"), f"{path}:7", str(missing)]


def test_articles_are_kept_batch_by_batch_and_the_followers_get_their_turn(archive: Archive, folder: Path) -> None:
    path, kept, told = lines(folder / "a.jsonl", 450), list[int](), list[Progress]()
    run(archive, path, progress=told.append, after_batch=lambda: kept.append(archive.position()))
    assert [progress.added for progress in told] == [200, 400, 450]
    assert len(set(kept)) == 3


class Killed(BaseException):
    pass


def test_a_run_that_was_cut_short_loses_no_article_and_the_next_one_completes_it(
    archive: Archive, folder: Path
) -> None:
    path = lines(folder / "a.jsonl", 450)

    def kill() -> None:
        raise Killed

    with pytest.raises(Killed):
        run(archive, path, after_batch=kill)
    assert run(archive, path) == Summary(added=250, revised=0, unchanged=200, failed=(), skipped=0)


@pytest.mark.parametrize("names", [[], ["photo.jpg"], [".hidden.txt"], ["sub/photo.jpg"]])
def test_a_folder_without_articles_is_a_failure(archive: Archive, folder: Path, names: Sequence[str]) -> None:
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x")
    [failure] = run(archive, folder).failed
    assert failure.where == str(folder)
    assert failure.why.startswith("there is no article in this folder; .txt, .md")


def test_paths_that_overlap_are_read_once_and_are_no_failure(archive: Archive, folder: Path) -> None:
    sub = folder / "sub"
    sub.mkdir()
    (sub / "a.txt").write_text("Rates rose.")
    assert run(archive, sub, folder, sub / "a.txt", sub) == Summary(
        added=1, revised=0, unchanged=0, failed=(), skipped=0
    )


def test_the_same_article_twice_is_one(archive: Archive, folder: Path) -> None:
    (folder / "a.jsonl").write_text('{"text": "Rates rose."}\n{"text": "Rates rose."}\n')
    assert run(archive, folder) == Summary(added=1, revised=0, unchanged=1, failed=(), skipped=0)


def test_different_files_at_one_place_under_two_roots_are_not_made_revisions(archive: Archive, folder: Path) -> None:
    for root, text in [("x", "Rates rose."), ("y", "Rates fell."), ("z", "Rates rose.")]:
        (folder / root).mkdir()
        (folder / root / "a.txt").write_text(text)
    found = run(archive, folder / "x", folder / "y", folder / "z")
    assert (found.added, found.revised, found.unchanged) == (1, 0, 1)
    assert [failure.where for failure in found.failed] == [str(folder / "y" / "a.txt")]
    assert run(archive, folder).added == 3


def test_an_article_that_was_withdrawn_is_not_added_again(archive: Archive, folder: Path) -> None:
    path = lines(folder / "a.jsonl", 2)
    run(archive, path)
    archive.withdraw("n0", why="retracted")
    found = run(archive, path)
    assert (found.added, found.unchanged) == (0, 1)
    [failure] = found.failed
    assert failure.where == "n0"
    assert "withdrawn" in failure.why


def test_options_fill_what_the_files_do_not_say(archive: Archive, folder: Path) -> None:
    (folder / "a.jsonl").write_text('{"id": "a", "text": "x", "source": "Own"}\n{"id": "b", "text": "y"}\n')
    run(archive, folder, defaults=Defaults(source="The Ledger", language="en"))
    assert [(archive.revision(one).source, archive.revision(one).language) for one in "ab"] == [
        ("Own", "en"),
        ("The Ledger", "en"),
    ]


def test_defaults_that_name_no_language_are_refused_before_anything_is_read(archive: Archive, folder: Path) -> None:
    with pytest.raises(ValueError, match="write languages as"):
        run(archive, lines(folder / "a.jsonl", 1), defaults=Defaults(language="English"))
    assert archive.position() == 0


def test_a_failure_says_where_and_why(archive: Archive, folder: Path) -> None:
    path = folder / "a.pdf"
    path.write_text("x")
    assert run(archive, path).failed == (
        Failure(str(path), "only .txt, .md, .html, .htm, .jsonl, .jsonl.gz files can be read"),
    )
