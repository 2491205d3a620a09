"""`python -m dateline.eval.fitting_languages`: fits weights and threshold of `service.across` on questions of our own.

`eval/languages.jsonl` asks gold questions again in Chinese, Spanish, German and French. Each answerable one is used twice: as it
is, and *ablated*, without the sentences that answer it. The threshold is set on another ablation, without the whole article, and on
questions that nothing answers.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import Field, ValidationError
from sklearn.linear_model import LogisticRegression  # pyright: ignore[reportMissingTypeStubs]

from dateline.eval.command import GOLD, ROOM, sample_paths
from dateline.eval.gold import Case, gold_wrong, load
from dateline.eval.lines import Strict
from dateline.eval.runner import on_standard_error
from dateline.eval.samples import answers, gives_away
from dateline.eval.serving import opened
from dateline.eval.validator import cases
from dateline.indexes.embedding import meanings
from dateline.indexes.nouns import Hit
from dateline.indexes.retrieval import LIMIT, retrieve
from dateline.service.across import SIGNALS, Weights, foreign_judge
from dateline.service.aligning import Meanings
from dateline.service.desk import Desk
from dateline.service.question import normalise
from dateline.service.settings import Settings

ASKED = ROOM / "languages.jsonl"
REFUSED = 0.87  # share of the questions without their article, and of unanswerable ones, that the threshold refuses
HARDEST = 12  # hits of a question that are fitted on: those that the multilingual encoder finds nearest
_DEEPER = 4
_WEIGHTS = Path(__file__).parent.parent / "service" / "across.json"
_BLANK = Weights(0.0, {}, 0.0)


class Asked(Strict):
    """A gold question asked again in other languages, by their BCP 47 primary tags."""

    gold: Annotated[str, Field(min_length=1)]
    question: dict[str, Annotated[str, Field(min_length=1)]]


Ablated = Literal["whole", "sentence gone", "article gone", "unanswerable"]


@dataclass(frozen=True, slots=True)
class Sample:
    """One question in one language: the signals of its hits, row by row as `SIGNALS`, and which of them answer."""

    id: str
    language: str
    ablated: Ablated
    signals: np.ndarray[Any, Any]
    labels: np.ndarray[Any, Any]


def read(path: Path) -> list[Asked]:
    """Raises WorkFailed, naming every line that is none."""
    found: list[Asked] = []
    errors: list[str] = []
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        try:
            found.append(Asked.model_validate_json(line))
        except ValidationError as error:
            errors += [f"line {number}: {each['msg']}" for each in error.errors()]
    if errors or not found:
        raise gold_wrong(path, errors or ["there is no question"])
    return found


def samples(asked: Sequence[Asked], gold: Mapping[str, Case], desk: Desk, near: Meanings) -> Iterator[Sample]:
    """Every question in every language, and the ablated copy of each answerable one."""
    for each in asked:
        case = gold[each.gold]
        for language, text in each.question.items():
            question = normalise(text)
            hits = retrieve(desk.store, question, limit=LIMIT * _DEEPER).hits
            for ablated, left in _ablations(case, hits):
                yield _sample(case, language, question, left[:LIMIT], near, ablated)


def _ablations(case: Case, hits: Sequence[Hit]) -> Iterator[tuple[Ablated, list[Hit]]]:
    if not case.question.answerable:
        yield "unanswerable", list(hits)
        return
    articles = {span.article_id for group in case.expected.evidence for span in group}
    left = [hit for hit in hits if not gives_away(case, hit)]
    yield "whole", list(hits)
    yield "sentence gone", left
    yield "article gone", [hit for hit in left if hit.revision.article_id not in articles]


def _sample(case: Case, language: str, question: str, hits: Sequence[Hit], near: Meanings, ablated: Ablated) -> Sample:
    judged = foreign_judge(question, language, hits, near, _BLANK)
    judged = sorted((each for each in judged if not each.bars), key=lambda each: -each.signals["similarity"])
    signals = np.array([[each.signals[name] for name in SIGNALS] for each in judged]).reshape(-1, len(SIGNALS))
    labels = np.array([ablated == "whole" and answers(case, each.hit) for each in judged], dtype=bool)
    return Sample(f"{case.question.id} {language}", language, ablated, signals, labels)


def fit(found: Sequence[Sample]) -> Weights:
    """Weights to 3 decimals, and the threshold that refuses `REFUSED` of what has no answer."""
    used = [each for each in found if each.ablated != "article gone"]
    model: Any = LogisticRegression(C=1.0, max_iter=1000)
    model.fit(
        np.concatenate([each.signals[:HARDEST] for each in used]),
        np.concatenate([each.labels[:HARDEST] for each in used]),
    )
    weights = {name: round(float(weight), 3) for name, weight in zip(SIGNALS, model.coef_[0], strict=True)}
    fitted = Weights(round(float(model.intercept_[0]), 3), weights, 0.0)
    unable = [each for each in found if each.ablated in ("article gone", "unanswerable")]
    best = [probabilities(each, fitted).max(initial=0.0) for each in unable]
    return Weights(fitted.intercept, fitted.weights, round(float(np.quantile(best, REFUSED)), 3))


def probabilities(sample: Sample, weights: Weights) -> np.ndarray[Any, Any]:
    """The probability of each hit of a sample."""
    row = np.array([weights.weights.get(name, 0.0) for name in SIGNALS])
    return 1 / (1 + np.exp(-(sample.signals @ row + weights.intercept)))


def table(found: Sequence[Sample], weights: Weights) -> str:
    """For each language: how often a sentence that answers is among the three likeliest above the threshold, and what is refused."""
    gone: tuple[Ablated, ...] = ("sentence gone", "article gone", "unanswerable")
    lines = [f"{'':<6}{'answered right':>16}" + "".join(f"{name:>16}" for name in gone) + "   refused"]
    for language in sorted({each.language for each in found}):
        here = [each for each in found if each.language == language]
        right = np.mean([_shown_right(each, weights) for each in here if each.ablated == "whole"])
        refused = [
            np.mean([_best(each, weights) < weights.answer_at for each in here if each.ablated == name])
            for name in gone
        ]
        lines.append(f"{language:<6}{right:>16.3f}" + "".join(f"{share:>16.3f}" for share in refused))
    return "\n".join(lines)


def _shown_right(sample: Sample, weights: Weights) -> bool:
    chances = probabilities(sample, weights)
    return any(sample.labels[at] for at in np.argsort(-chances)[:3] if chances[at] >= weights.answer_at)


def _best(sample: Sample, weights: Weights) -> float:
    return float(probabilities(sample, weights).max(initial=0.0))


def main(argv: Sequence[str] | None = None) -> int:
    """Fit, print weights and what they do to the questions that were fitted on; write them with `--write`."""
    parser = argparse.ArgumentParser(prog="python -m dateline.eval.fitting_languages", description=main.__doc__)
    parser.add_argument("--write", action="store_true", help="replace service/across.json")
    args = parser.parse_args(argv)
    with opened(sample_paths(), Settings(), on_standard_error) as desk:
        gold = {case.question.id: case for case in cases(GOLD, load(GOLD), desk.archive)}
        found = list(samples(read(ASKED), gold, desk, meanings()))
    weights = fit(found)
    print(f"{'intercept':<18}{weights.intercept:>8.3f}")
    for name, weight in weights.weights.items():
        print(f"{name:<18}{weight:>8.3f}")
    print(f"{'answer at':<18}{weights.answer_at:>8.3f}\n\n{table(found, weights)}")
    if args.write:
        stored = {"intercept": weights.intercept, "weights": dict(weights.weights), "answer_at": weights.answer_at}
        _WEIGHTS.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
