"""Holds gold questions against the articles that they cite: a gold answer that its evidence does not carry is named."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dateline.eval.gold import Case, Gold, GoldQuestion, gold_wrong
from dateline.eval.metrics import Expected, Span, folded
from dateline.indexes.archive import Archive
from dateline.indexes.nouns import Filters, Passage, Revision
from dateline.service.question import normalise


def cases(path: Path, gold: Gold, archive: Archive) -> list[Case]:
    """Find every evidence quote in the articles as they stand under its question's filters.

    Raises GoldWrong, naming all that does not hold.
    """
    library = Library.of(archive)
    errors: list[str] = []
    found: list[Case] = []
    ids: dict[str, int] = {}
    asked: dict[object, int] = {}
    for number, question in gold.lines:
        where = f"line {number} ({question.id})"
        if (first := ids.setdefault(question.id, number)) != number:
            errors.append(f"{where}: line {first} has this id too; give each question its own")
        if (first := asked.setdefault(_request(question), number)) != number:
            errors.append(f"{where}: line {first} asks the same under the same filters; keep one of them")
        evidence = _evidence(question, library)
        errors += [f"{where}: {why}" for why in _wrongs(question, evidence, library)]
        found.append(Case(question, _expected(question, evidence)))
    if errors:
        raise gold_wrong(path, errors)
    return found


def located(path: Path, lines: Sequence[tuple[int, GoldQuestion]], archive: Archive) -> list[Case]:
    """Find every evidence quote of questions that others wrote: what their accepted answers are worth is not judged.

    Raises GoldWrong, naming the line of every quote that stands nowhere.
    """
    library = Library.of(archive)
    errors: list[str] = []
    found: list[Case] = []
    for number, question in lines:
        evidence = _evidence(question, library)
        errors += [f"line {number} ({question.id}): {why}" for why in _misplaced(evidence)]
        found.append(Case(question, _expected(question, evidence)))
    if errors:
        raise gold_wrong(path, errors)
    return found


@dataclass(frozen=True, slots=True)
class Library:
    """Every revision of every article, oldest first, and its folded sentences."""

    revisions: Mapping[str, Sequence[Revision]]
    _folded: dict[tuple[str, int], list[tuple[Passage, str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, archive: Archive) -> "Library":
        """Everything that an archive of evaluation size holds."""
        ids: list[str] = []
        cursor: str | None = None
        while True:
            page = archive.articles(limit=200, cursor=cursor)
            ids += [each.article_id for each in page.items]
            if (cursor := page.next) is None:
                break
        return cls({each: [archive.revision(each, one.number) for one in archive.revisions(each)] for each in ids})

    def current(self, article_id: str, filters: Filters) -> Revision | None:
        """The revision of an article that a question under these filters may use: written down from the contract anew."""
        allowed = list(self.revisions.get(article_id, ()))
        if filters.latest is not None:
            allowed = [each for each in allowed if each.known_from is not None and each.known_from <= filters.latest]
        newest = allowed[-1] if allowed else None
        if newest is None:
            return None
        if filters.earliest is not None and (newest.published_at is None or newest.published_at < filters.earliest):
            return None
        names = {name.casefold() for name in filters.sources}
        return newest if not names or (newest.source or "").casefold() in names else None

    def sentences(self, filters: Filters) -> Iterator[tuple[Revision, Passage, str]]:
        """Every passage that may be used under these filters, and its folded words."""
        for article_id in self.revisions:
            if (revision := self.current(article_id, filters)) is not None:
                key = (article_id, revision.number)
                if key not in self._folded:
                    self._folded[key] = [(passage, folded(passage.text)) for passage in revision.passages]
                for passage, words in self._folded[key]:
                    yield revision, passage, words


@dataclass(frozen=True, slots=True)
class _Located:
    article_id: str
    quote: str
    known: bool  # whether there is such an article at all
    stands: bool  # whether its words stand in any revision
    spans: tuple[Span, ...]  # everywhere these words stand in the revision that the question may use


def _evidence(question: GoldQuestion, library: Library) -> list[list[_Located]]:
    return [
        [_located(quote.article_id, quote.quote, question.filters(), library) for quote in group]
        for group in question.evidence
    ]


def _located(article_id: str, quote: str, filters: Filters, library: Library) -> _Located:
    every = library.revisions.get(article_id, ())
    usable = library.current(article_id, filters)
    spans = () if usable is None else tuple(_spans(usable, quote))
    return _Located(article_id, quote, bool(every), any(quote in each.text for each in every), spans)


def _spans(revision: Revision, quote: str) -> Iterator[Span]:
    at = revision.text.find(quote)
    while at >= 0:
        yield Span(revision.article_id, at, at + len(quote), revision.number)
        at = revision.text.find(quote, at + 1)


def _request(question: GoldQuestion) -> object:
    before = tuple(normalise(each) for each in question.before)
    return normalise(question.question).casefold(), before, question.as_of, question.since, question.sources


def _expected(question: GoldQuestion, evidence: Sequence[Sequence[_Located]]) -> Expected:
    return Expected(
        question.answerable,
        question.accepted,
        tuple(tuple(span for one in group for span in one.spans) for group in evidence),
        question.reason,
        question.as_of,
        question.speaker,
        question.forbidden,
    )


def _wrongs(question: GoldQuestion, evidence: Sequence[Sequence[_Located]], library: Library) -> Iterator[str]:
    if not all(normalise(each) for each in (question.question, *question.before)):
        yield "the question, or one before it, is empty; write one"
    if question.answerable and not (question.evidence and question.accepted):
        yield "it is answerable without evidence or without an accepted answer; add them, or set answerable to false"
    if not question.answerable and (question.evidence or question.accepted):
        yield "it is unanswerable and has evidence or accepted answers; remove them, or set answerable to true"
    if question.answerable and question.reason not in (None, "false_premise"):
        yield f"it is answerable for the reason {question.reason}; only a false premise is answered, with its correction"
    yield from _misplaced(evidence)
    quotes = [folded(one.quote) for group in evidence for one in group]
    for group in question.accepted:
        if question.evidence and not any(folded(each) in quote for each in group for quote in quotes):
            yield f"no evidence carries the accepted answer “{_short(group[0])}”; accept words of the quote"
    yield from _given_away(question)
    yield from _unlisted(question, evidence, library)
    yield from _unsaid(question, library)


def _misplaced(evidence: Sequence[Sequence[_Located]]) -> Iterator[str]:
    for one in (one for group in evidence for one in group):
        if not one.known:
            yield f"there is no article {one.article_id}; correct the id"
        elif not one.stands:
            yield f"the quote is not in {one.article_id}, letter for letter: “{_short(one.quote)}”; copy it from the article"
    for group in evidence:
        if all(one.stands for one in group) and not any(one.spans for one in group):
            yield "as_of, since, sources or a later revision rule out an evidence that it needs; change them or cite another article"


def _given_away(question: GoldQuestion) -> Iterator[str]:
    asked = folded(question.question)
    if question.accepted and all(any(folded(each) in asked for each in group) for group in question.accepted):
        yield "the question itself has all that is accepted, so an echo of it would be right; accept words that it lacks"


def _unlisted(question: GoldQuestion, evidence: Sequence[Sequence[_Located]], library: Library) -> Iterator[str]:
    """A sentence that counts as right and is not among the evidence: either it says it too, or too little is accepted."""
    if not question.accepted:
        return
    spans = [span for group in evidence for one in group for span in one.spans]
    accepted = [[folded(each) for each in group] for group in question.accepted]
    for revision, passage, words in library.sentences(question.filters()):
        place = Span(revision.article_id, passage.start, passage.end, revision.number)
        if _carries(words, accepted) and not any(span.overlaps(place) for span in spans):
            yield f"{revision.article_id} has a sentence that would count as right and is no evidence: “{_short(passage.text)}”; list it, or accept longer words"


def _carries(words: str, accepted: Iterable[Sequence[str]]) -> bool:
    return all(any(each in words for each in group) for group in accepted)


def _unsaid(question: GoldQuestion, library: Library) -> Iterator[str]:
    wanted = [("speaker", question.speaker), *(("forbidden words", each) for each in question.forbidden)]
    for what, words in wanted:
        if words is not None and not any(
            folded(words) in folded(revision.text) for every in library.revisions.values() for revision in every
        ):
            asks_itself = what != "speaker" and folded(words) in folded(question.question)
            if not asks_itself:
                yield f"no article has the {what} “{_short(words)}”; copy them from one"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
