"""What of the evidence found for a sentence is read by an encoder, and that the rest would have changed nothing."""

from collections.abc import Sequence
from itertools import permutations

import pytest
from fakes_check import archived

from dateline.indexes.embedding import in_context
from dateline.indexes.nouns import Coverage, Filters, Found, Hit, Revision, Vectors
from dateline.service.check.evidence import Evidence
from dateline.service.check.path import Checked, check
from dateline.service.check.promise import promise

READ = in_context()
TEXT = (
    "The Tessel ferry board said its boats carried 2.4 million passengers in 2023, the most in its history. "
    "The gates are raised when a storm drives the sea up the river and lowered again when the tide turns. "
    "A survey by the transport office put the decline at 9 percent. "
    "The licence for the T-1980i was withdrawn in March 2023."
)


@pytest.fixture(scope="module")
def revision(tmp_path_factory: pytest.TempPathFactory) -> Revision:
    return archived(tmp_path_factory.mktemp("reading"), TEXT)


def checked(claim: str, revision: Revision, places: Sequence[int], read: list[str] | None = None) -> Checked:
    """The claim held against these sentences of an article, found in this order; what was read is noted."""
    hits = [Hit(revision.passages[at], revision, 0.5, {}, "") for at in places]

    def noted(text: str, spans: Sequence[tuple[int, int]]) -> Vectors:
        if read is not None:
            read.append(text)
        return READ(text, spans)

    found = Found(hits, Coverage(1, 0, None, None, 4, 4), "1")
    (one,) = check(claim, Filters(), search=lambda _text, _filters: found, in_context=noted).sentences
    return one


def test_beside_a_sentence_that_the_article_has_nothing_else_is_read(revision: Revision) -> None:
    claim, read = revision.passages[3].text, list[str]()
    assert checked(claim, revision, (1, 2, 3, 0), read).verdict == "supported"
    assert set(read) == {claim}


def test_a_sentence_that_nothing_clearly_carries_is_held_against_all_that_could(revision: Revision) -> None:
    read: list[str] = []
    checked("The ferry licence and the survey of gates put a storm at 9 boats.", revision, (0, 1, 2, 3), read)
    assert {passage.text for passage in revision.passages} < set(read)


@pytest.mark.parametrize(
    ("claim", "verdict", "reason"),
    [
        ("In 2023 the Tessel ferry board's vessels carried 2.4 million travellers.", "supported", None),
        ("By a survey of the transport office the decline was 9 percent.", "supported", None),
        ("In March 2023 the licence for the T-1980i was revoked.", "supported", None),
        ("A survey by the transport office put the decline at 19 percent.", "contradicted", "number"),
        ("The licence for the T-1980i was withdrawn in March 2022.", "contradicted", "date"),
        ("The ministry bought new helicopters for the northern hospitals.", "not_found", None),
    ],
)
def test_the_order_in_which_evidence_was_found_changes_no_verdict(
    claim: str, verdict: str, reason: str | None, revision: Revision
) -> None:
    for places in permutations(range(4)):
        one = checked(claim, revision, places)
        assert (one.verdict, one.reason) == (verdict, reason)


def test_evidence_promises_more_the_more_of_the_words_it_has(revision: Revision) -> None:
    claim = "The transport office's survey put the decline of passengers at 9 percent."
    promised = [promise(claim, Evidence(revision, (each,))) for each in revision.passages]
    assert max(promised, key=lambda each: each.worth) is promised[2]
    assert promised[2].share > promised[1].share
    assert promised[2].worth > promise("Helicopters circled.", Evidence(revision, (revision.passages[2],))).worth
