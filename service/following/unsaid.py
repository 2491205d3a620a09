"""Short questions that lean on the one before without a word that says so: "How many people died?". English, by rules."""

import re
from collections.abc import Sequence

from dateline.service.asking import MEASURE
from dateline.service.following.callings import OFFICES
from dateline.service.following.clauses import clause, without_lead
from dateline.service.following.conversation import Told
from dateline.service.following.mentions import names
from dateline.service.following.phrases import DETERMINERS, DO, LEADS, bare, is_plural, phrases
from dateline.service.following.referents import topic
from dateline.service.words import content, tokens

_PRESENT = frozenset("is are do does can should".split())
_PRONOUNS = frozenset(
    "it he she they we you i there that this anyone anybody someone somebody everyone everybody nobody one people something anything".split()
)
_MOST = 4  # words that carry meaning in a question that leans on the one before without saying so


def leaning(text: str, before: Sequence[Told], *, is_dated: bool = False) -> str:
    """A short question that names nothing, joined with what the talk is about: "How many people died in the flood in Sill?"."""
    found = content(tokens(text))
    if (
        (names(text) and not _is_bare(text))
        or len(found) > _MOST + is_dated
        or (re.search(r"\d", text) and not is_dated)
        or not (about := topic(before))
    ):
        return text
    if _is_general(text):
        return text
    if {token.stem for token in content(tokens(about))} <= {token.stem for token in found}:
        return text
    bare_text = text.rstrip(" ?.!")
    link = (
        "about"
        if re.search(r"\b(?:say|said|think|believe|reckon|know|complain|ask|told|tell)\W*$", bare_text)
        else "in"
    )
    return f"{bare_text} {link} {about}?"


def _is_general(text: str) -> bool:
    """Whether a question is about something in general: "How is gallium refined?", "How does a heat pump work?"."""
    parts = clause(without_lead(text))
    if parts is None or not parts.subject or parts.helper not in _PRESENT or parts.noun:
        return False
    words = parts.subject.split()
    first = bare(words[0])
    if first in {"a", "an"}:
        return bool(parts.wh)
    is_thing = words[0].islower() and first not in _PRONOUNS | DETERMINERS and first not in OFFICES
    return bool(parts.wh) and is_thing and not is_plural(parts.subject) and not re.search(MEASURE, parts.subject)


def _is_bare(text: str) -> bool:
    """Whether a question says of a name only that it does or has: "What does Norrspar have?"."""
    parts = clause(text)
    return (
        parts is not None
        and parts.helper in DO | {"has", "have", "had"}
        and bool(parts.subject)
        and not content(tokens(parts.predicate))
    )


_SAYS = re.compile(r"\b(?:say|said|think|promise|reckon|announce|tell|claim)$")


def on_the_matter(text: str, before: Sequence[Told]) -> str:
    """ "And what did Ann Lee say?": about what the question before asked about."""
    parts, last = clause(text), before[-1].clause
    if bare(text.split()[0]) not in LEADS or parts is None or last is None or not _SAYS.search(parts.predicate):
        return text
    matter = next((part for part in phrases(last.rest) if part.preposition in {"about", "on", "regarding"}), None)
    return f"{text.rstrip(' ?')} about {matter.text}?" if matter else text
