"""What a conversation has told so far, and whom it named. English, by rules."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.service.following.callings import OFFICES, Sex
from dateline.service.following.clauses import Clause, clause
from dateline.service.following.mentions import Name, is_same_person, known_words, names
from dateline.service.following.phrases import bare
from dateline.service.times import is_calendar_word

_AGE = 4.0  # what a turn further back costs; a person whose sex is known to fit is worth three quarters of it


_KNOWN = 3.0


_ASIDE = 2.0  # what it costs to be named in an answer only, where nobody was asked for


_UNSURE = 1.5  # what it costs that a name may be no person's


_SUFFIXES = frozenset("corp inc co ltd plc group holding holdings nv ag technologies technology company".split())
_HER = re.compile(r"\b(?:(?P<f>she|her)|(?P<m>he|his|him))\b", re.I)


@dataclass(frozen=True, slots=True)
class Told:
    """A question made to stand alone, its parts, and what it and its answer name."""

    question: str
    clause: Clause | None
    asked: tuple[Name, ...]
    said: tuple[Name, ...]
    quotes: tuple[str, ...]
    speakers: tuple[str, ...]
    replied: tuple[str, ...] = ()  # what answered the question that came next, where that is known

    @property
    def asks_who(self) -> bool:
        """Whether a person is asked for."""
        opening = f"{self.clause.wh} {self.clause.noun}".lower() if self.clause else ""
        return bool(re.search(r"\bwhom?\b", opening)) or any(word in OFFICES for word in opening.split())

    @property
    def new(self) -> tuple[Name, ...]:
        """What the answer names and the question does not, not even shorter: Nvidia is Nvidia Corp."""
        asked = {" ".join(_called(each.text)) for each in self.asked}
        return tuple(
            name
            for name in self.said
            if not re.search(rf"\b{re.escape(name.text)}\b", self.question)
            and " ".join(_called(name.text)) not in asked
        )


def _called(name: str) -> list[str]:
    """The words of a firm's name without what only says that it is a firm."""
    words = [word.lower().strip(".,") for word in name.split()]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words = words[:-1]
    return words


def told(question: str, quotes: Sequence[str], speakers: Sequence[str], known: frozenset[str]) -> Told:
    """A turn of the conversation, read."""
    said = [name for quote in quotes for name in _sexed(names(quote, known), quote)]
    spoke = [Name(speaker.split(",")[0], 0, "person") for speaker in speakers if len(speaker.split(",")[0].split()) > 1]
    asked = [_known_as(name, said, question) for name in names(question, known)]
    unnamed = [name for name in spoke if not any(is_same_person(name.text, other.text) for other in said)]
    return Told(question, clause(question), tuple(asked), (*said, *unnamed), tuple(quotes), tuple(speakers))


def _known_as(name: Name, said: Sequence[Name], question: str) -> Name:
    """A name of a question that its answer tells to be a person's, or that is asked of as one: "Who is Ann Lee?"."""
    told_so = next((each for each in said if each.sort == "person" and each.text == name.text), None)
    is_asked = re.match(rf"(?:and )?who (?:is|was) {re.escape(name.text)}\W*$", question, re.I)
    if name.sort != "thing" or not (told_so or is_asked):
        return name
    return Name(name.text, name.start, "person", told_so.sex if told_so else name.sex, name.posts)


def words_known(texts: Sequence[str]) -> frozenset[str]:
    """The words that are part of names in these texts."""
    return known_words(texts)


def person(
    before: Sequence[Told], sex: Sex | None, post: str = "", *, answers: bool = False, but: str = ""
) -> str | None:
    """The person whom "he" or "she" means: named last, asked about, of that sex as far as it tells; or who holds a post.

    `but`: not this one. `answers`: it is the one who was asked or accused, not the one who did it.
    """
    found: list[tuple[float, str]] = []
    for age, turn in enumerate(reversed(before)):
        for place, (name, is_asked) in enumerate(
            [*((each, True) for each in turn.asked), *((each, False) for each in turn.said)]
        ):
            is_surname = not may_be_person(name) and _speaks(name, turn)
            if not (is_surname or may_be_person(name)) or (post and post not in posts_of(before, name.text)):
                continue
            known = sex_of(before, name)
            if but and is_same_person(name.text, but):
                continue
            if sex is not None and known not in (None, sex):
                continue
            is_actor = answers and turn.clause is not None and name.text in turn.clause.subject
            cost = (
                age * _AGE
                + place * 0.1
                + (_ASIDE * 1.5 if is_actor else 0.0)
                + (_UNSURE if name.sort != "person" else 0.0)
                + (_KNOWN if is_surname else 0.0)
            )
            cost += (
                (0.5 if turn.asks_who else 0.0) if is_asked else (0.0 if turn.asks_who and name in turn.new else _ASIDE)
            )
            found.append((cost - (_KNOWN if sex is not None and known == sex else 0.0), name.text))
    return in_full(before, min(found)[1]) if found else None


def people(before: Sequence[Told]) -> tuple[str, ...]:
    """The people of the newest turn that names two or more."""
    for turn in reversed(before):
        for group in (turn.asked, turn.said):
            found = tuple(dict.fromkeys(name.text for name in group if may_be_person(name)))
            if len(found) > 1:
                return found
        known = [name.text for each in before for name in (*each.asked, *each.said) if name.sort == "person"]
        both = tuple(dict.fromkeys(name.text for name in (*turn.asked, *turn.said) if name.text in known))
        if len(both) == 2 and not is_same_person(*both):
            return both
    return ()


def posts_of(before: Sequence[Told], name: str) -> frozenset[str]:
    """The posts that stand beside a name anywhere in the conversation."""
    mentions = (each for turn in before for each in (*turn.asked, *turn.said))
    return frozenset(post for each in mentions if is_same_person(each.text, name) for post in each.posts)


def sex_of(before: Sequence[Told], name: Name) -> Sex | None:
    """As the name or anything said beside it tells."""
    mentions = (each for turn in before for each in (*turn.said, *turn.asked))
    return name.sex or next((each.sex for each in mentions if each.sex and is_same_person(each.text, name.text)), None)


def in_full(before: Sequence[Told], name: str) -> str:
    """A name as the conversation has it in full: "Lee" is Ann Lee."""
    mentions = (each.text for turn in before for each in (*turn.asked, *turn.said) if may_be_person(each))
    same = [each for each in mentions if is_same_person(each, name) and name.split()[-1] == each.split()[-1]]
    return max([name, *same], key=lambda each: len(each.split()))


def may_be_person(name: Name) -> bool:
    """Whether a name is a person's, or of two or three words and nothing else that is known."""
    words = name.text.split()
    return name.sort == "person" or (
        name.sort == "thing"
        and 2 <= len(words) <= 3
        and all(word.replace("-", "").isalpha() and word[0].isupper() for word in words)
    )


def _speaks(name: Name, turn: Told) -> bool:
    """Whether a name of one word is told or asked to have said something, as people do: "What did Trump say?"."""
    if name.sort != "thing" or not name.text.isalpha():
        return False
    parts = turn.clause
    if (
        parts
        and parts.subject == name.text
        and re.match(r"(?:say|said|think|tell|told|promise|mean|do)\b", parts.predicate)
    ):
        return True
    return any(
        re.search(
            rf"(?<![A-Z]\w )\b{name.text} (?:said|told|added|thinks|denied|denies|insisted|argued|warned|promised|replied|rejected|admitted)\b",
            quote,
        )
        for quote in turn.quotes
    )


def is_time(phrase: str) -> bool:
    """Whether a phrase is of a day, a year or a season."""
    words = [bare(word) for word in phrase.split()]
    return any(is_calendar_word(word) for word in words) or bool(
        re.search(
            r"\b(?:19|20)\d\d\b(?! \w)|\b(?:year|month|week|quarter|day|summer|winter|spring|autumn|decade)s?$", phrase
        )
    )


def _sexed(found: Sequence[Name], quote: str) -> Iterator[Name]:
    """The first person of a sentence is of the sex of the "he" or "she" that stands before it names another."""
    persons = [name for name in found if name.sort == "person"]
    end = persons[1].start if len(persons) > 1 else len(quote)
    match = _HER.search(quote, persons[0].start, end) if persons and persons[0].sex is None else None
    for name in found:
        is_meant = match is not None and name is persons[0]
        yield (
            Name(name.text, name.start, name.sort, "f" if match["f"] else "m", name.posts)
            if is_meant and match
            else name
        )
