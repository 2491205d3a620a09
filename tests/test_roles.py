"""What a speaker is, in the words of the article, and of whom no role is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.service.roles import with_role


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ann Lee, the harbour master, said so.", "Ann Lee, the harbour master"),
        ("“No,” said Ann Lee, a retired nurse.", "Ann Lee, a retired nurse"),
        ("Ann Lee, who runs the ferry, left.", "Ann Lee, who runs the ferry"),
        ("Ann Lee, managing director of Tide & Co, left.", "Ann Lee, managing director of Tide & Co"),
        ("Harbour engineer Ann Lee said so.", "Ann Lee, Harbour engineer"),
        ("The chief harbour master Ann Lee said so.", "Ann Lee, chief harbour master"),
        ("But board member Ann Lee said so.", "Ann Lee, board member"),
        ("On Monday engineer Ann Lee said so.", "Ann Lee, engineer"),
        ("Yesterday engineer Ann Lee said so.", "Ann Lee, engineer"),
        ("Minister Ann Lee came. Ann Lee, the harbour master, left.", "Ann Lee, the harbour master"),
    ],
)
def test_a_role_is_told_as_the_article_tells_it(text: str, shown: str) -> None:
    assert with_role("Ann Lee", text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee said so.",
        "Ann Lee, 41, said so.",
        "Ann Lee, however, said so.",
        "Ann Lee and the harbour master said so.",
        "The harbour master met Ann Lee.",
        "Tom Orr, the harbour master, met Ann Lee.",
        "Joann Lee, the harbour master, said so.",
        "",
    ],
)
def test_a_role_that_the_article_does_not_give_is_not_made_up(text: str) -> None:
    assert with_role("Ann Lee", text) == "Ann Lee"


@pytest.mark.parametrize("name", ["Lee", "The Harbour Board", "the board", "people familiar with the matter", ""])
def test_only_people_with_two_names_have_roles(name: str) -> None:
    assert with_role(name, f"{name}, the harbour master, said so. Engineer {name} left.") == name


def test_a_name_with_a_small_word_in_it_is_a_name() -> None:
    assert with_role("Karl van Berg", "Engineer Karl van Berg said so.") == "Karl van Berg, Engineer"


names = st.sampled_from(["Ann Lee", "Karl van Berg", "A. (B) Lee", "Lee"]) | st.text(max_size=20)


@given(
    names,
    st.lists(st.sampled_from("Ann Lee|, the|harbour master|,|.|said|Minister|A. (B) Lee|on".split("|"))).map(" ".join),
)
def test_a_role_is_made_of_the_articles_own_words(name: str, text: str) -> None:
    shown = with_role(name, text)
    assert shown.startswith(name)
    assert shown == name or shown.removeprefix(f"{name}, ") in text
