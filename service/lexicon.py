"""Words of a question held against words of a sentence: equal forms, synonyms, near in meaning, rare among what was found."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from dateline.indexes.nouns import Hit, Passage, Revision
from dateline.service.question import Reading, Term
from dateline.service.words import Token, content, opposed, same, tokens

Nearness = Callable[[Sequence[str], Sequence[str]], Mapping[tuple[str, str], float]]  # cosines of single words

CARRIED = 0.3  # a match below this leaves a question word unaccounted for
BEFORE = 2  # sentences before that lend their names and subject
_RAMP = (0.45, 0.75)  # cosine of two words: at the first they share nothing, at the second they are synonyms
_SYNONYM = 0.9


@dataclass(frozen=True, slots=True)
class Lexicon:
    """How well each question word is matched by each word around, and how rare it is among what was
    found."""

    near: Mapping[tuple[str, str], float] = field(default_factory=dict[tuple[str, str], float])
    rarity: Mapping[str, float] = field(default_factory=dict[str, float])  # base form → 0.2 common here … 1 rare
    _known: dict[tuple[str, str], dict[str, float]] = field(default_factory=dict[tuple[str, str], dict[str, float]])

    def match(self, term: Term, among: Iterable[Token]) -> float:
        """The closest of several words to a question word, 0 to 1."""
        known = self._known.setdefault((term.text, term.stem), {})  # the same words come again in every sentence found
        best = 0.0
        for token in among:
            if (score := known.get(token.text)) is None:
                score = known[token.text] = self._score(term, token)
            best = max(best, score)
        return best

    def _score(self, term: Term, token: Token) -> float:
        alike = same(term.stem, token.stem)
        near = self._near(term.text, token.text.lower())
        return near if near > alike and not opposed(term.stem, token.stem) else alike

    def _near(self, one: str, other: str) -> float:
        low, high = _RAMP
        return _SYNONYM * max(0.0, min(1.0, (self.near.get((one, other), 0.0) - low) / (high - low)))


def lexicon(reading: Reading, hits: Sequence[Hit], nearness: Nearness) -> Lexicon:
    """The lexicon of one question and the sentences found for it."""
    sentences = [content_words(hit.passage.text) for hit in hits]
    among = {token.text.lower() for words in sentences for token in words if token.text.isalpha()}
    near = nearness([term.text for term in reading.terms if term.text.isalpha()], sorted(among))
    return Lexicon(near, _rarity(reading, sentences))


def _rarity(reading: Reading, sentences: Sequence[tuple[Token, ...]]) -> dict[str, float]:
    """Inverse document frequency among the sentences found, between 0.2 and 1."""
    total = max(1, len(sentences))
    stems = [{token.stem for token in words} for words in sentences]
    holding = {
        term.stem: sum(any(same(term.stem, stem) for stem in found) for found in stems) for term in reading.terms
    }
    return {stem: max(0.2, 1 - count / total) for stem, count in holding.items()}


@lru_cache(maxsize=32768)
def content_words(text: str) -> tuple[Token, ...]:
    """The words of a text that carry meaning."""
    return content(tokens(text))


def frame_of(revision: Revision) -> str:
    """Title and lead: what an article is about."""
    return f"{revision.title or ''}\n{revision.passages[0].text}"


def words_before(revision: Revision, passage: Passage) -> tuple[Token, ...]:
    """Words of the title and of the sentences just before, which pronouns may stand for."""
    texts = [revision.title or "", *(other.text for other in sentences_before(revision, passage))]
    return tuple(token for text in texts for token in content_words(text))


def sentences_before(revision: Revision, passage: Passage) -> Sequence[Passage]:
    """The passages just before one in its article."""
    return revision.passages[max(0, passage.ordinal - BEFORE) : passage.ordinal]
