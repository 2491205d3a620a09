"""A quote's words in a row, with the marks between them. Pure."""

import re
from collections.abc import Sequence

from dateline.service.check.clauses import AUXILIARIES, MARK
from dateline.service.check.items import Item

PREPOSITIONS = frozenset("of in on at for with by from to under over against between among per during within".split())
_SETTING_OFF = re.compile(r"[,;:()—–]")
_STRONG = re.compile(r"[;:—–“”]")


class Row:
    """A quote's words, and which of them look like verbs."""

    def __init__(self, items: Sequence[Item], verbs: Sequence[bool]) -> None:
        self.items = items
        self.verbs = verbs
        self.words = [item.lower for item in items]

    def marked(self, at: int) -> bool:
        """Whether a mark stands before a word, or the sentence ends or begins there."""
        return at in (0, len(self.items)) or MARK.search(self.items[at].gap) is not None

    def set_off(self, at: int) -> bool:
        """Whether a comma, a bracket, a dash or a colon stands before a word, or the sentence ends or begins there."""
        return at in (0, len(self.items)) or _SETTING_OFF.search(self.items[at].gap) is not None

    def block(self, at: int) -> int:
        """Where the stretch since the last mark before a word begins."""
        return next((here for here in range(at - 1, 0, -1) if self.marked(here)), 0)

    def sentence(self, at: int) -> int:
        """Where the stretch since the last semicolon, dash or quotation mark before a word begins."""
        return next((here for here in range(at, 0, -1) if _STRONG.search(self.items[here].gap)), 0)

    def in_name(self, at: int) -> bool:
        """Whether a word is the "and" of "the CHIPS and Science Act"."""
        if self.words[at] != "and" or at < 2 or self.words[at - 2] != "the":
            return False
        return all(each.kind == "name" for each in (self.items[at - 1], *self.items[at + 1 : at + 3]))

    def verb_groups(self, start: int, end: int) -> int:
        """How many verbs a stretch has; "has been sold" is one."""
        return sum(
            self.verbs[at] and not (at > start and (self.verbs[at - 1] or self.words[at - 1] in AUXILIARIES))
            for at in range(start, end)
        )
