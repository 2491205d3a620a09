"""Whom a quote's pronoun, or a family name alone, stands for in another quote that the claim names. Pure."""

from collections.abc import Sequence

from dateline.indexes.nouns import Passage, Revision
from dateline.service.check.clauses import MARK, Clauses
from dateline.service.check.statement import ROLES
from dateline.service.check.voices import PRONOUNS, voices
from dateline.service.speech import said_by
from dateline.service.words import tokens

_POINTING = PRONOUNS | frozenset("his her its their him them there this that these those both".split())


def links(quotes: Sequence[Clauses], passages: Sequence[tuple[Revision, Passage]]) -> list[dict[int, frozenset[int]]]:
    """For each quote: the other quotes whose subject it may borrow, and the places of that subject."""
    found: list[dict[int, frozenset[int]]] = []
    for number, quote in enumerate(quotes):
        borrowed: dict[int, frozenset[int]] = {}
        for other, earlier in enumerate(quotes):
            if other == number or passages[other][0].article_id != passages[number][0].article_id:
                continue
            places = _same_name(quote, earlier)
            if (
                passages[number][1].ordinal - passages[other][1].ordinal == 1
                and _points_back(quote)
                and _agrees(quote, earlier, *passages[number])
            ):
                places |= _subject(earlier) | {at for voice in voices(earlier) for at in voice.speaker}
            if places:
                borrowed[other] = frozenset(places)
        found.append(borrowed)
    return found


def named(revision: Revision, passage: Passage) -> frozenset[str]:
    """The words that name the speaker of a quote, where it says "he said"; nothing where that is not certain."""
    who = said_by(passage, revision)
    return frozenset() if who is None else frozenset(token.stem for token in tokens(who) if token.capital)


def _points_back(quote: Clauses) -> bool:
    return any(item.lower in _POINTING for item in quote.items[:6])


def _agrees(quote: Clauses, earlier: Clauses, revision: Revision, passage: Passage) -> bool:
    """Whether the speaker of a quote, if it is known, stands in the one before."""
    known = named(revision, passage)
    return not known or bool(known & {item.stem for item in earlier.items})


def _subject(quote: Clauses) -> set[int]:
    """What a sentence begins with, up to its first verb."""
    places: set[int] = set()
    for at in range(len(quote.items)):
        if at in quote.verbs:
            break
        places.add(at)
    return places


def _same_name(quote: Clauses, other: Clauses) -> set[int]:
    """The places of a name in another quote that begins with more of it: "Hesk Cleaning" for "Hesk"."""
    places: set[int] = set()
    near = {*range(min(8, len(quote.items))), *(at for voice in voices(quote) for at in voice.speaker)}
    stems = {quote.items[at].stem for at in near if quote.items[at].is_content and quote.items[at].text[:1].isupper()}
    for at, item in enumerate(other.items):
        if item.stem in stems and item.text[:1].isupper():
            first, last = at, at
            while (
                first > 0
                and other.items[first - 1].text[:1].isupper()
                and other.items[first].gap == " "
                and other.items[first - 1].is_content
            ):
                first -= 1
            while (
                last + 1 < len(other.items)
                and other.items[last + 1].kind == "name"
                and other.items[last + 1].gap == " "
            ):
                last += 1
            if (before := _first_name(other, at)) and any(
                each.stem == item.stem and (own := _first_name(quote, here)) and own != before
                for here, each in enumerate(quote.items)
            ):
                continue
            places |= set(range(first, last + 1))
            if last + 1 < len(other.items) and MARK.search(other.items[last + 1].gap):
                here = last + 1
                while (
                    here < len(other.items)
                    and here not in other.verbs
                    and (here == last + 1 or not MARK.search(other.items[here].gap))
                ):
                    places.add(here)
                    here += 1
    return places


def _first_name(row: Clauses, at: int) -> str:
    """The first name before a family name: "Lucan Darrow" is not "Mireille Darrow"."""
    before = row.items[at - 1] if at else None
    known = before is not None and before.text[:1].isupper() and before.is_content and row.items[at].gap == " "
    return before.stem if before is not None and known and before.lower not in ROLES else ""
