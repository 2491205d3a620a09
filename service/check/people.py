"""Who a sentence is about, which office they hold, who said it: whether an article says the same. Pure."""

import re
from collections.abc import Iterator

from dateline.indexes.nouns import Passage, Revision
from dateline.service.check.evidence import Evidence, Flaw
from dateline.service.check.statement import ROLES, Statement
from dateline.service.speech import said_by
from dateline.service.words import Token, country_words, is_stopword, same, stem, tokens

_STANDING = frozenset(stem(word) for word in "top leading new former outgoing acting then current old longtime".split())
_BESIDE = 7  # words between a name and its office


def names(said: Statement, quote: Statement, frame: Statement, evidence: Evidence) -> Iterator[Flaw]:
    """A name of the claim stands in the evidence, or in what frames it while the evidence points back."""
    source = {token.stem for token in tokens(evidence.revision.source or "")}
    away = [name for name in said.names if not _has(name, quote.stems)]
    if not away:
        return
    if any(not _has(name, frame.stems | source) and not _spelled_out(name, evidence) for name in away) or (
        not quote.points_back and _rivals(said, quote)
    ):
        yield "name"


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
    claimed = {name.stem for name in said.names}
    return any(
        name.stem not in claimed and not any(same(name.stem, each) > 0 for each in claimed) for name in quote.names
    )


def roles(said: Statement, evidence: Evidence) -> Iterator[Flaw]:
    """An office that the claim gives somebody stands beside the same name somewhere in the article."""
    for at, word in enumerate(said.every):
        if word.text.lower() not in ROLES:
            continue
        near = said.every[max(0, at - _BESIDE) : at + _BESIDE]
        beside = [each for each in near if each in said.names and each.text.lower() not in ROLES]
        if not any(_is_person(each, evidence) for each in beside):
            continue
        office = {word.stem, *_modifier(said, at)}
        if not any(_stands_beside(office, {each.stem for each in beside}, text) for text in evidence.sentences):
            yield "role"
            return


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


def _stands_beside(office: set[str], names: set[str], text: str) -> bool:
    """Whether all words of an office stand within reach of one of the names, or, where no name is, anywhere."""
    found = tokens(text)
    stems = [token.stem for token in found]
    places = [at for at, each in enumerate(stems) if each in names] or ([] if names else [0])
    reach = _BESIDE if names else len(stems)
    return any(
        all(any(same(word, each) > 0 for each in stems[max(0, at - reach) : at + reach + 1]) for word in office)
        for at in places
    )


def speaker(claim: str, evidence: Evidence) -> Iterator[Flaw]:
    """Who the claim says said it is who the article says said it, or the paper that reports it."""
    whole = Passage("", "", 1, 0, 0, len(claim), claim, "sentence", 0)
    draft = Revision("", 1, claim, None, None, None, None, None, (), "en", None, (whole,))
    named = said_by(whole, draft)
    if named is None:
        return
    claimed = _people(named)
    spoken = [said_by(passage, evidence.revision) for passage in evidence.passages]
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


def _is_named(speaker: str) -> bool:
    return any(token.text[:1].isupper() for token in tokens(speaker) if not is_stopword(token))


def _people(speaker: str) -> set[str]:
    words = [each for each in tokens(speaker) if not is_stopword(each)]
    return {each.stem for each in words if each.text[:1].isupper()} or {each.stem for each in words}


def _alike(one: set[str], other: set[str]) -> bool:
    return bool(one & other) or any(same(here, there) > 0 for here in one for there in other)
