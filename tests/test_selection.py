"""Which of the likely sentences are shown: as many as the form of answer may cost, and nothing said twice."""

from dataclasses import dataclass, replace
from math import inf, log
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import article, found_in

from dateline.indexes.nouns import Hit, Revision
from dateline.service.leaning import length
from dateline.service.selection import BUDGETS, select
from dateline.service.shapes import Shape

SHAPES: tuple[Shape, ...] = get_args(Shape)
every_shape = pytest.mark.parametrize("shape", SHAPES)


@dataclass(frozen=True, slots=True)
class Likely:
    """A sentence and how likely it answers."""

    hit: Hit
    probability: float

    @property
    def preference(self) -> float:
        return log(self.probability) if self.probability else -inf


def likely(*articles: Revision, falling: float = 0.01) -> list[Likely]:
    """Every sentence, each a little less likely than the one before."""
    return [Likely(hit, 0.9 - falling * at) for at, hit in enumerate(found_in(*articles))]


def texts(chosen: tuple[Likely, ...]) -> list[str]:
    return [each.hit.passage.text for each in chosen]


def towns(count: int) -> list[str]:
    """Sentences that have little in common."""
    names = "Vantmoor Ostrel Norrholt Kelvar Halvik Velda Lindholm Quayside".split()
    return [f"{name} paid {at + 11} crowns." for at, name in enumerate(names[:count])]


@every_shape
def test_nothing_is_chosen_of_nothing(shape: Shape) -> None:
    assert select(shape, []) == ()


@every_shape
def test_a_budget_is_a_number_of_sentences(shape: Shape) -> None:
    apart = [article(text, id=f"a{at}") for at, text in enumerate(towns(8))]
    assert len(select(shape, likely(*apart))) == BUDGETS[shape].sentences


@every_shape
def test_a_budget_is_a_number_of_words_and_a_long_sentence_leaves_room_for_a_short_one(shape: Shape) -> None:
    words = BUDGETS[shape].words
    first, long, short = (" ".join([word] * count) for word, count in (("Ash", words - 5), ("Oak", 6), ("Elm", 5)))
    chosen = select(shape, likely(*(article(text, id=text[:3]) for text in (first, long, short))))
    assert texts(chosen) == [first, short]


@every_shape
def test_the_likeliest_is_shown_whatever_it_costs(shape: Shape) -> None:
    long = " ".join(["Ash"] * 150)
    assert texts(select(shape, likely(article(long, "Elm paid 9 crowns.")))) == [long]


@every_shape
def test_a_sentence_far_less_likely_than_the_first_is_left_out(shape: Shape) -> None:
    first, second = likely(article("Vantmoor paid 11 crowns.", id="a"), article("Ostrel paid 12 crowns.", id="b"))
    at = BUDGETS[shape].close * first.probability
    assert len(select(shape, [first, replace(second, probability=at + 0.001)])) == 2
    assert len(select(shape, [first, replace(second, probability=at - 0.001)])) == 1


@pytest.mark.parametrize(
    ("first", "second", "adds"),
    [
        ("The board paid 11 crowns.", "The board paid 11 crowns.", False),
        ("The board paid 11 crowns.", "The boards are paying 11 crowns.", False),
        ("The board paid 11 crowns for the old gate.", "The board paid 11 crowns.", False),
        ("The board paid 11 crowns.", "The board paid 12 crowns.", True),
        ("The board paid 11 crowns.", "Vantmoor paid 11 crowns.", True),
        ("The board paid.", "The board paid a large sum for gates and pumps.", True),
    ],
)
def test_what_says_nothing_new_is_not_shown_beside_it(first: str, second: str, adds: bool) -> None:
    chosen = select("several", likely(article(first, id="a"), article(second, id="b")))
    assert len(chosen) == (2 if adds else 1)


def test_what_a_sentence_needs_beside_it_counts_among_its_words() -> None:
    before, leaning = " ".join(["Oak"] * 40), "It paid 12 crowns to Ostrel."
    found = likely(article(" ".join(["Ash"] * 40), id="a"), article(before, leaning, id="b"))
    assert texts(select("one", [found[0], found[2]])) == [" ".join(["Ash"] * 40)]


def test_a_development_is_told_in_order_of_date_one_sentence_an_article() -> None:
    late = article("In May it was 14 crowns.", "Ostrel had 9 crowns.", id="late", on="2024-05-01")
    early = article("In March it was 11 crowns.", "Norrholt had 8 crowns.", id="early", on="2024-03-01")
    undated = article("Once it was 2 crowns.", id="undated", on=None)
    chosen = select("change", likely(undated, late, early))
    assert texts(chosen) == ["In March it was 11 crowns.", "In May it was 14 crowns.", "Once it was 2 crowns."]


def test_everything_but_a_development_is_shown_with_the_likeliest_first() -> None:
    late = article("In May it was 14 crowns.", id="late", on="2024-05-01")
    early = article("In March it was 11 crowns.", id="early", on="2024-03-01")
    assert [each.probability for each in select("several", likely(late, early))] == [0.9, 0.89]


words = st.lists(st.sampled_from("Ash oak elm it The 11 12 paid Ostrel.".split()), min_size=1, max_size=45)
drawn = st.lists(
    st.tuples(st.sampled_from("abc"), words.map(" ".join), st.floats(0, 1, exclude_min=True)), min_size=1, max_size=12
)


@given(st.sampled_from(SHAPES), drawn)
def test_no_choice_exceeds_its_budget(shape: Shape, sentences: list[tuple[str, str, float]]) -> None:
    told = {key: [(text, at) for each, text, at in sentences if each == key] for key in "abc"}
    articles = [article(*(text for text, _ in each), id=key) for key, each in told.items() if each]
    odds = [at for each in told.values() for _, at in each]
    found = sorted(map(Likely, found_in(*articles), odds), key=lambda each: -each.probability)
    chosen, budget = select(shape, found), BUDGETS[shape]
    assert found[0] in chosen
    assert len(chosen) <= budget.sentences
    assert len(chosen) == 1 or sum(length(each.hit.passage, each.hit.revision) for each in chosen) <= budget.words
    assert len({each.hit.passage.text for each in chosen}) == len(chosen)
    assert all(each.probability >= budget.close * found[0].probability for each in chosen)
