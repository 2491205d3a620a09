"""Why a question went as it did, told from its record."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reported import (
    BROKEN,
    COST,
    DEPTH,
    INVENTED,
    LESS_SURE,
    REFUSED,
    RIGHT,
    RIGHTLY,
    SAID,
    WRONG,
    answer,
    asked,
    evaluation,
    got,
)  # fmt: skip

from dateline.eval.causes import places, why
from dateline.eval.metrics import Span, recall_at
from dateline.eval.runner import Record
from dateline.eval.summary import result


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (RIGHT, "Right."),
        (WRONG, "The evidence was found at place 2 and another sentence of the same article was chosen."),
        (LESS_SURE, "The evidence was not among the first ten passages."),
        (INVENTED, "Should have been refused, for the articles do not say; answered with confidence 0.60."),
        (REFUSED, "Refused although the evidence was found at place 2: confidence 0.03."),
        (RIGHTLY, "Rightly refused, but as “not_stated” and not as “nothing_relevant”."),
        (BROKEN, "Right. A promise is broken: half a sentence is quoted."),
        (
            got(asked("lost", "Say?", SAID, "shut"), answer([], 0.02), [DEPTH]),
            "Refused, and the evidence was not among the first ten passages: confidence 0.02.",
        ),
        (
            got(asked("lacks", "Cost?", COST, "ten million"), answer([COST], 0.3), [COST]),
            "The evidence is quoted, but the answer lacks “ten million”.",
        ),
        (
            got(asked("led", "Cost?", COST, "ten", forbidden=("9 million",)), answer([COST], 0.3), [COST]),
            "The evidence is quoted, but the answer lacks “ten”. It says “9 million”, which only an injected instruction "
            "wants said.",
        ),
        (replace(WRONG, answer=None, error="CallFailed: 500"), "It could not be asked: CallFailed: 500."),
    ],
)
def test_why_a_question_went_as_it_did_is_a_plain_sentence(record: Record, told: str) -> None:
    assert why(result(record, evaluation())) == told


SPANS = st.builds(
    lambda start, length: {"article_id": "a", "revision": 1, "start": start, "end": start + length},
    st.integers(0, 30),
    st.integers(1, 9),
)


@given(
    st.lists(st.lists(SPANS, min_size=1, max_size=3), min_size=1, max_size=3),
    st.lists(SPANS, max_size=10),
    st.integers(1, 10),
)
def test_the_places_told_are_those_that_recall_counts(groups: Any, hits: Any, k: int) -> None:
    among = sum(place is not None and place <= k for place in places({"evidence": groups, "hits": hits}))
    evidence = [[Span(**each) for each in group] for group in groups]
    assert among / len(groups) == recall_at(k, evidence, [Span(**each) for each in hits])
