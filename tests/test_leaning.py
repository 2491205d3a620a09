"""What a sentence needs beside it to be read alone, and how the keyless answer shows it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import Newsroom, article, found_in

from dateline.indexes.nouns import MAX_QUOTE, Revision
from dateline.service.answerable import Candidate, Verdict
from dateline.service.caller import Caller
from dateline.service.leaning import length, needed
from dateline.service.nouns import DraftClaim, Question
from dateline.service.question import read
from dateline.service.quotes import claim_of, keyless_draft


def beside(found: Revision, at: int = -1, *, shown: frozenset[int] = frozenset()) -> list[str]:
    return [each.text for each in needed(found.passages[at], found, shown)]


def claims_of(chosen: tuple[Candidate, ...]) -> list[DraftClaim]:
    """What the keyless drafter makes of these sentences."""
    told = keyless_draft(read(Question("Who came?")), Verdict(True, chosen, chosen), Caller())
    return [each for each in told if isinstance(each, DraftClaim)]


def drafted(found: Revision, *places: int) -> list[list[str]]:
    """The quotes of each claim, where these sentences are shown."""
    chosen = tuple(Candidate(found_in(found)[at], 0.9, {}) for at in places)
    return [[quote.text for quote in claim.quotes] for claim in claims_of(chosen)]


@pytest.mark.parametrize(
    "leaning",
    ["He left.", "This was new.", "But she stayed.", "“It is late,” said Tom Orr.", "The figure rose.", "Both left."],
)
def test_a_sentence_that_leans_on_the_one_before_brings_it(leaning: str) -> None:
    assert beside(article("Ann Lee came.", leaning)) == ["Ann Lee came.", leaning]


@pytest.mark.parametrize("whole", ["Tom Orr left.", "Theirs was new.", "The board left.", "Items: it.", "Heat rose."])
def test_a_sentence_that_can_be_read_alone_stands_alone(whole: str) -> None:
    assert beside(article("Ann Lee came.", whole)) == [whole]


def test_the_first_sentence_has_nothing_to_lean_on() -> None:
    assert beside(article("He left.")) == ["He left."]


def test_a_sentence_that_would_be_buried_by_the_one_before_stands_alone() -> None:
    short, long = " ".join(["word"] * 53), " ".join(["word"] * 54)
    assert beside(article(short, "He left.")) == [short, "He left."]
    assert beside(article(long, "He left.")) == ["He left."]


def test_only_one_sentence_before_is_brought() -> None:
    assert beside(article("Ann Lee came.", "She sat.", "She left.")) == ["She sat.", "She left."]


def test_an_item_is_nothing_to_lean_on() -> None:
    assert beside(article("Gates", "He left.", items=[0])) == ["He left."]


@pytest.mark.parametrize("at", [0, 1, 3])
def test_a_list_is_shown_whole_with_what_announces_it(at: int) -> None:
    found = article("Three rose:", "the toll", "the fee", "the fare", "It rained.", items=[1, 2, 3])
    assert beside(found, at) == ["Three rose:", "the toll", "the fee", "the fare"]


def test_a_list_that_nothing_announces_is_its_items() -> None:
    assert beside(article("It rained.", "the toll", "the fee", items=[1, 2]), 2) == ["the toll", "the fee"]


def test_a_list_too_long_to_show_is_its_item_alone() -> None:
    items = [f"gate {at}" for at in range(12)]
    assert beside(article("Twelve failed:", *items[:11], items=range(1, 12)), 3)[0] == "Twelve failed:"
    assert beside(article("Twelve failed:", *items, items=range(1, 13)), 3) == ["gate 2"]


def test_what_is_too_long_to_quote_is_not_brought() -> None:
    longest = "x" * MAX_QUOTE
    assert beside(article(longest, "He left.")) == [longest, "He left."]
    assert beside(article(longest + "x", "He left.")) == ["He left."]


def test_what_is_shown_anyway_is_not_brought_again() -> None:
    found = article("Ann Lee came.", "She left.")
    assert beside(found, shown=frozenset([0])) == ["She left."]
    assert drafted(found, 0, 1) == [["Ann Lee came."], ["She left."]]
    assert drafted(found, 1) == [["Ann Lee came.", "She left."]]


def test_two_sentences_that_lean_on_one_another_are_shown_once() -> None:
    found = article("Ann Lee came.", "She sat.", "She left.")
    quotes = [text for claim in drafted(found, 2, 1) for text in claim]
    assert sorted(quotes) == ["Ann Lee came.", "She left.", "She sat."]


def test_what_it_costs_to_show_a_sentence_counts_what_it_needs() -> None:
    found = article("Ann Lee came by boat.", "She left.")
    assert [length(each, found) for each in found.passages] == [5, 7]


def test_a_claim_quotes_whole_passages_and_names_its_speaker_with_their_role() -> None:
    found = article("Ann Lee, the harbour master, came.", "It was late, Ann Lee said.")
    claim = claim_of(Candidate(found_in(found)[1], 0.9, {}))
    assert claim.said_by == "Ann Lee, the harbour master"
    assert all(found.text[each.start : each.end] == each.text for each in claim.quotes)
    assert [each.text for each in claim.quotes] == [each.text for each in found.passages]


@pytest.mark.parametrize(("at", "quotes"), [(0, 1), (1, 2), (2, 3), (3, 3), (4, 3)])
def test_an_answer_of_leaning_sentences_is_verbatim(at: int, quotes: int) -> None:
    found = article("Ann Lee came.", "She left.", "Three rose:", "the toll", "the fee", items=[3, 4])
    room, chosen = Newsroom((found,)), (Candidate(found_in(found)[at], 0.9, {}),)
    told = room.ask(lambda reading, _, caller: keyless_draft(reading, Verdict(True, chosen, chosen), caller))
    assert room.holds(told)
    assert [len(claim.citations) for claim in told.claims] == [quotes]


openings = st.sampled_from(["He left.", "Ann Lee came.", "Three rose:", "This is new.", "the toll", "x" * 1001])


@given(st.lists(st.tuples(openings, st.booleans()), min_size=1, max_size=16), st.data())
def test_what_a_sentence_needs_are_neighbours_with_itself_among_them(
    lines: list[tuple[str, bool]], data: st.DataObject
) -> None:
    found = article(*(text for text, _ in lines), items=[at for at, (_, item) in enumerate(lines) if item])
    places = st.integers(0, len(lines) - 1)
    at, shown = data.draw(places), data.draw(st.frozensets(places))
    passages = needed(found.passages[at], found, shown)
    ordinals = [each.ordinal for each in passages]
    assert at in ordinals
    assert ordinals == list(range(ordinals[0], ordinals[-1] + 1))
    assert not (set(ordinals) - {at}) & shown
    assert len(passages) == 1 or all(len(each.text) <= MAX_QUOTE for each in passages)


@given(st.lists(st.tuples(openings, st.booleans()), min_size=1, max_size=10), st.data())
def test_an_answer_shows_each_sentence_once(lines: list[tuple[str, bool]], data: st.DataObject) -> None:
    found = article(*(text for text, _ in lines), items=[at for at, (_, item) in enumerate(lines) if item])
    places = data.draw(st.lists(st.integers(0, len(lines) - 1), unique=True, min_size=1, max_size=4))
    chosen = tuple(Candidate(found_in(found)[at], 0.9, {}) for at in places)
    quoted = [quote.start for claim in claims_of(chosen) for quote in claim.quotes]
    assert len(quoted) == len(set(quoted))


def test_two_items_of_one_list_bring_the_whole_list_once() -> None:
    found = article("Three rose:", "toll", "fee", "fare")
    listed = replace(
        found, passages=tuple(replace(each, kind="item" if each.ordinal else "sentence") for each in found.passages)
    )
    assert drafted(listed, 2, 3) == [["Three rose:", "toll", "fee", "fare"]]


@pytest.mark.parametrize(
    "answer",
    [
        "Tom Orr disputed that.",
        "The board rejected the figure.",
        "Tom Orr disagreed.",
        "Tom Orr, the owner, replied that it was 8.",
        "The board regretted the cost but disputed its extent.",
    ],
)
def test_who_contradicts_a_sentence_is_shown_with_it(answer: str) -> None:
    found = article("Ann Lee put the cost at 9 crowns.", answer, "It rained.")
    assert beside(found, 0) == ["Ann Lee put the cost at 9 crowns.", answer]
    assert beside(found, 1) == ["Ann Lee put the cost at 9 crowns.", answer]


@pytest.mark.parametrize("behind", ["Tom Orr denied that it rained.", "Tom Orr rejected an offer.", "It disappeared."])
def test_a_denial_of_something_else_is_no_other_side(behind: str) -> None:
    assert beside(article("Ann Lee put the cost at 9 crowns.", behind), 0) == ["Ann Lee put the cost at 9 crowns."]
