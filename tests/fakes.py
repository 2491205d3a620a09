"""Small programs with the real interfaces, for tests."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from zlib import crc32

import numpy as np

from dateline.indexes.exact import Vector
from dateline.indexes.nouns import Vectors


@dataclass(frozen=True, slots=True)
class HashingEmbedder:
    """Bags of words, each word a direction that its checksum gives: texts that share words are near each other."""

    model: str = "hashing"
    dimensions: int = 64

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 for each text."""
        rows = np.stack([self._bag(text) for text in texts])
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def _bag(self, text: str) -> Vector:
        words = re.findall(r"\w+", text.lower()) or [""]
        return np.sum([_direction(word, self.dimensions) for word in words], axis=0, dtype=np.float32)


@cache
def _direction(word: str, dimensions: int) -> Vector:
    return np.random.default_rng(crc32(word.encode())).standard_normal(dimensions).astype(np.float32)
