"""Gold questions: the committed set holds, and each thing that can be wrong with one is named."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.eval.command import GOLD, briefs
from dateline.eval.fitting import USED, Figures, Row, choose, fit
from dateline.eval.gold import Case, GoldWrong, cases, load
from dateline.indexes.archive import Archive
from dateline.indexes.ingest import ingest
from dateline.indexes.metadata import Defaults
from dateline.indexes.nouns import Article

TEXT = "The quay cost 9 million crowns. It opened in May. It opened in May."
QUAY: dict[str, Any] = {
    "id": "quay-cost",
    "kind": "fact",
    "question": "What did the quay cost?",
    "as_of": None,
    "since": None,
    "sources": [],
    "answerable": True,
    "reason": None,
    "accepted": [["9 million crowns"]],
    "evidence": [[{"article_id": "quay", "quote": "The quay cost 9 million crowns."}]],
}
Check = Callable[..., list[Case]]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive.open(tmp_path / "archive.sqlite")
    opened.add(Article(id="quay", text=TEXT, source="Pier Post"))
    yield opened
    opened.close()


@pytest.fixture
def check(tmp_path: Path, archive: Archive) -> Check:
    """Hold questions, each the quay's with some fields changed, against the quay's article."""

    def held(*changes: dict[str, Any]) -> list[Case]:
        path = tmp_path / "mine.jsonl"
        path.write_text("".join(json.dumps(QUAY | change) + "\n" for change in changes))
        return cases(path, load(path), archive)

    return held


def test_all_evidence_of_the_committed_questions_stands_in_the_committed_briefs(tmp_path: Path) -> None:
    opened = Archive.open(tmp_path / "briefs.sqlite")
    ingest(briefs(), archive=opened, defaults=Defaults(), progress=lambda _: None, after_batch=lambda: None)
    found = cases(GOLD, load(GOLD), opened)
    texts = {each.article_id: opened.revision(each.article_id).text for each in opened.articles(limit=100).items}
    opened.close()
    assert len(texts) >= 24
    assert sum(case.expected.answerable for case in found) >= 60
    assert sum(not case.expected.answerable for case in found) >= 20
    assert sum(bool(case.question.as_of or case.question.since) for case in found) >= 8
    for case in found:
        stated = {one.quote for group in case.question.evidence for one in group}
        located = {texts[s.article_id][s.start : s.end] for group in case.expected.evidence for s in group}
        assert located == stated


def test_the_examples_and_the_counts_of_the_data_sheet_hold(tmp_path: Path) -> None:
    sheet = (GOLD.parent / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```json\n(.*?)```", sheet, re.DOTALL)
    (tmp_path / "example.jsonl").write_text(example)
    assert [question.id for _, question in load(tmp_path / "example.jsonl").lines] == ["quay-cost", "quay-depth"]
    counted = Counter((question.kind, question.answerable) for _, question in load(GOLD).lines)
    rows = re.findall(r"^\| `(\w+)` \| (\d*) *\| (\d*) *\|", sheet, re.MULTILINE)
    stated = {
        (kind, able): int(count)
        for kind, *both in rows
        for able, count in zip((True, False), both, strict=True)
        if count
    }
    assert stated == dict(counted)
    assert f"{counted.total()} questions" in sheet


def test_a_quote_that_stands_twice_is_found_twice(check: Check) -> None:
    quoted = [[{"article_id": "quay", "quote": "It opened in May."}]]
    (case,) = check({"evidence": quoted, "accepted": [["in May"]]})
    assert [TEXT[span.start : span.end] for span in case.expected.evidence[0]] == ["It opened in May."] * 2


def test_fields_that_are_not_needed_may_be_left_out(tmp_path: Path) -> None:
    path = tmp_path / "short.jsonl"
    path.write_text('\n{"id": "a", "kind": "far", "question": "Why?", "answerable": false}\n')
    ((line, question),) = load(path).lines
    assert (line, question.id, question.accepted) == (2, "a", ())


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"evidence": [[{"article_id": "quay", "quote": "The quay cost 8 million crowns."}]]}, "letter for letter"),
        ({"evidence": [[{"article_id": "pier", "quote": "The quay"}]]}, "no article pier"),
        ({"accepted": [["9 million crowns"], ["in June"]]}, "no evidence carries the accepted answer “in June”"),
        ({"evidence": []}, "answerable without evidence"),
        ({"accepted": []}, "without an accepted answer"),
        ({"answerable": False}, "unanswerable and has evidence"),
        ({"as_of": "2024-01-01"}, "rule out an evidence"),
        ({"since": "2024-01-01"}, "rule out an evidence"),
        ({"sources": ["Other Post"]}, "rule out an evidence"),
        ({"question": " \t "}, "the question is empty"),
        ({"as_of": "yesterday"}, "as_of"),
        ({"answerable": "yes"}, "answerable: Input should be a valid boolean"),
        ({"reason": "tired"}, "reason"),
        ({"note": "hm"}, "note: Extra inputs are not permitted"),
    ],
)
def test_what_is_wrong_with_a_question_is_named_with_its_line(check: Check, change: dict[str, Any], why: str) -> None:
    with pytest.raises(GoldWrong) as raised:
        check({"id": "sound"}, change)
    assert "line 2" in str(raised.value)
    assert "line 1" not in str(raised.value)
    assert why in str(raised.value)


def test_an_id_that_is_used_twice_is_named_with_both_lines(check: Check) -> None:
    with pytest.raises(GoldWrong, match=r"line 2 \(quay-cost\): line 1 has this id too"):
        check({}, {})


def test_all_errors_are_listed_together(check: Check) -> None:
    with pytest.raises(GoldWrong) as raised:
        check({"accepted": [["8 million"]]}, {"id": "other", "evidence": []}, {"id": "third", "answerable": False})
    assert [number for number in (1, 2, 3) if f"line {number} " in str(raised.value)] == [1, 2, 3]


def test_a_source_is_the_same_in_any_case(check: Check) -> None:
    assert len(check({"sources": ["PIER POST"]})) == 1


def test_a_line_that_is_no_json_and_a_file_without_a_question_are_named(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text(json.dumps(QUAY) + "\n{broken\n")
    with pytest.raises(GoldWrong, match="line 2: Invalid JSON"):
        load(path)
    path.write_text("\n")
    with pytest.raises(GoldWrong, match="no question in"):
        load(path)


def test_fitting_twice_gives_the_same_and_the_signal_that_tells_weighs_most() -> None:
    def rows(place: int) -> list[Row]:
        noise = tuple(((place * 7 + at * 3) % 5) / 10 for at in range(len(USED) - 1))
        return [Row((0.9, *noise), answers=True)] + [Row((0.1 + at / 50, *noise), answers=False) for at in range(12)]

    questions = [rows(place) for place in range(20)]
    intercept, weights = fit(questions)
    assert (intercept, weights) == fit(questions)
    assert max(weights, key=lambda name: weights[name]) == "similarity"
    assert round(intercept, 3) == intercept


def test_of_equally_good_thresholds_the_highest_is_chosen() -> None:
    table = [
        Figures(threshold, answered, refused, ablated_refused=0.9)
        for threshold, answered, refused in ((0.1, 0.5, 0.5), (0.2, 0.8, 0.6), (0.3, 0.7, 0.7), (0.4, 0.2, 0.9))
    ]
    assert choose(table).threshold == 0.3
