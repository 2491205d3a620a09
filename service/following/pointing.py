"""Small words that point back ("she", "its", "there", "that year"), and what they point to put in their place. English."""

import re
from collections.abc import Sequence

from dateline.service.following.callings import OFFICES, Sex
from dateline.service.following.conversation import Told, people, person
from dateline.service.following.expletives import expletives, is_said_here, without_expletives
from dateline.service.following.mentions import names
from dateline.service.following.moments import dated, points_to_time
from dateline.service.following.pairs import named_pair
from dateline.service.following.phrases import AUXILIARIES, PREPOSITIONS, bare, is_plural, phrases
from dateline.service.following.referents import place, thing
from dateline.service.following.verbs import is_verb
from dateline.service.following.wanted import kinds_of, needed
from dateline.service.words import STOPWORDS

_POINTERS = re.compile(r"\b(?:he|him|himself|his|she|her|hers|it|its|they|them|their|theirs)\b", re.I)
_SEX: dict[str, Sex] = {**dict.fromkeys(("he", "him", "his"), "m"), **dict.fromkeys(("she", "her", "hers"), "f")}
_SUBJECT = {"his": "he", "her": "she", "its": "it", "their": "they"}
_SEVERAL = re.compile(r"\b(?:people|police|men|women|children|[a-z]{3,}(?:[^su'’]s))\b")
_ANSWERS = re.compile(r"\s+(?:\w+ )?(?:answer|reply|respond|react|deny|denied|admit|confess)\b", re.I)
_SAYS = re.compile(r"\s+(?:say|said|tell|report|mention)\b")
_SINGULAR = {"do": "does", "are": "is", "were": "was", "have": "has"}
_CORPORATE = re.compile(
    r"\s+(?:new |former |first |current )?(?:chief|ceo|boss|chair\w*|director|managing|president|shares?|profits?|revenues?|headquarters|workforce|employees|staff|"
    r"sales|turnover|owners?|shareholders?|board|spokes\w+)\b",
    re.I,
)
_THERE = re.compile(r"(?:\b(?P<preposition>in|at|from|to|near|over|around)\s+)?\bthere\b", re.I)
_EXISTS = re.compile(
    r"\b(?:(?:is|are|was|were|has|have|wo|would|could|ca)(?:n[’']t)?|be|been|will|can|any)\s+there\b|\bthere\s+(?:is|are|was|were|be|been|being (?:no|not|an?)|will|(?:would|could|can|may|might|should) be|(?:has|have) been)\b",
    re.I,
)


def pointed(text: str, before: Sequence[Told]) -> str:
    """The question with its pronouns, "there" and "then" replaced by what they point to in the conversation."""
    out, at = "", 0
    named: set[str] = set()
    for match in _POINTERS.finditer(text):
        found = _meant(match, text, before)
        if found and found.lower() in named and match.group().lower() in {"him", "her"}:  # "Did he meet him?"
            other = person(before, _SEX[match.group().lower()], but=found)
            found = other if other and not _is_followed_by_noun(text[match.end() :]) else found
        if (
            found is None or re.sub(r"[’']s?$", "", found.lower()) in named
        ):  # "What did Ann Lee put her defeat down to?"
            continue
        named.add(re.sub(r"[’']s?$", "", found.lower()))
        lead = text[at : match.start()]
        out += _agreeing(lead, match.group().lower(), found) + found
        at = match.end()
    return _placed(dated(out + text[at:], before), before)


def points(text: str) -> bool:
    """Whether a question has a word that points back to nothing in it."""
    text = without_expletives(text)
    return bool(_POINTERS.search(text) or points_to_time(text) or (_THERE.search(text) and not _EXISTS.search(text)))


def possessive(name: str) -> str:
    """Of a name: "Aldous's", "the boards'"."""
    return f"{name}'" if name.endswith("s") and is_plural(name) else f"{name}'s"


def _meant(match: re.Match[str], text: str, before: Sequence[Told]) -> str | None:
    """What one pronoun stands for, in the form that it is put there; None to leave it."""
    word, left, right = match.group().lower(), text[: match.start()], text[match.end() :]
    is_object = bool(left.split()) and bare(left.split()[-1]) in PREPOSITIONS and re.fullmatch(r"\s+[a-z]+\W*", right)
    owns = word in {"his", "its", "their"} or (
        word == "her" and _is_followed_by_noun(right) and not (is_object and is_verb(bare(right)))
    )
    as_object = word in {"him", "them", "himself"} or (word in {"it", "her"} and not owns and _is_object(left, right))
    if owns and (
        is_said_here(left, right)
        or re.match(rf"[^,?]*\b(?:do|does|did|has|have|had|will|would|is|are|was|were) {_SUBJECT[word]}\b", right)
    ):
        return None
    if word in _SEX:
        if not as_object and _has_person(left):
            return None
        found = person(before, _SEX[word], answers=bool(_ANSWERS.match(right))) or _whoever(before)
    elif word == "it" and any(start <= match.start() < end for start, end in expletives(text)):
        return None
    else:
        if not as_object and _has_thing(left, plural=word.startswith("th")):
            return None
        found = _owner(before, right) if word == "its" else _teller(before, right) if word == "it" else None
        if found is None and word.startswith("th"):
            found = _several(before, text, as_object=as_object, needs=needed(left, right, owns=owns))
        elif found is None:
            found = thing(before, as_object=as_object, needs=needed(left, right, owns=owns), but=text)
    if not found:
        return None
    if match.start() == 0 or not left.strip():
        found = found[0].upper() + found[1:]
    return possessive(found) if owns or word in {"hers", "theirs"} else found


def _whoever(before: Sequence[Told]) -> str | None:
    """The person whom the last question asked for, where nobody told who it is: "the person who chairs the board"."""
    parts = before[-1].clause if before else None
    is_asked = (
        parts is not None
        and parts.wh.lower() == "who"
        and not parts.subject
        and parts.predicate
        and not any(name.sort == "person" for name in before[-1].new)
    )
    return (
        " ".join(["the person who", *([parts.helper] if parts.helper else []), parts.predicate])
        if parts and is_asked
        else None
    )


def _owner(before: Sequence[Told], right: str) -> str | None:
    """The firm that answered who, where "its" has what only a firm has behind it: "its chief executive"."""
    last = before[-1] if before else None
    if last is None or not (last.asks_who and _CORPORATE.match(right)):
        return None
    return next((name.text for sort in ("firm", "thing") for name in last.new if name.sort == sort), None)


def _teller(before: Sequence[Told], right: str) -> str | None:
    """Who told what was answered, where it was asked who or which and "it" says something: "Did it say how?"."""
    last = before[-1] if before else None
    if last is None or last.clause is None or last.clause.subject or not _SAYS.match(right):
        return None
    told = " ".join(last.quotes)
    found = (name.text for name in last.new if name.sort in ("firm", "thing"))
    return next(
        (each for each in found if re.search(rf"\b{re.escape(each)}\.? (?:said|told|wrote|reported)\b", told)), None
    )


def _several(before: Sequence[Told], text: str, *, as_object: bool, needs: frozenset[str]) -> str | None:
    """What "they" means: two people named together, else things or a body of people."""
    last = before[-1] if before else None
    if re.search(r"\b(?:together|each other|both|merge)\b", text) and len(found := named_pair(before)) == 2:
        return " and ".join(found)
    pair = [name.text for name in last.asked if name.sort == "person"] if last else []
    if len(pair) > 1 and not as_object:
        return " and ".join(pair)
    if (
        re.search(r"\b(?:related|married|brothers|sisters|each other|together|rivals|colleagues)\b", text)
        and len(found := people(before)) == 2
    ):
        return " and ".join(found)
    found = thing(before, plural=True, as_object=as_object, but=text)
    if found and needs & {"firm", "made"} and (kinds := kinds_of(found, before)) and not kinds & needs:
        return thing(before, needs=needs, only=True, but=text) or found
    return found


def _agreeing(lead: str, pronoun: str, found: str) -> str:
    """The words before "they" with their verb made to fit one thing: "do they" and "does Corvane"."""
    match = re.search(r"\b(do|are|were|have)(\s+)$", lead, re.I)
    if pronoun != "they" or match is None or is_plural(found):
        return lead
    fitting = _SINGULAR[match[1].lower()]
    return f"{lead[: match.start()]}{fitting.capitalize() if match[1][0].isupper() else fitting}{match[2]}"


def _is_followed_by_noun(right: str) -> bool:
    following = re.match(r"\s+([\w’'-]+)", right)
    return bool(following) and bare(following[1]) not in PREPOSITIONS | STOPWORDS if following else False


def _is_object(left: str, right: str) -> bool:
    words, following = left.split(), re.match(r"\s+([\w’'-]+)", right)
    if following and (
        bare(following[1]) in AUXILIARIES or (is_verb(following[1]) and not following[1].endswith("ing"))
    ):
        return False
    return bool(words) and bare(words[-1]) not in AUXILIARIES | {
        "that",
        "when",
        "if",
        "because",
        "whether",
        "where",
        "why",
        "how",
        "what",
        "and",
        "but",
        "as",
    }


def _has_person(left: str) -> bool:
    heads = {
        bare(part.text.split()[-1]) for part in phrases(left) if part.text.split()[0].lower() in {"the", "a", "an"}
    }
    return bool(heads & OFFICES) or any(
        name.sort == "person" or (len(name.text.split()) < 4 and name.sort == "thing") for name in names(left)
    )


def _has_thing(left: str, *, plural: bool) -> bool:
    found = [
        part.text
        for part in phrases(
            re.sub(
                r"^\W*(?:which|what|how many|how much|whose)\b[^,]*?\b(?=(?:do|does|did|is|are|was|were|has|have|had|will|would|can|could|should)\b)",
                "",
                left,
                flags=re.I,
            )
        )
    ]
    named = any(name.sort in ("firm", "thing", "place") for name in names(left))
    definite = [
        text
        for text in found
        if text.split()[0].lower() in {"the", "a", "an"} and bare(text.split()[-1]) not in OFFICES
    ]
    if plural:
        return named or any(is_plural(text) or _SEVERAL.search(text) for text in found)
    return named or bool(definite)


def _placed(text: str, before: Sequence[Told]) -> str:
    match = _THERE.search(text)
    if (
        match is None
        or re.search(r"\bhow (?:many|much)(?: \w+)? (?:is|are|was|were) there\b", text, re.I)
        or (_EXISTS.search(text) and re.search(r"\bthere\b\W*\w", text))
        or (found := place(before)) is None
    ):
        return text
    where, preposition = found
    return f"{text[: match.start()]}{match['preposition'] or preposition} {where}{text[match.end() :]}"
