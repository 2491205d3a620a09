"""Other forms of a claim and of a sentence, told of the same: each with the nearest lie beside it."""

from pathlib import Path

import pytest
from fakes_check import archived

from dateline.indexes.nouns import Revision
from dateline.service.check.carried import unsupported
from dateline.service.check.evidence import Evidence

TEXT = (
    "Ane Torvik, the outgoing mayor, conceded the vote at noon. "
    "“I lost over ferry tickets, not over the dam,” she said. "
    "Odd Brisk, the leader of the opposition, was not in the hall. "
    "“The wall leaks,” Brisk told supporters at the Fish Market. "
    "The Dam Workers’ Union counted 37 cranes. "
    "“They count the cranes,” said Pia Lund, the union’s chair. "
    "The dam will cost 497 million crowns and will not hold water before March 2026, auditors said on Wednesday. "
    "Brisk, the lead candidate, is expected to become mayor and said he would open talks this week. "
    "Lund said she had been upset by the delay and that her members needed more time. "
    "Lund said the yard was late and that it would pay. "
    "The sluice, 71 percent built, is put at 14 million crowns, with completion in June 2028. "
    "About 800 tonnes of soil must be carted away, nearly five times the load that was assumed. "
    "The guild put the loss at 410, counting contracts that will not be renewed. "
    "The office has found 118 cases, counting only those confirmed by a doctor. "
    "Turnout was 59 percent, compared with 57 percent in 2019 and 64 percent in 2015. "
    "The council voted 33 to 18 to extend the quay to Marsh Cross. "
    "Four clubs are still in the cup: Lemm, Osk, Tarn and Velda. "
    "Bo Rand, the auditor, said the bridge accounted for 40 million of the rise and dearer steel for most of the rest. "
    "“There is no levy,” Lund said, adding that bonds would bring in two-thirds of the money. "
    "The fleet placed 31 yards, including Aldous Marine Works Co., known as AMW, on its list. "
    "Failed samples rose from 12 to 31 this year, the harbour’s report says. "
    "The figure of $5.5 million comes from an earlier paper, V3, and covers only the last run. "
    "He steps down in spring, and Ulf Sand, the former harbour chief, is expected to follow. "
    "The assembly passed the Quays and Harbours Act, which provides 52 million crowns for cranes, sheds and pumps. "
    "Marin Corp. criticised the plan, saying that it would harm trade. "
    "Marin Corp. rejected the claim, saying it would sue. "
    "The line’s first battery ferry, the Eider Star, carried 300 passengers this week. "
    "The guild and the customs office said on Monday that tin will need permission. "
    "The mayor denied that the builder, Alba Quays, was late. "
    "The mayor doubted that the tower, 60 percent built, is safe from the wind. "
    "Rand said he doubted the price and that the yard would shut. "
    "Sales rose from 12 in 2021 to 31 in 2022 and 88 in 2023, the guild denied. "
    "Buyers hold tin for about six months of use, according to an estimate by Una Stark of the Metals Guild."
)


@pytest.fixture(scope="module")
def revision(tmp_path_factory: pytest.TempPathFactory) -> Revision:
    return archived(tmp_path_factory.mktemp("readings"), TEXT, "Dam")


def carried(claim: str, revision: Revision, *beginnings: str) -> bool:
    """Whether the sentences that begin so carry a claim."""
    passages = tuple(next(each for each in revision.passages if each.text.startswith(begins)) for begins in beginnings)
    return unsupported(claim, [Evidence(revision, passages)]) is None


@pytest.mark.parametrize(
    ("claim", "lie", "beginnings"),
    [
        (
            "“I lost over ferry tickets, not over the dam,” said Ane Torvik, the outgoing mayor.",
            "“I lost over ferry tickets, not over the dam,” said Ane Torvik, the leader of the opposition.",
            ("Ane", "“I lost", "Odd"),
        ),
        (
            "“I lost over ferry tickets, not over the dam,” said Ane Torvik, the outgoing mayor.",
            "“I lost over ferry tickets, not over the dam,” said Odd Brisk, the leader of the opposition.",
            ("Ane", "“I lost", "Odd"),
        ),
        (
            "Brisk told supporters at the Fish Market: “The wall leaks.”",
            "Torvik told supporters at the Fish Market: “The wall leaks.”",
            ("“The wall", "Ane"),
        ),
        ("Brisk told supporters: “The wall leaks.”", "Brisk told members: “The wall leaks.”", ("“The wall",)),
        ("“The wall leaks,” Brisk said.", "“The wall,” Brisk said.", ("“The wall",)),
        (
            "“They count the cranes,” said Pia Lund, the chair of the Dam Workers’ Union.",
            "“They count the cranes,” said Pia Lund, the chair of the Fish Market.",
            ("“They", "The Dam", "“The wall"),
        ),
        (
            "Auditors said on Wednesday that the dam will cost 497 million crowns.",
            "Auditors said on Wednesday that the dam will hold water before March 2026.",
            ("The dam will",),
        ),
        (
            "Brisk, the lead candidate, is expected to become mayor.",
            "Brisk, the lead candidate, will become mayor.",
            ("Brisk, the lead",),
        ),
        (
            "Lund said that her members needed more time.",
            "Lund said that it would pay.",
            ("Lund said she", "Lund said the yard"),
        ),
        (
            "The sluice is put at 14 million crowns, with completion in June 2028.",
            "The sluice is built.",
            ("The sluice",),
        ),
        ("The sluice is 71 percent built.", "The sluice is put at 71 percent.", ("The sluice",)),
        ("About 800 tonnes of soil must be carted away.", "Tonnes of soil must be carted away.", ("About",)),
        ("The guild put the loss at 410.", "The office has found 118 cases.", ("The guild", "The office")),
        (
            "Turnout was 59 percent, compared with 64 percent in 2015.",
            "Turnout was 59 percent, compared with 57 percent in 2015.",
            ("Turnout",),
        ),
        (
            "The council voted to extend the quay to Marsh Cross.",
            "The council voted 33 to extend the quay to Marsh Cross.",
            ("The council",),
        ),
        (
            "Lemm, Osk, Tarn and Velda are still in the cup.",
            "Lemm, Osk and Velda are the clubs in the cup.",
            ("Four",),
        ),
        (
            "Bo Rand, the auditor, said the bridge accounted for 40 million of the rise.",
            "Bo Rand, the auditor, said the bridge accounted for most of the rest.",
            ("Bo Rand",),
        ),
        ("“There is no levy,” Lund said.", "“There is levy,” Lund said.", ("“There",)),
        (
            "Lund said that bonds would bring in two-thirds of the money.",
            "Lund said that bonds would bring in the money.",
            ("“There",),
        ),
        (
            "The fleet placed 31 yards, including AMW, on its list.",
            "The fleet placed 31 yards, known as AMW, on its list.",
            ("The fleet",),
        ),
        (
            "The harbour’s report says failed samples rose from 12 to 31 this year.",
            "The harbour’s report says failed samples rose from 31 to 12 this year.",
            ("Failed",),
        ),
        (
            "The figure of $5.5 million covers only the last run.",
            "The figure of $5.5 million covers the last run.",
            ("The figure",),
        ),
        (
            "Ulf Sand, the former harbour chief, is expected to follow.",
            "Ulf Sand, the harbour chief, is expected to follow.",
            ("He steps",),
        ),
        (
            "The Quays and Harbours Act provides 52 million crowns for cranes, sheds and pumps.",
            "The Quays and Harbours Act provides 52 million crowns for cranes.",
            ("The assembly",),
        ),
        (
            "Marin Corp. said that the plan would harm trade.",
            "Marin Corp. said that the claim would sue.",
            ("Marin Corp. criticised", "Marin Corp. rejected"),
        ),
        (
            "The Eider Star carried 300 passengers this week.",
            "The first Eider Star carried 300 passengers this week.",
            ("The line",),
        ),
        (
            "Tin will need permission, the guild and the customs office said.",
            "Tin will need permission, the customs office said.",
            ("The guild and",),
        ),
        (
            "Buyers hold tin for about six months of use, Una Stark of the Metals Guild estimated.",
            "Buyers hold tin for about six months of use, the Metals Guild estimated.",
            ("Buyers",),
        ),
    ],
)
def test_another_form_of_the_same_is_carried_and_the_nearest_lie_is_not(
    claim: str, lie: str, beginnings: tuple[str, ...], revision: Revision
) -> None:
    assert carried(claim, revision, *beginnings)
    assert not carried(lie, revision, *beginnings)


@pytest.mark.parametrize(
    ("lie", "begins"),
    [
        ("Alba Quays was late.", "The mayor denied"),
        ("The mayor doubted that the tower is 60 percent built.", "The mayor doubted"),
        ("The tower is 60 percent built.", "The mayor doubted"),
        ("The office has found 118 cases.", "The office"),
        ("Rand said that the yard would shut.", "Rand said"),
        ("Sales rose to 88 in 2023.", "Sales"),
        ("Lund said that it would pay.", "Lund said the yard"),
        ("Lund said that she would pay.", "Lund said the yard"),
    ],
)
def test_what_is_denied_limited_or_meant_of_another_is_not_told(lie: str, begins: str, revision: Revision) -> None:
    assert not carried(lie, revision, begins)


def test_a_family_name_of_two_is_neither_of_them(tmp_path: Path) -> None:
    two = "Premier Lin Qira set the target on Tuesday, as announced by her forerunner, Lin Keqira, a year earlier."
    found = archived(tmp_path, f"{two} Lin said the state would press ahead.")
    assert carried("Lin said the state would press ahead.", found, "Premier", "Lin")
    assert not carried("Lin Keqira said the state would press ahead.", found, "Premier", "Lin")
