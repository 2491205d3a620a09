"""How a figure developed: the sentence of each article that gives it, told apart from other figures and other things."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from newsroom import article

from dateline.indexes.nouns import Hit, Revision
from dateline.service.developments import development, measure_of
from dateline.service.nouns import Question
from dateline.service.question import read

COST = "How has the cost of the Vesk Bridge developed?"


def published(year: int, *sentences: str, title: str = "The Vesk Bridge") -> Revision:
    found = article(*sentences, title=title)
    passages = tuple(replace(each, id=f"{year}-{each.ordinal}") for each in found.passages)
    return replace(found, article_id=f"a{year}", passages=passages, published_at=datetime(year, 3, 1, tzinfo=UTC))


def told(question: str, *articles: Revision) -> list[str]:
    hits = [Hit(each.passages[0], each, 0.5, {"vectors": 0.5}, "found") for each in articles]
    return [hit.passage.text for hit in development(read(Question(question)), hits)]


def test_each_article_gives_the_measure_in_order_of_date() -> None:
    later = published(2025, "It rained.", "The bridge will cost 52 million crowns.")
    earlier = published(2023, "It snowed.", "The bridge was put at 40 million crowns.", "It has 4 million bolts.")
    assert told(COST, later, earlier) == [
        "The bridge was put at 40 million crowns.",
        "The bridge will cost 52 million crowns.",
    ]


def test_one_article_is_no_development() -> None:
    assert told(COST, published(2025, "The bridge will cost 52 million crowns.")) == []


@pytest.mark.parametrize(
    "other",
    [
        "The bridge will carry 52 million people.",  # another measure
        "The bridge will cost a lot.",  # no figure
        "The bridge will cost nothing before 2027.",  # a year is no sum
    ],
)
def test_a_sentence_without_the_measure_gives_none(other: str) -> None:
    assert told(COST, published(2023, "It cost £4m."), published(2025, other)) == []


def test_an_article_on_something_else_gives_none() -> None:
    ferry = published(2025, "The ferry will cost 52 million crowns.", title="The ferry")
    assert told(COST, published(2023, "The bridge cost £4m."), ferry) == []


def test_a_name_is_all_of_its_words_and_its_number() -> None:
    line = "How has the cost of Line 4 developed?"
    fourth = published(2023, "It will cost £4m.", title="Line 4 approved")
    fifth = published(2025, "It will cost £5m.", title="Line 5 approved")
    assert told(line, fourth, fifth) == []
    assert told(line, fourth, replace(fifth, title="Line 4 grows")) == ["It will cost £4m.", "It will cost £5m."]


def test_what_the_sentence_names_itself_comes_last() -> None:
    before = published(2023, "The bridge will cost £4m.")
    after = published(2025, "It rained.", "Ostrel’s ferry cost £9m.", "The bridge will cost £6m.")
    assert told(COST, after, before) == ["The bridge will cost £4m.", "The bridge will cost £6m."]
    after = published(2025, "It rained.", "He said that the Ostrel ferry cost £9m.", "The bridge will cost £6m.")
    assert told(COST, after, before) == ["The bridge will cost £4m.", "The bridge will cost £6m."]


def test_without_a_name_the_words_of_the_question_say_what_is_meant() -> None:
    asked = "How has the price of the tram changed?"
    tram = published(2023, "The tram will cost £4m.", title="Tram approved")
    assert told(asked, tram, published(2025, "It will cost £6m.", title="Tram late")) == [
        "The tram will cost £4m.",
        "It will cost £6m.",
    ]
    assert told(asked, tram, published(2025, "It will cost £6m.", title="Ferry late")) == []


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How has the headcount of Orrin Devices changed?", "Orrin Devices employs 2,060 people."),
        ("How has the opening of the Vesk Bridge moved?", "The Vesk Bridge will open in May 2027."),
        ("How did the key rate of Orrin Bank develop?", "Orrin Bank raised its key rate to 5.75 percent."),
        ("How has the capacity of Orrin Park changed?", "Orrin Park will have an output of 96 megawatts."),
        ("How has the cod limit of Orrin Sound moved?", "In Orrin Sound the cod limit is 3,600 tonnes."),
    ],
)
def test_measures_are_told_in_their_own_words(question: str, sentence: str) -> None:
    found = [published(year, sentence, title="News") for year in (2023, 2025)]
    assert told(question, *found) == [sentence, sentence]


def test_a_question_that_names_no_measure_has_no_development() -> None:
    assert measure_of("How has the mayor changed?") is None
    assert told("How has the mayor changed?", *(published(year, "It cost £4m.") for year in (2023, 2025))) == []
