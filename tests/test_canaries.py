"""Keys, questions and passages stay out of logs and metrics: what watches the whole run, watched itself."""

import logging
from collections.abc import Generator
from pathlib import Path

import pytest
from canaries import KEYS, WORDS, Watch, found
from drafters import drafter_at
from fakes_http import client_of, open_desk
from hostile import serving, status
from newsroom import QUESTION, Newsroom

from dateline.service.openai_client import endpoint


@pytest.fixture
def apart() -> Generator[tuple[logging.Logger, Watch]]:
    """A logger that only its own watch reads: what is told here on purpose is no leak of the run."""
    logger, watch = logging.getLogger("tests.apart"), Watch()
    logger.addHandler(watch)
    logger.propagate = False
    yield logger, watch
    logger.removeHandler(watch)


def test_the_watch_sees_a_canary_in_a_message_an_argument_and_a_traceback(apart: tuple[logging.Logger, Watch]) -> None:
    logger, watch = apart
    logger.debug("nothing to see")
    logger.debug(f"asked about {WORDS[0]}")
    logger.info("with %s-1", KEYS[0])
    try:
        raise ValueError(WORDS[1])
    except ValueError:
        logger.exception("failed")
    assert (watch.records, len(watch.leaks)) == (4, 3)


def test_everything_that_is_logged_while_tests_run_is_seen() -> None:
    assert logging.getLogger().isEnabledFor(logging.DEBUG)
    assert any(isinstance(each, Watch) for each in logging.getLogger().handlers)
    assert found(QUESTION)


def test_the_client_keeps_prompts_and_keys_to_itself_whatever_the_log_level(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with serving(status(500)) as one:
        assert Newsroom().ask(drafter_at(one.url, key=f"{KEYS[0]}-2")).degraded
    assert not found(caplog.text)
    assert KEYS[0] not in repr(endpoint("http://127.0.0.1/v1", f"{KEYS[0]}-3"))


def test_metrics_tell_numbers_and_no_words(tmp_path: Path) -> None:
    with client_of(open_desk(tmp_path)) as client:
        for question in (QUESTION, "Who will pay for the pumping station of Vantmoor?"):
            client.post("/ask", json={"question": question})
        told = client.get("/metrics")
    assert told.headers["content-type"].startswith("text/plain")
    assert 'dateline_claims_total{kind="quoted"}' in told.text
    assert not found(told.text)
