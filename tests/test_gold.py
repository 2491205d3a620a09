"""Gold questions: the committed set holds, and each thing that can be wrong with one is named."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dateline.eval.command import GOLD, sample_paths
from dateline.eval.gold import Case, GoldWrong, load
from dateline.eval.metrics import Span
from dateline.eval.validator import cases
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
    opened.add(Article(id="ferry", text="The ferry cost 9 million marks.", source="Pier Post"))
    yield opened
    opened.close()


@pytest.fixture
def check(tmp_path: Path, archive: Archive) -> Check:
    """Hold questions, each the quay's with some fields changed, against the quay's article."""

    def held(*changes: dict[str, Any]) -> list[Case]:
        path = tmp_path / "mine.jsonl"
        asked = ({"question": f"{QUAY['question']} {'Please. ' * n}"} for n in range(len(changes)))
        path.write_text("".join(json.dumps(QUAY | each | ch) + "\n" for each, ch in zip(asked, changes, strict=True)))
        return cases(path, load(path), archive)

    return held


KINDS = (
    "change dated disputed fact false_premise follow_up injection list nonsense quantity quotation said several source "
    "unanswerable_far unanswerable_near yes_no"
)


def test_the_committed_questions_hold_against_the_committed_briefs_in_every_kind(tmp_path: Path) -> None:
    opened = Archive.open(tmp_path / "briefs.sqlite")
    for path in sample_paths():
        ingest([path], archive=opened, defaults=Defaults(), progress=lambda _: None, after_batch=lambda: None)
    found = cases(GOLD, load(GOLD), opened)
    articles = opened.articles(limit=100).items
    texts = {
        (each.article_id, line.number): opened.revision(each.article_id, line.number).text
        for each in articles
        for line in opened.revisions(each.article_id)
    }
    opened.close()
    assert len(articles) >= 48
    assert any(each.published_at is None for each in articles)
    assert {case.question.kind for case in found} == set(KINDS.split())
    assert len(found) >= 160
    for case in found:
        stated = {one.quote for group in case.question.evidence for one in group}
        spans = [span for group in case.expected.evidence for span in group]
        assert {texts[s.article_id, s.revision][s.start : s.end] for s in spans} == stated
    assert any(span.revision == 1 and (span.article_id, 2) in texts for case in found for span in _spans(case))
    assert any(span.revision == 2 for case in found for span in _spans(case))


def _spans(case: Case) -> list[Span]:
    return [span for group in case.expected.evidence for span in group]


def test_the_examples_and_the_counts_of_the_data_sheet_hold(tmp_path: Path) -> None:
    sheet = (GOLD.parent / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```json\n(.*?)```", sheet, re.DOTALL)
    (tmp_path / "example.jsonl").write_text(example)
    assert [question.id for _, question in load(tmp_path / "example.jsonl").lines] == [
        "quay-cost",
        "quay-depth",
        "quay-who",
    ]
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
        ({"question": " \t "}, "or one before it, is empty"),
        ({"as_of": "yesterday"}, "as_of"),
        ({"answerable": "yes"}, "answerable: Input should be a valid boolean"),
        ({"reason": "tired"}, "reason"),
        ({"note": "hm"}, "note: Extra inputs are not permitted"),
        ({"before": [" "], "question": "And then?"}, "is empty; write one"),
        ({"reason": "not_stated", "question": "Its cost?"}, "only a false premise is answered"),
        ({"question": "Did it cost 9 million crowns?"}, "an echo of it would be right"),
        ({"accepted": [["9 million"]], "question": "Its cost?"}, "ferry has a sentence that would count as right"),
        ({"speaker": "Ida Holm", "question": "Its cost?"}, "no article has the speaker “Ida Holm”"),
        ({"forbidden": ["8 crowns"], "question": "Its cost?"}, "no article has the forbidden words “8 crowns”"),
    ],
)
def test_what_is_wrong_with_a_question_is_named_with_its_line(check: Check, change: dict[str, Any], why: str) -> None:
    with pytest.raises(GoldWrong) as raised:
        check({"id": "sound"}, change)
    assert "line 2" in str(raised.value)
    assert "line 1" not in str(raised.value)
    assert why in str(raised.value)


def test_a_question_that_is_asked_twice_under_the_same_filters_is_named_with_both_lines(check: Check) -> None:
    with pytest.raises(GoldWrong, match=r"line 2 \(again\): line 1 asks the same under the same filters"):
        check({}, {"id": "again", "question": "what did the  quay COST?"})
    assert len(check({}, {"id": "again", "sources": ["Pier Post"]})) == 2


def test_a_quote_is_sought_in_the_revision_that_the_question_may_use(tmp_path: Path) -> None:
    with closing(Archive.open(tmp_path / "archive.sqlite")) as opened:
        first = Article(
            id="quay", text="The quay cost 9 million crowns.", published_at=datetime(2024, 1, 2, tzinfo=UTC)
        )
        opened.add(first)
        opened.add(replace(first, text="The quay cost 8 million crowns.", updated_at=datetime(2024, 3, 4, tzinfo=UTC)))
        path = tmp_path / "mine.jsonl"
        path.write_text(json.dumps(QUAY | {"as_of": "2024-02-01"}) + "\n")
        ((span,),) = cases(path, load(path), opened)[0].expected.evidence
        assert span.revision == 1
        path.write_text(json.dumps(QUAY) + "\n")
        with pytest.raises(GoldWrong, match="a later revision rule out an evidence"):
            cases(path, load(path), opened)


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
