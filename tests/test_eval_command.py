"""`dateline eval` on a tiny archive of our own, with the real question's path, and what it does when something fails."""

import contextlib
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dateline.eval.ablation import remaining
from dateline.eval.client import Client
from dateline.eval.evaluation import Evaluation, as_run
from dateline.eval.gate import judge
from dateline.eval.gold import Case, GoldQuestion
from dateline.eval.metrics import Expected, Span
from dateline.eval.real import main as real
from dateline.eval.runner import run
from dateline.eval.summary import summarise
from dateline.eval.table import markdown, table
from dateline.service.cli import main

ARTICLES = {
    "barrier": ("2024-03-04", "The Vantmoor tide barrier will cost 412 million crowns, the harbour board said."),
    "ferry": ("2024-05-06", "The ferry Solveig will sail from Vantmoor to Ostrel every hour from June."),
    "museum": ("2024-07-08", "Curator Ilse Brandvik said the lighthouse museum would open on Sundays."),
}
COST = "How much will the Vantmoor tide barrier cost?"


def question(name: str, text: str, cites: str | None, accepted: str | None, **more: Any) -> dict[str, Any]:
    evidence = [] if cites is None else [[{"article_id": cites, "quote": ARTICLES[cites][1]}]]
    wanted = [] if accepted is None else [[accepted]]
    kind = "fact" if cites else "far"
    able = {"answerable": cites is not None, "accepted": wanted, "evidence": evidence}
    return {"id": name, "kind": kind, "question": text, **able, **more}


QUESTIONS = (
    question("cost", COST, "barrier", "412 million"),
    question("sail", "How often will the ferry Solveig sail to Ostrel?", "ferry", "every hour"),
    question("cake", "Who won the cake contest in Lisbon?", None, None, reason="nothing_relevant"),
    question("early", COST, None, None, as_of="2024-02-01", reason="outside_dates"),
)


@dataclass(frozen=True, slots=True)
class Ran:
    """One run of the command: its exit status, its standard output, and where it left its report."""

    status: int
    out: str
    report: Path
    data: Path


def lines(rows: Sequence[dict[str, Any]]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def written(folder: Path, rows: Sequence[dict[str, Any]] = QUESTIONS) -> tuple[str, ...]:
    """Articles and questions as files, and the arguments that name them."""
    articles = folder / "articles"
    articles.mkdir()
    for name, (day, text) in ARTICLES.items():
        (articles / f"{name}.md").write_text(f"---\nid: {name}\npublished_at: {day}\nsource: Pier Post\n---\n{text}\n")
    (folder / "gold.jsonl").write_text(lines(rows))
    return ("--articles", str(articles), "--gold", str(folder / "gold.jsonl"), "--data", str(folder / "data"))


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    folder = tmp_path_factory.mktemp("evaluation")
    caught = io.StringIO()
    with contextlib.redirect_stdout(caught):
        status = main(["eval", *written(folder), "--report", str(folder / "report"), "--json"])
    return Ran(status, caught.getvalue(), folder / "report", folder / "data")


def test_json_is_one_document_with_every_measure(ran: Ran) -> None:
    summary = json.loads(ran.out)
    assert ran.status == 0
    assert (summary["questions"], summary["failed"]) == (4, [])
    assert (summary["measured"]["counts"]["articles"], summary["measured"]["generators"]) == (3, ["quotes"])
    assert (summary["gate"]["green"], summary["gate"]["compared"]) == (True, False)
    assert {name: found["n"] for name, found in summary["measures"].items()} == {
        "right": 4,
        "wrong_answers": 4,
        "right_answers": 2,
        "false_refusals": 2,
        "recall@1": 2,
        "recall@5": 2,
        "recall@10": 2,
        "mrr": 2,
        "ndcg@10": 2,
        "citation_recall": 2,
        "citation_precision": 2,
        "right_refusals": 2,
        "right_reasons": 2,
        "as_of_leaks": 1,
        "ablated_refused": 2,
    }


def test_plain_questions_are_answered_and_the_others_refused(ran: Ran) -> None:
    measures = json.loads(ran.out)["measures"]
    assert measures["right"]["mean"] == 1.0
    assert measures["right_reasons"]["mean"] == 1.0
    assert measures["recall@1"]["mean"] == measures["mrr"]["mean"] == measures["citation_precision"]["mean"] == 1.0
    assert measures["wrong_answers"]["total"] == measures["as_of_leaks"]["total"] == 0.0


def test_the_report_has_a_line_for_every_question_in_their_order(ran: Ran) -> None:
    results = [json.loads(line) for line in (ran.report / "results.jsonl").read_text().splitlines()]
    assert [each["id"] for each in results] == ["cost", "sail", "cake", "early"]
    assert "412 million" in results[0]["answer"]["answer"]
    (cited,) = results[0]["answer"]["citations"]
    places = [(each["article_id"], each["start"], each["end"]) for each in (cited, results[0]["hits"][0])]
    assert places == [(each["article_id"], each["start"], each["end"]) for each in results[0]["evidence"][0]] * 2
    assert [each["outcome"] for each in results] == ["right"] * 4
    assert [each["ablated"] and each["ablated"]["right"] for each in results] == [True, True, None, None]
    assert json.loads((ran.report / "summary.json").read_text()) == json.loads(ran.out)


def test_the_archive_of_the_user_is_not_touched(ran: Ran) -> None:
    assert not ran.data.exists()


def test_the_table_says_what_the_summary_says(ran: Ran) -> None:
    shown = table(json.loads(ran.out)).splitlines()
    assert shown[0] == "4 questions over 3 articles, 3 passages"
    assert any(line.split()[:3] == ["right", "answers", "2/2"] for line in shown)
    assert any(line.split()[:4] == ["fact", "2/2", "0/2", "0"] for line in shown)


def test_wrong_gold_questions_are_named_and_nothing_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = question("cost", COST, "barrier", "413 million")
    assert main(["eval", *written(tmp_path, [wrong])]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "line 1 (cost): no evidence carries the accepted answer “413 million”" in err


def test_an_article_that_cannot_be_read_stops_the_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = written(tmp_path)
    (tmp_path / "articles" / "torn.jsonl").write_text("{torn\n")
    assert main(["eval", *arguments]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "torn.jsonl:1" in err


def test_what_is_taken_out_is_the_evidence_and_every_sentence_that_tells_the_answer() -> None:
    asked = GoldQuestion(id="cost", kind="fact", question="What did the quay cost?", answerable=True)
    text = "The quay cost 9 million. It opened in May.\n\nThe board paid 9 Million in all. The quay is long."
    case = Case(asked, Expected(True, (("9 million", "the quay cost"),), ((Span("quay", 0, 24),),)))
    stored = {"text": text, "language": "en", "revision": 1}
    earlier = [stored | {"text": "It rained."}, stored | {"revision": 2}]
    articles = {"quay": [stored], "other": [earlier[0]], "copy": [stored | {"text": text[:24]}], "old": earlier}
    rest = "It opened in May.\n\nThe quay is long."
    assert dict(remaining(case, articles)) == {"quay": (rest,), "copy": ("",), "old": ("It rained.", rest)}


def test_a_question_that_fails_is_listed_stays_in_the_denominator_and_is_never_left_out() -> None:
    asked = GoldQuestion(id="cake", kind="far", question="Who won?", answerable=False, reason="nothing_relevant")
    said: list[str] = []
    with Client("http://127.0.0.1:1") as nobody_there:
        records = run([Case(asked, Expected(False, reason=asked.reason))], nobody_there, said.append)
    evaluation = Evaluation(records, (), (), {"counts": {"articles": 0, "passages": 0}})
    summary = summarise(evaluation, judge(as_run(evaluation), None))
    (failed,) = summary["failed"]
    assert failed["id"] == "cake"
    assert "ConnectError" in failed["why"]
    assert (summary["measures"]["right_refusals"]["mean"], summary["measures"]["right_refusals"]["n"]) == (0.0, 1)
    assert summary["ms"]["median"] is None
    assert not summary["gate"]["green"]
    assert said == ["1 of 1 questions asked, 1 failed"]
    assert "failed: cake: ConnectError" in table(summary)
    assert "### Evaluation: red" in markdown(summary)


def test_questions_on_other_articles_are_printed_line_by_line_with_totals(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path)
    asked = {"id": "r1", "question": COST, "answerable": True, "kind": "how", "accepted": [["412 million"]]}
    where = {"evidence": [{"file": "barrier.md", "start": 0, "end": 9}]}
    far = {"id": "r2", "question": "Who won the cake contest in Lisbon?", "answerable": False, "kind": "who"}
    (tmp_path / "real.jsonl").write_text(lines([asked | where, far]))
    assert real(["--articles", str(tmp_path / "articles"), "--questions", str(tmp_path / "real.jsonl")]) == 0
    out = capsys.readouterr().out.splitlines()
    assert [line.split()[:3] for line in out[:2]] == [["r1", "right", "answered"], ["r2", "right", "refused"]]
    assert "right of answerable, at most 60 words: 1/1" in out
    assert "refused of unanswerable: 1/1" in out


def test_questions_on_other_articles_that_cannot_be_read_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path)
    (tmp_path / "real.jsonl").write_text('{"id": "r1", "question": "Who?", "answerable": true}\n')
    assert real(["--articles", str(tmp_path / "articles"), "--questions", str(tmp_path / "real.jsonl")]) == 1
    assert "line 1: kind: Field required" in capsys.readouterr().err
