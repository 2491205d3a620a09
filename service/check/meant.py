"""Whom the pronouns of a quote stand for, if another quote of the same article says so. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.indexes.nouns import Passage, Revision
from dateline.service.check.clauses import MARK, Clauses
from dateline.service.check.frames import frame
from dateline.service.check.items import Item

_PERSON = frozenset("he she him her his".split())
_THING = frozenset("it its they their them".split())
ORGANISATIONS = frozenset(
    "group bank university college agency ministry department commission committee council bureau party company trust union association board office "
    "house court centre fund guild league federation inspectorate line cells devices pharma marine industries school street harbour bay island strait sound river".split()
)
_POINTING = _PERSON | _THING
FIRMS = frozenset("company firm group club bank union agency carrier maker airline".split())


@dataclass(frozen=True, slots=True)
class Meant:
    """Phrases of other quotes: those that a person's pronoun may stand for, a thing's, a place's; and whole names."""

    persons: tuple[tuple[Item, ...], ...] = ()
    things: tuple[tuple[Item, ...], ...] = ()
    places: tuple[tuple[Item, ...], ...] = ()
    names: tuple[tuple[Item, ...], ...] = ()

    def whole(self, item: Item) -> tuple[tuple[Item, ...], ...]:
        """The one name of another quote that ends with a word: "Maroe Ocean Line" for "the line"."""
        found = [
            name
            for name in self.names
            if len(name) > 1 and name[-1].lower == item.lower and name[-1].text[:1].isupper()
        ]
        return tuple(found[:1]) if len({" ".join(each.lower for each in name) for name in found}) == 1 else ()

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
            if own & {item.lower for item in name}:
                found |= {item.lower for item in name}
        return frozenset(found)


def is_named(phrase: Sequence[Item]) -> bool:
    """Whether a phrase has a name."""
    return any(item.text[:1].isupper() and item.is_content for item in phrase)


def meant(number: int, quotes: Sequence[Clauses], passages: Sequence[tuple[Revision, Passage]]) -> Meant:
    """Whom the pronouns of a quote stand for: the subject or the speaker of the sentence before."""
    persons: list[tuple[Item, ...]] = []
    things: list[tuple[Item, ...]] = []
    places: list[tuple[Item, ...]] = []
    names: list[tuple[Item, ...]] = []
    revision, passage = passages[number]
    for other, (elsewhere, earlier) in enumerate(passages):
        if other == number or elsewhere.article_id != revision.article_id:
            continue
        quote = quotes[other]
        whole = frame(quote)
        speaker = tuple(quote.items[at] for at in whole.speaker)
        names += _subjects(quote) + ([speaker] if speaker else [])
        if not _reaches(revision, earlier, passage) and not (earlier is passage and other == number - 1):
            continue
        subject = subject_of(quote, whole.content)
        sole = [run for run in _people(quote)]
        persons += sole if len(sole) == 1 else []
        for phrase in (speaker, subject):
            if not phrase:
                continue
            if any(item.kind == "name" for item in phrase):
                persons.append(phrase)
            things.append(phrase)
        places += _places(quote)
    return Meant(tuple(persons), tuple(things), tuple(places) if len(places) == 1 else (), tuple(names))


def _reaches(revision: Revision, earlier: Passage, passage: Passage) -> bool:
    """Whether one sentence stands before another, or only such between them as point back themselves."""
    between = [each for each in revision.passages if earlier.ordinal < each.ordinal < passage.ordinal]
    firm = passage.text.lower().split()[1:2]
    if earlier.ordinal == 0 and passage.text.startswith("The ") and firm and firm[0] in FIRMS:
        return True  # "the company" is that of the lead
    return earlier.ordinal < passage.ordinal and all(
        each.text.split(maxsplit=1)[0].lower() in _POINTING for each in between
    )


def _people(quote: Clauses) -> list[tuple[Item, ...]]:
    """The names of two words that may be a person's."""
    return [
        run
        for run in _subjects(quote)
        if len(run) == 2
        and run[1].gap == " "
        and not any(item.lower in ORGANISATIONS for item in run)
        and not (
            run[0].start and quote.text[: run[0].start].split()[-1].lower() in ("the", "in", "at", "to", "from", "of")
        )
    ]


def subject_of(quote: Clauses, content: Sequence[int]) -> tuple[Item, ...]:
    """The words before the first verb, without what a comma sets off."""
    found: list[Item] = []
    for at in content:
        if at in quote.verbs and at:
            break
        if found and MARK.search(quote.items[at].gap):
            break
        found.append(quote.items[at])
    if (
        not found
        or found[0].lower in ("in", "on", "at", "of", "from", "after", "for", "by", "with", "about")
        or len(found) > 9
    ):
        return ()
    return tuple(found)


def _subjects(quote: Clauses) -> list[tuple[Item, ...]]:
    """The names of a quote with the apposition behind a comma: "Hesk Cleaning, a subcontractor"."""
    found: list[tuple[Item, ...]] = []
    at = 0
    while at < len(quote.items):
        if not quote.items[at].text[:1].isupper() or not quote.items[at].is_content:
            at += 1
            continue
        end = at + 1
        while end < len(quote.items) and quote.items[end].kind == "name" and quote.items[end].gap in (" ", "’ ", "’s "):
            end += 1
        found.append(quote.items[at:end])
        at = end
    return found


def _places(quote: Clauses) -> list[tuple[Item, ...]]:
    """ "In Brisk Harbour"."""
    found: list[tuple[Item, ...]] = []
    for at, item in enumerate(quote.items):
        if item.lower in ("in", "at") and at + 1 < len(quote.items) and quote.items[at + 1].kind == "name":
            end = at + 2
            while end < len(quote.items) and quote.items[end].kind == "name" and quote.items[end].gap == " ":
                end += 1
            found.append(quote.items[at:end])
    return found
