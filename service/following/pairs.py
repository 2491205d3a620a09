"""Two that were named together, what points to one of them or to both ("the other one", "the latter"), and names in full. English, by rules."""

import re
from collections.abc import Sequence

from dateline.service.following.answering import what_was_listed
from dateline.service.following.clauses import clause_text
from dateline.service.following.conversation import Told, people
from dateline.service.following.mentions import names
from dateline.service.following.phrases import AUXILIARIES, PREPOSITIONS, bare, definite, phrases
from dateline.service.following.verbs import is_verb

_BOTH = re.compile(
    r"\bthe two of them\b|\b(?:the|these|those|both) two (?!of\b)(?:\w+)\b|\bboth (?:firms|companies|men|women|sides|of them|countries)\b",
    re.I,
)
_ORDINAL = re.compile(
    r"\bthe (?P<which>latter|former|(?:first|second) one|(?:first|second) of (?:them|these|the two))\b", re.I
)
_REMAINING = re.compile(r"\bthe other\b(?: (?P<noun>\w+))?", re.I)
_OTHER_ONE = re.compile(r"\bthe other(?: ones?)?(?=\W*$|\W+(?!ones?\b)(?:\w+))", re.I)
_ORDERED = re.compile(
    r"\b(?:first|second|third|last|one|new|newer|newest|old|older|larger|bigger|smaller|biggest|largest|former)\b(?= [a-z])"
)
_ONE_OF = re.compile(
    r"\b[Tt]he (?:first|second|third|one) of the (?:two )?(?P<what>(?:[\w-]+ )?[a-z]+s)(?P<more> that .+)?$"
)
_SINGULAR = re.compile(r"(?:ies|(?<!s)s)$")
_OF_TWO = re.compile(r"\b(?:which|who) of (?:the (?:two|three)|them)\b|^which one (?:is|was|has|will|does|did)\b", re.I)
_EITHER = re.compile(r"\beither of (?:them|the two)\b", re.I)
_NAMED = r"[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*"
_PAIR = re.compile(rf"(?P<a>{_NAMED}),?\s(?:and|or)\s(?P<b>{_NAMED})")
_ANSWERED = re.compile(  # "A yard in Terne and Norden Capital will bid"
    rf"(?:^|(?<=[a-z] ))(?P<a>(?:(?:The|An?|the|an?)\s(?:[a-z-]+\s){{0,2}}[a-z]+(?:\s(?:led by|of|from|in)\s{_NAMED})?|(?:[Tt]he\s)?{_NAMED}))\s(?:and|or)\s"
    rf"(?P<b>(?:(?:the|an?)\s(?:[a-z-]+\s){{0,2}}[a-z]+(?:\s(?:led by|of|from|in)\s{_NAMED})?|(?:the\s)?{_NAMED}))"
)
_OTHER_KIND = re.compile(
    r"\bthe other (?!one|two|day|week|hand|side|way|half\b)(?P<noun>[a-z]+[^s\W])(?= (?:do|does|did|is|are|was|were|has|have|had|will|would|can|could|in|at|by|from)\b|\W*$)"
)
_BESIDE = re.compile(  # two that one sentence names, side by side or each with its own
    r"\b(?P<a>[A-Z]?[\w’'-]+)(?:(?P<close> (?:and|or) )|\b(?! (?:and|or) )[^.;]*?(?:,|;)? (?:and|while|against) )(?:the )?(?P<b>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*|[a-z]+)"
    r"(?= (?:in|at|to|by|from|for|on|with|is|are|was|were|has|have|had|will|would|can|could)\b|\W*$|[,.;])"
)
_ASKS_SEVERAL = re.compile(r"^(?:which|what|who)\b.*?\b(?:two|both|are|were|\w+s)\b", re.I)


def of_two(text: str, before: Sequence[Told]) -> str:
    """ "The other one", "the latter", "the first one", "which of the two": the two named last."""
    pair = named_pair(before)
    is_of_other = re.search(r"\b(?:first|second|third)\b", before[-1].question) if before else None
    match = _ORDINAL.search(text)
    if len(pair) == 2 and match and not (is_of_other and match["which"].lower().endswith("one")):
        is_first = match["which"].lower().startswith("f")
        text = f"{text[: match.start()]}{pair[0] if is_first else pair[1]}{text[match.end() :]}"
    if len(pair) == 2 and (match := _REMAINING.search(text)):
        spoken = (text, before[-1].question, " ".join(before[-1].quotes))
        alone = [told for source in spoken if len(told := [each for each in pair if _is_in(each, source)]) == 1]
        meant = pair[0] if alone and alone[0][0] == pair[1] else pair[1]
        end = match.end() if match["noun"] and _is_noun(match["noun"]) else match.start() + len("the other")
        return f"{text[: match.start()]}{meant}{text[end:]}"
    if (match := _OTHER_KIND.search(text)) and (beside := _beside(before)) and match["noun"] not in before[-1].question:
        return f"{text[: match.start()]}{beside}{text[match.end() :]}"
    if len(pair) != 2 and (match := _OTHER_ONE.search(text)) and (other := _other(before)):
        return f"{text[: match.start()]}{other}{text[match.end() :]}"
    if (both_named := _BOTH.search(text)) and len(pair) == 2 and (" of them" in both_named[0] or not names(text)):
        return f"{text[: both_named.start()]}{pair[0]} and {pair[1]}{text[both_named.end() :]}"
    if len(pair) == 2 and (match := _EITHER.search(text)):
        return f"{text[: match.start()]}{pair[0]} or {pair[1]}{text[match.end() :]}"
    if _OF_TWO.search(text) and not names(text) and len(both := pair or people(before)) == 2:
        return f"{text.rstrip(' ?')}, {both[0]} or {both[1]}?"
    return text


def _other(before: Sequence[Told]) -> str:
    """What stands beside the first, the new or the larger of a kind: "Halvik Line's other ferry" for its first one."""
    for turn in reversed(before):
        if match := _ONE_OF.search(turn.clause.subject if turn.clause else ""):
            return f"the other {_SINGULAR.sub(lambda end: 'y' if end.group() == 'ies' else '', match['what'])}{match['more']}"
        for part in phrases(clause_text(turn.question)):
            if match := _ORDERED.search(part.text):
                found = f"{part.text[: match.start()]}other{part.text[match.end() :]}"
                return definite(found) if re.match(r"the\b|.*[’']s?\b", found) else f"the {found}"
    return ""


def _beside(before: Sequence[Told]) -> str:
    """What an answer names beside the one that was asked about: "A is used in chips, and B in lenses"."""
    asked = before[-1].question
    for quote in before[-1].quotes:
        for match in _BESIDE.finditer(quote):
            one, other = match["a"], match["b"]
            if _has(one, asked) and not _has(other, asked):
                return other
            if match["close"] and _has(other, asked) and not _has(one, asked):
                return one[0].lower() + one[1:] if match.start() == 0 and one.lower() in quote[1:] else one
    return ""


def _has(word: str, text: str) -> bool:
    """Whether a text names it in any case."""
    return bool(re.search(rf"\b{re.escape(word)}\b", text, re.I))


def named_pair(before: Sequence[Told]) -> tuple[str, ...]:
    """The two that the newest question joined, or that its answer joins where it asked for several, or its two people."""
    for turn in reversed(before):
        if (match := _PAIR.search(turn.question)) and not re.match(r"(?:Which|What|Who)\b", match["a"]):
            return match["a"].strip(), match["b"].strip()
        if (listed := what_was_listed(turn)) and len(both := re.split(r",? and (?:the )?|, ", listed)) == 2:
            return both[0], both[1]
        if turn.quotes and _ASKS_SEVERAL.match(turn.question) and (match := _ANSWERED.search(turn.quotes[0])):
            return _lowered(match["a"]), match["b"].strip()
        if len(found := people([turn])) == 2:
            return found
    return ()


def surnamed(text: str, before: Sequence[Told]) -> str:
    """A question with bare surnames made full, where the conversation has one person of that name: "Osei" is Kwame Osei."""
    for name in names(f"x {text}"):
        if " " in name.text or name.sort == "place":
            continue
        every = [each for turn in before for each in (*turn.asked, *turn.said)]
        full = {
            each.text
            for each in every
            if each.sort == "person" and each.text.split()[-1] == name.text and len(each.text.split()) in (2, 3)
        }
        is_other = any(each.text == name.text and each.sort in ("firm", "place") for each in every)
        if len(full) == 1 and not is_other:
            text = re.sub(
                rf"(?<![A-Z]\w )(?<![Tt]he )(?<![\w’'-])(?<![a-z]\. ){name.text}\b(?!-)", full.pop(), text, count=1
            )
    return text


def _is_noun(word: str) -> bool:
    return bare(word) not in AUXILIARIES | PREPOSITIONS and (word in {"one", "two"} or not is_verb(word))


def _is_in(name: str, text: str) -> bool:
    """Whether a text names it, by its first word of meaning."""
    word = next((each for each in name.split() if each[:1].isupper() and each.lower() not in {"the", "a", "an"}), name)
    return bool(re.search(rf"\b{re.escape(word)}\b", text))


def _lowered(phrase: str) -> str:
    return re.sub(r"^(?:The|An?)\b", lambda match: match.group().lower(), phrase.strip())
