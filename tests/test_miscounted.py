"""Whether a sentence has another number of what a question counts in passing, and what is no such correction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.service.lexicon import Lexicon
from dateline.service.miscounted import miscounted, tells_as_asked
from dateline.service.nouns import Question
from dateline.service.question import read


def holds(question: str, sentence: str, frame: str = "") -> bool:
    return miscounted(read(Question(question)), sentence, frame, Lexicon())


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Why does the tram cut the journey by 9 minutes?", "The tram cuts the journey by six minutes."),
        ("Who built the 14 gates of the barrier?", "The barrier has 12 gates, built by Ternhavn."),
        ("Why did the board fine the mill 3 million crowns?", "The board fined the mill 2 million crowns."),
        ("Why did the board vote to raise the fare by 8 percent?", "The board voted to raise the fare by 5%."),
        ("What led the board to shut three of the mills?", "The board shut two mills of the seven."),
    ],
)
def test_another_number_of_the_same_things_corrects_the_question(question: str, sentence: str) -> None:
    assert holds(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Why does the tram cut the journey by 9 minutes?", "The tram cuts the journey by nine minutes."),
        ("Why did the board fine the mill 2 million crowns?", "The board fined the mill 1.96 million crowns."),
        ("Why does the tram cut the journey by 9 minutes?", "The journey takes 30 minutes."),
        ("Why does the tram cut the journey by 9 minutes?", "The tram cuts the journey by 6 kilometres."),
        ("Does the tram cut the journey by 9 minutes?", "The tram cuts the journey by six minutes."),
        ("Why did Ostrel’s board fine the mill 3 million crowns?", "The board fined the mill 2 million crowns."),
        ("Why did the board shut the mill in 2021?", "The board shut the mill in 2022."),
        ("Why did the board shut the mill on May 4?", "The board shut the mill on May 5."),
        ("Why did the board shut two mills and 30 shops?", "The board shut three mills and 40 shops."),
        ("Why did the board drop Order 14 for ships?", "The board did drop Order 9 for ships."),
        ("Why did it?", "It did 9 times."),
    ],
)
def test_what_only_looks_like_another_number_corrects_nothing(question: str, sentence: str) -> None:
    assert not holds(question, sentence)


def test_the_number_asked_with_may_be_told_elsewhere() -> None:
    asked = read(Question("Who built the 14 gates of the barrier?"))
    assert tells_as_asked(asked, ["It rained.", "All fourteen gates held."])
    assert not tells_as_asked(asked, ["All fourteen pumps held.", "The 12 gates held."])


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_question_and_any_sentence_can_be_compared(question: str, sentence: str) -> None:
    assert holds(question, sentence) in {True, False}
