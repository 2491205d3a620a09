"""Statements that a sentence makes of one subject, told each by itself: "will cost 9 million and open in May" tells that it will open in May. Pure."""

import re
from collections.abc import Iterator

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
            yield f"{text[: modal.end()]} {rest}"
