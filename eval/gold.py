"""Gold questions: read strictly, and held against the articles that they cite. Every error is named, all at once."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dateline.eval.metrics import Expected, Span, folded
from dateline.indexes.archive import Archive, ArticleNotFound
from dateline.indexes.nouns import Filters, Revision
from dateline.service.cli import WorkFailed
from dateline.service.nouns import Question, Reason
from dateline.service.question import MAX_QUESTION, normalise

_SHOWN = 50  # errors; who has more has one that repeats

Text = Annotated[str, Field(min_length=1)]
Group = Annotated[tuple[Text, ...], Field(min_length=1)]


class GoldWrong(WorkFailed):
    """Gold questions that cannot be measured with; the message lists every error and says what to do."""


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class GoldQuote(_Strict):
    """Words of an article, letter for letter, that answer the question."""

    article_id: Text
    quote: Text


class GoldQuestion(_Strict):
    """A question, what a right answer carries, and where the articles say it. `eval/README.md` explains the fields."""

    id: Text
    kind: Text
    question: Annotated[str, Field(min_length=1, max_length=MAX_QUESTION)]
    as_of: date | None = None
    since: date | None = None
    sources: tuple[Text, ...] = ()
    answerable: bool
    reason: Reason | None = None
    accepted: tuple[Group, ...] = ()
    evidence: tuple[Annotated[tuple[GoldQuote, ...], Field(min_length=1)], ...] = ()

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
    read: list[tuple[int, GoldQuestion]] = []
    errors: list[str] = []
    for number, line in enumerate(raw.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            read.append((number, GoldQuestion.model_validate_json(line)))
        except ValidationError as error:
            errors += [f"line {number}: {_why(each['loc'], each['msg'])}" for each in error.errors()]
    if errors:
        raise _wrong(path, errors)
    if not read:
        raise GoldWrong(f"there is no question in {path.name}: write one to a line, as eval/README.md says")
    return Gold(tuple(read), hashlib.sha256(raw).hexdigest()[:16])


def cases(path: Path, gold: Gold, archive: Archive) -> list[Case]:
    """Find every evidence quote in the newest text of its article. Raises GoldWrong, naming all that does not hold."""
    errors: list[str] = []
    found: list[Case] = []
    ids: dict[str, int] = {}
    for number, question in gold.lines:
        where = f"line {number} ({question.id})"
        if (first := ids.setdefault(question.id, number)) != number:
            errors.append(f"{where}: line {first} has this id too; give each question its own")
        evidence = [
            [_located(quote.article_id, quote.quote, archive) for quote in group] for group in question.evidence
        ]
        errors += [f"{where}: {why}" for why in _wrongs(question, evidence)]
        spans = tuple(tuple(span for one in group for span in one.spans) for group in evidence)
        wanted = Expected(question.answerable, question.accepted, spans, question.reason, question.as_of)
        found.append(Case(question, wanted))
    if errors:
        raise _wrong(path, errors)
    return found


@dataclass(frozen=True, slots=True)
class _Located:
    article_id: str
    quote: str
    revision: Revision | None
    spans: tuple[Span, ...]  # everywhere these words stand


def _located(article_id: str, quote: str, archive: Archive) -> _Located:
    try:
        revision = archive.revision(article_id)
    except ArticleNotFound:
        return _Located(article_id, quote, None, ())
    starts = [at for at in range(len(revision.text)) if revision.text.startswith(quote, at)]
    return _Located(article_id, quote, revision, tuple(Span(article_id, at, at + len(quote)) for at in starts))


def _wrongs(question: GoldQuestion, evidence: Sequence[Sequence[_Located]]) -> Iterator[str]:
    if not normalise(question.question):
        yield "the question is empty; write one"
    if question.answerable and not (question.evidence and question.accepted):
        yield "it is answerable without evidence or without an accepted answer; add them, or set answerable to false"
    if not question.answerable and (question.evidence or question.accepted):
        yield "it is unanswerable and has evidence or accepted answers; remove them, or set answerable to true"
    for one in (one for group in evidence for one in group):
        if one.revision is None:
            yield f"there is no article {one.article_id}; correct the id"
        elif not one.spans:
            yield f"the quote is not in {one.article_id}, letter for letter: “{_short(one.quote)}”; copy it from the article"
    for group in evidence:
        if all(one.spans for one in group) and not any(_usable(question.filters(), one.revision) for one in group):
            yield "as_of, since or sources rule out an evidence that it needs; change them or cite another article"
    quotes = [folded(one.quote) for group in evidence for one in group]
    for group in question.accepted:
        if question.evidence and not any(folded(each) in quote for each in group for quote in quotes):
            yield f"no evidence carries the accepted answer “{_short(group[0])}”; accept words of the quote"


def _usable(filters: Filters, revision: Revision | None) -> bool:
    """Whether the filters of the contract let this revision be used."""
    if revision is None:
        return False
    known, published = revision.known_from, revision.published_at
    if filters.latest is not None and (known is None or known > filters.latest):
        return False
    if filters.earliest is not None and (published is None or published < filters.earliest):
        return False
    names = {name.casefold() for name in filters.sources}
    return not names or (revision.source or "").casefold() in names


def _why(place: tuple[int | str, ...], message: str) -> str:
    return f"{'.'.join(str(each) for each in place)}: {message}" if place else message


def _wrong(path: Path, errors: Sequence[str]) -> GoldWrong:
    shown = [f"  {error}" for error in errors[:_SHOWN]]
    if len(errors) > _SHOWN:
        shown.append(f"  and {len(errors) - _SHOWN} more")
    return GoldWrong("\n".join([f"{path.name} cannot be measured with; correct these lines:", *shown]))


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
