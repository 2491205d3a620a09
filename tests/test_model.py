"""The model as a chooser, with an honest endpoint; keys that stay where they are."""

import asyncio
import json
import logging
import traceback
from collections.abc import Callable, Sequence

import pytest
from hostile import Script, raw, says, serving, status, stream
from hypothesis import given
from hypothesis import strategies as st
from newsroom import FIRST, FOURTH, QUESTION, THIRD, Newsroom, keyless, revision

from dateline import prompts
from dateline.service.answerable import Verdict
from dateline.service.choosing import Candidate, ModelFailed, choose
from dateline.service.model import Message, model_draft
from dateline.service.nouns import Generator
from dateline.service.openai_api import EmbeddingFailed, chat, embeddings
from dateline.service.pipeline import Drafted
from dateline.service.question import Reading

KEY = "sk-canary-51e77a0c"
PROMPT = prompts.load("choose")
CANDIDATES = (
    Candidate(1, FIRST, None, None),
    Candidate(3, THIRD, "A paper", "2024-03-04"),
    Candidate(4, FOURTH, None, None),
)


def picks(*entries: tuple[int, str]) -> str:
    return json.dumps({"quotes": [{"source": source, "quote": quote} for source, quote in entries]})


def replying(reply: str) -> Callable[[str, str], str]:
    return lambda _system, _user: reply


def sent(request: bytes) -> dict[str, object]:
    return json.loads(request.partition(b"\r\n\r\n")[2])


# ---- choosing


def test_choices_come_back_in_the_models_order() -> None:
    reply = picks((4, FOURTH), (1, FIRST))
    assert choose(QUESTION, CANDIDATES, prompt=PROMPT, ask=replying(reply)) == (4, 1)


def test_a_choice_without_a_valid_entry_fails_with_its_reason() -> None:
    with pytest.raises(ModelFailed) as failed:
        choose(QUESTION, CANDIDATES, prompt=PROMPT, ask=replying(picks((2, FIRST))))
    assert failed.value.reason == "nothing_valid"


@given(
    reply=st.text()
    | st.recursive(st.none() | st.integers() | st.text(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)).map(
        json.dumps
    )
)
def test_whatever_a_model_replies_a_choice_is_a_failure_with_a_reason(reply: str) -> None:
    with pytest.raises(ModelFailed) as failed:
        choose(QUESTION, CANDIDATES, prompt=PROMPT, ask=replying(reply))
    assert failed.value.reason in {"malformed", "nothing_valid"}


@given(
    entries=st.lists(
        st.tuples(st.sampled_from([0, 1, 2, 3, 4]), st.sampled_from([FIRST, THIRD, FOURTH, FIRST[:-1], "No."])),
        max_size=8,
    )
)
def test_only_whole_candidates_of_their_own_number_are_chosen_each_once(entries: list[tuple[int, str]]) -> None:
    true = {(1, FIRST), (3, THIRD), (4, FOURTH)}
    expected = tuple(dict.fromkeys(number for number, quote in entries if (number, quote) in true))
    try:
        chosen = choose(QUESTION, CANDIDATES, prompt=PROMPT, ask=replying(picks(*entries)))
    except ModelFailed:
        chosen = ()
    assert chosen == expected


# ---- drafting, through the real client


def test_an_honest_models_choice_and_order_are_honoured() -> None:
    with serving(says(picks((4, FOURTH), (1, FIRST)))) as endpoint:
        draft = model_draft(
            chat=chat(base_url=endpoint.url, api_key=KEY, model="m-1"),
            model_name="m-1",
            prompt=PROMPT,
            deadline_s=10.0,
            fallback=keyless,
        )
        answer = Newsroom().ask(draft)
    assert [claim.text for claim in answer.claims] == [FOURTH, FIRST]
    assert (answer.generator.kind, answer.generator.model) == ("model", "m-1")
    assert answer.generator.prompt == PROMPT.fingerprint
    assert (answer.degraded, answer.degraded_reason) == (False, None)


def test_the_request_names_the_model_streams_and_carries_the_key_in_its_header_alone() -> None:
    with serving(says("Hello.")) as endpoint:
        reply = chat(base_url=endpoint.url, api_key=KEY, model="m-1")(
            [Message("system", "S"), Message("user", "U")], 10.0
        )
    (request,) = endpoint.requests
    assert reply == "Hello."
    assert sent(request) == {
        "model": "m-1",
        "messages": [{"role": "system", "content": "S"}, {"role": "user", "content": "U"}],
        "stream": True,
    }
    assert request.count(KEY.encode()) == 1
    assert f"authorization: bearer {KEY}".encode() in request.lower()


def test_without_a_key_none_is_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with serving(says("Hello.")) as endpoint:
        chat(base_url=endpoint.url, api_key=None, model="m")([Message("user", "U")], 10.0)
    assert KEY.encode() not in endpoint.requests[0]


def test_a_lone_surrogate_in_a_message_is_sent_as_a_question_mark() -> None:
    with serving(says("Hello.")) as endpoint:
        chat(base_url=endpoint.url, api_key=None, model="m")([Message("user", "a\ud800b")], 10.0)
    assert sent(endpoint.requests[0])["messages"] == [{"role": "user", "content": "a?b"}]


def test_passages_too_long_to_quote_are_never_shown_to_a_model() -> None:
    def unasked(messages: Sequence[Message], deadline_s: float) -> str:
        raise AssertionError((messages, deadline_s))

    def nothing(reading: Reading, verdict: Verdict) -> Drafted:
        assert reading.standalone == QUESTION
        assert len(verdict.candidates) == 1
        return Drafted(claims=(), generator=Generator("quotes"))

    draft = model_draft(chat=unasked, model_name="m", prompt=PROMPT, deadline_s=1.0, fallback=nothing)
    answer = Newsroom(revisions=(revision(1, ["x" * 1001]),)).ask(draft)
    assert (answer.status, answer.degraded) == ("not_answered", False)


def test_a_model_can_be_asked_from_a_thread_that_runs_an_event_loop() -> None:
    async def asked(url: str) -> str:
        return chat(base_url=url, api_key=KEY, model="m")([Message("user", "U")], 10.0)

    with serving(says("Hello.")) as endpoint:
        assert asyncio.run(asked(endpoint.url)) == "Hello."


def test_a_retry_that_would_end_after_the_deadline_is_not_made() -> None:
    with serving(status(503, headers=["Retry-After: 2"])) as endpoint, pytest.raises(ModelFailed) as failed:
        chat(base_url=endpoint.url, api_key=KEY, model="m")([Message("user", "U")], 1.0)
    assert failed.value.reason == "server_error"
    assert endpoint.attempts == 1


@pytest.mark.parametrize("key", ["sk-canary\n51e77a0c", "sk canary", "sk-c\u00e4nary", "sk-canary\r\nX-Evil: 1"])
def test_a_key_that_no_header_can_carry_is_refused_at_once_without_being_named(key: str) -> None:
    with pytest.raises(ValueError, match="API key") as refused:
        chat(base_url="http://127.0.0.1:1/v1", api_key=key, model="m")
    assert "nary" not in str(refused.value)


@pytest.mark.parametrize("url", ["127.0.0.1:1/v1", "ftp://127.0.0.1/v1", "http://", ""])
def test_an_address_that_is_none_is_refused_at_once(url: str) -> None:
    with pytest.raises(ValueError, match="base URL"):
        chat(base_url=url, api_key=KEY, model="m")


ECHO = json.dumps({"error": {"message": f"Incorrect API key: {KEY}"}}).encode()


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(status(401, body=ECHO), id="in a 401"),
        pytest.param(status(500, body=ECHO), id="in a 500"),
        pytest.param(stream(json.loads(ECHO)), id="in the stream"),
        pytest.param(raw(b"HTTP/1.1 200 " + ECHO + b"\r\nOops\r\n\r\n"), id="in a broken head"),
    ],
)
def test_a_key_that_a_server_echoes_is_in_no_exception_and_no_log(
    script: Script, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with serving(script) as endpoint, pytest.raises(ModelFailed) as failed:
        chat(base_url=endpoint.url, api_key=KEY, model="m")([Message("user", "U")], 10.0)
    with serving(script) as endpoint, pytest.raises(EmbeddingFailed) as also:
        embeddings(base_url=endpoint.url, api_key=KEY, model="m", dimensions=2).embed(["a"])
    told = [*traceback.format_exception(failed.value), *traceback.format_exception(also.value)]
    assert KEY not in "".join(told) + caplog.text
    assert failed.value.__context__ is None
    assert also.value.__context__ is None
