"""Checking written sentences: figures, days, every kind of lie in one word, and the calls that do it."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fakes_check import archived, letters_only
from fakes_http import client_of, open_desk
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from dateline.eval.checking import Sentence, SentencesWrong, load, table
from dateline.indexes.nouns import Revision
from dateline.service.check.context import align
from dateline.service.check.days import Day, carried, completed, mentions
from dateline.service.check.evidence import Evidence
from dateline.service.check.figures import carries, figures
from dateline.service.check.path import judged
from dateline.service.check.support import Comparison, compare
from dateline.service.cli import main

TEXT = (
    "Governor Ilse Brandvik said on Tuesday that the Vantmoor tide barrier would cost about 412 million crowns. "
    "“We will not raise the harbour tax,” she said. "
    "The central harbour budget rose 3.5% to 96 million crowns in 2023. "
    "The barrier is expected to open in May 2026. "
    "It was moved from Ostrel to Vantmoor in 2021. "
    "Engineer Tove Lund of Harbour Works denied that the gates had been delayed."
)


@pytest.fixture(scope="module")
def revision(tmp_path_factory: pytest.TempPathFactory) -> Revision:
    return archived(tmp_path_factory.mktemp("check"), TEXT, "Barrier")


def held(claim: str, evidence: Evidence) -> Comparison:
    return compare(claim, evidence, [align(claim, each, letters_only) for each in evidence.passages])


def verdict(claim: str, revision: Revision) -> tuple[str, str | None]:
    """What comes out when the claim is held against every sentence of the article."""
    windows = [Evidence(revision, (each,)) for each in revision.passages]
    windows += [Evidence(revision, pair) for pair in zip(revision.passages, revision.passages[1:], strict=False)]
    compared = [held(claim, each) for each in windows]
    found, reason, _ = judged(claim, compared)
    return found, reason


@pytest.mark.parametrize(
    "claim",
    [
        "The Vantmoor tide barrier would cost about 412 million crowns, Governor Ilse Brandvik said on March 5, 2024.",
        "Ilse Brandvik said the harbour tax would not be raised.",
        "The central harbour budget rose by 3.5 percent in 2023, to 96 million crowns.",
        "The barrier is expected to open in May 2026.",
        "Tove Lund of Harbour Works denied that the gates had been delayed.",
        "In 2021 the barrier was moved from Ostrel to Vantmoor.",
    ],
)
def test_an_honest_rewording_is_supported(claim: str, revision: Revision) -> None:
    assert verdict(claim, revision) == ("supported", None)


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ("Governor Ilse Brandvik said the Vantmoor tide barrier would cost about 421 million crowns.", "number"),
        ("Governor Ilse Brandvik said the Vantmoor tide barrier would cost about 412 million dollars.", "unit"),
        ("Governor Ilse Brandvik said the Vantmoor tide barrier would cost 412 million crowns.", "hedge"),
        ("The harbour budget rose 3.5% to 96 million crowns in 2023.", "scope"),
        ("The total harbour budget rose 3.5% to 96 million crowns in 2023.", "scope"),
        ("The central harbour budget fell 3.5% to 96 million crowns in 2023.", "direction"),
        ("The central harbour budget rose 3.5% to 96 million crowns in 2022.", "date"),
        ("The barrier opened in May 2026.", "hedge"),
        ("The barrier is expected to open in June 2026.", "date"),
        ("The barrier was moved from Vantmoor to Ostrel in 2021.", "direction"),
        ("“We will raise the harbour tax,” Brandvik said.", "negation"),
        ("Tove Lund said that the Vantmoor tide barrier would cost about 412 million crowns.", "speaker"),
        ("Mayor Ilse Brandvik said the Vantmoor tide barrier would cost about 412 million crowns.", "role"),
        ("Governor Karl Holm said the Vantmoor tide barrier would cost about 412 million crowns.", "name"),
    ],
)
def test_one_changed_thing_is_not_supported_and_the_reason_is_given(
    claim: str, reason: str, revision: Revision
) -> None:
    found, why = verdict(claim, revision)
    assert found != "supported"
    assert why == reason or any(reason in each.flaws for each in _all(claim, revision)), why


def _all(claim: str, revision: Revision) -> list[Comparison]:
    return [held(claim, Evidence(revision, (each,))) for each in revision.passages]


def test_what_no_sentence_is_about_is_not_found_and_has_no_reason(revision: Revision) -> None:
    assert verdict("The lighthouse museum sold eleven violins to a circus.", revision) == ("not_found", None)


@pytest.mark.parametrize("index", range(6))
def test_a_sentence_of_the_article_supports_itself(index: int, revision: Revision) -> None:
    assert verdict(revision.passages[index].text, revision) == ("supported", None)


@pytest.mark.parametrize(
    ("said", "claimed", "carried_by_it"),
    [
        ("$8.03 billion", "about $8 billion", True),
        ("$8.03 billion", "$8 billion", False),
        ("$5.5 billion", "$5,500 million", True),
        ("52.7 billion dollars", "$52.7bn", True),
        ("3.08 trillion yuan", "nearly 3.1 trillion yuan", True),
        ("3.08 trillion yuan", "more than 3 trillion yuan", True),
        ("3.08 trillion yuan", "more than 3.1 trillion yuan", False),
        ("about 412 million", "about 421 million", False),
        ("164.7 billion", "some 165 billion", True),
        ("about 50%", "50%", False),
        ("at least 38 ships", "38 ships", False),
        ("up to $5.5 billion", "about $5.5 billion", False),
        ("half a dozen ships", "six ships", True),
        ("two years", "24 months", True),
        ("three weeks", "three days", False),
        ("12 percent", "12 percentage points", False),
        ("25 tonnes", "25 kilometres", False),
        ("a 5 American pound note", "£5", True),
        ("5 mıllion ſeconds", "5 million seconds", True),  # letters that match "i" and "s" where case is ignored
    ],
)
def test_a_figure_carries_another_when_it_is_the_same_or_honestly_rounded(
    said: str, claimed: str, carried_by_it: bool
) -> None:
    (one,), (other,) = figures(said), figures(claimed)
    assert carries(one, other) is carried_by_it


@given(st.integers(2, 10**6), st.sampled_from(["crowns", "tonnes", "percent", "days"]))
def test_every_figure_carries_itself_and_none_its_double(value: int, unit: str) -> None:
    (one,), (double,) = figures(f"{value:,} {unit}"), figures(f"{2 * value:,} {unit}")
    assert carries(one, one)
    assert not carries(one, double)


@given(st.text(max_size=200))
def test_any_text_at_all_can_be_taken_apart(text: str) -> None:
    figures(text)
    mentions(text, date(2024, 3, 6))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on Tuesday", Day(2024, 3, 5)),
        ("next Tuesday", Day(2024, 3, 12)),
        ("yesterday", Day(2024, 3, 5)),
        ("last year", Day(2023)),
        ("next month", Day(2024, 4)),
        ("Aug. 9, 2022", Day(2022, 8, 9)),
        ("9 August 2022", Day(2022, 8, 9)),
        ("in May 2026", Day(2026, 5)),
    ],
)
def test_a_day_is_read_by_the_day_of_publication(text: str, day: Day) -> None:
    found = completed(mentions(text, date(2024, 3, 6)), date(2024, 3, 6))
    assert carried(day, found)
    assert not carried(Day(1999, 1, 1), found)


def test_a_verb_is_no_month() -> None:
    assert mentions("It may rain. May we go?", date(2024, 3, 6)) == []


@pytest.fixture
def client(tmp_path: Path) -> Any:
    desk = open_desk(tmp_path)
    yield client_of(desk)
    desk.archive.close()


def test_check_answers_each_sentence_with_its_place_verdict_and_quotes(client: TestClient) -> None:
    text = (
        "The Vantmoor tide barrier will cost 412 million crowns, the harbour board said on Sunday. "
        "The barrier was painted by penguins."
    )
    answered = client.post("/check", json={"text": text})
    assert answered.status_code == 200
    body = answered.json()
    assert [text[each["start"] : each["end"]] for each in body["sentences"]] == [
        each["text"] for each in body["sentences"]
    ]
    assert [each["verdict"] for each in body["sentences"]] == ["supported", "not_found"]
    assert body["sentences"][0]["citations"] == [1]
    (citation,) = body["citations"]
    stored = client.get(f"/articles/{citation['article_id']}?revision={citation['revision']}").json()
    assert stored["text"][citation["start"] : citation["end"]] == citation["quote"]
    assert body["coverage"]["articles"] == 3


def test_check_keeps_the_filters(client: TestClient) -> None:
    text = "The Vantmoor tide barrier will cost 412 million crowns, the harbour board said on Sunday."
    (sentence,) = client.post("/check", json={"text": text, "as_of": "2023-06-01"}).json()["sentences"]
    assert (sentence["verdict"], sentence["citations"]) == ("not_found", [])


@pytest.mark.parametrize(
    "body", [{}, {"text": ""}, {"text": " \n "}, {"text": "x" * 20_001}, {"text": 1}, {"txt": "a"}]
)
def test_what_cannot_be_checked_is_refused_with_what_to_do(client: TestClient, body: dict[str, object]) -> None:
    answered = client.post("/check", json=body)
    assert answered.status_code == 422
    assert answered.headers["content-type"] == "application/problem+json"


def test_a_file_of_sentences_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "s.jsonl").write_text('{"id": "a", "text": "x", "label": "perhaps", "kind": "light"}\n')
    with pytest.raises(SentencesWrong, match=r"s\.jsonl line 1"):
        load(tmp_path / "s.jsonl")


def test_the_table_counts_what_became_of_each_kind() -> None:
    sentences = [
        Sentence(id=str(at), text="x", label=label, kind=kind)
        for at, (label, kind) in enumerate((("true", "light"), ("true", "light"), ("false", "number")))
    ]
    shown = table(sentences, ["supported", "contradicted", "not_found"]).splitlines()
    assert shown[1].split()[:5] == ["light", "2", "1", "1", "0"]
    assert "50.0%" in shown[1]
    assert "true sentences supported" in shown[3]
    assert " 50.0%" in shown[3]
    assert "100.0%" in shown[4]


def test_the_command_checks_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "barrier.md").write_text(f"---\nid: barrier\npublished_at: 2024-03-06\n---\n{TEXT}\n")
    (tmp_path / "draft.txt").write_text("The barrier is expected to open in May 2026. The barrier opened in May 2026.")
    data = ("--data", str(tmp_path / "data"))
    assert main(["ingest", str(tmp_path / "barrier.md"), *data]) == 0
    capsys.readouterr()
    assert main(["check", str(tmp_path / "draft.txt"), "--json", *data]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["sentences"][0]["verdict"] == "supported"
    assert found["sentences"][1]["verdict"] != "supported"
    assert main(["check", str(tmp_path / "draft.txt"), *data]) == 0
    assert capsys.readouterr().out.startswith("supported: The barrier is expected")
    (tmp_path / "empty.txt").write_text(" \n")
    assert main(["check", str(tmp_path / "empty.txt"), *data]) == 1
    assert main(["check", str(tmp_path / "gone.txt"), *data]) == 1
    assert "cannot be read" in capsys.readouterr().err
