"""Prompts: files, strict, fingerprinted."""

import hashlib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from dateline import prompts
from dateline.service.choosing import Candidate, choose

CANDIDATE = Candidate(1, "A whole sentence.", "A paper", None)


def test_the_fingerprint_is_that_of_the_file() -> None:
    content = files("dateline.prompts").joinpath("choose.md.j2").read_bytes()
    assert prompts.load("choose").fingerprint == hashlib.sha256(content).hexdigest()[:16]


def test_loading_twice_gives_the_same_fingerprint() -> None:
    assert prompts.load("choose").fingerprint == prompts.load("choose").fingerprint


@pytest.mark.parametrize("name", ["nothing", "../choose", "choose.md.j2", ""])
def test_a_prompt_that_is_not_there_says_so(name: str) -> None:
    with pytest.raises(prompts.PromptNotFound):
        prompts.load(name)


def test_a_value_that_is_missing_is_an_error_and_not_an_empty_place() -> None:
    with pytest.raises(UndefinedError):
        prompts.load("choose").render(candidates=[CANDIDATE])


def test_the_static_part_comes_first_and_needs_no_value() -> None:
    prompt = prompts.load("choose")
    system = prompt.part("system")
    assert prompt.render(candidates=[CANDIDATE], question="Why?").startswith(system)


def test_the_question_comes_last() -> None:
    prompt = prompts.load("choose")
    assert prompt.part("user", candidates=[CANDIDATE], question="Why?").endswith("Question: Why?")


def test_template_code_in_a_passage_or_question_stays_text() -> None:
    text = "{{ candidates }} {% raw %}"
    rendered = prompts.load("choose").part("user", candidates=[Candidate(1, text, text, None)], question=text)
    assert rendered.count(text) == 3


@given(quote=st.text(min_size=1), source=st.none() | st.text(), question=st.text())
def test_nothing_a_stranger_wrote_can_forge_a_line_of_the_prompt(quote: str, source: str | None, question: str) -> None:
    asked: list[str] = []

    def ask(system: str, user: str) -> str:
        asked.extend((system, user))
        return '{"quotes": [{"source": 1, "quote": "Yes."}]}'

    candidates = (Candidate(1, "Yes.", "A paper", "2024-03-04"), Candidate(2, quote, source, None))
    choose(question, candidates, prompt=prompts.load("choose"), ask=ask)
    lines = asked[1].splitlines()
    assert len(lines) == 7
    assert lines[1] == "=====BEGIN PASSAGES====="
    assert lines[4] == "=====END PASSAGES====="
    assert lines[6].startswith("Question:")
