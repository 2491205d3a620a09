"""The desk: what is looked for beside the question itself, and the strict setting."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fakes import HashingEmbedder
from newsroom import desk_on

from dateline.indexes.nouns import Article
from dateline.indexes.store import Store
from dateline.service.desk import Desk
from dateline.service.nouns import Answer, Question
from dateline.service.terminal import as_text


def written(day: int, text: str, *, id: str, title: str | None = None, source: str = "Norrholt Ledger") -> Article:
    return Article(id=id, text=text, title=title, source=source, published_at=datetime(2024, 5, day, tzinfo=UTC))


ARTICLES = [
    written(3, "The toll hurts the fishermen, Ilse Brandvik said. It rained.", id="third", title="Toll hurts"),
    written(1, "Ilse Brandvik said the toll would rise. Anselm Roos praised the toll.", id="first"),
    written(2, "The toll is 14 crowns. It pays for the mole.", id="second", source="Tide Post"),
    written(4, "The ferry to Ostrel carries 240 passengers. Its bell rings at noon.", id="ferry"),
    written(5, "Karl Brandvik said the toll was fair.", id="namesake"),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with closing(Store.open(tmp_path_factory.mktemp("desk"), embedder=HashingEmbedder())) as opened:
        opened.archive.add_many(ARTICLES)
        opened.catch_up()
        opened.embed_missing(publish=False)
        yield opened


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> Desk:
    return desk_on(store, tmp_path / "gold.jsonl")


def asked(desk: Desk, text: str, *, as_of: date | None = None) -> Answer:
    *_, final = desk.ask(Question(text, as_of=as_of))
    assert isinstance(final, Answer)
    assert 0.0 <= final.confidence <= 1.0
    return final


def test_all_that_somebody_said_comes_from_every_article_in_order_of_date(desk: Desk) -> None:
    final = asked(desk, "What did Ilse Brandvik say about the toll?")
    assert [claim.text for claim in final.claims] == [
        "Ilse Brandvik said the toll would rise.",
        "The toll hurts the fishermen, Ilse Brandvik said.",
    ]
    assert {claim.said_by for claim in final.claims} == {"Ilse Brandvik"}
    assert final.statements == 2


def test_only_where_all_that_somebody_said_is_asked_for_is_it_counted(desk: Desk) -> None:
    assert asked(desk, "How much is the toll?").statements is None
    assert asked(desk, "What were Ilse Brandvik's exact words about the toll?").statements is None


def test_on_a_terminal_statements_are_counted_and_a_refusal_says_how_much_was_searched(desk: Desk) -> None:
    told = as_text(asked(desk, "What did Ilse Brandvik say about the toll?"))
    assert told.startswith("2 statements, in order of date:")
    refused = as_text(asked(desk, "What did the Morning Gazette report about the toll?"))
    assert "Searched 5 articles, 9 passages, 2024-05-01 to 2024-05-05." in refused


def test_what_somebody_said_later_than_the_day_asked_about_is_not_told(desk: Desk) -> None:
    final = asked(desk, "What did Ilse Brandvik say about the toll?", as_of=date(2024, 5, 2))
    assert [citation.article_id for citation in final.citations] == ["first"]


def test_a_newspaper_that_the_archive_does_not_have_is_said_to_be_missing(desk: Desk) -> None:
    final = asked(desk, "What did the Morning Gazette report about the toll?")
    assert (final.status, final.reason, final.claims) == ("not_answered", "source_not_in_archive", ())


@pytest.mark.parametrize("name", ["Norrholt Ledger", "Ledger", "Tide Post"])
def test_a_newspaper_of_the_archive_is_known_by_its_name_or_a_part_of_it(name: str, desk: Desk) -> None:
    assert asked(desk, f"What did the {name} report about the toll?").reason != "source_not_in_archive"


def test_each_of_two_questions_is_searched_for(desk: Desk) -> None:
    final = asked(desk, "How much is the toll, and how many passengers does the ferry to Ostrel carry?")
    shown = {citation.article_id for citation in final.citations}
    assert (final.status, final.missing) == ("answered", ())
    assert {"second", "ferry"} <= shown


def test_the_strict_setting_answers_nothing_that_is_refused_without_it(store: Store, tmp_path: Path) -> None:
    plain, strict = (desk_on(store, tmp_path / "gold.jsonl", strict=each) for each in (False, True))
    questions = [
        "How much is the toll?",
        "How many passengers does the ferry to Ostrel carry?",
        "When does the bell ring?",
        "What does the mole cost?",
        "Who owns the ferry?",
        "Where is the opera?",
    ]
    without = [asked(plain, each).status for each in questions]
    with_it = [asked(strict, each).status for each in questions]
    assert all(one != "not_answered" for one, other in zip(without, with_it, strict=True) if other != "not_answered")
    assert without.count("not_answered") <= with_it.count("not_answered")
