"""Gold questions, read strictly. Every line that is none is named, all at once."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field

from dateline.eval.lines import Strict, numbered
from dateline.eval.metrics import Expected
from dateline.indexes.nouns import Filters
from dateline.service.cli import WorkFailed
from dateline.service.nouns import MAX_QUESTION, Question, Reason
from dateline.service.question import normalise

_SHOWN = 50  # errors; who has more has one that repeats

Text = Annotated[str, Field(min_length=1)]
Asked = Annotated[str, Field(min_length=1, max_length=MAX_QUESTION)]
Group = Annotated[tuple[Text, ...], Field(min_length=1)]


class GoldWrong(WorkFailed):
    """Gold questions that cannot be measured with; the message lists every error and says what to do."""


class GoldQuote(Strict):
    """Words of an article, letter for letter, that answer the question."""

    article_id: Text
    quote: Text


class GoldQuestion(Strict):
    """A question, what a right answer carries, and where the articles say it. `eval/README.md` explains the fields."""

    id: Text
    kind: Text
    question: Asked
    as_of: date | None = None
    since: date | None = None
    sources: tuple[Text, ...] = ()
    before: tuple[Asked, ...] = ()
    answerable: bool
    reason: Reason | None = None
    accepted: tuple[Group, ...] = ()
    evidence: tuple[Annotated[tuple[GoldQuote, ...], Field(min_length=1)], ...] = ()
    speaker: Text | None = None
    forbidden: tuple[Text, ...] = ()

    def asked(self) -> Question:
        """The question as the question's path takes it."""
        return Question(normalise(self.question), self.as_of, self.since, self.sources)

    def filters(self) -> Filters:
        """What may be used to answer it."""
        return Filters(as_of=self.as_of, since=self.since, sources=self.sources)


@dataclass(frozen=True, slots=True)
class Case:
    """A gold question with its evidence found in the articles."""

    question: GoldQuestion
    expected: Expected


@dataclass(frozen=True, slots=True)
class Gold:
    """The questions of one file by their line, and the file's digest: SHA-256, the first 16 hex digits."""

    lines: tuple[tuple[int, GoldQuestion], ...]
    digest: str


def load(path: Path) -> Gold:
    """Read a JSON Lines file of gold questions. Raises GoldWrong, naming every line that is none."""
    raw = path.read_bytes()
    read, errors = numbered(raw, GoldQuestion)
    if errors:
        raise gold_wrong(path, errors)
    if not read:
        raise GoldWrong(f"there is no question in {path.name}: write one to a line, as eval/README.md says")
    return Gold(tuple(read), hashlib.sha256(raw).hexdigest()[:16])


def gold_wrong(path: Path, errors: Sequence[str]) -> GoldWrong:
    """One error for all that is wrong with a file."""
    shown = [f"  {error}" for error in errors[:_SHOWN]]
    if len(errors) > _SHOWN:
        shown.append(f"  and {len(errors) - _SHOWN} more")
    return GoldWrong("\n".join([f"{path.name} cannot be measured with; correct these lines:", *shown]))
