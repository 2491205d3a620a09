"""What an article's sentences are about: what the matter turns on, where a paragraph begins on it, and where it is left."""

from dataclasses import replace

import pytest
from newsroom import article

from dateline.indexes.nouns import Revision
from dateline.service.lexicon import Lexicon
from dateline.service.matter import matter, told

LEAD = "The council met in the old hall."


def on(about: str, found: Revision) -> list[bool]:
    asked = matter(about)
    assert asked is not None
    return told(asked, found, Lexicon())


def paragraphs(*each: tuple[str, ...], title: str | None = None) -> Revision:
    found = article(*(sentence for sentences in each for sentence in sentences), title=title)
    places = [place for place, sentences in enumerate(each) for _ in sentences]
    passages = tuple(replace(passage, paragraph=place) for passage, place in zip(found.passages, places, strict=True))
    return replace(found, passages=passages)


@pytest.mark.parametrize(
    ("about", "heads"),
    [
        ("the ferry toll", [{"toll"}]),
        ("the lead in the tap water", [{"lead"}]),
        ("the closing of branches", [{"closing", "branches"}]),
        ("closing the ward", [{"closing", "ward"}]),
        ("the evening train", [{"train"}]),
        ("evening trains", [{"trains"}]),
        ("the ward and its midwives", [{"ward"}, {"midwives"}]),
        ("the ward and about the pay", [{"ward"}, {"pay"}]),
        ("the branches and what comes in their place", [{"branches"}]),
        ("the future of the ferry", [{"ferry"}]),
        ("the Ostrel plan", [{"ostrel"}]),
        ("the pollution of Tarn Creek", [{"pollution", "creek"}]),
        ("the toll at Ostrel", [{"toll"}]),
        ("the ferries stopped because of ice", [{"stopped"}]),
        ("the losses due to the strike", [{"losses"}]),
        ("the speeches during the strike", [{"speeches"}]),
        ("Ostrel", [{"ostrel"}]),
    ],
)
def test_a_matter_turns_on_the_nouns_of_its_parts(about: str, heads: list[set[str]]) -> None:
    asked = matter(about)
    assert asked is not None
    assert [{term.text for term in head} for head in asked.heads] == heads


def test_no_words_are_no_matter() -> None:
    assert matter("") is None
    assert matter("it") is None


def test_a_sentence_goes_on_from_the_one_before_in_its_paragraph() -> None:
    found = paragraphs((LEAD,), ("Lee said the toll was high.", "“It is late,” she said."), ("“I go,” Orr said.",))
    assert on("the toll", found) == [False, True, True, False]


def test_a_paragraph_begins_on_what_the_title_is_about() -> None:
    found = paragraphs((LEAD,), ("“It is late,” Lee said.",), ("Snow fell.", "“I go,” Lee said."), title="Toll doubled")
    assert on("the toll", found)[1:] == [True, True, True]
    found = paragraphs((LEAD,), ("Snow fell.", "“I go,” Lee said."), title="Snow")
    assert on("the toll", found)[1:] == [False, False]


def test_a_speakers_name_is_left_out_of_the_matter_only_as_a_name() -> None:
    asked = matter("the supply of water to Tide Water", frozenset({"tide", "water"}))
    assert asked is not None
    assert [{term.text for term in head} for head in asked.heads] == [{"supply", "water"}]


def test_another_matter_that_is_turned_to_leaves_this_one() -> None:
    said = "Lee said the toll was high."
    assert on("the toll", article(said, "On the ferry, she said it was late.", "“I go,” she said.")) == [
        True,
        False,
        False,
    ]
    assert on("the toll", article(said, "Lee also said the ferry was late.")) == [True, False]
    assert on("the toll", article(said, "Lee also said the toll was late.")) == [True, True]
    assert on("the toll", article(LEAD, "Asked about the toll, she said no.")) == [False, True]


def test_two_sentences_of_something_else_leave_it() -> None:
    said = "Lee said the toll was high."
    assert on("the toll", article(LEAD, said, "It rained.", "“I go,” she said."))[-1]
    assert not on("the toll", article(LEAD, said, "It rained.", "It snowed.", "“I go,” she said."))[-1]


def test_a_named_matter_is_not_told_of_by_an_article_without_the_name() -> None:
    assert on("the Ostrel toll", article("Lee said the Ostrel toll was high.")) == [True]
    assert on("the Ostrel toll", article("Lee said the toll was high.")) == [False]


def test_a_place_may_be_left_unsaid_but_not_be_another() -> None:
    assert on("the ward at St Orran", article("Lee said the ward was full.")) == [True]
    assert on("the ward at St Orran", article("Lee said the ward at Vesk was full.")) == [False]


def test_a_verb_is_no_noun() -> None:
    assert on("the lead in the water", article("Lee, who led the study, said it was late.")) == [False]


def test_money_is_told_of_in_sums_and_grants() -> None:
    assert on("the funding", article(LEAD, "Lee said a grant had come.")) == [False, True]
    assert on("the funding", article(LEAD, "Lee said £2m had come.")) == [False, True]
    assert on("the funding", article(LEAD, "Lee said 800,000 crowns had come.")) == [False, True]
    assert on("the ferry", article(LEAD, "Lee said a grant of £2m had come.")) == [False, False]
