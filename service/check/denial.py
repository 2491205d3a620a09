"""What a sentence denies, word by word: the words behind each "not", "no", "failed to", and verbs that answer one another. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence

from dateline.service.check.certainty import IMPLIED_NEGATIONS, WEAK_NEGATIONS, denials, undoubled
from dateline.service.check.context import Carrier
from dateline.service.check.statement import Statement, clause_spans
from dateline.service.check.wording import alike
from dateline.service.words import Token, is_stopword, stem, tokens

_CUE = re.compile(
    r"\b(?:not|no|never|without|neither|nor|none|nobody|cannot|no longer|yet to|(?:fail|refus|declin)\w* to|unable to|"
    r"stop\w* short of|rul\w* out|(?:leav\w*|left)(?: \w+){0,4} out|exclud\w*|omit\w*|lack\w*|rather than|instead of)\b|n[’']t\b",
    re.I,
)
_ABSOLUTE = re.compile(r"\b(?:nobody|no one|none|never)\b", re.I)
_UNTRUE = re.compile(r"\b(?:not true|untrue|no truth|(?:is|was) (?:false|wrong|a myth))\b", re.I)
_BEHIND = re.compile(  # a denial of what stands before it: "a reliable count was not possible"
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|can|could|will|would|may|might|must|should)\s+(?:not|never)\b|n[’']t\b",
    re.I,
)
_LEFT_OUT = re.compile(
    r"\b(?:rather than|instead of|(?:leav\w*|left)(?: \w+){0,4} out|exclud\w*|omit\w*|lack\w*)\b", re.I
)
_NARROWER = re.compile(r"\b(?:only|until|unless|rather|instead|alone|yet to)\b", re.I)
_ANCHORS = 2  # words behind a denial that it is about
_REACH = 60  # characters behind a denial in which they stand
_OWN = 0.8  # worth from which a word is the evidence's own
_PREFIX = re.compile(r"^(?:un|in|im|dis|non-?|ir)(?=[a-z]{4})")


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, text.split()))


_ANSWERS = tuple(  # one side of a line said of what the evidence puts on the other is a denial
    (_stems(yes), _stems(no))
    for yes, no in (
        (
            "approve grant accept allow confirm agree pass permit admit adopt endorse clear",
            "refuse reject decline deny ban forbid bar prohibit block veto disallow",
        ),
        ("attend join", "miss skip boycott"),
        ("succeed manage pass", "fail"),
        ("cover subject", "exempt spare"),
        ("support welcome favour favor endorse", "oppose condemn"),
        ("keep retain", "drop scrap abandon lose"),
        ("disclose publish reveal public", "undisclosed secret withhold"),
        ("win", "lose"),
        ("answer reply", "ignore"),
    )
)


def denied(said: Statement, texts: Sequence[str], carriers: Mapping[int, Carrier]) -> bool:
    """Whether a claim says what passages deny, or denies what they say: about the very words that a denial is about."""
    return _denies_what_is_said(said, texts) or any(
        _says_what_is_denied(said, text) or _answers_otherwise(said, text, carriers) for text in texts
    )


def agrees(said: Statement, text: str) -> bool:
    """Whether all that a claim denies is denied in a text by the same words."""
    mine = list(_anchored(said.text))
    theirs = [each for found in _anchored(text) for each in found]
    return bool(mine) and all(any(_one(word, other) for other in theirs) for found in mine for word in found[:1])


def answered(said: Statement, clause: str) -> bool:
    """Whether one denies a verb and the other has its opposite: "did not approve", "rejected"."""
    odd = (denials(said.text) - denials(clause)) % 2 == 1
    there = frozenset(token.stem for token in tokens(clause))
    return odd and any(_opposite(word, there) for word in said.words if word.stem not in there)


def absolute(text: str) -> bool:
    """Whether it says "nobody" or "never": more than an "only" or an "until" bears out."""
    return _ABSOLUTE.search(text) is not None


def _anchored(text: str) -> Iterator[list[Token]]:
    """For each denial of a text the first words of meaning behind it, in its clause."""
    bare = undoubled(text)
    found = tokens(bare)
    edges = [end for _, end in clause_spans(bare)]
    for cue in _CUE.finditer(bare):
        end = min((edge for edge in edges if edge >= cue.end()), default=len(bare))
        comma = bare.find(",", cue.end())
        end = min(end, cue.end() + _REACH, len(bare) if comma < 0 else comma)
        behind = [t for t in found if cue.end() <= t.start < end and not is_stopword(t)]
        if behind:
            yield behind[:_ANCHORS]


def _denies(text: str) -> bool:
    bare = undoubled(text)
    implied = {token.stem for token in tokens(bare)} & (IMPLIED_NEGATIONS - WEAK_NEGATIONS)
    return denials(text) > 0 or bool(implied) or _CUE.search(bare) is not None


def _says_what_is_denied(said: Statement, text: str) -> bool:
    """Whether the words behind a denial of a passage stand in a part of the claim that denies nothing."""
    if _UNTRUE.search(text) and not _denies(said.text):
        return True
    parts = [said.text[start:end] for start, end in clause_spans(said.text)]
    least = _ANCHORS if _denies(said.text) else 1
    for part in parts:
        if _denies(part) or _NARROWER.search(part):
            continue
        mine = tokens(part)
        if any(
            len(found) >= least and all(any(_one(word, each) for each in mine) for word in found)
            for found in _anchored(text)
        ):
            return True
    return False


def _denies_what_is_said(said: Statement, texts: Sequence[str]) -> bool:
    """Whether what stands behind a claim's denial stands in clauses that do not deny it, and nowhere else."""
    parts = [text[start:end] for text in texts for start, end in clause_spans(text)]
    for found in _anchored(_LEFT_OUT.sub(" ", said.text)):
        stands = [
            (part, word)
            for first in found
            if not first.capital
            for part in parts
            for word in tokens(part)
            if _one(first, word)
        ]
        if stands and not any(_is_denied(part, word.start) for part, word in stands):
            return True
    return False


def _is_denied(part: str, at: int) -> bool:
    implied = {token.stem for token in tokens(part)} & (IMPLIED_NEGATIONS - WEAK_NEGATIONS)
    return bool(implied) or _denies(part[:at]) or _BEHIND.search(part, at) is not None


def _answers_otherwise(said: Statement, text: str, carriers: Mapping[int, Carrier]) -> bool:
    """Whether a word of the claim is answered by its opposite in a clause that has others of its words."""
    for start, end in clause_spans(text):
        part = text[start:end]
        there = frozenset(token.stem for token in tokens(part))
        if (denials(said.text) - denials(part)) % 2 or not any(word.stem in there for word in said.words):
            continue
        if any(
            _opposite(word, there - said.stems)
            for word in said.words
            if word.stem not in there and carriers[word.start].worth < _OWN
        ):
            return True
    return False


def _opposite(word: Token, there: frozenset[str]) -> bool:
    """Whether a word of the other side, or the same word with "un-" or without, is there."""
    bare = _PREFIX.sub("", word.stem)
    if (bare != word.stem and bare in there) or any(
        _PREFIX.sub("", each) == word.stem for each in there if each != word.stem
    ):
        return True
    sides = [(here, other) for pair in _ANSWERS for here, other in (pair, pair[::-1])]
    return any(word.stem in here and other & there and not here & there for here, other in sides)


def _one(word: Token, other: Token) -> bool:
    return word.stem == other.stem or alike(word.stem, other.stem) >= _OWN
