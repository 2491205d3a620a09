"""Near misses made of answered questions: one name, number, noun or word exchanged, so that nothing answers any more. Mostly nonsense,
but near enough: what a reader has to learn from them is that every word of a question counts.
"""

import random
import re
from collections.abc import Sequence

FROM_ITEM = 0.7  # share of the exchanged names, numbers and nouns that come from the item itself
_NAME = re.compile(r"(?<!^)(?<![.?!] )\b[A-Z][a-z]{2,}(?: [A-Z][a-z]+)*\b|\b\d[\d,.]*\b")
_NOUN = re.compile(
    r"(?<=\bthe )[a-z]{4,}\b(?! (?:of|that|who|which|same)\b)|(?<=\bof )[a-z]{4,}\b|(?<=\bmany )[a-z]{4,}s\b"
)
_OPPOSITES = (
    "rise fall|rose fell|risen fallen|rising falling|increase decrease|increased decreased|higher lower|highest lowest|largest smallest|biggest smallest|more fewer|"
    "most least|before after|first last|earlier later|earliest latest|won lost|win lose|bought sold|buy sell|opened closed|open close|began ended|begin end|"
    "start end|started ended|north south|northern southern|east west|eastern western|older newer|oldest newest|accepted rejected|accept reject|approved refused|"
    "approve refuse|allowed banned|allow ban|support oppose|supported opposed|imports exports|import export|profit loss|arrived left|arrive leave|men women|"
    "man woman|son daughter|father mother|brother sister|husband wife|birth death|born buried|hired dismissed|gained lost|gain lose|raised cut|raise cut|"
    "public private|domestic foreign|minimum maximum|inside outside|above below|longest shortest|longer shorter|early late|majority minority|winner loser|"
    "buyer seller|lender borrower|teacher pupil|during after|since before|with without|joined left|join leave|praised criticised|praise criticise|"
    "added removed|add remove|heavier lighter|faster slower|fastest slowest|warmer colder|better worse|best worst|richest poorest|strengthened weakened|"
    "agreed refused|agree refuse|confirmed denied|confirm deny|built demolished|build demolish|planned cancelled|plan cancel|spent earned|spend earn"
)


def _both_ways() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one, other in (pair.split() for pair in _OPPOSITES.split("|")):
        found.setdefault(one, []).append(other)
        found.setdefault(other, []).append(one)
    return found


class Exchanges:
    """Draws from the questions and sentences of some items."""

    def __init__(
        self, sentences: Sequence[Sequence[str]], questions: Sequence[Sequence[str]], chance: random.Random
    ) -> None:
        """`sentences`, `questions`: of each item; `chance`: what is drawn with."""
        self._random = chance
        found = [name for asked in questions for each in asked for name in _NAME.findall(each)]
        self._names = [name for name in found if not name[0].isdigit()]
        self._numbers = [name for name in found if name[0].isdigit()]
        self._nouns = [noun for asked in questions for each in asked for noun in _NOUN.findall(each)]
        self._near = [[*told, *asked] for told, asked in zip(sentences, questions, strict=True)]
        self._opposites = _both_ways()

    def changed(self, at: int, question: str) -> str | None:
        """A question about an item with another name, number or noun than its own, or one word turned into its opposite; None if it has none."""
        ways = [self._renamed, self._renamed, self._opposed, self._renouned]
        self._random.shuffle(ways)
        return next((new for way in ways if (new := way(at, question)) is not None), None)

    def _renamed(self, at: int, question: str) -> str | None:
        """With a name for a name, a number for a number."""
        return self._exchanged(at, question, _NAME, self._names, self._numbers)

    def _renouned(self, at: int, question: str) -> str | None:
        """With a noun for a noun."""
        return self._exchanged(at, question, _NOUN, self._nouns, ())

    def _exchanged(
        self, at: int, question: str, pattern: re.Pattern[str], anywhere: Sequence[str], numbers: Sequence[str]
    ) -> str | None:
        found = list(pattern.finditer(question))
        if not found:
            return None
        one = self._random.choice(found)
        digits = one[0][0].isdigit()
        pool = numbers if digits else anywhere
        if self._random.random() < FROM_ITEM:
            pool = [each for text in self._near[at] for each in pattern.findall(text) if each[0].isdigit() == digits]
        new = self._random.choice(pool) if pool else one[0]
        if new.lower() in question.lower() or one[0].lower() in new.lower():
            return None
        return question[: one.start()] + new + question[one.end() :]

    def _opposed(self, _: int, question: str) -> str | None:
        """With a word turned into its opposite."""
        words = question.split()
        places = [k for k, word in enumerate(words) if k and word.strip(",?") in self._opposites]
        if not places:
            return None
        k = self._random.choice(places)
        bare = words[k].strip(",?")
        words[k] = words[k].replace(bare, self._random.choice(self._opposites[bare]))
        return " ".join(words)
