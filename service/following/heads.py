"""What was called by the noun that a phrase with "the" has: "the second phase" beside the third one of China's chip fund. English, by rules."""

import re
from collections.abc import Sequence
from itertools import takewhile

from dateline.service.following.callings import BODIES, FIRMS, PLACES
from dateline.service.following.clauses import clause_text
from dateline.service.following.conversation import Told, is_time
from dateline.service.following.mentions import names
from dateline.service.following.phrases import Phrase, bare, definite, head, phrases
from dateline.service.following.pointing import possessive
from dateline.service.words import same, stem

_OF_ORDER = frozenset("first second third fourth fifth sixth".split())


def same_head(noun: str, modifiers: set[str], before: Sequence[Told]) -> str | None:
    """The phrase of an earlier question that has this head and says more, or the name that ends with it."""
    for turn in reversed(before):
        parts = phrases(clause_text(turn.question))
        asked = turn.clause.noun if turn.clause else ""
        for at, part in enumerate(parts):
            other = _OF_ORDER & {bare(word) for word in part.text.split()[:2]}
            placed = modifiers & _OF_ORDER if other else frozenset[str]()
            if _is_like(head(part.text), noun) and (
                modifiers - placed <= {stem(bare(word)) for word in part.text.split()}
            ):
                more = "".join(f" {each.preposition} {each.text}" for each in takewhile(_is_attached, parts[at + 1 :]))
                more = re.sub(r"(?<= [a-z]{3}) \w+ed$|(?<=[a-z]{3}) [a-z]+ed$", "", more)  # "the fund registered"
                if more and placed - other:
                    return f"the {next(iter(placed))} {noun}{more}"
                own_words = re.split(r"\s(?:and|or)\s", part.text)[-1]
                if more or len(own_words.split()) > 2:
                    owner = turn.clause.subject if turn.clause and names(f"x {turn.clause.subject}") else ""
                    whose = possessive(owner) if owner else "the"
                    first, _, others = definite(own_words).partition(" ")
                    is_owned = bare(first) in {"its", "their", "his", "her"}
                    return f"{whose if is_owned else first} {others}".rstrip() + more
        if asked and not modifiers and _is_like(head(asked), noun) and turn.clause:
            answered = [name.text for name in turn.new if name.sort != "person"]
            if (
                answered
                and not turn.clause.wh.lower().startswith("how")
                and (noun in FIRMS | BODIES | PLACES or " " in answered[0])
            ):
                return answered[0]
            own = turn.clause.subject or next((part.text for part in phrases(turn.clause.rest)), "")
            return f"the {asked} of {definite(own)}" if own else f"the {asked}"
    return None


def _is_attached(part: Phrase) -> bool:
    if part.preposition in {"in", "on"} and is_time(part.text):
        return False
    return part.preposition in {"of", "at", "in", "on", "for", "between", "with", "to", "against"}


def _is_like(one: str, other: str) -> bool:
    return bool(one) and (one == other or same(stem(one), stem(other)) >= 0.8)
