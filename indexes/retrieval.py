"""Retrieval: both indexes asked, their scores added, title, source and date used; every hit says why it was found."""

import logging
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from dateline.indexes.exact import Vector
from dateline.indexes.nouns import Filters, Found, Hit
from dateline.indexes.reading import Standing
from dateline.indexes.store import Store
from dateline.indexes.vectors import VectorsUnavailable

LIMIT = 30  # hits that are worth judging
_NAMING = 8  # passages asked for, for each article that may have a name


@dataclass(frozen=True, slots=True)
class Fusion:
    """How what both indexes found becomes one order. Part of what an evaluation's baseline is made with."""

    asked: int = 60  # passages asked of each index
    keywords_share: float = (
        0.8  # of a keyword score beside a cosine, both scaled to 0…1: adding scores beats fusing ranks
    )
    source_named: float = 0.15  # added to the fused score when the question names the article's source
    date_named: float = 0.1  # when it names the year the article was published in


FUSION = Fusion()
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

log = logging.getLogger(__name__)


def retrieve(store: Store, question: str, *, filters: Filters = Filters(), limit: int = LIMIT) -> Found:  # noqa: B008
    """The passages nearest to a question, best first; equal scores in the order of passage ids.

    Keywords alone are used for passages that have no vector yet, and for all when the vector index cannot be read.
    Raises IndexModelMismatch when the index was made with another model.
    """
    with ThreadPoolExecutor(1) as beside:  # the encoders take as long as all that is asked by words
        encoding = beside.submit(store.question_vector, question)
        snapshot, coverage = store.snapshot(), store.archive.coverage(filters, store.model)
        keywords = dict(store.search_keywords(question, FUSION.asked, filters))
        vector = encoding.result()
    cosines = _vector_hits(store, vector, filters)
    standing = store.archive.alive(sorted({*keywords, *cosines}), filters)
    cosines |= _exact_cosines(store, vector, [each for each in sorted(standing) if each not in cosines])
    ranked = _fused(question, standing, keywords, cosines)[:limit]
    living = store.archive.passages([each.passage_id for each in ranked], filters)
    hits = [
        Hit(*living[each.passage_id], each.score, _scores_of(each.passage_id, keywords, cosines), each.why)
        for each in ranked
        if each.passage_id in living  # and not withdrawn since
    ]
    return Found(hits=hits, coverage=coverage, snapshot=snapshot, missing_sources=_missing(store, filters))


def _missing(store: Store, filters: Filters) -> tuple[str, ...]:
    """Sources asked for that the archive does not have."""
    if not filters.sources:
        return ()
    known = {source.casefold() for source in store.archive.sources()}
    return tuple(source for source in filters.sources if source.casefold() not in known)


def _exact_cosines(store: Store, vector: Vector, ids: Sequence[str]) -> dict[str, float]:
    """The cosines of these passages, those that have a vector, from the archive."""
    vectors = store.archive.vectors_of(store.model, ids)
    return {passage_id: float(np.dot(row, vector)) for passage_id, row in vectors.items()}


def _scores_of(passage_id: str, keywords: Mapping[str, float], cosines: Mapping[str, float]) -> dict[str, float]:
    """What each index that found a passage says of it."""
    both = (("keywords", keywords), ("vectors", cosines))
    return {index: scores[passage_id] for index, scores in both if passage_id in scores}


def _vector_hits(store: Store, vector: Vector, filters: Filters) -> dict[str, float]:
    try:
        return dict(store.search_vectors(vector, FUSION.asked, filters))
    except VectorsUnavailable as error:
        log.warning("answering by keywords alone: %s", error)
        return {}


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A passage before it is read."""

    passage_id: str
    score: float
    why: str


def _fused(
    question: str,
    standing: Mapping[str, Standing],
    keywords: Mapping[str, float],
    cosines: Mapping[str, float],
) -> list[_Ranked]:
    ranks = [_ranks(scores) for scores in (keywords, cosines)]
    by_words, by_meaning = _scaled(keywords), _scaled(cosines)
    by_both = FUSION.keywords_share + bool(cosines)  # before anything is embedded, words are all there is
    whole = by_both + FUSION.source_named + FUSION.date_named
    years = {int(year) for year in _YEAR.findall(question)}
    asked = question.casefold()
    ranked: list[_Ranked] = []
    for passage_id, stands in standing.items():
        why: list[str] = []
        score = by_meaning.get(passage_id, 0.0) + FUSION.keywords_share * by_words.get(passage_id, 0.0)
        for name, rank in zip(("keywords", "vectors"), ranks, strict=True):
            if passage_id in rank:
                why.append(f"{name} #{rank[passage_id]}")
        if stands.source and stands.source.casefold() in asked:
            score += FUSION.source_named
            why.append("its source is named")
        if stands.published_at is not None and stands.published_at.year in years:
            score += FUSION.date_named
            why.append("published in the year asked about")
        ranked.append(_Ranked(passage_id, score / whole, ", ".join(why)))
    return sorted(ranked, key=lambda each: (-each.score, each.passage_id))


def _scaled(scores: Mapping[str, float]) -> dict[str, float]:
    """Scores moved to 0…1 over one search."""
    low, high = min(scores.values(), default=0.0), max(scores.values(), default=1.0)
    return {key: (score - low) / (high - low) if high > low else 1.0 for key, score in scores.items()}


def _ranks(scores: Mapping[str, float]) -> dict[str, int]:
    ordered = sorted(scores, key=lambda key: (-scores[key], key))
    return {key: place for place, key in enumerate(ordered, start=1)}


def of_articles_naming(store: Store, question: str, name: str, *, filters: Filters, limit: int = 40) -> Sequence[Hit]:
    """Every sentence of the articles that have all words of a name, with its cosine to the question: at most `limit` articles.

    What somebody said is often in sentences that name nobody; they are found by the articles that do.
    """
    vector = store.question_vector(question)
    found = store.search_keywords(name, _NAMING * limit, filters)
    revisions = {
        (revision.article_id, revision.number): revision
        for _, revision in store.archive.passages([passage_id for passage_id, _ in found], filters).values()
        if all(word in revision.text.casefold() for word in name.casefold().split())
    }
    passages = [(each, revision) for revision in list(revisions.values())[:limit] for each in revision.passages]
    cosines = _exact_cosines(store, vector, [passage.id for passage, _ in passages])
    keywords = dict(found)
    return [
        Hit(
            passage,
            revision,
            max(0.0, cosines.get(passage.id, 0.0)),
            _scores_of(passage.id, keywords, cosines),
            "its article has the name",
        )
        for passage, revision in passages
    ]
