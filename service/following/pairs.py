"""Two that were named together, and what points to one of them or to both: "the other one", "the latter". English, by rules."""

import re
from collections.abc import Sequence

from dateline.service.following.conversation import Told, people
from dateline.service.following.mentions import names

_BOTH = re.compile(
    r"\b(?:the|these|those|both) two (?:\w+)\b|\bboth (?:firms|companies|men|women|sides|of them|countries)\b", re.I
)
_OTHER = re.compile(r"\bthe other (?:one|two|\w+)\b|\bthe (?P<which>latter|former)\b", re.I)
_OF_TWO = re.compile(r"\b(?:which|who) of (?:the (?:two|three)|them)\b", re.I)
_PAIR = re.compile(r"(?P<a>[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*),?\s(?:and|or)\s(?P<b>[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*)")


def of_two(text: str, before: Sequence[Told]) -> str:
    """ "The other one", "the latter", "which of the two": the two named last."""
    match = _OTHER.search(text)
    pair = named_pair(before)
    if match is not None and len(pair) == 2:
        meant = pair[0] if (match["which"] or "").lower() == "former" else pair[1]
        if not match["which"]:
            answer = " ".join(before[-1].quotes)
            told = [each for each in pair if each.split()[0] in answer]
            if len(told) == 1:
                meant = pair[1] if told[0] == pair[0] else pair[0]
        return f"{text[: match.start()]}{meant}{text[match.end() :]}"
    if (both_named := _BOTH.search(text)) and len(pair) == 2 and not names(text):
        return f"{text[: both_named.start()]}{pair[0]} and {pair[1]}{text[both_named.end() :]}"
    if _OF_TWO.search(text) and not names(text) and len(both := pair or people(before)) == 2:
        return f"{text.rstrip(' ?')}, {both[0]} or {both[1]}?"
    return text


def named_pair(before: Sequence[Told]) -> tuple[str, ...]:
    """The two that the newest question joined, or the two people of the newest turn that has two."""
    for turn in reversed(before):
        if (match := _PAIR.search(turn.question)) and not re.match(r"(?:Which|What|Who)\b", match["a"]):
            return match["a"].strip(), match["b"].strip()
        if len(found := people([turn])) == 2:
            return found
    return ()
