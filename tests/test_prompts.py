"""Prompts: files, strict, fingerprinted."""

import hashlib
import unicodedata
from dataclasses import replace
from importlib.resources import files

import pytest
from drafters import MARK, model, replying
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from newsroom import Newsroom, article, keyless

from dateline import prompts
from dateline.service.chat import Message
from dateline.service.drafting import Shown, fresh_mark, model_draft
from dateline.service.question import normalise

SHOWN = Shown(1, "A whole sentence.", "A paper", None)


def test_the_fingerprint_is_that_of_the_file() -> None:
    content = files("dateline.prompts").joinpath("answer.md.j2").read_bytes()
    assert prompts.load("answer").fingerprint == hashlib.sha256(content).hexdigest()[:16]


def test_loading_twice_gives_the_same_fingerprint() -> None:
    assert prompts.load("answer").fingerprint == prompts.load("answer").fingerprint


@pytest.mark.parametrize("name", ["nothing", "../answer", "answer.md.j2", ""])
def test_a_prompt_that_is_not_there_says_so(name: str) -> None:
    with pytest.raises(prompts.PromptNotFound):
        prompts.load(name)


def test_a_value_that_is_missing_is_an_error_and_not_an_empty_place() -> None:
    with pytest.raises(UndefinedError):
        prompts.load("answer").render(candidates=[SHOWN])


def test_the_static_part_comes_first_and_needs_no_value() -> None:
    prompt = prompts.load("answer")
    system = prompt.part("system")
    assert prompt.render(candidates=[SHOWN], question="Why?", mark=MARK).startswith(system)


def test_the_question_comes_last() -> None:
    prompt = prompts.load("answer")
    assert prompt.part("user", candidates=[SHOWN], question="Why?", mark=MARK).endswith("Question: Why?")


def test_template_code_in_a_passage_or_question_stays_text() -> None:
    text = "{{ candidates }} {% raw %}"
    rendered = prompts.load("answer").part("user", candidates=[Shown(1, text, text, None)], question=text, mark=MARK)
    assert rendered.count(text) == 3


@given(quote=st.text(min_size=1), source=st.none() | st.text(), question=st.text())
def test_nothing_a_stranger_wrote_can_forge_a_line_of_the_prompt(quote: str, source: str | None, question: str) -> None:
    asked: list[Message] = []
    told = article("Yes.", quote or "x", source=source, on=None)
    draft = model_draft(model(replying('{"claims": []}', seen=asked)), keyless)
    Newsroom((told,)).ask(draft, normalise(question) or "Why?")
    lines = asked[1].content.splitlines()
    assert len(lines) == 3 + len(told.passages) + 2
    assert [at for at, line in enumerate(lines) if MARK in line] == [0, 1, 2 + len(told.passages)]
    assert lines[-1].startswith("Question:")
    assert not [char for line in lines for char in line if unicodedata.category(char) in {"Cf", "Cc", "Co", "Cs"}]


def test_the_mark_of_a_request_is_another_each_time() -> None:
    asked: list[Message] = []
    real = replace(model(replying('{"claims": []}', seen=asked)), mark=fresh_mark)
    for _ in range(2):
        Newsroom().ask(model_draft(real, keyless))
    first, second = asked[1].content.splitlines()[1], asked[3].content.splitlines()[1]
    assert first != second
    assert asked[0].content == asked[2].content
