"""Who said it: the speaker of a sentence as its own article names them. By rules over the article's words."""

import re

from dateline.indexes.nouns import Passage, Revision

_SAID = (
    r"(?:said|says|told|tells|added|adds|wrote|writes|argued|argues|warned|warns|noted|notes|explained|explains|stated|states|"
    r"declared|announced|insisted|insists|claimed|claims|replied|recalled|remarked|testified|tweeted|asked|estimated|estimates)"
)
_TITLE = r"(?:Mr|Mrs|Ms|Dr|Sir|Prof|Professor|Premier|President|Prime Minister|Secretary|Senator|Sen|Gen|Minister|Chairman|Commerce Secretary)\.?"
_WORD = r"[A-Z][\w’'.&-]*\w"
_NAME = rf"(?:{_TITLE}\s+)*({_WORD}(?:\s+(?:(?:of|de|van|von|bin|al|for|and the)\s+)?{_WORD})*)"
_BODY = r"[Tt]he\s+(?:\w+\s+){0,4}?(?:report|ministry|department|company|bureau|agency|commission|government|bank|office|statement|documents?|commerce)"
_ROLE = r"(?:,\s[^“”,]{3,90}(?:,\s[^“”,]{3,60}?)?,)?"
_PRONOUN = re.compile(rf"\b(?:[Hh]e|[Ss]he|[Tt]hey)\s+{_SAID}\b|\b{_SAID}\s+(?:he|she|they)\b")
_PATTERNS = (
    re.compile(rf"\bcited\s+{_NAME}\s+as\s+(?:saying|telling)"),
    re.compile(rf"\b(?:said|says|added|wrote|argued|warned|explained|asked)\s+{_NAME}"),
    re.compile(rf"{_NAME}{_ROLE}\s+(?:also\s+|later\s+|has\s+)?{_SAID}\b"),
    re.compile(rf"({_BODY}(?:\s+{_WORD})*)\s+{_SAID}\b"),
    re.compile(rf"\baccording to\s+(?:(?:an?|the)\s+[a-z][\w\s-]{{0,40}}?\s)?{_NAME}"),
    re.compile(r"\baccording to\s+([a-z][\w\s’'-]{2,60}?)(?=[,.]|\s(?:that|which|who|published|released|delivered|submitted)\b)"),
)
_NOT_SPEAKERS = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November "
    "December It This That These Those There Here But And While When Since Although However Under On In At As If Its His Her Such He She They We I".split()
)
_LOOK_BACK = 3  # sentences searched for whom "he" is


def said_by(passage: Passage, revision: Revision) -> str | None:
    """The speaker of a passage in the article's own words, or None where it reports no speech or names nobody.

    A sentence that stands wholly in quotation marks belongs to the speaker of the sentence before it in its paragraph.
    """
    return _speaker(passage, revision, depth=_LOOK_BACK)


def _speaker(passage: Passage, revision: Revision, *, depth: int) -> str | None:
    if (named := _named(passage.text)) is not None:
        return named
    if depth == 0 or passage.ordinal == 0:
        return None
    if not (_PRONOUN.search(passage.text) or _is_all_quotation(passage.text)):
        return None
    before = revision.passages[passage.ordinal - 1]
    if _is_all_quotation(passage.text) and before.paragraph != passage.paragraph:
        return None
    return _speaker(before, revision, depth=depth - 1)


def _named(text: str) -> str | None:
    outside = _without_quotations(text)
    for pattern in _PATTERNS:
        for match in pattern.finditer(outside):
            name = match.group(1).strip(" .,")
            if name.split()[0] not in _NOT_SPEAKERS:
                return name
    return None


def _without_quotations(text: str) -> str:
    """The text with its quotations blanked, so that a verb of saying inside one names nobody."""
    return re.sub(r"[“\"][^“”\"]*[”\"]|[“\"][^”\"]*$", lambda match: "“" + " " * (len(match.group()) - 2) + "”", text)


def _is_all_quotation(text: str) -> bool:
    return text[:1] in "“\"‘" and not re.search(r"\w", _without_quotations(text))


def is_speech(text: str) -> bool:
    """Whether the sentence quotes or reports what somebody said."""
    return bool(re.search(r"[“\"]\w", text) or re.search(rf"\b{_SAID}\b|\baccording to\b", text))
