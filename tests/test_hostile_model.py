"""A hostile model, through the real client over real sockets: nothing false shown, nothing late, always an answer."""

import logging
from time import monotonic

import pytest
from drafters import drafter_at
from hostile import Endpoint, never_accepting, raw, serving
from hostile_cases import CASES, GOOD, KEY, SHORT_S, Case
from newsroom import QUESTION, SECOND, Newsroom

from dateline.service.nouns import Answer

SLACK_S = 2.0  # beyond the deadline, for a busy machine
NEWSROOM = Newsroom()


def asked(url: str, *, deadline_s: float) -> tuple[Answer, float]:
    """The answer with the model at `url`, and the seconds that it took."""
    draft = drafter_at(url, key=KEY, deadline_s=deadline_s)
    started = monotonic()
    answer = NEWSROOM.ask(draft, QUESTION)
    return answer, monotonic() - started


def assert_fell_back(answer: Answer, reason: str, *begun: str) -> None:
    assert NEWSROOM.holds(answer)
    assert [claim.text for claim in answer.claims] == [*begun, SECOND]
    assert (answer.degraded, answer.degraded_reason) == (True, reason)
    assert answer.generator.kind == ("model" if begun else "quotes")
    assert answer.status == "answered"


def test_there_are_at_least_sixty_cases_and_each_has_its_own_name() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_lie_gets_through_and_an_answer_comes_in_time(case: Case, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with serving(*case.scripts, reads=case.reads) as endpoint:
        answer, took_s = asked(endpoint.url, deadline_s=case.deadline_s)
    assert took_s < case.deadline_s + SLACK_S
    assert endpoint.attempts == case.attempts
    if case.reason is not None:
        assert_fell_back(answer, case.reason, *case.begun)
    else:
        assert NEWSROOM.holds(answer)
        assert tuple(claim.text for claim in answer.claims) == case.shown
        assert (answer.degraded, answer.generator.kind) == (False, "model")
    assert KEY not in caplog.text
    assert KEY not in repr(answer)


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed_with_the_key_or_the_question(code: int) -> None:
    with serving(GOOD) as elsewhere:
        moved = f"HTTP/1.1 {code} Moved\r\nLocation: {elsewhere.url}/chat/completions\r\nContent-Length: 0\r\n\r\n"
        with serving(raw(moved.encode())) as endpoint:
            answer, _ = asked(endpoint.url, deadline_s=10.0)
    assert_fell_back(answer, "refused")
    assert elsewhere.attempts == 0


def test_a_port_that_nobody_listens_on_is_unreachable() -> None:
    with serving(GOOD) as gone:
        pass
    answer, _ = asked(gone.url, deadline_s=10.0)
    assert_fell_back(answer, "unreachable")


def test_a_port_that_never_accepts_is_given_up_at_the_deadline() -> None:
    with never_accepting() as endpoint:
        answer, took_s = asked(endpoint.url, deadline_s=SHORT_S)
    assert took_s < SHORT_S + SLACK_S
    assert_fell_back(answer, "timeout")


def test_a_tls_handshake_that_never_ends_is_given_up_at_the_deadline() -> None:
    with serving(lambda call: call.forever(b"\x16"), reads=False) as endpoint:
        answer, took_s = asked(_over_tls(endpoint), deadline_s=SHORT_S)
    assert took_s < SHORT_S + SLACK_S
    assert answer.degraded_reason in {"timeout", "unreachable"}
    assert_fell_back(answer, answer.degraded_reason or "")


def test_a_server_that_speaks_no_tls_is_unreachable_over_https() -> None:
    with serving(raw(b"HTTP/1.1 400 No\r\n\r\n"), reads=False) as endpoint:
        answer, _ = asked(_over_tls(endpoint), deadline_s=10.0)
    assert_fell_back(answer, "unreachable")


def _over_tls(endpoint: Endpoint) -> str:
    return endpoint.url.replace("http:", "https:")
