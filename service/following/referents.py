"""What a conversation was about, for what points back to it: the thing, the matter, the place. English, by rules."""

import re
from collections.abc import Iterator, Sequence

from dateline.service.following.callings import LANDS, OFFICES, PLACES
from dateline.service.following.clauses import clause_text
from dateline.service.following.conversation import Told, is_time
from dateline.service.following.mentions import Name
from dateline.service.following.phrases import DETERMINERS, bare, definite, head, is_plural, phrases
from dateline.service.following.verbs import is_verb
from dateline.service.words import STOPWORDS

_NO_THING = frozenset(
    "year month day date week time quarter share percentage anybody anyone nobody somebody you we i there what who".split()
)


_PERSONS = OFFICES | frozenset("owner owners members workers".split())


_ATTACHED = frozenset("of in at on for between against with to from about over".split())


_OBJECT = frozenset(("", "about", "on", "of", "for", "against", "with", "to", "over", "behind", "into"))


_ACTS = frozenset("approve reject pass sign ban order postpone announce launch introduce adopt cancel choose veto block suspend impose ratify revoke vote debate discuss decide agree negotiate consider "
    "change order commission award publish raise cut".split())  # fmt: skip


_MAKES = frozenset("announce propose build buy find discover invent design write paint publish order launch sign develop create introduce plan present "
    "unveil draft open found start suggest offer demand".split())  # fmt: skip
_PLACED = frozenset(("in", "at", "near", "off", "outside", "from", "across"))


def thing(
    before: Sequence[Told], *, plural: bool = False, as_object: bool = False, speaks: bool = False, but: str = ""
) -> str | None:
    """What "it" or "they" means: what the newest question was about that is no person, by its place in that question.

    `but`: a text that names something else already. `speaks`: it is one who can say something.
    """
    for turn in reversed(before):
        for candidate in _things(turn, plural=plural, as_object=as_object):
            if (
                definite(candidate)
                and candidate.lower() not in but.lower()
                and not (speaks and candidate == _made(turn))
            ):
                return definite(candidate)
    return None


def topic(before: Sequence[Told]) -> str:
    """What the newest question is about: its subject and what is said of it, without verbs."""
    for turn in reversed(before):
        if turn.clause is None:
            continue
        parts = [
            part for text in (turn.clause.subject, turn.clause.rest) for part in phrases(text) if not is_time(part.text)
        ]
        kept = [
            part
            for part in parts
            if bare(part.text) not in _NO_THING and not (part.preposition == "to" and is_verb(part.text))
        ]
        asked = turn.clause.noun if not turn.clause.wh.lower().startswith("how") and not turn.clause.subject else ""
        if turn.clause.noun and (asked or not kept) and head(turn.clause.noun) not in _PERSONS:
            return " ".join(
                [
                    f"the {turn.clause.noun}",
                    *(f"{part.preposition} {part.text}" for part in kept[:3] if part.preposition),
                ]
            )
        if len(kept) > 1 and (
            head(kept[0].text) in _PERSONS
            or any(name.sort == "person" and kept[0].text.endswith(name.text) for name in turn.asked)
        ):
            kept = kept[1:]
        if kept:
            first = definite(kept[0].text)
            kept = [
                part for part in kept if part.preposition or " " in part.text or is_plural(part.text) or part is kept[0]
            ]
            return " ".join([first, *(f"{part.preposition or 'and'} {part.text}" for part in kept[1:4])])
    return ""


def place(before: Sequence[Told]) -> tuple[str, str] | None:
    """The place that "there" means, and the preposition that it stood behind."""
    for turn in reversed(before):
        opening = turn.clause.wh.lower() if turn.clause else ""
        if "where" in opening or re.search(r"\b(?:city|town|country|place|stadium|venue|site|region)\b", opening):
            for quote in turn.quotes:
                if (
                    match := re.search(
                        r"\b(in|at|near|to|off)\s+((?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*)", quote
                    )
                ) and not is_time(match[2]):
                    return match[2], "at" if match[1] == "at" else "in"
        if turn.clause and head(turn.clause.subject) in PLACES | LANDS:
            return definite(turn.clause.subject), "in" if head(turn.clause.subject) in LANDS else "at"
        text = f"{turn.clause.subject} / {turn.clause.rest}" if turn.clause else turn.question
        parts = [part for part in phrases(text.replace("/", ",")) if not is_time(part.text)]
        for part in parts:
            if part.preposition in _PLACED:
                return definite(part.text), "at" if part.preposition == "at" else "in"
        for name in (*turn.asked, *turn.said):
            if name.sort == "place":
                return name.text, "in"
        if (found := next(_things(turn, plural=False, as_object=False), None)) is not None:
            return definite(found), "at"
    return None


def _things(turn: Told, *, plural: bool, as_object: bool) -> Iterator[str]:
    parts = turn.clause
    if parts is None:
        yield from (name.text for name in turn.asked if name.sort in ("firm", "thing"))
        return
    noun = parts.noun if bare(parts.noun.split()[-1] if parts.noun else "") not in _NO_THING else ""
    is_count = parts.wh.lower().startswith("how")
    fitting = [name for name in turn.new if name.sort != "person"]
    if noun and not is_count and fitting and not plural and head(noun) not in OFFICES:
        yield _as_called(fitting[0], noun, turn)
    if not plural and (made := _made(turn)):
        yield made
    subject = [] if _is_person(parts.subject, turn) else [parts.subject]
    objects = [each for each in _objects(parts.rest) if not _is_person(each, turn)]
    verb = bare(parts.predicate.partition(" ")[0])
    is_actor = verb in _ACTS and bool(objects) and any(name.text in parts.subject for name in turn.asked)
    wanted = [*objects, *subject] if as_object or (is_actor and not plural) else [*subject, *objects]
    wanted = [
        each
        for each in wanted
        if each
        and bare(each) not in _NO_THING
        and bare(each.split()[0]) not in DETERMINERS - {"the", "a", "an", "some", "any"}
    ]
    counted = (
        [f"the {noun} of {definite(wanted[0])}" if wanted else f"the {noun}"]
        if noun and is_plural(noun) == plural
        else []
    )
    if plural:
        yield from [each for each in wanted if is_plural(each)]
        has = verb in {"have", "hold", "get", "win", "own", "employ"} and any(
            name.sort == "firm" and name.text in parts.subject for name in turn.asked
        )
        yield from ([parts.subject] if has else counted)
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
            if is_plural(part.text[0].lower() + part.text[1:]) and len(part.text.split()) < 4 and not part.preposition
        )
        yield from (
            name.text
            for name in turn.asked
            if name.sort == "thing" and any(part.text == name.text for part in phrases(clause_text(turn.question)))
        )
        return
    yield from [each for each in wanted if not is_plural(each)]
    owners = [name.text for name in turn.asked if name.sort in ("firm", "thing", "place")]
    yield from _phrased(owners, turn.question)
    yield from (part.text for part in phrases(parts.rest) if part.preposition in _PLACED and not is_time(part.text))
    yield from counted
    yield from (name.text for name in turn.new if name.sort == "firm")


def _made(turn: Told) -> str:
    """What somebody made, found or put forward, where the question was what and the answer tells: "a levy on plastic"."""
    parts = turn.clause
    if (
        parts is None
        or parts.wh.lower() != "what"
        or not turn.quotes
        or bare(parts.predicate.partition(" ")[0]) not in _MAKES
    ):
        return ""
    told = turn.quotes[0]
    match = re.search(
        r"\b[Aa]n?\s+(?P<what>(?:[\w,’-]+\s+){0,4}?[\w-]+)(?=\s+(?:of|on|for|in|at|to|that|which|with|from|near|by|worth|and)\b|[.,;]\s|[.,;]$)",
        told,
    )
    if match is None:
        return ""
    behind = phrases(told[match.end() :])[:1]
    more = "".join(
        f" {part.preposition} {part.text}"
        for part in behind
        if part.preposition in {"on", "of", "for", "in", "against"}
    )
    return f"the {match['what']}{'' if re.search(r'[0-9]', more) else more}"


def _with_article(name: str, turn: Told) -> str:
    return (
        f"the {name}" if re.search(rf"\b[Tt]he {re.escape(name)}\b", " ".join((turn.question, *turn.quotes))) else name
    )


def _objects(rest: str) -> Iterator[str]:
    """Phrases behind a verb with what hangs on them: "the harbour at Tannet Bay"."""
    held: list[str] = []
    for part in phrases(rest):
        if is_time(part.text):
            continue
        if held and part.preposition in _ATTACHED and not rest.split(held[-1])[0].endswith(","):
            held.append(f"{part.preposition} {part.text}")
            continue
        if held:
            yield " ".join(held)
        held = [part.text] if part.preposition in _OBJECT and bare(part.text) not in STOPWORDS else []
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
    parts = phrases(phrase)
    if not parts:
        return not phrase or bare(phrase) in {"he", "she", "it", "they"}
    first = parts[0].text
    if head(first) in _PERSONS:
        return True
    return any(name.sort == "person" and first.endswith(name.text) and "’" not in first for name in turn.asked)
