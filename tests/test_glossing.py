"""A model too small for a form: it may reword the keyless answer, quote by quote, and can neither add to it nor take away."""

import pytest
from drafters import Counted, model, replying
from newsroom import FIRST, FOURTH, SECOND, THIRD, Newsroom, keyless

from dateline.service.chat import Chat, Message
from dateline.service.glossing import gloss_draft
from dateline.service.nouns import Answer


def answered(chatting: Chat) -> Answer:
    return Newsroom(shown=True).ask(gloss_draft(model(chatting), keyless))


def test_a_sentence_that_the_quote_carries_is_shown_in_its_place() -> None:
    answer = answered(replying(SECOND, Counted(100, 20)))
    assert [(claim.text, claim.kind) for claim in answer.claims] == [(SECOND, "written")]
    assert (answer.generator.kind, answer.degraded) == ("model", False)
    assert answer.usage is not None
    assert (answer.usage.written, answer.usage.prompt_tokens) == (1, 100)


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param("The board said who would pay for the pumping station.", id="a lie"),
        pytest.param("Sure! Here is a poem about the sea.", id="something else"),
        pytest.param("", id="nothing"),
        pytest.param(f"{FIRST} {THIRD} {FOURTH}", id="what is true and was not asked of it"),
        pytest.param('{"claims": []}', id="a form"),
    ],
)
def test_whatever_else_it_says_the_keyless_answer_stays(reply: str) -> None:
    answer = answered(replying(reply))
    assert [(claim.text, claim.kind) for claim in answer.claims] == [(SECOND, "quoted")]
    assert not answer.degraded


def test_it_is_asked_about_the_passages_that_are_shown_and_no_others() -> None:
    seen: list[Message] = []
    answered(replying(SECOND, seen=seen))
    assert SECOND in seen[1].content
    assert THIRD not in seen[1].content
