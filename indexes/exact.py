"""Exact search over vectors held in memory: for what no index has yet, and for when there is none."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dateline.indexes.nouns import Vectors

Vector = np.ndarray[tuple[int], np.dtype[np.float32]]  # of length 1

_BLOCKS = 8  # more are joined into one


@dataclass(frozen=True, slots=True)
class Exact:
    """Passages with their vectors. Never changes: `with_more` makes another one, so that searches need no lock."""

    ids: tuple[str, ...] = ()
    blocks: tuple[Vectors, ...] = ()

    def with_more(self, ids: Sequence[str], vectors: Vectors) -> "Exact":
        """These passages and more; `vectors` has a row of length 1 for each id."""
        if not ids:
            return self
        blocks = (*self.blocks, vectors)
        if len(blocks) > _BLOCKS:
            blocks = (np.concatenate(blocks),)
        return Exact((*self.ids, *ids), blocks)

    def search(self, vector: Vector, limit: int) -> list[tuple[str, float]]:
        """The `limit` passages of the highest cosine with a vector of length 1, best first, equal ones by id."""
        if not self.ids or limit < 1:
            return []
        cosines = np.concatenate([block @ vector for block in self.blocks])
        limit = min(limit, len(self.ids))
        best: list[int] = np.argpartition(-cosines, limit - 1)[:limit].tolist()
        return best_first([(self.ids[at], float(cosines[at])) for at in best])


def best_first(hits: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    """Sorted by score, equal ones by id, so that equal searches give equal lists."""
    return sorted(hits, key=lambda hit: (-hit[1], hit[0]))
