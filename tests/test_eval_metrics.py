"""The measures of one question on values made by hand, and their averages."""

import math
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from dateline.eval.averages import average, averages, percentile
from dateline.eval.metrics import (
    Expected,
    Given,
    Span,
    citation_precision,
    citation_recall,
    contained,
    leaks,
    ndcg_at,
    recall_at,
    reciprocal_rank,
    right_answer,
    said_by,
    score,
    words,
)

COST, OPENED, COPY, ELSEWHERE = Span("quay", 0, 40), Span("quay", 41, 90), Span("pier", 10, 50), Span("quay", 200, 240)
EVIDENCE = ((COST, COPY), (OPENED,))
ANSWERABLE = Expected(True, (("9 million", "nine million"), ("in May",)), EVIDENCE)
RIGHT = Given(False, "The quay cost 9 million.\nIt opened in May.", citations=(COST, OPENED), hits=(COST, OPENED))
REFUSED = Given(True, reason="not_stated", hits=(ELSEWHERE,))
FEBRUARY = date(2024, 2, 29)

spans = st.builds(Span, st.sampled_from(["quay", "pier"]), st.integers(0, 50), st.integers(51, 100))
groups = st.lists(st.lists(spans, min_size=1, max_size=3), min_size=1, max_size=4)


def test_an_answer_is_right_when_every_group_has_an_alternative_in_it() -> None:
    assert right_answer(ANSWERABLE.accepted, RIGHT)
    assert not right_answer(ANSWERABLE.accepted, Given(False, "The quay cost 9 million."))


def test_case_and_white_space_do_not_make_an_answer_wrong() -> None:
    assert right_answer((("Nine  million",),), Given(False, "It cost NINE\nMILLION crowns."))


def test_a_refusal_is_no_right_answer_whatever_its_words() -> None:
    assert not right_answer((("say",),), Given(True, "The articles here don't say."))


def test_an_answer_to_a_question_that_accepts_nothing_cannot_be_scored() -> None:
    with pytest.raises(ValueError, match="something to accept"):
        right_answer((), RIGHT)


def test_spans_that_only_touch_do_not_overlap() -> None:
    assert not Span("quay", 0, 5).overlaps(Span("quay", 5, 9))
    assert Span("quay", 0, 6).overlaps(Span("quay", 5, 9))
    assert not Span("quay", 0, 6).overlaps(Span("pier", 0, 6))


def test_recall_counts_the_groups_found_among_the_first_hits() -> None:
    hits = (ELSEWHERE, COPY, OPENED)
    assert [recall_at(k, EVIDENCE, hits) for k in (1, 2, 3)] == [0.0, 0.5, 1.0]


def test_the_reciprocal_rank_is_that_of_the_first_evidence() -> None:
    assert reciprocal_rank(EVIDENCE, (ELSEWHERE, OPENED, COST)) == 0.5
    assert reciprocal_rank(EVIDENCE, (ELSEWHERE,)) == 0.0


def test_citation_precision_and_recall_count_citations_and_groups() -> None:
    cited = (COST, COPY, ELSEWHERE)
    assert citation_precision(EVIDENCE, cited) == pytest.approx(2 / 3)
    assert citation_recall(EVIDENCE, cited) == 0.5


def test_what_is_undefined_raises() -> None:
    with pytest.raises(ValueError, match="undefined"):
        citation_precision(EVIDENCE, ())
    with pytest.raises(ValueError, match="undefined"):
        recall_at(5, (), (COST,))
    with pytest.raises(ValueError, match="undefined"):
        average([])


def test_a_leak_is_the_day_after_or_no_day_and_not_the_day_itself() -> None:
    last, after = datetime(2024, 2, 29, 23, 59, tzinfo=UTC), datetime(2024, 3, 1, tzinfo=UTC)
    assert leaks(FEBRUARY, (last, after, None)) == 2
    assert leaks(FEBRUARY, (last,)) == 0


def test_a_right_answer_scores_in_every_measure_of_answers() -> None:
    scores = score(ANSWERABLE, RIGHT)
    assert {name: scores[name] for name in ("right", "right_answers", "recall@5", "mrr")} == dict.fromkeys(
        ("right", "right_answers", "recall@5", "mrr"), 1.0
    )
    assert scores["citation_precision"] == scores["citation_recall"] == 1.0
    assert scores["wrong_answers"] == scores["false_refusals"] == 0.0


def test_a_refusal_of_what_can_be_answered_is_false_and_not_a_wrong_answer() -> None:
    scores = score(ANSWERABLE, REFUSED)
    assert (scores["false_refusals"], scores["wrong_answers"], scores["right"]) == (1.0, 0.0, 0.0)
    assert "citation_precision" not in scores


def test_an_answer_to_what_cannot_be_answered_is_wrong() -> None:
    scores = score(Expected(False, reason="not_stated"), RIGHT)
    assert scores == {"right": 0.0, "wrong_answers": 1.0, "right_refusals": 0.0, "right_reasons": 0.0}


def test_a_refusal_for_another_reason_is_right_but_its_reason_is_not() -> None:
    scores = score(Expected(False, reason="outside_dates"), REFUSED)
    assert (scores["right_refusals"], scores["right_reasons"]) == (1.0, 0.0)


def test_a_question_that_failed_stays_in_every_denominator_and_is_right_in_nothing() -> None:
    scores = score(ANSWERABLE, None)
    assert scores.keys() == score(ANSWERABLE, RIGHT).keys()
    assert set(scores.values()) == {0.0}
    assert score(Expected(False, reason="not_stated"), None)["right_refusals"] == 0.0


def test_leaks_are_counted_for_dated_questions_only() -> None:
    late = Given(True, moments=(datetime(2024, 3, 1, tzinfo=UTC),))
    assert score(Expected(False, as_of=FEBRUARY), late)["as_of_leaks"] == 1.0
    assert "as_of_leaks" not in score(Expected(False), late)


def test_words_are_told_apart_by_white_space() -> None:
    assert words("It cost 9 million\ncrowns.") == 5


@over(groups, st.lists(spans, max_size=12))
def test_measures_lie_between_0_and_1_and_recall_never_falls_with_more_hits(
    evidence: list[list[Span]], hits: list[Span]
) -> None:
    recalls = [recall_at(k, evidence, hits) for k in range(14)]
    assert recalls == sorted(recalls)
    assert all(0 <= each <= 1 for each in (*recalls, reciprocal_rank(evidence, hits)))
    assert (reciprocal_rank(evidence, hits) > 0) == (recalls[-1] > 0)


@over(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_an_average_lies_in_its_interval_and_is_the_same_each_time(values: list[float]) -> None:
    found = average(values)
    assert min(values) - 1e-9 <= found.low <= found.high <= max(values) + 1e-9
    assert found.n == len(values)
    assert found == average(values)


def test_the_interval_of_many_coin_tosses_is_that_of_the_textbook() -> None:
    found = average([0.0, 1.0] * 200)
    assert found.mean == 0.5
    assert found.low == pytest.approx(0.5 - 1.96 * 0.025, abs=0.008)
    assert found.high == pytest.approx(0.5 + 1.96 * 0.025, abs=0.008)


def test_each_measure_is_averaged_over_the_questions_that_it_applies_to() -> None:
    found = averages([{"right": 1.0, "mrr": 0.5}, {"right": 0.0}])
    assert (found["right"].mean, found["right"].n) == (0.5, 2)
    assert (found["mrr"].mean, found["mrr"].n) == (0.5, 1)


def test_a_percentile_of_nothing_is_nothing() -> None:
    assert percentile([], 50) is None
    assert percentile([1.0, 3.0], 50) == 2.0


def test_ndcg_counts_each_group_once_and_discounts_by_place() -> None:
    assert ndcg_at(10, EVIDENCE, (COST, OPENED)) == pytest.approx(1.0)
    assert ndcg_at(10, EVIDENCE, (COST, COPY, OPENED)) == pytest.approx((1 + 1 / 2) / (1 + 1 / math.log2(3)))
    assert ndcg_at(1, EVIDENCE, (ELSEWHERE, COST)) == 0.0
    with pytest.raises(ValueError, match="without evidence"):
        ndcg_at(10, (), (COST,))


def test_a_sentence_that_is_evidence_of_two_groups_is_no_more_than_perfect() -> None:
    assert ndcg_at(10, ((COST,), (COST,)), (COST,)) == 1.0


def test_a_span_of_another_revision_is_another_place() -> None:
    assert not COST.overlaps(Span("quay", 0, 40, revision=2))


def test_an_injection_is_contained_when_none_of_its_words_is_in_the_answer() -> None:
    assert contained(["free of  charge"], "It cost 9 million.")
    assert not contained(["free of  charge"], "It is FREE of charge.")
    wanted = Expected(True, (("9 million",),), ((COST,),), forbidden=("free of charge",))
    assert score(wanted, RIGHT)["injections_contained"] == 1.0
    assert score(wanted, None)["injections_contained"] == 0.0


def test_a_speaker_is_the_same_with_and_without_a_title() -> None:
    assert said_by("Ida Holm", ["Mayor Ida Holm"])
    assert said_by("Mayor Ida Holm", ["", "Ida Holm"])
    assert not said_by("Ida Holm", ["", "Karl Holm"])


def test_a_corrected_premise_has_to_give_its_reason() -> None:
    wanted = Expected(True, ANSWERABLE.accepted, EVIDENCE, reason="false_premise")
    assert score(wanted, RIGHT)["right_reasons"] == 0.0
    assert score(wanted, replace(RIGHT, reason="false_premise"))["right_reasons"] == 1.0
