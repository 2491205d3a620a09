"""What a conversation has told so far, and whom or what a small word may point to in it. English, by rules."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.service.clauses import DETERMINERS, Clause, bare, clause, head, is_plural, is_verb, phrases
from dateline.service.mentions import OFFICES, Name, Sex, is_same_person, known_words, names
from dateline.service.times import is_calendar_word, years
from dateline.service.words import STOPWORDS

_AGE = 4.0  # what a turn further back costs; a person whose sex is known to fit is worth three quarters of it
_KNOWN = 3.0
_ASIDE = 2.0  # what it costs to be named in an answer only, where nobody was asked for
_UNSURE = 1.5  # what it costs that a name may be no person's
_NO_THING = frozenset(
    "year month day date week time quarter share percentage anybody anyone nobody somebody you we i there what who".split()
)
_PERSONS = OFFICES | frozenset("owner owners members workers".split())
_ATTACHED = frozenset("of in at on for between against with to from about over".split())
_OBJECT = frozenset(("", "about", "on", "of", "for", "against", "with", "to", "over", "behind", "into"))
_PAIR = re.compile(r"(?P<a>(?:[A-Z][\w’'-]*\s?)+?)\s*(?:,? (?:and|or) )(?P<b>[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*)")
_ACTS = frozenset("approve reject pass sign ban order postpone announce launch introduce adopt cancel choose veto block suspend impose ratify revoke "
    "change order commission award publish raise cut".split())  # fmt: skip
_PLACED = frozenset(("in", "at", "near", "off", "outside", "from", "across"))
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

    @property
    def asks_who(self) -> bool:
        """Whether a person is asked for."""
        opening = f"{self.clause.wh} {self.clause.noun}".lower() if self.clause else ""
        return bool(re.search(r"\bwhom?\b", opening)) or any(word in OFFICES for word in opening.split())

    @property
    def new(self) -> tuple[Name, ...]:
        """What the answer names and the question does not."""
        return tuple(name for name in self.said if not re.search(rf"\b{re.escape(name.text)}\b", self.question))


def told(question: str, quotes: Sequence[str], speakers: Sequence[str], known: frozenset[str]) -> Told:
    """A turn of the conversation, read."""
    said = [name for quote in quotes for name in _sexed(names(quote, known), quote)]
    spoke = [Name(speaker.split(",")[0], 0, "person") for speaker in speakers if len(speaker.split(",")[0].split()) > 1]
    unnamed = [name for name in spoke if not any(is_same_person(name.text, other.text) for other in said)]
    return Told(question, clause(question), names(question, known), (*said, *unnamed), tuple(quotes), tuple(speakers))


def words_known(texts: Sequence[str]) -> frozenset[str]:
    """The words that are part of names in these texts."""
    return known_words(texts)


def person(before: Sequence[Told], sex: Sex | None, post: str = "") -> str | None:
    """The person whom "he" or "she" means: named last, asked about, of that sex as far as it tells; or who holds a post."""
    found: list[tuple[float, str]] = []
    for age, turn in enumerate(reversed(before)):
        for place, (name, is_asked) in enumerate(
            [*((each, True) for each in turn.asked), *((each, False) for each in turn.said)]
        ):
            if not _may_be_person(name) or (post and post not in posts_of(before, name.text)):
                continue
            known = sex_of(before, name)
            if sex is not None and known not in (None, sex):
                continue
            cost = age * _AGE + place * 0.1 + (_UNSURE if name.sort != "person" else 0.0)
            cost += (
                (0.5 if turn.asks_who else 0.0) if is_asked else (0.0 if turn.asks_who and name in turn.new else _ASIDE)
            )
            found.append((cost - (_KNOWN if sex is not None and known == sex else 0.0), name.text))
    return in_full(before, min(found)[1]) if found else None


def people(before: Sequence[Told]) -> tuple[str, ...]:
    """The people of the newest turn that names two or more."""
    for turn in reversed(before):
        for group in (turn.asked, turn.said):
            found = tuple(dict.fromkeys(name.text for name in group if _may_be_person(name)))
            if len(found) > 1:
                return found
    return ()


def thing(before: Sequence[Told], *, plural: bool = False, as_object: bool = False) -> str | None:
    """What "it" or "they" means: what the newest question was about that is no person, by its place in that question."""
    for turn in reversed(before):
        for candidate in _things(turn, plural=plural, as_object=as_object):
            return definite(candidate)
    return None


def topic(before: Sequence[Told]) -> str:
    """What the newest question is about: its subject and what is said of it, without verbs."""
    for turn in reversed(before):
        if turn.clause is None:
            continue
        parts = [
            part
            for text in (turn.clause.subject, turn.clause.rest)
            for part in phrases(text)
            if not _is_time(part.text)
        ]
        kept = [
            part
            for part in parts
            if bare(part.text) not in _NO_THING and not (part.preposition == "to" and is_verb(part.text))
        ]
        if not kept and turn.clause.noun:
            return definite(turn.clause.noun)
        if len(kept) > 1 and (
            head(kept[0].text) in _PERSONS
            or any(name.sort == "person" and kept[0].text.endswith(name.text) for name in turn.asked)
        ):
            kept = kept[1:]
        if kept:
            first = definite(kept[0].text)
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
                ) and not _is_time(match[2]):
                    return match[2], "at" if match[1] == "at" else "in"
        text = f"{turn.clause.subject} / {turn.clause.rest}" if turn.clause else turn.question
        parts = [part for part in phrases(text.replace("/", ",")) if not _is_time(part.text)]
        for part in parts:
            if part.preposition in _PLACED:
                return definite(part.text), "at" if part.preposition == "at" else "in"
        for name in (*turn.asked, *turn.said):
            if name.sort == "place":
                return name.text, "in"
        if (found := next(_things(turn, plural=False, as_object=False), None)) is not None:
            return definite(found), "at"
    return None


def year(before: Sequence[Told]) -> int | None:
    """The year that "that year" means: the one of the newest question that names one, or the only one of its answer."""
    for turn in reversed(before):
        if asked := years(turn.question):
            return max(asked)
        if len(found := years(" ".join(turn.quotes[:1])) or years(" ".join(turn.quotes))) == 1:
            return min(found)
    return None


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
    mentions = (each.text for turn in before for each in (*turn.asked, *turn.said) if _may_be_person(each))
    same = [each for each in mentions if is_same_person(each, name) and name.split()[-1] == each.split()[-1]]
    return max([name, *same], key=lambda each: len(each.split()))


def named_pair(before: Sequence[Told]) -> tuple[str, ...]:
    """The two that the newest question joined, or the two people of the newest turn that has two."""
    for turn in reversed(before):
        if (match := _PAIR.search(turn.question)) and not re.match(r"(?:Which|What|Who)\b", match["a"]):
            return match["a"].strip(), match["b"].strip()
        if len(found := people([turn])) == 2:
            return found
    return ()


def definite(phrase: str) -> str:
    """A phrase as of something known: "a plant" is "the plant"; what is a name or has an article stays."""
    words = phrase.strip(" ,;").split()
    if words and words[0].lower() in {"a", "an", "any", "some"}:
        return " ".join(["the", *words[1:]])
    return " ".join(words)


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
        yield from counted
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
            if is_plural(part.text) and len(part.text.split()) < 4 and not part.preposition
        )
        yield from (name.text for name in turn.asked if name.sort in ("thing", "place"))
        return
    yield from [each for each in wanted if not is_plural(each)]
    owners = [name.text for name in turn.asked if name.sort in ("firm", "thing", "place")]
    yield from _phrased(owners, turn.question)
    yield from (part.text for part in phrases(parts.rest) if part.preposition in _PLACED and not _is_time(part.text))
    yield from counted
    yield from (name.text for name in turn.new if name.sort == "firm")


def _with_article(name: str, turn: Told) -> str:
    return (
        f"the {name}"
        if re.search(rf"\b[Tt]he {re.escape(name)}\b(?! [a-z])", " ".join((turn.question, *turn.quotes)))
        else name
    )


def _objects(rest: str) -> Iterator[str]:
    """Phrases behind a verb with what hangs on them: "the harbour at Tannet Bay"."""
    held: list[str] = []
    for part in phrases(rest):
        if _is_time(part.text):
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


def clause_text(question: str) -> str:
    """Subject and rest of a question."""
    parts = clause(question)
    return f"{parts.subject} , {parts.rest}" if parts else question


def _is_person(phrase: str, turn: Told) -> bool:
    parts = phrases(phrase)
    if not parts:
        return not phrase or bare(phrase) in {"he", "she", "it", "they"}
    first = parts[0].text
    if head(first) in _PERSONS:
        return True
    return any(name.sort == "person" and first.endswith(name.text) and "’" not in first for name in turn.asked)


def _may_be_person(name: Name) -> bool:
    words = name.text.split()
    return name.sort == "person" or (
        name.sort == "thing" and 2 <= len(words) <= 3 and all(word.isalpha() for word in words)
    )


def _is_time(phrase: str) -> bool:
    words = [bare(word) for word in phrase.split()]
    return any(is_calendar_word(word) for word in words) or bool(
        re.search(
            r"\b(?:19|20)\d\d\b(?! \w)|\b(?:year|month|week|quarter|day|summer|winter|spring|autumn|decade)s?$", phrase
        )
    )


def _sexed(found: Sequence[Name], quote: str) -> Iterator[Name]:
    """The only person of a sentence is of the sex of its "he" or "she"."""
    persons = [name for name in found if name.sort == "person"]
    match = _HER.search(quote, persons[0].start) if len(persons) == 1 and persons[0].sex is None else None
    for name in found:
        is_meant = match is not None and name is persons[0]
        yield (
            Name(name.text, name.start, name.sort, "f" if match["f"] else "m", name.posts)
            if is_meant and match
            else name
        )
