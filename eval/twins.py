"""`python -m dateline.eval.twins`: what the cross-encoder makes of items it was not fitted on, those of `eval/pairs/measuring`.

Each question is read with every sentence of its item. A twin is a question that nothing answers, `near` the sentence that answers
the question before it in the file, from which the twin differs in one decisive thing.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from dateline.eval.curves import auroc
from dateline.eval.pairs import FOLDER, Asked, Item, load
from dateline.indexes.cross_encoder import cross_encoder
from dateline.service.rereading import CrossEncoder

MEASURING = FOLDER / "measuring"


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares between 0 and 1."""

    first: float  # of answered questions: one of the sentences that answer has the highest logit
    separation: float  # AUROC of a question's highest logit, answered ones against the rest
    below: float  # of twins: its highest logit is lower than that of the question that it is the twin of
    answered: int  # questions
    twins: int


def figures(items: Sequence[Item], read: CrossEncoder) -> Figures:
    """Read every question of every item. Raises ValueError unless some are answered and some are twins."""
    first: list[bool] = []
    told: list[tuple[float, bool]] = []
    below: list[bool] = []
    for item in items:
        texts = [item.text(number) for number in range(len(item.sentences))]
        logits = {each: read(each.text, texts) for each in item.asked}
        told += [(max(found), bool(each.answers)) for each, found in logits.items()]
        first += [found.index(max(found)) in each.answers for each, found in logits.items() if each.answers]
        below += [max(logits[twin]) < max(logits[one]) for one, twin in _twins(item)]
    separation = auroc([logit for logit, _ in told], [answered for _, answered in told])
    if separation is None or not below:
        raise ValueError("there are no twins: each is the line after the question that it was made from")
    return Figures(_share(first), separation, _share(below), len(first), len(below))


def _twins(item: Item) -> Iterator[tuple[Asked, Asked]]:
    return (
        (one, two) for one, two in pairwise(item.asked) if one.answers and not two.answers and two.near in one.answers
    )


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures of a folder of items."""
    parser = argparse.ArgumentParser(prog="python -m dateline.eval.twins", description=main.__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=MEASURING)
    args = parser.parse_args(argv)
    try:
        found = figures(load(args.folder), cross_encoder())
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"right sentence first         {found.first:.3f} of {found.answered} answered questions")
    print(f"AUROC of answered, others    {found.separation:.3f}")
    print(f"twin below its original      {found.below:.3f} of {found.twins} twins")
    return 0


if __name__ == "__main__":
    sys.exit(main())
