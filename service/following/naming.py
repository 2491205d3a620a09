"""What a noun with "the" names: the firm, the body or the thing that stood beside it in the conversation. English, by rules."""

import re
from collections.abc import Sequence

from dateline.service.following.callings import BODIES, FIRMS
from dateline.service.following.conversation import Told, may_be_person, posts_of
from dateline.service.following.mentions import names
from dateline.service.following.phrases import bare, phrases

_CLUBS = frozenset("rovers athletic united town city wanderers fc albion rangers".split())


_LEADS = re.compile(
    r"(?:found|founded|lead|leads|led|head|heads|headed|chair|chairs|chaired|run|runs|ran|manage|manages|managed|direct|directs|directed)\b"
)


def holds(name: str, post: str, before: Sequence[Told]) -> bool:
    """Whether a post of several words stands beside a name: "Ann Lee, the energy minister"."""
    told = " ".join(text for turn in before for text in (turn.question, *turn.quotes))
    return bool(
        re.search(
            rf"{re.escape(post)}(?:,)? {re.escape(name)}|{re.escape(name)}, (?:\w+ ){{0,3}}{re.escape(post)}",
            told,
            re.I,
        )
    )


def introduced(noun: str, before: Sequence[Told]) -> str | None:
    """What an answer brought in with "a" and told where it is: "a yard in Poland" is the yard in Poland."""
    for turn in reversed(before):
        for quote in turn.quotes:
            if match := re.search(
                rf"\b[Aa]n? (?P<what>(?:[a-z]+ )?{re.escape(noun)} (?:in|at|near|from) (?:the )?[A-Z][\w’'-]*)", quote
            ):
                return f"the {match['what']}"
    return None


def ending_so(noun: str, before: Sequence[Told], but: str) -> str | None:
    """The newest name that ends in a noun, answers before questions: "that list" is the Unverified List. `but`: a text whose names it is not."""
    for turn in reversed(before):
        for name in (*turn.said, *turn.asked):
            if " " in name.text and name.text.split()[-1].lower() == noun and name.text not in but:
                return f"the {name.text}"
    return None


def brought_in(noun: str, before: Sequence[Told]) -> str | None:
    """What the newest answer that has this noun brought in with "a" and a clause: "a rule that extended the list" is the rule that did."""
    for turn in reversed(before):
        if re.search(rf"\b{re.escape(noun)}\b", turn.question):
            return None
        for quote in turn.quotes:
            if match := re.search(
                rf"\b[Aa]n? (?P<what>(?:[a-z-]+ ){{0,2}}{re.escape(noun)} (?:that|which) [^,.;:“”]{{8,120}})", quote
            ):
                return f"the {match['what']}"
    return None


def named_so(noun: str, before: Sequence[Told]) -> str | None:
    """The noun with the name that stood before it: "the mine" is the Tarvos mine."""
    for turn in reversed(before):
        for text in (turn.question, *turn.quotes):
            if match := re.search(
                rf"\b{re.escape(noun)},?\s+((?:The\s+)?[A-Z][\w’'-]*(?:\s+(?:of\s+)?[A-Z][\w’'-]*)*)", text
            ):
                return match[1]
            if match := re.search(
                rf"\b(?:the|its|a|an)\s+((?:[A-Z][\w’'-]*\s+)+(?:[a-z]+\s+)?{re.escape(noun)})\b", text
            ):
                return f"the {match[1]}"
    return None


def firm(noun: str, before: Sequence[Told], *, plural: bool) -> str | None:
    """The firm spoken of: by what it is called, then the one asked about, then the one that answered."""
    for turn in reversed(before):
        mentions = (*turn.asked, *turn.said)
        called = [name.text for name in mentions if noun in posts_of(before, name.text)]
        firms = [name.text for name in (*turn.asked, *turn.new) if name.sort == "firm"]
        things = [name.text for name in (*turn.asked, *turn.new) if name.sort == "thing"]
        things = [name for name in things if not re.search(r"\d", name)] or things  # a firm before what it makes
        is_of_who = turn.clause is not None and turn.clause.wh.lower() == "who" and bool(turn.asked)
        is_led = turn.clause is not None and bool(_LEADS.match(turn.clause.predicate))
        answered = (
            [
                name.text
                for name in turn.new
                if name.sort == "firm"
                or (name.sort == "thing" and name.text[-1:].isalpha() and not (is_of_who and may_be_person(name)))
            ]
            if (turn.asks_who or _asks_firm(turn)) and not (is_led and (firms or things))
            else []
        )
        owners = {name for name in answered if re.search(rf"{re.escape(name)}[’']s\b", " ".join(turn.quotes))}
        answered = [
            name for name in answered if name not in owners
        ] or answered  # of "Ternland's ministry" it is not Ternland
        if found := (called or answered or firms or things):
            return " and ".join(dict.fromkeys(found[:3])) if plural else found[0]
    return None


def _asks_firm(turn: Told) -> bool:
    return turn.clause is not None and bool({bare(word) for word in turn.clause.noun.split()} & (FIRMS | BODIES))


def body(noun: str, before: Sequence[Told]) -> str | None:
    """The name that has this word in it, or that it stands beside: "the bank" is the Reserve Bank of Maroe."""
    for turn in reversed(before):
        for name in (*turn.asked, *turn.said):
            own = {bare(word) for word in name.text.split()}
            if noun in own or noun in name.posts or (noun in {"club", "team", "side"} and own & _CLUBS):
                told = " ".join((turn.question, *turn.quotes))
                return f"the {name.text}" if re.search(rf"\b[Tt]he {re.escape(name.text)}", told) else name.text
        if match := re.search(
            rf"\b[Tt]he (?:[a-z]+ )?{noun} of (?:the )?\w+|\b[Tt]he [a-z]+ {noun}\b", " ".join(turn.quotes)
        ):
            return match.group()[0].lower() + match.group()[1:]
    return None


def beside(phrase: str, before: Sequence[Told]) -> str | None:
    """An office of the place or body that the talk is about: "the mayor" of Halmsted."""
    last = before[-1] if before else None
    if last is None or last.clause is None:
        return None
    told = [part for text in (last.clause.subject, last.clause.rest) for part in phrases(text)]
    named = next((f"{part.preposition or 'of'} {part.text}" for part in told if names(f"x {part.text}")), "")
    return f"{phrase} {named}" if named else None
