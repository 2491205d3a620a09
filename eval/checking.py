"""`python -m dateline.eval.checking [FILE]`: written sentences, true and false, through `POST /check`; a figure for each kind.

A sentence is `{"id", "text", "label": "true" or "false", "kind", "article_id", "quote", "change"}`; `eval/README.md` says how they
were written. A false one is found out when it is not called supported.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from dateline.eval.averages import average
from dateline.eval.command import ROOM, sample_paths
from dateline.eval.lines import every
from dateline.eval.runner import on_standard_error
from dateline.eval.serving import opened, served
from dateline.service.cli import WorkFailed
from dateline.service.failures import explain
from dateline.service.settings import Settings

FITTING = ROOM / "check" / "fitting.jsonl"
_EVERY = 100  # sentences from one message to the next


class Sentence(BaseModel):
    """A written sentence, and whether the sample articles carry it."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    id: str
    text: str
    label: Literal["true", "false"]
    kind: str


class SentencesWrong(WorkFailed):
    """A file of sentences that cannot be read; the message names the line."""


def load(path: Path) -> list[Sentence]:
    """Raises SentencesWrong."""
    return every(path, Sentence, wrong=SentencesWrong, noun="sentence", to=" to check")


def main(argv: Sequence[str] | None = None) -> int:
    """Check every sentence, print what became of each kind, and the two figures that matter."""
    parser = argparse.ArgumentParser(prog="python -m dateline.eval.checking", description=main.__doc__)
    parser.add_argument(
        "file", nargs="?", type=Path, default=FITTING, help="sentences; default: those it was made with"
    )
    args = parser.parse_args(argv)
    try:
        sentences = load(args.file)
        with opened(sample_paths(), Settings(), on_standard_error) as desk, served(desk) as client:
            marks: list[str] = []
            for number, each in enumerate(sentences, start=1):
                marks.append(_mark(client.check(each.text)))
                if number % _EVERY == 0:
                    on_standard_error(f"{number} of {len(sentences)} sentences checked")
    except Exception as error:
        if (message := explain(error)) is None:
            raise
        on_standard_error(message)
        return 1
    print(table(sentences, marks))
    return 0


def _mark(sentences: Sequence[dict[str, object]]) -> str:
    """Of a text of several sentences, supported only when all are."""
    marks = [str(each["verdict"]) for each in sentences]
    return "supported" if set(marks) == {"supported"} else next(each for each in marks if each != "supported")


def table(sentences: Sequence[Sentence], marks: Sequence[str]) -> str:
    """A line for each kind, then the shares over all, with their 95 % intervals.

    Right is a true sentence that is supported, and a false one that is not.
    """
    lines = [f"{'kind':<12}{'n':>5}{'supported':>11}{'contradicted':>14}{'not found':>11}{'right':>9}  95 % interval"]
    for kind in dict.fromkeys(each.kind for each in sentences):
        got = [(each.label == "true", mark) for each, mark in zip(sentences, marks, strict=True) if each.kind == kind]
        named = [mark for _, mark in got]
        right = average([float((mark == "supported") is true) for true, mark in got])
        counts = "".join(f"{named.count(name):>{width}}" for name, width in _COLUMNS)
        lines.append(f"{kind:<12}{len(got):>5}{counts}{right.mean:>9.1%}  [{right.low:.3f}, {right.high:.3f}]")
    for label, right, words in (
        ("true", True, "true sentences supported"),
        ("false", False, "false sentences not supported"),
    ):
        got = [mark for each, mark in zip(sentences, marks, strict=True) if each.label == label]
        if got:
            found = average([float((mark == "supported") is right) for mark in got])
            lines.append(f"{words:<32}{found.mean:6.1%}  [{found.low:.3f}, {found.high:.3f}]  n={found.n}")
    wrongly = [mark == "contradicted" for each, mark in zip(sentences, marks, strict=True) if each.label == "true"]
    if wrongly:
        lines.append(f"{'true sentences contradicted':<32}{sum(wrongly) / len(wrongly):6.1%}")
    return "\n".join(lines)


_COLUMNS = (("supported", 11), ("contradicted", 14), ("not_found", 11))


if __name__ == "__main__":
    sys.exit(main())
