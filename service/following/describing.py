"""Phrases that point back by what they say ("the company", "these rules", "the other one"), and what is meant. English."""

import re
from collections.abc import Sequence

from dateline.service.asking import MEASURE
from dateline.service.following.callings import BODIES, FIRMS, LANDS, OFFICES, Sex
from dateline.service.following.clauses import clause
from dateline.service.following.conversation import Told, in_full, is_time, person
from dateline.service.following.heads import same_head
from dateline.service.following.mentions import names
from dateline.service.following.naming import beside, body, brought_in, ending_so, firm, holds, introduced, named_so
from dateline.service.following.phrases import BE, Phrase, bare, definite, head, is_plural, phrases
from dateline.service.following.pointing import points, possessive
from dateline.service.following.referents import place, thing, topic
from dateline.service.following.unsaid import PALE, is_told
from dateline.service.following.verbs import is_verb
from dateline.service.following.wholes import asked_amount, fact
from dateline.service.words import content, country_words, stem, tokens

_BACK = frozenset(("the", "this", "that", "these", "those", "such"))
_HERE = _BACK - {"the"}


_MATTERS = frozenset(  # nouns that stand for whatever the talk is about
    "project scheme programme program structure facility vessel ship boat line law bill act measure legislation rule system service device drug "
    "product platform site works one".split()
)


_COUNTRIES = frozenset(("country", "nation", "republic", "state", "island"))
_POSTS = frozenset("office post job position role title".split())


_DEEDS = frozenset(
    "decision move step claim accusation allegation statement prediction promise warning demand idea assurance denial assertion assumption view opinion "
    "announcement argument criticism finding expectation fear hope rumour rumor belief remark comment forecast".split()
)


_FIRM_S = re.compile(rf"\b(?:the|that|this) (?P<noun>{'|'.join(sorted(FIRMS | BODIES | OFFICES))})[’']s\b", re.I)
_FIGURE_OF = re.compile(r"(?<=the )(?:19|20)\d\d (?=(?:figure|number|amount|sum|total)$)")
_FIGURES = frozenset("figure number amount sum total count percentage".split())


_NORMS = frozenset(
    "requirement rule restriction ban condition demand obligation order ruling duty limit prohibition instruction".split()
)
_NORM = re.compile(
    r"\bthat (?P<what>(?!.*\bthat\b)[^.;:“”]*\b(?:may|must|cannot|can|ha[sd] to|have to|needs? to|should|would need)\b[^.;:“”,]*)"
)


_ANYONE: dict[str, Sex | None] = {"man": "m", "woman": "f", "boy": "m", "girl": "f", "person": None, "author": None, "suspect": None, "official": None}  # fmt: skip


ENTIRE = frozenset(
    "world past future public media press internet moment beginning end law weather police first last same rest time".split()
)


_MOST = 5  # words of meaning in a question that leaves open whose a thing is


_TELLS = re.compile(r"\b(?:say|said|think|believe|reckon|complain|respond|react)\b\W*$")


_BEST = re.compile(r"\b(?:most|least|only|same|best|worst|very|next|\w{3,}est)\b")


def described(text: str, before: Sequence[Told]) -> str:
    """The question with phrases that point back replaced by what they name, or joined with what the talk is about."""
    if (match := _FIRM_S.search(text)) and (owner := _owner(match["noun"], before)):
        text = f"{text[: match.start()]}{possessive(owner)}{text[match.end() :]}"
    parts = clause(text)
    told = f"{parts.wh} , {parts.subject} , {parts.rest}" if parts else text
    found = [Phrase(part.preposition, re.sub(r",? (?:first|now|then),?$", "", part.text)) for part in phrases(told)]
    has_names = bool(names(text)) or points(text) or bool(_TELLS.search(text))
    for at, part in enumerate(found):
        following = found[at + 1] if at + 1 < len(found) else None
        if following and f"{part.text} {following.preposition} " not in text:
            following = None
        if is_time(part.text) or not _is_back(part, following, text) or _is_told(part, text):
            continue
        if parts and parts.helper in BE and head(part.text) in OFFICES and part.text in parts.predicate:
            continue  # "Is she still the director?"
        meant = _meant(part, before, text)
        if (
            meant is None
            and (not has_names or part.text.split()[0].lower() in _HERE)
            and head(part.text) not in ENTIRE
            and not (
                part.text.split()[0].lower() in {"these", "those"} and head(part.text).removesuffix("s") in _MATTERS
            )
            and _is_vague(part, text)
            and not is_told(text, before)
        ):
            about = topic(before)
            if (of := re.match(r"the \w+ of (?P<owner>.+)", about)) and re.fullmatch(
                rf"{MEASURE}|share|stake", head(about)
            ):
                about = of["owner"]
            if re.search(rf"\b{re.escape(head(part.text))}\b", about):  # "the cave" where that is the topic
                about = next((name.text for name in before[-1].asked), "")
            named = next((each.text for each in phrases(about) if names(f"x {each.text}")), "")
            about = named if named and not names(f"x {phrases(about)[0].text}") and " into " in about else about
            link = "for" if head(part.text) in {"reason", "explanation", "date", "plan"} else "of"
            meant = f"{part.text} {link} {about}" if about and head(about) != head(part.text) else None
        if meant is not None and part.text in text:
            text = text.replace(part.text, meant[0].upper() + meant[1:] if text.startswith(part.text) else meant, 1)
    return text


def _owner(noun: str, before: Sequence[Told]) -> str | None:
    """Whose a thing is: "the company's stake", "the bank's rate"."""
    if noun in OFFICES:
        found = person(before, None, noun)
        return in_full(before, found) if found else None
    return firm(noun, before, plural=False) if noun in FIRMS else body(noun, before)


def _is_vague(part: Phrase, text: str) -> bool:
    """Whether nothing tells which is meant: no noun before the noun, and few words of meaning around it."""
    words = [bare(word) for word in part.text.split()]
    is_bare = words[0] in _HERE or all(word in PALE for word in words[1:-1])
    return is_bare and len(content(tokens(text))) <= _MOST


def _is_back(part: Phrase, following: Phrase | None, text: str) -> bool:
    """Whether a phrase may point back: with an article, of few words, without a name, and not told more of behind it."""
    words = part.text.split()
    if (
        len(words) < 2
        or len(words) > 4
        or bare(words[0]) not in _BACK
        or any(char.isdigit() or char.isupper() for char in _named(_FIGURE_OF.sub("", part.text))[1:])
    ):
        return False
    if _BEST.search(part.text):
        return False
    if (
        bare(words[0]) == "the" and len(re.findall(rf"\b{re.escape(head(part.text))}\b", text, re.I)) > 1
    ):  # "the line" behind "a Harbour Line ride"
        return False
    return following is None or not following.preposition


def _named(text: str) -> str:
    """A phrase with nationalities in small letters: "the American rule" has no name."""
    return " ".join(
        word.lower() if word[:1].isupper() and stem(word) in country_words() else word for word in text.split()
    )


def _is_told(part: Phrase, text: str) -> bool:
    """Whether a clause behind the phrase says which: "the firms that bid for the barrier"."""
    return bool(re.search(rf"{re.escape(part.text)},?\s+(?:that|who|which|whose|where|when)\b", text))


def _meant(part: Phrase, before: Sequence[Told], text: str) -> str | None:
    noun = head(part.text)
    singular = noun.removesuffix("s") if is_plural(part.text) else noun
    modifiers = {
        stem(bare(word)) for word in part.text.split()[1:-1] if bare(word) not in {"two", "three", "both", "new"}
    }
    if noun in _POSTS and part.text.split()[0].lower() in _HERE and before[-1].clause and before[-1].asks_who:
        return f"the {noun} of {definite(before[-1].clause.subject)}" if before[-1].clause.subject else None
    if noun in _DEEDS and part.text.split()[0].lower() in _HERE and len(part.text.split()) == 2:
        return f"the {noun} that {fact(before[-1])}"
    if noun in _NORMS and part.text.split()[0].lower() in _HERE and (said := _norm(before[-1])):
        return f"the {noun} that {said}"
    if noun in _FIGURES and (amount := asked_amount(before)):
        return (
            amount
            if len(part.text.split()) == 2 and part.text.split()[0].lower() in _HERE
            else f"{part.text} for {amount}"
        )
    if noun == "state" or (noun == "bill" and part.preposition == "of"):  # "how much of the bill does the state pay"
        return None
    if noun in _ANYONE:
        return person(before, _ANYONE[noun])
    if noun in OFFICES:
        found = person(before, None, noun)
        if found and modifiers and not holds(found, " ".join(part.text.split()[1:]), before):
            return None
        return in_full(before, found) if found else beside(part.text, before) if len(modifiers) < 2 else None
    if (phrase := same_head(noun, modifiers, before)) is not None:
        return phrase
    if part.text.split()[0].lower() in _HERE and (ends := ending_so(noun, before, text)) is not None:
        return ends
    if (told := brought_in(noun, before)) is not None:
        return told
    if modifiers:
        return None
    if (met := introduced(noun, before)) is not None:
        return met
    if (called := named_so(noun, before)) is not None:
        return called
    if singular in FIRMS:
        return firm(singular, before, plural=noun != singular)
    if singular in LANDS:
        named = [name.text for turn in reversed(before) for name in (*turn.asked, *turn.said) if name.sort == "place"]
        where = place(before, only=True)
        named = [name for name in named if singular in name.lower().split()] or named
        if singular in LANDS - _COUNTRIES:
            named = [name for name in named if stem(name) not in country_words()]
            where = None if where and stem(where[0]) in country_words() else where
        return named[0] if named else where[0] if where and names(where[0]) else None
    if singular in BODIES:
        return body(noun, before)
    if noun in _MATTERS or singular in _MATTERS:
        meant = thing(before, plural=noun != singular, as_object=True)
        return meant if meant is None or noun == singular or is_plural(meant) else None
    if noun in ENTIRE or is_time(part.text):
        return None
    return next((found for turn in reversed(before) if (found := _in_answer(noun, turn.quotes))), None)


def _norm(last: Told) -> str:
    """What an answer says that must or may not be, where its question was of no such thing."""
    told = (match["what"] for quote in last.quotes for match in _NORM.finditer(quote))
    return next(told, "")


def _in_answer(noun: str, quotes: Sequence[str]) -> str:
    """A phrase with "the" of an answer that has this head and says more: "the maternity ward at Lindholm"."""
    for quote in quotes[:2]:
        parts = phrases(quote)
        for at, part in enumerate(parts):
            words = part.text.split()
            while len(words) > 2 and is_verb(words[-1]) and not words[-1].endswith(("ing", "ed")):
                words = words[:-1]
            if bare(words[-1]) != noun or bare(words[0]) != "the":
                continue
            where = next(
                (each for each in parts[at + 1 : at + 2] if each.preposition in {"at", "in", "of", "for"}), None
            )
            is_next = (
                where is not None
                and f"{part.text} {where.preposition} {where.text}" in quote
                and not is_time(where.text)
            )
            behind = where.text.split() if where and is_next else []
            behind = behind[:-1] if len(behind) > 1 and is_verb(behind[-1]) and behind[-2][0].isupper() else behind
            more = f" {where.preposition} {' '.join(behind)}" if where and behind else ""
            if more or len(words) > 2:
                return f"the {' '.join(words[1:])}{more}"
    return ""
