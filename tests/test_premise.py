"""Whether a sentence corrects what a question takes for granted: its opposite, its denial, and what is neither."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.service.lexicon import Lexicon
from dateline.service.nouns import Question
from dateline.service.premise import corrects
from dateline.service.question import read


def holds(question: str, sentence: str, frame: str = "") -> bool:
    return corrects(read(Question(question)), sentence, frame, Lexicon())


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Why did the toll rise?", "The toll fell by two crowns."),
        ("Why did the Vantmoor mill close?", "The Vantmoor mill opened a second shift."),
        ("What made the board close the mill?", "The board opened the mill."),
        ("Why did Vantmoor put up the toll?", "Vantmoor cut the toll."),
    ],
)
def test_the_opposite_of_what_is_asked_about_corrects_it(question: str, sentence: str) -> None:
    assert holds(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Why did the mill close?", "The mill did not close."),
        ("Why did the mill close?", "The mill hasn’t closed."),
        ("Why did the mayor step down?", "The mayor did not resign."),
        ("Why was the festival called off?", "The festival was never cancelled."),
        ("When did the sirens sound?", "The sirens did not sound."),
        ("Who paid for the pump?", "Nobody paid for the pump."),
        ("How much is the levy on herring?", "There is no levy on herring."),
        ("How many gates did the board replace?", "The board did not replace any of the gates."),
    ],
)
def test_a_denial_of_what_is_asked_about_corrects_it(question: str, sentence: str) -> None:
    assert holds(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Why did the mill close?", "The mill closed in May."),
        ("Why did the mill close?", "The mill was not loud."),
        ("Did the mill close?", "The mill did not close."),
        ("What did the mill make?", "The mill made no flour."),
        ("When did the toll rise?", "The toll fell by two crowns."),
        ("Who paid for the pump?", "It is not clear who paid for the pump."),
        ("Who paid for the pump?", "Nobody else paid for the pump."),
        ("Who paid for the pump?", "Nobody but the state paid for the pump."),
        ("When will the mill close?", "The mill gave no date to close."),
        ("Why did the mill close?", "The board had no comment on why the mill closed."),
        ("Who paid for the pump?", "The board could not say who paid for the pump."),
        ("How many gates failed?", "No fewer than 12 gates failed."),
    ],
)
def test_what_denies_nothing_that_is_asked_about_corrects_nothing(question: str, sentence: str) -> None:
    assert not holds(question, sentence)


def test_a_denial_behind_the_figure_that_is_asked_for_is_about_something_else() -> None:
    asked = "How many gates did the board replace?"
    assert not holds(asked, "The board replaced 12 gates and did not replace the pumps.")
    assert holds(asked, "The board did not replace the gates and paid 12 crowns.")


def test_a_negated_question_is_corrected_by_what_is_so() -> None:
    asked = "Why did the board not replace the gates?"
    assert holds(asked, "The board replaced the gates in May.")
    assert not holds(asked, "The board did not replace the gates.")


def test_another_name_is_another_matter_unless_title_or_lead_name_it() -> None:
    asked = "Why did the Vantmoor mill close?"
    assert not holds(asked, "The mill did not close.")
    assert not holds(asked, "The Ostrel mill did not close.")
    assert holds(asked, "The mill did not close.", "News from Vantmoor")


def test_another_figure_is_another_matter_unless_title_or_lead_have_it() -> None:
    asked = "Why did the board raise the 12 crown toll?"
    assert not holds(asked, "The board cut the toll.")
    assert not holds(asked, "The board cut the 13 crown toll.")
    assert holds(asked, "The board cut the 12 crown toll.")
    assert holds(asked, "The board cut the toll.", "The toll of 12 crowns")


def test_an_opposite_about_other_things_corrects_nothing() -> None:
    assert not holds("Why did the old harbour mill close in winter?", "The school opened.")


_PIECES = st.sampled_from(
    "Why did|the mill|not|close|12|no|never|open|Vantmoor|n’t|who|How many|gates|put up|, and|?".split("|")
)
texts = st.lists(_PIECES, max_size=9).map(" ".join) | st.text(max_size=40)


@given(texts, texts, texts)
def test_any_sentence_corrects_a_question_or_does_not(question: str, sentence: str, frame: str) -> None:
    assert holds(question, sentence, frame) in {True, False}


@given(texts, st.lists(st.sampled_from("The mill closed in May for a year".split()), max_size=6).map(" ".join))
def test_a_question_that_asks_whether_takes_nothing_for_granted(question: str, sentence: str) -> None:
    assert not holds(f"Did {question}", sentence)
