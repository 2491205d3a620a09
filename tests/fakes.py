"""Small programs with the real interfaces, for tests."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from dateline.indexes.nouns import Vectors


@dataclass(frozen=True, slots=True)
class HashingEmbedder:
    """Bags of words, each word in a place that its checksum gives: texts that share words are near each other."""

    model: str = "hashing"
    dimensions: int = 64

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 for each text."""
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[0] = 0.1  # a text without a word has a vector too
            for word in re.findall(r"\w+", text.lower()):
                row[crc32(word.encode()) % self.dimensions] += 1.0
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)
