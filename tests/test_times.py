"""Times and quantities as they are written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.service.times import (
    bare_counts,
    counts,
    implied_years,
    is_calendar_word,
    months,
    numbers,
    quantities,
    says_when,
    untimed,
    years,
)

_PIECES = st.sampled_from(
    "2024|$|,|.|-|/|%|last year|May|half|three|quarters|5|G|th|年|é|😀| |from|a year ago|million|won|Jan.|\n".split("|")
)
TEXTS = st.lists(_PIECES, max_size=20).map("".join) | st.text(max_size=60)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in 2024.", {2024}),
        ("(2024)", {2024}),
        ("2024, 2025 and mid-2026", {2024, 2025, 2026}),
        ("FY2024", {2024}),
        ("the season of 2023/24", {2023, 2024}),
        ("2024–26", {2024, 2025, 2026}),
        ("2024年", {2024}),
        ("a 2024 report", {2024}),
        ("2,024 tonnes", set()),
        ("2024 tonnes", set()),
        ("2024kg", set()),
        ("2024 people", set()),
        ("2024 yuan", set()),
        ("$2024", set()),
        ("€2024", set()),
        ("2024%", set()),
        ("2024.5", set()),
        ("20245", set()),
        ("1,2024", set()),
        ("1850", set()),
        ("In 1186, the khan", {1186}),
        ("an edict (1685), which", {1685}),
        ("opened in May 1835 and was closed", {1835}),
        ("from 1618 to 1648", {1618, 1648}),
        ("in 1200 schools", set()),
        ("a dinner of 1500 guests", set()),
        ("30 of 1850 votes", set()),
    ],
)
def test_years_are_told_from_amounts(text: str, found: set[int]) -> None:
    assert years(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("last year", {2023}),
        ("a year ago", {2023}),
        ("next year", {2025}),
        ("earlier this year", {2024}),
        ("Last year's figure", {2023}),
        ("up 5% from last year", set()),
        ("more than last year", set()),
        ("up 5% from a year earlier", set()),
        ("from 41 million in the same period last year", set()),
        ("in the last year of his term", set()),
        ("over the past year", set()),
        ("last month", set()),
    ],
)
def test_relative_years_count_from_the_publication_unless_only_compared_with(text: str, found: set[int]) -> None:
    assert implied_years(text, frozenset({2019}), date(2024, 3, 5)) == found


def test_relative_years_of_an_undated_article_count_from_the_latest_year_it_writes() -> None:
    assert implied_years("last year", frozenset({2015, 2024}), None) == {2023}


def test_relative_years_stand_for_nothing_where_no_year_is_known() -> None:
    assert implied_years("last year and next year", frozenset(), None) == frozenset()


@pytest.mark.parametrize(
    "text",
    ["since 2020", "on Monday", "in May", "on Sept. 3", "Sept 3", "next month", "in the third quarter", "at 5 p.m.", "two years ago", "tonight",
     "by the autumn", "before Christmas", "well into the nineteenth century", "13,000 BP", "until late spring", "around the turn of the year", "in early summer"],
)  # fmt: skip
def test_a_time_is_a_time(text: str) -> None:
    assert says_when(text)


@pytest.mark.parametrize(
    "text",
    [
        "it may rain",
        "May I ask?",
        "a march on the town",
        "2,024 tonnes",
        "a quarter of it",
        "a mountain spring",
        "the fall of the wall",
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert not says_when(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It opened in May 2023.", {"may"}),
        ("on 3 May and by June", {"may", "jun"}),
        ("Sept. 3, Dec. 5", {"sep", "dec"}),
        ("It may open.", set()),
        ("May I ask?", set()),
        ("Ann May said so.", set()),
    ],
)
def test_months_are_named_by_three_letters_and_may_is_not_always_one(text: str, found: set[str]) -> None:
    assert months(text) == found


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("$370.8 billion", "number money"),
        ("two billion yuan", "number money"),
        ("5 million won", "number money"),
        ("They won 3 medals", "number"),
        ("yuan fell", ""),
        ("10%", "number percent"),
        ("10 per cent", "number percent"),
        ("2.6 pct", "number percent"),
        ("two-thirds of them", "number percent"),
        ("half the staff", "number percent"),
        ("the second half", ""),
        ("the third quarter", ""),
        ("a quarter of it", "number percent"),
        ("one in five", "number percent"),
        ("two of every three", "number percent"),
        ("three years", "number duration"),
        ("an hour", "duration"),
        ("decades-long", "duration"),
        ("since 2020", "duration"),
        ("until the drums are found", "duration"),
        ("in 2024", ""),
        ("2023/24", ""),
        ("the 20th congress", ""),
        ("a 5G network", ""),
        ("Covid-19", ""),
        ("an F-16", ""),
    ],
)
def test_kinds_of_quantity_are_told_apart(text: str, kinds: str) -> None:
    found = quantities(text)
    assert {name for name in ("number", "money", "percent", "duration") if getattr(found, name)} == set(kinds.split())


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("three new plants", [" new plants"]),
        ("$370.8 billion", [" billion", ""]),
        ("In 2024 it had 12 plants", [" plants"]),
        ("2024-25", []),
        ("its 3rd plant", []),
        ("1,200 workers", [" workers"]),
    ],
)
def test_what_is_counted_stands_right_behind_the_number(text: str, behind: list[str]) -> None:
    assert [text[end:] for end in counts(text)] == behind


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,200 and 1,234,567", {"1200", "1234567"}),
        ("3.5%", {"3.5"}),
        ("$51.5 billion", {"51.5"}),
        ("1,200.50", {"1200.50"}),
        ("7nm and 1.5m", set()),
        ("增长了10吨", {"10"}),
        ("A800", set()),
    ],
)
def test_numbers_are_the_digits_as_written(text: str, found: set[str]) -> None:
    assert numbers(text) == found


def test_names_of_months_and_weekdays_are_calendar_words_in_any_case() -> None:
    assert all(map(is_calendar_word, ["May", "sept.", "MONDAY"]))
    assert not is_calendar_word("Vantmoor")


@given(TEXTS)
def test_every_text_can_be_read_and_what_is_counted_lies_in_it(text: str) -> None:
    assert all(1900 <= year <= 2199 for year in years(text))
    assert all(0 < end <= len(text) for end in counts(text))
    assert quantities(text).number or not quantities(text).money
    assert says_when(text) or not years(text)
    assert all(number[0].isdecimal() for number in numbers(text))


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("On Jan. 20 it sold 12 plants", [" plants"]),
        ("On 20 May, at 5 p.m., two left", [" left"]),
        ("It cost $3.3 billion, 3.08 trillion yuan or 9 crowns", []),
        ("11% of 410", [""]),
    ],
)
def test_days_sums_and_shares_count_no_things(text: str, behind: list[str]) -> None:
    assert [text[end:] for end in bare_counts(text)] == behind


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("How much did the barrier cost in March 2025?", "How much did the barrier cost?"),
        ("In spring 2024, who ran it?", "Who ran it?"),
        ("Between 2020 and 2023, how did it grow?", "How did it grow?"),
        ("What were its sales from July to September 2024?", "What were its sales?"),
        ("How much did it lose in the third quarter of 2024?", "How much did it lose?"),
        ("Who won the 2023 election?", "Who won the election?"),
        ("What happened on 4 March 2021 in Vesk?", "What happened in Vesk?"),
        ("When did it open in May?", "When did it open?"),
        ("Did April Jones meet May Lee in Vesk?", "Did April Jones meet May Lee in Vesk?"),
        ("Who said that 2000 people left?", "Who said that 2000 people left?"),
        ("And in 2023?", "And in 2023?"),
        ("", ""),
    ],
)
def test_a_question_is_told_without_the_time_that_it_names(text: str, left: str) -> None:
    assert untimed(text) == left


@given(TEXTS)
def test_what_is_left_of_any_text_without_its_times_is_no_longer(text: str) -> None:
    assert len(untimed(text)) <= len(text) + 1
