"""How questions ask for all that somebody said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.service.saying import Statements, said


@pytest.mark.parametrize(
    "question",
    [
        "What did Ann Lee say about the toll?",
        "What has Ann Lee told reporters about the toll?",
        "What did the head of the harbour board of Ostrel, Ann Lee, say about the toll?",
        "What has Ann Lee, the head of the harbour board of Ostrel, said about the toll?",
        "What has Ann Lee had to say on the toll?",
        "What is Ann Lee quoted as saying about the toll?",
        "What has been said by Ann Lee about the toll?",
        "On the toll, what has Ann Lee said?",
        "Everything Ann Lee has said on the toll",
        "All that Ann Lee has said about the toll",
        "Everything said by Ann Lee about the toll",
        "Every comment by Ann Lee on the toll, please",
        "Summarise what Ann Lee has said about the toll.",
        "Give a complete list of what Ann Lee said about the toll",
        "List, in order of date, what Ann Lee has said on the toll.",
        "What promises has Ann Lee made about the toll?",
        "Which warnings did Ann Lee give on the toll?",
        "Where does Ann Lee stand on the toll?",
        "Collect everything Ann Lee said about the toll.",
        "List all of Ann Lee's statements on the toll.",
        "List all statements by Ann Lee on the toll",
        "Give me all quotes from Ann Lee about the toll.",
        "Show me every comment Ann Lee made about the toll",
        "What statements has Ann Lee made about the toll?",
        "Which statements did Ann Lee make on the toll?",
        "What are Ann Lee’s statements on the toll?",
        "Ann Lee’s statements on the toll",
        "Ann Lee on the toll: all statements",
        "About the toll: everything Ann Lee said",
        "How has Ann Lee commented on the toll over the two years?",
        "What is Ann Lee’s position on the toll?",
        "Find all public remarks of Ann Lee concerning the toll",
    ],
)
def test_all_that_somebody_said_is_asked_for_in_many_ways(question: str) -> None:
    assert said(question) == Statements("Ann Lee", "the toll")


@pytest.mark.parametrize(
    "question",
    [
        "How much did she say it cost?",
        "Which company did Ann Lee say would build the quay?",
        "What is the company’s response time?",
        "What did they say about the toll?",
        "What has been said?",
        "",
    ],
)
def test_a_thing_said_and_nobody_are_not_all_that_somebody_said(question: str) -> None:
    assert said(question) is None


@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from("what has Ann Lee said on the toll all statements by : of".split())).map(" ".join)
)
def test_any_question_is_read(question: str) -> None:
    found = said(question)
    assert found is None or found.who
