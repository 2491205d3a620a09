"""Fitting what answers: copies of questions that nothing answers, thresholds, and what a probability is worth."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from math import log

import pytest
from fakes import HashingEmbedder
from hypothesis import given
from hypothesis import strategies as st
from newsroom import article, desk_on, found_in

from dateline.eval.fitting import reweighed
from dateline.eval.gold import Case, GoldQuestion
from dateline.eval.logits import USED
from dateline.eval.metrics import Expected, Span
from dateline.eval.samples import FOLDS, Copy, Sample, answers, gives_away, samples
from dateline.eval.thresholds import KEPT, STRICT, Figures, calibrated, choose, figures, strictest
from dateline.indexes.nouns import Article
from dateline.indexes.store import Store
from dateline.service.answerable import Candidate
from dateline.service.question import read
from dateline.service.weights import Weights, default_weights, log_odds

COST = "The quay of Vantmoor cost 375 million crowns."
OTHER = "The ferry to Vantmoor is green."
ELSEWHERE = "The quay of Ostrel cost 9 million crowns."


def case(name: str, question: str, *, accepted: str | None = None, evidence: Sequence[Span] = ()) -> Case:
    groups = ((accepted,),) if accepted else ()
    asked = GoldQuestion(id=name, kind="fact", question=question, answerable=bool(accepted), accepted=groups)
    return Case(asked, Expected(bool(accepted), groups, (evidence,) if evidence else ()))


ABLE = case(
    "town-1", "What did the quay of Vantmoor cost?", accepted="375 million", evidence=[Span("town-quay", 0, 45)]
)
UNABLE = case("town-2", "Who owns the quay of Vantmoor?")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with closing(Store.open(tmp_path_factory.mktemp("fit"), embedder=HashingEmbedder())) as opened:
        opened.archive.add_many(
            [
                Article(id="town-quay", text=f"{COST} It rained in Vantmoor."),
                Article(id="town-copy", text=f"{OTHER} A bill of 375 million crowns came."),
                Article(id="isle-quay", text=ELSEWHERE),
            ]
        )
        opened.catch_up()
        opened.embed_missing(publish=False)
        yield opened


@pytest.fixture(scope="module")
def found(store: Store, tmp_path_factory: pytest.TempPathFactory) -> list[Sample]:
    return samples([ABLE, UNABLE], desk_on(store, tmp_path_factory.mktemp("gold") / "gold.jsonl"))


def copy_of(found: Sequence[Sample], case: Case, copy: Copy) -> Sample:
    (only,) = (each for each in found if each.case is case and each.copy == copy)
    return only


def test_a_question_has_a_copy_elsewhere_and_an_answerable_one_an_ablated_one(found: list[Sample]) -> None:
    assert [(each.case.question.id, each.copy, each.answerable) for each in found] == [
        ("town-1", "asked", True),
        ("town-1", "elsewhere", False),
        ("town-1", "ablated", False),
        ("town-2", "asked", False),
        ("town-2", "elsewhere", False),
    ]


def test_of_a_question_as_asked_the_sentences_that_answer_are_labelled(found: list[Sample]) -> None:
    sample = copy_of(found, ABLE, "asked")
    right = {hit.passage.text for hit in sample.hits if sample.labels[hit.passage.id]}
    assert right == {COST, "A bill of 375 million crowns came."}
    assert not any(copy_of(found, UNABLE, "asked").labels.values())


def test_an_ablated_copy_has_nothing_that_gives_the_answer_away(found: list[Sample]) -> None:
    sample = copy_of(found, ABLE, "ablated")
    assert sample.hits
    assert not any(gives_away(ABLE, hit) for hit in sample.hits)
    assert not any(sample.labels[hit.passage.id] for hit in sample.hits)


@pytest.mark.parametrize("asked", [ABLE, UNABLE], ids=["answerable", "unanswerable"])
def test_a_copy_elsewhere_has_the_articles_of_other_worlds_alone(asked: Case, found: list[Sample]) -> None:
    sample = copy_of(found, asked, "elsewhere")
    assert {hit.passage.article_id for hit in sample.hits} == {"isle-quay"}
    assert not any(sample.labels.values())


def test_a_question_is_never_judged_by_weights_that_saw_a_copy_of_it(found: list[Sample]) -> None:
    folds = {each.fold for each in found if each.case is ABLE}
    assert len(folds) == 1
    assert folds <= set(range(FOLDS))


def test_a_sentence_answers_by_its_place_or_by_all_that_is_accepted() -> None:
    needs = replace(ABLE, expected=Expected(True, (("375 million",), ("crowns", "kr"))))
    hits = found_in(article("It cost 375 million crowns.", "It cost 375 million.", "It cost a lot.", id="b"))
    assert [answers(needs, hit) for hit in hits] == [True, False, False]
    assert [gives_away(needs, hit) for hit in hits] == [True, True, False]
    placed = found_in(article("It cost a lot.", id="town-quay"))
    assert answers(ABLE, placed[0])
    assert not answers(UNABLE, placed[0])


# ---- weights


def test_the_committed_weights_are_over_the_signals_that_are_fitted() -> None:
    weights = default_weights()
    assert set(weights.weights) | set(weights.order) <= set(USED)
    assert 0 < weights.answer_at < weights.strict_at < 1
    assert weights.calibration[0] > 0


def test_under_other_weights_the_likeliest_comes_first_and_what_is_barred_stays_last() -> None:
    hits = found_in(article("One.", "Two.", "Three."))
    signals = [{"similarity": value, "identifies": 0.0} for value in (0.1, 0.9, 0.99)]
    told = [Candidate(hit, 0.0, each) for hit, each in zip(hits, signals, strict=True)]
    told[2] = replace(told[2], against=("year",))
    model = Weights(0.0, {"similarity": 1.0}, 0.1, 0.3, 0.4, (1.0, 0.0), {"similarity": 1.0})
    assert [each.hit.passage.text for each in reweighed(told, model)] == ["Two.", "One.", "Three."]


# ---- thresholds


def judged(copy: Copy, asked: Case, *probabilities: float, says: str = COST) -> tuple[Sample, list[Candidate]]:
    """A question with as many sentences, the first of which says this."""
    texts = [says, *(f"Line {at}." for at in range(1, len(probabilities)))] if probabilities else []
    hits = found_in(article(*texts, id="town-quay")) if texts else []
    sample = Sample(asked, copy, read(asked.question.asked()), tuple(hits), {})
    return sample, [Candidate(hit, at, {}, preference=log(at)) for hit, at in zip(hits, probabilities, strict=True)]


MIXED = [
    judged("asked", ABLE, 0.9, 0.1),
    judged("asked", ABLE, 0.8, says=OTHER),
    judged("asked", ABLE, 0.3),
    judged("asked", UNABLE, 0.2),
    judged("asked", UNABLE, 0.6),
    judged("ablated", ABLE, 0.4),
    judged("ablated", ABLE),
    judged("elsewhere", ABLE, 0.95),
]


@pytest.mark.parametrize(
    ("threshold", "right", "refused", "ablated"),
    [(0.1, 2 / 3, 0.0, 0.5), (0.35, 1 / 3, 0.5, 0.5), (0.5, 1 / 3, 0.5, 1.0), (0.95, 0.0, 1.0, 1.0)],
)
def test_a_threshold_trades_right_answers_for_refusals(
    threshold: float, right: float, refused: float, ablated: float
) -> None:
    assert figures(MIXED, threshold) == Figures(threshold, right, refused, ablated)
    assert figures(MIXED, threshold).worth == right + (refused + ablated) / 2


@pytest.mark.parametrize("without", [("asked", True), ("asked", False), ("ablated", False)])
def test_a_threshold_is_not_measured_without_questions_of_every_sort(without: tuple[str, bool]) -> None:
    left = [each for each in MIXED if (each[0].copy, each[0].answerable) != without]
    with pytest.raises(ValueError, match="answerable, unanswerable and ablated"):
        figures(left, 0.5)


def test_of_equally_good_thresholds_the_one_that_refuses_more_is_chosen() -> None:
    table = [Figures(0.1, 0.8, 0.2, 0.2), Figures(0.2, 0.7, 0.3, 0.3), Figures(0.3, 0.65, 0.3, 0.3)]
    assert choose(table).threshold == 0.2


def test_a_threshold_that_loses_too_many_right_answers_is_not_chosen() -> None:
    assert choose([Figures(0.1, 0.8, 0.1, 0.1), Figures(0.5, 0.2, 1.0, 1.0)]).threshold == 0.1


shares = st.floats(0, 1)
tables = st.lists(st.tuples(shares, shares, shares), min_size=1, max_size=12).map(
    lambda rows: [Figures(at / 100, *each) for at, each in enumerate(rows, start=1)]
)


@given(tables)
def test_the_chosen_threshold_keeps_its_right_answers_and_none_that_does_is_worth_more(table: list[Figures]) -> None:
    most, chosen = max(each.right for each in table), choose(table)
    kept = [each for each in table if each.right >= KEPT * most]
    assert chosen in kept
    assert all(each.worth <= chosen.worth + 1e-6 for each in kept)


@given(tables)
def test_the_strict_threshold_is_the_lowest_that_refuses_enough_or_the_highest(table: list[Figures]) -> None:
    enough = [each for each in table if each.refused >= STRICT and each.ablated_refused >= STRICT]
    assert strictest(table) is (enough[0] if enough else table[-1])


def test_a_probability_is_calibrated_to_how_often_it_is_right() -> None:
    told = [judged("asked", ABLE, 0.5 + at / 100, says=COST if at % 4 or at > 30 else OTHER) for at in range(40)]
    told += [judged("asked", UNABLE, 0.1 + at / 100) for at in range(40)]
    slope, offset = calibrated(told)
    assert slope > 0
    assert calibrated([*told, *(judged("elsewhere", ABLE, 0.99) for _ in range(40))]) == (slope, offset)
    lower_slope, lower = calibrated([*told, *(judged("ablated", ABLE, 0.5 + at / 100) for at in range(40))])
    assert log_odds(0.8) * lower_slope + lower < log_odds(0.8) * slope + offset
