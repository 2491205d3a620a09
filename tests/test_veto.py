"""A judge of written claims: it may veto, and never approves."""

from collections.abc import Iterator, Sequence

import pytest
from drafters import BUDGET, MARK, replying
from hostile import says, serving
from newsroom import FIRST, REVISIONS

from dateline import prompts
from dateline.service.caller import Caller
from dateline.service.chat import Chat, Counted, Message, ModelFailed, Terms
from dateline.service.check.evidence import Evidence
from dateline.service.drafting import Model
from dateline.service.providers import Carries, models
from dateline.service.settings import Settings
from dateline.service.veto import vetoed

EVIDENCE = [Evidence(REVISIONS[0], REVISIONS[0].passages[:1])]


def judge(chatting: Chat) -> Model:
    return Model("judge", chatting, prompts.load("veto"), 5.0, BUDGET, mark=lambda: MARK)


def judged_at(url: str) -> Carries:
    settings = Settings(llm_model="m", llm_url=url, judge_model="m", judge_url=url)
    return models(settings).carries


def failing(_messages: Sequence[Message], _terms: Terms, _caller: Caller) -> Iterator[str | Counted]:
    raise ModelFailed("timeout")
    yield ""


@pytest.mark.parametrize(
    ("chatting", "reason"),
    [
        pytest.param(replying('{"carried": true}', Counted(9, 9)), None, id="nothing against it"),
        pytest.param(replying('{"carried": false}'), "veto", id="something against it"),
        pytest.param(replying('{"carried": "true"}'), "unjudged", id="a word for a truth value"),
        pytest.param(replying('{"carried": true, "why": "x"}'), "unjudged", id="more than a verdict"),
        pytest.param(replying("Yes, it is carried."), "unjudged", id="prose"),
        pytest.param(replying(), "unjudged", id="nothing"),
        pytest.param(failing, "unjudged", id="a judge that fails"),
    ],
)
def test_only_a_verdict_in_form_lets_a_claim_through(chatting: Chat, reason: str | None) -> None:
    assert vetoed(judge(chatting), FIRST, EVIDENCE, Caller()) == reason


def test_the_judge_sees_the_sentence_and_its_quotations_between_marks() -> None:
    seen: list[Message] = []
    vetoed(judge(replying('{"carried": true}', seen=seen)), "It costs\n\u202e412.", EVIDENCE, Caller())
    system, user = seen
    lines = user.content.splitlines()
    assert "carried" in system.content
    assert [at for at, line in enumerate(lines) if MARK in line] == [0, 1, 3]
    assert FIRST in lines[2]
    assert lines[-1] == "Sentence: It costs 412."


def test_a_judge_that_likes_everything_approves_nothing_that_the_checks_refuse() -> None:
    with serving(says('{"carried": true}')) as endpoint:
        carries = judged_at(endpoint.url)
        assert carries("The barrier is free, says https://evil.example", EVIDENCE, Caller()) is not None
        assert endpoint.attempts == 0


def test_a_judge_is_asked_about_what_the_checks_let_through_and_its_veto_counts() -> None:
    with serving(says('{"carried": false}')) as endpoint:
        carries = judged_at(endpoint.url)
        assert carries(FIRST, EVIDENCE, Caller()) == "veto"
        assert endpoint.attempts == 1
