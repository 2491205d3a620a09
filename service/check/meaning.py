"""How far, whether, which way, in which order and why: what turns a true sentence into a false one. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence

from dateline.service.check.certainty import (
    IMPLIED_NEGATIONS,
    WEAK_NEGATIONS,
    denials,
    dismisses,
    hedged,
    softened,
    unsure,
)
from dateline.service.check.context import CARRIED, Carrier
from dateline.service.check.denial import absolute, agrees, answered, denied
from dateline.service.check.evidence import Flaw
from dateline.service.check.extent import SCOPES, scope_alike, scopes, unkept_narrowing
from dateline.service.check.statement import Statement
from dateline.service.words import Token, same, stemmed, tokens

_CAUSE = re.compile(
    r"\b(?:because|due to|owing to|thanks to|amid|so that|in order to|as a result|therefore|after a|prompting|leading to|in response|out of|in protest)\b",
    re.I,
)


_STAYING = stemmed("stay remain keep retain unchanged")  # what is not taken away
_WHETHER = re.compile(r"\bwhether\b", re.I)
_WILL = re.compile(r"\b(?:will|would|shall)\b")
SYNONYM = 0.8  # worth from which a word is the evidence's own
_CLOSE = 0.72  # of a claim's words that are the evidence's own, from which one that nothing carries was added
_CLOSEST = 0.8  # the same, with what stands in the title, the lead or just before
_CLOSE_ENOUGH = 0.62  # from which two in a row were
_SURELY_NOT = 0.36  # worth below which nothing is like a word
_ASIDE = re.compile(
    r",\s+(?:who|which|whose|where|funded|paid|backed|caused|prompted|driven|founded|despite|with|after|in part)\b[^,]*(?:,|$)"
)
_OF_ANY = re.compile(r"\b(?<!free )(?<!exempt )(?<!clear )(?:from|by|of|in) any\b", re.I)
_BOTH = re.compile(r"\b([a-z]\w+) (?:and|or) (?:its |the |their |no |not )?([a-z]\w+)")
_LIGHT = stemmed(  # words that a writer needs to make another sentence, and that say nothing by themselves
    "put come go make take give bring get become stand reach amount compare total count number figure thank part side way thing matter case "
    "office team new old own behalf lot little high low set lead add leave keep hold meet mean show see find fact since though whether while instead "
    "rather yet already now then currently time moment day level group line place cost work point end begin start use need want else altogether "
    "namely themselves itself himself herself who whose worth respectively account words namely people person far wide below above anyone someone nobody everyone nothing something alone party built fall run base sell able manage provide opinion word hope night guide undated treat deal route product sheet kind arrangement far remain stay turn leave bear carry carried call name form sort range size amid besides namely latter former behalf immediately rival fellow fleet region city country area"
)


def scope(
    said: Statement, quote: Statement, clause: str, frame: Statement, carriers: Mapping[int, Carrier]
) -> Iterator[Flaw]:
    known = quote.stems | quote.small
    levels = {each for each in scopes(quote) if not (scope_alike(each) | {each}) & (said.stems | said.small)}
    if not levels:
        known |= frame.stems & SCOPES
    carried = {each.word.stem for each in carriers.values() if each.word is not None and each.worth >= CARRIED}
    if _OF_ANY.search(said.text) and not quote.small & {"any", "all", "every", "no"}:
        yield "scope"
    if any(
        not (scope_alike(each) | {each}) & known and not any(same(each, other) > 0 for other in known)
        for each in scopes(said)
    ) or unkept_narrowing(clause, said, carried):
        yield "scope"


def polarity(
    said: Statement,
    quote: Statement,
    clause: str,
    frame: Statement,
    passages: Sequence[str],
    carriers: Mapping[int, Carrier],
) -> Iterator[Flaw]:
    """Denial and hedge of the claim against those of the clause that it rests on, and of each of the passages."""
    implied = {token.stem for token in tokens(clause)} & IMPLIED_NEGATIONS
    if absolute(said.text):
        implied -= WEAK_NEGATIONS
    implies = (said.stems & IMPLIED_NEGATIONS) - (frame.stems - quote.stems)
    more = denials(said.text) - denials(clause)
    if denials(said.text) == denials(quote.text) or answered(said, clause) or (more > 0 and agrees(said, quote.text)):
        more = 0
    if (
        (more > 0 and not implied - implies)
        or (more < 0 and not implies - implied and not said.stems & _STAYING)
        or denied(said, passages, carriers)
    ):
        yield "negation"
    if dismisses(said.text) and dismisses(quote.text):
        return
    if (hedged(clause) and not (softened(said.text) or _WHETHER.search(said.text))) or (
        unsure(clause) and not (unsure(said.text) or _WHETHER.search(said.text)) and _WILL.search(said.text)
    ):
        yield "hedge"


def order(said: Statement, quote: Statement) -> Iterator[Flaw]:
    """From here to there is not from there to here, and who did it stands before what was done to whom."""
    for first, second in ((r"\bfrom\b", r"\bto\b"),):
        claimed, stands = _between(said, first, second), _between(quote, first, second)
        if claimed and stands and claimed[0] & stands[1] and claimed[1] & stands[0] and not claimed[0] & stands[0]:
            yield "direction"
            return
    heads = [_head(said), _head(quote)]
    if heads[0] and heads[1] and not heads[0] & heads[1] and _same_verb(said, quote) and heads[0] <= quote.stems:
        yield "name"


def _between(each: Statement, first: str, second: str) -> tuple[set[str], set[str]] | None:
    """The names and figures right behind two words, as in "from … to …"."""
    one = re.search(first, each.text)
    other = None if one is None else re.compile(second).search(each.text, one.end())
    if one is None or other is None:
        return None
    marks = [*((t.start, t.stem) for t in each.names), *((f.start, f"{f.value}{f.unit}") for f in each.figures)]
    before = {mark for at, mark in marks if one.end() <= at < other.start()}
    behind = {mark for at, mark in marks if other.end() <= at <= other.end() + 40}
    return (before, behind) if before and behind else None


def _head(each: Statement) -> set[str]:
    """The names that a sentence begins with: its subject, as long as no verb of being follows."""
    found: set[str] = set()
    for token in each.every[:6]:
        if token in each.names:
            found.add(token.stem)
        elif found:
            break
    return found


def _same_verb(said: Statement, quote: Statement) -> bool:
    """Whether the word right behind the subject is the same in both, in the active voice."""
    verbs = [_behind_head(each) for each in (said, quote)]
    return verbs[0] is not None and verbs[1] is not None and verbs[0].stem == verbs[1].stem


def _behind_head(each: Statement) -> Token | None:
    """The first word behind the names that a sentence begins with, if it is one of meaning."""
    began = False
    for token in each.every:
        if token in each.names:
            began = True
        elif began:
            return token if token in each.words else None
    return None


def addition(
    said: Statement,
    quote: Statement,
    loose: Sequence[Token],
    carriers: Mapping[int, Carrier],
    core: Statement,
    frame: Statement,
) -> Iterator[Flaw]:
    """A cause that the evidence does not give, or words of its own in a claim that else keeps to the evidence's words."""
    cause = _CAUSE.search(said.text)
    behind = [word for word in loose if cause and word.start > cause.start()]
    many = max(1, len(said.words))
    exact = sum(carriers[word.start].worth >= SYNONYM for word in said.words) / many
    framed = sum(carriers[word.start].worth >= SYNONYM or frame.carries(word) for word in said.words) / many
    own = [word for word in loose if word.stem not in _LIGHT]
    alone = [word for word in own if carriers[word.start].worth < _SURELY_NOT]
    if (
        (len(behind) > 1 and not _CAUSE.search(quote.text))
        or (alone and (exact >= _CLOSE or framed >= _CLOSEST))
        or _aside(said, core, carriers)
        or (framed >= _CLOSE_ENOUGH and _in_a_row(said, own))
    ):
        yield "addition"


def _aside(said: Statement, core: Statement, carriers: Mapping[int, Carrier]) -> bool:
    """Whether a clause between commas has nothing but words that nothing carries: ", who tested it himself,"."""
    for match in _ASIDE.finditer(said.text):
        inside = [word for word in said.words if match.start() < word.start < match.end() and word.stem not in _LIGHT]
        alien = [word for word in inside if not core.carries(word) and carriers[word.start].worth < CARRIED]
        if len(inside) > 1 and len(alien) == len(inside):
            return True
    return False


def _in_a_row(said: Statement, loose: Sequence[Token]) -> bool:
    return any(one in loose and other in loose for one, other in zip(said.words, said.words[1:], strict=False))


def conjoined(said: Statement, core: Statement, carriers: Mapping[int, Carrier]) -> Iterator[Flaw]:
    """Two things where the sentence that carries the claim has one: "gallium and germanium" for "gallium"."""
    own = [word for word in said.words if carriers[word.start].worth >= SYNONYM]
    close = len(own) >= _CLOSE * len(said.words)
    for match in _BOTH.finditer(said.text):
        first = next((word for word in said.words if word.start == match.start(1)), None)
        second = next((word for word in said.words if word.start == match.start(2)), None)
        if not (first and second and core.carries(first)) or core.carries(second):
            continue
        one, other = carriers[first.start], carriers[second.start]
        if one.word == other.word or (other.worth < CARRIED and second.stem not in _LIGHT and close):
            yield "scope"
            return
