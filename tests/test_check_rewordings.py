"""Checking sentences that keep few of an article's words, and lies that keep almost all of them."""

import numpy as np
import pytest
from fakes_check import archived, compared
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.indexes.embedding import in_context
from dateline.indexes.nouns import Passage, Revision
from dateline.service.check.context import all_needed
from dateline.service.check.path import judged
from dateline.service.check.wording import alike
from dateline.service.words import stem

READ = in_context()  # the real one: what changes places is seen only in context
TEXT = (
    "The Tessel ferry board said its boats carried 2.4 million passengers in 2023, the most in its history. "
    "The gates are raised when a storm drives the sea up the river and lowered again when the tide turns. "
    "The mill makes about 60% of the region’s refined copper. "
    "The dock workers’ federation told members that it expected 90 lasting jobs at the quay. "
    "Anna Korr, the chair of the fishermen’s union, welcomed the plan. "
    "Olaf Korr, the director of the port authority, is not related to her. "
    "A survey by the transport office put the decline at 9 percent. "
    "The licence for the T-1980i was withdrawn in March 2023. "
    "Three polling stations opened late after a power cut, and voters there were given an extra 40 minutes. "
    "Of the 72 million crowns in the fund, 18 million is set aside for training. "
    "The Lower House passed the bill on July 27 by 64 votes to 33, and the Upper House followed a day later."
)


@pytest.fixture(scope="module")
def revision(tmp_path_factory: pytest.TempPathFactory) -> Revision:
    return archived(tmp_path_factory.mktemp("rewordings"), TEXT)


@pytest.mark.parametrize(
    "claim",
    [
        "In 2023 the Tessel ferry board's vessels carried 2.4 million travellers, the most in its history.",
        "When a storm drives the sea up the river the gates are raised, and they are lowered again when the tide turns.",
        "A quarter of the fund's 72 million crowns is set aside for training.",
        "By a survey of the transport office the decline was 9 percent.",
        "In March 2023 the licence for the T-1980i was revoked.",
    ],
)
def test_synonyms_parts_and_clauses_that_move_as_a_whole_keep_a_sentence_true(claim: str, revision: Revision) -> None:
    assert judged(claim, compared(claim, revision, READ))[0] == "supported"


@pytest.mark.parametrize(
    ("claim", "flaw"),
    [
        (
            "The gates are lowered when a storm drives the sea up the river and raised again when the tide turns.",
            "direction",
        ),
        ("The mill makes about 60% of the region’s refined copper and zinc.", "scope"),
        ("The port authority told members that it expected 90 lasting jobs at the quay.", "speaker"),
        ("Anna Korr, the director of the port authority, welcomed the plan.", "role"),
        ("A survey by the chamber of trade put the decline at 9 percent.", "speaker"),
        ("The licence for the T-2000i was withdrawn in March 2023.", "name"),
        (
            "Three polling stations opened late after a power cut caused by squirrels, and voters there were given an extra 40 minutes.",
            "addition",
        ),
        ("Half of the fund's 72 million crowns is set aside for training.", "number"),
        (
            "The Tessel ferry board, which was founded by monks, said its boats carried 2.4 million passengers in 2023.",
            "addition",
        ),
    ],
)
def test_a_lie_that_keeps_almost_all_words_is_found_out(claim: str, flaw: str, revision: Revision) -> None:
    found = compared(claim, revision, READ)
    assert judged(claim, found)[0] != "supported"
    assert flaw in max(found, key=lambda each: each.worth).flaws


@pytest.mark.parametrize(("one", "other"), [("lift", "raise"), ("traveller", "passenger"), ("revoke", "withdraw")])
def test_a_rewording_has_synonyms_of_its_own(one: str, other: str) -> None:
    assert alike(stem(one), stem(other)) > 0


@pytest.mark.parametrize(
    ("one", "other"), [("raise", "lower"), ("import", "export"), ("all", "some"), ("central", "national")]
)
def test_what_a_fact_checker_tells_apart_is_no_synonym(one: str, other: str) -> None:
    assert alike(stem(one), stem(other)) == 0


def _passage(text: str) -> Passage:
    return Passage("a", "a", 1, 0, 0, len(text), text, "sentence", 0)


def test_a_second_passage_counts_only_with_words_of_its_own() -> None:
    claim = "The barrier will cost more, and the museum sold violins."
    first, second = _passage("The barrier will cost more."), _passage("The museum sold violins.")
    assert all_needed(claim, (first, second))
    assert not all_needed(claim, (first, _passage("The barrier is high.")))
    assert all_needed(claim, (first,))


@settings(deadline=None, max_examples=40)  # the first one loads the model
@given(st.text(max_size=60))
def test_any_text_is_read_in_context_with_a_row_for_itself_and_for_each_place(text: str) -> None:
    places = [(0, min(3, len(text)))]
    rows = READ(text, places)
    assert rows.shape == (2, 384)
    lengths = np.linalg.norm(rows, axis=1)
    assert lengths[0] == pytest.approx(1, abs=0.01)
    assert lengths[1] == pytest.approx(1, abs=0.01) or lengths[1] == 0


def test_a_word_is_nearer_to_what_stands_for_it_than_to_the_rest() -> None:
    claim, text = "The crossing carried fewer travellers.", "The ferry carried fewer passengers."
    rows = READ(claim, [(claim.index("travellers"), len(claim) - 1)])
    others = READ(text, [(text.index("passengers"), len(text) - 1), (text.index("ferry"), text.index("ferry") + 5)])
    near, far = (rows[1] @ others[1:].T).tolist()
    assert near > far
    assert near > 0.5


def test_words_are_kept_and_read_alike_the_second_time() -> None:
    read = in_context()
    assert (read("Gulls at sea.", [(0, 5)]) == read("Gulls at sea.", [(0, 5)])).all()
