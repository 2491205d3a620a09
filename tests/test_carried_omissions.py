"""What a written claim may leave out of a quote and whom its names stand for; and what looks alike and may not."""

from datetime import UTC, datetime

import pytest

from dateline.indexes.archive import Archive
from dateline.indexes.nouns import Article, Revision
from dateline.service.check.carried import unsupported
from dateline.service.check.evidence import Evidence

TEXT = (
    "OSTREL, March 6 — Mayor Ada Holm on Tuesday signed the Quays and Harbours Act, which provides 9 million crowns for piers, cranes and sheds. "
    "She welcomed the vote on Monday. "
    "The law also creates a fund for divers. "
    "The Sill Line separately bought three ferries, including the Gull, known as SG, for its northern route. "
    "Tin, lead, zinc and copper will need a permit from May 8. "
    "Ostrel responded by banning exports of tin, lead, zinc and copper to Karsund. "
    "Spending on schools and roads came to 40 million crowns last year, up 3%. "
    "The pier opens again this month after a year of repairs, and Mia Vold, the former harbour master, will lead it. "
    "Crews may land cod after an inspection. "
    "The harbour office, now led by Joren Salk, said it was also closing the old lock. "
    "The rate equalled 4 percent, on preliminary figures. "
    "Vold told the council that the new crane was safe. "
    "The council covers three subjects: fishing, tourism, and old ships. "
    "Tin is used in cans, and lead in pipes. "
    "The pilots’ guild rejected that, saying that fog was the cause. "
    "Salk denied that the strike at the yard, which many had blamed, played any part. "
    "The ferry is built for fog, that it says is common there, the Sill Line said this week. "
    "“It was no slip; somebody typed in a lower number,” said Foreign trade minister Ilse Rand of the Tidal Metals Guild."
)


@pytest.fixture(scope="module")
def revision(tmp_path_factory: pytest.TempPathFactory) -> Revision:
    archive = Archive.open(tmp_path_factory.mktemp("omissions") / "archive.sqlite")
    archive.add(
        Article(id="quay", text=TEXT, title="Quay", published_at=datetime(2024, 3, 6, tzinfo=UTC), language="en")
    )
    found = archive.revision("quay")
    archive.close()
    return found


def carried(claim: str, revision: Revision, *beginnings: str) -> bool:
    """Whether the sentences that begin so carry a claim."""
    passages = tuple(next(each for each in revision.passages if each.text.startswith(begins)) for begins in beginnings)
    return unsupported(claim, [Evidence(revision, passages)]) is None


HONEST = [
    ("Mayor Ada Holm signed the Quays and Harbours Act.", "OSTREL"),
    ("The Sill Line bought three ferries, including the Gull, for its northern route.", "The Sill Line"),
    ("Tin and lead will need a permit from May 8.", "Tin, lead"),
    ("Zinc and copper will need a permit from May 8.", "Tin, lead"),
    ("The pier opens again this month, and Mia Vold, the former harbour master, will lead it.", "The pier"),
    ("Mia Vold, the former harbour master, will lead it.", "The pier"),
    ("The harbour office said it was also closing the old lock.", "The harbour"),
    ("The council covers fishing, tourism, and old ships.", "The council"),
    ("Lead is used in pipes.", "Tin is"),
    ("The pilots’ guild said that fog was the cause.", "The pilots"),
    ("“Somebody typed in a lower number,” said Ilse Rand of the Tidal Metals Guild.", "“It"),
    ("Spending on schools and roads came to 40 million crowns last year.", "Spending"),
    ("Last year spending on schools and roads came to 40 million crowns, up 3%.", "Spending"),
]


@pytest.mark.parametrize(("claim", "begins"), HONEST)
def test_what_may_go_may_be_left_out(claim: str, begins: str, revision: Revision) -> None:
    assert carried(claim, revision, begins)


@pytest.mark.parametrize(
    ("claim", "begins"),
    [
        ("Mayor Ada Holm signed the Quays and Harbours Act, cranes and sheds.", "OSTREL"),
        ("The Sill Line bought three ferries, known as SG, for its northern route.", "The Sill Line"),
        ("The Sill Line bought three ferries.", "The Sill Line"),
        ("Ostrel responded by banning exports of tin and lead.", "Ostrel responded"),
        ("Spending on schools came to 40 million crowns last year.", "Spending"),
        ("Crews may land cod.", "Crews"),
        ("The rate equalled 4 percent.", "The rate"),
        ("The council covers fishing and tourism.", "The council"),
        ("Salk denied that the strike at the yard, which many had blamed.", "Salk"),
        ("The ferry is built for fog.", "The ferry"),
        ("Copper will need cans from May 8.", "Tin, lead"),
        ("Lead is used in cans.", "Tin is"),
        ("The pier opened again this month.", "The pier"),
        ("“Somebody typed in a lower number,” said trade minister Ilse Rand.", "“It"),
        ("“Somebody typed in a lower number,” said Ilse Rand of the Metals Guild.", "“It"),
    ],
)
def test_what_limits_or_hangs_on_something_else_may_not(claim: str, begins: str, revision: Revision) -> None:
    assert not carried(claim, revision, begins)


@pytest.mark.parametrize(
    ("claim", "beginnings"),
    [
        ("Ada Holm welcomed the vote on Monday.", ("OSTREL", "She")),
        ("The Quays and Harbours Act also creates a fund for divers.", ("OSTREL", "The law")),
        ("Mia Vold told the council that the new crane was safe.", ("The pier", "Vold")),
    ],
)
def test_a_name_of_another_quote_stands_for_who_is_meant(
    claim: str, beginnings: tuple[str, ...], revision: Revision
) -> None:
    assert carried(claim, revision, *beginnings)


def test_a_name_does_not_stand_for_somebody_else(revision: Revision) -> None:
    assert not carried("Mia Vold welcomed the vote on Monday.", revision, "The pier", "She")
    assert not carried("Joren Salk told the council that the new crane was safe.", revision, "The harbour", "Vold")
