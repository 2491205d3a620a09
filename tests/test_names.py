"""Names in Han signs and in Latin letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.service.names import likeness, may_be_name


@pytest.mark.parametrize(
    ("signs", "word"),
    [
        ("达德利", "Dudley"),
        ("辛普森", "Simpson"),
        ("杰克逊维尔", "Jacksonville"),
        ("丹佛", "Denver"),
        ("唐娜", "Donna"),
        ("凯尔瓦", "Kelvar"),
        ("哈爾維克", "Halvik"),
    ],
)
def test_a_name_sounds_like_itself_in_the_other_script(signs: str, word: str) -> None:
    assert likeness(signs, word) >= 0.67


@pytest.mark.parametrize(
    ("signs", "word"), [("达德利", "Denver"), ("特斯拉", "Seattle"), ("码头", "Mats"), ("克", "Luke")]
)
def test_other_names_and_other_words_do_not(signs: str, word: str) -> None:
    assert likeness(signs, word) == 0.0


def test_only_words_with_a_capital_are_names() -> None:
    assert likeness("达德利", "dudley") == 0.0
    assert not may_be_name("芯片")


@given(st.text(alphabet="达德利辛普森克尔a芯", max_size=6), st.text(max_size=12))
def test_likeness_lies_between_nought_and_one(signs: str, word: str) -> None:
    assert 0.0 <= likeness(signs, word) <= 1.0
