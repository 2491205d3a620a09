"""Questions about what somebody did, judged or got wrong ("Who got that wrong?") joined with it. English, by rules."""

import re
from collections.abc import Sequence

from dateline.service.following.clauses import Clause, clause
from dateline.service.following.conversation import Told
from dateline.service.following.echoing import inner, statement
from dateline.service.following.mentions import names
from dateline.service.following.phrases import (
    AUXILIARIES,
    BE,
    PREPOSITIONS,
    bare,
)
from dateline.service.words import same, stem

_THAT = re.compile(
    r"\b(?P<verb>[a-z]+)(?P<link> (?:to|of|on|about|with|at))? (?:that|this)(?P<behind> (?:off|up|out|about|on|down))?$"
)

_WRONG = re.compile(
    r"(?P<what>^.*\b(?:get|got|gets|call|called|calls|find|found|think|consider)) (?:that|this|it) (?P<how>[a-z]+)$"
)


def judged(text: str, before: Sequence[Told]) -> str:
    """A question that ends with "that" as what somebody did, judged or got wrong, with what was stated last in its place."""
    plain = text.rstrip(" ?")
    parts, last = clause(plain), before[-1].clause
    if (
        parts
        and last
        and last.rest
        and parts.helper not in BE | {""}
        and last.helper not in BE
        and not parts.noun
        and parts.subject
        and names(f"x {parts.subject}")
        and _is_same_verb(parts, last)
    ):
        return f"{plain} {last.rest}?"
    if match := _WRONG.search(plain):
        return f"{match['what']} it {match['how']} that {inner(statement(before[-1]))}?"
    if (match := _THAT.search(plain)) is None or bare(match["verb"]) in AUXILIARIES or clause(plain) is None:
        return text
    told = inner(statement(before[-1]))
    if bare(match["verb"]) in PREPOSITIONS:
        is_order = bare(match["verb"]) in {"before", "after", "since", "until"} and told
        return f"{plain[: match.end('verb')]} {told}?" if is_order else text
    link = f"{match['link']} it" if match["link"] else ""
    link = f" it{match['behind']}" if match["behind"] else link
    return f"{plain[: match.end('verb')]}{link} that {told}?" if told else text


def _is_same_verb(parts: Clause, last: Clause) -> bool:
    """Whether a question has only the verb of the last: "Has Whitcombe signed?"."""
    verb = last.predicate.removesuffix(last.rest).strip()
    return bool(verb) and " " not in parts.predicate and same(stem(parts.predicate), stem(verb)) >= 0.8
