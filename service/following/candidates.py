"""What "it" and "they" may stand for: what a question was about that is no person, and what its answer told. English, by rules."""

import re
from collections.abc import Iterator, Sequence

from dateline.service.asking import MEASURE
from dateline.service.following.answering import begins_with, several_made, what_was_listed, what_was_made
from dateline.service.following.callings import OFFICES
from dateline.service.following.clauses import clause_text
from dateline.service.following.conversation import Told, is_time
from dateline.service.following.mentions import Name
from dateline.service.following.numbered import is_marked
from dateline.service.following.phrases import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    DO,
    PREPOSITIONS,
    bare,
    definite,
    head,
    is_plural,
    phrases,
)
from dateline.service.following.verbs import is_verb
from dateline.service.words import STOPWORDS

NO_THING = frozenset(
    "year month day date week time quarter share percentage others anything something everything nothing anybody anyone nobody somebody you we i there what who".split()
)
PERSONS = OFFICES | frozenset("owner owners members workers".split())
_ATTACHED = frozenset("of in at on for between against with to from about over".split())
_SAYS = re.compile(r"(?:say|said|tell|told|think|write|promise|warn)\b")
_NOT_THINGS = re.compile(r"[“”]|\b(?:years|months|weeks|days|hours|percent)\b")
_PRONOUN = re.compile(r"(?:it|he|she|they|you|we|i|there)\b", re.I)
_SOURCE = re.compile(r",? (?:according to|as of) [^,]+$")
_MANNER = frozenset(
    "late early again abroad home together apart well fast soon much more less far high low ready open".split()
)
_OWNED = frozenset("its his her their".split())
_OF_VERBS = frozenset("to from against with about over".split())  # not of a bare name: "send the Arden 7 to Norland"
_IDLE = frozenset("time last schedule advance full fact general public private".split())  # "on time", "at last"
_REPLACED = re.compile(
    r"(?:abandon|drop|scrap|reject|abolish|adopt|choose|introduce|withdraw|lift|propose|repeal|use)\b"
)
_DOING = re.compile(r"^[a-z]+ing (?=(?:the|an?|its|their) )")  # "stop making the Arden 7"
_STATE = re.compile(r"^(?:wrong|new|special|different|unusual|left|known|happening) (?:with|about|at|in|of|to) ")
_OBJECT = frozenset(("", "about", "on", "of", "for", "against", "with", "to", "over", "behind", "into"))
_ACTS = frozenset("approve reject pass sign ban order postpone announce launch introduce adopt cancel choose veto block suspend impose ratify revoke vote debate discuss decide agree negotiate consider "
    "change order commission award publish raise cut".split())  # fmt: skip
_FOUND_OUT = frozenset("estimate forecast study survey claim figure finding prediction poll report".split())
PLACED = frozenset(("in", "at", "near", "off", "outside", "from", "across"))


def things(turn: Told, *, plural: bool, as_object: bool) -> Iterator[str]:
    """What a turn was about, the likeliest first, by its place in the question."""
    parts = turn.clause
    if parts is None:
        named = [name.text for name in turn.asked if name.sort in ("firm", "thing", "place")]
        yield from _phrased(named, turn.question)
        return
    if counted_of := re.fullmatch(r"(?:years|months|weeks|days|hours) of (.+)", parts.noun):
        yield f"the {counted_of[1]}"
    kind = re.sub(r"^an? ", "", parts.noun)  # "How big a charge did Corvane book"
    if kind != parts.noun and parts.subject and parts.predicate and not plural:
        yield f"the {kind} that {parts.subject} {parts.helper} {parts.predicate}"
    noun = parts.noun if bare(parts.noun.split()[-1] if parts.noun else "") not in NO_THING else ""
    is_count = parts.wh.lower().startswith("how")
    fitting = [name for name in turn.new if name.sort != "person"]
    if (
        noun
        and not is_count
        and fitting
        and not plural
        and (noun.startswith("of ") or not is_plural(noun))
        and head(noun) not in OFFICES | _FOUND_OUT
        and not re.fullmatch(MEASURE, head(noun))
    ):
        yield _as_called(fitting[0], noun, turn)
    if (
        noun
        and not plural
        and not fitting
        and _REPLACED.match(parts.predicate)
        and parts.subject
        and not is_plural(noun)
    ):
        yield f"the {noun} that {parts.subject} {parts.helper} {parts.predicate.split()[0]}"
    opening = next((name.text for name in fitting if name.sort == "thing" and begins_with(turn.quotes, name)), "")
    if (
        opening
        and not plural
        and not noun
        and parts.wh.lower() == "what"
        and not (parts.helper in BE and parts.subject)
        and not _SAYS.match(parts.predicate)
    ):
        yield _with_article(opening, turn)
    if not plural and (made := what_was_made(turn)):
        yield made
    is_said = parts.helper in BE and parts.subject and bare(parts.predicate.partition(" ")[0]) in {"a", "an", "the"}
    subject = [] if _is_person(parts.subject, turn) else [parts.subject]
    objects = [] if is_said else [each for each in _objects(parts.rest) if not _is_person(each, turn)]
    verb = bare(parts.predicate.partition(" ")[0])
    is_actor = verb in _ACTS and bool(objects) and any(name.text in parts.subject for name in turn.asked)
    wanted = [*objects, *subject] if as_object or (is_actor and not plural) else [*subject, *objects]
    actor = parts.subject if any(name.text in parts.subject for name in turn.asked) else ""
    wanted = [_STATE.sub("", _DOING.sub("", each, count=1)) for each in wanted]
    wanted = [re.sub(r"^(?:its|his|her|their)\b", f"{actor}'s", each) if actor else each for each in wanted]
    wanted = [
        each
        for each in wanted
        if each
        and bare(each) not in NO_THING
        and not re.match(r"(?:any|some|every|no)(?:thing|one|body)\b", each)
        and bare(each.split()[0]) not in DETERMINERS - {"the", "a", "an", "some", "any"}
    ]
    counted = (
        [f"the {noun} of {definite(wanted[0])}{_where(parts.rest, wanted[0])}" if wanted else f"the {noun}"]
        if noun and is_plural(noun) == plural
        else []
    )
    if plural and counted and parts.subject == "there":
        counted = [f"the {noun} {parts.predicate}".strip()]
    elif plural and counted and parts.predicate and not _PRONOUN.match(parts.subject):
        helper = "" if parts.helper in BE and not parts.predicate else parts.helper
        asked = " ".join(each for each in (parts.subject, helper, _SOURCE.sub("", parts.predicate)) if each)
        counted = [f"the {noun} that {asked}"]
    if plural:
        yield from [made] if (made := several_made(turn)) else []
        yield from [listed] if (listed := what_was_listed(turn)) else []
        is_asked = bool(parts.subject) if is_count else not parts.subject or as_object or not is_plural(parts.subject)
        yield from counted if is_asked else ()
        yield from [each for each in wanted if is_plural(each)]
        has = verb in {"have", "hold", "get", "win", "own", "employ"} and any(
            name.sort == "firm" and name.text in parts.subject for name in turn.asked
        )
        yield from ([parts.subject] if has else counted)
        is_name = any(name.text == parts.subject and name.sort != "person" for name in turn.asked)
        yield from [parts.subject] if is_name and parts.helper in DO else ()
        answered = turn.new if turn.asks_who or noun else ()
        yield from (
            _with_article(name.text, turn)
            for name in (*answered, *turn.asked, *turn.new)
            if name.sort == "firm" or (name in answered and name.sort == "thing")
        )
        first = phrases(turn.quotes[0])[:1] if turn.quotes else ()
        yield from (
            part.text[0].lower() + part.text[1:]
            for part in first
            if is_plural(part.text[0].lower() + part.text[1:])
            and len(part.text.split()) < 4
            and not part.preposition
            and not _NOT_THINGS.search(part.text)
        )
        yield from (
            name.text
            for name in turn.asked
            if name.sort == "thing" and any(part.text == name.text for part in phrases(clause_text(turn.question)))
        )
        return
    yield from [each for each in wanted if not is_plural(each)]
    when = re.search(r"\b(?:when|while|after|before|because) (?P<told>.+)$", parts.rest)
    yield from (
        [part.text for part in phrases(when["told"])[:1] if not part.preposition and not is_plural(part.text)]
        if when
        else ()
    )
    yield from _phrased([each.text for each in turn.asked if each.sort in ("firm", "thing", "place")], turn.question)
    yield from (part.text for part in phrases(parts.rest) if part.preposition in PLACED and not is_time(part.text))
    yield from counted
    answered = [name for name in turn.new if name.sort == "firm" or (name.sort == "thing" and turn.asks_who)]
    is_passive = turn.asks_who and parts.helper in BE and not parts.subject
    yield from (_with_article(name.text, turn) for name in (reversed(answered) if is_passive else answered))


def _where(rest: str, named: str) -> str:
    """The place at the end of a question, where the thing's owner does not tell it already."""
    found = [part for part in phrases(rest) if part.preposition in {"in", "at", "near"} and not is_time(part.text)]
    return f" {found[-1].preposition} {found[-1].text}" if found and found[-1].text not in named else ""


def _with_article(name: str, turn: Told) -> str:
    told = " ".join((turn.question, *turn.quotes))
    behind = [match[1] for match in re.finditer(rf"\b[Tt]he {re.escape(name)}\b(?: ([a-z]+))?", told)]
    is_whole = any(not word or word in PREPOSITIONS | AUXILIARIES or is_verb(word) for word in behind)
    return f"the {name}" if is_whole else name  # not of "the Skarn Bank wind farm"


def _objects(rest: str) -> Iterator[str]:
    """Phrases behind a verb with what hangs on them: "the harbour at Tannet Bay"."""
    held: list[str] = []
    for part in phrases(re.split(r"\b(?:when|if|because|while|unless|although)\b", rest)[0]):
        if is_time(part.text):
            continue
        if part.preposition and part.text in _IDLE:
            continue
        if held and is_marked(held[-1]) and part.preposition in _OF_VERBS:
            yield " ".join(held)
            held = []
            continue
        if held and part.preposition in _ATTACHED and not rest.split(held[-1])[0].endswith(","):
            held.append(f"{part.preposition} {part.text}")
            continue
        if held:
            yield " ".join(held)
        is_part = part.text in _MANNER or part.text in {"place", "part", "effect", "office"}  # of "take place"
        held = [part.text] if part.preposition in _OBJECT and not is_part and bare(part.text) not in STOPWORDS else []
    if held:
        yield " ".join(held)


def _as_called(name: Name, noun: str, turn: Told) -> str:
    """A name with the noun asked for, where the answer has them side by side: "the KX-300 reactor"."""
    beside = re.search(rf"{re.escape(name.text)}\s+{re.escape(noun.split()[-1])}\b", " ".join(turn.quotes))
    return f"the {beside.group()}" if beside else name.text


def _phrased(found: Sequence[str], question: str) -> Iterator[str]:
    """Names with the words that stand behind them: "the Velda election" for Velda."""
    for name in found:
        part = next((part.text for part in phrases(clause_text(question)) if name in part.text), name)
        yield name if part.lower().startswith(("which", "what", "who")) else part


def _is_person(phrase: str, turn: Told) -> bool:
    if not (parts := phrases(phrase)):
        return not phrase or bare(phrase) in {"he", "she", "it", "they"}
    first = parts[0].text
    if head(first) in PERSONS:
        return True
    return any(name.sort == "person" and first.endswith(name.text) and "’" not in first for name in turn.asked)


def mentioned(turn: Told) -> Iterator[str]:
    """What a turn has besides: the things that its question names or tells of, then what its answer names."""
    yield from (_with_article(name.text, turn) for name in turn.asked if name.sort != "person")
    for part in phrases(clause_text(turn.question)):
        words = part.text.split()
        if part.preposition == "of" and len(words) == 1 and words[0].islower() and not is_plural(part.text):
            yield part.text
        if len(words) > 1 and bare(words[0]) in _OWNED | {"the", "a", "an"} and not _is_person(part.text, turn):
            yield " ".join(["the", *words[1:]])
    yield from (_with_article(name.text, turn) for name in turn.new if name.sort != "person")
    for part in (each for quote in turn.quotes[:2] for each in phrases(quote)):
        words = part.text.split()
        while is_verb(words[-1]):
            words = words[:-1] or ["-"]
        if len(words) > 1 and bare(words[0]) in {"a", "an", "the"} and not _is_person(part.text, turn):
            yield " ".join(["the", *words[1:]])
