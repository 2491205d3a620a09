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
    from sklearn import feature_extraction, linear_model, model_selection  # pyright: ignore[reportMissingTypeStubs]

    texts = np.asarray(questions, dtype=object)
    scores = np.zeros(len(labels))
    folds: Any = model_selection.StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    for fitted_on, held in folds.split(texts, labels):
        grams: Any = feature_extraction.text.TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
        model: Any = linear_model.LogisticRegression(C=10.0, max_iter=2000, class_weight="balanced")
        model.fit(grams.fit_transform(texts[fitted_on]), labels[fitted_on])
        scores[held] = model.predict_proba(grams.transform(texts[held]))[:, 1]
    out = np.zeros(len(labels), dtype=bool)
    out[np.argsort(-scores, kind="stable")[:refused]] = True
    found = auroc(scores.tolist(), labels.tolist())
    assert found is not None
    return QuestionOnly(found, float(out[labels].mean()), float(out[~labels].mean()))
