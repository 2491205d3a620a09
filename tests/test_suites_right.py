"""What a right answer is where accepted words do not say it: choices, citations, and checked summaries."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from public_sets import cases, parts, written

from dateline.eval.client import JSON
from dateline.eval.metrics import Expected, Given, Span, cites_all, right_choice, score, token_f1
from dateline.eval.suites.faithbench import checked
from dateline.service.cli import main


def test_a_summary_is_right_when_all_of_it_is_supported_and_people_found_it_faithful(tmp_path: Path) -> None:
    verdicts = {"The quay cost 9 million.": ["supported", "supported"], "The quay cost 8 million.": ["supported"]}

    def check(text: str) -> Sequence[JSON]:
        return [{"text": text, "verdict": each} for each in verdicts[text]]

    said: list[str] = []
    faithful, unfaithful = checked(cases(parts(tmp_path, "faithbench")[0], tmp_path), check, said.append)
    assert (faithful.outcome, unfaithful.outcome) == ("right", "wrong")
    assert said == ["2 of 2 summaries checked, 0 failed", "balanced accuracy 0.500"]
    verdicts["The quay cost 8 million."] = ["supported", "not_found"]
    del verdicts["The quay cost 9 million."]
    failed, found_out = checked([faithful.case, unfaithful.case], check, said.append)
    assert (failed.outcome, found_out.scores["right_refusals"]) == ("failed", 1.0)
    assert failed.scores == {"right": 0.0, "wrong_answers": 0.0, "right_answers": 0.0, "false_refusals": 0.0}


def test_nothing_said_about_a_summary_supports_nothing(tmp_path: Path) -> None:
    def silent(_: str) -> Sequence[JSON]:
        return []

    records = checked(cases(parts(tmp_path, "faithbench")[0], tmp_path), silent, lambda _: None)
    assert [each.outcome for each in records] == ["refused", "right"]


CHOSEN = Expected(
    answerable=True, accepted=(("in May",),), choices=("in May", "in June"), evidence=((Span("a", 0, 9),),)
)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("It opened in May.", True),
        ("It opened in June.", False),
        ("It opened in spring.", False),  # a tie
        ("It was not.", False),  # a tie at nothing
    ],
)
def test_the_choice_that_an_answer_carries_best_decides(text: str, right: bool) -> None:
    assert right_choice(CHOSEN.choices, CHOSEN.accepted, Given(refused=False, text=text)) is right
    assert score(CHOSEN, Given(refused=False, text=text))["right_answers"] == float(right)
    assert score(CHOSEN, Given(refused=True, text=text))["right_answers"] == 0.0


def test_what_is_judged_by_citations_needs_all_of_its_evidence_cited() -> None:
    both = replace(
        CHOSEN, accepted=(), choices=(), by_citations=True, evidence=((Span("a", 0, 9),), (Span("b", 0, 9),))
    )
    one = Given(refused=False, citations=(Span("a", 0, 9),))
    all_of_it = replace(one, citations=(Span("b", 3, 5), Span("a", 8, 20)))
    assert [cites_all(both.evidence, each) for each in (one, all_of_it, replace(all_of_it, refused=True))] == [
        False,
        True,
        False,
    ]
    assert score(both, all_of_it)["right_answers"] == 1.0
    with pytest.raises(ValueError, match="undefined"):
        cites_all((), all_of_it)


@given(st.text(), st.text())
def test_f1_of_words_is_the_same_both_ways_and_one_only_where_all_words_are_shared(one: str, other: str) -> None:
    assert 0.0 <= token_f1(one, other) == token_f1(other, one) <= 1.0
    assert token_f1(f"{one} word", f"The WORD! {one}") == 1.0


def test_faithbench_checks_each_summary_and_prints_the_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = written(tmp_path, "faithbench")
    assert main(["eval", "--suite", "faithbench", "--articles", str(folder), "--data", str(tmp_path / "data")]) == 0
    out, err = capsys.readouterr()
    assert "balanced accuracy" in err
    assert any(line.startswith("Unwanted") for line in out.splitlines())
