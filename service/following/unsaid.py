"""Short questions that lean on the one before without a word that says so: "How many people died?". English, by rules."""

import re
from collections.abc import Sequence

from dateline.service.asking import MEASURE
from dateline.service.following.callings import OFFICES
from dateline.service.following.clauses import Clause, clause, without_lead
from dateline.service.following.conversation import Told
from dateline.service.following.mentions import names
from dateline.service.following.phrases import DETERMINERS, DO, LEADS, bare, is_plural, phrases
from dateline.service.following.referents import matter, topic
from dateline.service.following.verbs import base, is_verb
from dateline.service.following.wanted import kinds_of
from dateline.service.times import is_calendar_word
from dateline.service.words import content, stem, stems_of, tokens

PALE = frozenset(  # what a noun may have before it and still be anyone's
    "new final total exact whole own old official current former planned original average overall main extra first second third last latest two three full next "
    "annual yearly monthly actual real local preliminary provisional initial estimated revised corrected".split()
)
_FIGURES = frozenset("figure number amount sum total count estimate forecast".split())
_WHOLE = re.compile(
    r"^who (?:says?|said|claims?|claimed) that \w+ \w+|^which [a-z]+s [a-z]+ the (?:most|least|\w{3,}est)\b", re.I
)
_SAYING = frozenset("say says said claim claims claimed".split())
_PRESENT = frozenset("is are do does can".split())
_PRONOUNS = frozenset(
    "it he she they we you i there that this anyone anybody someone somebody everyone everybody nobody one people something anything".split()
)
_MOST = 6  # words that carry meaning in a question that leans on the one before without saying so


def leaning(text: str, before: Sequence[Told], *, is_dated: bool = False) -> str:
    """A short question that names nothing, joined with what the talk is about: "How many people died in the flood in Sill?"."""
    found = content(tokens(text))
    if (
        (names(text) and not _is_bare(text))
        or len(found) > _MOST + is_dated
        or (re.search(r"\d", text) and not is_dated)
        or not (about := matter(before))
    ):
        return text
    if is_general(text) or is_told(text, before) or is_of_other(text, before):
        return text
    if stems_of(about) <= {token.stem for token in found}:
        return text
    bare_text = text.rstrip(" ?.!")
    again = re.match(r"the (?P<head>[a-z]+) (?P<more>(?:in|of|at|for) .+)", about)
    if again and re.search(rf"\b{again['head']}\b", text):  # "How high had the deficit been in 2024 in China?"
        return f"{bare_text} {again['more']}?"
    link = (
        "about"
        if re.search(r"\b(?:say|said|think|believe|reckon|know|complain|ask|told|tell)\W*$", bare_text)
        else "for"
        if "firm" in kinds_of(phrases(about)[0].text, before) and " " in about
        else "in"
    )
    return f"{bare_text} {link} {about}?"


def is_told(text: str, before: Sequence[Told]) -> bool:
    """Whether a question says by itself what it is about, and the talk was of none of it: "the combined hospital"."""
    known = {token.stem for turn in before for each in (turn.question, *turn.quotes) for token in content(tokens(each))}
    for part in phrases(text):
        words = [bare(word) for word in part.text.split()]
        told = [
            stem(word)
            for word in words[1:]
            if word not in PALE | _FIGURES | {"most", "more"} and not is_verb(word) and not is_calendar_word(word)
        ]
        is_owner = bool(re.search(r"[’']s?\b", part.text))  # "the fund's stake" leaves open whose fund it is
        if words[0] == "the" and not is_owner and len(told) > 1 and not known & set(told):
            return True
    return False


def is_of_other(text: str, before: Sequence[Told]) -> bool:
    """Whether a question tells a whole statement, or asks for the most of something, and the talk had no word of it."""
    if not _WHOLE.search(text):
        return False
    known = {token.stem for turn in before for each in (turn.question, *turn.quotes) for token in content(tokens(each))}
    own = [token.stem for token in content(tokens(text)) if token.text.lower() not in _SAYING]
    return len(own) >= 3 and not known & set(own)


def is_general(text: str) -> bool:
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
    if parts is None or not parts.subject or content(tokens(parts.predicate)) or len(parts.subject.split()) > 4:
        return False
    is_job = parts.noun and not parts.wh.lower().startswith("how")  # "What job does Ann Lee have?"
    return not is_job and parts.helper in DO | {"has", "have", "had"}


_REACTS = re.compile(r"\b(?:agree|disagree|reply|respond|react|comment|object|answer)$")
_SAYS = re.compile(r"\b(?:say|said|think|promise|reckon|announce|tell|claim)$")


_VIEW = re.compile(
    r"[’']s? (?P<noun>answer|reply|response|reaction|view|position|opinion|comment|stance|explanation|argument|role)$",
    re.I,
)
_LINKS = {**dict.fromkeys(("answer", "reply", "response", "reaction"), "to"), "explanation": "for", "role": "in"}
_MORE = re.compile(
    r"^(?:and |but )?(?:who|which \w+|does any\w+|did any\w+) \w+ (?P<more>more|fewer)(?: than that)?\W*$", re.I
)
_MEANT_TO = re.compile(
    r"(?P<wh>how (?:much|many)(?: \w+)?) (?:had|has|did|does|do|have|was|were) .+ (?:expect|plan|hope|intend|promise|want|agree|aim|pledge)(?:ed|ned|d)?\W*$",
    re.I,
)
_SAYS_WHAT = re.compile(r"^(?:not )?(?:ever )?(?:say|said|disclose|disclosed|reveal|revealed|know|tell)$")


def indirect(parts: Clause) -> str:
    """A question as it stands inside another: "how many phones Huawei did ship"."""
    wh = parts.wh[:1].lower() + parts.wh[1:]
    return " ".join(part for part in (wh, parts.subject, parts.helper, parts.predicate) if part)


def on_the_matter(text: str, before: Sequence[Told]) -> str:
    """ "And what did Ann Lee say?": about what the question before asked about."""
    parts, last = clause(text), before[-1].clause
    if parts and _REACTS.search(parts.predicate) and (about := topic(before[-1:])):
        named = names(text)
        if any(name.text in about for name in named):
            return text
        link = "with" if parts.predicate.endswith("agree") else "about" if parts.predicate.endswith("comment") else "to"
        return f"{text.rstrip(' ?')} {link} {about}?"
    if (
        parts
        and last
        and _SAYS_WHAT.search(parts.predicate)
        and not parts.noun
        and parts.wh.lower() in {"", "why", "when", "where"}
    ):
        return f"{text.rstrip(' ?')} {indirect(last)}?" if last.wh else text
    if match := _MORE.search(text):
        counted = last if last and re.match(r"how many\b", last.wh, re.I) else None
        if counted and counted.noun and counted.subject:
            than = " ".join(each for each in (counted.subject, counted.helper, counted.predicate) if each)
            return f"{text[: match.end('more')]} {counted.noun} than {than}?"
    if (match := _MEANT_TO.search(text)) and last and last.predicate and last.wh.lower() == match["wh"].lower():
        return f"{text.rstrip(' ?')} to {base(last.predicate.split()[0])} {last.rest}?"
    if (
        parts
        and (of := _VIEW.search(text.rstrip(" ?")))
        and names(f"x {parts.subject}")
        and (about := topic(before[-1:]))
    ):
        return text if about in text else f"{text.rstrip(' ?')} {_LINKS.get(of['noun'].lower(), 'on')} {about}?"
    if bare(text.split()[0]) not in LEADS or parts is None or last is None or not _SAYS.search(parts.predicate):
        return text
    matter = next((part for part in phrases(last.rest) if part.preposition in {"about", "on", "regarding"}), None)
    return f"{text.rstrip(' ?')} about {matter.text}?" if matter else text
