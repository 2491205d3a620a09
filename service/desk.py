"""The desk: everything that answers, put together once from the settings and handed to the routes and the command line."""

import logging
import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from time import perf_counter

from dateline.indexes.archive import Archive
from dateline.indexes.cross_encoder import cross_encoder
from dateline.indexes.embedding import in_context, meanings, nearness
from dateline.indexes.nouns import Article, Filters, Found, Hit, Revision
from dateline.indexes.retrieval import LIMIT, of_articles_naming, retrieve
from dateline.indexes.store import Store
from dateline.indexes.writing import Added
from dateline.service.aligning import Meanings
from dateline.service.answerable import Verdict
from dateline.service.caller import Caller, CallerLeft
from dateline.service.check.context import InContext
from dateline.service.check.evidence import Evidence
from dateline.service.check.path import HITS, check
from dateline.service.check.path import Draft as CheckedDraft
from dateline.service.earlier import turns
from dateline.service.gold_file import Kept, keep
from dateline.service.judging import judge
from dateline.service.lexicon import Nearness
from dateline.service.metrics import Metrics
from dateline.service.nouns import Answer, Question
from dateline.service.pipeline import Step, answer
from dateline.service.providers import Models, embedder, models
from dateline.service.question import Reading
from dateline.service.rereading import CrossEncoder
from dateline.service.settings import Settings
from dateline.service.sources import is_known
from dateline.service.statements import speakers_asked
from dateline.service.wire import stored_body
from dateline.service.wrong import reported

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Desk:
    """One opened archive with its indexes, and the functions that answer from it. Safe between threads."""

    store: Store
    near: Nearness
    meanings: Meanings
    coloured: InContext
    cross_encoder: CrossEncoder | None  # without one, the signals judge alone
    gold: Path  # the file of gold questions that were reported
    models: Models = field(default_factory=Models)
    metrics: Metrics = field(default_factory=Metrics)
    strict: bool = False  # whether hearing nothing is better than hearing something doubtful
    behind: threading.Event = field(default_factory=threading.Event)  # set when there is something to embed

    @property
    def archive(self) -> Archive:
        """The archive, for reading."""
        return self.store.archive

    def ask(self, question: Question, caller: Caller | None = None, /) -> Iterator[Step]:
        """The question's path; the answer is stored before it is yielded as the last step. Raises CallerLeft."""
        caller, started = caller or Caller(), perf_counter()

        def unsupported(wording: str, evidence: Sequence[Evidence]) -> str | None:
            return self.models.carries(wording, evidence, caller)

        try:
            for step in answer(
                question,
                retrieve=self._retrieve,
                judge=self._judge,
                draft=self.models.draft,
                unsupported=unsupported,
                standalone=self._standalone(question, caller),
                caller=caller,
            ):
                if isinstance(step, Answer):
                    self.archive.save_answer(step.id, step.snapshot, stored_body(question, step))
                    self.metrics.answered(step, perf_counter() - started)
                    _log(step)
                yield step
        except CallerLeft:
            self.metrics.left()
            raise

    def _standalone(self, question: Question, caller: Caller) -> str | None:
        """What is asked by a question that follows another; None of one that follows none."""
        before = turns(self.archive, question)
        return self.models.rewrite(question.text, before, caller) if before else None

    def search(self, question: Question, limit: int, /) -> Found:
        """The passages for a question, best first."""
        filters = Filters(as_of=question.as_of, since=question.since, sources=question.sources)
        return retrieve(self.store, question.text, filters=filters, limit=limit)

    def check(self, text: str, filters: Filters, /) -> CheckedDraft:
        """Hold each sentence of a text against the articles. Raises NoSentence."""
        return check(text, filters, search=self._carriers, in_context=self.coloured)

    def wrong(self, answer_id: str, says: str | None, /) -> Kept:
        """Keep a stored answer as a gold question that it fails. Raises AnswerNotFound, ReportUnusable, GoldUnwritable."""
        return keep(reported(self.archive, answer_id, says, find=self._might_have), self.gold)

    def ready(self) -> bool:
        """Whether questions can be answered now, the models loaded. Raises what keeps them from it."""
        self.store.check()
        self.store.embed([_WARM.text])
        self.near(["ready"], ["set"])
        if self.cross_encoder is not None:
            self.cross_encoder(_WARM.text, ["Everything is ready."])
        return True

    def add(self, article: Article, /) -> Added:
        """Keep an article; it can be found by its words when this returns, and by meaning soon after."""
        added = self.archive.add(article)
        self.store.catch_up()
        self.behind.set()
        return added

    def withdraw(self, article_id: str, why: str, /) -> None:
        """Take an article out of everything. Raises ArticleNotFound."""
        self.archive.withdraw(article_id, why=why)
        self.store.catch_up()

    def embed_behind(self, stop: threading.Event) -> None:
        """Embed what came in, for as long as the service runs: articles of this process and of others."""
        while not stop.is_set():
            try:
                self.store.embed_missing()
            except (
                Exception
            ):  # an unreachable endpoint or a full disk must not end the service; the next round tries again
                log.exception("embedding failed; it will be tried again")
            self.behind.wait(timeout=_ROUND_S)
            self.behind.clear()

    def _might_have(self, words: str, filters: Filters) -> list[Revision]:
        """Articles found by these words, and by their meaning: keywords alone miss scripts without spaces."""
        ids = [passage_id for passage_id, _ in self.store.search_keywords(words, _LOOKED_THROUGH, filters)]
        near = retrieve(self.store, words, filters=filters, limit=LIMIT).hits
        found = [
            *(revision for _, revision in self.archive.passages(ids, filters).values()),
            *(hit.revision for hit in near),
        ]
        return list({each.article_id: each for each in found}.values())

    def _retrieve(self, reading: Reading, filters: Filters) -> Found:
        """What is found for a question, for each question that it puts together, and all of the articles that name its speakers."""
        found = retrieve(self.store, reading.standalone, filters=filters, limit=LIMIT)
        others = [retrieve(self.store, each.standalone, filters=filters, limit=LIMIT).hits for each in reading.others]
        spoken = [
            of_articles_naming(self.store, reading.standalone, name, filters=filters)
            for name in speakers_asked(reading)
        ]
        once: dict[str, Hit] = {}
        for hit in chain(found.hits, *others, *spoken):
            once.setdefault(hit.passage.id, hit)
        missing = (*found.missing_sources, *self._unknown(reading.sources_named, found.hits))
        told = tuple((*hits, *chain(*spoken)) for hits in others)
        return replace(found, hits=tuple(once.values()), missing_sources=missing, of_others=told)

    def _unknown(self, named: Sequence[str], hits: Sequence[Hit]) -> list[str]:
        """Those of the newspapers asked for in words that the archive lacks, and of which no article found tells either."""
        if not named:
            return []
        known = frozenset(self.archive.sources())
        told_of = " ".join(hit.revision.text for hit in hits[:_TOLD_OF])
        return [
            name for name in named if not is_known(name, known) and not re.search(rf"\b{re.escape(name)}\b", told_of)
        ]

    def _carriers(self, sentence: str, filters: Filters) -> Found:
        return retrieve(self.store, sentence, filters=filters, limit=HITS)

    def _judge(self, reading: Reading, found: Found) -> Verdict:
        return judge(
            reading,
            found.hits,
            of_others=found.of_others,
            nearness=self.near,
            meanings=self.meanings,
            cross_encoder=self.cross_encoder,
            strict=self.strict,
        )


def _log(given: Answer) -> None:
    """Counts and reasons of what a model had a part in; no word of question, articles or model."""
    if (usage := given.usage) is not None:
        reasons = ",".join(usage.fell_back) or "none"
        tokens = f"{usage.prompt_tokens}+{usage.reply_tokens}"
        log.info("model: %d claims written, fell back: %s, tokens %s", usage.written, reasons, tokens)
    if given.degraded_reason is not None:
        log.warning("the model failed (%s); quotes were shown instead", given.degraded_reason)


_WARM = Question("Is everything ready?")
_TOLD_OF = 10  # hits whose articles may tell what another newspaper wrote, or a person of the name
_LOOKED_THROUGH = 500  # passages whose articles are looked through for words that were reported
_ROUND_S = 5.0  # seconds after which articles that another process added are looked for


def open_desk(settings: Settings) -> Desk:
    """Open the archive and its indexes and wire the question's path. Raises what the store raises."""
    settings.data.mkdir(parents=True, exist_ok=True)
    gold = settings.data / "gold.jsonl"
    return Desk(
        store=open_store(settings),
        near=nearness(),
        meanings=meanings(),
        coloured=in_context(),
        cross_encoder=cross_encoder(),
        gold=gold,
        models=models(settings),
        strict=settings.strict,
    )


def open_store(settings: Settings) -> Store:
    """The archive and its indexes, under the embedder that the settings name."""
    return Store.open(
        Path(settings.data),
        embedder=embedder(settings),
        chroma_url=settings.chroma_url,
        database_url=settings.database_url,
    )
