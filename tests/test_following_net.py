"""What the rules for follow-ups leave open or garble is caught: nothing points out of a question, nothing in it is torn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.service.following import Turn, standalone, strangers
from dateline.service.following.carrying import carried, concerning
from dateline.service.following.conversation import Told, told, words_known
from dateline.service.following.dangling import dangling
from dateline.service.following.exchanging import exchanged
from dateline.service.following.holding import garbled, is_cut
from dateline.service.following.net import netted
from dateline.service.following.verbs import past

FERRY = ("What is Maroe Line's first battery ferry called?", "It is called the Brisk.")
LISTED = ("How many firms did Narvia add to its export list in May 2024?", "Narvia added 36 firms.")
RULES = ("What did the ministry announce about cod nets in 2024?", "It announced rules that govern every cod net.")
SEATS = ("How many seats did the Farmers' League win in the Velda election?", "The Farmers' League won 19.")


def before(*turns: tuple[str, str]) -> list[Told]:
    known = words_known([text for turn in turns for text in turn])
    return [told(question, (answer,), (), known) for question, answer in turns]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How long does a crossing on it take?", ["it"]),
        ("On how many Corvane chips did it train?", ["it"]),
        ("Does Corvane say how it makes chips?", []),
        ("Did Corvane raise its prices?", []),
        ("Is it true that the line will close?", []),
        ("How many boats are there in Tannet?", []),
        ("How many boats does the guild there have?", ["there"]),
        ("When were these rules lifted?", ["these rules"]),
        ("How much did Ann Lee think Corvane could take in this year?", []),
        ("Why was that changed?", ["that"]),
        ("Who said that the line will close?", []),
        ("Did Ann Lee say when she resigned?", []),
    ],
)
def test_a_word_points_out_of_a_question_if_nothing_before_its_clause_may_be_meant(
    question: str, words: list[str]
) -> None:
    assert [each.word for each in dangling(question)] == words


@pytest.mark.parametrize(
    ("text", "asked", "is_wrong"),
    [
        ("When were Corvane rescinded?", "When were these rules rescinded?", True),
        ("How many failed for the of the nets?", "How many failed?", True),
        ("Who is Ltd's largest owner?", "Who is its largest owner?", True),
        ("Why was Terne lowered?", "Why was it lowered?", True),
        ("Why did the ministry announce it?", "Why so late?", True),
        ("Why was the cod limit in the Sound of Terne lowered?", "Why was it lowered?", False),
        ("When were the rules on cod nets rescinded?", "When were these rules rescinded?", False),
    ],
)
def test_two_words_that_cannot_stand_together_a_torn_name_and_a_lost_word_are_garbled(
    text: str, asked: str, *, is_wrong: bool
) -> None:
    talk = before(("Who owns boats in the Sound of Terne?", "Corvane Co., Ltd. of the Sound of Terne."), RULES)
    assert bool(garbled(text, asked, talk)) == is_wrong


def test_what_breaks_off_behind_its_helping_verb_is_cut() -> None:
    assert is_cut("Who thinks the new tariff will?")
    assert is_cut("Has Velstar?")
    assert not is_cut("How many ships does Velstar have?")
    assert not is_cut("Will the line open before May?")


def test_a_pronoun_that_the_rules_left_gets_the_thing_that_was_spoken_of() -> None:
    asked = "How long does a crossing on it take?"
    assert netted(asked, asked, before(FERRY)) == "How long does a crossing on Maroe Line's first battery ferry take?"


def test_where_it_is_not_sure_what_is_meant_the_topic_stands_behind_the_question_s_own_words() -> None:
    asked = "And how did Ostmark answer the move?"
    found = netted(asked, asked, before(LISTED))
    assert found == (
        "how did Ostmark answer the move, concerning the firms that Narvia added to its export list in May 2024?"
    )


def test_these_rules_are_of_the_turn_that_spoke_of_rules() -> None:
    asked = "When were these rules rescinded?"
    other = ("What did Corvane say to it?", "Corvane said that it would sue.")
    assert carried(asked, before(RULES, other)) == (
        "When were these rules rescinded, concerning what the ministry announced about cod nets in 2024?"
    )


def test_of_a_topic_the_year_and_the_source_that_a_follow_up_has_another_of_are_left_out() -> None:
    turn = before(("How many nets were torn in 2023, according to the guild?", "Nine."))[0]
    assert concerning(turn, "how many in 2024") == "the nets that were torn"


def test_a_question_that_cannot_be_turned_is_carried_as_it_was_asked() -> None:
    turn = before(("Is the ice on Lake Orm thick enough for skating?", "It is."))[0]
    assert concerning(turn, "says who").startswith(("whether the ice", "the question: is the ice"))


@pytest.mark.parametrize(
    ("last", "asked", "found", "alone"),
    [
        (
            "Since when has Corvane been on the Narvian Entity List?",
            "And SMEC?",
            "Since when has Corvane been on SMEC?",
            "Since when has SMEC been on the Narvian Entity List?",
        ),
        (
            "How many homes were flooded in Lower Weir?",
            "And in Upper Weir?",
            "How many homes were flooded in Lower Weir in Upper Weir?",
            "How many homes were flooded in Upper Weir?",
        ),
        (
            "How many posts will go, according to the boards?",
            "And according to the union?",
            "How many posts will go, according to the boards according to the union?",
            "How many posts will go, according to the union?",
        ),
        (
            "When did the ban take effect?",
            "And graphite?",
            "When did graphite take effect?",
            "When did the ban take effect for graphite?",
        ),
        ("How many nets were torn in 2023?", "And in 2024?", "And in 2024?", "How many nets were torn in 2024?"),
    ],
)
def test_a_piece_takes_the_place_of_the_only_one_of_its_kind(last: str, asked: str, found: str, alone: str) -> None:
    assert exchanged(found, asked, before((last, "Nobody knows."))) == alone


@pytest.mark.parametrize("asked", ["And who is the mayor of Pennock?", "Now to Orrin Health: who runs it?"])
def test_a_new_subject_gets_no_topic(asked: str) -> None:
    assert netted(asked, asked, before(SEATS)) == asked


def test_a_question_that_begins_with_its_own_subject_gets_no_other() -> None:
    asked = "Now the heavy-lift quay in Kelvar: what do the auditors say it costs?"
    assert standalone(asked, [Turn("What does the Tannet barrier cost?", ("It costs 9 million crowns.",))]) == asked


def test_a_person_whom_nobody_named_stays_a_pronoun() -> None:
    assert netted("What did he say?", "What did he say?", before(SEATS)) == "What did he say?"


def test_a_topic_that_was_carried_once_is_carried_on_and_not_told_twice() -> None:
    talk = before(("Has that been approved, concerning the pier at Selm?", "Yes."))
    assert carried("By how many?", talk) == "By how many, concerning the pier at Selm?"


def test_past_forms_are_spelt_as_they_are() -> None:
    assert [past(verb) for verb in ("announce", "carry", "agree", "plan", "order")] == [
        "announced",
        "carried",
        "agreed",
        "planned",
        "ordered",
    ]
    assert past("take") == past("cost") == ""


WORDS = st.sampled_from("how many did it they there then the these rules Corvane Narvia in 2024 and of take".split())


@given(st.lists(WORDS, min_size=1, max_size=9).map(" ".join), st.sampled_from([FERRY, LISTED, RULES, SEATS]))
def test_the_net_brings_in_no_name_or_number_that_nobody_said(asked: str, turn: tuple[str, str]) -> None:
    turns = [Turn(turn[0], (turn[1],))]
    assert strangers(standalone(f"{asked}?", turns), f"{asked}?", turns) == ()
