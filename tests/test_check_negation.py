"""A denial is held against the very words that it is about: lies that deny or un-deny, and rewordings that keep a denial."""

import pytest
from fakes_check import archived, compared

from dateline.indexes.embedding import in_context
from dateline.indexes.nouns import Revision
from dateline.service.check.certainty import denials
from dateline.service.check.path import Verdict, judged

READ = in_context()
TEXT = (
    "The Tessel harbour board said on Sunday that the ferry’s engines had fairly serious faults. "
    "It gave no technical details and did not name the affected boats. "
    "The old ferry may no longer be sailed in winter without a pilot. "
    "Requests for night crossings will in principle be refused, the board said. "
    "Anna Korr, the managing director, resigned on Wednesday evening. "
    "Olaf Brandt, who took over the yard in January, said he accepted the findings “without footnotes.” "
    "The order does not stop other customers, such as fishermen and pilots, from buying the engines. "
    "It is not true, as was widely repeated in town, that the yard built the ferry for less than 6 million crowns. "
    "Cargo boats were not banned. "
    "The city would cover the gap with 45 million crowns from parking, deputy mayor Ilse Vang said. "
    "No stop would be dropped, she added. "
    "The piers stand on steel piles rather than on floating platforms. "
    "Neither the U.S. nor the Danish coastguard has explained how the buoy was lost. "
    "The council has not said whether it plans to revisit the speed limit."
)


@pytest.fixture(scope="module")
def revision(tmp_path_factory: pytest.TempPathFactory) -> Revision:
    return archived(tmp_path_factory.mktemp("negation"), TEXT)


def verdict(claim: str, revision: Revision) -> Verdict:
    return judged(claim, compared(claim, revision, READ))[0]


@pytest.mark.parametrize(
    "claim",
    [
        "The Tessel harbour board named the affected boats.",
        "The Tessel harbour board disclosed technical details of the engines' faults.",
        "The board gave technical details of the faults but did not name the affected boats.",
        "Deputy mayor Ilse Vang said that one stop would be dropped.",
        "The piers stand on floating platforms.",
    ],
)
def test_what_a_neighbouring_sentence_denies_is_not_supported(claim: str, revision: Revision) -> None:
    assert verdict(claim, revision) != "supported"


@pytest.mark.parametrize(
    "claim",
    [
        "Anna Korr, the managing director, refused to resign on Wednesday evening.",
        "Anna Korr, the managing director, never resigned.",
        "Olaf Brandt did not accept the findings.",
        "Olaf Brandt, who took over the yard in January, failed to accept the findings.",
        "The deputy mayor ruled out covering the gap with 45 million crowns from parking.",
    ],
)
def test_a_claim_that_denies_what_is_said_is_not_supported(claim: str, revision: Revision) -> None:
    assert verdict(claim, revision) != "supported"


@pytest.mark.parametrize(
    "claim",
    [
        "Requests for night crossings will in principle be approved, the board said.",
        "Olaf Brandt rejected the findings.",
        "The order leaves customers such as fishermen and pilots unable to buy the engines.",
        "Other customers, such as fishermen and pilots, are barred from buying the engines.",
        "The old ferry can still be sailed in winter without a pilot.",
        "It is true that the yard built the ferry for less than 6 million crowns.",
        "The yard built the ferry for less than 6 million crowns.",
        "Cargo boats were banned as well.",
    ],
)
def test_a_verb_and_its_answer_and_a_denial_taken_back_are_no_support(claim: str, revision: Revision) -> None:
    assert verdict(claim, revision) != "supported"


@pytest.mark.parametrize(
    "claim",
    [
        "The Tessel harbour board did not name the affected boats.",
        "A pilot is now needed to sail the old ferry in winter.",
        "Requests for night crossings will in principle be turned down, the board said.",
        "Requests for night crossings will in principle not be approved, the board said.",
        "Fishermen, pilots and other customers are not barred from buying the engines.",
        "Cargo boats escaped the ban.",
        "The council has yet to say whether it plans to revisit the speed limit.",
        "The council is silent on whether it will revisit the speed limit.",
        "Neither the Danish nor the U.S. coastguard has explained how the buoy was lost.",
        "Olaf Brandt accepted the findings without footnotes.",
    ],
)
def test_a_denial_kept_in_other_words_is_supported(claim: str, revision: Revision) -> None:
    assert verdict(claim, revision) == "supported"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The board has yet to answer.", 1),
        ("No boats may be sold without a licence.", 0),
        ("It shipped no gallium and no germanium.", 1),
        ("Not only boats were sold.", 0),
        ("There is not a single crown for it.", 1),
    ],
)
def test_denials_that_take_one_another_back_are_none(text: str, count: int) -> None:
    assert denials(text) == count
