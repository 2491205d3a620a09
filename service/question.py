"""Reading a question: its kind, whom and what it names, which years and numbers it holds to. By rules, no model."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from dateline.service.nouns import Interpreted, Question
from dateline.service.shapes import Shape, Statements, asks_figure, parts, said, shape, sides
from dateline.service.sources import sources_named
from dateline.service.times import is_calendar_word, months, numbers, years
from dateline.service.words import Token, content, country_words, stem, tokens

Kind = Literal["who", "when", "where", "why", "how_much", "how_many", "percent", "duration", "how", "yes_no", "what"]
MAX_QUESTION = 2000  # characters, after normalisation

_MEASURE = (
    "price|cost|amount|sum|size|budget|revenues?|valuation|profits?|income|earnings|turnover|yield|stake|losses|sales|output|margin|capacity|"
    "headcount|population|deficit|debt|capital|salary|spending|growth target|growth rate"
)
_NO_MEASURE = r"(?:on|about|over|for|did|does|do|has|have|had)\b"  # behind these stands what a thing is about
_OPENERS = (
    (
        "percent",
        r"\bwhat(?: (?:is|was|were|are))?(?: the)?(?: (?!per\b|a\b)[\w’'-]+){0,4} (?<!per )(?<!a )(?:share|percentage|proportion|fraction|rate)\b(?! of (?:return|exchange))",
    ),
    (
        "percent",
        r"\b(?:how (?:big|large|much)|what|which) (?:a |of a )?(?:share|percent(?:age)?|per ?cent|proportion|fraction)\b",
    ),
    ("how_much", r"\bhow (?:much|big|large|high|expensive|costly|rich|fast|deep|steep|far|small|low|tall|heavy)\b"),
    ("how_much", rf"\bwhat(?: (?:is|was|were|are))?(?: the)?(?: (?!{_NO_MEASURE})[\w’'-]+){{0,4}} (?:{_MEASURE})\b"),
    ("how_many", r"\bhow many\b|\b(?:what|which)\b[^?]{0,12}\bnumber of\b"),
    ("duration", r"\bhow (?:long|old|often)\b"),
    ("when", r"\b(?:when|(?:what|which) (?:year|month|day|date|time|week|quarter|decade)|since when)\b"),
    ("where", r"\b(?:where|(?:what|which) (?:country|city|place|location|town|venue|region)|in which)\b"),
    ("why", r"\b(?:why|for what reason|what (?:is|was|are|were) the (?:reason|cause|purpose)|how come)\b"),
    ("who", r"\b(?:who|whom|whose|which (?:person|official|analyst|minister|politician|executive))\b"),
    ("what", r"\b(?:what|which|how)\b"),
)
_YES_NO = re.compile(r"^(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|may|might)\b", re.I)
_SAY = re.compile(
    r"\b(?:say|said|says|tell|told|think|comment|describe|call|warn|argue|claim|according to|view|quote|estimat|predict|forecast|expect|believ|complain|criticis|criticiz)",
    re.I,
)
_IDENTITY = re.compile(
    r"^[Ww]ho(?: is|’s|'s| was) [A-Z][\w’'-]*(?: [\w’'-]+){0,3}\??$|\b(?:[Ww]here|[Ww]ho) do(?:es)?\b.{1,40}\bwork|"
    r"\b[Ww]hat\b.{1,40}\b(?:job|role|position|title|profession)\b"
)
_SAY_VERB = r"(?:say|said|tell|told|think|comment|describe|call|warn|argue|claim|view|estimate|predict|forecast|expect|believe|complain|criticis|criticiz|make of)"
_ASKS_NAME = re.compile(
    r"^who(?: is| was| are| were|’s|'s) (?:the|its|their|[\w’'-]+[’']s)\b|\b(?:what(?: is| are|’s|'s)|which|give) (?:the )?names?\b|^names? of\b|"
    r"\bwhich (?:[\w’'-]+ ){0,2}(?P<role>(?:person|man|woman|executive|official|minister|premier|analyst|politician|professor|delegate|"
    r"lawmaker|lawyer|spokes(?:man|woman|person)|economist|researcher|leader|president)s?)\b",
    re.I,
)
_ASKED_MEASURE = re.compile(
    rf"\b[Ww]hat(?: (?:is|was|were|are))?(?: the)?(?: (?!{_NO_MEASURE})[\w’'-]+){{0,4}} (?:growth )?({_MEASURE})\b"
)
_QUOTATION = re.compile(
    r"\b(?:exact|very|precise|actual|own|direct|literal) (?:words?|quotes?|quotation|wording|phrase)\b|\bword for word\b|\bverbatim\b|"
    r"^\W*(?:quote|quotation)\b|\bexact(?:ly)? (?:did|how)\b|\b(?:in|which|what) words\b|\bput it\b|\bwhat (?:phrase|wording|image|words)\b",
    re.I,
)
_QUOTED = re.compile(r"[“\"]([^“”\"]{2,80})[”\"]")
_ATTRIBUTION = re.compile(
    r"\b(?:according to|as reported by|per the|in the (?:view|words|opinion) of)\b[^,;?]*", re.I
)  # whose word it is, not its topic
_TITLES = frozenset(
    "mr mrs ms dr sir president premier minister prime secretary general senator professor chairman".split()
)
_AUXILIARY = r"is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|may|might"
_FOCUS = re.compile(
    r"\b(?:what|which|how many|whose)\s+(?:(?:kinds?|types?|sorts?) of\s+)?"
    rf"(?!(?:{_AUXILIARY})\b)((?:[\w'’&-]+\s+){{0,3}}?[\w'’&-]+)\s+"
    rf"(?:(?:{_AUXILIARY}|to|on|in|of|from|that|for|under|by)\b|[a-z]+ed\b)",
    re.I,
)


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
    for each in found:
        texts.append(each if _named(each) or not before else f"{each} {before}")  # "… and what will it cost?"
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
    attributed = [match.span() for match in _ATTRIBUTION.finditer(text)]
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
        asks_speech=bool(_SAY.search(text)),
        measure=_measure(text),
        quoted=tuple(match.lower() for match in _QUOTED.findall(text)),
        speakers=tuple(name for name in names if _is_speaker(name, text)),
        role=_role(text),
        asks_name=bool(_ASKS_NAME.search(text)),
        asks_identity=bool(names and _IDENTITY.search(text)),
        asks_quotation=bool(names and _QUOTATION.search(text)),
        shape=shape(text),
        statements=said(text),
        parts=(),
        sides=(),
        sources_named=sources_named(text),
        interpreted=_interpreted(question, named_years),
    )


def _kind(text: str) -> Kind:
    if _YES_NO.match(text):
        return "yes_no"
    if _ASKS_NAME.search(text):
        return "who"
    placed = [
        (match.start(), order, kind)
        for order, (kind, pattern) in enumerate(_OPENERS)
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
        if runs and not text[runs[-1][-1].end : token.start].strip(" &’'s"):
            runs[-1].append(token)
        else:
            runs.append([token])
    names: list[Name] = []
    for run in runs:
        kept = [token for token in run if token.stem not in country_words() and token.text.lower() not in _TITLES]
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
    match = _ASKED_MEASURE.search(text)
    return Term(match.group(1).lower(), stem(match.group(1))) if match else None


def _role(text: str) -> Term | None:
    match = _ASKS_NAME.search(text)
    role = match.group("role") if match else None
    return Term(role.lower(), stem(role)) if role else None


def _is_speaker(name: Name, text: str) -> bool:
    """Whether the question asks what this name said: "did Ann Lee say", "according to Ann Lee", "Ann Lee’s view"."""
    who = re.escape(name.text).replace(r"\ ", r"\s+(?:\w+\s+)?")
    return bool(
        re.search(rf"\b{who}\s+(?:\w+ly\s+|also\s+)?{_SAY_VERB}", text)
        or re.search(rf"\baccording to\s+(?:[\w’'-]+\s+){{0,3}}?{who}", text, re.I)
        or re.search(rf"{who}[’']s?\s+(?:view|opinion|words|comments?|remarks?|estimate|forecast|complaint)\b", text)
    )


def _focus(text: str) -> tuple[Term, ...]:
    match = _FOCUS.search(text)
    return tuple(Term(token.text.lower(), token.stem) for token in content(tokens(match.group(1)))) if match else ()


def _interpreted(question: Question, named: frozenset[int]) -> Interpreted:
    since = question.since or (date(min(named), 1, 1) if named else None)
    until = question.as_of or (date(max(named), 12, 31) if named else None)
    return Interpreted(since=since, until=until, sources=question.sources)
