"""Who speaks in each sentence: by name, by post, as "she", for a body, within a quotation that goes on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import article

from dateline.service.callings import is_same, parted
from dateline.service.cast import Voice
from dateline.service.clauses import clauses, turns_to
from dateline.service.voices import known_voices, voices


def speakers(*sentences: str, known: tuple[Voice, ...] = ()) -> list[list[str]]:
    spoken = voices(article(*sentences), known)
    return [[f"for {voice.speaks_for.name}" if voice.speaks_for else voice.name for voice in each] for each in spoken]


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Ann Lee, the harbour master, said it was late.", "Ann Lee"),
        ("The harbour master, Ann Lee, said it was late.", "The harbour master Ann Lee"),
        ("Ann Lee, head of the operator, Tide Lines, told the Post that it was late.", "Ann Lee"),
        ("Ann Lee, who runs the quay, has repeatedly warned of it.", "Ann Lee"),
        ("“It is late,” said Ann Lee of the Tide Board.", "Ann Lee of the Tide Board"),
        ("The ferry, she said, was late.", "she"),
        ("Neighbours had complained of it, he said, and the ferry would stop.", "he"),
        ("The ferry would stop, the company added in a statement.", "the company"),
        ("In the same interview Lee said that it was late.", "Lee"),
        ("By telephone he said that it was late.", "he"),
        ("Asked about the ferry, she said it was late.", "she"),
        ("The ferry would stop in May, according to her.", "her"),
        ("Lee rejected that, saying she had not seen it.", "Lee"),
        ("Mayor Ann Lee visited the pier and said it would stay.", "Mayor Ann Lee"),
        ("Lee used her speech to ask why nobody had gone.", "Lee"),
        ("She would not be drawn on it, saying only that it was late.", "She"),
        ("The ministry, now led by Ann Lee, said the toll was high.", "The ministry"),
        ("The line, run by Tide Lines, said it would close.", "The line"),
        ("OSTREL — Mayor Ann Lee has ruled out a toll.", "Mayor Ann Lee"),
        ("The firm, which has interests in barges, said the toll was high.", "The firm"),
    ],
)
def test_who_speaks_is_called_as_the_sentence_calls_them(sentence: str, who: str) -> None:
    assert [clause.who for clause in clauses(sentence)] == [who]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ann Lee declined to comment.",
        "Ann Lee was told to go.",
        "The ferry was late.",
        "“The mayor said so.”",
        "The review published on Tuesday is long.",
        "The board has begun a review of Tide Lines’ proposed toll.",
    ],
)
def test_whoever_does_not_speak_is_not_called_a_speaker(sentence: str) -> None:
    assert clauses(sentence) == ()


def test_two_who_speak_in_one_sentence_are_both_told() -> None:
    assert speakers("Ann Lee said it was late, but Tom Orr said it was early.") == [["Ann Lee", "Tom Orr"]]


def test_a_post_is_whoever_the_article_says_holds_it() -> None:
    told = speakers("Ann Lee, the mayor, came.", "Tom Orr, a chemist, came.", "“It is late,” the mayor said.")
    assert told[-1] == ["Ann Lee"]


def test_a_post_that_only_another_article_gives_is_known_from_it() -> None:
    (mayor,) = known_voices(article("Mayor Ann Lee came."))
    assert speakers("Ann Lee came late.", "“It is late,” the mayor said.", known=(mayor,))[-1] == ["Ann Lee"]
    assert speakers("Ann Lee came late.", "“It is late,” the mayor said.")[-1] == ["the mayor"]


def test_a_body_is_called_by_its_last_word_and_by_what_it_is() -> None:
    told = speakers(
        "Tide Water, the utility, said it was late.",
        "The Skerry Fishers’ Cooperative said it was early.",
        "The utility said no.",
        "The cooperative said yes.",
    )
    assert [who for (who,) in told[2:]] == ["Tide Water", "Skerry Fishers’ Cooperative"]


def test_the_company_is_the_last_body_spoken_of() -> None:
    assert speakers("Tide Water said it was late.", "The company said no.")[-1] == ["Tide Water"]
    assert speakers("The tide office said it was late.", "The harbour board said no.")[-1] == ["The harbour board"]


@pytest.mark.parametrize(
    "sentence",
    [
        "“It is late,” a spokeswoman for the company said.",
        "“It is late,” its spokesman said.",
        "“It is late,” a spokesman said.",
        "Tide Water spokesman Jan Kos said it was late.",
        "Jan Kos, a spokesman for Tide Water, said it was late.",
    ],
)
def test_a_spokesman_speaks_for_the_body(sentence: str) -> None:
    assert speakers("Tide Water, the utility, said it was early.", sentence)[-1] == ["for Tide Water"]


def test_a_firm_with_a_firms_name_is_the_firm_and_not_the_board() -> None:
    firm = ("Tide Supplier Holdings took over the quay.", "The firm said it was late.", "It said no more.")
    assert speakers(*firm) == [[], ["Tide Supplier Holdings"], ["Tide Supplier Holdings"]]
    assert speakers("The Quay Board took over the toll.", "The firm said it was late.")[1] == ["The firm"]


def test_a_spokesman_does_not_speak_for_himself() -> None:
    assert speakers("Jan Kos, a spokesman for Jan Kos, said it was late.") == [["Jan Kos"]]


def test_he_behind_a_spokesman_is_the_spokesman() -> None:
    told = speakers("Tide Water said no.", "A spokesman for the company said it was late.", "It would go, he said.")
    assert told[-1] == ["for Tide Water"]


def test_she_is_who_was_spoken_of_last_and_has_not_been_he() -> None:
    told = speakers("Mayor Ann Lee came.", "She said it was late.", "Tom Orr came.", "He said no.", "She said yes.")
    assert [each for each in told if each] == [["Ann Lee"], ["Tom Orr"], ["Ann Lee"]]


def test_he_may_be_the_one_person_named_in_the_sentence_before() -> None:
    told = speakers("Mayor Ann Lee said no.", "That did not satisfy Tom Orr, leader of the opposition.", "He said yes.")
    assert told[-1] == ["Tom Orr"]


def test_a_quotation_that_goes_on_is_its_speakers() -> None:
    told = speakers("“It is late,” Ann Lee said.", "“It was early.”", "It rained.")
    assert told == [["Ann Lee"], ["Ann Lee"], []]
    assert speakers("“It is late.", "It was early,” Ann Lee said.") == [["Ann Lee"], ["Ann Lee"]]


@pytest.mark.parametrize(
    ("who", "before", "name"),
    [
        ("harbour master Ann Lee", "harbour master", "Ann Lee"),
        ("Health Minister Ann Lee", "Health Minister", "Ann Lee"),
        ("Councillor Ann Lee", "Councillor", "Ann Lee"),
        ("Ann Lee of the Tide Board", "", "Ann Lee"),
        ("the Ministry of Health", "the", "Ministry of Health"),
        ("The League itself", "The", "League"),
        ("the mayor", "", ""),
    ],
)
def test_a_name_is_told_from_what_stands_before_it(who: str, before: str, name: str) -> None:
    assert parted(who) == (before, name)


def test_two_names_are_one_where_either_is_part_of_the_other() -> None:
    assert is_same("Lee", "Ann Lee")
    assert not is_same("Karl Lee", "Ann Lee")
    assert not is_same("", "Ann Lee")


@pytest.mark.parametrize(
    ("sentence", "to"),
    [
        ("On the toll, she said it was late.", "the toll"),
        ("As for the toll, Lee said it was late.", "the toll"),
        ("Asked by a member about the toll, she said it was late.", "the toll"),
        ("In a separate matter, she said it was late.", ""),
        ("Lee also said it was late.", ""),
        ("On Tuesday, she said it was late.", None),
        ("She said it was late.", None),
    ],
)
def test_a_sentence_may_turn_to_another_matter(sentence: str, to: str | None) -> None:
    assert turns_to(sentence) == to


_PIECES = st.sampled_from(
    "Ann Lee|Lee|Tom Orr|Tide Water|said|She|He|its spokesman|the mayor|“|”|,|.|denied|according to|and|of".split("|")
)


@given(st.lists(st.lists(_PIECES, min_size=1, max_size=9).map(" ".join) | st.text(min_size=1), min_size=1, max_size=5))
def test_any_article_is_read_without_an_error(sentences: list[str]) -> None:
    assert len(speakers(*sentences)) == len(sentences)
