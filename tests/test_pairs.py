"""The pairs that the cross-encoder is fitted on: what is read from files, and which groups are drawn."""

import json
from collections import Counter
from pathlib import Path

import pytest

from dateline.eval.cross_encoder import main
from dateline.eval.pairs import WRONG, Item, Sampler, load

SENTENCES = ["The quay of Norvik opened in May.", "It cost 375 million crowns.", "The mayor welcomed it.", "Rain fell."]
QUESTIONS = [
    {"question": "When did the quay at Norvik open?", "answers": [0]},
    {"question": "When did the quay at Norvik close?", "answers": [], "near": 0},
]


def row(id: str, **changed: object) -> str:
    return json.dumps(
        {"id": id, "date": "2024-05-02", "title": f"Quay {id}", "sentences": SENTENCES, "questions": QUESTIONS}
        | changed
    )


@pytest.fixture
def items(tmp_path: Path) -> list[Item]:
    (tmp_path / "a.jsonl").write_text("\n".join(row(f"a-{at}") for at in range(30)), encoding="utf-8")
    return load(tmp_path)


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "{}",
        row("a", questions=[{"question": "Who?", "answers": [4]}]),
        row("a", questions=[{"answers": []}]),
    ],
)
def test_an_item_that_cannot_be_used_is_named_by_file_and_line(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.jsonl").write_text(f"{row('a-1')}\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.jsonl, line 2: .*; correct it"):
        load(tmp_path)


def test_a_near_miss_has_no_answer_and_is_read_with_what_looks_like_one(items: list[Item]) -> None:
    groups = [each for _ in range(3) for each in Sampler(items, seed=1).epoch() if "close" in each.question]
    assert groups
    assert all(each.answer is None for each in groups)
    with_near = [each for each in groups if any(text.startswith(SENTENCES[0]) for text in each.texts)]
    assert len(with_near) > 0.8 * len(groups)


def test_of_an_answered_question_the_answer_is_there_once_or_nothing_answers(items: list[Item]) -> None:
    groups = [each for each in Sampler(items, seed=2).epoch() if each.question == QUESTIONS[0]["question"]]
    answered = [each for each in groups if each.answer is not None]
    assert len(answered) > len(groups) / 2
    for each in answered:
        assert each.answer is not None
        assert each.texts[each.answer].startswith(SENTENCES[0])
        assert len(each.texts) <= WRONG + 1


def test_some_groups_are_read_without_titles_and_some_without_what_stands_before_all_their_sentences_alike(
    items: list[Item],
) -> None:
    groups = list(Sampler(items, seed=6).epoch())
    titled = Counter(frozenset("| Quay" in text for text in each.texts) for each in groups)
    assert set(titled) == {frozenset({True}), frozenset({False})}
    before = [
        any(not text.endswith("| ") for text in each.texts if not text.startswith(SENTENCES[0])) for each in groups
    ]
    assert {True, False} == set(before)


def test_a_question_whose_name_was_exchanged_and_one_of_noise_have_no_answer(items: list[Item]) -> None:
    asked = {each["question"] for each in QUESTIONS}
    sampler = Sampler([*items[:-1], Item("b", "Pier", ("The pier of Skagby closed.",), items[0].asked)], seed=3)
    others = [each for _ in range(5) for each in sampler.epoch() if each.question not in asked]
    assert others
    assert all(each.answer is None for each in others)


def test_the_same_seed_draws_the_same_groups(items: list[Item]) -> None:
    assert list(Sampler(items, seed=4).epoch()) == list(Sampler(items, seed=4).epoch())
    assert list(Sampler(items, seed=4).epoch()) != list(Sampler(items, seed=5).epoch())


def test_the_committed_items_can_be_used_and_are_of_both_sorts() -> None:
    items = load()
    assert len({each.id for each in items}) == len(items)
    sorts = Counter(bool(each.answers) for item in items for each in item.asked)
    assert min(sorts.values()) > 0.4 * sum(sorts.values())


def test_fitting_without_what_it_needs_says_what_to_install(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "pip install dateline[fitting]" in capsys.readouterr().err
