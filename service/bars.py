"""What speaks against a sentence as the answer, whatever its scores. Rules, each with its reason; `docs/decisions/0005-answerable.md`."""

import re
from collections.abc import Mapping
from functools import lru_cache

from dateline.indexes.nouns import Hit, Revision
from dateline.service.kinds import FIGURES
from dateline.service.lexicon import content_words, sentences_before, words_before
from dateline.service.orders import is_order
from dateline.service.question import Name, Reading
from dateline.service.speech import is_speech, said_by
from dateline.service.times import implied_years, months, years
from dateline.service.words import country_words, is_seat_of, same, stemmed, stems_of, tokens

_FURNITURE = re.compile(
    r"\(?(?:read more|related|see also|watch|listen|more on|sign up|subscribe|follow us|updates? with|corrects?)\b",
    re.I,
)
_AHEAD = re.compile(
    r"\b(?:by|until|through|before|towards?) (?:19|20)\d\d\b", re.I
)  # a goal's year is no year it was written in
_COMPARED = re.compile(
    r"\b(?:from|than|against|compared (?:with|to))\b[^,;.]{0,40}?\b(?:19|20)\d\d\b"
)  # a year that only something else is measured by
_RECORD = re.compile(  # "the highest since at least 2015" tells nothing of 2015
    r"\b(?:since at least|(?:highest|lowest|most|least|biggest|largest|smallest|best|worst|fastest|slowest|strongest|weakest|first|\w+est)\b[^,;.]{0,30}?\bsince) (?:\w+ ){0,4}(?:19|20)\d\d\b",
    re.I,
)
_SINCE_MONTH = re.compile(r"\b(?:since|until|till|from) (?:early |mid-?|late )?(?=[A-Z])[A-Z][a-z]+\b")
_IN_PASSING = r"(?:including|with|by|of|to|from|for|against|under|behind|and|like)"
_MANY = 3  # names that one article seldom has all of
_SHORT_ACRONYM = 3  # letters: AI, GDP, R&D; too often written out to tell anything


WEIGHED = ("subject",)  # these are weighed; every other objection bars


def objections(reading: Reading, hit: Hit, found: Mapping[str, float]) -> tuple[str, ...]:
    """What speaks against a hit, its signals `years_away` and `kind_misses` among others; nothing for many."""
    rules = (
        ("furniture", _is_furniture(hit)),
        ("addressed", is_order(hit.passage)),
        ("year", found["years_away"] == 1.0),
        ("month", _is_other_month(reading, hit.passage.text)),
        ("name", _has_other_names(reading, hit) or _is_elsewhere(reading, hit)),
        ("country", _is_other_country(reading, hit.revision)),
        ("speaker", _is_other_speaker(reading, hit)),
        ("subject", found["subject_misses"] == 1.0 and not found["identifies"]),
        ("quoted", any(words not in hit.passage.text.lower() for words in reading.quoted)),
        ("measure", found["measure_misses"] == 1.0),
        ("kind", found["kind_misses"] == 1.0 or found["role_misses"] == 1.0),
    )
    return tuple(name for name, holds in rules if holds)


def _is_furniture(hit: Hit) -> bool:
    """Whether it is a line of the page and no statement of the article: "Read more: …", a copyright line."""
    passage = hit.passage
    return passage.text.startswith("©") or (passage.kind != "sentence" and bool(_FURNITURE.match(passage.text)))


def _has_other_names(reading: Reading, hit: Hit) -> bool:
    """Whether the article knows nobody of a name asked about; of three and more, which are seldom in one article, of most."""
    foreign = sum(_is_foreign(name, hit.revision) for name in reading.names)
    return foreign > (0 if len(reading.names) < _MANY else len(reading.names) // 2)


def _is_foreign(name: Name, revision: Revision) -> bool:
    """Whether the article knows nobody of that name: no part of it, or only a namesake ("Li Qiang" for "Li Keqiang")."""
    article = _names_of_article(f"{revision.title or ''}\n{revision.source or ''}\n{revision.text}")
    present = [part for part in name.stems if part in article]
    if is_seat_of(name.text, revision.text):
        return False
    if not present and len(name.stems) == 1 and name.stems[0] in _article_stems(revision.text):
        return False  # a plain word with a capital: "a Charter school"
    if not present:
        return not _is_short(name) and not any(spelled_out(part, revision.text) for part in name.text.split())
    if len(present) == len(name.stems) or name.stems[-1] in article:
        return False
    first = name.text.split()[0]
    return bool(re.search(rf"\b{re.escape(first)}\s+[A-Z][a-z]+", revision.text))


def _is_short(name: Name) -> bool:
    """Whether it is an acronym that articles write out as often as not. "H20" has a digit, and is that or nothing."""
    capitals = sum(char.isupper() for char in name.text)
    return len(name.text) <= _SHORT_ACRONYM and capitals > 1 and not any(char.isdigit() for char in name.text)


def _is_other_country(reading: Reading, revision: Revision) -> bool:
    """Whether the question names a country that the whole article never mentions, by name, people or capital."""
    countries = [term.stem for term in reading.terms if term.stem in country_words()]
    if not countries:
        return False
    mentioned = _article_stems(f"{revision.title or ''}\n{revision.text}") & country_words()
    return any(all(same(country, other) == 0.0 for other in mentioned) for country in countries)


def _is_other_speaker(reading: Reading, hit: Hit) -> bool:
    """Whether the question asks for somebody's words and these are another's, or name them only in passing."""
    if not reading.speakers:
        return False
    parts = {part for name in reading.speakers for part in name.stems}
    if (speaker := said_by(hit.passage, hit.revision)) is not None:
        return not parts & stemmed(speaker)
    if not parts & stems_of(hit.passage.text):
        return not is_speech(hit.passage.text)
    last = "|".join(re.escape(name.text.split()[-1]) for name in reading.speakers)
    return bool(re.search(rf"\b{_IN_PASSING}\s+(?:[\w.’'-]+\s+){{0,3}}?(?:{last})\b", hit.passage.text))


def _is_elsewhere(reading: Reading, hit: Hit) -> bool:
    """Whether none of the question's names is in the sentence, just before it, in the title or in the lead, which set
    whom an article is about. Short acronyms are too often written out to tell."""
    text, lead = hit.passage.text, hit.revision.passages[0].text
    names = [name for name in reading.names if not _is_short(name)]
    if not names or any(spelled_out(name.text, text) or is_seat_of(name.text, text) for name in names):
        return False
    near = {
        token.stem for token in (*content_words(text), *words_before(hit.revision, hit.passage), *content_words(lead))
    }
    return not any(part in near for name in names for part in name.stems)


@lru_cache(maxsize=512)
def _names_of_article(text: str) -> frozenset[str]:
    """Base forms of what an article writes with a capital or a digit: "champions" is no Champions League."""
    return frozenset(token.stem for token in tokens(text) if not token.text.islower())


@lru_cache(maxsize=4096)
def spelled_out(acronym: str, text: str) -> bool:
    """Whether the words that an acronym stands for are here: "artificial intelligence" for AI, "research and development" for R&D."""
    letters = [letter for letter in acronym if letter.isalpha()]
    if len(letters) < 2 or not acronym.isupper():
        return False
    return bool(re.search(r"\b" + r"[\w’'-]*[\s-]+(?:(?:and|of|the|for)\s+)?".join(letters) + r"[\w’'-]*", text, re.I))


def years_away(reading: Reading, hit: Hit) -> float:
    """How far the years that the question names are from the sentence: 0 written here or meant by "last year" here, 0.2
    in what frames it (the sentences just before, the title, the lead), 0.5 only elsewhere in the article or in its date,
    1 nowhere, or another year stands in their place. An article without a date is of the latest year that it writes."""
    if not reading.years:
        return 0.0
    revision, passage = hit.revision, hit.passage
    published = revision.published_at.date() if revision.published_at is not None else None
    in_article = years(_AHEAD.sub(" ", revision.text))
    told = _RECORD.sub(" ", passage.text) if reading.kind in FIGURES else passage.text
    in_article = in_article if told == passage.text else in_article - (years(passage.text) - years(told))
    of = published.year if published is not None else max(in_article, default=None)  # the year that the article is of
    carried = years(told) | implied_years(passage.text, in_article, published)
    if reading.years <= carried:
        return 0.0
    if reading.years & carried:
        return 0.3
    of_its_day = of is not None and _is_of_day(reading, of)
    before = " ".join(other.text for other in sentences_before(revision, passage))
    for context in (passage.text, before, revision.title or "", revision.passages[0].text):
        framed = years(_COMPARED.sub(" ", _RECORD.sub(" ", context))) | implied_years(context, in_article, published)
        if of_its_day and (context != passage.text or reading.asks_speech):  # what is to come sets no time for what was
            framed = {each for each in framed if of is None or each <= of}
        if framed:
            if reading.years & framed:
                return 0.2
            if context == passage.text or reading.kind in FIGURES or of not in reading.years:
                return 1.0
    known = in_article | ({of} if of is not None else set[int]())
    return 0.5 if of_its_day or reading.years <= known else 1.0


def _is_of_day(reading: Reading, year: int) -> bool:
    """Whether what an article of this year tells of its own day may be what is asked: its year is the question's, or one of
    several, or lies between them."""
    return min(reading.years) <= year <= max(reading.years)


def _is_other_month(reading: Reading, text: str) -> bool:
    """Whether the question names a month and the sentence only others."""
    here = months(_SINCE_MONTH.sub(" ", text))
    return bool(reading.kind in FIGURES and reading.months and here) and not reading.months & here


@lru_cache(maxsize=512)
def _article_stems(text: str) -> frozenset[str]:
    return frozenset(token.stem for token in tokens(text))
