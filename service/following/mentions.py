"""Who and what a text names: people with their sex and post as far as it tells, firms and bodies, places. English, by rules."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from dateline.service.following.callings import (
    BODIES,
    ENDS_BODY,
    ENDS_PLACE,
    ENDS_THING,
    FIRMS,
    JOINS_OF,
    LANDS,
    OFFICES,
    SEX_TITLES,
    TITLES,
    TITLES_AND_OFFICES,
    Sex,
    sex_by_name,
)
from dateline.service.following.capitals import is_first, is_name_at_start, is_plain
from dateline.service.following.numbered import NUMBER, counts, is_marked
from dateline.service.following.verbs import is_verb
from dateline.service.times import is_calendar_word
from dateline.service.words import country_words, stem

Sort = Literal["person", "firm", "place", "thing"]


_RUN = re.compile(
    rf"(?:(?:[A-Z]\.){{2,}}|[A-Z][\w’'-]*(?::\d\w*|\.)?)(?:(?:\s+(?:(?:of|for|de|der|van|von|del|la|al|bin)\s+(?:the\s+)?|and\s+|&\s+))?\s*(?:(?<=\s)(?:(?:[A-Z]\.){{2,}}|[A-Z][\w’'-]*(?::\d\w*)?)|{NUMBER}))*"
)


_TRADE = re.compile(r"[a-z](?:ist|ian|man|woman|er|or)$")
_SAYS = r"(?:said|says|told|wrote|argued|warned|added|insisted|replied|denied|testified|promised|conceded|asked)\b"


_STATES = frozenset(("U.S", "U.S.", "U.K", "U.K.", "UK", "US", "EU", "E.U"))


_OWNED_BODIES = frozenset(
    "union association federation league guild club party society bank institute".split()
)  # "the Nurses' Union"


@dataclass(frozen=True, slots=True)
class Name:
    """A name as a text has it, where it begins, what it is of, and which posts stand beside it."""

    text: str
    start: int
    sort: Sort
    sex: Sex | None = None
    posts: frozenset[str] = frozenset()


def names(text: str, known: frozenset[str] = frozenset()) -> tuple[Name, ...]:
    """The names of a text in order. `known`: words that are part of a name wherever they stand."""
    found: list[Name] = []
    for start, run in _runs(text, known):
        found += _told(text, start, run)
    return tuple(found)


def known_words(texts: Iterable[str]) -> frozenset[str]:
    """Words with a capital inside a sentence."""
    return frozenset(match.group() for text in texts for match in re.finditer(r"(?<=[a-z,] )[A-Z][\w-]*", text))


def is_same_person(one: str, other: str) -> bool:
    """Whether a name is the other's, whole or in part: "Lee" and "Ann Lee"."""
    here, there = ({word for word in name.split() if word.lower().strip(".") not in TITLES} for name in (one, other))
    return bool(here) and bool(there) and (here <= there or there <= here)


def _runs(text: str, known: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Runs of capitalised words, cut where they join two names, without what only begins a sentence."""
    for match in _RUN.finditer(text):
        if match.start() and (text[match.start() - 1].isalnum() or text[match.start() - 1] in "’'-$€£"):
            continue
        at = match.start()
        for piece in _pieces(match.group()):
            if (begin := text.find(piece, at)) < 0:  # with other spaces between its words
                continue
            at = begin + len(piece)
            words = piece.split()
            while words and (
                is_plain(words[0]) or (is_first(text, begin) and not is_name_at_start(words, known, text, at))
            ):
                begin += len(words[0]) + 1
                words = words[1:]
            while words and (is_calendar_word(words[-1]) or (words[-1].isdigit() and len(words) == 1)):
                words = words[:-1]
            name = re.sub(r"(?:[’']s|(?<=s)[’'])$", "", " ".join(words)).rstrip(".’' ")
            name = f"{name}." if re.search(r"\b[A-Z]\.[A-Z]$", name) else name
            if name and not is_calendar_word(words[0]):
                yield begin, name


def _pieces(run: str) -> Iterator[str]:
    """Names that "and" joins, or a possessive: "Ann Lee and Tom Orr" is two, the Farm and Forest League one."""
    words, begin = run.split(), 0
    for at, word in enumerate(words):
        left, right = words[begin:at], words[at + 1 :]
        if left and counts(word, left[-1]):
            yield " ".join(left)
            begin = at + 1
            continue
        last = right[-1].lower().strip(".’'") if right else ""
        cuts = word in {"and", "&"} and not (len(left) < 3 and last in ENDS_BODY | ENDS_THING and not _is_body(left))
        cuts = cuts or (word == "of" and bool(left) and left[-1].lower() not in JOINS_OF)
        cuts = cuts or (word == "for" and not _is_body(left))
        if cuts and left:
            yield " ".join(left)
            begin = at + 1 + (bool(right) and right[0] == "the")
        elif re.search(r"[’']s$", word) and right and right[0][0].isupper() and right[0].lower() not in _OWNED_BODIES:
            yield " ".join(words[begin : at + 1])
            begin = at + 1
    if words[begin:]:
        yield " ".join(words[begin:])


def _told(text: str, start: int, run: str) -> Iterator[Name]:
    words = run.split()
    titles = [word for word in words if word.lower().strip(".") in TITLES_AND_OFFICES]
    rest = list(words)
    while len(rest) > 1 and rest[0].lower().strip(".") in TITLES_AND_OFFICES:
        rest = rest[1:]
    if len(rest) > 2 and rest[0].lower().removesuffix("s") in OFFICES:
        rest = rest[1:]  # "Presidents Ann Lee and Tom Orr"
    if len(rest) == 3 and is_first(text, start) and _TRADE.search(rest[0]) and sex_by_name(rest[0]) is None:
        rest = rest[1:]  # "Archaeologist Elif Demir found"
    dropped = words[: len(words) - len(rest)]
    before = re.findall(r"[\w’'-]+", text[max(0, start - 40) : start].split(",")[-1].split(".")[-1])[-3:]
    after = text[start + len(run) :]
    posts = {word.lower().strip(".") for word in dropped}
    posts |= {
        word.lower()
        for word in before[-1:]
        if word.lower() in OFFICES | FIRMS | BODIES and text[start - 1 : start] == " "
    }
    posts |= _posts_behind(after)
    sort = _sort(
        rest, frozenset(posts), before, after, has_title=bool(dropped), aged=bool(re.match(r",\s\d\d\b", after))
    )
    if sort != "person":
        rest = words if not titles else rest
    name = " ".join(rest)
    if sort == "person" and len(rest) == 1 and dropped and dropped[-1].lower().strip(".") in TITLES | OFFICES:
        name = f"{dropped[-1]} {name}"
    titled: Sex | None = next(
        (SEX_TITLES[post] for post in (*sorted(posts), *(word.lower() for word in before)) if post in SEX_TITLES), None
    )
    yield Name(
        name,
        start + len(run) - len(" ".join(rest)),
        sort,
        titled or (sex_by_name(" ".join(rest)) if sort == "person" else None),
        frozenset(posts),
    )


def _posts_behind(after: str) -> set[str]:
    """The posts in what is put behind a name: ", an engineer from Port Ellery", ", the builder of the harbour"."""
    aside = re.match(r",\s+(?!who\b|and\b|or\b|in\b|on\b)([a-z][^,.;]{0,80})", after)
    told = re.split(r"\b(?:of|at|in|from|for|who|which|that|since)\b", aside[1])[0] if aside else ""
    here = {word for word in re.findall(r"[a-z]+", told) if word in OFFICES | FIRMS | BODIES}
    return here & OFFICES or here


def _sort(
    words: list[str], posts: frozenset[str], before: list[str], after: str, *, has_title: bool, aged: bool
) -> Sort:
    if is_marked(" ".join(words)):
        return "thing"
    last = re.sub(r"[’']s?$", "", words[-1]).lower()
    if stem(" ".join(words)) in country_words() or stem(last) in country_words() or last in ENDS_PLACE:
        return "place"
    if " ".join(words) in _STATES:
        return "place"
    if last in ENDS_THING:
        return "thing"
    if (
        _is_body(words)
        or (posts & (FIRMS | BODIES) and not posts & OFFICES)
        or any(word.isupper() and word.isalpha() and len(word) > 1 for word in words)
    ):
        return "firm"
    said = re.match(rf"\s+(?:also\s+|has\s+|had\s+)?{_SAYS}", after)
    is_pair = 2 <= len(words) <= 4 and not any(char.isdigit() for char in " ".join(words))
    if (
        has_title
        or aged
        or posts & OFFICES
        or (is_pair and (sex_by_name(" ".join(words)) or said or re.match(r",\s+who\b", after)))
    ):
        return "person"
    prep = before[-1].lower() if before else ""
    if (
        prep == "of"
        and len(words) <= 2
        and before[-2:-1]
        and before[-2].lower() in LANDS | {"king", "queen", "people", "government", "mayor", "population"}
    ):
        return "place"
    is_phrasal = prep == "off" and before[-2:-1] and is_verb(before[-2].lower())  # "set off Nvidia's slump"
    if not is_phrasal and len(words) <= 2 and prep in {"in", "at", "near", "off", "outside", "across"}:
        return "place"
    if re.match(
        r"[’']s?\s+(?:government|parliament|cabinet|city|council|president|prime|economy|ports|capital|people|voters)\b",
        after,
    ):
        return "place"
    return "thing"


def _is_body(words: list[str]) -> bool:
    return any(re.sub(r"[’']s?$", "", word).lower().strip(".") in ENDS_BODY for word in words[-1:] + words[:1]) or any(
        re.sub(r"[’']s?$", "", word).lower()
        in JOINS_OF - {"port", "sound", "bay", "gulf", "isle", "city", "house", "duke", "bishop"}
        for word in words
    )
