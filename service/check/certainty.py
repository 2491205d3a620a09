"""How surely something is said: denied, planned, possible. Words and patterns of English news. Pure."""

import re

from dateline.service.words import stemmed, tokens

_NEGATIONS = frozenset("not no never without neither nor none nobody nothing nowhere cannot".split())
_CONTRACTED = re.compile(r"n[’']t\b")
IMPLIED_NEGATIONS = stemmed(
    "deny denied refuse reject fail lack exempt exclude avoid free stop rule avoid decline spare outside except untrue false unable absent barred prohibited ban "
    "modest little hardly silent still secret undisclosed rather ignore drop omit lose miss oppose rescind shelve suspend withhold instead forbid prevent reach leave only until unless escape disallow disagree unable boycott"
)
WEAK_NEGATIONS = stemmed(  # that bear out a denial and are none
    "only until unless reach leave rather instead little modest still stop drop lose rule"
)
HEDGES = stemmed(
    "will would shall may might could should plan intend expect aim propose consider likely unlikely possible possibly probably promise seek hope "
    "schedule forecast project want appear seem suggest believe allege estimate think predict draft pledge vow due potential risk "
    "ask request envisage apparently perhaps prepare foresee tentative target"
)
_UNSURE = HEDGES - stemmed(
    "will would shall should due vow pledge promise set prepare schedule request ask want draft think"
) | stemmed("if doubt hope think believe can chance prospect goal meant mean foresee reckon view plan")
_PLAN_NOUN = re.compile(
    r"\b(?:an?|the|its|their|his|her|this|that|any|no|\w+[’']s?|[a-z]+al|new|five-year|\d+)\s+(?:\w+\s+)?(?:plans?|projects?|targets?|drafts?|estimates?|forecasts?|risks?|proposals?|"
    r"expectations?|aims?|requests?|sets?|potentials?|pledges?)\b",
    re.I,
)
_NEITHER = re.compile(r"\bneither\b(?=[^;]*\bnor\b)", re.I)
_INSTEAD = re.compile(r"\b(?:rather than|instead of|instead|no longer)\b", re.I)
_NO_DENIAL = re.compile(
    r"\b(?:no|not) (?:fewer|less|more|later|earlier) than\b|\bnot only\b|\bnot (?:\w+ ){0,3}alone\b|\bnot least\b|\bno doubt\b|\bwhether or not\b|"
    r"\bnot\b(?=[^.;]*\b(?:until|without)\b)|(?<=not )[^.;]*\bwithout\b",
    re.I,
)
_NO_HEDGE = re.compile(
    r"\b(?:first|earlier|previously|initially|originally|than|as) (?:estimated|planned|expected|forecast|thought|intended)\b|\b(?:may|must|should|will|would|can) (?:not|no longer)\b|\b(?:none|no)\b[^.;]{0,40}\bshould\b",
    re.I,
)
_SOFTER = re.compile(  # what in a claim stands for a plan or a chance
    r"\b(?:mean(?:s|t)? to|goals?|objectives?|targets?|ambitions?|set (?:for|to|as)|day set|planned|can|stands? to|reckon\w*|if|future|to come|due|slated|"
    r"promis\w+|in the view|from now on|inaugural|on course|on track|supposed|bound to|about to|going to|eyes|eyeing|wish\w*|ought|must|(?:will|would|shall) (?:not|no longer|never)|ha(?:s|ve) to|has yet|to be \w+ed)\b",
    re.I,
)
_IS_TO = re.compile(
    r"\b(?:is|are|was|were|has|have|had) (?:due |set |yet |still |likely )?to (?!the\b|a\b|an\b|its\b)[a-z]+|\bmust (?:be|have)\b",
    re.I,
)


_DISMISSES = re.compile(r"\b(?:denie[sd]|deny|reject(?:s|ed)?|dismiss(?:es|ed)?|rebuff\w*)\b", re.I)
_DOUBLE = re.compile(  # no sale without a licence: a licence is needed
    r"\b(?:no longer|no|not|never|cannot|nobody|banned|barred|forbidden|prohibited)\b([^.;,]*)\bwithout\b|n[’']t\b([^.;,]*)\bwithout\b",
    re.I,
)
_NOT_ANOTHER = re.compile(r", not (?:the )?[A-Z][\w ]{1,40},")  # "Treasury, not Commerce, will run it"
_TWICE = re.compile(r"\b(no|not)\b(?= \w+(?: \w+)? (?:and|or|nor) \1\b)", re.I)
_YET_TO = re.compile(r"\b(?:has|have|had|is|are|was|were) yet to\b", re.I)


def undoubled(text: str) -> str:
    """A text without denials that take one another back, and those that deny nothing."""
    text = _NOT_ANOTHER.sub(", ", text)
    return _NO_DENIAL.sub(" ", _DOUBLE.sub(lambda match: f" {match[1] or match[2] or ''} ", text))


def denials(text: str) -> int:
    """How many words of denial a clause has."""
    text = _YET_TO.sub("not ", _TWICE.sub(" ", undoubled(text)))
    text = _NEITHER.sub(" ", _INSTEAD.sub(" ", _NO_DENIAL.sub(" ", text)))
    return len(_CONTRACTED.findall(text)) + sum(token.text.lower() in _NEGATIONS for token in tokens(text))


def hedged(text: str) -> bool:
    """Whether a clause tells of what is planned, expected, possible or wanted. "The plan" alone is a thing and tells nothing."""
    bare = _NO_HEDGE.sub(" ", _PLAN_NOUN.sub(" ", text))
    return bool(_IS_TO.search(bare)) or any(token.stem in HEDGES for token in tokens(bare) if token.text != "May")


def unsure(text: str) -> bool:
    """Whether it says that something may or may not come."""
    bare = _NO_HEDGE.sub(" ", _PLAN_NOUN.sub(" ", text))
    return any(token.stem in _UNSURE for token in tokens(bare) if token.text != "May")


def dismisses(text: str) -> bool:
    """Whether somebody denies what others say: the rumour is no hedge then."""
    return _DISMISSES.search(text) is not None


def softened(text: str) -> bool:
    """Whether a claim leaves room for what is not certain yet, in whichever words."""
    return hedged(text) or bool(_SOFTER.search(text))
