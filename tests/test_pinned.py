"""What stands right beside a kept word is kept; and what a sentence tells of one subject is told by itself."""

import pytest

from dateline.service.check.matched import unmatched
from dateline.service.check.pinned import unpinned
from dateline.service.check.shared import statements


@pytest.mark.parametrize(
    ("claim", "quote", "flaw"),
    [
        ("The mayor spoke.", "The deputy mayor spoke.", "scope"),
        ("The audit had found serious faults.", "The audit had found fairly serious faults.", "scope"),
        ("Riders would pay 4 crowns more.", "Riders with monthly passes would pay 4 crowns more.", "scope"),
        ("Fares will not rise.", "Fares will not rise to pay for the ferry.", "scope"),
        ("The pier has come to 9 million crowns.", "The pier is budgeted at 9 million crowns.", "hedge"),
        (
            "The yard ordered 14 cranes and four more.",
            "The yard ordered 14 cranes, with an option for four more.",
            "hedge",
        ),
        ("It names a report, which replaces the count.", "It names a report, which the count replaces.", "direction"),
        ("The dam protects 900 people.", "The dam protects 900 homes.", "unit"),
        ("The utility Norrspar has a fifth.", "The pension fund Norrspar has a fifth.", "role"),
        ("The range is still open.", "The range is open.", "addition"),
        ("The firm added 36 posts.", "The firm said on Monday it was adding 36 posts.", "speaker"),
        ("A yard raised doubts.", "A report from the yard raised doubts.", "direction"),
    ],
)
def test_a_neighbour_that_is_lost_or_exchanged_is_a_flaw(claim: str, quote: str, flaw: str) -> None:
    assert flaw in set(unpinned(claim, [quote]))


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("The mayor spoke.", "The mayor spoke."),
        ("The mayor spoke on the quay.", "The mayor, who is leaving, spoke on the quay."),
        ("The bank said the rate will fall.", "The rate will fall in May, the bank said on Monday."),
        ("The pier will cost 9 million crowns.", "The pier, budgeted last year, will cost 9 million crowns."),
        ("Fares will not rise.", "Fares will not rise, and the ferry will sail at night."),
        ("The dam protects 900 homes.", "The dam protects 900 homes and 40 farms."),
        ("Ann Lee told Norrspar.", "The director, Ann Lee, told Norrspar on Friday."),
    ],
)
def test_what_may_go_as_a_whole_is_no_flaw(claim: str, quote: str) -> None:
    assert list(unpinned(claim, [quote])) == []


def test_what_shares_a_subject_and_a_modal_verb_is_told_by_itself() -> None:
    told = "The park will cost 9 million crowns, half of it borrowed, and open in May, the city said."
    assert list(statements(told)) == ["The park will open in May, the city said."]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The park will not cost more and open later.", id="denied"),
        pytest.param("The park cost 9 million and opened in May.", id="no modal verb"),
        pytest.param("The park will serve Ostby and the valley.", id="two things"),
        pytest.param("The park will open.", id="one statement"),
    ],
)
def test_nothing_is_told_by_itself_of_which_that_is_not_plain(text: str) -> None:
    assert list(statements(text)) == []


@pytest.mark.parametrize(
    ("claim", "quote", "flaw"),
    [
        ("“The gate did not rust,” Ann Lee said.", "“The gate rusted,” Ann Lee said.", "addition"),
        ("It fell to 5 in May from 7 in April.", "It fell to 5 in April from 7 in May.", "date"),
        ("It sold 9 ships in 2021 and 7 in 2022.", "It sold 9 ships in 2022 and 7 in 2021.", "date"),
        ("It gives 9 million for roads.", "It gives 9 million for roads, bridges and quays.", "scope"),
        (
            "It names Norrspar, a chip designer.",
            "It names Norrspar, a pension fund, and the chip designer Ostby.",
            "role",
        ),
        ("Ann Lee was named by Bo Dahl.", "Ann Lee named Bo Dahl.", "direction"),
        ("She is a surgeon at Ostby.", "She is a surgeon at Kelvar; Ostby is closed.", "name"),
    ],
)
def test_what_is_put_together_anew_is_a_flaw(claim: str, quote: str, flaw: str) -> None:
    assert flaw in set(unmatched(claim, [quote]))


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Ann Lee said “the gate rusted”.", "“The gate rusted,” Ann Lee said."),
        ("Order 14 covers 9 tools from 1 May.", "From 1 May, Order 14 covers 9 tools."),
        ("It gives 9 million for roads, bridges and quays.", "It gives 9 million for roads, bridges and quays."),
        ("It names Norrspar, a pension fund.", "It names Norrspar, a pension fund, and Ostby."),
    ],
)
def test_what_stays_together_is_no_flaw(claim: str, quote: str) -> None:
    assert list(unmatched(claim, [quote])) == []
