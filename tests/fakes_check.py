"""An encoder that knows words and nothing of what they mean: the same base form has one vector, others are at right angles."""

from collections.abc import Sequence

import numpy as np

from dateline.indexes.nouns import Vectors
from dateline.service.words import is_stopword, stem, tokens

_WIDTH = 4096


def letters_only(text: str, places: Sequence[tuple[int, int]]) -> Vectors:
    """A text's row, the mean of its words', then one for each place in it."""
    rows = np.zeros((len(places) + 1, _WIDTH), dtype=np.float32)
    for at, (start, end) in enumerate(places, start=1):
        rows[at, _place(stem(text[start:end]))] = 1.0
    for token in tokens(text):
        if not is_stopword(token):
            rows[0, _place(token.stem)] += 1.0
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.maximum(lengths, 1e-12)).astype(np.float32)


def _place(base: str) -> int:
    found = 0
    for char in base:
        found = (found * 131 + ord(char)) % 1_000_003
    return found % _WIDTH
