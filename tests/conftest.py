"""What several files of tests are given."""

import logging
import os
import shutil
from collections.abc import Iterator

import pytest
from canaries import Watch
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

settings.register_profile(
    "unhurried", deadline=None
)  # a busy machine, or the first look at a table of words, is no failure
settings.load_profile("unhurried")


WATCH = Watch()


def pytest_sessionstart() -> None:
    """Every logger tells everything while tests run, and the watch reads it."""
    logging.getLogger().setLevel(logging.DEBUG)
    logging.getLogger().addHandler(WATCH)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A key, a question's or a passage's words in a log fail the whole run."""
    if WATCH.leaks:
        print(f"\n{len(WATCH.leaks)} of {WATCH.records} log records tell what no log may:", *WATCH.leaks[:20], sep="\n")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = os.environ.get("DATELINE_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        message = "no Chromium was found: install Debian's chromium, or name one in DATELINE_CHROMIUM"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield launched
        launched.close()
