"""What a conversation was about, for what points back to it: the thing, the matter, the place. English, by rules."""

import re
from collections.abc import Iterable, Iterator, Sequence

from dateline.service.asking import MEASURE
from dateline.service.following.callings import LANDS, PLACES
from dateline.service.following.candidates import NO_THING, PERSONS, PLACED, mentioned, things
from dateline.service.following.conversation import Told, is_time
from dateline.service.following.mentions import names
from dateline.service.following.phrases import bare, definite, head, is_plural, phrases, trimmed
from dateline.service.following.verbs import is_verb
from dateline.service.following.wanted import kinds_of

_GOES = re.compile(
    r"(?:fly|flies|flew|go|goes|went|move|moved|travel|travelled|sail|sails|sailed|come|came|drive|drove)\b"
)
_MEASURED = re.compile(
    rf"{MEASURE}|rate|speed|length|height|weight|width|depth|share|number|name|age|colour|color|shape|location|range"
)
_AMOUNTS = re.compile(
    r"\b(?:what|how \w+) (?:was|is|had|has|will|would) it\b(?: been| be)?(?: (?:in|on|at|for|by|a|the) |\W*$)", re.I
)
_PLACE = re.compile(rf"\b(?:{'|'.join(sorted(PLACES | {'place', 'venue'}))})\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\bthe (?:year before|previous year|year after|following year)\b")
_YEAR_BEHIND = re.compile(r"(?<=\w) (?:in|for|of) (?:19|20)\d\d$")
_JOINED = re.compile(r"\b(?:when|if|because|while|unless|although|whether)\b")  # before another sentence
_STATED = re.compile(r"(?:the )?[A-Z]")
_ANY = re.compile(r"(?:any|some|all|none|others|it|wrong|right)(?: \w+)?$", re.I)
_AGE = 4.0  # what a turn further back costs
_RANK = 1.0  # what it costs to come later among what a turn was about
_ASIDE = 8.0  # what it costs to be mentioned only
_FITS = 8.0  # what it is worth to be of the kind that the question needs
_BEGUN = 10.0  # what it is worth that the question's own answer begins with it
_SPOKEN = 1.5  # and that the answer speaks of it
_WRONG = 10.0  # what it costs to be of another


def thing(
    before: Sequence[Told],
    *,
    plural: bool = False,
    as_object: bool = False,
    needs: frozenset[str] = frozenset(),
    only: bool = False,
    but: str = "",
) -> str | None:
    """What "it" or "they" means: one choice by age, by its place in the question it stood in, and by what kind the question needs.

    `but`: a text that names something else already. `needs`: the kinds that will do; none if any will. `only`: of these or nothing.
    """
    found: list[tuple[float, int, str]] = []
    for age, turn in enumerate(reversed(before)):
        central = dict.fromkeys(things(turn, plural=plural, as_object=as_object))
        aside = () if plural else dict.fromkeys(mentioned(turn))
        ranked = [
            (rank * _RANK, each)
            for rank, each in enumerate(central if as_object or _AMOUNTS.search(but) else _with_owners(central))
        ]
        ranked += [(_ASIDE + rank * _RANK / 2, each) for rank, each in enumerate(aside)]
        for rank, each in ranked:
            text = definite(trimmed(_YEAR_BEHIND.sub("", each) if _YEAR.search(but) else each))
            if text and text.lower() not in but.lower() and not (only and not kinds_of(text, before) & needs):
                worth = _fit(text, needs, before) + _borne_out(text, before[-1].replied)
                found.append((age * _AGE + rank - worth, len(found), text))
    return min(found)[2] if found else None


def _fit(text: str, needs: frozenset[str], before: Sequence[Told]) -> float:
    kinds = kinds_of(text, before) if needs else frozenset[str]()
    return 0.0 if not kinds else _FITS if kinds & needs else -_WRONG


def _with_owners(found: Iterable[str]) -> Iterator[str]:
    """What is found, but before the measure of a thing the thing: "Nvidia's A800" before its transfer rate."""
    for text in found:
        parts = phrases(text)
        is_measure = bool(parts) and bool(_MEASURED.fullmatch(head(text)))
        if is_measure and (of := next((part.text for part in parts[1:2] if part.preposition == "of"), "")):
            yield of
        if is_measure and (owner := re.match(r"(.+?)(?:[’']s|(?<=s)[’'])\s", parts[0].text)):
            yield owner[1]
        yield text


def _borne_out(text: str, replied: Sequence[str]) -> float:
    """What it is worth that the answer to the question speaks of it, where that is known; most if it begins with it."""
    named = [name.text for name in names(f"x {text}")] or [head(text)]
    if not replied or not named[0]:
        return 0.0
    if re.match(rf"(?:[Tt]he )?{re.escape(named[0])}\b", replied[0], re.I):
        return _BEGUN
    return _SPOKEN if re.search(rf"\b{re.escape(named[0])}\b", " ".join(replied), re.I) else 0.0


def matter(before: Sequence[Told]) -> str:
    """The topic for a question that names nothing: what the newest question asked for by kind, else what it is about."""
    parts = before[-1].clause
    noun = head(parts.noun) if parts and parts.wh.lower().startswith("which") else ""
    if parts and parts.subject and noun and is_plural(parts.noun) and noun not in PERSONS | NO_THING:
        return f"the {parts.noun} that {parts.subject} {parts.helper} {parts.predicate}"
    return topic(before)


def topic(before: Sequence[Told]) -> str:
    """What the newest question is about: its subject and what is said of it, without verbs."""
    others = varied(before)
    for turn in reversed(before):
        if turn.clause is None:
            continue
        parts = [
            part
            for text in (turn.clause.subject, turn.clause.rest)
            for part in phrases(_JOINED.split(text)[0])
            if not is_time(part.text) and part.preposition != "according to"
        ]
        kept = [
            part
            for part in parts
            if bare(part.text) not in NO_THING
            and not _ANY.match(part.text)
            and not (part.preposition == "to" and is_verb(part.text))
            and part.text not in others
        ]
        asked = turn.clause.noun if not turn.clause.wh.lower().startswith("how") and not turn.clause.subject else ""
        if turn.clause.noun and (asked or not kept) and head(turn.clause.noun) not in PERSONS:
            return " ".join(
                [
                    turn.clause.kind,
                    *(f"{part.preposition} {part.text}" for part in kept[:3] if part.preposition),
                ]
            )
        if len(kept) > 1 and (
            head(kept[0].text) in PERSONS
            or any(name.sort == "person" and kept[0].text.endswith(name.text) for name in turn.asked)
        ):
            kept = kept[1:]
        if kept:
            first = definite(kept[0].text)
            kept = [
                part for part in kept if part.preposition or " " in part.text or is_plural(part.text) or part is kept[0]
            ]
            return trimmed(" ".join([first, *(f"{part.preposition or 'and'} {part.text}" for part in kept[1:4])]))
    return ""


def varied(before: Sequence[Told]) -> list[str]:
    """Names that two questions differ in and nothing else: what stayed the same is what the talk is about."""
    if len(before) < 2:
        return []
    here, there = before[-1], before[-2]
    own = [name.text for name in here.asked if name.text not in there.question]
    other = [name.text for name in there.asked if name.text not in here.question]
    if len(own) != 1 or len(other) != 1:
        return []
    return [*own, *other] if here.question.replace(own[0], other[0]) == there.question else []


def place(before: Sequence[Told], *, only: bool = False) -> tuple[str, str] | None:
    """The place that "there" means, and the preposition that it stood behind. `only`: no thing where no place was told of."""
    asked_where = next((turn for turn in reversed(before) if turn.clause and "where" in turn.clause.wh.lower()), None)
    for turn in reversed(before):
        opening = turn.clause.wh.lower() if turn.clause else ""
        if "where" in opening or _PLACE.search(opening):
            for quote in turn.quotes:
                if (
                    match := re.search(
                        r"\b(in|at|near|to|off)\s+((?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*)", quote
                    )
                ) and not is_time(match[2]):
                    return match[2], "at" if match[1] == "at" else "in"
        if turn.clause and head(turn.clause.subject) in PLACES | LANDS:
            return definite(turn.clause.subject), "in" if head(turn.clause.subject) in LANDS else "at"
        text = f"{turn.clause.subject} / {turn.clause.rest} / {turn.clause.noun}" if turn.clause else turn.question
        parts = [part for part in phrases(text.replace("/", ",")) if not is_time(part.text)]
        is_later = asked_where is not None and before.index(turn) > before.index(asked_where)
        for part in parts:
            if is_later and asked_where and part.text in asked_where.question:
                continue  # carried on from the question that asked where
            if (
                part.preposition == "to"
                and _GOES.match(turn.clause.predicate if turn.clause else "")
                and _STATED.match(part.text)
            ):
                return definite(part.text), "in"
            if part.preposition in PLACED and not (part.preposition == "from" and "far" in opening):
                return definite(part.text), "at" if part.preposition == "at" else "in"
        if "far" in opening and turn.clause and phrases(turn.clause.subject):
            return definite(phrases(turn.clause.subject)[0].text), "at"
        for name in (*turn.asked, *turn.said):
            if name.sort == "place":
                return name.text, "in"
        if not only and not is_later and (found := next(things(turn, plural=False, as_object=False), None)) is not None:
            return definite(found), "at"
    return None
