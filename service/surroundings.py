"""What stands around a sentence: its article as this question sees it, and the other sentences that were found.

A sentence deep in an article seldom repeats the subject, which title and lead have named. What the article as a whole has of the
question, and what of it is left for the sentence to carry, are two things.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.indexes.nouns import Hit
from dateline.service.lexicon import BEFORE
from dateline.service.question import Reading, Term
from dateline.service.words import same, stems_of

_FRAMED = 0.25  # weight of a word that title or lead has already


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article as a question sees it."""

    best: float  # the best fused score of its sentences, as a share of the best of all
    names: float  # share of the question's names that it knows; 1 where the question names none
    left: Mapping[str, float]  # base form of a question word → its weight: less if the frame has it, or many sentences


@dataclass(frozen=True, slots=True)
class Surroundings:
    """All that was found for one question, article by article."""

    articles: Mapping[tuple[str, int], ArticleView]
    cosines: Mapping[tuple[str, int, int], float]  # article, revision, place in the article → cosine
    keywords: float  # the best keyword score of all

    def of(self, hit: Hit) -> ArticleView:
        """The article of a hit."""
        return self.articles[(hit.revision.article_id, hit.revision.number)]

    def before(self, hit: Hit) -> float:
        """The best cosine of the sentences just before; 0 where they were not found."""
        key = (hit.revision.article_id, hit.revision.number)
        places = range(max(0, hit.passage.ordinal - BEFORE), hit.passage.ordinal)
        return max((self.cosines.get((*key, at), 0.0) for at in places), default=0.0)


def surroundings(reading: Reading, hits: Sequence[Hit], topic: Sequence[Term]) -> Surroundings:
    """The articles of these hits as the question sees them."""
    groups: dict[tuple[str, int], list[Hit]] = {}
    for hit in hits:
        groups.setdefault((hit.revision.article_id, hit.revision.number), []).append(hit)
    best = max((hit.score for hit in hits), default=0.0) or 1.0
    cosines = {
        (hit.revision.article_id, hit.revision.number, hit.passage.ordinal): hit.scores.get("vectors", 0.0)
        for hit in hits
    }
    keywords = max((hit.scores.get("keywords", 0.0) for hit in hits), default=0.0) or 1.0
    return Surroundings({key: _view(reading, found, topic, best) for key, found in groups.items()}, cosines, keywords)


def _view(reading: Reading, hits: Sequence[Hit], topic: Sequence[Term], best: float) -> ArticleView:
    revision = hits[0].revision
    frame = stems_of(revision.title or "") | stems_of(revision.passages[0].text)
    sentences = [stems_of(passage.text) for passage in revision.passages]
    known = frame.union(*sentences)
    names = [any(part in known for part in name.stems) for name in reading.names]
    return ArticleView(
        best=max(hit.score for hit in hits) / best,
        names=sum(names) / len(names) if names else 1.0,
        left={term.stem: _weight(term.stem, frame, sentences) for term in topic},
    )


def _weight(word: str, frame: frozenset[str], sentences: Sequence[frozenset[str]]) -> float:
    common = sum(_has(word, each) for each in sentences) / len(sentences)
    return (_FRAMED if _has(word, frame) else 1.0) * max(0.2, 1 - common)


def _has(word: str, stems: frozenset[str]) -> bool:
    return word in stems or any(same(word, other) > 0 for other in stems)
