"""Which newspaper a question asks for in its own words, and whether the archive has it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.service.nouns import Question
from dateline.service.question import read
from dateline.service.sources import is_known, sources_named


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("According to the Norrholt Ledger, what did the mill cost?", "Norrholt Ledger"),
        ("What did the Norrholt Ledger report about the mill?", "Norrholt Ledger"),
        ("What has the Norrholt Ledger’s coverage said of the mill?", "Norrholt Ledger"),
        ("What does the article in the Norrholt Ledger say?", "Norrholt Ledger"),
        ("What was written in the Norrholt Ledger?", "Norrholt Ledger"),
        ("Norrholt Ledger’s report names whom?", "Norrholt Ledger"),
        ("Who does a Norrholt Ledger article on the mill name?", "Norrholt Ledger"),
        ("Who won, after a recent Tide Post piece and what followed?", "Tide Post"),
        ("What did an ESPN review of the match say?", "ESPN"),
        ("Whom does the interview in Rolling Stone name?", "Rolling Stone"),
        ("Per Le Monde, who won?", "Le Monde"),
        ("As reported by Reuters, who won?", "Reuters"),
        ("How did Der Spiegel explain the fall?", "Der Spiegel"),
        ("How many were hurt, going by the Tide Post?", "Tide Post"),
        ("What total did the Tide Post give for the repairs?", "Tide Post"),
        ("El País on the summit: what was agreed?", "El País"),
    ],
)
def test_a_newspaper_whose_word_is_asked_for_is_named(text: str, name: str) -> None:
    assert sources_named(text) == (name,)
    assert read(Question(text)).sources_named == (name,)


@pytest.mark.parametrize(
    "text",
    [
        "According to the harbour board, what did the mill cost?",
        "What did Ann Lee say about the mill?",
        "Who owns the Norrholt Ledger?",
        "What does the Sun cost?",
        "In Norrholt, who won?",
        "In 2024, who won?",
        "What did the post bring?",
        "What did a Halvik Line report say about the ferry?",
        "Who wrote the National Audit Office report?",
        "",
    ],
)
def test_whoever_is_no_newspaper_or_only_asked_about_is_not(text: str) -> None:
    assert sources_named(text) == ()


def test_of_two_newspapers_both_are_named() -> None:
    text = "Which bank do a BBC article and a Guardian piece both name?"
    assert sources_named(text) == ("BBC", "Guardian")


def test_a_newspaper_that_is_named_twice_is_one() -> None:
    assert sources_named("According to the Tide Post, what did the Tide Post report?") == ("Tide Post",)


KNOWN = frozenset(("Norrholt Ledger", "The Valley Post", "L’Écho du Val"))


@pytest.mark.parametrize(
    "name",
    [
        "Norrholt Ledger",
        "norrholt ledger",
        "the Norrholt Ledger",
        "Ledger",
        "The Ledger",
        "Valley Post",
        "The Valley Post",
    ],
)
def test_a_source_is_known_by_its_name_or_a_part_of_it(name: str) -> None:
    assert is_known(name, KNOWN)


@pytest.mark.parametrize("name", ["Tide Post", "Norrholt Gazette", "Reuters"])
def test_any_other_source_is_not(name: str) -> None:
    assert not is_known(name, KNOWN)


def test_a_longer_name_than_the_archives_own_is_known() -> None:
    assert is_known("The Valley Post Today", KNOWN)
    assert not is_known("Valley Post", frozenset())


@given(st.text(max_size=30))
def test_a_source_is_known_by_what_it_is_called(name: str) -> None:
    assert is_known(name, frozenset((name,)))


@given(st.text(max_size=80) | st.text(max_size=20).map(lambda text: f"According to the {text} Post, who won?"))
def test_newspapers_are_named_as_the_question_writes_them(text: str) -> None:
    assert all(name in text for name in sources_named(text))
