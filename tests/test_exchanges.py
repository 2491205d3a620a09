"""Near misses made of answered questions: what is exchanged, and that nothing else is."""

import random

import pytest

from dateline.eval.exchanges import Exchanges

SENTENCES = [
    ["The quay of Norvik was bought by Osmark in 2019.", "It cost 375 million crowns."],
    ["The pier at Skagby sank in 2007."],
]
QUESTIONS = [["Who bought the quay in Norvik?"], ["When did the pier at Skagby sink?"]]


def changed(question: str, times: int = 200) -> set[str | None]:
    exchanges = Exchanges(SENTENCES, QUESTIONS, random.Random(7))
    return {exchanges.changed(0, question) for _ in range(times)}


def test_a_name_is_exchanged_for_one_of_the_item_or_of_others() -> None:
    found = changed("Was it Osmark?")
    assert found <= {"Was it Norvik?", "Was it Skagby?", None}
    assert {"Was it Norvik?", "Was it Skagby?"} <= found


def test_a_number_is_exchanged_for_a_number() -> None:
    assert changed("What happened in 2011?") - {None} == {"What happened in 2019?", "What happened in 375?"}


def test_a_noun_is_exchanged_for_a_noun() -> None:
    assert changed("Why did the engine fail?") - {None} == {"Why did the quay fail?", "Why did the pier fail?"}


def test_a_word_is_turned_into_its_opposite() -> None:
    assert changed("what happened before that") == {"what happened after that", "what happened since that"}
    assert changed("who won, then") == {"who lost, then"}


@pytest.mark.parametrize("question", ["who sings", "Who?", ""])
def test_a_question_without_any_of_these_stays_unmade(question: str) -> None:
    assert changed(question) == {None}


def test_the_question_never_comes_back_as_it_was() -> None:
    for question in ("Who bought the quay in Norvik?", "Was Osmark or Skagby first in 2019?"):
        assert question not in changed(question)
