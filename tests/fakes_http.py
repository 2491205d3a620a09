"""A desk over a real archive and the real way of a question, with a search that only counts words. And its articles."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from fakes_check import letters_only
from starlette.testclient import TestClient

from dateline.indexes.archive import Archive
from dateline.indexes.nouns import Article, Filters, Found, Hit, Passage, Revision
from dateline.indexes.writing import Added
from dateline.service.answerable import Candidate, Verdict
from dateline.service.caller import Caller
from dateline.service.check.path import Draft, check
from dateline.service.gold_file import Kept, keep
from dateline.service.http import create_app
from dateline.service.metrics import Metrics
from dateline.service.nouns import Answer, DraftClaim, Generator, Question, Quote
from dateline.service.pipeline import Outcome, Step, answer
from dateline.service.question import Reading
from dateline.service.wire import stored_body
from dateline.service.wrong import reported

ENOUGH = 3  # words in common
BARRIER = Article(
    id="barrier",
    title="Tide barrier to cost 412 million crowns",
    text=(
        "🌊🚧 Works at Vantmoor begin in spring.\n\n"
        "The Vantmoor tide barrier 🌊 will cost 412 million crowns, the harbour board said on Sunday.\n\n"
        "The board did not say who would pay for the pumping station."
    ),
    published_at=datetime(2024, 3, 3, 9, 30, tzinfo=UTC),
    source="Harbour Paper",
    url="https://example.org/harbour/barrier",
    authors=("Ilse Brandvik",),
    language="en",
)
UNDATED = Article(
    id="ferry",
    text="The night ferry to Ostrel carries 240 passengers and 30 lorries.\n\nIt will be painted green next month.",
    language="en",
)
MARKUP = Article(
    id="markup",
    title="<img src=x onerror=\"document.title='owned'\"> & <script>document.title='owned'</script>",
    text=(
        "The lighthouse keeper wrote <b>fog</b> &amp; <i>rain</i> in the public logbook.\n\n"
        "[Click][x] <script>document.title='owned'</script>\n\n[x]: https://evil.example/"
    ),
    source="<i>Leaflet</i>",
    published_at=datetime(2023, 1, 5, tzinfo=UTC),
    url="https://example.org/leaflet",
    language="en",
)
ARTICLES = (BARRIER, UNDATED, MARKUP)


@dataclass(frozen=True, slots=True)
class WordDesk:
    """A desk whose search counts common words. `path` takes the place of the question's way where a test scripts it."""

    archive: Archive
    gold: Path
    path: Callable[[Question], Iterator[Step]] | None = None
    is_ready: bool = True
    metrics: Metrics = field(default_factory=Metrics)

    def ask(self, question: Question, caller: Caller | None = None, /) -> Iterator[Step]:
        """Answer, and store the answer before it is given."""
        if self.path is not None:
            yield from self.path(question)
            return
        for step in answer(question, retrieve=self._retrieve, judge=_judge, draft=_draft, caller=caller):
            if isinstance(step, Answer):
                self.metrics.answered(step, 0.1)
                self.archive.save_answer(step.id, step.snapshot, stored_body(question, step))
            yield step

    def search(self, question: Question, limit: int, /) -> Found:
        """Passages that share words with the question."""
        filters = Filters(as_of=question.as_of, since=question.since, sources=question.sources)
        return _found(self.archive, question.text, filters, limit)

    def check(self, text: str, filters: Filters, /) -> Draft:
        """Against passages that share words, which are all alike far from one another."""
        return check(
            text,
            filters,
            search=lambda words, kept: _found(self.archive, words, kept, 8),
            in_context=letters_only,
        )

    def wrong(self, answer_id: str, says: str | None, /) -> Kept:
        """Into the file, after all articles were looked through."""
        return keep(reported(self.archive, answer_id, says, find=self._every), self.gold)

    def ready(self) -> bool:
        """As the test says."""
        return self.is_ready

    def add(self, article: Article, /) -> Added:
        """Into the archive; there is nothing behind it."""
        return self.archive.add(article)

    def withdraw(self, article_id: str, why: str, /) -> None:
        """Out of the archive."""
        self.archive.withdraw(article_id, why=why)

    def _every(self, _words: str, filters: Filters) -> list[Revision]:
        return list({revision.article_id: revision for _, revision in _alive(self.archive, filters)}.values())

    def _retrieve(self, reading: Reading, filters: Filters) -> Found:
        return _found(self.archive, reading.standalone, filters, 10)


def open_desk(folder: Path, articles: Sequence[Article] = ARTICLES) -> WordDesk:
    """A desk over a new archive with these articles."""
    archive = Archive.open(folder / "archive.sqlite")
    archive.add_many(articles)
    return WordDesk(archive, folder / "gold.jsonl")


def client_of(desk: WordDesk, *keys: str) -> TestClient:
    """A client of the application over this desk; a defect is a 500, as it is for others."""
    return TestClient(create_app(desk, api_keys=frozenset(keys)), raise_server_exceptions=False)


def _alive(archive: Archive, filters: Filters) -> Iterable[tuple[Passage, Revision]]:
    revisions = (
        archive.revision(item.article_id, number)
        for item in archive.articles(limit=200).items
        for number in range(1, item.number + 1)
    )
    ids = [passage.id for revision in revisions for passage in revision.passages]
    return archive.passages(ids, filters).values()


def _found(archive: Archive, text: str, filters: Filters, limit: int) -> Found:
    asked = _words(text)
    hits: list[Hit] = []
    for passage, revision in _alive(archive, filters):
        if common := len(asked & _words(passage.text)):
            hits.append(Hit(passage, revision, common / len(asked), {"words": float(common)}, f"{common} words"))
    hits.sort(key=lambda hit: -hit.score)
    known = {(item.source or "").casefold() for item in archive.articles(limit=200).items}
    missing = tuple(source for source in filters.sources if source.casefold() not in known)
    return Found(hits[:limit], archive.coverage(filters, "words"), str(archive.position()), missing)


def _judge(_reading: Reading, found: Found) -> Verdict:
    fitting = tuple(Candidate(hit, hit.score, hit.scores) for hit in found.hits if hit.scores["words"] >= ENOUGH)
    return Verdict(bool(fitting), fitting, None if fitting else "not_stated" if found.hits else "nothing_relevant")


def _draft(_reading: Reading, verdict: Verdict, _caller: Caller) -> Iterator[DraftClaim | Outcome]:
    for candidate in verdict.candidates[:2]:
        each = candidate.hit.passage
        yield DraftClaim((Quote(each.article_id, each.revision, each.start, each.end, each.text),))
    yield Outcome(Generator("quotes"))


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) > 3}
