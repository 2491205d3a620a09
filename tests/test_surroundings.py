"""What stands around a sentence: how an article as a whole looks to a question, and what of it is left to say."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import article, found_in, no_nearness

from dateline.indexes.nouns import Hit, Revision
from dateline.service.lexicon import lexicon
from dateline.service.nouns import Question
from dateline.service.question import read
from dateline.service.signals import signals, topic_of
from dateline.service.surroundings import Surroundings, surroundings

TOLL = article("The toll rose in May.", "It is 14 crowns.", "Ilse Brandvik said so.", id="toll", title="Vantmoor toll")
FERRY = article("The ferry is green.", "It carries 240 people.", id="ferry")
ASKED = "How many crowns is the toll of Vantmoor, Ilse Brandvik?"


def around(question: str, hits: list[Hit]) -> Surroundings:
    reading = read(Question(question))
    return surroundings(reading, hits, topic_of(reading))


def signals_of(question: str, *articles: Revision) -> list[dict[str, float]]:
    reading, hits = read(Question(question)), found_in(*articles)
    words, near = lexicon(reading, hits, no_nearness), surroundings(reading, hits, topic_of(reading))
    return [signals(reading, hit, words, near) for hit in hits]


def test_an_article_is_as_good_as_its_best_sentence() -> None:
    toll, ferry = found_in(TOLL), found_in(FERRY)
    hits = [replace(toll[0], score=0.2), replace(toll[1], score=0.8), replace(ferry[0], score=0.4)]
    near = around(ASKED, hits)
    assert [near.of(hit).best for hit in hits] == [1.0, 1.0, 0.5]


def test_an_article_knows_the_names_that_stand_anywhere_in_it() -> None:
    near = around(ASKED, found_in(TOLL, FERRY))
    assert [near.of(hit).names for hit in found_in(TOLL, FERRY)] == [1.0] * 3 + [0.0] * 2
    assert around("What is the toll?", found_in(FERRY)).of(found_in(FERRY)[0]).names == 1.0


def test_what_title_and_lead_have_is_not_left_for_the_sentence() -> None:
    left = around("How many crowns is the toll?", found_in(TOLL)).of(found_in(TOLL)[0]).left
    assert left["toll"] < left["crown"]


def test_what_many_sentences_of_an_article_have_tells_little() -> None:
    often = article("It rained.", "A crown fell.", "A crown rose.", "A crown broke, a gate held.")
    left = around("How many crowns and gates?", found_in(often)).of(found_in(often)[0]).left
    assert left["crown"] < left["gate"]


def test_the_sentences_before_lend_their_cosine_and_others_do_not() -> None:
    hits = [replace(hit, scores={"vectors": value}) for hit, value in zip(found_in(TOLL), (0.2, 0.6, 0.1), strict=True)]
    assert [around(ASKED, hits).before(hit) for hit in hits] == [0.0, 0.2, 0.6]
    assert around(ASKED, hits[2:]).before(hits[2]) == 0.0
    assert around(ASKED, [*hits, *found_in(FERRY)]).before(found_in(FERRY)[0]) == 0.0


def test_where_nothing_was_found_there_is_nothing_around() -> None:
    assert around(ASKED, []).articles == {}


@pytest.mark.parametrize(
    ("name", "question", "stronger", "weaker"),
    [
        ("coverage", "What is the toll of the mole?", "The toll of the mole is 14 crowns.", "The toll is high."),
        ("names_here", "What did Ilse Brandvik pay?", "Ilse Brandvik paid.", "She paid."),
        ("numbers_away", "Who paid 14 crowns?", "Somebody paid 15 crowns.", "Somebody paid 14 crowns."),
        ("kind_fits", "How much is the toll?", "The toll is 14 crowns.", "The toll is high."),
        ("kind_misses", "How much is the toll?", "The toll is high.", "The toll is 14 crowns."),
        ("nobody", "Who paid the toll?", "It was paid.", "Ilse Brandvik paid the toll."),
        (
            "pairs",
            "Who paid the harbour toll?",
            "The harbour toll was paid.",
            "The harbour slept while goats of every colour sang of a toll.",
        ),
        ("speech", "What was said of the toll?", "The toll hurts, Ilse Brandvik said.", "The toll hurts."),
        ("length", "What is the toll?", "The toll is a sum that all ships pay.", "A toll."),
        ("identifies", "Who is Ilse Brandvik?", "Ilse Brandvik, an engineer, came.", "Ilse Brandvik came."),
    ],
)
def test_a_signal_says_what_its_name_says(name: str, question: str, stronger: str, weaker: str) -> None:
    (strong,), (weak,) = signals_of(question, article(stronger)), signals_of(question, article(weaker))
    assert strong[name] > weak[name]


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=50), min_size=1, max_size=4))
def test_every_signal_of_any_text_is_a_number_between_minus_one_and_one(question: str, sentences: list[str]) -> None:
    for found in signals_of(question, article(*sentences)):
        assert all(math.isfinite(value) and -1.0 <= value <= 1.0 for value in found.values())
