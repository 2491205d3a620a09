"""Who a sentence is about, which office they hold, who said it: whether an article says the same. Pure."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dateline.service.check.evidence import Evidence, Flaw
from dateline.service.check.statement import ROLES, Statement
from dateline.service.words import Token, country_words, is_stopword, same, stem, stemmed, tokens

_STANDING = stemmed("top leading new former outgoing departing acting then current old longtime")
_BESIDE = 7  # words between a name and its office
_SUBJECT = re.compile(r"(?:^|[.!?;:”—]\s|\b(?:said|by|says|told|to)\s)[^.;:!?]{0,40}$")
_ALIAS = re.compile(r"\b(?:known as|called|or|dubbed|named) $|\($")
_CHIEFS = frozenset(("chief", "boss", "head"))
_HEADS = stemmed("director leader executive head chief chairman chairwoman")
_APPOSED = 4  # words between a comma and the office that it sets off
_REACH = 60  # characters
_OFFICE_OF = re.compile(r"\b(\w+) (?:of|at|for) (?:the )?((?:[A-Z][\w’'-]+)(?: (?:and )?[A-Z][\w’'-]+)*)")


def names(said: Statement, quote: Statement, core: Statement, frame: Statement, evidence: Evidence) -> Iterator[Flaw]:
    """A name of the claim stands in the evidence, or in what frames it while the evidence points back.

    `core`: the one sentence that carries most. What it names and the claim does not is what a false name stands for.
    """
    source = {token.stem for token in tokens(evidence.revision.source or "")}
    away = [name for name in said.names if not _has(name, core.stems)]
    if not away:
        return
    if any(_is_code(name) for name in away) and any(
        _is_code(name) and not _has(name, said.stems) for name in core.names
    ):
        yield "name"
    elif any(not _has(name, frame.stems | source | quote.stems) and not _spelled_out(name, evidence) for name in away):
        if _rivals(said, core) or not all(_in_article(name, evidence) or _spelled_out(name, evidence) for name in away):
            yield "name"
    elif (rivals := _rivals(said, core)) and not core.points_back_before(rivals[0].start):
        yield "name"


def _is_code(name: Token) -> bool:
    """A model's or a type's: A800, 1970i."""
    return any(char.isdigit() for char in name.text) and any(char.isalpha() for char in name.text)


def _in_article(name: Token, evidence: Evidence) -> bool:
    return any(_has(name, {token.stem for token in tokens(text)}) for text in evidence.sentences)


def _has(name: Token, stems: frozenset[str] | set[str]) -> bool:
    return name.stem in stems or any(same(name.stem, each) > 0 for each in stems)


def _spelled_out(name: Token, evidence: Evidence) -> bool:
    """Whether an acronym stands for capitalised words of the evidence, or they for it."""
    letters = [char for char in name.text if char.isupper()]
    if len(letters) < 2 or name.text != name.text.upper():
        return False
    heads = "".join(t.text[0].lower() for t in tokens(f"{evidence.text} {evidence.framing}") if not is_stopword(t))
    return "".join(letters).lower() in heads


def _rivals(said: Statement, core: Statement) -> list[Token]:
    """Those whom the evidence is about and the claim does not name: names that a sentence of it begins with, aliases left out."""
    short = {name.text.lower() for name in said.names if name.text == name.text.upper()}
    found: list[Token] = []
    for run in _runs(core):
        spelled = "".join(name.text[0].lower() for name in run)
        if any(_has(name, said.stems) for name in run) or any(each in spelled or spelled in each for each in short):
            continue
        if _SUBJECT.search(core.text[: run[0].start]) is not None and not _ALIAS.search(core.text[: run[0].start]):
            found.append(run[0])
    return found


def _runs(each: Statement) -> list[list[Token]]:
    """Names that stand side by side, as one."""
    runs: list[list[Token]] = []
    for name in each.names:
        if runs and re.fullmatch(r"\W{1,3}", each.text[runs[-1][-1].end : name.start]):
            runs[-1].append(name)
        else:
            runs.append([name])
    return runs


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
        all(any(_one_office(word, each) for each in stems[max(0, at - reach) : at + reach + 1]) for word in office)
        for at in places
    )


def _one_office(claimed: str, said: str) -> bool:
    """Whether two words name one office; "chief" and "boss" are anybody at the head."""
    return same(claimed, said) > 0 or (claimed in _CHIEFS and said in _HEADS)


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
