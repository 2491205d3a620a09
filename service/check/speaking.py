"""Who said it, and who reported it: whether an article says the same. Pure."""

import re
from collections.abc import Iterator

from dateline.indexes.nouns import Passage, Revision
from dateline.service.check.evidence import Evidence, Flaw
from dateline.service.check.statement import ROLES
from dateline.service.speech import said_by
from dateline.service.words import country_words, is_stopword, same, stem, stemmed, tokens

_HOUSES = stemmed(
    "ministry federation authority union bureau department board council chamber court agency commission police institute university bank association cooperative"
)
_HOUSE_SAID = re.compile(
    r"\b[Tt]he ((?:[\w’'-]+ ){1,6})(?:also )?(?:said|told|says|announced|estimated|reckoned|reckons|expects|expected|put|warned)\b"
)
_MADE_BY = re.compile(
    r"\b(?:survey|poll|study|count|tally|estimate|report|forecast|figures|data|analysis|audit|review|inquiry|statement) (?:by|from) (?:the |its |a )?((?:[\w’'-]+ ?){1,4})"
)
_OFFICES = frozenset(stem(word) for word in ROLES)


def speaker(claim: str, evidence: Evidence, core: Passage) -> Iterator[Flaw]:
    """Who the claim says said it is who the article says said it, or the paper that reports it."""
    whole = Passage("", "", 1, 0, 0, len(claim), claim, "sentence", 0)
    draft = Revision("", 1, claim, None, None, None, None, None, (), "en", None, (whole,))
    named = said_by(whole, draft)
    if _is_another_house(claim, core.text):
        yield "speaker"
        return
    if named is None:
        if _is_made_by_another(claim, evidence, core.text):
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


def _is_another_house(claim: str, text: str) -> bool:
    """Whether another kind of house says it in the evidence: the dock workers' federation, and not the port authority."""
    found = [_HOUSE_SAID.search(each) for each in (claim, text)]
    ours, theirs = ({t.stem for t in tokens(each[1])} & _HOUSES if each else set[str]() for each in found)
    return bool(ours and theirs) and not ours & theirs


def _is_made_by_another(claim: str, evidence: Evidence, core: str) -> bool:
    """Whether a survey, a count or the like is another's in the evidence than in the claim."""
    ours, theirs = (
        [{t.stem for t in tokens(m[1])} for m in _MADE_BY.finditer(each)] for each in (claim, evidence.text)
    )
    if ours and not theirs:
        named = {t.stem for m in _MADE_BY.finditer(claim) for t in tokens(m[1]) if t.capital}
        return bool(named) and not named & {t.stem for t in tokens(core)}
    return bool(ours and theirs) and not any(_alike(one, other) for one in ours for other in theirs)


def _is_named(speaker: str) -> bool:
    return any(token.text[:1].isupper() for token in tokens(speaker) if not is_stopword(token))


def _people(speaker: str) -> set[str]:
    words = [each for each in tokens(speaker) if not is_stopword(each)]
    named = {each.stem for each in words if each.capital}
    return named if named - country_words() else {each.stem for each in words}


def _alike(one: set[str], other: set[str]) -> bool:
    """Whether two are the same as far as their names go: a family name with two first names is two people."""
    if one & other:
        return not (one - other - _OFFICES and other - one - _OFFICES)
    return any(same(here, there) > 0 for here in one for there in other)
