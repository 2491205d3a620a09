"""A question in one language laid over sentences of another: which of its words each sentence carries, and how well.

Where words can't be compared, single words and short runs of them are still near in meaning to their translations. Each run
of a question is cut, for each sentence anew, in the way in which its pieces are matched best; so a language written without
spaces needs no dictionary. Pure; the vectors of words are handed in.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np

from dateline.indexes.nouns import Vectors
from dateline.service.languages import function_words
from dateline.service.names import likeness, may_be_name

Meanings = Callable[[Sequence[str]], Vectors]  # texts in any language → rows of length 1 in one space
Matrix = np.ndarray[Any, np.dtype[np.float32]]

UNSPACED = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # Kana and Han
_UNSPACED_RUN = re.compile(rf"[{UNSPACED}]+")
_TOKEN = re.compile(
    rf"[{UNSPACED}]+|\d+(?:[.,]\d+)*|(?:(?![{UNSPACED}\d_])\w)+(?:['’.&-](?:(?![{UNSPACED}\d_])\w)+)*|[^\w\s]"
)
_HIRAGANA = re.compile(r"[\u3040-\u309f]+")
_LONGEST = {True: 4, False: 2}  # signs, or words, of a piece
_SINGLE = 0.5  # what a sign matched alone is worth: most Han signs have many meanings
_RAMP = (0.3, 0.8)  # cosines of a word and of a translation: unrelated, the same


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring words of a question, or signs of a script without spaces, with no small word between."""

    tokens: tuple[str, ...]
    unspaced: bool

    def piece(self, start: int, end: int) -> str:
        return ("" if self.unspaced else " ").join(self.tokens[start:end])

    def pieces(self) -> list[tuple[int, int]]:
        """All that may be looked up, as places of their first token and behind their last."""
        longest, count = _LONGEST[self.unspaced], len(self.tokens)
        return [(start, end) for end in range(1, count + 1) for start in range(max(0, end - longest), end)]


@lru_cache(maxsize=2048)
def runs(text: str, language: str | None) -> tuple[Run, ...]:
    """The runs of a text, small words left out."""
    small = function_words(language or "en")
    found: list[Run] = []
    spaced: list[str] = []

    def close() -> None:
        if spaced:
            found.append(Run(tuple(spaced), False))
            spaced.clear()

    for match in _TOKEN.finditer(text):
        token = match.group()
        if _UNSPACED_RUN.fullmatch(token):
            close()
            found.extend(Run(tuple(part), True) for part in _without_small(token))
        elif token.lower() in small or not token[0].isalnum():
            close()
        else:
            spaced.append(token)
    close()
    return tuple(found)


def _without_small(token: str) -> list[str]:
    parts = _small_signs().sub(lambda match: match.group(1) or " ", token)
    return _HIRAGANA.sub(" ", parts).split()


@cache
def _small_signs() -> re.Pattern[str]:
    """Small words of Chinese; first, as a group, the words that only seem to contain one."""
    longest_first = [sorted(function_words(name), key=len, reverse=True) for name in ("zh-kept", "zh")]
    kept, small = ("|".join(map(re.escape, each)) for each in longest_first)
    return re.compile(f"({kept})|{small}")


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """What of a sentence a question's pieces are held against: its words less the small ones, or windows of its signs."""
    found: list[str] = []
    for run in runs(text, "en"):
        found += (
            [run.piece(start, end) for start, end in run.pieces() if end - start > 1] if run.unspaced else run.tokens
        )
    return tuple(dict.fromkeys(found))


def carried(asked: Sequence[Run], texts: Sequence[str], meanings: Meanings) -> Matrix:
    """For each text (row) and each token of the question (column), how well the token is carried, 0 to 1."""
    pieces = list(dict.fromkeys(run.piece(start, end) for run in asked for start, end in run.pieces()))
    if not pieces or not texts:
        return np.zeros((len(texts), sum(len(run.tokens) for run in asked)), dtype=np.float32)
    near = np.stack([_nearest(pieces, text, meanings) for text in texts])
    place = {piece: at for at, piece in enumerate(pieces)}
    return np.concatenate([_best_cut(run, near, place) for run in asked], axis=1)


def _nearest(pieces: Sequence[str], text: str, meanings: Meanings) -> Matrix:
    """For each piece the closest word of a text, 0 to 1: 1 when the text has it to the letter, a figure only then."""
    low, high = _RAMP
    found, lower = words(text), text.lower()
    exact = {word.lower() for word in found}
    near = np.zeros(len(pieces), dtype=np.float32)
    if found:
        cosines = (meanings(pieces) @ meanings(found).T).max(axis=1)
        near = np.clip((cosines - low) / (high - low), 0.0, 1.0)
    for at, piece in enumerate(pieces):
        if piece.lower() in exact or (_UNSPACED_RUN.fullmatch(piece) and piece in lower):
            near[at] = 1.0
        elif piece[0].isdigit():
            near[at] = 0.0
        elif may_be_name(piece):
            near[at] = max(float(near[at]), *(likeness(piece, word) for word in found), 0.0)
    return near


def _best_cut(run: Run, near: Matrix, place: Mapping[str, int]) -> Matrix:
    """The cut of one run with the highest sum of its tokens, by dynamic programming over all texts at once."""
    count, texts = len(run.tokens), near.shape[0]
    total = np.zeros((count + 1, texts), dtype=np.float32)
    worth = np.zeros((count + 1, texts, count), dtype=np.float32)
    for end in range(1, count + 1):
        total[end], worth[end] = total[end - 1], worth[end - 1]
        for start in range(max(0, end - _LONGEST[run.unspaced]), end):
            match = near[:, place[run.piece(start, end)]] * (_SINGLE if run.unspaced and end - start == 1 else 1.0)
            gained = total[start] + (end - start) * match
            better = gained > total[end]
            other = worth[start].copy()
            other[:, start:end] = match[:, None]
            total[end] = np.where(better, gained, total[end])
            worth[end] = np.where(better[:, None], other, worth[end])
    return worth[count]
