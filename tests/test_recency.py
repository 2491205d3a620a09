"""How things stand: of sentences that answer about as surely the newest comes first, where the question asks for that."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from newsroom import article, found_in

from dateline.service.candidates import Candidate, ordered
from dateline.service.nouns import Question
from dateline.service.question import read
from dateline.service.recency import asks_newest, newest_first


def candidate(year: int | None, preference: float, *against: str) -> Candidate:
    (hit,) = found_in(article(f"It has {year} trees."))
    day = None if year is None else datetime(year, 5, 1, tzinfo=UTC)
    return Candidate(
        replace(hit, revision=replace(hit.revision, published_at=day)), 0.5, {"identifies": 0.0}, against, preference
    )


def years(question: str, *candidates: Candidate) -> list[int | None]:
    found = newest_first(read(Question(question)), ordered(candidates))
    return [day.year if (day := each.hit.revision.published_at) is not None else None for each in found]


OLD, MIDDLE, NEW = candidate(2021, 3.0), candidate(2022, 2.9), candidate(2023, 2.5)


def test_the_newest_of_those_that_answer_about_as_surely_comes_first() -> None:
    assert years("How many trees has the park now?", OLD, NEW, MIDDLE) == [2023, 2021, 2022]


def test_without_a_word_for_it_the_order_stays() -> None:
    assert years("How many trees has the park?", OLD, NEW, MIDDLE) == [2021, 2022, 2023]


@pytest.mark.parametrize("lesser", [candidate(2024, 1.0), candidate(2024, 2.9, "kind"), candidate(None, 3.0)])
def test_one_that_answers_less_surely_or_is_barred_or_undated_does_not(lesser: Candidate) -> None:
    assert years("How many trees has the park now?", OLD, NEW, lesser)[0] == 2023


def test_nothing_found_and_nothing_dated_stay_as_they_are() -> None:
    assert years("How many trees has the park now?") == []
    assert years("How many trees has the park now?", candidate(None, 2.0), candidate(None, 1.0)) == [None, None]


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("What is the bridge put at now?", True),
        ("Who currently runs Vesk Rail?", True),
        ("Is the ban still in force?", True),
        ("What is the company’s latest forecast?", True),
        ("By the latest count, how many people died?", True),
        ("How much has the fund paid so far?", True),
        ("Does she run the bank any longer?", True),
        ("As things stand, when does it open?", True),
        ("What is the most recent estimate?", True),
        ("How many trees did the park have?", False),
        ("What did it cost in 2021, and who pays now?", False),
        ("What will change from now on?", False),
        ("Why did the dredgers stand still?", False),
        ("When will it be here, by the latest?", False),
        ("How strong is the current off Vesk?", False),
        ("Now that the mine is shut, who pays?", False),
    ],
)
def test_what_asks_for_how_things_stand(question: str, asks: bool) -> None:
    assert asks_newest(read(Question(question))) is asks
