"""Whom the pronouns of a quote stand for, if another quote of the same article says so. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateline.indexes.nouns import Passage, Revision
from dateline.service.check.clauses import MARK, Clauses, clauses
from dateline.service.check.frames import frame
from dateline.service.check.items import Item
from dateline.service.check.mentions import known_of, names_of, people_of, places_of, single_of, words_of_name
from dateline.service.check.statement import ROLES

_PERSON = frozenset("he she him her his".split())
_THING = frozenset("it its they their them".split())
_POINTING = _PERSON | _THING
_OPENING = frozenset("in on at of from after for by with about under during since".split())
_KINDS = {"law": frozenset(("act", "law")), "act": frozenset(("act",)), "measure": frozenset(("act",))}
FIRMS = frozenset("company firm group club bank union agency carrier maker airline".split())


@dataclass(frozen=True, slots=True)
class Meant:
    """Phrases of other quotes: those that a person's pronoun may stand for, a thing's, a place's; and whole names."""

    persons: tuple[tuple[Item, ...], ...] = ()
    things: tuple[tuple[Item, ...], ...] = ()
    places: tuple[tuple[Item, ...], ...] = ()
    names: tuple[tuple[Item, ...], ...] = ()
    persons_of: tuple[tuple[Item, ...], ...] = ()  # who speaks or acts in another quote
    single: frozenset[str] = frozenset()  # nouns of which the article names one only: "the ministry"
    known: tuple[str, ...] = ()  # the names of the whole article, in lower case

    def whole(self, item: Item) -> tuple[tuple[Item, ...], ...]:
        """The one name of another quote that ends with a word: "Maroe Ocean Line" for "the line"."""
        acting = [
            phrase
            for phrase in self.persons_of
            if len(phrase) > 2 and phrase[-1].lower == item.lower and phrase[0].lower not in ("the", "a", "an", "its")
        ]
        if acting and len({" ".join(each.lower for each in phrase) for phrase in acting}) == 1:
            return tuple(acting[:1]) if item.lower in self.single else ()
        ends = _KINDS.get(item.lower, frozenset((item.lower,)))
        found = [
            name for name in self.names if len(name) > 1 and name[-1].lower in ends and name[-1].text[:1].isupper()
        ]
        return tuple(found[:1]) if len({" ".join(each.lower for each in name) for name in found}) == 1 else ()

    def full(self, item: Item) -> tuple[tuple[Item, ...], ...]:
        """Longer names, with what somebody is, for a name that no other name of the article has a part in: "Berglund"."""
        word = item.lower
        if not item.text[:1].isupper() or not item.is_content or word in ROLES:
            return ()
        having = {name for name in self.known if word in name.split() and name != word}
        if len(having) != 1:
            return ()
        last = next(iter(having)).split()
        if word not in (last[-1], last[0]):
            return ()
        return tuple(
            phrase
            for phrase in (*self.persons_of, *self.names)
            if len(phrase) > 1 and word in {each.lower for each in phrase if each.text[:1].isupper()}
        )[:3]

    def phrases(self, item: Item) -> tuple[tuple[Item, ...], ...]:
        """What may be put for a word."""
        if item.lower in _PERSON:
            return self.persons
        if item.lower in _THING:
            return self.things
        if item.lower in FIRMS:
            return tuple(phrase for phrase in self.things if is_named(phrase))
        return self.places if item.lower == "there" else ()

    def longer(self, phrase: Sequence[Item]) -> frozenset[str]:
        """The words of the whole names, with their offices, that another quote has for a name of a phrase."""
        own = {item.lower for item in phrase if item.text[:1].isupper() and item.is_content}
        found: set[str] = set()
        for name in self.names:
            words = {item.lower for item in name}
            if (shared := own & words) and (len(shared) > 1 or self.is_one_name(*shared)):
                found |= words
        return frozenset(found)

    def is_one_name(self, word: str) -> bool:
        """Whether no two names of the article share a word: "Li" may be either of two."""
        return sum(word in name.split() for name in self.known) < 2


def is_named(phrase: Sequence[Item]) -> bool:
    """Whether a phrase has a name."""
    return any(item.text[:1].isupper() and item.is_content for item in phrase)


def meant(number: int, quotes: Sequence[Clauses], passages: Sequence[tuple[Revision, Passage]]) -> Meant:
    """Whom the pronouns of a quote stand for: the subject or the speaker of the sentence before, as another quote names them."""
    persons: list[tuple[Item, ...]] = []
    things: list[tuple[Item, ...]] = []
    places: list[tuple[Item, ...]] = []
    names: list[tuple[Item, ...]] = []
    revision, passage = passages[number]
    acting: list[tuple[Item, ...]] = []
    before = [words_of_name(each) for each in _before(revision, passage, quotes[number].base)]
    for other, (elsewhere, earlier) in enumerate(passages):
        if other == number or elsewhere.article_id != revision.article_id:
            continue
        quote = quotes[other]
        if earlier is not passage:
            names += names_of(quote)
            whole = frame(quote)
            if whole.speaker:
                names.append(tuple(quote.items[at] for at in whole.speaker))
            acting += _actors(quote)
        next_to = _reaches(revision, earlier, passage) or (earlier is passage and other == number - 1)
        for phrase in _actors(quote):
            if not next_to and not any(words_of_name(phrase) & each for each in before):
                continue
            if is_named(phrase):
                persons.append(phrase)
            things.append(phrase)
        if not next_to:
            persons += [
                person for person in people_of(quote) if _is_one_before(person, before) and _is_sole(person, revision)
            ]
        if next_to:
            sole = people_of(quote)
            persons += sole if len(sole) == 1 else []
            places += places_of(quote)
    return Meant(
        tuple(persons),
        tuple(things),
        tuple(places) if len(places) == 1 else (),
        tuple(names),
        tuple(acting),
        single_of(revision),
        known_of(revision),
    )


def _is_one_before(person: Sequence[Item], before: Sequence[frozenset[str]]) -> bool:
    return any(person[-1].lower in each for each in before)


def _is_sole(person: Sequence[Item], revision: Revision) -> bool:
    """Whether an article names nobody else of a family name."""
    return sum(person[-1].lower in name.split() for name in known_of(revision)) == 1


def _before(revision: Revision, passage: Passage, base: date | None) -> list[tuple[Item, ...]]:
    """The subject and the speaker of the last sentence before a passage that does not point back itself."""
    for each in reversed(revision.passages):
        if each.ordinal < passage.ordinal and each.text.split(maxsplit=1)[0].lower() not in _POINTING:
            return _actors(clauses(each.text, base))
    return []


def _actors(quote: Clauses) -> list[tuple[Item, ...]]:
    """Who speaks in a sentence, and what its first clause is about."""
    whole = frame(quote)
    speaker = tuple(quote.items[at] for at in whole.speaker)
    by = next((number for number, item in enumerate(speaker) if number and item.lower == "by"), None)
    author = speaker[by + 1 :] if by is not None and not speaker[0].text[:1].isupper() else ()
    return [phrase for phrase in (author, speaker, subject_of(quote, whole.content)) if phrase]


def _reaches(revision: Revision, earlier: Passage, passage: Passage) -> bool:
    """Whether one sentence stands before another, or only such between them as point back themselves."""
    between = [each for each in revision.passages if earlier.ordinal < each.ordinal < passage.ordinal]
    firm = passage.text.lower().split()[1:2]
    if earlier.ordinal == 0 and passage.text.startswith("The ") and firm and firm[0] in FIRMS:
        return True  # "the company" is that of the lead
    return earlier.ordinal < passage.ordinal and all(
        each.text.split(maxsplit=1)[0].lower() in _POINTING for each in between
    )


def subject_of(quote: Clauses, content: Sequence[int]) -> tuple[Item, ...]:
    """The words before the first verb, without what a comma sets off, and without what stands before the subject."""
    content = list(content)
    for number, at in enumerate(content[:9]):
        if number and any(mark in quote.items[at].gap for mark in "—–:") and quote.items[content[0]].text.isupper():
            content = content[number:]
            break
    if content and quote.items[content[0]].lower in _OPENING:
        comma = next((number for number, at in enumerate(content) if number and "," in quote.items[at].gap), None)
        if comma is None or any(at in quote.verbs for at in content[:comma]):
            return ()
        content = content[comma:]
    found: list[Item] = []
    for at in content:
        item = quote.items[at]
        if at in quote.verbs and found:
            break
        if found and (
            MARK.search(item.gap)
            or item.day is not None
            or (item.lower == "on" and quote.items[at + 1 : at + 2] and quote.items[at + 1].day is not None)
        ):
            break
        found.append(item)
    if not found or found[0].lower in _OPENING or len(found) > 9:
        return ()
    return tuple(found)
