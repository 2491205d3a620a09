"""`python -m dateline.eval.real --articles DIR --questions FILE`: questions on articles that are not ours to commit."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from dateline.eval.lines import Strict
from dateline.eval.metrics import Given, right_answer, words
from dateline.eval.runner import on_standard_error
from dateline.eval.serving import opened
from dateline.service.cli import WorkFailed
from dateline.service.desk import Desk
from dateline.service.failures import explain
from dateline.service.nouns import Answer, Question
from dateline.service.question import normalise
from dateline.service.settings import Settings

MOST_WORDS = 60  # of an answer that still counts

Group = Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=1)]


class RealSpan(Strict):
    """Where a file says it, in code points."""

    file: str
    start: int
    end: int


class RealQuestion(Strict):
    """A question on a folder of articles; right when every accepted group has an alternative in the answer."""

    id: str
    question: Annotated[str, Field(min_length=1)]
    answerable: bool
    kind: str
    accepted: tuple[Group, ...] = ()
    evidence: tuple[RealSpan, ...] = ()


class QuestionsWrong(WorkFailed):
    """A file of questions that cannot be read; the message names the lines."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one question came to."""

    question: RealQuestion
    answered: bool
    right: bool  # of an answerable question: carries what is accepted; of another: refused
    words: int
    milliseconds: float


def load(path: Path) -> list[RealQuestion]:
    """Read a JSON Lines file. Raises QuestionsWrong."""
    reader, read, errors = TypeAdapter(RealQuestion), list[RealQuestion](), list[str]()
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        try:
            if line.strip():
                read.append(reader.validate_json(line))
        except ValidationError as error:
            errors += [f"line {number}: {'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()]
    errors += [
        f"{each.id}: answerable without an accepted answer" for each in read if each.answerable and not each.accepted
    ]
    if errors or not read:
        raise QuestionsWrong("\n".join(["correct the questions:", *(errors or ["there is none"])]))
    return read


def ask(questions: Sequence[RealQuestion], desk: Desk) -> Iterator[Outcome]:
    """Ask each of them; what fails raises."""
    for question in questions:
        started = perf_counter()
        *_, last = desk.ask(Question(normalise(question.question)))
        took = (perf_counter() - started) * 1000
        if not isinstance(last, Answer):
            raise TypeError("the question's path ended without an answer")
        given = Given(refused=last.status == "not_answered", text=" ".join(claim.text for claim in last.claims))
        right = right_answer(question.accepted, given) if question.answerable else given.refused
        yield Outcome(question, not given.refused, right, words(given.text), took)


def totals(outcomes: Sequence[Outcome]) -> str:
    """The figures that count."""
    able = [each for each in outcomes if each.question.answerable]
    unable = [each for each in outcomes if not each.question.answerable]
    short = sum(each.right and each.words <= MOST_WORDS for each in able)
    return "\n".join(
        [
            f"right of answerable, at most {MOST_WORDS} words: {short}/{len(able)}",
            f"right of answerable, any length: {sum(each.right for each in able)}/{len(able)}",
            f"refused of answerable: {sum(not each.answered for each in able)}/{len(able)}",
            f"refused of unanswerable: {sum(each.right for each in unable)}/{len(unable)}",
            f"median once warm: {median(each.milliseconds for each in outcomes):.0f} ms",
        ]
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Ask questions of a folder of articles, in an archive made for it, and print what each came to."""
    parser = argparse.ArgumentParser(prog="python -m dateline.eval.real", description=main.__doc__)
    parser.add_argument("--articles", type=Path, required=True, metavar="DIR")
    parser.add_argument("--questions", type=Path, required=True, metavar="FILE")
    args = parser.parse_args(argv)
    try:
        questions = load(args.questions)
        with opened([args.articles], Settings(), on_standard_error) as desk:
            list(ask(questions[:1], desk))  # the models are loaded before anything is timed
            outcomes = list(ask(questions, desk))
    except Exception as error:
        if (message := explain(error)) is None:
            raise
        on_standard_error(message)
        return 1
    for each in outcomes:
        verdict = "right" if each.right else "wrong"
        what = "answered" if each.answered else "refused"
        print(
            f"{each.question.id:<12}{verdict:<7}{what:<10}{each.words:>4} words  {each.milliseconds:>6.0f} ms  {each.question.question}"
        )
    print(totals(outcomes))
    return 0


if __name__ == "__main__":
    sys.exit(main())
