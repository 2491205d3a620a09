"""`python -m dateline.eval.speed --data DIR --questions FILE...`: how long answers and checked sentences take over an archive.

A line of a file is `{"question"}`, as in `gold.jsonl`. The sentences are the archive's own, drawn by a seed, as they stand and
changed by machine into what a draft may be: shortened, with other figures, and two halves put together. No sentence, and no
question that is not twice in the files, is asked twice. Answers and sentences take turns, so that a slow moment of the machine
is everybody's. Answers are kept in the archive as always: measure a copy.
"""

import argparse
import json
import random
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from time import perf_counter, process_time

from dateline.eval.averages import percentile
from dateline.eval.runner import on_standard_error
from dateline.indexes.archive import Archive
from dateline.indexes.nouns import Filters
from dateline.service.cli import WorkFailed
from dateline.service.desk import Desk, open_desk, open_store
from dateline.service.failures import explain
from dateline.service.nouns import Question
from dateline.service.settings import Settings

SEED = 20
EACH = 40  # sentences of each kind
WARMING = 10  # of each kind, not counted
_WORDS = range(8, 41)  # in a sentence that is drawn
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Took:
    """How long one call took: by the clock, and of all cores together."""

    kind: str
    wall_ms: float
    cpu_ms: float


Call = tuple[str, Callable[[], object]]  # a kind and what is measured


class FilesWrong(WorkFailed):
    """Files that hold no questions, or an archive with too few sentences."""


def questions(paths: Sequence[Path]) -> list[str]:
    """Raises FilesWrong."""
    try:
        lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        asked = [str(json.loads(line)["question"]) for line in lines]
    except (ValueError, KeyError, TypeError) as error:
        raise FilesWrong('a line of questions is no {"question": …}') from error
    if not asked:
        raise FilesWrong("there is no question in the files")
    return asked


def drawn(archive: Archive, count: int) -> list[str]:
    """Sentences of as many articles, in one line each. Raises FilesWrong."""
    dice, ids, cursor = random.Random(SEED), list[str](), None
    while True:
        page = archive.articles(cursor=cursor, limit=200)
        ids += [each.article_id for each in page.items]
        if (cursor := page.next) is None:
            break
    found: list[str] = []
    for article_id in dice.sample(ids, len(ids)):
        texts = [" ".join(passage.text.split()) for passage in archive.revision(article_id).passages]
        if fitting := [text for text in texts if len(text.split()) in _WORDS and text.endswith(".")]:
            found.append(dice.choice(fitting))
        if len(found) == count:
            return found
    raise FilesWrong(f"the archive has no {count} articles with a sentence to draw")


def changed(sentences: Sequence[str]) -> list[tuple[str, str]]:
    """A quarter of the sentences as they stand, a quarter shortened, and so on, the kinds taking turns."""
    kinds: list[tuple[str, str]] = []
    for at, sentence in enumerate(sentences):
        words, others = sentence.split(), sentences[at - 1].split()
        kinds.append(
            (
                ("as it stands", sentence),
                ("shortened", " ".join(words[: max(6, 2 * len(words) // 3)]).rstrip(".,;:") + "."),
                ("other figures", _DIGIT.sub(lambda digit: str((int(digit[0]) + 1) % 10), sentence, count=2)),
                ("two halves", " ".join([*words[: len(words) // 2], *others[len(others) // 2 :]])),
            )[at % 4]
        )
    return kinds


def measured(calls: Sequence[Call]) -> list[Took]:
    """Make the calls in their order; the first ones of each kind are not counted."""
    made, taken = dict[str, int](), list[Took]()
    for kind, call in calls:
        wall, cpu = perf_counter(), process_time()
        call()
        took = Took(kind, (perf_counter() - wall) * 1000, (process_time() - cpu) * 1000)
        made[kind] = made.get(kind, 0) + 1
        if made[kind] > WARMING:
            taken.append(took)
    return taken


def table(taken: Sequence[Took]) -> str:
    """A line for each kind and one for all sentences, in milliseconds."""
    lines = [f"{'':<24}{'n':>5}{'p50 ms':>10}{'p95 ms':>10}{'CPU p50':>10}{'CPU p95':>10}"]
    kinds = [(kind, (kind,)) for kind in dict.fromkeys(each.kind for each in taken)]
    sentences = tuple(kind for kind, _ in kinds if kind != "answers")
    for name, among in [*kinds, ("all sentences", sentences)]:
        some = [each for each in taken if each.kind in among]
        figures = [
            percentile(times, share)
            for times in ([each.wall_ms for each in some], [each.cpu_ms for each in some])
            for share in (50, 95)
        ]
        lines.append(f"{name:<24}{len(some):>5}" + "".join(f"{figure:>10.0f}" for figure in figures))
    return "\n".join(lines)


def calls(desk: Desk, asked: Sequence[str], sentences: Sequence[tuple[str, str]]) -> list[Call]:
    """Answers and checked sentences in turn."""
    answers: list[Call] = [("answers", lambda text=text: list(desk.ask(Question(text)))) for text in asked]
    checks: list[Call] = [(kind, lambda text=text: desk.check(text, Filters())) for kind, text in sentences]
    return [call for pair in zip_longest(answers, checks) for call in pair if call is not None]


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(prog="python -m dateline.eval.speed", description=main.__doc__)
    parser.add_argument("--data", type=Path, required=True, help="a data folder with articles in it, best a copy")
    parser.add_argument("--questions", type=Path, nargs="+", required=True, help="JSON lines with a question each")
    args = parser.parse_args(argv)
    try:
        settings = Settings(data=args.data)
        asked = questions(args.questions)
        with closing(open_store(settings)) as store:  # another than is measured, which so knows none of them
            sentences = changed(drawn(store.archive, 4 * (EACH + WARMING)))
        desk = open_desk(settings)
        with closing(desk.store):
            desk.ready()
            taken = measured(calls(desk, asked, sentences))
    except Exception as error:
        if (message := explain(error)) is None:
            raise
        on_standard_error(message)
        return 1
    print(table(taken))
    return 0


if __name__ == "__main__":
    sys.exit(main())
