"""The README is held to the code: its settings, its commands, its routes, and its question with the real answer."""

import re
from collections.abc import Generator
from pathlib import Path

import pytest

from dateline.indexes.embedding import keyless
from dateline.indexes.ingest import ingest
from dateline.indexes.metadata import Defaults
from dateline.indexes.store import Store
from dateline.service import commands
from dateline.service.cli import main
from dateline.service.http import create_app
from dateline.service.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Generator[Path]:
    folder = tmp_path_factory.mktemp("samples")
    store = Store.open(folder, embedder=keyless())
    paths = sorted((ROOT / "eval" / "articles").iterdir())
    nothing = Defaults(source=None, date=None, language=None)
    found = ingest(paths, archive=store.archive, defaults=nothing, progress=lambda _: None, after_batch=lambda: None)
    assert found.added == len(paths)
    store.catch_up()
    store.embed_missing(publish=False)
    yield folder
    store.close()


def test_the_settings_table_names_every_setting_as_the_code_describes_it() -> None:
    rows = dict(re.findall(r"^\| `(DATELINE_\w+)` \| (.+) \|$", README, re.M))
    described = {f"DATELINE_{name.upper()}": field.description for name, field in Settings.model_fields.items()}
    assert rows == described


def test_every_command_that_it_names_exists() -> None:
    named = set(re.findall(r"\bdateline (\w+)", README)) - {"beside"}
    assert named
    for name in named:
        assert main([name, "--help"]) == 0


def test_every_route_that_it_names_exists() -> None:
    class Nothing:
        pass

    routes = create_app(Nothing()).openapi()["paths"]  # pyright: ignore[reportArgumentType]
    named = set(re.findall(r"`(GET|PUT|POST|DELETE) (/[\w/{}.]*)", README))
    assert len(named) >= 10
    for method, path in named - {("GET", "/openapi.json")}:
        spelled = (
            path.replace("{id}", "{article_id}")
            if path.startswith("/articles")
            else path.replace("{id}", "{answer_id}")
        )
        assert method.lower() in routes[spelled]


def test_its_questions_get_the_answers_that_it_shows(samples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = re.findall(
        r'    \$ \.venv/bin/dateline ask "([^"]+)"(?: --as-of (\S+))?\n((?:    .*\n|\n(?=    [^$]))+)', README
    )
    assert len(shown) == 2
    for question, as_of, answer in shown:
        dated = ["--as-of", as_of] if as_of else []
        assert main(["ask", question, *dated, "--data", str(samples)]) == 0
        expected = re.sub(r"^    ", "", answer, flags=re.M).strip()
        assert capsys.readouterr().out.startswith(expected)


def test_the_pages_example_questions_are_answered_rightly(samples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    right = ["2.79 trillion yuan", "to 6,300 tonnes in 2025 from 5,900 tonnes", "River Alliance won"]
    page = (ROOT / "service" / "page" / "index.html").read_text(encoding="utf-8")
    examples = re.findall(r'<li><button type="button">([^<]+)</button></li>', page)
    for example, words in zip(examples, right, strict=True):
        assert main(["ask", example, "--data", str(samples)]) == 0
        assert words in capsys.readouterr().out.split("[1]")[0]


def test_its_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^    make (\w+)", README, re.M):
        assert re.search(rf"^{target}:", makefile, re.M)
    assert commands.serve
