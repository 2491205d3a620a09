"""What a public set is made of: parts, each some articles and the questions that are asked of them alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.eval.evaluation import Evaluation, evaluate
from dateline.eval.gold import Case, GoldQuestion
from dateline.eval.runner import Say
from dateline.indexes.nouns import Article
from dateline.service.desk import Desk

Ask = Callable[[Sequence[Case], Desk, dict[str, Any], Say], Evaluation]


@dataclass(frozen=True, slots=True)
class Posed:
    """A question, the line of the file that it comes from, and what else a right answer is; `metrics.Expected` says how."""

    line: int
    question: GoldQuestion
    choices: tuple[str, ...] = ()
    by_citations: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Articles for one fresh archive and the questions asked of it. `file`: where their lines stand, for errors."""

    name: str
    file: Path
    articles: Sequence[Article]
    questions: Sequence[Posed]
    ask: Ask = evaluate


Suite = Callable[[Path], Sequence[Part]]  # of the folder with its data; raises WorkFailed, naming file and line
