"""What speaks for and against a sentence as the answer to a question: each signal a number, each with its reason."""

from collections.abc import Sequence
from itertools import pairwise

from dateline.indexes.nouns import Hit
from dateline.service.bars import spelled_out, years_away
from dateline.service.kinds import fits, identifies
from dateline.service.lexicon import CARRIED, Lexicon, content_words, sentences_before, words_before
from dateline.service.question import Reading, Term
from dateline.service.speech import is_speech
from dateline.service.surroundings import Surroundings
from dateline.service.times import numbers
from dateline.service.words import Token, country_words, stemmed

_MISSING_AT_MOST = 4  # question words left over count up to so many
_LONG = 60  # words; a sentence has room for so much
_NO_TOPIC = stemmed(
    "say tell think comment describe call accord view quote kind type sort thing way happen article mean people"
)
_MUST_FIT = frozenset(
    {"who", "when", "duration", "how_much", "how_many", "percent", "where", "what"}
)  # kinds that a sentence carries or does not


def signals(reading: Reading, hit: Hit, lexicon: Lexicon, around: Surroundings) -> dict[str, float]:
    """Every signal for one hit, by name; most lie between 0 and 1, those of cosines between -1 and 1."""
    passage, revision = hit.passage, hit.revision
    here, before = content_words(passage.text), words_before(revision, passage)
    untitled = tuple(token for other in sentences_before(revision, passage) for token in content_words(other.text))
    topic = topic_of(reading)
    article = around.of(hit)
    matches = {term.stem: lexicon.match(term, here) for term in topic}
    carried = [(lexicon.rarity[term.stem], matches[term.stem]) for term in topic]
    near = [(lexicon.rarity[term.stem], lexicon.match(term, here + before)) for term in topic]
    nothing = 1.0 if reading.names else 0.0  # "Who is Ann Lee?" is carried by her name, "What is it?" by no sentence
    fit = fits(reading, passage, revision, lexicon)
    similarity = hit.scores.get("vectors", 0.0)
    return {
        "similarity": similarity,
        "fused": hit.score,
        "keywords": hit.scores.get("keywords", 0.0) / around.keywords,
        "article": article.best,
        "before": around.before(hit),
        "coverage": _mean(carried, empty=nothing),
        "coverage_around": _mean(near, empty=nothing),
        "left_over": _mean([(article.left[term.stem], matches[term.stem]) for term in topic], empty=nothing),
        "missing_terms": min(_MISSING_AT_MOST, sum(match < CARRIED for _, match in near)) / _MISSING_AT_MOST,
        "names_known": article.names,
        "names_here": _names_here(reading, {token.stem for token in here}, passage.text),
        "names_away": _names_away(reading, {token.stem for token in here + before}, passage.text),
        "years_away": years_away(reading, hit),
        "numbers_away": _share_away(reading.numbers, numbers(passage.text)),
        "kind_fits": 1.0 if fit is True else 0.0,
        "kind_misses": 1.0 if fit is False and reading.kind in _MUST_FIT else 0.0,
        "pairs": _pairs(reading.terms, here, lexicon),
        "nobody": 1.0 if reading.kind == "who" and fit is not True else 0.0,
        "role_misses": 1.0 if reading.role is not None and lexicon.match(reading.role, here) < CARRIED else 0.0,
        "measure_misses": _measure_misses(reading, here + untitled, lexicon),
        "subject_misses": _subject_misses(
            topic, here if reading.asks_speech and reading.names else here + before, lexicon
        ),
        "identifies": 1.0 if reading.asks_identity and identifies(reading, passage.text) else 0.0,
        "speech": 1.0 if reading.asks_speech and is_speech(passage.text) else 0.0,
        "length": min(_LONG, len(passage.text.split())) / _LONG,
    }


def topic_of(reading: Reading) -> list[Term]:
    """The question's words less its names and the verbs of saying: what it is about."""
    named = {part for name in reading.names for part in name.stems}
    return [term for term in reading.terms if term.stem not in named and term.stem not in _NO_TOPIC]


def _mean(matches: Sequence[tuple[float, float]], *, empty: float) -> float:
    total = sum(weight for weight, _ in matches)
    return sum(weight * match for weight, match in matches) / total if total else empty


def _measure_misses(reading: Reading, around: Sequence[Token], lexicon: Lexicon) -> float:
    """1 when the figure asked for, a profit or a target, is named neither here nor just before; a title names several."""
    return 1.0 if reading.measure is not None and lexicon.match(reading.measure, around) < CARRIED else 0.0


def _subject_misses(topic: Sequence[Term], around: Sequence[Token], lexicon: Lexicon) -> float:
    """1 when of all that the question is about, names and countries aside, nothing stands here or just before.

    What somebody said about it must stand in their own sentence.
    """
    subject = [term for term in topic if term.stem not in country_words()]
    return 1.0 if subject and all(lexicon.match(term, around) < CARRIED for term in subject) else 0.0


def _names_here(reading: Reading, here: set[str], text: str) -> float:
    """Share of the question's names of which a part stands in the sentence itself, or which it writes out."""
    if not reading.names:
        return 0.0
    named = [any(part in here for part in name.stems) or spelled_out(name.text, text) for name in reading.names]
    return sum(named) / len(named)


def _names_away(reading: Reading, near: set[str], text: str) -> float:
    """Share of the question's names of which no part stands in the sentence, the title or just before."""
    names = [name for name in reading.names if not spelled_out(name.text, text)]
    return sum(not any(part in near for part in name.stems) for name in names) / len(reading.names) if names else 0.0


def _share_away(wanted: frozenset[str], present: frozenset[str]) -> float:
    return len(wanted - present) / len(wanted) if wanted else 0.0


def _pairs(terms: Sequence[Term], here: Sequence[Token], lexicon: Lexicon) -> float:
    """Share of neighbouring question words that also stand near one another in the sentence, in any order."""
    if len(terms) < 2:
        return 0.0
    together = 0
    for one, other in pairwise(terms):
        places = [at for at, token in enumerate(here) if lexicon.match(one, (token,)) > 0]
        together += any(lexicon.match(other, here[max(0, at - 3) : at + 4]) > 0 for at in places)
    return together / (len(terms) - 1)
