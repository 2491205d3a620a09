"""What speaks for and against a sentence as the answer to a question: each signal a number, each with its reason."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from dateline.indexes.nouns import Hit, Passage, Revision
from dateline.service.question import Name, Reading, Term
from dateline.service.speech import is_speech, said_by
from dateline.service.times import counts, implied_years, months, numbers, quantities, says_when, years
from dateline.service.words import Token, content, country_words, same, stem, tokens

Nearness = Callable[[Sequence[str], Sequence[str]], Mapping[tuple[str, str], float]]  # cosines of single words

_CAUSE = re.compile(
    r"\b(?:because|so that|in order|due to|owing to|thanks to|amid|as a result|that[’']s why|reasons?|blame\w*|citing|in response|"
    r"in retaliation|aim(?:s|ed|ing)? (?:to|at)|for fear|designed to|meant to|driven by|led to)\b",
    re.I,
)
_PLACE = re.compile(
    r"\b(?:in|at|to|from|near|outside|across|around|into|based|throughout)\s+(?:[a-z’'-]+\s+){0,3}[A-Z]|[A-Z][\w-]+-based|^[A-Z]{3,}"
)
_FURNITURE = re.compile(r"\(?(?:read more|related|see also|watch|listen|more on|sign up|subscribe|follow us|updates? with|corrects?)\b", re.I)
_PRONOUN = re.compile(r"\b(?:he|she|they|it|his|her|their|its|this|that|these|those|such)\b", re.I)
_FIGURES = frozenset({"how_much", "how_many", "percent"})
_SHORT_ACRONYM = 3  # letters: AI, GDP, R&D
_BEFORE = 2  # sentences before that lend their names and subject
_RAMP = (0.45, 0.75)  # cosine of two words: at the first they share nothing, at the second they are synonyms
_SYNONYM = 0.9
_CARRIED = 0.3  # a match below this leaves a question word unaccounted for
_COUNTED_WITHIN = 40  # characters behind a number in which the thing counted is looked for
_NO_TOPIC = frozenset(
    stem(word) for word in "say tell think comment describe call accord view quote kind type sort thing way happen article mean people".split()
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """How well each question word is matched by each word around, how rare it is among what was found, and how near
    each article is to the question as a whole."""

    near: Mapping[tuple[str, str], float] = field(default_factory=dict[tuple[str, str], float])
    rarity: Mapping[str, float] = field(default_factory=dict[str, float])  # base form → 0.2 common here … 1 rare
    closest: Mapping[tuple[str, int], float] = field(default_factory=dict[tuple[str, int], float])  # best cosine per article

    def match(self, term: Term, among: Iterable[Token]) -> float:
        """The closest of several words to a question word, 0 to 1."""
        best = 0.0
        for token in among:
            if (known := same(term.stem, token.stem)) == 1.0:
                return 1.0
            best = max(best, known, self._near(term.text, token.text.lower()))
        return best

    def _near(self, one: str, other: str) -> float:
        low, high = _RAMP
        return _SYNONYM * max(0.0, min(1.0, (self.near.get((one, other), 0.0) - low) / (high - low)))


def lexicon(reading: Reading, hits: Sequence[Hit], nearness: Nearness) -> Lexicon:
    """The lexicon of one question and the sentences found for it."""
    sentences = [_words(hit.passage.text) for hit in hits]
    among = {token.text.lower() for words in sentences for token in words if token.text.isalpha()}
    near = nearness([term.text for term in reading.terms if term.text.isalpha()], sorted(among))
    closest: dict[tuple[str, int], float] = {}
    for hit in hits:
        key = (hit.revision.article_id, hit.revision.number)
        closest[key] = max(closest.get(key, 0.0), hit.scores.get("vectors", 0.0))
    return Lexicon(near, _rarity(reading, sentences), closest)


def _rarity(reading: Reading, sentences: Sequence[tuple[Token, ...]]) -> dict[str, float]:
    """Inverse document frequency among the sentences found, between 0.2 and 1."""
    total = max(1, len(sentences))
    stems = [{token.stem for token in words} for words in sentences]
    holding = {term.stem: sum(any(same(term.stem, stem) for stem in found) for found in stems) for term in reading.terms}
    return {stem: max(0.2, 1 - count / total) for stem, count in holding.items()}


def signals(reading: Reading, hit: Hit, lexicon: Lexicon) -> dict[str, float]:
    """Every signal for one hit, by name; all lie between 0 and 1 but `similarity`, a cosine."""
    passage, revision = hit.passage, hit.revision
    here = _words(passage.text)
    before = _before(revision, passage)
    resolved = here + before if _PRONOUN.search(passage.text) else here
    topic = _topic(reading)
    matches = [(lexicon.rarity[term.stem], lexicon.match(term, here)) for term in topic]
    around = [(lexicon.rarity[term.stem], lexicon.match(term, resolved)) for term in topic]
    wider = [(lexicon.rarity[term.stem], lexicon.match(term, here + before)) for term in topic]
    title = _words(revision.title or "")
    fits = _fits(reading, passage, revision, lexicon)
    return {
        "similarity": hit.scores.get("vectors", 0.0),
        "coverage": _mean(matches),
        "coverage_resolved": _mean(around),
        "coverage_around": _mean(wider),
        "coverage_title": _mean([(lexicon.rarity[term.stem], lexicon.match(term, title)) for term in topic]) if title else 0.0,
        "missing_terms": min(4, sum(match < _CARRIED for _, match in wider)) / 4,
        "article_closest": lexicon.closest[(revision.article_id, revision.number)],
        "rank": hit.score,
        "names_away": _names_away(reading, {token.stem for token in here + before}, passage.text),
        "names_foreign": _names_foreign(reading, revision),
        "years_away": _years_away(reading, hit),
        "numbers_away": _share_away(reading.numbers, numbers(passage.text)),
        "focus_away": 1.0 - lexicon.match(reading.focus[-1], resolved) if reading.focus else 0.0,
        "kind_fits": 1.0 if fits is True else 0.0,
        "kind_misses": 1.0 if fits is False else 0.0,
        "speaker_misses": _speaker_misses(reading, hit),
        "headline": 1.0 if passage.kind == "headline" else 0.0,
        "pairs": _pairs(reading.terms, here, lexicon),
        "identifies": 1.0 if reading.asks_identity and _identifies(reading, passage.text) else 0.0,
    }


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[Token, ...]:
    return content(tokens(text))


def _before(revision: Revision, passage: Passage) -> tuple[Token, ...]:
    """Words of the title and of the sentences just before, which pronouns may stand for."""
    first = max(0, passage.ordinal - _BEFORE)
    texts = [revision.title or "", *(other.text for other in revision.passages[first : passage.ordinal])]
    return tuple(token for text in texts for token in _words(text))


@lru_cache(maxsize=512)
def _article_stems(text: str) -> frozenset[str]:
    return frozenset(token.stem for token in tokens(text))


def _topic(reading: Reading) -> list[Term]:
    """The question's words less its names and the verbs of saying: what it is about."""
    named = {part for name in reading.names for part in name.stems}
    return [term for term in reading.terms if term.stem not in named and term.stem not in _NO_TOPIC]


def _mean(matches: Sequence[tuple[float, float]]) -> float:
    total = sum(weight for weight, _ in matches)
    return sum(weight * match for weight, match in matches) / total if total else 1.0


def bars(reading: Reading, hit: Hit, found: Mapping[str, float]) -> tuple[str, ...]:
    """Why a sentence cannot be the answer, whatever its scores: another year, an unknown name, no figure where one is asked."""
    reasons: list[str] = []
    if hit.passage.kind != "sentence" and _FURNITURE.match(hit.passage.text) or hit.passage.text.startswith("©"):
        reasons.append("furniture")
    if found["years_away"] == 1.0:
        reasons.append("year")
    if _is_other_month(reading, hit.passage.text):
        reasons.append("month")
    if any(_is_foreign(name, hit.revision) for name in reading.names) or _is_elsewhere(reading, hit):
        reasons.append("name")
    if _is_other_country(reading, hit.revision):
        reasons.append("country")
    if _is_other_speaker(reading, hit):
        reasons.append("speaker")
    if found["kind_misses"] == 1.0 and reading.kind in {"when", "duration", *_FIGURES}:
        reasons.append("kind")
    return tuple(reasons)


def _is_foreign(name: Name, revision: Revision) -> bool:
    """Whether the article knows nobody of that name: no part of it, or only a namesake ("Li Qiang" for "Li Keqiang")."""
    article = _article_stems(f"{revision.title or ''}\n{revision.source or ''}\n{revision.text}")
    present = [part for part in name.stems if part in article]
    if not present:
        return not (name.text.isupper() and len(name.text) <= _SHORT_ACRONYM) and not any(_spelled_out(part, revision.text) for part in name.text.split())
    if len(present) == len(name.stems) or name.stems[-1] in article:
        return False
    first = name.text.split()[0]
    return bool(re.search(rf"\b{re.escape(first)}\s+[A-Z][a-z]+", revision.text))


def _is_other_country(reading: Reading, revision: Revision) -> bool:
    """Whether the question names a country that the whole article never mentions, by name, people or capital."""
    countries = [term.stem for term in reading.terms if term.stem in country_words()]
    if not countries:
        return False
    mentioned = _article_stems(f"{revision.title or ''}\n{revision.text}") & country_words()
    return any(all(same(country, other) == 0.0 for other in mentioned) for country in countries)


def _is_other_speaker(reading: Reading, hit: Hit) -> bool:
    """Whether the question asks for the words of somebody whom the sentence does not name, and it is another's words."""
    if not reading.asks_speech or not reading.names or reading.kind == "who":
        return False
    parts = {part for name in reading.names for part in name.stems}
    if any(token.stem in parts for token in _words(hit.passage.text)):
        return False
    speaker = said_by(hit.passage, hit.revision)
    return speaker is not None and not parts & {stem(word) for word in speaker.split()}


def _is_elsewhere(reading: Reading, hit: Hit) -> bool:
    """Whether none of the question's names is in the sentence, just before it, in the title or in the lead, which set
    whom an article is about. Short acronyms are too often written out to tell."""
    names = [name for name in reading.names if not (name.text.isupper() and len(name.text) <= _SHORT_ACRONYM)]
    if not names:
        return False
    lead = hit.revision.passages[0].text
    near = {token.stem for token in (*_words(hit.passage.text), *_before(hit.revision, hit.passage), *_words(lead))}
    return not any(part in near for name in names for part in name.stems)


@lru_cache(maxsize=4096)
def _spelled_out(acronym: str, text: str) -> bool:
    """Whether the words that an acronym stands for are here: "artificial intelligence" for AI, "research and development" for R&D."""
    letters = [letter for letter in acronym if letter.isalpha()]
    if len(letters) < 2 or not acronym.isupper():
        return False
    return bool(re.search(r"\b" + r"[\w’'-]*[\s-]+(?:(?:and|of|the|for)\s+)?".join(letters) + r"[\w’'-]*", text, re.I))


def _names_away(reading: Reading, near: set[str], text: str) -> float:
    """Share of the question's names of which no part stands in the sentence, the title or just before."""
    names = [name for name in reading.names if not _spelled_out(name.text, text)]
    return sum(not any(part in near for part in name.stems) for name in names) / len(reading.names) if names else 0.0


def _names_foreign(reading: Reading, revision: Revision) -> float:
    """The largest share of one name that the whole article never mentions: "Li Keqiang" where only Li Qiang is."""
    article = _article_stems(f"{revision.title or ''}\n{revision.source or ''}\n{revision.text}")
    return max((sum(part not in article for part in name.stems) / len(name.stems) for name in reading.names), default=0.0)


def _years_away(reading: Reading, hit: Hit) -> float:
    """How far the years that the question names are from the sentence: 0 written here or meant by "last year" here, 0.2
    in what frames it (the sentences just before, the title, the lead), 0.5 only elsewhere in the article or in its date,
    1 nowhere, or another year stands in their place."""
    if not reading.years:
        return 0.0
    revision, passage = hit.revision, hit.passage
    published = revision.published_at.date() if revision.published_at is not None else None
    in_article = years(revision.text)
    carried = years(passage.text) | implied_years(passage.text, in_article, published)
    if reading.years <= carried:
        return 0.0
    if carried:
        return 0.3 if reading.years & carried else 1.0
    first = max(0, passage.ordinal - _BEFORE)
    before = " ".join(other.text for other in revision.passages[first : passage.ordinal])
    for context in (before, revision.title or "", revision.passages[0].text):
        if framed := years(context) | implied_years(context, in_article, published):
            if reading.years & framed:
                return 0.2
            if reading.kind in _FIGURES or published is None or published.year not in reading.years:
                return 1.0
    known = in_article | ({published.year} if published is not None else set())
    return 0.5 if reading.years <= known else 1.0


def _is_other_month(reading: Reading, text: str) -> bool:
    """Whether the question names a month and the sentence only others."""
    here = months(text)
    return bool(reading.kind in _FIGURES and reading.months and here) and not reading.months & here


def _share_away(wanted: frozenset[str], present: frozenset[str]) -> float:
    return len(wanted - present) / len(wanted) if wanted else 0.0


def _fits(reading: Reading, passage: Passage, revision: Revision, lexicon: Lexicon) -> bool | None:
    """Whether the sentence carries an answer of the kind asked for; None where the kind asks for nothing special."""
    text, found = passage.text, quantities(passage.text)
    match reading.kind:
        case "when":
            return says_when(text)
        case "how_much":
            return found.number or found.percent
        case "how_many":
            return bool(counts(text)) if _counts(reading, text, lexicon) or not counts(text) else None
        case "percent":
            return found.percent
        case "duration":
            return found.duration or says_when(text)
        case "where":
            return bool(_PLACE.search(text))
        case "why":
            return True if _CAUSE.search(text) else None
        case "who":
            return True if _names_someone(reading, passage, revision) else None
        case _:
            return None


def _counts(reading: Reading, text: str, lexicon: Lexicon) -> bool:
    """Whether a number here counts what the question counts: "how many plants" and "three new plants"."""
    if not reading.focus:
        return True
    behind = [_words(text[end : end + _COUNTED_WITHIN]) for end in counts(text)]
    return any(lexicon.match(reading.focus[-1], words) >= _CARRIED for words in behind)


def _identifies(reading: Reading, text: str) -> bool:
    """Whether the text says what the named person is: "Ann Lee, a partner at", "analyst Ann Lee", "Ann Lee is"."""
    last = re.escape(reading.names[0].text.split()[-1])
    return bool(
        re.search(rf"{last},\s(?:an?|the|who|[a-z]+)\b|{last}\s(?:is|was|of|from|at)\b", text)
        or re.search(rf"\b[a-z]+(?:er|or|ist|st|ant|ent|ian|or|man|chief|head|minister|partner)\s(?:[A-Z][\w’'-]*\s)*{last}\b", text)
    )


def _names_someone(reading: Reading, passage: Passage, revision: Revision) -> bool:
    asked = {term.stem for term in reading.terms}
    new = [token for token in _words(passage.text) if token.capital and token.start > 0 and token.stem not in asked]
    return bool(new) or said_by(passage, revision) is not None


def _speaker_misses(reading: Reading, hit: Hit) -> float:
    """1 when the question asks what somebody said and the sentence is somebody else's speech, or nobody's."""
    if not reading.asks_speech or not reading.names:
        return 0.0
    speaker = said_by(hit.passage, hit.revision)
    if speaker is None:
        return 0.5 if is_speech(hit.passage.text) else 1.0
    parts = {stem(word) for word in speaker.split()}
    return 0.0 if any(part in parts for name in reading.names for part in name.stems) else 1.0


def _pairs(terms: Sequence[Term], here: Sequence[Token], lexicon: Lexicon) -> float:
    """Share of neighbouring question words that also stand near one another in the sentence, in any order."""
    if len(terms) < 2:
        return 0.0
    together = 0
    for one, other in zip(terms, terms[1:], strict=False):
        places = [at for at, token in enumerate(here) if lexicon.match(one, (token,)) > 0]
        together += any(lexicon.match(other, here[max(0, at - 3) : at + 4]) > 0 for at in places)
    return together / (len(terms) - 1)
