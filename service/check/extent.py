"""Of how much or how many something is said: all or some, central or national, a year or a quarter. Pure."""

import re

from dateline.service.check.statement import Statement
from dateline.service.words import stem, stemmed, tokens

SCOPES = stemmed(
    "total overall entire whole national nationwide central federal provincial regional local municipal global worldwide world domestic foreign "
    "international annual quarterly average combined net gross majority partial partly part full fully"
)
_SMALL_SCOPES = frozenset(
    "across throughout everywhere all every only most many several few yearly monthly weekly daily".split()
)
NARROWING = stemmed("partial partly part quarterly average")
_OF_A_LEVEL = re.compile(
    r"\b(central|federal|provincial|regional|local|municipal|domestic)\s+(?:\w+\s+){0,2}(?:budgets?|spending|funds?|money|outlays?|revenues?|debts?|taxes|tax|science|research|"
    r"expenditure|average|market|share|output|sales|plants?|governments?)\b",
    re.I,
)
_SMALL_NARROWING = frozenset("some most several many few certain".split())
_ALIKE = tuple(
    frozenset(group.split()) | stemmed(group)
    for group in (
        "some certain several few number part among including",
        "most majority bulk mostly main largely",
        "all whole entire every total overall each full any both throughout",
        "across throughout nationwide",
        "world global worldwide international universal",
        "national nationwide country state",
        "central federal",
        "annual yearly year annually",
        "monthly month",
        "weekly week",
        "daily day",
        "regional local region area",
        "combined together joint both sum total",
        "only solely mere alone just merely not no without need must unless except until require",
        "foreign overseas abroad outside",
    )
)
_SUPERLATIVE = re.compile(
    r"\b(?:the|its|his|their|[’']s) most\b|\bmost (?:advanced|powerful|important|recent|\w+ful|\w+ive)\b|\b(?:some|about) (?=[$€£¥\d])|\b(?:a|the) (?:few|certain)\b",
    re.I,
)


_BOUND_WORDS = re.compile(
    r"\b(?:at (?:the )?(?:most|least)|as (?:many|much) as|(?:no|not) more than|more than|most of all|how many|so many|at all|after all|all but|all the (?:talk|while)|all (?:summer|winter|day|night|week|year)|"
    r"too few|too many|in all|above all|all told|local (?:council|chamber|office|branch|people|residents|firms)|all over|all along|(?:if|without|before|than|not \\w+|hardly|nor|no longer \\w+|against|never \\w+|nothing \\w+) any|any(?:one|thing|where)|any (?:more|longer|other|one|particular|further)|across (?!the (?:city|country|region|world|nation|board|sector|industry|state|province|town))|every (?:day|week|month|year)|annual (?:report|meeting|session|result)s?|only (?=[$€£¥\d]))\b|\bforeigners?\b|(?<=[a-z] )[A-Z]\w+ region\b|\bonly (?=\d)",
    re.I,
)


_THINGS = frozenset("quarter quarters part parts region regions nation nations world".split())  # and no scope


def scopes(each: Statement) -> frozenset[str]:
    """Words that say of how much or how many it is true."""
    bare = _SUPERLATIVE.sub(" ", _BOUND_WORDS.sub(" ", each.text))
    small = {t.text.lower() for t in tokens(bare)}
    return frozenset(
        t.stem for t in tokens(bare) if t.stem in SCOPES and not t.capital and t.text.lower() not in _THINGS
    ) | (small & _SMALL_SCOPES)


def scope_alike(word: str) -> frozenset[str]:
    """The words that say of as much as this one."""
    return next((group for group in _ALIKE if word in group), frozenset((word,)))


def unkept_narrowing(clause: str, said: Statement, carried: set[str]) -> bool:
    """Whether a clause has a word without which more would be said than it says, and the claim none like it."""
    found = tokens(_SUPERLATIVE.sub(" ", _BOUND_WORDS.sub(" ", clause)))
    words = {stem(match[1]) for match in _OF_A_LEVEL.finditer(clause)}
    words |= {t.stem for t in found if t.stem in NARROWING and t.text.lower() not in _THINGS}
    words |= {
        t.text.lower()
        for at, t in enumerate(found)
        if t.text.lower() in _SMALL_NARROWING and any(each.stem in carried for each in found[at + 1 : at + 4])
    }
    kept = said.stems | said.small
    return any(not ({word} | scope_alike(word)) & kept for word in words)
