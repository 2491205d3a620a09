"""The two fitted models: whether a sentence answers, and which of a question's sentences rather does."""

from dateline.eval.logits import USED, Row, fit, fit_order


def row(strength: float, right: bool) -> Row:
    return Row(tuple(strength if name == "similarity" else 0.5 for name in USED), right)


def test_what_tells_answers_apart_gets_weight_and_what_is_always_the_same_gets_none() -> None:
    rows = [row(0.2 + 0.01 * at, right=False) for at in range(20)] + [
        row(0.6 + 0.01 * at, right=True) for at in range(20)
    ]
    _, weights = fit(rows)
    assert set(weights) == {"similarity"}
    assert weights["similarity"] > 0


def test_fitting_twice_gives_the_same_and_the_signal_that_tells_weighs_most() -> None:
    def rows(place: int) -> list[Row]:
        noise = tuple(((place * 7 + at * 3) % 5) / 10 for at in range(len(USED) - 1))
        return [Row((0.9, *noise), answers=True)] + [Row((0.1 + at / 50, *noise), answers=False) for at in range(12)]

    told = [each for place in range(20) for each in rows(place)]
    intercept, weights = fit(told)
    assert (intercept, weights) == fit(told)
    assert max(weights, key=lambda name: weights[name]) == USED[0]
    assert round(intercept, 3) == intercept


def test_the_order_is_learnt_within_each_question_whatever_others_look_like() -> None:
    answered = [
        [row(0.2 + 0.01 * at, right=True), row(0.01 * at, right=False), row(0.0, right=False)] for at in range(30)
    ]
    nowhere = [[row(3.0 + 0.01 * at, right=False)] for at in range(30)]
    _, pooled = fit([each for rows in [*answered, *nowhere] for each in rows])
    order = fit_order([*answered, *nowhere])
    assert pooled["similarity"] < 0 < order["similarity"]
    assert set(order) == {"similarity"}
    assert order == fit_order([*answered, *nowhere])


def test_questions_that_tell_nothing_of_the_order_give_no_weight() -> None:
    assert fit_order([[row(0.9, right=True)], [row(0.1, right=False), row(0.4, right=False)]]) == {}
