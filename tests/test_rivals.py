"""Beside a figure the one that somebody else in the article gives for the same."""

import pytest
from newsroom import article, found_in, letter_for_letter

from dateline.indexes.nouns import Coverage, Found
from dateline.service.answerable import Candidate, Verdict
from dateline.service.nouns import Answer, Conflict, Question
from dateline.service.pipeline import answer
from dateline.service.quotes import keyless_draft
from dateline.service.rivals import rival
from dateline.service.selection import select


def other(question: str, *sentences: str, at: int = 0) -> str | None:
    told = article(*sentences)
    found = rival(question, told.passages[at], told)
    return None if found is None else found.text.strip()


@pytest.mark.parametrize(
    ("says", "disputes"),
    [
        ("The board said 60 jobs would go.", "The union put the loss at 95."),
        ("The repair cost 4 million crowns.", "Ann Lee, the treasurer, insisted that it was 6 million."),
        ("The ministry counted 31 wells.", "Growers in the valley spoke of 52 wells."),
        ("The spill covered 12 hectares.", "Orrin Gas said a survey by its own divers found 5 hectares."),
        ("The court takes 40 days on average.", "The bar association put the average at 66 days."),
    ],
)
def test_the_other_figure_is_found_across_what_stands_between(says: str, disputes: str) -> None:
    assert other("How many, or how much?", says, "It rained.", "Nobody was hurt.", disputes) == disputes


@pytest.mark.parametrize(
    ("question", "says", "more"),
    [
        (
            "How many jobs will go?",
            "The board said 60 jobs would go.",
            "The union put the price of tickets at 9 crowns.",
        ),
        ("How many jobs will go?", "The board said 60 jobs would go.", "She estimated that 80 jobs would go later."),
        ("How many jobs will go?", "The board said 60 jobs would go.", "The union spoke of 60 jobs."),
        ("How many jobs will go?", "The board said 60 jobs would go.", "The union spoke of 4,000 jobs."),
        ("How many jobs will go?", "The board said 60 jobs would go.", "The union spoke of 52 members."),
        ("How many jobs will go?", "The board said 60 jobs would go.", "The union has hired 85 people."),
        ("How many will go, according to the board?", "The board said 60 jobs would go.", "The union put it at 95."),
        ("How many jobs does the board expect to go?", "The board said 60 jobs would go.", "The union put it at 95."),
        ("How many jobs will go?", "Of 300 jobs 60 would go, the board said.", "The union put the loss at 95."),
    ],
)
def test_no_other_figure_of_something_else(question: str, says: str, more: str) -> None:
    assert other(question, says, more) is None


def test_the_other_figure_stands_right_behind_the_first_and_is_paid_for() -> None:
    told = found_in(article("Sixty jobs will go.", "The union put the loss at 95.", "It rained all day long."))
    first, owed, last = (Candidate(hit, 0.9, {}, preference=-rank) for rank, hit in enumerate(told))
    assert select("one", [first, last], (owed,)) == (first, owed, last)


@pytest.mark.parametrize("shown", [2, 1])
def test_an_answer_says_which_of_its_citations_dispute_one_another_where_it_has_both(shown: int) -> None:
    hits = found_in(article("The board said 60 jobs would go.", "The union put the loss at 95."))
    both = tuple(Candidate(hit, 0.9, {}) for hit in hits)
    verdict = Verdict(True, both, both[:shown], disputed=((hits[0].passage, hits[1].passage),))
    *_, last = answer(
        Question("How many jobs will go?"),
        retrieve=lambda _reading, _filters: Found(hits, Coverage(1, 0, None, None, 2, 0), snapshot="1"),
        judge=lambda _reading, _found: verdict,
        draft=keyless_draft,
        unsupported=letter_for_letter,
    )
    assert isinstance(last, Answer)
    assert last.conflicts == ((Conflict("disputed", (1, 2)),) if shown > 1 else ())
