"""Pairs of question and sentence to fit the cross-encoder on, from the items of `eval/pairs`.

Each item is a short text of our own with questions. Some a sentence answers; the others are near misses, most of them twins of one
that is answered, with one decisive thing changed. A group is one question with a few sentences, of which at most one answers.
"""

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer  # pyright: ignore[reportMissingTypeStubs]

from dateline.eval.exchanges import Exchanges
from dateline.service.rereading import pair_text

FOLDER = Path(__file__).parent / "pairs"
NEIGHBOURS = 8  # sentences of other items nearest to a question, of which one is read with it
WRONG = 4  # sentences of a group that do not answer
CHANGED = (
    0.3  # share of answered questions in which one name, number, noun or word is exchanged, so that nothing answers
)
TAKEN_OUT = 0.1  # share of the others whose answer is left out
FAR = 0.06  # share of all questions that are read with sentences of other items alone
NOISE = 0.03  # share of all groups whose question is words in no order, or letters
UNTITLED = 0.25  # share of all groups that are read without titles: some articles have none
ALONE = 0.2  # share of all groups that are read without what stands before
LEADLESS = 0.3  # share of all groups that are read without the first sentence of the text


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the numbers of the sentences that answer it; of a near miss, which one looks as if it did."""

    text: str
    answers: tuple[int, ...]
    near: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A short text in sentences, with its headline and questions."""

    id: str
    title: str
    sentences: tuple[str, ...]
    asked: tuple[Asked, ...]

    def text(self, number: int, *, titled: bool = True, alone: bool = False, led: bool = True) -> str:
        """What of one of its sentences is read."""
        before = "" if alone else " ".join(self.sentences[:number])
        lead = self.sentences[0] if led and number > 1 else ""
        return pair_text(self.sentences[number], self.title if titled else None, before, lead)


@dataclass(frozen=True, slots=True)
class Group:
    """A question, sentences as they are read with it, and which of them answers; None where none does."""

    question: str
    texts: tuple[str, ...]
    answer: int | None


def load(folder: Path = FOLDER) -> list[Item]:
    """Every item of every file of a folder. Raises ValueError with the file and line of one that cannot be used."""
    return [item for path in sorted(folder.glob("*.jsonl")) for item in _items(path)]


def _items(path: Path) -> Iterator[Item]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            yield _item(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{path.name}, line {number}: {error}; correct it") from error


def _item(row: dict[str, Any]) -> Item:
    count = len(row["sentences"])
    asked = tuple(Asked(each["question"], tuple(each["answers"]), each.get("near")) for each in row["questions"])
    if any(not 0 <= number < count for each in asked for number in (*each.answers, each.near or 0)):
        raise ValueError("it names a sentence that the item lacks")
    return Item(row["id"], row["title"], tuple(row["sentences"]), asked)


class Sampler:
    """Groups drawn at random from items: other ones each time, the same ones for the same seed."""

    def __init__(self, items: Sequence[Item], seed: int = 0) -> None:
        self._items = items
        self._random = random.Random(seed)
        self._titled, self._alone, self._led = True, False, True  # how the group at hand is read, its sentences alike
        self._places = [(at, number) for at, item in enumerate(items) for number in range(len(item.sentences))]
        words: Any = TfidfVectorizer(sublinear_tf=True, stop_words="english")
        self._words = words
        self._told: Any = words.fit_transform(
            [f"{items[at].sentences[number]} {items[at].title}" for at, number in self._places]
        )
        self._far = [self._neighbours(at) for at in range(len(items))]
        self._exchanges = Exchanges(
            [item.sentences for item in items], [[each.text for each in item.asked] for item in items], self._random
        )

    def epoch(self) -> Iterator[Group]:
        """A group for each question, item by item, so that twins are met together."""
        order = list(range(len(self._items)))
        self._random.shuffle(order)
        for at in order:
            for number in range(len(self._items[at].asked)):
                yield self._group(at, number)

    def _neighbours(self, at: int) -> list[list[tuple[int, int]]]:
        alike = (self._words.transform([each.text for each in self._items[at].asked]) @ self._told.T).toarray()
        alike[:, np.array([place == at for place, _ in self._places])] = -1.0
        return [[self._places[k] for k in np.argsort(-row)[:NEIGHBOURS].tolist()] for row in alike]

    def _group(self, at: int, number: int) -> Group:
        item, each = self._items[at], self._items[at].asked[number]
        self._titled, self._alone = self._random.random() >= UNTITLED, self._random.random() < ALONE
        self._led = self._random.random() >= LEADLESS
        chance = self._random.random()
        if chance < FAR:
            return Group(each.text, self._anywhere(self._far[at][number][0], 2), None)
        if chance < FAR + NOISE:
            near = self._random.randrange(len(item.sentences))
            return Group(self._noise(at), self._anywhere((at, near), 2), None)
        rest = [k for k in range(len(item.sentences)) if k not in each.answers]
        if (
            each.answers
            and self._random.random() < CHANGED
            and (other := self._exchanges.changed(at, each.text)) is not None
        ):
            wrong = [self._random.choice(each.answers), *self._random.sample(rest, min(2, len(rest)))]
            return Group(other, tuple(self._text(at, k) for k in wrong), None)
        wrong = [each.near] if each.near in rest else []
        others = [k for k in rest if k not in wrong]
        wrong += self._random.sample(others, min(WRONG - 1 - len(wrong), len(others)))
        far, place = self._random.choice(self._far[at][number])
        texts = [*(self._text(at, k) for k in wrong), self._text(far, place)]
        if not each.answers or self._random.random() < TAKEN_OUT:
            return Group(each.text, tuple(texts), None)
        return Group(each.text, (self._text(at, self._random.choice(each.answers)), *texts), 0)

    def _text(self, at: int, number: int) -> str:
        return self._items[at].text(number, titled=self._titled, alone=self._alone, led=self._led)

    def _anywhere(self, first: tuple[int, int], more: int) -> tuple[str, ...]:
        """One sentence and some from anywhere."""
        return tuple(self._text(at, number) for at, number in (first, *self._random.sample(self._places, more)))

    def _noise(self, at: int) -> str:
        """Words of several questions in no order, or letters that are no words."""
        asked = [
            self._random.choice(self._items[at].asked).text,
            self._random.choice(self._random.choice(self._items).asked).text,
        ]
        words = " ".join(asked).strip("?").split()
        self._random.shuffle(words)
        if self._random.random() < 0.5:
            return " ".join(words[: self._random.randint(3, 8)])
        letters = "".join(self._random.choices("etaoinshrdlucmfwypvbgkjqxz", k=self._random.randint(8, 40)))
        return re.sub("[qxzj]", " ", letters).strip() or letters
