"""Measures of a whole run on values made by hand, and what must hold for any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.eval.averages import difference
from dateline.eval.curves import auroc, brier, brier_of_constant, calibration, risk_coverage
from dateline.eval.question_only import question_only

judged = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=40)


def test_the_area_under_risk_and_coverage_is_small_when_the_surest_answers_are_right() -> None:
    curve = risk_coverage([0.9, 0.8, 0.2, 0.1], [True, True, False, False])
    assert curve.risk == (0.0, 0.0, pytest.approx(1 / 3), 0.5)
    assert curve.aurc == curve.best == pytest.approx((1 / 3 + 0.5) / 4)
    turned = risk_coverage([0.1, 0.2, 0.8, 0.9], [True, True, False, False])
    assert turned.risk == (1.0, 1.0, pytest.approx(2 / 3), 0.5)


@given(judged)
def test_no_order_is_better_than_the_best_and_full_coverage_risks_the_share_of_errors(
    pairs: list[tuple[float, bool]],
) -> None:
    confidence, right = [score for score, _ in pairs], [truth for _, truth in pairs]
    curve = risk_coverage(confidence, right)
    assert curve.best <= curve.aurc + 1e-9
    assert curve.risk[-1] == pytest.approx(1 - sum(right) / len(right))
    assert curve.coverage[-1] == 1.0


@given(judged)
def test_the_order_of_the_questions_changes_no_measure(pairs: list[tuple[float, bool]]) -> None:
    turned = sorted(pairs, key=str)
    for measure in (lambda c, t: risk_coverage(c, t).aurc, brier, auroc):
        one, other = (measure([s for s, _ in each], [t for _, t in each]) for each in (pairs, turned))
        assert one == (other if one is None else pytest.approx(other))


def test_the_brier_score_punishes_confident_errors_and_the_constant_is_the_base_rate() -> None:
    assert brier([1.0, 0.0], [True, False]) == 0.0
    assert brier([1.0, 0.0], [False, True]) == 1.0
    assert brier_of_constant([True, True, False, False]) == 0.25
    assert brier([0.5] * 4, [True, True, False, False]) == brier_of_constant([True, True, False, False])


def test_calibration_puts_equal_confidences_into_one_bin_and_leaves_empty_ones_out() -> None:
    low, high = calibration([0.05, 0.05, 0.95, 1.0], [False, True, True, True])
    assert (low.mean, low.share, low.n) == (0.05, 0.5, 2)
    assert (high.mean, high.share, high.n) == (0.975, 1.0, 2)


def test_auroc_is_the_chance_that_the_positive_scores_higher() -> None:
    assert auroc([0.9, 0.1], [True, False]) == 1.0
    assert auroc([0.5, 0.5], [True, False]) == 0.5
    assert auroc([0.9, 0.8], [True, True]) is None


def test_a_measure_of_nothing_is_an_error() -> None:
    for measure in (risk_coverage, brier):
        with pytest.raises(ValueError, match="needs a probability and an outcome"):
            measure([], [])
    with pytest.raises(ValueError, match="undefined"):
        brier_of_constant([])


def test_the_paired_difference_is_of_the_same_questions() -> None:
    found = difference([1.0, 0.0, 1.0, 1.0], [0.0, 0.0, 0.0, 1.0])
    assert found.mean == -0.5
    assert found.low <= found.mean <= found.high
    with pytest.raises(ValueError, match="zip"):
        difference([1.0], [1.0, 0.0])


def test_wording_that_gives_the_answer_away_is_seen_by_the_rival_and_noise_is_not() -> None:
    told = [f"Who won the cup in {year}?" for year in range(1980, 2010)] + [f"Blorf wibble {n}?" for n in range(30)]
    able = [True] * 30 + [False] * 30
    seen = question_only(told, able, refused=30)
    assert seen is not None
    assert seen.auroc > 0.95
    assert (seen.right_refusals, seen.false_refusals) == (1.0, 0.0)
    assert question_only(told, able, refused=30) == seen
    assert question_only(told[:35], able[:35], refused=3) is None
