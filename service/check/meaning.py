"""How far, whether, which way, in which order and why: what turns a true sentence into a false one. Pure."""

import re
from collections.abc import Iterator, Sequence

from dateline.service.check.evidence import Flaw
from dateline.service.check.statement import (
    IMPLIED_NEGATIONS,
    ORDER,
    ORGANISATIONS,
    Statement,
    denials,
    hedged,
    scope_alike,
    scopes,
    unkept_narrowing,
)
from dateline.service.words import Token, opposed, same, stem, tokens

_WAYS = tuple(  # a word of one of these groups that the evidence has none of tells of another turn of events
    frozenset(stem(word) for word in group.split())
    for group in (
        "rise rose increase grow climb jump surge soar boost raise hike higher expand widen exceed more dearer",
        "fell decrease drop decline shrink slide slump plunge tumble lower cut reduce slash narrow fewer less halve cheaper",
        "loosen relax ease soften",
        "tighten harden restrict curb",
        "include contain comprise",
        "exclude omit leave",
        "double triple quadruple",
        "win beat victory defeat",
    )
)
_CAUSE = re.compile(
    r"\b(?:because|due to|owing to|thanks to|amid|so that|in order to|as a result|therefore|after a|prompting|leading to|in response|out of|in protest)\b",
    re.I,
)


def scope(said: Statement, quote: Statement, clause: str) -> Iterator[Flaw]:
    known = quote.stems | quote.small
    if any(
        not (scope_alike(each) | {each}) & known and not any(same(each, other) > 0 for other in known)
        for each in scopes(said)
    ) or unkept_narrowing(clause, said):
        yield "scope"


def polarity(said: Statement, quote: Statement, clause: str) -> Iterator[Flaw]:
    """Denial and hedge of the claim against those of the clause that it rests on."""
    implied = {token.stem for token in tokens(clause)} & IMPLIED_NEGATIONS
    implies = said.stems & IMPLIED_NEGATIONS
    more = denials(said.text) - denials(clause)
    if denials(said.text) == denials(quote.text):
        more = 0
    if (more > 0 and not implied - implies) or (more < 0 and not implies - implied):
        yield "negation"
    if hedged(clause) and not hedged(said.text):
        yield "hedge"


def direction(said: Statement, quote: Statement) -> Iterator[Flaw]:
    free = [token for token in quote.words if token.stem not in said.stems]
    for word in said.words:
        if word.stem in quote.stems or any(same(word.stem, each) > 0 for each in quote.stems):
            continue
        against = [each for each in free if opposed(word.stem, each.stem)]
        if against and not all(any(same(each.stem, other.stem) > 0 for other in said.words) for each in against):
            yield "direction"
            return
    for word in said.words:
        side = next((each for each in _WAYS if word.stem in each), None)
        if side is not None and not any(each in side or same(word.stem, each) > 0 for each in quote.stems):
            yield "direction"
            return
    for pair in ORDER:
        for here, there in (pair, pair[::-1]):
            if here in said.small and there in quote.small and here not in quote.small and there not in said.small:
                yield "direction"
                return


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


def addition(said: Statement, quote: Statement, loose: Sequence[Token]) -> Iterator[Flaw]:
    """A cause that the evidence does not give, or a subject that it does not have."""
    cause = _CAUSE.search(said.text)
    behind = [word for word in loose if cause and word.start > cause.start()]
    who = said.words[:2]
    if (len(behind) > 1 and not _CAUSE.search(quote.text)) or (
        len(who) > 1 and all(word in loose for word in who) and any(word.text.lower() in ORGANISATIONS for word in who)
    ):
        yield "addition"
