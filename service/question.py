"""Reading a question: its kind, whom and what it names, which years and numbers it holds to. By rules, no model."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from dateline.service.apart import each_alone
from dateline.service.asking import (
    ASKED_MEASURE,
    ASKS_NAME,
    ATTRIBUTION,
    FOCUS,
    IDENTITY,
    OPENERS,
    QUOTATION,
    QUOTED,
    QUOTES_ALL,
    SAY,
    SAY_VERB,
    TITLES,
    YES_NO,
)
from dateline.service.nouns import Interpreted, Question
from dateline.service.saying import Statements, said
from dateline.service.shapes import Shape, asks_figure, parts, shape, sides
from dateline.service.sources import sources_named
from dateline.service.times import is_calendar_word, months, numbers, years
from dateline.service.words import Token, content, country_words, stem, tokens

Kind = Literal["who", "when", "where", "why", "how_much", "how_many", "percent", "duration", "how", "yes_no", "what"]


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name in a question: its words as written and their base forms."""

    text: str
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a question that carries meaning: as written, in lower case, and its base form."""

    text: str
    stem: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What rules read from a question."""

    standalone: str
    kind: Kind
    terms: tuple[Term, ...]  # the words that carry meaning, in order, each base form once
    names: tuple[Name, ...]  # people and organisations; countries are terms, not names
    years: frozenset[int]
    months: frozenset[str]  # first three letters
    numbers: frozenset[str]  # other numbers
    focus: tuple[Term, ...]  # the noun asked for: "which broadcaster", "how many people"
    asks_speech: bool  # what someone said or thinks
    measure: Term | None  # the figure asked for, as in "what was its revenue"
    quoted: tuple[str, ...]  # words that the question puts in quotation marks, in lower case
    speakers: tuple[Name, ...]  # whose words are asked for
    role: Term | None  # the trade or post of the person asked for: "which minister"
    asks_name: bool  # who holds a post, or the names of some people
    asks_identity: bool  # who somebody is, what they do or where they work
    asks_quotation: bool  # the very words that somebody used
    shape: Shape  # the form of answer asked for
    statements: Statements | None  # all that somebody said, where that is asked for
    parts: "tuple[Reading, ...]"  # of a question that puts several together, each by itself; none of one that is whole
    sides: "tuple[Reading, ...]"  # the same question of each of two that it names together
    sources_named: tuple[str, ...]  # newspapers whose word is asked for
    interpreted: Interpreted

    @property
    def others(self) -> "tuple[Reading, ...]":
        """What else is searched for it: its parts, or its sides."""
        return self.parts or self.sides


def normalise(text: str) -> str:
    """NFC, control and format characters dropped, white space folded. Lone surrogates are dropped too."""
    kept = "".join(" " if char.isspace() else char for char in text if _kept(char))
    return " ".join(unicodedata.normalize("NFC", kept).split())


def _kept(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def read(question: Question) -> Reading:
    """Read a normalised question. Deterministic; never fails."""
    found = parts(question.text)
    whole = _read(question)
    if len(found) == 1:
        return replace(whole, sides=tuple(_read(replace(question, text=each)) for each in sides(question.text)))
    texts, before = list[str](), ""
    for each, alone in zip(found, each_alone(found), strict=True):
        texts.append(
            alone or (each if _named(each) or not before else f"{each} {before}")
        )  # "… and what will it cost?"
        before = " ".join([before, *(name.text for name in _names(each, tokens(each)))]).strip()
    return replace(whole, parts=tuple(_read(replace(question, text=text)) for text in texts))


def _named(text: str) -> bool:
    return bool(_names(text, tokens(text)))


def _read(question: Question) -> Reading:
    text = question.text
    found = tokens(text)
    names = tuple(_names(text, found))
    named_years = years(text)
    year_words = {str(year) for year in named_years}
    about = [token for token in content(found) if token.text not in year_words]
    attributed = [match.span() for match in ATTRIBUTION.finditer(text)]
    topic = [token for token in about if not any(start <= token.start < end for start, end in attributed)]
    terms = {token.stem: Term(token.text.lower(), token.stem) for token in reversed(topic or about)}
    return Reading(
        standalone=text,
        kind="how_much" if shape(text) == "change" and asks_figure(text) else _kind(text),
        terms=tuple(reversed(terms.values())),
        names=names,
        years=named_years,
        months=months(text),
        numbers=frozenset(number for number in numbers(text) if number not in year_words),
        focus=_focus(text),
        asks_speech=bool(SAY.search(text)),
        measure=_measure(text),
        quoted=tuple(match.lower() for match in QUOTED.findall(text)),
        speakers=tuple(name for name in names if _is_speaker(name, text)),
        role=_role(text),
        asks_name=bool(ASKS_NAME.search(text)),
        asks_identity=bool(names and IDENTITY.search(text)),
        asks_quotation=bool(names and QUOTATION.search(text)) and not QUOTES_ALL.match(text),
        shape=shape(text),
        statements=said(text),
        parts=(),
        sides=(),
        sources_named=sources_named(text),
        interpreted=_interpreted(question, named_years),
    )


def _kind(text: str) -> Kind:
    if YES_NO.match(text):
        return "yes_no"
    if ASKS_NAME.search(text):
        return "who"
    placed = [
        (match.start(), order, kind)
        for order, (kind, pattern) in enumerate(OPENERS)
        if (match := re.search(pattern, text, re.I))
    ]
    if not placed:
        return "what"
    best = min(placed)[2]
    if best == "what" and re.search(r"\bhow\b", text, re.I) and not re.search(r"\bwhat|which\b", text, re.I):
        return "how"
    return best  # type: ignore[return-value]


def _names(text: str, found: tuple[Token, ...]) -> list[Name]:
    """Runs of capitalised words; the first word of the question counts only when the word after it is capitalised too."""
    runs: list[list[Token]] = []
    for at, token in enumerate(found):
        if not _is_name_word(token, at, found):
            continue
        if runs and not text[runs[-1][-1].end : token.start].strip(" &"):
            runs[-1].append(token)
        else:
            runs.append([token])
    names: list[Name] = []
    for run in runs:
        kept = [token for token in run if token.stem not in country_words() and token.text.lower() not in TITLES]
        if kept:
            names.append(Name(" ".join(token.text for token in kept), tuple(token.stem for token in kept)))
    return names


def _is_name_word(token: Token, at: int, found: tuple[Token, ...]) -> bool:
    if not token.capital or not content((token,)) or is_calendar_word(token.text):
        return False
    if at > 0:
        return True
    return token.text.isupper() or (len(found) > 1 and found[1].capital)


def _measure(text: str) -> Term | None:
    match = ASKED_MEASURE.search(text)
    return Term(match.group(1).lower(), stem(match.group(1))) if match else None


def _role(text: str) -> Term | None:
    match = ASKS_NAME.search(text)
    role = match.group("role") if match else None
    return Term(role.lower(), stem(role)) if role else None


def _is_speaker(name: Name, text: str) -> bool:
    """Whether the question asks what this name said: "did Ann Lee say", "according to Ann Lee", "Ann Lee’s view"."""
    if re.search(rf"\b[a-z]{{3,}} of (?:the )?{re.escape(name.text)}\b", text):  # "what did the mayor of Vesk say"
        return False
    who = re.escape(name.text).replace(r"\ ", r"\s+(?:\w+\s+)?")
    return bool(
        re.search(rf"\b{who}\s+(?:\w+ly\s+|also\s+)?{SAY_VERB}", text)
        or re.search(rf"\baccording to\s+(?:[\w’'-]+\s+){{0,3}}?{who}", text, re.I)
        or re.search(rf"{who}[’']s?\s+(?:view|opinion|words|comments?|remarks?|estimate|forecast|complaint)\b", text)
    )


def _focus(text: str) -> tuple[Term, ...]:
    match = FOCUS.search(text)
    return tuple(Term(token.text.lower(), token.stem) for token in content(tokens(match.group(1)))) if match else ()


def _interpreted(question: Question, named: frozenset[int]) -> Interpreted:
    since = question.since or (date(min(named), 1, 1) if named else None)
    until = question.as_of or (date(max(named), 12, 31) if named else None)
    return Interpreted(since=since, until=until, sources=question.sources)
