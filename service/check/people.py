"""Who a sentence is about, which office they hold, who said it: whether an article says the same. Pure."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dateline.indexes.nouns import Passage, Revision
from dateline.service.check.evidence import Evidence, Flaw
from dateline.service.check.statement import ROLES, Statement
from dateline.service.speech import said_by
from dateline.service.words import Token, country_words, is_stopword, same, stem, tokens

_STANDING = frozenset(stem(word) for word in "top leading new former outgoing acting then current old longtime".split())
_BESIDE = 7  # words between a name and its office
_APPOSED = 4  # words between a comma and the office that it sets off
_REACH = 60  # characters
_OFFICE_OF = re.compile(r"\b(\w+) (?:of|at|for) (?:the )?((?:[A-Z][\w’'-]+)(?: (?:and )?[A-Z][\w’'-]+)*)")
_HOUSES = frozenset(
    stem(word)
    for word in "ministry federation authority union bureau department board council chamber court agency commission police institute university bank association cooperative".split()
)
_HOUSE_SAID = re.compile(
    r"\b[Tt]he ((?:[\w’'-]+ ){1,6})(?:also )?(?:said|told|says|announced|estimated|reckoned|expects|put)\b"
)
_MADE_BY = re.compile(
    r"\b(?:survey|poll|study|count|tally|estimate|report|forecast|figures|data|analysis|audit|review|inquiry|statement) (?:by|from) (?:the |its |a )?((?:[\w’'-]+ ?){1,4})"
)


def names(said: Statement, quote: Statement, core: Statement, frame: Statement, evidence: Evidence) -> Iterator[Flaw]:
    """A name of the claim stands in the evidence, or in what frames it while the evidence points back.

    `core`: the one sentence that carries most. What it names and the claim does not is what a false name stands for.
    """
    source = {token.stem for token in tokens(evidence.revision.source or "")}
    away = [name for name in said.names if not _has(name, core.stems)]
    if not away:
        return
    if any(not _has(name, frame.stems | source | quote.stems) and not _spelled_out(name, evidence) for name in away):
        if _rivals(said, core) or not all(_in_article(name, evidence) or _spelled_out(name, evidence) for name in away):
            yield "name"
    elif not core.points_back and _rivals(said, core):
        yield "name"


def _in_article(name: Token, evidence: Evidence) -> bool:
    return any(_has(name, {token.stem for token in tokens(text)}) for text in evidence.sentences)


def _has(name: Token, stems: frozenset[str] | set[str]) -> bool:
    return name.stem in stems or any(same(name.stem, each) > 0 for each in stems)


def _spelled_out(name: Token, evidence: Evidence) -> bool:
    """Whether an acronym stands for capitalised words of the evidence, or they for it."""
    letters = [char for char in name.text if char.isupper()]
    if len(letters) < 2 or name.text != name.text.upper():
        return False
    heads = "".join(t.text[0] for t in tokens(f"{evidence.text} {evidence.framing}") if t.text[:1].isupper())
    return "".join(letters) in heads


def _rivals(said: Statement, quote: Statement) -> bool:
    """Whether the evidence is about somebody whom the claim does not name."""
    claimed = said.stems
    return any(
        name.stem not in claimed and not any(same(name.stem, each) > 0 for each in claimed) for name in quote.names
    )


def roles(said: Statement, evidence: Evidence) -> Iterator[Flaw]:
    """An office that the claim gives somebody stands beside the same name somewhere in the article."""
    for at, word in enumerate(said.every):
        if word.text.lower() not in ROLES:
            continue
        beside = _holders(said, at)
        if not any(_is_person(each, evidence) for each in beside):
            continue
        office = {word.stem, *_modifier(said, at)}
        if not any(_stands_beside(office, beside, text) for text in evidence.sentences):
            yield "role"
            return
    if _serves_another(said, evidence):
        yield "role"


def _holders(said: Statement, at: int) -> list[Token]:
    """The names whose office a word is: right behind it, before the comma in front of it, or else all around."""
    every, names = said.every, {each for each in said.names if each.text.lower() not in ROLES}
    behind = _run(every[at + 1 :], names)
    if behind and every[at + 1] in names and every[at + 1].start == every[at].end + 1:
        return behind
    comma = said.text.rfind(", ", 0, every[at].start)
    before = [each for each in every[:at] if each.start < comma]
    if (
        comma >= 0
        and len([each for each in every[:at] if each.start > comma]) <= _APPOSED
        and before
        and before[-1] in names
    ):
        return _run(before[::-1], names)[::-1]
    return [each for each in every[max(0, at - _BESIDE) : at + _BESIDE] if each in names]


def _run(every: Sequence[Token], names: set[Token]) -> list[Token]:
    found: list[Token] = []
    for each in every:
        if each not in names:
            break
        found.append(each)
    return found


def _serves_another(said: Statement, evidence: Evidence) -> bool:
    """Whether the claim gives somebody the office that the article gives them, but of another house."""
    for match in _OFFICE_OF.finditer(said.text):
        office, house = stem(match[1]), {token.stem for token in tokens(match[2])}
        who = {each.stem for each in said.names if abs(each.start - match.start()) <= _REACH and each.stem not in house}
        others = [
            {token.stem for token in tokens(each[2])}
            for text in evidence.sentences
            for each in _OFFICE_OF.finditer(text)
            if stem(each[1]) == office
            and who & {token.stem for token in tokens(text[max(0, each.start() - _REACH) : each.end() + _REACH])}
        ]
        if others and not any(house & each for each in others):
            return True
    return False


def _modifier(said: Statement, at: int) -> set[str]:
    """The word before an office that tells which it is: foreign, commerce, under."""
    before = said.every[at - 1] if at else None
    if before is None or before.end + 1 != said.every[at].start:
        return set()
    if before.stem in country_words() or before.stem in _STANDING:
        return set()
    named = before in said.names and before.text.lower() not in ROLES
    return {before.stem} if before in said.words or named or before.text.lower() == "under" else set()


def _is_person(name: Token, evidence: Evidence) -> bool:
    """Whether the article writes the name behind another capitalised word: Lena Sorvik, Governor Dunholt."""
    return re.search(rf"\b[A-Z][\w’'-]+ {re.escape(name.text)}\b", evidence.revision.text) is not None


def _stands_beside(office: set[str], beside: Sequence[Token], text: str) -> bool:
    """Whether all words of an office stand within reach of one of the names, or, where no name is, anywhere."""
    found = tokens(text)
    stems = [token.stem for token in found]
    names = {each.stem for each in beside}
    places = [at for at, each in enumerate(stems) if each in names and not _is_namesake(found, at, beside)]
    places = places or ([] if names else [0])
    reach = _BESIDE if names else len(stems)
    return any(
        all(any(same(word, each) > 0 for each in stems[max(0, at - reach) : at + reach + 1]) for word in office)
        for at in places
    )


def _is_namesake(found: Sequence[Token], at: int, beside: Sequence[Token]) -> bool:
    """Whether a family name stands behind another first name than in the claim."""
    given = next(
        (one for one, other in pairwise(beside) if other.stem == found[at].stem and other.start == one.end + 1),
        None,
    )
    if given is None or at == 0 or found[at].start != found[at - 1].end + 1:
        return False
    before = found[at - 1]
    return (
        before.capital
        and before.stem != given.stem
        and before.text.lower() not in ROLES
        and before.text.rstrip(".") not in _HONORIFICS
    )


_HONORIFICS = frozenset(("Mr", "Mrs", "Ms", "Dr", "Sir"))


def speaker(claim: str, evidence: Evidence, core: Passage) -> Iterator[Flaw]:
    """Who the claim says said it is who the article says said it, or the paper that reports it."""
    whole = Passage("", "", 1, 0, 0, len(claim), claim, "sentence", 0)
    draft = Revision("", 1, claim, None, None, None, None, None, (), "en", None, (whole,))
    named = said_by(whole, draft)
    if named is None:
        if _is_made_by_another(claim, evidence):
            yield "speaker"
        return
    if _is_another_house(named, core.text):
        yield "speaker"
        return
    claimed = _people(named)
    spoken = [said_by(passage, evidence.revision) for passage in dict.fromkeys((core, *evidence.passages))]
    if spoken[0] is not None:
        spoken = spoken[:1]
    others = [_people(each) for each in spoken if each is not None]
    if any(_alike(claimed, each) for each in others):
        return
    here = {token.stem for token in tokens(evidence.text)}
    source = {token.stem for token in tokens(evidence.revision.source or "")}
    before = {token.stem for token in tokens(evidence.framing)}
    if claimed <= before | here and not any(_is_named(each) for each in spoken if each):
        return  # "the company said", "its director said", of somebody named before
    if others or not (claimed & here or claimed <= source):
        yield "speaker"


def _is_another_house(named: str, text: str) -> bool:
    """Whether another kind of house says it in the evidence: the dock workers' federation, and not the port authority."""
    if (match := _HOUSE_SAID.search(text)) is None:
        return False
    ours, theirs = ({token.stem for token in tokens(each)} & _HOUSES for each in (named, match[1]))
    return bool(ours and theirs) and not ours & theirs


def _is_made_by_another(claim: str, evidence: Evidence) -> bool:
    """Whether a survey, a count or the like is another's in the evidence than in the claim."""
    ours, theirs = (
        [{t.stem for t in tokens(m[1])} for m in _MADE_BY.finditer(each)] for each in (claim, evidence.text)
    )
    return bool(ours and theirs) and not any(_alike(one, other) for one in ours for other in theirs)


def _is_named(speaker: str) -> bool:
    return any(token.text[:1].isupper() for token in tokens(speaker) if not is_stopword(token))


def _people(speaker: str) -> set[str]:
    words = [each for each in tokens(speaker) if not is_stopword(each)]
    named = {each.stem for each in words if each.capital}
    if named - country_words():
        return named
    return {each.stem for each in words if each.stem not in country_words()} or {each.stem for each in words}


def _alike(one: set[str], other: set[str]) -> bool:
    return bool(one & other) or any(same(here, there) > 0 for here in one for there in other)
