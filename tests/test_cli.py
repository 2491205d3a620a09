"""The command line as it is used: what goes in, what comes out where, and the exit status."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dateline.service.cli import main

QUAY = {
    "id": "quay",
    "title": "Quay sinks",
    "source": "Harbour Wire",
    "published_at": "2024-03-05T08:00:00+00:00",
    "updated_at": "2024-03-06T08:00:00+00:00",
    "url": "https://example.org/quay",
    "authors": ["Ann Orne", "Ole Brandt"],
    "language": "en",
    "text": "😀 The quay of Vantmoor sank in March 2024. It had cost 5 million crowns.\u2028It was “new”.",
}
MILL = {"id": "mill", "text": "The mill of Orne employs 40 people."}


@dataclass(frozen=True, slots=True)
class Done:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document of standard output; anything beside it is an error."""
        return json.loads(self.out)


Run = Callable[..., Done]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    for name in [name for name in os.environ if name.startswith("DATELINE_")]:
        monkeypatch.delenv(name)

    def run_one(*arguments: str | Path) -> Done:
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Done(status, captured.out, captured.err)

    return run_one


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of two articles, for commands that change nothing."""
    folder = tmp_path_factory.mktemp("archive")
    write(folder / "articles.jsonl", QUAY, MILL)
    assert main(["ingest", str(folder / "articles.jsonl"), "--data", str(folder / "data"), "--json"]) == 0
    return folder / "data"


def write(path: Path, *articles: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "COMMAND"),
        (("frobnicate",), "invalid choice"),
        (("ask", ""), "the question is empty: write one"),
        (("ask", " \t\u200b"), "the question is empty: write one"),
        (("ask", "\ud800"), "the question is empty: write one"),
        (("ask", "a" * 2001), "longer than 2,000 characters: shorten it"),
        (("search", ""), "the question is empty: write one"),
        (("ask", "Who?", "--as-of", "2023-02-30"), "write dates as YYYY-MM-DD"),
        (("ask", "Who?", "--as-of", "2023-W01-1"), "write dates as YYYY-MM-DD"),
        (("ask", "Who?", "--since", "2024-01-02", "--as-of", "2024-01-01"), "no day is left"),
        (("ask", "Who?", "--source", "\udcff"), "a source is named by 1 to 200 characters"),
        (("ask", "Who?", "--sour", "x"), "unrecognized arguments"),
        (("ingest",), "PATH"),
        (("ingest", "x", "--date", "yesterday"), "write dates as"),
        (("ingest", "x", "--language", "english!"), "write languages as en, de or zh"),
        (("serve", "--port", "70000"), "a port is a number from 0 to 65535"),
        (("eval", "--gold", "x"), "give --articles and --gold together"),
    ],
)
def test_wrong_arguments_are_status_2_with_what_to_write_instead(
    run: Run, arguments: tuple[str, ...], says: str
) -> None:
    done = run(
        *arguments, *(["--data", "/nowhere/at/all", "--json"] if arguments[:1] not in ((), ("frobnicate",)) else [])
    )
    assert (done.status, done.out) == (2, "")
    assert says in done.err


def test_wrong_settings_are_status_2_and_name_the_variable(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_LLM_DEADLINE_S", "soon")
    done = run("status")
    assert (done.status, done.out) == (2, "")
    assert "DATELINE_LLM_DEADLINE_S" in done.err


def test_an_empty_variable_is_no_setting(run: Run, monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
    monkeypatch.setenv("DATELINE_LLM_MODEL", "")
    assert run("ask", "What did the quay cost?", "--data", data, "--json").document["degraded"] is False


@pytest.mark.parametrize(
    "command", [("ask", "Who?"), ("search", "Who?"), ("rebuild",), ("export", "x"), ("remove", "x")]
)
def test_without_an_archive_nothing_is_made_and_the_message_says_what_to_do(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    done = run(*command, "--data", tmp_path / "none", "--json")
    assert (done.status, done.out) == (1, "")
    assert "run `dateline ingest PATH` first" in done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("exists", [True, False])
def test_the_status_of_an_empty_or_missing_folder_is_nothing_and_healthy(
    run: Run, tmp_path: Path, exists: bool
) -> None:
    folder = tmp_path if exists else tmp_path / "none"
    done = run("status", "--data", folder, "--json")
    assert done.status == 0
    assert {name: done.document[name] for name in ("articles", "passages", "embedded", "healthy")} == {
        "articles": 0,
        "passages": 0,
        "embedded": 0,
        "healthy": True,
    }
    assert "run `dateline ingest PATH` first" in done.err


@pytest.mark.parametrize("command", [("status",), ("ask", "Who?"), ("ingest", "x"), ("rebuild",)])
def test_a_data_folder_that_is_a_file_is_named_and_left_alone(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    file = tmp_path / "file"
    file.write_text("mine")
    done = run(*command, "--data", file)
    assert (done.status, done.out) == (1, "")
    assert "name another with --data" in done.err
    assert file.read_text() == "mine"


def test_a_damaged_archive_is_a_message_and_no_traceback(run: Run, tmp_path: Path) -> None:
    (tmp_path / "archive.sqlite").write_bytes(b"no database at all" * 1000)
    done = run("status", "--data", tmp_path)
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("dateline: ")
    assert "Traceback" not in done.err


def test_bad_files_are_named_with_their_reason_and_the_good_articles_are_kept(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (folder / "dated.md").write_text("---\npublished_at: the other day\n---\nThe quay sank.\n")
    (folder / "gone").symlink_to(tmp_path / "nowhere", target_is_directory=True)
    lines = [json.dumps({"id": f"line{number}", "text": f"Lorry {number} left."}) for number in range(1, 10)]
    lines[6] = '{"id": "line7", "text": '
    (folder / "lines.jsonl").write_text("\n".join(lines))
    (folder / "twice.jsonl").write_text(f"{json.dumps(MILL)}\n{json.dumps(MILL)}\n")
    done = run("ingest", folder, "--data", tmp_path / "data", "--json")
    failed = {Path(each["where"]).name: each["why"] for each in done.document["failed"]}
    assert done.status == 1
    assert (done.document["added"], done.document["revised"], done.document["unchanged"]) == (9, 0, 1)
    assert failed.keys() == {"empty.txt", "binary.txt", "dated.md", "gone", "lines.jsonl:7"}
    assert all(f"{name}: {why}" in done.err for name, why in failed.items())
    again = run("ingest", folder, "--data", tmp_path / "data", "--json").document
    assert (again["added"], again["unchanged"], len(again["failed"])) == (0, 10, 5)


def test_a_line_of_50_megabytes_is_named_and_the_next_one_kept(run: Run, tmp_path: Path) -> None:
    with (tmp_path / "long.jsonl").open("w") as file:
        file.write('{"text": "' + "a" * 50_000_000 + '"}\n' + json.dumps(MILL) + "\n")
    done = run("ingest", tmp_path / "long.jsonl", "--data", tmp_path / "data", "--json")
    assert (done.status, done.document["added"]) == (1, 1)
    assert [Path(each["where"]).name for each in done.document["failed"]] == ["long.jsonl:1"]


@pytest.mark.parametrize("make", [True, False])
def test_no_articles_at_all_is_a_failure_that_says_so(run: Run, tmp_path: Path, make: bool) -> None:
    if make:
        (tmp_path / "articles").mkdir()
    done = run("ingest", tmp_path / "articles", "--data", tmp_path / "data", "--json")
    assert (done.status, done.document["added"], len(done.document["failed"])) == (1, 0, 1)


def test_options_fill_what_files_do_not_say_and_progress_goes_to_standard_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The quay sank. Nobody was hurt.")
    options = ("--source", "Tide Post", "--date", "2024-03-05", "--language", "en-GB")
    done = run("ingest", tmp_path / "a.txt", *options, "--data", tmp_path / "data")
    assert done.status == 0
    assert done.out.startswith("1 added, 0 revised, 0 unchanged, 0 failed")
    assert "1 articles read" in done.err
    assert "embedding: 2 of 2 passages" in done.err
    run("export", tmp_path / "out.jsonl", "--data", tmp_path / "data")
    article = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    assert (article["source"], article["published_at"][:10], article["language"]) == ("Tide Post", "2024-03-05", "en")


def test_ask_prints_the_answer_with_its_citations(run: Run, data: Path) -> None:
    document = run("ask", "How much did the quay of Vantmoor cost?", "--data", data, "--json").document
    assert document["status"] == "answered"
    for citation in document["citations"]:
        assert QUAY["text"][citation["start"] : citation["end"]] == citation["quote"]
    done = run("ask", "How much did the quay of Vantmoor cost?", "--data", data)
    assert done.status == 0
    assert "It had cost 5 million crowns. [1]" in done.out
    assert "Harbour Wire, 2024-03-05  Quay sinks" in done.out


def test_not_knowing_is_status_0_with_the_nearest_passages(run: Run, data: Path) -> None:
    done = run("ask", "Who won the chess final in Ruritania?", "--data", data)
    assert done.status == 0
    assert "Nearest passages:" in done.out


def test_dates_and_sources_leave_articles_out(run: Run, data: Path) -> None:
    for filters in (("--as-of", "2024-03-04"), ("--since", "2024-03-07"), ("--source", "Other Post")):
        found = run("search", "What did the quay cost?", *filters, "--data", data, "--json").document
        assert found["hits"] == []
    kept = ("--as-of", "2024-03-06", "--since", "2024-03-05", "--source", "harbour WIRE")
    assert run("search", "What did the quay cost?", *kept, "--data", data, "--json").document["hits"]


def test_search_prints_passages_best_first(run: Run, data: Path) -> None:
    hits = run("search", "Who is employed by the mill of Orne?", "--data", data, "--json").document["hits"]
    assert hits[0]["article_id"] == "mill"
    assert run("search", "Who is employed by the mill of Orne?", "--data", data).out.splitlines()[1].strip().startswith(
        "The mill of Orne employs 40 people."
    )  # fmt: skip


def test_status_counts_articles_passages_and_vectors(run: Run, data: Path) -> None:
    found = run("status", "--data", data, "--json").document
    assert (found["articles"], found["passages"], found["embedded"], found["healthy"]) == (2, 4, 4, True)
    assert "articles: 2" in run("status", "--data", data).out


def test_rebuilt_indexes_find_the_same(run: Run, data: Path) -> None:
    before = run("search", "quay of Vantmoor", "--data", data, "--json").document["hits"]
    assert run("rebuild", "--data", data, "--json").document["healthy"] is True
    assert run("search", "quay of Vantmoor", "--data", data, "--json").document["hits"] == before


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz"])
def test_what_is_exported_reads_back_as_nothing_new_and_into_another_archive_whole(
    run: Run, data: Path, tmp_path: Path, name: str
) -> None:
    assert run("export", tmp_path / name, "--data", data, "--json").document == {"articles": 2}
    again = run("ingest", tmp_path / name, "--data", data, "--json").document
    assert (again["added"], again["revised"], again["unchanged"]) == (0, 0, 2)
    other = run("ingest", tmp_path / name, "--data", tmp_path / "other", "--json").document
    assert (other["added"], other["failed"]) == (2, [])
    run("export", tmp_path / "again.jsonl", "--data", tmp_path / "other")
    lines = (tmp_path / "again.jsonl").read_text(encoding="utf-8").strip().split("\n")
    found = {article["id"]: article for article in map(json.loads, lines)}
    assert found["quay"] == QUAY
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted({name, "again.jsonl", "other"})


def test_an_export_that_cannot_be_written_leaves_the_file_that_was_there(run: Run, data: Path, tmp_path: Path) -> None:
    done = run("export", tmp_path / "no" / "such.jsonl", "--data", data)
    assert (done.status, done.out) == (1, "")
    assert "name another file" in done.err
    (tmp_path / "folder").mkdir()
    assert run("export", tmp_path / "folder", "--data", data).status == 1
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_removed_articles_are_gone_and_ids_that_name_none_are_listed(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", QUAY, MILL)
    run("ingest", tmp_path / "a.jsonl", "--data", tmp_path / "data")
    done = run("remove", "nobody", "quay", "\udcff", "--data", tmp_path / "data", "--json")
    assert (done.status, done.document["withdrawn"]) == (1, ["quay"])
    assert [each["where"] for each in done.document["failed"]] == ["nobody", "?"]
    hits = run("search", "quay of Vantmoor", "--data", tmp_path / "data", "--json").document["hits"]
    assert {hit["article_id"] for hit in hits} <= {"mill"}
    assert run("remove", "mill", "--data", tmp_path / "data", "--json").status == 0
    done = run("ask", "What did the quay cost?", "--data", tmp_path / "data", "--json")
    assert (done.status, done.document["status"]) == (0, "not_answered")
    assert "the archive has no articles yet: run `dateline ingest PATH` first" in done.err


def test_text_that_would_steer_a_terminal_is_not_passed_on(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The quay of \x1b[31mVantmoor\u202e sank in March 2024 after a storm had hit it.")
    run("ingest", tmp_path / "a.txt", "--data", tmp_path / "data")
    done = run("search", "When did the quay sink?", "--data", tmp_path / "data")
    assert "Vantmoor" in done.out
    assert not {"\x1b", "\u202e"} & set(done.out)


@dataclass(frozen=True, slots=True)
class Process:
    """The command line as a process of its own, in an environment without our settings."""

    folder: Path

    def run(self, *arguments: str | bytes, **variables: str) -> subprocess.CompletedProcess[bytes]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
        command = [sys.executable, "-m", "dateline.service.cli", *arguments]
        return subprocess.run(
            command, cwd=self.folder, env=kept | variables, capture_output=True, check=False, timeout=120
        )


def test_bytes_that_are_no_text_in_the_arguments_are_no_traceback(data: Path, tmp_path: Path) -> None:
    process = Process(tmp_path)
    asked = process.run("ask", b"What did the quay \xff\xed\xa0\x80 cost?", "--data", str(data), "--json")
    assert asked.returncode == 0
    assert json.loads(asked.stdout)["question"] == "What did the quay cost?"
    removed = process.run("remove", b"\xff", "--data", str(data), "--json")
    assert (removed.returncode, json.loads(removed.stdout)["withdrawn"]) == (1, [])
    read = process.run("ingest", b"\xff.txt", "--data", str(tmp_path / "data"), "--json")
    assert (read.returncode, len(json.loads(read.stdout)["failed"])) == (1, 1)
    assert b"Traceback" not in asked.stderr + removed.stderr + read.stderr


def test_an_output_that_is_not_utf_8_still_carries_one_json_document(data: Path, tmp_path: Path) -> None:
    done = Process(tmp_path).run(
        "search", "Was the quay new?", "--data", str(data), "--json", PYTHONIOENCODING="latin-1"
    )
    assert done.returncode == 0
    assert any("“new”" in hit["quote"] for hit in json.loads(done.stdout.decode("latin-1"))["hits"])
    shown = Process(tmp_path).run("search", "Was the quay new?", "--data", str(data), PYTHONIOENCODING="ascii")
    assert (shown.returncode, b"Traceback" in shown.stderr) == (0, False)


def test_the_default_data_folder_is_the_variable_and_then_data_here(data: Path, tmp_path: Path) -> None:
    process = Process(tmp_path)
    assert json.loads(process.run("status", "--json", DATELINE_DATA=str(data)).stdout)["articles"] == 2
    assert b"there is no archive in data yet" in process.run("status", "--json").stderr


def test_help_is_shown_with_status_0_and_loads_no_engine() -> None:
    code = "import sys; from dateline.service.cli import main; status = main(['ask', '--help']); print(status, 'chromadb' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert "--as-of DATE" in done.stdout
    assert done.stdout.splitlines()[-1] == "0 False"


def test_an_address_that_is_taken_is_named_before_anything_is_promised(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = Process(tmp_path).run("serve", "--port", port, "--data", str(tmp_path / "data"))
    assert (done.returncode, done.stdout) == (1, b"")
    assert f"port {port} cannot be used".encode() in done.stderr
    assert b"choose another with --host and --port" in done.stderr
