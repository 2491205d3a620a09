"""Whom or what a sentence is about first."""

import pytest

from dateline.service.clauses import subject_of


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("The board said it would.", "The board"),
        ("The new mayor, Ann Lee, said no.", "The new mayor"),
        ("A spokesman said so.", "A spokesman"),
        ("The River Alliance won.", "The River Alliance"),
        ("A. Berg said so.", "A. Berg"),
        ("Its chief executive Greta Osland left.", "Its chief executive Greta Osland"),
        ("On Monday, the ministry said so.", "the ministry"),
        ("She left.", "She"),
        ("nothing begins with a capital here", None),
    ],
)
def test_a_sentence_is_about_whom_it_begins_with(sentence: str, subject: str | None) -> None:
    assert subject_of(sentence) == subject
