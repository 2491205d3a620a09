"""A model's part of an answer, with honest endpoints and with scripted replies: what is asked, told, paid and kept."""

import asyncio
import json
import logging
import traceback
from collections.abc import Iterator

import pytest
from drafters import PROMPT, drafter_at, model, replying, whole_reply
from hostile import Script, raw, says, serving, status, stream
from hypothesis import given
from hypothesis import strategies as st
from newsroom import FIRST, FOURTH, QUESTION, SECOND, THIRD, Newsroom, keyless, revision

from dateline.service.answerable import Verdict
from dateline.service.budget import Budget, Prices, estimated
from dateline.service.caller import Caller
from dateline.service.chat import Counted, Message, ModelFailed
from dateline.service.drafting import LIKELY, model_draft
from dateline.service.nouns import DraftClaim, Generator
from dateline.service.openai_chat import chat
from dateline.service.openai_embeddings import embeddings
from dateline.service.pipeline import Outcome
from dateline.service.question import Reading
from dateline.service.replies import EmbeddingFailed
from dateline.service.written import MAX_CLAIMS, Wording, schema, wordings

KEY = "sk-canary-51e77a0c"


def claims(*entries: tuple[str, list[int]]) -> str:
    return json.dumps({"claims": [{"text": text, "passages": numbers} for text, numbers in entries]})


def sent(request: bytes) -> dict[str, object]:
    return json.loads(request.partition(b"\r\n\r\n")[2])


# ---- reading a reply


def test_a_claim_is_told_as_soon_as_the_next_one_begins() -> None:
    reply = claims(("One.", [1]), ("Two.", [2]))
    read: list[str] = []

    def pieces() -> Iterator[str]:
        for char in reply:
            read.append(char)
            yield char

    first = next(wordings(pieces()))
    assert first == Wording("One.", (1,))
    assert len(read) < len(reply)


def test_no_more_claims_are_read_than_an_answer_may_have() -> None:
    reply = claims(*[(f"Number {number}.", [number]) for number in range(20)])
    assert len(list(wordings(reply))) == MAX_CLAIMS


@given(
    reply=st.text()
    | st.recursive(st.none() | st.integers() | st.text(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)).map(
        json.dumps
    )
)
def test_whatever_a_model_replies_it_is_claims_or_malformed(reply: str) -> None:
    with pytest.raises(ModelFailed) as failed:
        list(wordings(reply))
    assert failed.value.reason == "malformed"


@given(
    told=st.lists(
        st.tuples(st.text(), st.lists(st.integers(), min_size=1).map(lambda each: list(dict.fromkeys(each))))
    ),
    size=st.integers(1, 40),
)
def test_however_a_reply_is_cut_into_pieces_its_claims_are_the_same(
    told: list[tuple[str, list[int]]], size: int
) -> None:
    reply = claims(*told)
    pieces = [reply[at : at + size] for at in range(0, len(reply), size)]
    assert list(wordings(pieces)) == [Wording(text, tuple(numbers)) for text, numbers in told][:MAX_CLAIMS]


# ---- drafting, through the real client


def test_an_honest_models_choice_order_and_wording_are_honoured() -> None:
    with serving(says(claims((FOURTH, [4]), (FIRST, [1])))) as endpoint:
        answer = Newsroom().ask(drafter_at(endpoint.url))
    assert [(claim.text, claim.kind) for claim in answer.claims] == [(FOURTH, "written"), (FIRST, "written")]
    assert (answer.generator.kind, answer.generator.model) == ("model", "m-1")
    assert answer.generator.prompt == PROMPT.fingerprint
    assert (answer.degraded, answer.degraded_reason) == (False, None)


def test_a_claim_that_its_quote_does_not_carry_becomes_the_quote_and_is_counted() -> None:
    answer = Newsroom().ask(model_draft(model(replying(claims(("It is free.", [1]), (THIRD, [3])))), keyless))
    assert [(claim.text, claim.kind) for claim in answer.claims] == [(FIRST, "quoted"), (THIRD, "written")]
    assert answer.usage is not None
    assert (answer.usage.written, answer.usage.fell_back) == (1, ("addition",))


def test_a_model_that_finds_nothing_is_believed_only_where_the_rules_are_not_sure() -> None:
    newsroom, draft = Newsroom(), model_draft(model(replying('{"claims": []}')), keyless)
    assert newsroom.ask(draft).status == "not_answered"
    sure = Newsroom(confidence=LIKELY).ask(draft)
    assert [claim.text for claim in sure.claims] == [SECOND]
    assert (sure.generator.kind, sure.degraded) == ("quotes", False)


def test_the_request_names_the_model_streams_and_carries_the_key_in_its_header_alone() -> None:
    with serving(says("Hello.")) as endpoint:
        asked = chat(base_url=endpoint.url, api_key=KEY, model="m-1")
        assert whole_reply(asked, Message("system", "S"), Message("user", "U")) == "Hello."
    (request,) = endpoint.requests
    assert sent(request) == {
        "model": "m-1",
        "messages": [{"role": "system", "content": "S"}, {"role": "user", "content": "U"}],
        "stream": True,
        "stream_options": {"include_usage": True},
        "max_completion_tokens": 500,
    }
    assert request.count(KEY.encode()) == 1
    assert f"authorization: bearer {KEY}".encode() in request.lower()


def test_a_server_that_declines_what_is_optional_is_asked_without_it_now_and_later() -> None:
    with serving(status(400), says("Hello."), says("Again.")) as endpoint:
        asked = chat(base_url=endpoint.url, api_key=None, model="m")
        assert [whole_reply(asked, Message("user", "U")), whole_reply(asked, Message("user", "U"))] == [
            "Hello.",
            "Again.",
        ]
    assert "stream_options" in sent(endpoint.requests[0])
    assert all(set(sent(each)) == {"model", "messages", "stream"} for each in endpoint.requests[1:])


def test_the_reply_is_asked_for_in_its_schema() -> None:
    with serving(says(claims((FIRST, [1])))) as endpoint:
        Newsroom().ask(drafter_at(endpoint.url))
    asked = sent(endpoint.requests[0])["response_format"]
    assert asked == {"type": "json_schema", "json_schema": {"name": "reply", "strict": True, "schema": schema()}}


# ---- what it costs


def test_what_the_endpoint_counted_is_stated_with_its_price() -> None:
    priced = Budget(6000, 1000, Prices(prompt=2.0, reply=8.0), cost_usd=1.0)
    draft = model_draft(model(replying(claims((FIRST, [1])), Counted(1500, 40)), budget=priced), keyless)
    usage = Newsroom().ask(draft).usage
    assert usage is not None
    assert (usage.prompt_tokens, usage.reply_tokens, usage.estimated) == (1500, 40, False)
    assert usage.cost_usd == pytest.approx((1500 * 2 + 40 * 8) / 1_000_000)
    assert (usage.prompt_tokens_allowed, usage.reply_tokens_allowed, usage.cost_usd_allowed) == (6000, 1000, 1.0)


def test_without_a_count_the_tokens_are_estimated_and_called_so() -> None:
    usage = Newsroom().ask(model_draft(model(replying(claims((FIRST, [1])))), keyless)).usage
    assert usage is not None
    assert usage.estimated
    assert usage.prompt_tokens > 400
    assert usage.reply_tokens == estimated(claims((FIRST, [1])))
    assert usage.cost_usd is None


def test_passages_that_the_context_has_no_room_for_are_left_out_and_counted() -> None:
    asked: list[Message] = []
    whole = Newsroom().ask(model_draft(model(replying(claims((FIRST, [1])))), keyless)).usage
    assert whole is not None
    small = Budget(whole.prompt_tokens - 60, 1000)
    usage = Newsroom().ask(model_draft(model(replying(claims((FIRST, [1])), seen=asked), budget=small), keyless)).usage
    assert usage is not None
    assert (usage.passages, usage.passages_left_out) == (4, 2)
    assert usage.prompt_tokens <= small.prompt_tokens
    assert FOURTH in asked[1].content
    assert "leaflet" not in asked[1].content


@pytest.mark.parametrize(
    "budget",
    [
        pytest.param(Budget(500, 1000), id="a context of nothing"),
        pytest.param(Budget(6000, 1000, Prices(2.0, 8.0), cost_usd=0.0085), id="money for the reply and little more"),
        pytest.param(Budget(6000, 1000, Prices(0.0, 8.0), cost_usd=0.001), id="no money for the reply"),
    ],
)
def test_a_budget_that_pays_for_no_passage_leaves_the_model_unasked(budget: Budget) -> None:
    answer = Newsroom().ask(model_draft(model(replying(), budget=budget), keyless))
    assert (answer.degraded_reason, answer.generator.kind) == ("over_budget", "quotes")
    assert [claim.text for claim in answer.claims] == [SECOND]


# ---- keys and addresses


def test_without_a_key_none_is_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with serving(says("Hello.")) as endpoint:
        whole_reply(chat(base_url=endpoint.url, api_key=None, model="m"), Message("user", "U"))
    assert KEY.encode() not in endpoint.requests[0]


def test_a_lone_surrogate_in_a_message_is_sent_as_a_question_mark() -> None:
    with serving(says("Hello.")) as endpoint:
        whole_reply(chat(base_url=endpoint.url, api_key=None, model="m"), Message("user", "a\ud800b"))
    assert sent(endpoint.requests[0])["messages"] == [{"role": "user", "content": "a?b"}]


def test_passages_too_long_to_quote_are_never_shown_to_a_model() -> None:
    def nothing(reading: Reading, verdict: Verdict, _caller: Caller) -> Iterator[DraftClaim | Outcome]:
        assert reading.standalone == QUESTION
        assert len(verdict.candidates) == 1
        yield Outcome(Generator("quotes"))

    asked: list[Message] = []
    draft = model_draft(model(replying(seen=asked)), nothing)
    answer = Newsroom(revisions=(revision(1, ["x" * 1001]),)).ask(draft)
    assert asked == []
    assert (answer.status, answer.degraded) == ("not_answered", False)


def test_a_model_can_be_asked_from_a_thread_that_runs_an_event_loop() -> None:
    async def asked(url: str) -> str:
        return whole_reply(chat(base_url=url, api_key=KEY, model="m"), Message("user", "U"))

    with serving(says("Hello.")) as endpoint:
        assert asyncio.run(asked(endpoint.url)) == "Hello."


def test_a_retry_that_would_end_after_the_deadline_is_not_made() -> None:
    with serving(status(503, headers=["Retry-After: 2"])) as endpoint, pytest.raises(ModelFailed) as failed:
        whole_reply(chat(base_url=endpoint.url, api_key=KEY, model="m"), Message("user", "U"), deadline_s=1.0)
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
        whole_reply(chat(base_url=endpoint.url, api_key=KEY, model="m"), Message("user", "U"))
    with serving(script) as endpoint, pytest.raises(EmbeddingFailed) as also:
        embeddings(base_url=endpoint.url, api_key=KEY, model="m", dimensions=2).embed(["a"])
    told = [*traceback.format_exception(failed.value), *traceback.format_exception(also.value)]
    assert KEY not in "".join(told) + caplog.text
    assert failed.value.__context__ is None
    assert also.value.__context__ is None
