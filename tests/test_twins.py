"""What a cross-encoder makes of twins: a question that a sentence answers, and one that differs in one decisive thing."""

from pathlib import Path

import pytest

from dateline.eval.pairs import Asked, Item
from dateline.eval.twins import figures, main

ITEM = Item(
    "a-1",
    "Quay",
    ("The quay cost 375 million crowns.", "The mayor opened it."),
    (Asked("What did the quay cost?", (0,)), Asked("What did the pier cost?", (), 0), Asked("Who opened it?", (1,))),
)


def test_the_right_sentence_first_and_the_twin_below() -> None:
    found = figures(
        [ITEM],
        lambda question, _: {"What did the quay cost?": (3.0, 0.0), "Who opened it?": (2.0, 1.0)}.get(
            question, (1.0, -1.0)
        ),
    )
    assert (found.first, found.below, found.separation) == (0.5, 1.0, 1.0)
    assert (found.answered, found.twins) == (2, 1)


def test_a_twin_that_is_read_as_surely_is_not_below() -> None:
    found = figures([ITEM], lambda *_: (1.0, 0.0))
    assert (found.first, found.below, found.separation) == (0.5, 0.0, 0.5)


def test_items_without_twins_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"id": "a", "title": "Quay", "sentences": ["It rained."], "questions": [{"question": "Did it rain?", "answers": [0]}]}',
        encoding="utf-8",
    )
    assert main([str(tmp_path)]) == 1
    assert "there are no twins" in capsys.readouterr().err


def test_the_committed_cross_encoder_tells_twins_that_it_was_not_fitted_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    first, _, below = (float(line[29:34]) for line in capsys.readouterr().out.splitlines())
    assert first > 0.85
    assert below > 0.75
