"""The form of answer that a question asks for: its parts, its sides, a list, a development, somebody's words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.service.nouns import Question
from dateline.service.question import read
from dateline.service.saying import said
from dateline.service.shapes import Shape, asks_figure, parts, shape, sides
from dateline.service.speakers import name_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "When did the gates open, and how much did the ferry cost?",
            ("When did the gates open?", "how much did the ferry cost?"),
        ),
        (
            "How many gates are there; who built all of them?",
            ("How many gates are there?", "who built all of them?"),
        ),
        ("Who paid for it? When did it open?", ("Who paid for it?", "When did it open?")),
        (
            "Who paid for it, when did it open and also why did it close?",
            ("Who paid for it, when did it open?", "why did it close?"),
        ),
        ("Who built it and what did it cost and when?", ("Who built it and what did it cost and when?",)),
        ("Who and what was that?", ("Who and what was that?",)),
        ("Where do the salt and the herring come from?", ("Where do the salt and the herring come from?",)),
        ("Why did the board say so and leave?", ("Why did the board say so and leave?",)),
        ("", ("",)),
    ],
)
def test_a_question_is_cut_where_another_one_begins(text: str, expected: tuple[str, ...]) -> None:
    assert parts(text) == expected


_PIECES = st.sampled_from(
    "When did the gates open|how much did it cost|who|why did Vantmoor pay|the board|, and| and|;|?|and also|,|what is|is it new|2024".split(
        "|"
    )
)
questions = st.lists(_PIECES, max_size=12).map(" ".join) | st.text(max_size=80)


@given(questions)
def test_the_parts_of_a_question_lose_no_word_but_what_joins_them(text: str) -> None:
    def words(of: str) -> list[str]:
        return [word for word in re.findall(r"\w+", of.lower()) if word not in {"and", "also"}]

    found = parts(text)
    assert words(" ".join(found)) == words(text)
    assert len(found) > 1 or found == (text,)


@given(questions)
def test_any_text_has_a_shape_and_its_parts_and_sides_are_read_as_questions(text: str) -> None:
    reading = read(Question(text))
    assert reading.shape in {"one", "several", "list", "change", "said"}
    assert not (reading.parts and reading.sides)
    assert all(each.others == () for each in reading.others)
    assert (reading.shape == "said") == (reading.statements is not None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What did Ann Lee and Ben Orr earn?", ("What did Ann Lee earn?", "What did Ben Orr earn?")),
        (
            "What did Vantmoor pay, in 2022 or in 2023?",
            ("What did Vantmoor pay, in 2022?", "What did Vantmoor pay, in 2023?"),
        ),
        (
            "Who leads the Tide Office and the Harbour Board?",
            ("Who leads the Tide Office?", "Who leads the Harbour Board?"),
        ),
        (
            "How long were the walls of Ostrel vs. of Norrholt?",
            ("How long were the walls of Ostrel?", "How long were the walls of Norrholt?"),
        ),
        (
            "What did the owner and its crew each blame for the fire?",
            ("What did the owner blame for the fire?", "What did its crew blame for the fire?"),
        ),
        ("What is the difference between Vantmoor and Ostrel?", ()),
        ("Vantmoor and Ostrel: who paid?", ()),
        ("What did salt and herring cost?", ()),
        ("What did Ann Lee earn?", ()),
    ],
)
def test_two_that_are_named_together_are_asked_about_one_by_one(text: str, expected: tuple[str, ...]) -> None:
    assert sides(text) == expected


@given(questions)
def test_sides_are_two_and_made_of_the_questions_own_words(text: str) -> None:
    found = sides(text)
    assert len(found) in {0, 2}
    assert all(set(re.findall(r"\w+", each)) <= set(re.findall(r"\w+", text)) for each in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What did the barrier cost?", "one"),
        ("Who was the first mayor?", "one"),
        ("What was the name of the ship?", "one"),
        ("Which town voted against it?", "one"),
        ("How did the ship sink?", "one"),
        ("When did the gates open, and how much did the ferry cost?", "several"),
        ("Do both boards agree?", "several"),
        ("Which is longer, the quay or the mole?", "several"),
        ("Who pays more than Ostrel?", "several"),
        ("Name the three gates.", "list"),
        ("List the towns behind the wall.", "list"),
        ("Which towns voted against it?", "list"),
        ("What are the conditions of the loan?", "list"),
        ("Is every gate closed?", "list"),
        ("How has the cost of the barrier changed?", "change"),
        ("How did the toll develop over time?", "change"),
        ("What became of the night ferry?", "change"),
        ("What did Ann Lee say about the quay?", "said"),
        ("", "one"),
    ],
)
def test_the_form_of_answer_is_read_from_the_question(text: str, expected: Shape) -> None:
    assert shape(text) == expected


def test_a_development_of_a_figure_asks_for_figures() -> None:
    assert asks_figure("How has the cost of the barrier changed?")
    assert not asks_figure("How has the mood in Vantmoor changed?")
    assert read(Question("How has the cost of the barrier changed?")).kind == "how_much"
    assert read(Question("How has the mood in Vantmoor changed?")).kind == "how"


@pytest.mark.parametrize(
    ("text", "who", "about"),
    [
        ("What did Ann Lee say about the quay?", "Ann Lee", "the quay"),
        ("What has the harbour board ever said?", "harbour board", ""),
        ("What did Ann Lee say the quay cost?", "Ann Lee", "the quay cost"),
        ("What did Ann Lee say when the gate broke?", "Ann Lee", "when the gate broke"),
        ("What did Ann Lee, the harbour master, say on tolls?", "Ann Lee", "tolls"),
        ("Everything that Ann Lee has said on the quay", "Ann Lee", "the quay"),
        ("All of Ann Lee’s statements regarding tolls", "Ann Lee", "tolls"),
        ("List all statements by Mayor Ann Lee about the quay", "Ann Lee", "the quay"),
        ("What did harbour master Ann Lee tell reporters about the quay?", "Ann Lee", "the quay"),
    ],
)
def test_whose_words_are_asked_for_and_on_what(text: str, who: str, about: str) -> None:
    found = said(text)
    assert found is not None
    assert (name_of(found.who), found.about) == (who, about)


@pytest.mark.parametrize(
    "text",
    [
        "How much did Ann Lee say it cost?",
        "What did she say about the quay?",
        "What did people say about the quay?",
        "What is said of the quay?",
        "Why did Ann Lee say so?",
        "Has Ann Lee said anything?",
        "What is the quay made of?",
    ],
)
def test_a_thing_said_and_the_words_of_nobody_in_particular_are_no_statements(text: str) -> None:
    assert said(text) is None


@given(st.text(max_size=60), st.text(max_size=60))
def test_whoever_is_asked_for_is_written_in_the_question(who: str, about: str) -> None:
    text = f"What did {who} say about {about}?"
    found = said(text)
    assert found is None or (found.who in text and found.about in text)
