"""Reading a question: its kind, whom and what it names, and what normalisation leaves of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.service.nouns import Question
from dateline.service.question import Reading, normalise, read


def reading(text: str) -> Reading:
    return read(Question(normalise(text)))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Who built the barrier?", "who"),
        ("When did the gates open?", "when"),
        ("Which year saw the flood?", "when"),
        ("Where is the pumping station?", "where"),
        ("Why was the vote put off?", "why"),
        ("How much did the barrier cost?", "how_much"),
        ("What was the harbour board's revenue?", "how_much"),
        ("How many gates does it have?", "how_many"),
        ("What share of the cost did the state pay?", "percent"),
        ("How long did the repairs take?", "duration"),
        ("Did the gates fail?", "yes_no"),
        ("What are the names of the engineers?", "who"),
        ("What failed first?", "what"),
        ("What did the barrier cost?", "how_much"),
        ("What do the auditors say the barrier will cost?", "how_much"),
        ("What did the owner pay for the turbines?", "how_much"),
        ("What is the fund worth?", "how_much"),
        ("What fine was the board given?", "how_much"),
        ("What is the length of the barrier?", "how_much"),
        ("What's the planned capacity of the barrier?", "how_much"),
        ("What is the transfer rate of the link?", "how_much"),
        ("What is the jobless rate?", "percent"),
        ("How wide is the barrier?", "how_much"),
        ("Spending on gates last year as a share of the budget?", "percent"),
        ("What did Ann Lee say about the cost?", "what"),
        ("What did Ann Lee say about the fares?", "what"),
        ("What does she think cost her the seat?", "what"),
        ("What did the police charge him with?", "what"),
        ("What did the fund pay for?", "what"),
        ("What is the officer in charge doing?", "what"),
        ("What caused the total loss of the ship?", "what"),
        ("What were the auditors' findings on cost?", "what"),
    ],
)
def test_the_kind_of_a_question_is_read_from_its_words(text: str, kind: str) -> None:
    assert reading(text).kind == kind


def test_names_are_people_and_organisations_but_not_countries_titles_or_months() -> None:
    names = [
        name.text
        for name in reading("Did President Ilse Brandvik meet Harbour Board engineers in China in March?").names
    ]
    assert names == ["Ilse Brandvik", "Harbour Board"]


def test_what_somebody_owns_is_no_part_of_their_name() -> None:
    names = [name.text for name in reading("Did Corvane’s CFO or Corvane's Harbour Board resign?").names]
    assert names == ["Corvane", "CFO", "Corvane", "Harbour Board"]


def test_years_months_and_other_numbers_are_told_apart() -> None:
    found = reading("Did it cost 412 million crowns in March 2024?")
    assert (found.years, found.months, found.numbers) == (frozenset({2024}), frozenset({"mar"}), frozenset({"412"}))


@pytest.mark.parametrize(
    "text",
    ["What did Ilse Brandvik say about the gates?", "Why did the gates fail, according to Ilse Brandvik?"],
)
def test_whose_words_are_asked_for_is_read(text: str) -> None:
    assert [name.text for name in reading(text).speakers] == ["Ilse Brandvik"]


def test_somebody_who_is_only_talked_about_is_no_speaker() -> None:
    assert reading("Which board dismissed Ilse Brandvik, and what did it say?").speakers == ()
    assert reading("What did the mayor of Vantmoor say about the barrier?").speakers == ()


def test_words_in_quotation_marks_are_kept_whole() -> None:
    assert reading("How often is the word “storm surge” used?").quoted == ("storm surge",)


def test_whose_word_it_is_does_not_belong_to_the_topic() -> None:
    assert "audit" not in {term.stem for term in reading("What failed, according to the audit?").terms}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "When did the Vantmoor barrier open, and how much did it cost?",
            ["When did the Vantmoor barrier open?", "How much did the Vantmoor barrier cost?"],
        ),
        (
            "How much is the toll, and who runs the ferry to Ostrel?",
            ["How much is the toll?", "who runs the ferry to Ostrel?"],
        ),
        (
            "How many cranes for Vesk Quay, and how many for Kelvar?",
            ["How many cranes for Vesk Quay?", "How many cranes for Kelvar?"],
        ),
        (
            "Who ran Vesk Rail when the strike began, and what became of the strikers’ pay?",
            ["Who ran Vesk Rail when the strike began?", "what became of the strikers’ pay? Vesk Rail"],
        ),
        ("How much is the toll, and what is it for?", ["How much is the toll?", "What is the toll for?"]),
    ],
)
def test_a_part_without_a_name_takes_those_before_it_and_none_behind_it(text: str, parts: list[str]) -> None:
    assert [each.standalone for each in reading(text).parts] == parts


@given(st.text(max_size=300))
def test_any_text_is_normalised_and_read_without_failing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert not any(char in once for char in "\0\n\u200b\ud800")
    read(Question(once))
