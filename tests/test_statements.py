"""Everything that somebody said on a matter, and the very words they used: theirs, and nobody else's."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import article, found_in, no_nearness

from dateline.indexes.nouns import MAX_QUOTE, Revision
from dateline.service.nouns import Question
from dateline.service.question import read
from dateline.service.saying import Statements
from dateline.service.signals import topic_of
from dateline.service.speakers import name_of
from dateline.service.statements import is_person, quotation, speakers_asked, statements


def said(who: str, about: str, *articles: Revision, cosine: float = 0.0) -> list[str]:
    hits = found_in(*articles, cosine=cosine)
    return [hit.passage.text for hit in statements(Statements(who, about), hits, no_nearness)]


def quoted(question: str, *articles: Revision, cosine: float = 0.0) -> str | None:
    reading = read(Question(question))
    hits = found_in(*articles, cosine=cosine)
    found = quotation(topic_of(reading), [name.text for name in reading.names], hits, no_nearness)
    return None if found is None else found.passage.text


LEAD = "The council met in the old hall."  # about nothing that is asked for


@pytest.mark.parametrize(
    "sentence",
    [
        "The toll is too high, Ann Lee said.",
        "“This toll is a wall,” said harbour master Ann Lee.",
        "Mayor Lee said the toll was silly.",
        "Ann Lee rejected the toll.",
        "Ann Lee, who runs the harbour, flatly denied that the toll would rise.",
        "Lee has repeatedly criticised the toll.",
        "The toll works, according to Ann Lee.",
    ],
)
def test_whoever_speaks_grants_or_refuses_is_reported(sentence: str) -> None:
    assert said("Ann Lee", "the toll", article(LEAD, sentence)) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "The toll is too high, Karl Lee said.",
        "Karl Lee rejected the toll.",
        "Ann Orr said the toll was fair.",
        "Tom Orr told Ann Lee that the toll was fair.",
        "The toll was Ann Lee’s idea.",
        "Ann Lee paid the toll.",
        "The toll stays.",
    ],
)
def test_a_namesake_whoever_is_spoken_to_and_whoever_only_acts_say_nothing(sentence: str) -> None:
    assert said("Ann Lee", "the toll", article(LEAD, sentence)) == []


def test_of_two_namesakes_a_surname_is_the_one_named_last() -> None:
    found = article(LEAD, "Ann Lee said the toll was high.", "Karl Lee came.", "Lee said the toll was low.")
    assert said("Ann Lee", "the toll", found) == ["Ann Lee said the toll was high."]
    assert said("Karl Lee", "the toll", found) == ["Lee said the toll was low."]


def test_he_right_behind_a_statement_is_the_same_speaker() -> None:
    found = article(LEAD, "Ole Brandt said the toll was high.", "He rejected a second toll.")
    assert said("Ole Brandt", "the toll", found) == [each.text for each in found.passages[1:]]


@pytest.mark.parametrize(
    "between",
    ["Tom Orr said the toll was fair.", "Tom Orr paid the toll.", "That was news to Tom Orr, the ferry master."],
)
def test_he_behind_anybody_else_is_somebody_else(between: str) -> None:
    found = article(LEAD, "Ole Brandt said the toll was high.", between, "He rejected a second toll.")
    assert said("Ole Brandt", "the toll", found) == ["Ole Brandt said the toll was high."]


def test_he_behind_a_sentence_without_anybody_is_who_was_spoken_of_before() -> None:
    found = article(LEAD, "Ole Brandt came late.", "The toll brought in 12 crowns.", "He rejected a second toll.")
    assert said("Ole Brandt", "the toll", found) == ["He rejected a second toll."]


def test_he_behind_she_is_somebody_else() -> None:
    found = article(LEAD, "Ann Lee said the toll was high.", "She warned of a toll.", "He rejected the toll.")
    assert said("Ann Lee", "the toll", found) == ["Ann Lee said the toll was high.", "She warned of a toll."]


def test_another_speaker_beside_them_is_left_out() -> None:
    found = article(LEAD, "Ann Lee said the toll was high.", "The toll is low, Tom Orr said.", "Lee defended the toll.")
    assert said("Ann Lee", "the toll", found) == ["Ann Lee said the toll was high.", "Lee defended the toll."]


def test_none_of_it_is_told_for_another_person() -> None:
    found = article(LEAD, "Ann Lee said the toll was high.", "She warned of a toll.")
    assert said("Eva Lund", "the toll", found) == []


def test_a_body_speaks_as_one() -> None:
    found = article(LEAD, "The harbour board said the toll was low.", "The tide office said the toll was high.")
    assert said("harbour board", "the toll", found) == ["The harbour board said the toll was low."]


def test_what_was_said_on_another_matter_is_left_out() -> None:
    found = article(
        LEAD, "Ann Lee said the toll was high.", "It rained.", "It snowed.", "Ann Lee said the ferry was late."
    )
    assert said("Ann Lee", "the toll", found) == ["Ann Lee said the toll was high."]


def test_without_a_matter_all_is_told() -> None:
    found = article(
        LEAD, "Ann Lee said the toll was high.", "It rained.", "It snowed.", "Ann Lee said the ferry was late."
    )
    assert len(said("Ann Lee", "", found)) == 2


def test_a_title_says_what_the_matter_is() -> None:
    sentence = "Ann Lee said it was far too much."
    assert said("Ann Lee", "the toll", article(LEAD, sentence, title="Toll doubled")) == [sentence]
    assert said("Ann Lee", "the toll", article(LEAD, sentence, title="Ferry late")) == []


def test_a_sentence_near_in_meaning_is_on_the_matter_whatever_its_words() -> None:
    sentence = "Ann Lee said it was far too much."
    assert said("Ann Lee", "the toll", article(LEAD, sentence), cosine=0.65) == [sentence]
    assert said("Ann Lee", "the toll", article(LEAD, sentence), cosine=0.5) == []


def test_a_matter_that_is_named_is_not_told_of_where_the_name_is_missing() -> None:
    here = article(LEAD, "Ann Lee said the Ostrel toll was high.", id="a")
    there = article(LEAD, "Ann Lee said the Norrholt toll was low.", id="b")
    assert said("Ann Lee", "the Ostrel toll", here, there, cosine=0.9) == ["Ann Lee said the Ostrel toll was high."]


def test_a_name_that_the_matter_has_is_not_all_of_the_matter() -> None:
    found = article(LEAD, "Ann Lee said Ostrel was a fine town.", "It rained.", "Lee said the Ostrel toll was high.")
    assert said("Ann Lee", "the Ostrel toll", found) == ["Lee said the Ostrel toll was high."]


def test_of_a_year_is_what_was_published_in_it_or_names_it() -> None:
    old = article(LEAD, "Ann Lee said the toll was high.", id="a", on="2023-06-01")
    new = article(LEAD, "Ann Lee called the toll low.", "Ann Lee said the toll of 2023 was low.", id="b")
    hits = found_in(old, new)
    found = statements(Statements("Ann Lee", "the toll in 2023"), hits, no_nearness, frozenset((2023,)))
    assert [hit.passage.text for hit in found] == [
        "Ann Lee said the toll was high.",
        "Ann Lee said the toll of 2023 was low.",
    ]


@pytest.mark.parametrize(
    ("who", "person"),
    [("Mayor Ann Lee", True), ("Lee", True), ("the Harbour Board", False), ("harbour board", False), ("both", False)],
)
def test_whether_one_persons_words_are_asked_for(who: str, person: bool) -> None:
    assert is_person(Statements(who, "the toll")) == person


def test_statements_stand_in_order_of_date_and_of_place_the_undated_last() -> None:
    late = article(LEAD, "Ann Lee said the toll had to go.", id="a", on="2024-06-01")
    early = article(LEAD, "Lee said no to a toll.", "Ann Lee called the toll a wall.", id="b", on="2024-03-01")
    undated = article(LEAD, "Ann Lee said she loved a toll.", id="c", on=None)
    assert said("Ann Lee", "the toll", undated, late, early) == [
        "Lee said no to a toll.",
        "Ann Lee called the toll a wall.",
        "Ann Lee said the toll had to go.",
        "Ann Lee said she loved a toll.",
    ]


def test_the_same_words_in_two_articles_are_told_once_by_the_earlier_one() -> None:
    sentence = "Ann Lee said the toll was high."
    hits = found_in(article(LEAD, sentence, id="a", on="2024-06-01"), article(LEAD, sentence, id="b", on="2024-03-01"))
    (found,) = statements(Statements("Ann Lee", "the toll"), hits, no_nearness)
    assert found.revision.article_id == "b"


def test_a_sentence_too_long_to_quote_is_left_out() -> None:
    long = "Ann Lee said the toll was " + "very " * 200 + "high."
    assert len(long) > MAX_QUOTE
    assert said("Ann Lee", "the toll", article(LEAD, long)) == []


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("harbour master Ann Lee", "Ann Lee"),
        ("Mayor Lee", "Lee"),
        ("Ann Lee, the harbour master", "Ann Lee"),
        ("the harbour board", "harbour board"),
        ("the Harbour Board", "Harbour Board"),
        ("Mayor", "Mayor"),
        ("", ""),
    ],
)
def test_a_speaker_is_called_by_name(who: str, name: str) -> None:
    assert name_of(who) == name


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What did Mayor Ann Lee say about the toll?", ("Ann Lee",)),
        ("What were Ann Lee's exact words about the toll?", ("Ann Lee",)),
        ("What does the toll cost?", ()),
    ],
)
def test_whose_articles_are_looked_through(question: str, names: Sequence[str]) -> None:
    assert speakers_asked(read(Question(question))) == names


EXACT = "What were Ann Lee's exact words about the toll?"


def test_the_very_words_are_in_quotation_marks_and_near_the_matter() -> None:
    wanted = "“This is a wall of its own,” Ann Lee said."
    found = article(LEAD, "Ann Lee said the toll was high.", wanted, "It rained.", "It snowed.", "It was late.")
    far = article(LEAD, "The ferry left.", "“We love the ferry a lot,” Ann Lee said.", id="b")
    assert quoted(EXACT, far, found) == wanted


@pytest.mark.parametrize(
    "sentence",
    [
        "Ann Lee said the toll was high.",
        "Ann Lee called the toll a “wall”.",
        "“The toll is a wall of its own,” Tom Orr said.",
        "“We love the ferry a lot,” Ann Lee said.",
    ],
)
def test_reported_speech_a_single_word_another_speaker_and_another_matter_are_no_such_words(sentence: str) -> None:
    assert quoted(EXACT, article(LEAD, sentence)) is None


def test_a_name_of_nobody_who_speaks_is_of_the_matter() -> None:
    wanted = "“This is a gate and no wall,” Ann Lee said."
    found = article(
        LEAD,
        "Order 14 took effect.",
        wanted,
        "It rained.",
        "The Tolmar line closed.",
        "“We had to close it,” Ann Lee said.",
    )
    assert quoted("What were Ann Lee's exact words on Order 14?", found) == wanted
    assert quoted("What were Ann Lee's exact words on Tolmar?", found) == "“We had to close it,” Ann Lee said."


def test_a_person_speaks_before_a_firm_that_speaks_as_well() -> None:
    firm = "“We checked the tank at Medrane in time,” Medrane said."
    person = "“We checked the tablets and no tank,” Ann Lee said."
    assert (
        quoted(
            "What were Ann Lee's exact words about Medrane's mistake?",
            article("A mistake at Medrane.", person, "It rained.", firm),
        )
        == person
    )


def test_words_that_are_asked_for_without_a_matter_are_not_guessed() -> None:
    assert quoted("What were Ann Lee's exact words?", article(LEAD, "“We love the ferry a lot,” Ann Lee said.")) is None


_PIECES = st.sampled_from(
    "Ann Lee|Lee|Tom Orr|said|She|He|the toll|“|”|,|.|denied|rejected|told|not|it|“A wall it is,”".split("|")
)
sentences = st.lists(st.lists(_PIECES, min_size=1, max_size=9).map(" ".join), min_size=1, max_size=5)


@given(st.sampled_from(["Ann Lee", "the board", "", "Lee"]) | st.text(max_size=20), st.text(max_size=20), sentences)
def test_any_speaker_and_matter_are_looked_for_without_an_error(who: str, about: str, told: list[str]) -> None:
    found = said(who, about, article(*told))
    assert set(found) <= set(told)
    assert len(found) == len(set(found))
    assert set(said(who, "", article(*told))) >= set(found)
