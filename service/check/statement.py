"""What a sentence states, taken apart for comparison: names, figures, days, negation, hedges, scope, roles, words. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dateline.service.check.days import Mention, mentions
from dateline.service.check.figures import Figure, figures
from dateline.service.times import is_calendar_word
from dateline.service.words import STOPWORDS, Token, is_stopword, stem, tokens

_NEGATIONS = frozenset("not no never without neither nor none nobody nothing cannot".split())
_CONTRACTED = re.compile(r"n[’']t\b")
IMPLIED_NEGATIONS = frozenset(
    stem(word)
    for word in "deny denied refuse reject fail lack exempt exclude avoid free stop rule avoid decline spare outside except untrue false unable absent barred prohibited ban".split()
)
HEDGES = frozenset(
    stem(word)
    for word in "will would shall may might could should plan intend expect aim propose consider likely unlikely possible possibly probably promise seek hope "
    "schedule forecast project want appear seem suggest believe allege estimate think predict draft pledge vow due set potential risk "
    "ask request envisage apparently perhaps prepare foresee tentative target".split()
)
_PLAN_NOUN = re.compile(
    r"\b(?:an?|the|its|their|his|her|this|that|any|no|\w+[’']s?|[a-z]+al|new|five-year|\d+)\s+(?:\w+\s+)?(?:plans?|projects?|targets?|drafts?|estimates?|forecasts?|risks?|proposals?|"
    r"expectations?|aims?|requests?|sets?|potentials?|pledges?)\b",
    re.I,
)
_NEITHER = re.compile(r"\bneither\b(?=[^.;]*\bnor\b)", re.I)
_INSTEAD = re.compile(r"\b(?:rather than|instead of)\b", re.I)
_NO_DENIAL = re.compile(
    r"\b(?:no|not) (?:fewer|less|more|later|earlier) than\b|\bnot only\b|\bnot least\b|\bno doubt\b|\bwhether or not\b",
    re.I,
)
_IS_TO = re.compile(
    r"\b(?:is|are|was|were|has|have|had) (?:due |set |yet |still |likely )?to (?!the\b|a\b|an\b|its\b)[a-z]+|\bmust (?:be|have)\b",
    re.I,
)
SCOPES = frozenset(
    stem(word)
    for word in "total overall entire whole national nationwide central federal provincial regional local municipal global worldwide world domestic foreign "
    "international annual quarterly average combined net gross majority partial partly part full fully".split()
)
_SMALL_SCOPES = frozenset("all every only most many several few yearly monthly weekly daily".split())
NARROWING = frozenset(stem(word) for word in "partial partly part quarterly average".split())
_OF_A_LEVEL = re.compile(
    r"\b(central|federal|provincial|regional|local|municipal|domestic)\s+(?:\w+\s+){0,2}(?:budgets?|spending|funds?|money|outlays?|revenues?|debts?|taxes|tax|science|research|"
    r"expenditure|average|market|share|output|sales|plants?|governments?)\b",
    re.I,
)
_SMALL_NARROWING = frozenset("some most several many few certain".split())
_ALIKE = tuple(
    frozenset({*group.split(), *(stem(word) for word in group.split())})
    for group in (
        "some certain several few number part among including",
        "most majority bulk mostly main largely",
        "all whole entire every total overall each full any both throughout across",
        "world global worldwide international universal",
        "national nationwide country state",
        "central federal",
        "annual yearly year annually",
        "monthly month",
        "weekly week",
        "daily day",
        "regional local region area",
        "combined together joint both sum total",
        "only solely mere alone just merely",
        "foreign overseas abroad outside",
    )
)
_SUPERLATIVE = re.compile(
    r"\b(?:the|its|his|their|[’']s) most\b|\bmost (?:advanced|powerful|important|recent|\w+ful|\w+ive)\b|\b(?:some|about) (?=[$€£¥\d])|\b(?:a|the) (?:few|certain)\b",
    re.I,
)
ROLES = frozenset(  # as written, of one person: "officials said" is nobody's office
    "minister premier president secretary director chief chairman chairwoman chair analyst spokesman spokeswoman spokesperson mayor governor executive "
    "founder leader head officer economist researcher auditor captain coach lawyer delegate professor engineer commissioner manager deputy undersecretary "
    "vice senator representative ambassador judge chancellor candidate consultant editor owner trustee surgeon nurse inspector official partner adviser".split()
)
ORGANISATIONS = frozenset(
    "ministry agency bureau institute office board commission authority union association bank court police department council chamber university company "
    "firm auditors regulator watchdog newspaper paper developer contractor operator inspectorate utility committee party league".split()
)
ORDER = (
    ("before", "after"),
    ("above", "below"),
    ("up", "down"),
    ("earlier", "later"),
    ("inside", "outside"),
    ("first", "last"),
)
_SAYING = frozenset(
    stem(word)
    for word in "say tell add note write state announce report accord claim argue warn explain call describe remark comment statement mention declare".split()
)
_CLAUSE = re.compile(
    r"\s*(?:[;:—–]|,\s+(?:but|and|while|although|though|whereas|which|who|after|because|since|as)\b|\b(?:but|although|though|whereas|while)\b)\s*",
    re.I,
)
_PRONOUN = re.compile(
    r"\b(?:he|she|it|they|his|her|its|their|him|them|this|that|these|those|both|who|the (?:company|firm|group|agency|ministry|rule|rules|move|step|decision|law|order|"
    r"fund|chipmaker|maker|department|government|two|three|plan|project|figure|deal|commission|list|union|board|operator|developer|association|authority))\b",
    re.I,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Statement:
    """One or two sentences, taken apart."""

    text: str
    words: tuple[Token, ...]  # that carry meaning, without names, figures, days and verbs of saying
    names: tuple[Token, ...]  # capitalised words
    figures: tuple[Figure, ...]
    days: tuple[Mention, ...]
    every: tuple[Token, ...]

    @property
    def stems(self) -> frozenset[str]:
        """The base forms of all its words."""
        return frozenset(token.stem for token in self.every)

    @property
    def small(self) -> frozenset[str]:
        """All its words in lower case, stopwords included."""
        return frozenset(token.text.lower() for token in self.every)

    @property
    def points_back(self) -> bool:
        """Whether a pronoun, or a noun like one, stands for somebody named before."""
        return _PRONOUN.search(self.text) is not None


@lru_cache(maxsize=4096)
def statement(text: str, base: date | None) -> Statement:
    """Take a text apart. `base`: the day its relative dates lean on."""
    days = mentions(text, base)
    places = [(each.start, each.end) for each in days]
    counted = figures(text, places)
    taken = places + [(each.start, each.end) for each in counted]
    every = tokens(text)
    free = [token for token in every if not _within(token, taken)]
    names = [token for token in free if _is_name(token, text)]
    kept = [
        token
        for token in free
        if token not in names and not is_stopword(token) and not token.text.isdigit() and token.stem not in _SAYING
    ]
    return Statement(text, tuple(kept), tuple(names), tuple(counted), tuple(days), every)


def denials(text: str) -> int:
    """How many words of denial a clause has."""
    text = _NEITHER.sub(" ", _INSTEAD.sub(" not ", _NO_DENIAL.sub(" ", text)))
    return len(_CONTRACTED.findall(text)) + sum(token.text.lower() in _NEGATIONS for token in tokens(text))


def hedged(text: str) -> bool:
    """Whether a clause tells of what is planned, expected, possible or wanted. "The plan" alone is a thing and tells nothing."""
    bare = _PLAN_NOUN.sub(" ", text)
    return bool(_IS_TO.search(bare)) or any(token.stem in HEDGES for token in tokens(bare) if token.text != "May")


_BOUND_WORDS = re.compile(
    r"\b(?:at (?:the )?(?:most|least)|as (?:many|much) as|(?:no|not) more than|more than|most of all|how many|so many|at all)\b",
    re.I,
)


def scopes(each: Statement) -> frozenset[str]:
    """Words that say of how much or how many it is true."""
    bare = _SUPERLATIVE.sub(" ", _BOUND_WORDS.sub(" ", each.text))
    small = {t.text.lower() for t in tokens(bare)}
    return frozenset(t.stem for t in each.words if t.stem in SCOPES) | (small & _SMALL_SCOPES)


def scope_alike(word: str) -> frozenset[str]:
    """The words that say of as much as this one."""
    return next((group for group in _ALIKE if word in group), frozenset((word,)))


def unkept_narrowing(clause: str, said: Statement) -> bool:
    """Whether a clause has a word without which more would be said than it says, and the claim none like it."""
    found = tokens(_SUPERLATIVE.sub(" ", clause))
    words = {stem(match[1]) for match in _OF_A_LEVEL.finditer(clause)}
    words |= {t.stem for t in found if t.stem in NARROWING}
    words |= {t.text.lower() for t in found if t.text.lower() in _SMALL_NARROWING}
    kept = said.stems | said.small
    return any(not ({word} | scope_alike(word)) & kept for word in words)


def clauses(text: str) -> list[str]:
    """A sentence cut where one statement ends and another begins."""
    return [part for part in _CLAUSE.split(text) if part.strip()] or [text]


def _within(token: Token, places: Sequence[tuple[int, int]]) -> bool:
    return any(start <= token.start < end for start, end in places)


def _is_name(token: Token, text: str) -> bool:
    """A capital that is not that of a sentence's beginning, or of a common word there."""
    if not token.text[:1].isupper() or is_calendar_word(token.text):
        return False
    before = text[: token.start].rstrip(" “‘\"'(")
    begins = not before or (
        before[-1] in ".!?:—" and not re.search(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Co|Inc|Corp|Ltd)\.$", before)
    )
    if not begins or token.text[1:] != token.text[1:].lower():
        return token.text.lower() not in STOPWORDS or token.text in ("US", "U.S.")
    behind = re.match(r"\s+[A-Z]", text[token.end :])
    return bool(behind) and token.text.lower() not in STOPWORDS
