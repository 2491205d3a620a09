"""The rival that reads no article: tells from a question's wording alone whether it can be answered.

Where it does well, the questions give themselves away and a figure of refusals says little. It stands beside every such figure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dateline.eval.curves import auroc

FOLDS = 10
SEED = 20231117


@dataclass(frozen=True, slots=True)
class QuestionOnly:
    """What the classifier reaches on questions that it was not fitted on, refusing as many as Dateline did."""

    auroc: float
    right_refusals: float  # share of the unanswerable that it refuses
    false_refusals: float  # share of the answerable that it refuses


def question_only(questions: Sequence[str], answerable: Sequence[bool], refused: int) -> QuestionOnly | None:
    """Character n-grams, TF-IDF, logistic regression (scikit-learn), ten-fold cross-validated, same seed each time.

    `refused`: how many questions it has to refuse. None when there are too few of a sort for ten folds.
    """
    labels = np.asarray([not each for each in answerable])
    if min(labels.sum(), (~labels).sum()) < FOLDS:
        return None
    from sklearn.feature_extraction.text import TfidfVectorizer  # pyright: ignore[reportMissingTypeStubs]
    from sklearn.linear_model import LogisticRegression  # pyright: ignore[reportMissingTypeStubs]
    from sklearn.model_selection import StratifiedKFold, cross_val_predict  # pyright: ignore[reportMissingTypeStubs]
    from sklearn.pipeline import make_pipeline  # pyright: ignore[reportMissingTypeStubs]

    model: Any = make_pipeline(
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True),
        LogisticRegression(C=10.0, max_iter=2000, class_weight="balanced"),
    )
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    predicted: Any = cross_val_predict(model, list(questions), labels, cv=folds, method="predict_proba")
    scores = predicted[:, 1]
    out = np.zeros(len(labels), dtype=bool)
    out[np.argsort(-scores, kind="stable")[:refused]] = True
    found = auroc([float(each) for each in scores], [bool(each) for each in labels])
    assert found is not None
    return QuestionOnly(found, float(out[labels].mean()), float(out[~labels].mean()))
