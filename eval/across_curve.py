"""`python -m dateline.eval.across_curve --xquad DIR`: how the judge of other languages trades right answers for refusals on XQuAD.

Each question is judged over what is retrieved for it, and again without its paragraph. No English rules take part: English
questions are judged in the same way, for comparison. Behind `docs/decisions/0010-other-languages.md`.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dateline.eval.curves import auroc
from dateline.eval.runner import on_standard_error
from dateline.eval.serving import opened_with
from dateline.eval.suites.xquad import xquad
from dateline.indexes.embedding import meanings
from dateline.indexes.retrieval import LIMIT, retrieve
from dateline.service.across import Judged, default_weights, foreign_judge
from dateline.service.aligning import Meanings
from dateline.service.desk import Desk
from dateline.service.failures import explain
from dateline.service.question import normalise
from dateline.service.settings import Settings

MAX_SENTENCES = 3  # of an answer
MAX_WORDS = 90
REFUSED = 0.85
_DEEPER = 4


@dataclass(frozen=True, slots=True)
class Judgement:
    """One question: the best probability with its paragraph and without it, and whether that is first or among what is shown."""

    language: str
    best: float
    best_without: float
    first: bool
    shown: bool


def judgements(folder: Path, desk: Desk, near: Meanings) -> Iterator[Judgement]:
    """Raises WorkFailed when the folder does not hold the set."""
    for posed in xquad(folder)[0].questions:
        question, language = normalise(posed.question.question), posed.question.kind
        paragraph = posed.question.evidence[0][0].article_id
        hits = retrieve(desk.store, question, limit=LIMIT * _DEEPER).hits
        judged = foreign_judge(question, language, hits[:LIMIT], near)
        left = [hit for hit in hits if hit.revision.article_id != paragraph][:LIMIT]
        quoted = [each.hit.revision.article_id == paragraph for each in shown(judged)]
        yield Judgement(
            language,
            _best(judged),
            _best(foreign_judge(question, language, left, near)),
            quoted[:1] == [True],
            any(quoted),
        )


def shown(judged: Sequence[Judged]) -> list[Judged]:
    """The likeliest sentences, as many as an answer may have."""
    found: list[Judged] = []
    left = MAX_WORDS
    for each in judged:
        words = len(each.hit.passage.text.split())
        if len(found) < MAX_SENTENCES and (not found or words <= left):
            found.append(each)
            left -= words
    return found


def _best(judged: Sequence[Judged]) -> float:
    return judged[0].probability if judged else 0.0


def line(language: str, found: Sequence[Judgement]) -> str:
    """The figures of one language."""
    best, without = (np.array([getattr(each, name) for each in found]) for name in ("best", "best_without"))
    right = np.array([each.shown for each in found])
    area = auroc([*best, *without], [True] * len(best) + [False] * len(without))
    at, committed = float(np.quantile(without, REFUSED)), default_weights().answer_at
    figures = [
        float(np.mean([each.first for each in found])),
        float(right.mean()),
        float("nan") if area is None else area,
        float(np.mean(right & (best > at))),
        at,
        float(np.mean(right & (best >= committed))),
        float(np.mean(without < committed)),
    ]
    return f"{language:<4}" + "".join(f"{each:>12.3f}" for each in figures) + f"   n={len(found)}"


def main(argv: Sequence[str] | None = None) -> int:
    """Print a line for each language."""
    parser = argparse.ArgumentParser(prog="python -m dateline.eval.across_curve", description=main.__doc__)
    parser.add_argument("--xquad", type=Path, required=True, metavar="DIR")
    args = parser.parse_args(argv)
    try:
        with opened_with(xquad(args.xquad)[0].articles, Settings(), on_standard_error) as desk:
            found = list(judgements(args.xquad, desk, meanings()))
    except Exception as error:
        if (message := explain(error)) is None:
            raise
        on_standard_error(message)
        return 1
    names = ("first", "shown", "AUROC", f"at {REFUSED:.0%}", "threshold", "committed", "refused")
    print("    " + "".join(f"{name:>12}" for name in names))
    for language in dict.fromkeys(each.language for each in found):
        print(line(language, [each for each in found if each.language == language]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
