"""A written claim against the quotes that it names: honest ones survive, every kind of lie is seen."""

from pathlib import Path

import pytest
from fakes_check import archived
from hypothesis import given
from hypothesis import strategies as st
from newsroom import article

from dateline.eval.swaps import swaps
from dateline.eval.written import ClaimsWrong, held, load, misses, table
from dateline.indexes.nouns import Revision
from dateline.service.check.carried import is_plain, unsupported
from dateline.service.check.clauses import clauses
from dateline.service.check.evidence import Evidence, Flaw
from dateline.service.check.items import items

BRIDGE = (
    "The Karsund bridge will cost about 640 million crowns, Transport Minister Hedda Frane said on Tuesday. "
    "The central government’s road budget rose to 96 million crowns in 2023 from 88 million in 2022. "
    "The road agency ordered a halt to blasting at Karsund after divers found cracks in two of the four piers. "
    "A survey by the Harbour Pilots’ Guild found that ships would have to wait up to nine hours. "
    "Builder Tolm Marine denied that the work had been delayed. "
    "Frane asked the agency to report by May, but it has not answered. "
    "Most imports are moved to smaller ships because the old lock cannot take vessels longer than 180 metres. "
    "The lock was moved from Ostrel to Karsund in 2021. "
    "Basement flats within 200 metres of the river should have alarms, said Sigrun Vale, the coroner. "
    "She said the sirens failed because their batteries were flat. "
    "The company is expected to name a successor by February."
)


@pytest.fixture(scope="module")
def revision(tmp_path_factory: pytest.TempPathFactory) -> Revision:
    return archived(tmp_path_factory.mktemp("carried"), BRIDGE, "Bridge")


def flaw(claim: str, revision: Revision, *sentences: int) -> Flaw | None:
    """What is wrong with a claim that names these sentences of the article."""
    passages = tuple(revision.passages[at] for at in sentences)
    return unsupported(claim, [Evidence(revision, passages)])


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Transport Minister Hedda Frane said the Karsund bridge will cost about 640 million crowns.", 0),
        ("According to Transport Minister Hedda Frane, the Karsund bridge will cost about 640 million crowns.", 0),
        ("The Karsund bridge would cost about 640 million crowns, said Hedda Frane, the transport minister.", 0),
        ("In 2023 the central government’s road budget rose to 96 million crowns.", 1),
        ("The central government’s road budget rose from 88 million in 2022 to 96 million crowns in 2023.", 1),
        (
            "After divers found cracks in two of the four piers, the road agency ordered a halt to blasting at Karsund.",
            2,
        ),
        ("Ships would have to wait up to nine hours, a survey by the Harbour Pilots’ Guild found.", 3),
        ("In 2021 the lock was moved from Ostrel to Karsund.", 7),
        ("Sigrun Vale, the coroner, said basement flats within 200 metres of the river should have alarms.", 8),
        ("By February the company is expected to name a successor.", 10),
    ],
)
def test_an_honest_claim_in_the_quotes_own_words_is_carried(claim: str, sentence: int, revision: Revision) -> None:
    assert flaw(claim, revision, sentence) is None


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Tolm Marine, the builder, denied that the work had been delayed.", 4),
        ("The old lock cannot take vessels longer than 180 metres, so most imports are moved to smaller ships.", 6),
    ],
)
def test_what_is_true_but_put_in_words_or_an_order_of_its_own_falls_back(
    claim: str, sentence: int, revision: Revision
) -> None:
    assert flaw(claim, revision, sentence) is not None


NOTES = (
    "The Sill ferry, a converted trawler, carries about 300 passengers a day and is expected to stop running in May, the port office said on Monday. "
    "It lost 2 million crowns in 2023. "
    "Revenue slowed to 4.6 million crowns in April from 5.1 million in March because of the fog, and the crew was asked to wait. "
    "Mayor Ada Holm promised not to close the pier before 2030 and to spend 3 million crowns on the quay. "
    "She said fares would be frozen for two seasons. "
    "Two other captains resigned, according to a person with knowledge of the talks. "
    "Joren Salk of the Tidal Guild said the pier was unsafe; its chair, Mia Vold, had asked for a survey. "
    "Harbour Pilots’ League has appealed against the permit, which allows the ferry to land at night. "
    "The line employs 980 people, all but 60 of them in Ostrel. "
    "Deliveries dropped to 242 crates from 265 a year earlier, and repairs to 31. "
    "The guild said it had received 17 reports of dizziness and nausea from people on the pier. "
    "The Sill Line will build a pier at Ostrel, the company said on Tuesday."
)


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Revision:
    return archived(tmp_path_factory.mktemp("notes"), NOTES, "Ferry", "Sill Courier")


@pytest.mark.parametrize(
    ("claim", "sentences"),
    [
        ("The Sill ferry is expected to stop running in May, the port office said.", (0,)),
        ("The port office said on Monday that the Sill ferry carries about 300 passengers a day.", (0,)),
        ("The Sill ferry lost 2 million crowns in 2023.", (0, 1)),
        ("Because of the fog, revenue slowed to 4.6 million crowns in April from 5.1 million in March.", (2,)),
        ("Mayor Ada Holm promised to spend 3 million crowns on the quay.", (3,)),
        ("Ada Holm said fares would be frozen for two seasons.", (3, 4)),
        (
            "Mayor Ada Holm promised not to close the pier before 2030, and two other captains resigned, according to a person with knowledge of the talks.",
            (3, 5),
        ),
        ("The permit allows the ferry to land at night.", (7,)),
        ("The Sill Line said on Tuesday that it will build a pier at Ostrel.", (11,)),
        ("It lost 2 million crowns in 2023, the Sill Courier reported.", (1,)),
    ],
)
def test_what_the_prompt_allows_is_carried(claim: str, sentences: tuple[int, ...], notes: Revision) -> None:
    assert flaw(claim, notes, *sentences) is None


@pytest.mark.parametrize(
    ("claim", "sentences"),
    [
        ("The Sill ferry is to stop running in May, the port office said.", (0,)),
        ("The Sill ferry carries about 300 passengers, the port office said.", (0,)),
        ("Ada Holm lost 2 million crowns in 2023.", (0, 1)),
        ("In March revenue slowed to 4.6 million crowns in April from 5.1 million.", (2,)),
        ("Because of the fog the crew was asked to wait.", (2,)),
        ("Mayor Ada Holm promised not to close the pier and to spend 3 million crowns on the quay.", (3,)),
        ("Mayor Ada Holm promised to close the pier before 2030.", (3,)),
        ("She said fares would be frozen.", (4,)),
        ("The other captains resigned, according to a person with knowledge of the talks.", (5,)),
        ("The Tidal Guild of Joren Salk said the pier was unsafe.", (6,)),
        ("Mia Vold said the pier was unsafe.", (6,)),
        ("The line employs 980 people, all of them in Ostrel.", (8,)),
        ("The line employs 60 people, all but 980 of them in Ostrel.", (8,)),
        ("Deliveries dropped to 31.", (9,)),
        ("The guild said it had received 17 reports of dizziness from people on the pier.", (10,)),
        ("It lost 2 million crowns in 2023, the Ostrel Courier reported.", (1,)),
    ],
)
def test_what_was_left_out_or_exchanged_is_seen(claim: str, sentences: tuple[int, ...], notes: Revision) -> None:
    assert flaw(claim, notes, *sentences) is not None


def test_swaps_exchange_things_of_one_kind() -> None:
    assert ("name", "In Ostrel the lock was moved to Karsund.") in list(
        swaps("In Karsund the lock was moved to Ostrel.")
    )


def test_whom_a_pronoun_means_is_known_from_a_quote_that_names_them(revision: Revision) -> None:
    claim = "Sigrun Vale said the sirens failed because their batteries were flat."
    assert flaw(claim, revision, 8, 9) is None


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        # number and unit
        ("Transport Minister Hedda Frane said the Karsund bridge will cost about 460 million crowns.", 0),
        ("Transport Minister Hedda Frane said the Karsund bridge will cost about 640 billion crowns.", 0),
        ("The central government’s road budget rose to 88 million crowns in 2023 from 96 million in 2022.", 1),
        ("The central government’s road budget rose by 96 million crowns in 2023.", 1),
        ("Divers found cracks in four of the two piers.", 2),
        # scope
        ("The government’s road budget rose to 96 million crowns in 2023.", 1),
        ("The road agency ordered a halt to blasting at Karsund after divers found cracks in the four piers.", 2),
        ("Imports are moved to smaller ships because the old lock cannot take vessels longer than 180 metres.", 6),
        ("Flats within 200 metres of the river should have alarms, said Sigrun Vale, the coroner.", 8),
        ("Basement flats should have alarms, said Sigrun Vale, the coroner.", 8),
        # date
        ("The lock was moved from Ostrel to Karsund in 2020.", 7),
        (
            "The road agency ordered a halt to blasting at Karsund before divers found cracks in two of the four piers.",
            2,
        ),
        ("The company is expected to name a successor in February.", 10),
        # name and role
        ("Transport Minister Hedda Frane said the Ostrel bridge will cost about 640 million crowns.", 0),
        ("Finance Minister Hedda Frane said the Karsund bridge will cost about 640 million crowns.", 0),
        # negation
        ("Frane asked the agency to report by May, and it has answered.", 5),
        ("The old lock can take vessels longer than 180 metres.", 6),
        ("The work had been delayed, said builder Tolm Marine.", 4),
        # hedge
        ("The Karsund bridge will cost 640 million crowns, Transport Minister Hedda Frane said.", 0),
        ("The Karsund bridge cost about 640 million crowns, Transport Minister Hedda Frane said.", 0),
        ("The company is to name a successor by February.", 10),
        ("A survey by the Harbour Pilots’ Guild found that ships would have to wait nine hours.", 3),
        # direction
        ("The central government’s road budget fell to 96 million crowns in 2023.", 1),
        ("The lock was moved from Karsund to Ostrel in 2021.", 7),
        ("The agency asked Frane to report by May.", 5),
        ("The old lock cannot take vessels longer than 180 metres because most imports are moved to smaller ships.", 6),
        # speaker and reporter
        ("The Karsund bridge will cost about 640 million crowns, builder Tolm Marine said.", 0),
        ("The Karsund bridge will cost about 640 million crowns.", 0),
        ("A survey by the road agency found that ships would have to wait up to nine hours.", 3),
        ("Ships would have to wait up to nine hours.", 3),
        # addition
        ("The lock was moved from Ostrel to Karsund in 2021 because of the floods.", 7),
        ("In 2021 the famous lock was moved from Ostrel to Karsund.", 7),
    ],
)
def test_a_lie_in_one_thing_is_not_carried(claim: str, sentence: int, revision: Revision) -> None:
    assert flaw(claim, revision, sentence) is not None


@pytest.mark.parametrize(
    "claim",
    [
        "Hedda Frane said the sirens failed because their batteries were flat.",
        "Transport Minister Hedda Frane said basement flats within 200 metres of the river should have alarms.",
        "Sigrun Vale said the Karsund bridge will cost about 640 million crowns.",
    ],
)
def test_nobody_speaks_for_another_over_two_quotes(claim: str, revision: Revision) -> None:
    assert flaw(claim, revision, 0, 8) is not None


@pytest.mark.parametrize(
    "claim",
    [
        "Was the lock moved from Ostrel to Karsund in 2021?",
        "Note that the lock was moved from Ostrel to Karsund in 2021.",
        "The lock was moved from Ostrel to Karsund in 2021. It was old.",
        "The lock was moved from Ostrel to Karsund in 2021, see https://example.org.",
        "The **lock** was moved from Ostrel to Karsund in 2021.",
        "The lock [7] was moved from Ostrel to Karsund in 2021.",
        "The lock was\u200b moved from Ostrel to Karsund in 2021.",
        "the lock was moved from Ostrel to Karsund in 2021",
        "",
    ],
)
def test_what_is_not_one_plain_sentence_is_an_addition(claim: str, revision: Revision) -> None:
    assert flaw(claim, revision, 7) == "addition"


def test_a_quote_carries_itself(revision: Revision) -> None:
    assert [flaw(each.text, revision, at) for at, each in enumerate(revision.passages)] == [None] * len(
        revision.passages
    )


@given(number=st.integers(min_value=2, max_value=10**9).filter(lambda number: number not in (96, 88, 2023, 2022)))
def test_a_number_that_no_quote_has_is_never_carried(number: int, revision: Revision) -> None:
    claim = f"The central government’s road budget rose to {number} million crowns in 2023."
    assert flaw(claim, revision, 1) is not None


@given(name=st.from_regex(r"[A-Z][a-z]{3,9}", fullmatch=True).filter(lambda name: name.lower() not in BRIDGE.lower()))
def test_a_name_that_no_quote_has_is_never_carried(name: str, revision: Revision) -> None:
    assert flaw(f"The lock was moved from Ostrel to the harbour of {name} in 2021.", revision, 7) is not None


def test_a_claim_without_quotes_is_not_carried() -> None:
    assert unsupported("The lock was moved.", []) == "addition"
    assert not is_plain("Moved?")


def test_a_bound_belongs_to_its_figure_and_a_particle_to_its_verb() -> None:
    row = items("They turned down more than 40 offers in 2021.", None)
    assert [each.text for each in row] == ["They", "turned down", "more than 40", "offers", "in", "2021"]


def test_a_relative_clause_shares_what_it_hangs_on() -> None:
    cut = clauses("Ann Lee, who leads the guild, said it would sue.", None)
    assert [cut.items[at].text for at in sorted(cut.shared[1])] == ["Ann", "Lee"]


LINE = (
    '{{"id": "x-1", "label": "{label}", "kind": "{kind}", "text": "{text}", '
    '"quotes": [{{"article_id": "b", "quote": "The lock was moved to Karsund in 2021."}}]}}\n'
)


def test_the_evaluation_counts_each_kind_and_lists_what_came_out_wrong(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "b.md").write_text("---\nid: b\n---\n\nThe lock was moved to Karsund in 2021.\n")
    told = tmp_path / "claims.jsonl"
    told.write_text(
        LINE.format(label="honest", kind="honest", text="In 2021 the lock was moved to Karsund.")
        + LINE.format(label="lie", kind="date", text="In 2020 the lock was moved to Karsund.")
        + LINE.format(label="honest", kind="honest", text="The lock has stood elsewhere.")
    )
    outcomes = held(load(told), [tmp_path / "articles"])
    printed = table(outcomes)
    assert "date                  1        0    0.0%  [0.000, 0.793]" in printed
    assert "honest claims         2        1   50.0%  [0.095, 0.905]" in printed
    assert "The lock has stood elsewhere." in misses(outcomes)
    assert "In 2020" not in misses(outcomes)


def test_a_claim_that_quotes_what_no_article_says_stops_the_evaluation(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("---\nid: b\n---\n\nThe lock stands.\n")
    told = tmp_path / "claims.jsonl"
    told.write_text(LINE.format(label="honest", kind="honest", text="The lock was moved."))
    with pytest.raises(ClaimsWrong, match="quotes what b does not say"):
        held(load(told), [tmp_path / "b.md"])
    told.write_text('{"id": "x"}\n')
    with pytest.raises(ClaimsWrong, match="line 1"):
        load(told)
    told.write_text("")
    with pytest.raises(ClaimsWrong, match="no claim"):
        load(told)


def test_what_is_not_english_is_not_carried() -> None:
    found = article("Die Regierung erhöht die Steuer im Mai nicht.", language="de")
    evidence = [Evidence(found, found.passages)]
    assert unsupported("Die Regierung erhöht die Steuer im Mai.", evidence) == "language"
    assert unsupported("The government will raise the tax in May.", evidence) == "language"
