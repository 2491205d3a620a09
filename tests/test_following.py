"""Follow-up questions made to stand alone: what is put in is what was spoken of, and nothing else."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.eval.following import CONVERSATIONS, Conversation, load, main, report, rewritten, wrongs
from dateline.service.following import Turn, standalone, strangers
from dateline.service.times import numbers

COST = Turn("What will the Ostrel tram line cost?", ("The line is budgeted at 310 million crowns.",))
CHIEF = Turn("Who runs Maroe Line?", ("Chief executive Greta Osland said that the boom was a gift.",))
TALKS = Turn(
    "Who leads the talks?", ("Marta Solenne, the transport minister, will meet Tomas Reik, who leads the union.",)
)
STRIKE = Turn("When did the strike at Alder Hospital begin?", ("Some 1,900 nurses walked out on Thursday.",))
GROWTH = Turn("How much did exports grow in 2023?", ("Exports grew 3.1 percent in 2023.",))
LEVY = Turn("Did the ministry postpone the levy?", ("The levy will not come before May, the mayor said.",))


@pytest.mark.parametrize(
    ("turn", "question", "alone"),
    [
        (CHIEF, "When will she step down?", "When will Greta Osland step down?"),
        (TALKS, "What did he say?", "What did Tomas Reik say?"),
        (TALKS, "What is her offer?", "What is Marta Solenne's offer?"),
        (TALKS, "Who appointed her?", "Who appointed Marta Solenne?"),
    ],
)
def test_he_and_she_are_the_people_named_last_of_that_sex(turn: Turn, question: str, alone: str) -> None:
    assert standalone(question, [turn]) == alone


@pytest.mark.parametrize(
    ("turn", "question", "alone"),
    [
        (COST, "When will it open?", "When will the Ostrel tram line open?"),
        (COST, "What is its length?", "What is the Ostrel tram line's length?"),
        (CHIEF, "How many ships does it have?", "How many ships does Maroe Line have?"),
        (STRIKE, "What ended it?", "What ended the strike at Alder Hospital?"),
        (STRIKE, "What did the strike cost?", "What did the strike at Alder Hospital cost?"),
        (CHIEF, "Who owns the company?", "Who owns Maroe Line?"),
    ],
)
def test_a_thing_is_what_the_question_before_was_about(turn: Turn, question: str, alone: str) -> None:
    assert standalone(question, [turn]) == alone


def test_a_verb_fits_what_they_is_replaced_by() -> None:
    turn = Turn("What did Corvane Group announce?")
    assert standalone("How many do they hire?", [turn]) == "How many does Corvane Group hire?"


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("And in 2024?", "How much did exports grow in 2024?"),
        ("and 2021", "How much did exports grow in 2021?"),
        ("And imports?", "How much did imports grow in 2023?"),
        ("And the year before?", "How much did exports grow in 2022?"),
        ("And two years later?", "How much did exports grow in 2025?"),
        ("Why?", "Why did exports grow in 2023?"),
        ("Compared with 2019?", "How much did exports grow in 2023 compared with 2019?"),
    ],
)
def test_a_piece_takes_the_place_of_what_is_of_its_kind(question: str, alone: str) -> None:
    assert standalone(question, [GROWTH]) == alone


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("Why?", "Why did the ministry postpone the levy?"),
        ("When was that?", "When did the ministry postpone the levy?"),
        ("Who said that?", "Who said that the levy will not come before May?"),
        ("Is that true?", "Is it true that the levy will not come before May?"),
    ],
)
def test_a_question_about_a_whole_statement_is_joined_with_it(question: str, alone: str) -> None:
    assert standalone(question, [LEVY]) == alone


def test_a_statement_that_was_not_answered_is_the_question_s_own() -> None:
    turn = Turn("Does anybody think the gates will shut 14 times?")
    assert standalone("Who said that?", [turn]) == "Who said that the gates will shut 14 times?"


def test_a_follow_up_of_a_follow_up_reads_the_turns_in_order() -> None:
    turns = [Turn("What is the Skelling tunnel?"), Turn("When was it closed?"), Turn("Why?")]
    assert standalone("And in 2020?", turns) == "Why was the Skelling tunnel closed in 2020?"


def test_a_pronoun_may_mean_a_person_whom_only_the_answer_names() -> None:
    turns = [Turn("When did the Halvik bridge open?"), Turn("Who designed it?", ("It was drawn by Ines Calloway.",))]
    assert standalone("Where did she study?", turns) == "Where did Ines Calloway study?"


def test_there_is_the_place_spoken_of() -> None:
    turn = Turn("How many people work at the Halmsted plant?")
    assert standalone("What is made there?", [turn]) == "What is made at the Halmsted plant?"


def test_that_year_is_the_year_spoken_of() -> None:
    assert standalone("Which firms grew that year?", [GROWTH]).startswith("Which firms grew in 2023")


TRAIN = Turn(
    "What did the rail authority offer in place of the KX-200?", ("The KX-300 takes the place of the KX-200.",)
)
CHECKED = Turn("What did the Harbour Inspectorate find at Dresk Shipyard?", ("Dresk Shipyard had stored paint.",))
LEVIES = Turn("What did the ministry want to reach with its sugar levy?", ("It said so a week before the election.",))
BOTH = Turn("Which two clinics are to merge?", ("Linden Clinic and Maren Clinic are to merge in May.",))
FROM = Turn("From when does the XR:1970i need a permit?", ("From Saturday, Sept. 7, the duty covers the XR:1970i.",))
JOBS = Turn("How many jobs will go at Quarl Motors?", ("Quarl Motors said 600 jobs would go.",))
TAXED = Turn("Which fruits will Narvia tax?", ("Mangoes and guavas will be taxed from April 3.",))
POLLUTED = Turn("Has the mine at Ansty polluted the river?", ("The owner rejected that.",))


@pytest.mark.parametrize(
    ("turn", "question", "alone"),
    [
        (TRAIN, "How fast does it run?", "How fast does the KX-300 run?"),
        (CHECKED, "How large is its revenue?", "How large is Dresk Shipyard's revenue?"),
        (LEVIES, "When was it repealed?", "When was the sugar levy repealed?"),
    ],
)
def test_of_several_things_it_is_the_one_of_the_kind_that_the_question_needs(
    turn: Turn, question: str, alone: str
) -> None:
    assert standalone(question, [turn]).casefold() == alone.casefold()


@pytest.mark.parametrize(
    ("turn", "question", "alone"),
    [
        (BOTH, "How old is the first one?", "How old is Linden Clinic?"),
        (BOTH, "Where is the other based?", "Where is Maren Clinic based?"),
        (BOTH, "Which one is cheaper?", "Which one is cheaper, Linden Clinic or Maren Clinic?"),
    ],
)
def test_one_of_two_is_named(turn: Turn, question: str, alone: str) -> None:
    assert standalone(question, [turn]) == alone


@pytest.mark.parametrize(
    ("turn", "question", "alone"),
    [
        (JOBS, "How many of those are paid?", "How many of the jobs that will go at Quarl Motors are paid?"),
        (JOBS, "Why is that so much higher?", "Why is the number of jobs that will go at Quarl Motors so much higher?"),
        (TAXED, "Has that been suspended since?", "Has the rule that Narvia will tax fruits been suspended since?"),
        (JOBS, "Who decided that?", "Who decided that 600 jobs would go at Quarl Motors?"),
    ],
)
def test_those_and_that_are_what_was_asked_before(turn: Turn, question: str, alone: str) -> None:
    assert standalone(question, [turn]) == alone


@pytest.mark.parametrize(
    ("turn", "question", "alone"),
    [
        (POLLUTED, "Who says it has?", "Who says the mine at Ansty has polluted the river?"),
        (POLLUTED, "What about the mill, has it too?", "Has the mill polluted the river too?"),
        (POLLUTED, "Why hasn't it?", "Why hasn't the mine at Ansty polluted the river?"),
        (LEVY, "Did the mayor?", "Did the mayor postpone the levy?"),
    ],
)
def test_a_verb_that_is_left_out_is_put_in(turn: Turn, question: str, alone: str) -> None:
    assert standalone(question, [turn]) == alone


def test_until_then_is_a_day_that_was_named_and_never_part_of_a_name() -> None:
    assert (
        standalone("Who issued its permits until then?", [FROM]) == "Who issued the XR:1970i's permits until Sept. 7?"
    )


def test_a_surname_is_made_full_where_one_person_has_it() -> None:
    assert standalone("What did Osland earn?", [CHIEF]) == "What did Greta Osland earn?"


@pytest.mark.parametrize("question", ["How is gallium refined?", "How does a heat pump work?", "Where is Ostrel?"])
def test_a_question_about_something_in_general_stands_alone(question: str) -> None:
    assert standalone(question, [JOBS]) == question


def test_a_question_that_says_it_is_another_loses_only_that() -> None:
    assert standalone("Different question: how tall is it?", [JOBS]) == "How tall is it?"


SHOAL = Turn("How tall are the masts planned for Corran Shoal?", ("Each mast will be 90 metres tall.",))
BALLOT = Turn("What was the turnout in the Lowmere council election of 2022?", ("It was 48 percent.",))
SEATS = Turn("How many seats did the Orchard Party win?", ("The Orchard Party won 14 and the Dike League nine.",))
RIDERS = Turn("How many riders did the Selbach tramway have in 2023?", ("It had 4.1 million riders.",))
PACT = Turn("Which bodies signed the Dunmere coast pact?", ("Nine towns signed the Dunmere coast pact.",))


@pytest.mark.parametrize(
    ("turns", "question", "alone"),
    [
        ([SHOAL], "Will they be lit at night?", "Will the masts for Corran Shoal be lit at night?"),
        ([SHOAL], "Who pays for the masts?", "Who pays for the masts for Corran Shoal?"),
        (
            [BALLOT, SEATS],
            "And the Dike League?",
            "How many seats did the Dike League win in the Lowmere council election of 2022?",
        ),
        ([RIDERS, SHOAL], "And how many riders in 2020?", "How many riders did the Selbach tramway have in 2020?"),
        ([PACT], "Has Whitcombe signed?", "Has Whitcombe signed the Dunmere coast pact?"),
    ],
)
def test_a_question_that_names_nothing_of_the_talk_gets_its_topic(turns: list[Turn], question: str, alone: str) -> None:
    assert standalone(question, turns) == alone


@pytest.mark.parametrize("question", ["And who is the mayor of Pennock?", "So when did Quillon Air buy its first jet?"])
def test_a_subject_of_its_own_needs_no_topic(question: str) -> None:
    assert standalone(question, [SHOAL]) == question


def test_another_of_its_kind_does_not_bring_back_the_one_it_replaces() -> None:
    turn = Turn("What is the unemployment rate in Narvia?", ("It is 4 percent.",))
    assert standalone("And in Estmark?", [turn]) == "What is the unemployment rate in Estmark?"


ALONE = (
    "Who is the governor of the Reserve Bank of Maroe?",
    "What did Brennmark say about its wind farm?",
    "Did Mireille Darrow say that she would stand?",
    "Is it true that Gullmouth has a levy?",
    "And what is the capital of Narvia?",
    "How did Chinese spending on research develop between 2021 and 2024?",
    "Were there any fines for Harland Vey over the Tannet Bay dredging?",
)


@pytest.mark.parametrize("question", ALONE)
@pytest.mark.parametrize("turn", [COST, CHIEF, TALKS, STRIKE, GROWTH, LEVY])
def test_a_question_that_stands_alone_comes_back_as_it_is(question: str, turn: Turn) -> None:
    assert standalone(question, [turn]) == question


@pytest.mark.parametrize("question", ["Wann wird die Linie eröffnet?", "什么时候开通？", "", "   ", "?"])
def test_what_is_no_english_question_comes_back_as_it_is(question: str) -> None:
    assert standalone(question, [COST, CHIEF]) == question


def test_a_question_that_follows_nothing_comes_back_as_it_is() -> None:
    assert standalone("When will it open?", []) == "When will it open?"


def test_a_pronoun_that_nobody_was_named_for_stays() -> None:
    assert standalone("What did he say?", [GROWTH]) == "What did he say?"


def test_names_and_numbers_from_elsewhere_are_strangers() -> None:
    text = "When will Petra Halvik open the Ostrel tram line for 452 million crowns?"
    assert strangers(text, "When will it open?", [COST]) == ("Petra Halvik", "452")


def test_what_the_conversation_names_is_no_stranger() -> None:
    turn = Turn("Who is it?", ("Ann Lee paid 1,200 crowns.",), ("Tom Orr",))
    assert strangers("Did Tom Orr pay Ann Lee 1200 crowns?", "Did he?", [turn]) == ()


PIECES = st.sampled_from(
    "Who what When why How many much long there then that year it its he she his her they them the company minister deal other one is was did does "
    "say said And But in of at for 2023 2024 1,900 percent Ann Lee Ostrel Maroe Line Reserve Bank tram line strike cost open , . ? “ ” ’s and or with "
    "first second two years later before true else about whom".split()
)
LINES = st.lists(PIECES, max_size=14).map(" ".join)
TURNS = st.lists(st.builds(Turn, LINES, st.lists(LINES, max_size=2).map(tuple)), max_size=3)
RECKONED = re.compile(r"\b(?:year|years)\b", re.I)  # a year may be reckoned from another


def capitals(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"(?<=\w )[A-Z][a-z]+", text)}


@given(LINES, TURNS)
def test_no_name_or_number_comes_in_that_nobody_said(question: str, turns: list[Turn]) -> None:
    said = " ".join([question, *(text for turn in turns for text in (turn.question, *turn.quotes))])
    text = standalone(question, turns)
    assert capitals(text) <= {word.casefold() for word in re.findall(r"\w+", said)}
    assert numbers(text) <= numbers(said) or RECKONED.search(said)


@given(
    st.text(max_size=80),
    st.lists(st.builds(Turn, st.text(max_size=60), st.lists(st.text(max_size=60), max_size=2).map(tuple)), max_size=2),
)
def test_any_text_comes_through(question: str, turns: list[Turn]) -> None:
    assert standalone(question, turns) == standalone(question, turns)


@pytest.mark.parametrize(
    "long", ["A" * 2000, "Aa " * 660, "the " * 500, "of the A" * 240, "it, " * 500, "“a” " * 500, "1 " * 1000]
)
def test_long_text_costs_little_time(long: str) -> None:
    turns = [Turn(long, (long,)), Turn(long)]
    begun = time.perf_counter()
    standalone(f"{long[:1900]} and what did she say about it there?", turns)
    assert time.perf_counter() - begun < 2.0


def test_our_own_conversations_are_held_to_what_they_must_have(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--half", "1"]) == 0
    right, of = re.findall(r"\d+", capsys.readouterr().out.splitlines()[-1])[:2]
    assert int(right) >= 0.95 * int(of)


def test_a_rewritten_question_is_wrong_where_it_lacks_or_has_a_word() -> None:
    asked = Conversation(id="a", turns=(), question="q", must_have=(("tram", "line"),), must_not_have=("it",))
    assert wrongs(asked, "When will the tramway open?") == []
    assert wrongs(asked, "When will it open?") == ["lacks tram or line", "has it"]


def test_the_report_lists_what_went_wrong() -> None:
    asked = Conversation(id="a", turns=(), question="When will it open?", must_have=(("tram",),))
    assert rewritten(asked) == "When will it open?"
    assert report([asked]).splitlines()[-1] == "0 of 1 right, 0.0%"
    assert "lacks tram" in report([asked])


def test_a_file_that_is_no_conversation_is_named_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "wrong.jsonl"
    path.write_text('{"id": 3}\n')
    assert main([str(path)]) == 1
    assert "wrong.jsonl line 1" in capsys.readouterr().err


def test_every_conversation_of_ours_has_an_id_of_its_own() -> None:
    ids = [each.id for each in load(CONVERSATIONS)]
    assert len(ids) == len(set(ids))
