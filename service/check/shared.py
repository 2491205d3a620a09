"""Statements that a sentence makes of one subject, told each by itself: "will cost 9 million and open in May" tells that it will open in May. Pure."""

import re
from collections.abc import Iterator

from dateline.service.check.readings import unplaced
from dateline.service.check.shortened import shortened

_MODAL = re.compile(r"\b(?:will|would|may|might|could|should|can|must)\b")
_AND = re.compile(r",? and (?=[a-z])")
_DENIED = re.compile(r"\b(?:not|no|never|nor|neither|cannot)\b|n[’']t\b")
_NO_VERB = frozenset(
    "the a an its his her their our this that these those of in on at by for from to with not no all some most many more less other others also it he she they one two".split()
)
_MOST = 4  # places at which a sentence is taken apart


def statements(text: str) -> Iterator[str]:
    """What a sentence says of its subject behind "and", with the subject and the modal verb that both share.

    None where something is denied, of which it is not plain how far it reaches, or where what follows cannot be a verb.
    """
    modal = _MODAL.search(text)
    if modal is None or _DENIED.search(text):
        return
    for number, match in enumerate(_AND.finditer(text, modal.end())):
        rest = text[match.end() :]
        if number == _MOST:
            return
        if rest.split()[0] not in _NO_VERB and _AND.search(text, match.end()) is None:
            own = _MODAL.match(rest) is not None
            yield f"{text[: modal.start() if own else modal.end()].rstrip()} {rest}"


_GAPPED = re.compile(
    r"(?P<one>[A-Z][^,;]*?) (?P<verb>(?:is|are|was|were) \w+(?:ed|en|t)) (?P<by>in|to|by|at|from|for) [^;]*?,? and (?P<other>(?:the )?[\w-]+(?: [\w-]+)?) (?P=by) (?P<rest>[^,;]+)\."
)


def filled(text: str) -> Iterator[str]:
    """ "Tin is used in cans, and lead in pipes" tells that lead is used in pipes."""
    match = _GAPPED.fullmatch(text)
    if match is not None:
        other = match["other"]
        yield f"{other[:1].upper()}{other[1:]} {match['verb']} {match['by']} {match['rest']}."


_SAYING = re.compile(
    r"(?P<who>[A-Z“][^,;“”]*?) (?:rejected|criticised|criticized|dismissed|defended|welcomed|answered) [^;“”]*?, saying (?:that )?(?P<what>[^;“”]+)\."
)


def said(text: str) -> Iterator[str]:
    """ "The guild rejected that, saying that the fog was the cause" tells that the guild said that the fog was the cause."""
    match = _SAYING.fullmatch(text)
    if match is not None:
        yield f"{match['who']} said that {match['what']}."


def tellings(text: str) -> Iterator[str]:
    """Every such statement of a sentence."""
    yield from statements(text)
    yield from filled(text)
    yield from said(text)
    yield from unplaced(text)
    yield from shortened(text)
