"""An endpoint that fails in a row is left alone, then tried by one; and what is counted of answers."""

from collections.abc import Iterator, Sequence

import pytest
from drafters import model, replying, whole_reply
from hostile import serving, status
from newsroom import FIRST, SECOND, Newsroom, keyless

from dateline.service.breaker import Breaker, guarded
from dateline.service.caller import Caller
from dateline.service.chat import Chat, Counted, Failure, Message, ModelFailed, Terms
from dateline.service.drafting import model_draft
from dateline.service.metrics import Metrics
from dateline.service.openai_chat import chat

HELLO = Message("user", "Hello.")


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Failing:
    """A chat that fails for these reasons, one a call, and then works."""

    def __init__(self, *reasons: Failure) -> None:
        self.reasons = list(reasons)
        self.calls = 0

    def __call__(self, _messages: Sequence[Message], _terms: Terms, _caller: Caller) -> Iterator[str | Counted]:
        self.calls += 1
        if self.reasons:
            raise ModelFailed(self.reasons.pop(0))
        yield "Hello."


def outcome(chatting: Chat) -> str:
    try:
        return whole_reply(chatting, HELLO)
    except ModelFailed as failure:
        return failure.reason


def test_after_failures_in_a_row_the_endpoint_is_not_even_tried() -> None:
    failing = Failing("timeout", "unreachable", "server_error")
    asked = guarded(failing, Breaker(failures=3, clock=Clock()))
    assert [outcome(asked) for _ in range(5)] == ["timeout", "unreachable", "server_error", "resting", "resting"]
    assert failing.calls == 3


def test_when_it_has_rested_one_question_tries_it_and_its_success_opens_it_for_all() -> None:
    clock, failing = Clock(), Failing("timeout", "timeout")
    breaker = Breaker(failures=2, rest_s=30.0, clock=clock)
    asked = guarded(failing, breaker)
    assert [outcome(asked), outcome(asked), outcome(asked)] == ["timeout", "timeout", "resting"]
    clock.now += 30.0
    assert breaker.allows()  # somebody else's try is under way
    assert outcome(asked) == "resting"
    clock.now += 30.0
    assert [outcome(asked), outcome(asked)] == ["Hello.", "Hello."]


def test_a_try_that_fails_lets_it_rest_again() -> None:
    clock, failing = Clock(), Failing("timeout", "timeout", "timeout")
    asked = guarded(failing, Breaker(failures=2, rest_s=30.0, clock=clock))
    assert [outcome(asked), outcome(asked)] == ["timeout", "timeout"]
    clock.now += 30.0
    assert [outcome(asked), outcome(asked)] == ["timeout", "resting"]


@pytest.mark.parametrize("reason", ["malformed", "too_long", "refused", "incomplete"])
def test_what_a_working_endpoint_says_wrong_does_not_rest_it(reason: Failure) -> None:
    failing = Failing(*[reason] * 9)
    asked = guarded(failing, Breaker(failures=2, clock=Clock()))
    assert [outcome(asked) for _ in range(9)] == [reason] * 9
    assert failing.calls == 9


def test_while_it_rests_answers_come_without_it_and_say_so() -> None:
    with serving(status(500)) as endpoint:
        resting = guarded(chat(base_url=endpoint.url, api_key=None, model="m"), Breaker(failures=1))
        draft = model_draft(model(resting), keyless)
        first, second = Newsroom().ask(draft), Newsroom().ask(draft)
    assert (first.degraded_reason, second.degraded_reason) == ("server_error", "resting")
    assert [claim.text for claim in second.claims] == [SECOND]
    assert endpoint.attempts == 2  # both of the first question


def test_answers_claims_fallbacks_tokens_and_failures_are_counted_by_reason() -> None:
    metrics = Metrics()
    reply = f'{{"claims": [{{"text": "It is free.", "passages": [1]}}, {{"text": "{SECOND}", "passages": [2]}}]}}'
    metrics.answered(Newsroom().ask(model_draft(model(replying(reply, Counted(900, 40))), keyless)), 0.2)
    metrics.answered(Newsroom().ask(model_draft(model(Failing("timeout")), keyless)), 0.2)
    metrics.left()
    told = metrics.exposition().decode()
    for line in (
        'dateline_answers_total{generator="model",reason="",status="answered"} 1.0',
        'dateline_answers_total{generator="quotes",reason="",status="answered"} 1.0',
        'dateline_claims_total{kind="written"} 1.0',
        'dateline_claims_total{kind="quoted"} 2.0',
        'dateline_claims_fell_back_total{reason="addition"} 1.0',
        'dateline_degraded_total{reason="timeout"} 1.0',
        'dateline_model_tokens_total{side="reply"} 40.0',
        "dateline_callers_left_total 1.0",
        "dateline_answer_seconds_count 2.0",
    ):
        assert line in told.splitlines()
    assert FIRST not in told
