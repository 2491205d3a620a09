"""Fitting the judge of other languages, and its curve."""

from pathlib import Path

import numpy as np
import pytest

from dateline.eval.across_curve import Judgement, line, shown
from dateline.eval.fitting_languages import ASKED, Ablated, Sample, fit, probabilities, read, table
from dateline.indexes.nouns import Hit, Passage, Revision
from dateline.service.across import SIGNALS, Judged
from dateline.service.cli import WorkFailed


def _sample(number: int, ablated: Ablated) -> Sample:
    """Four sentences; the first is nearest, and answers where nothing is gone."""
    signals = np.full((4, len(SIGNALS)), 0.3)
    signals[0] += 0.3 if ablated == "whole" else 0.05 * (number % 2)
    labels = np.array([ablated == "whole", False, False, False])
    return Sample(f"q{number} de", "de", ablated, signals, labels)


def test_what_is_fitted_tells_answers_from_near_misses_and_says_so() -> None:
    kinds: tuple[Ablated, ...] = ("whole", "sentence gone", "article gone", "unanswerable")
    found = [_sample(number, kind) for number in range(20) for kind in kinds]
    weights = fit(found)
    assert all(probabilities(each, weights)[0] > weights.answer_at for each in found if each.ablated == "whole")
    assert table(found, weights).splitlines()[1].split()[:2] == ["de", "1.000"]


def test_our_own_questions_are_read_and_a_wrong_line_is_named(tmp_path: Path) -> None:
    assert len(read(ASKED)) == 30
    (tmp_path / "asked.jsonl").write_text('{"gold": "a", "question": {"de": ""}}\n')
    with pytest.raises(WorkFailed, match="line 1"):
        read(tmp_path / "asked.jsonl")


def test_an_answer_is_at_most_three_sentences_of_ninety_words_together() -> None:
    assert [
        each.probability for each in shown([_judged(0.9, 40), _judged(0.8, 60), _judged(0.7, 40), _judged(0.6, 9)])
    ] == [
        0.9,
        0.7,
        0.6,
    ]
    assert len(shown([_judged(0.9, 200), _judged(0.8, 5)])) == 1


def test_a_line_of_the_curve_has_the_share_right_at_the_threshold_that_refuses_enough() -> None:
    found = [
        Judgement("de", 0.2 + number / 100, number / 200, first=number > 5, shown=number > 2) for number in range(20)
    ]
    assert line("de", found).split()[1:5] == ["0.700", "0.850", "1.000", "0.850"]


def _judged(probability: float, words: int) -> Judged:
    text = " ".join(["word"] * words)
    passage = Passage("0" * 16, "a", 1, 0, 0, len(text), text, "sentence", 0)
    revision = Revision("a", 1, text, None, None, None, None, None, (), "en", None, (passage,))
    return Judged(Hit(passage, revision, 0.0, {}, ""), probability, {})
