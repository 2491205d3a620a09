"""What a sentence denies, word by word: the words behind each "not", "no", "failed to", and verbs that answer one another. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence

from dateline.service.check.certainty import IMPLIED_NEGATIONS, WEAK_NEGATIONS, denials, undoubled
from dateline.service.check.context import Carrier
from dateline.service.check.statement import Statement, clause_spans
from dateline.service.check.wording import alike
from dateline.service.words import Token, is_stopword, stemmed, tokens

_CUE = re.compile(
    r"\b(?:not|no|never|without|neither|nor|none|nobody|cannot|no longer|yet to|(?:fail|refus|declin)\w* to|unable to|"
    r"stop\w* short of|rul\w* out|(?:leav\w*|left)(?: \w+){0,4} out|exclud\w*|omit\w*|lack\w*|rather than|instead of|"
    r"escap\w*|avoid\w*|dodg\w*|skip\w*|boycott\w*|(?:stay|stays|stayed|absent|missing) (?:away )?from|left off)\b|n[’']t\b",
    re.I,
)
_ABSOLUTE = re.compile(r"\b(?:nobody|no one|none|never)\b", re.I)
_ABSENT = re.compile(r"\b(?:absent from|missing from|left off|away from|boycott\w*|skip\w*)\s*$", re.I)
_SELDOM = re.compile(r"\b(?:seldom|rarely|hardly|scarcely|barely)\b", re.I)
_TAKEN_BACK = stemmed(  # what "not" before it turns into a yes
    "stop prevent ban bar block forbid prohibit exempt refuse reject deny fail exclude unable miss oppose lack escape"
)
_UNTRUE = re.compile(r"\b(?:not true|untrue|no truth|(?:is|was) (?:false|wrong|a myth))\b", re.I)
_BEHIND = re.compile(  # a denial of what stands before it: "a reliable count was not possible"
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|can|could|will|would|may|might|must|should)\s+(?:not|never)\b|n[’']t\b",
    re.I,
)
_LEFT_OUT = re.compile(
    r"\b(?:rather than|instead of|(?:leav\w*|left)(?: \w+){0,4} out|exclud\w*|omit\w*|lack\w*)\b", re.I
)
_NARROWER = re.compile(r"\b(?:only|until|unless|rather|instead|alone|yet to)\b", re.I)
_NOT = re.compile(r"\b(?:no|not|never)\b|n[’']t\b", re.I)
_ANCHORS = 2  # words behind a denial that it is about
_NEAR = 35  # characters from a word's beginning in which it is denied behind it
_REACH = 60  # characters behind a denial in which they stand
_OWN = 0.8  # worth from which a word is the evidence's own
_PREFIX = re.compile(r"^(?:un|in|im|dis|non-?|ir)(?=[a-z]{4})")
_ANSWERS = tuple(  # one side of a line said of what the evidence puts on the other is a denial
    (stemmed(yes), stemmed(no))
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
        ("answer reply respect obey heed", "ignore flout"),
    )
)


def denied(said: Statement, texts: Sequence[str], carriers: Mapping[int, Carrier]) -> bool:
    """Whether a claim says what passages deny, or denies what they say: about the very words that a denial is about."""
    return _denies_what_is_said(said, texts) or any(
        _says_what_is_denied(said, text) or _takes_back(said, text) or _answers_otherwise(said, text, carriers)
        for text in texts
    )


def agrees(said: Statement, text: str) -> bool:
    """Whether all that a claim denies is denied in a text by the same words."""
    mine = list(_anchored(said.text))
    theirs = [each for found in _anchored(text) for each in found]
    return bool(mine) and all(any(_one(word, other) for other in theirs) for found in mine for word in found[:1])


def answered(said: Statement, clause: str) -> frozenset[int]:
    """Where words of the claim begin whose opposite a clause has, one of both denied: "did not approve", "rejected"."""
    if (_turned(said.text, len(said.text)) - _turned(clause, len(clause))) % 2 == 0:
        return frozenset()
    there = frozenset(token.stem for token in tokens(clause))
    return frozenset(word.start for word in said.words if word.stem not in there and _opposite(word, there))


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
            if not first.capital or _is_absent(said.text, found)
            for part in parts
            for word in tokens(part)
            if _one(first, word)
        ]
        if stands and not any(_is_denied(part, word.start) for part, word in stands):
            return True
    return False


def _is_absent(text: str, found: list[Token]) -> bool:
    """Whether it is said to be away from what is named: "left off the List"."""
    before = re.sub(r"\b(?:the|its|a|an)\s*$", "", text[: found[0].start])
    return _ABSENT.search(before) is not None


def _is_denied(part: str, at: int) -> bool:
    near = tokens(part[max(0, at - _NEAR) : at + _NEAR])
    implied = {token.stem for token in near} & (IMPLIED_NEGATIONS - WEAK_NEGATIONS)
    return bool(implied) or _denies_before(part[:at]) or _BEHIND.search(part, at, at + _NEAR) is not None


def _denies_before(text: str) -> bool:
    return denials(text) > 0 or _CUE.search(undoubled(text)) is not None


def _takes_back(said: Statement, text: str) -> bool:
    """Whether one denies a denial and the other denies: "does not stop them from buying", "are unable to buy"."""
    for start, end in clause_spans(text):
        part = text[start:end]
        there = {token.stem for token in tokens(part)}
        if not any(word.stem in there for word in said.words):
            continue
        ours, theirs = _doubled(said.text), _doubled(part)
        if (theirs and not ours and _odd(said.text)) or (
            ours and not _doubled(text) and _odd(part) and not ours & there
        ):
            return True
    return False


def _doubled(text: str) -> frozenset[str]:
    """The words of denial right behind a "not"."""
    bare = undoubled(text)
    behind = [t for m in _NOT.finditer(bare) for t in tokens(bare[m.end() : m.end() + _REACH])[:2]]
    return frozenset(t.stem for t in behind) & _TAKEN_BACK


def _odd(text: str) -> bool:
    return (denials(text) + sum(token.stem in _TAKEN_BACK for token in tokens(text))) % 2 == 1


def _answers_otherwise(said: Statement, text: str, carriers: Mapping[int, Carrier]) -> bool:
    """Whether a word of the claim is answered by its opposite in a clause that has others of its words."""
    for start, end in clause_spans(text):
        part = text[start:end]
        found = tokens(part)
        there = frozenset(token.stem for token in found)
        if not any(word.stem in there for word in said.words):
            continue
        for word in said.words:
            if word.stem in there or (carriers[word.start].worth >= _OWN and not _PREFIX.match(word.stem)):
                continue
            against = [
                t
                for t in found
                if t.stem not in said.stems and _opposite(word, frozenset((t.stem,)) | _same_side(word, there))
            ]
            if any((_turned(said.text, word.start) - _turned(part, t.start)) % 2 == 0 for t in against):
                return True
    return False


def _same_side(word: Token, there: frozenset[str]) -> frozenset[str]:
    """What a clause has of a word's own side."""
    return frozenset(each for pair in _ANSWERS for side in pair if word.stem in side for each in side & there)


def _turned(text: str, at: int) -> int:
    """How many denials a word has before it."""
    return denials(text[:at]) + len(_SELDOM.findall(text[:at]))


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
