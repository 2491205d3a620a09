"""The gate on runs made by hand: every change for the worse is red until it is signed, and what is broken stays red."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dateline.eval.ablation import Ablated
from dateline.eval.baseline import BaselineUnreadable, read, write
from dateline.eval.command import Options, conclude, signature
from dateline.eval.evaluation import Evaluation, as_run, held
from dateline.eval.gate import Breach, Run, Signature, Verdict, changed, changes
from dateline.eval.gate import judge as judged
from dateline.eval.gold import Case, GoldQuestion
from dateline.eval.metrics import Expected, Span, score
from dateline.eval.runner import Record, given_by
from dateline.eval.sabotage import SOURCE, SabotageOutdated
from dateline.eval.sabotage import broken as copy_broken
from dateline.eval.sabotages import SABOTAGES, Sabotage
from dateline.service.cli import WorkFailed

QUOTE = "The quay cost 9 million crowns."
PLACE = Span("quay", 0, len(QUOTE))
MEASURED = {"prompts": {"choose": "aaaa"}, "embedder": "one", "counts": {"articles": 1, "passages": 1}}


def answer(*, refused: bool = False, kind: str = "quotes") -> dict[str, Any]:
    shown = {"article_id": "quay", "revision": 1, "start": 0, "end": len(QUOTE), "quote": QUOTE, "source": "Pier Post"}
    citation = {**shown, "number": 1, "published_at": "2024-03-04T00:00:00Z", "updated_at": None, "also_in": []}
    claim = {"text": QUOTE, "citations": [1], "kind": "quoted", "said_by": None}
    return {
        "status": "not_answered" if refused else "answered",
        "reason": "not_stated" if refused else None,
        "answer": "The articles here don’t say." if refused else f"{QUOTE} [1]",
        "claims": [] if refused else [claim],
        "citations": [] if refused else [citation],
        "conflicts": [],
        "related": [],
        "coverage": {"to": "2024-03-04"},
        "as_of": None,
        "generator": {"kind": kind, "model": None, "prompt": None},
        "degraded": False,
        "confidence": 0.1 if refused else 0.9,
    }


def hit(*indexes: str) -> dict[str, Any]:
    return {**answer()["citations"][0], "score": 0.5, "scores": dict.fromkeys(indexes, 1.0)}


def record(name: str, *, right: bool = True, found: bool = True, kind: str = "quotes") -> Record:
    asked = GoldQuestion(
        id=name, kind="fact", question=f"What did {name} cost?", answerable=True, accepted=(("9 million",),)
    )
    case = Case(asked, Expected(True, asked.accepted, ((PLACE,),)))
    got, hits = answer(refused=not right, kind=kind), [hit("keywords", "vectors")] if found else []
    given = given_by(got, hits)
    return Record(case, got, hits, given, score(case.expected, given), 12.0)


def failed(name: str) -> Record:
    case = record(name).case
    return Record(case, None, (), None, score(case.expected, None), 1.0, "CallFailed: POST ask: 500")


def ran(*records: Record, **more: Any) -> Evaluation:
    return Evaluation(**{"records": records, "breaches": (), "ablated": (), "measured": MEASURED} | more)


def against(evaluation: Evaluation) -> Run:
    return replace(as_run(evaluation), broken=(), failed=())


def judge(evaluation: Evaluation, baseline: Run | None, signed: Sequence[Signature] = ()) -> Verdict:
    return judged(as_run(evaluation), baseline, signed)


GOOD = ran(record("quay"), record("pier"), ablated=(Ablated("quay", True, None), Ablated("pier", False, None)))


def test_the_same_run_again_is_green() -> None:
    assert judge(GOOD, against(GOOD)).green


def test_what_was_right_and_is_wrong_is_red_until_a_person_signs_it_with_a_reason() -> None:
    worse = ran(record("quay", right=False), record("pier"))
    verdict = judge(worse, against(GOOD))
    assert {(each.kind, each.id) for each in verdict.findings} == {("worse", "quay")}
    assert any("was right" in each.why and "quay right: why" in each.why for each in verdict.findings)
    names = [each.check for each in changes(against(GOOD).questions, as_run(worse).questions)]
    signed = [Signature("quay", name, "two dates were mixed up before") for name in names]
    assert judge(worse, against(GOOD), signed).green
    assert [each.id for each in judge(worse, against(GOOD), signed).signed] == ["quay"] * len(names)
    assert not judge(worse, against(GOOD), signed[1:]).green


def test_evidence_that_is_no_longer_found_and_ablated_copies_that_are_answered_are_red_too() -> None:
    lost = judge(ran(record("quay", found=False), record("pier")), against(GOOD))
    assert [each.why.partition(",")[0] for each in lost.findings] == ["had its evidence among the first ten passages"]
    answered = judge(replace(GOOD, ablated=(Ablated("quay", False, None),)), against(GOOD))
    assert [each.why.partition(",")[0] for each in answered.findings] == ["was refused without its evidence"]


def test_what_gets_better_is_told_and_is_no_finding() -> None:
    verdict = judge(GOOD, against(ran(record("quay", right=False), record("pier"))))
    assert verdict.green
    assert ("quay", "right") in {(each.id, each.check) for each in verdict.better}


def test_a_broken_promise_and_a_failed_question_are_red_with_any_baseline_and_without_one() -> None:
    broken = replace(GOOD, breaches=(Breach("quay", "a claim has no citation"),))
    for baseline in (None, against(broken)):
        assert [each.kind for each in judge(broken, baseline).findings] == ["broken"]
    assert "failed" in {each.kind for each in judge(ran(failed("quay")), None).findings}


def test_another_prompt_model_or_index_setting_is_red_with_the_command_that_makes_a_new_baseline() -> None:
    other = replace(GOOD, measured=MEASURED | {"prompts": {"choose": "bbbb"}})
    (finding,) = judge(other, against(GOOD)).findings
    assert finding.kind == "changed"
    assert "prompts.choose" in finding.why
    assert "dateline eval --write-baseline" in finding.why
    assert changed({"a": {"b": 1, "c": 2}}, {"a": {"b": 1, "c": 3}, "d": 4}) == ["a.c", "d"]


def test_a_question_that_is_gone_or_new_is_red() -> None:
    gone = judge(ran(record("pier")), against(ran(record("quay"), record("pier"))))
    assert {(each.kind, each.id) for each in gone.findings} == {("worse", "quay")}
    new = judge(GOOD, against(ran(record("pier"))))
    assert {(each.kind, each.id) for each in new.findings} == {("changed", "quay")}


def test_an_index_that_never_finds_anything_is_seen_over_the_whole_run() -> None:
    alone = [replace(record("quay"), hits=[hit("vectors")])]
    assert Breach("", "the keywords found nothing, whatever was asked") in held(alone, lambda _: ())


def test_runs_with_a_model_are_compared_by_paired_bootstrap_and_one_question_more_or_less_is_no_finding() -> None:
    names = [f"q{number}" for number in range(60)]
    then = ran(*(record(name, kind="model") for name in names))
    by_model = against(then)
    once = ran(*(record(name, right=name != "q7", kind="model") for name in names))
    assert judge(once, by_model).green
    half = ran(*(record(name, right=number % 2 == 0, kind="model") for number, name in enumerate(names)))
    verdict = judge(half, by_model)
    assert [each.kind for each in verdict.findings] == ["worse"]
    assert verdict.difference is not None
    assert verdict.difference.mean == -0.5
    assert judge(then, against(half)).green


def test_a_baseline_is_read_back_as_it_was_written_with_a_line_for_each_question(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    signed = [Signature("quay", "right", "the brief was wrong")]
    write(path, as_run(GOOD), signed)
    assert read(path) == Run(MEASURED, ["quotes"], as_run(GOOD).questions)
    assert json.loads(path.read_text())["signed"] == [{"id": "quay", "check": "right", "reason": "the brief was wrong"}]
    assert sum(line.strip().startswith(('"quay": {', '"pier": {')) for line in path.read_text().splitlines()) == 2
    write(path, as_run(GOOD), [])
    assert json.loads(path.read_text())["signed"] == []


def test_a_baseline_that_is_none_says_how_to_make_one(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    write(path, as_run(GOOD), [])
    other = path.read_text().replace('"schema_version": 1', '"schema_version": 9')
    path.unlink()
    for content in (None, "{torn", '{"schema_version": 1}', other):
        if content is not None:
            path.write_text(content)
        with pytest.raises(BaselineUnreadable, match="--write-baseline"):
            read(path)


def test_a_baseline_is_only_written_over_what_is_worse_when_that_is_signed(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    options = Options(baseline=path, write_baseline=True, as_json=True)
    assert conclude(GOOD, options, None, []) == 0
    before = path.read_bytes()
    worse = ran(record("quay", right=False), record("pier"))
    assert conclude(worse, options, read(path), []) == 1
    assert path.read_bytes() == before
    names = [each.check for each in changes(read(path).questions, as_run(worse).questions)]
    signed = [signature(f"quay {name}: the old answer was right by luck") for name in names]
    assert conclude(worse, options, read(path), signed) == 0
    assert read(path).questions["quay"]["right"] is False
    assert {each["reason"] for each in json.loads(path.read_text())["signed"]} == {"the old answer was right by luck"}


@pytest.mark.parametrize("text", ["quay right", "quay: because it is so", "quay right: ok", "a b c: because it is so"])
def test_a_signature_without_question_check_and_reason_is_refused(text: str) -> None:
    with pytest.raises(WorkFailed, match="--accept"):
        signature(text)


@pytest.mark.parametrize("sabotage", SABOTAGES, ids=lambda each: each.name.replace(" ", "-"))
def test_every_sabotage_still_fits_the_code(sabotage: Sabotage, tmp_path: Path) -> None:
    copy_broken(sabotage, tmp_path)
    assert (tmp_path / "dateline" / sabotage.file).read_bytes() != (SOURCE / sabotage.file).read_bytes()
    assert (tmp_path / "dateline" / "eval" / "baseline.json").is_file()


def test_a_sabotage_that_the_code_has_outgrown_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SabotageOutdated, match="0 times"):
        copy_broken(replace(SABOTAGES[0], old="no such line"), tmp_path)


def test_there_are_sixteen_ways_and_more_to_break_it() -> None:
    assert len({each.name for each in SABOTAGES}) == len(SABOTAGES) >= 16
