"""Whether sentences answer a question of another language, or one that English rules can't read. Signals, then weights.

`service.answerable` holds English questions against English sentences. Everything else is judged here: by the cosine of the
multilingual encoder, by how much of the question a sentence carries word for word (`service.aligning`), by both against the
rest of what was found, and by figures and names. `docs/decisions/0010-other-languages.md` has what was measured.
"""

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from dateline.indexes.nouns import MAX_QUOTE, Hit, Passage, Revision
from dateline.service.aligning import UNSPACED, Matrix, Meanings, carried, runs
from dateline.service.languages import KNOWN, is_english, language_of
from dateline.service.orders import is_order

SIGNALS = (
    "similarity",  # cosine of the question and "title. sentence"
    "similarity_lead",  # how much more that is than what the 4th to 10th sentence have
    "coverage",  # share of the question that the sentence, the title and the sentences before carry
    "coverage_lead",
    "numbers_away",  # share of the question's figures that stand in none of these
    "names_away",  # share of Latin words in a question of another script that the article does not have
    "scripts_differ",  # 0.5 for a question in one script and a sentence in another: words are farther from translations
    "kind_misses",  # 1 where a number is asked for and the sentence has none
)
MOST = 30  # hits that are judged, of those given the first
_BEGINNING = 240  # characters of an article whose language is told by them
_BEFORE = 2  # sentences before that lend their words
_LENT = 0.95  # what a word from the title or the sentences before is worth
_COMMON = 0.15  # the least weight of a question word, which all that was found carries
_REST = slice(3, 10)  # places of the hits that a lead is measured against
_FLOOR = {"similarity": 0.2, "coverage": 0.4}  # stands for hits that there are not: what chance would bring
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?<!\d)(?:1[0-9]|20)\d\d(?!\d)")
_NAME = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ\d&-]+")
_A_NUMBER = re.compile(
    r"[\d一二三四五六七八九十百千万亿兩两]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|"
    r"sixty|seventy|eighty|ninety|hundred|thousand|million|billion|half|third|quarter|dozen|several|both|pair|twice|once|no)\b",
    re.I,
)
_ASKS_NUMBER = re.compile(
    r"多少|几[个個名人位家种種次年天所艘辆座]|幾[個名人位家種次年天所]|多[大高长長远遠久]|いくつ|いくら|何[人年台社件%％]|몇|얼마|"
    r"\bcu[áa]nt[oa]s?\b|\bwie ?viele?\b|\bwieviele?\b|\bcombien\b|\bquant[oaie]s?\b|\bhoeveel\b|\bile\b|\bсколько\b|\bkaç\b|كم|"
    r"\bhow (?:many|much)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model over `SIGNALS`, and the probability from which on a sentence answers."""

    intercept: float
    weights: Mapping[str, float]
    answer_at: float


@dataclass(frozen=True, slots=True)
class Judged:
    """A hit with the probability that it answers, and the signals that led there. `bars`: why it cannot be the answer."""

    hit: Hit
    probability: float
    signals: Mapping[str, float]
    bars: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Across:
    """What became of the hits that English rules can't judge. `others`: those that they can."""

    language: str | None  # of the question
    unsupported: bool  # nothing here knows the question's language, and no article is in it
    judged: tuple[Judged, ...]
    others: tuple[Hit, ...]
    answer_at: float


def answers_across(question: str, hits: Sequence[Hit], meanings: Meanings) -> Across:
    """Judge what is not an English sentence for an English question; a question in a language that only articles know is
    judged against those articles alone."""
    language = language_of(question)
    english = language in (None, "en")
    apart = [hit for hit in hits if not english or not is_english_revision(hit.revision)]
    if not english and language not in KNOWN:
        apart = [hit for hit in apart if _language(hit.revision) == language]
    judged = foreign_judge(question, language, apart, meanings)
    others = tuple(hit for hit in hits if english and is_english_revision(hit.revision))
    unsupported = not english and language not in KNOWN and not apart
    return Across(language, unsupported, tuple(judged), others, default_weights().answer_at)


def is_english_revision(revision: Revision) -> bool:
    """Whether English rules can judge an article's sentences: it says that it is in English, or reads like it."""
    return _language(revision) in (None, "en")


def _language(revision: Revision) -> str | None:
    """What the article says, unless its script shows that this can't be; else what its beginning reads like."""
    told = revision.language.partition("-")[0] if revision.language else None
    read = language_of(revision.text[:_BEGINNING])
    return read if told is None or (told == "en" and read is not None) else told


def foreign_judge(
    question: str, language: str | None, hits: Sequence[Hit], meanings: Meanings, weights: Weights | None = None
) -> list[Judged]:
    """Every quotable hit with its probability, the likeliest first; equal ones in the order of retrieval.

    `language`: the question's, as `language_of` told it.
    """
    fitted = weights or default_weights()
    quotable = [hit for hit in hits if len(hit.passage.text) <= MAX_QUOTE][:MOST]
    judged = [
        _judged(question, hit, found, fitted)
        for hit, found in zip(quotable, signals(question, language, quotable, meanings), strict=True)
    ]
    return sorted(judged, key=lambda each: -each.probability)


def signals(question: str, language: str | None, hits: Sequence[Hit], meanings: Meanings) -> list[dict[str, float]]:
    """Every signal of every hit, in their order."""
    if not hits:
        return []
    asked, *found = meanings([question, *(_titled(hit) for hit in hits)])
    similarity = np.array([float(row @ asked) for row in found])
    coverage = _coverage(_carried(question, language, hits, meanings))
    leads = [
        values - _rest(values, _FLOOR[name]) for name, values in (("similarity", similarity), ("coverage", coverage))
    ]
    return [
        {
            "similarity": float(similarity[at]),
            "similarity_lead": float(leads[0][at]),
            "coverage": float(coverage[at]),
            "coverage_lead": float(leads[1][at]),
            "numbers_away": _share_away(_numbers(question), _numbers(_around(hit))),
            "names_away": _names_away(question, hit.revision),
            "scripts_differ": 0.5 * (_is_latin(question) != _is_latin(hit.passage.text)),
            "kind_misses": float(bool(_ASKS_NUMBER.search(question)) and _has_no_number(question, hit.passage.text)),
        }
        for at, hit in enumerate(hits)
    ]


def _judged(question: str, hit: Hit, found: Mapping[str, float], fitted: Weights) -> Judged:
    if is_order(hit.passage):
        return Judged(hit, 0.0, found, ("addressed",))
    if _is_other_year(question, hit.revision):
        return Judged(hit, 0.0, found, ("year",))
    score = fitted.intercept + sum(weight * found[name] for name, weight in fitted.weights.items())
    return Judged(hit, 1 / (1 + math.exp(-max(-30.0, min(30.0, score)))), found)


def _carried(question: str, language: str | None, hits: Sequence[Hit], meanings: Meanings) -> Matrix:
    """How well each hit, with what stands before it, carries each token of the question."""
    texts = list(dict.fromkeys(text for hit in hits for text in (hit.passage.text, *_lent(hit))))
    rows = dict(zip(texts, carried(runs(question, language), texts, meanings), strict=True))
    return np.stack(
        [np.max([rows[hit.passage.text], *(_LENT * rows[text] for text in _lent(hit))], axis=0) for hit in hits]
    )


def _coverage(tokens: Matrix) -> Matrix:
    """The mean over a question's tokens, those counting more that less of what was found carries."""
    if not tokens.shape[1]:
        return np.zeros(tokens.shape[0], dtype=np.float32)
    rarity = np.maximum(_COMMON, 1 - tokens.mean(axis=0))
    return tokens @ rarity / rarity.sum()


def _rest(values: Matrix, floor: float) -> float:
    ordered = [*sorted((float(value) for value in values), reverse=True), *[floor] * _REST.stop]
    return float(np.mean(ordered[_REST]))


def _lent(hit: Hit) -> list[str]:
    return [
        *([hit.revision.title] if hit.revision.title else []),
        *(each.text for each in _before(hit.revision, hit.passage)),
    ]


def _before(revision: Revision, passage: Passage) -> Sequence[Passage]:
    return revision.passages[max(0, passage.ordinal - _BEFORE) : passage.ordinal]


def _titled(hit: Hit) -> str:
    return f"{hit.revision.title}. {hit.passage.text}" if hit.revision.title else hit.passage.text


def _around(hit: Hit) -> str:
    return " ".join([hit.passage.text, *_lent(hit)])


def _numbers(text: str) -> frozenset[str]:
    return frozenset(re.sub(r"[.,](?=\d{3}(?!\d))", "", number).replace(",", ".") for number in _NUMBER.findall(text))


def _share_away(wanted: frozenset[str], present: frozenset[str]) -> float:
    return len(wanted - present) / len(wanted) if wanted else 0.0


def _names_away(question: str, revision: Revision) -> float:
    if _is_latin(question):
        return 0.0
    article = f"{revision.title or ''}\n{revision.source or ''}\n{revision.text}".casefold()
    names = {name.casefold() for name in _NAME.findall(question)}
    return sum(name not in article for name in names) / len(names) if names else 0.0


def _is_latin(text: str) -> bool:
    """Whether most letters are Latin ones."""
    letters = [char for char in text if char.isalpha()]
    return 2 * sum(char < "\u0250" for char in letters) > len(letters)


def _has_no_number(question: str, text: str) -> bool:
    """Whether a sentence has no number but those that the question has itself; of English and Chinese alone it can be told."""
    left = _NUMBER.sub(lambda match: " " if _numbers(match.group()) <= _numbers(question) else match.group(), text)
    readable = re.search(f"[{UNSPACED}]", text) or is_english(text)
    return bool(readable) and not _A_NUMBER.search(left)


def _is_other_year(question: str, revision: Revision) -> bool:
    """Whether the question names a year that its whole article does not have, nor was published in or just after."""
    asked = {int(year) for year in _YEAR.findall(question)}
    known = {int(year) for year in _YEAR.findall(f"{revision.title or ''}\n{revision.text}")}
    if revision.published_at is not None:
        known |= {revision.published_at.year, revision.published_at.year - 1}
    return not asked <= known


@cache
def default_weights() -> Weights:
    """The committed weights."""
    stored = json.loads(files("dateline.service").joinpath("across.json").read_text(encoding="utf-8"))
    return Weights(stored["intercept"], stored["weights"], stored["answer_at"])
