"""A question without the time that it names."""

import pytest

from dateline.service.anytime import untimed


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("What was the toll in 2019?", "What was the toll?"),
        ("In 2019, what was the toll?", "what was the toll?"),
        ("What was Vesk Rail’s profit for the third quarter of 2021?", "What was Vesk Rail’s profit?"),
        ("Who ran Vesk Rail in early March 2018 and why?", "Who ran Vesk Rail and why?"),
        ("How large was the 2017 budget of Kelvar?", "How large was budget of Kelvar?"),
        ("What was 2020’s toll at Kelvar?", "What was toll at Kelvar?"),
        ("How many people had left by the end of 2022?", "How many people had left?"),
    ],
)
def test_years_and_what_belongs_to_them_are_dropped(text: str, left: str) -> None:
    assert untimed(text) == left


@pytest.mark.parametrize("text", ["What was the toll?", "In 2019?", "Why 2019?"])
def test_without_a_year_or_without_anything_else_there_is_none(text: str) -> None:
    assert untimed(text) is None
