"""Exact search, against sorting everything."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dateline.indexes.exact import Exact


@given(st.integers(0, 40), st.integers(0, 50), st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_the_nearest_vectors_are_found_however_they_came(count: int, limit: int, blocks: int, seed: int) -> None:
    rows = np.random.default_rng(seed).standard_normal((count + 1, 8)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    vector, rows = rows[0], rows[1:]
    ids = [f"{at:016x}" for at in range(count)]
    exact = Exact()
    for at in np.array_split(np.arange(count), blocks):
        exact = exact.with_more([ids[each] for each in at], rows[at])
    found = exact.search(vector, limit)
    assert len(found) == min(limit, count)
    best = sorted(((float(row @ vector), name) for name, row in zip(ids, rows, strict=True)), reverse=True)
    np.testing.assert_allclose([cosine for _, cosine in found], [cosine for cosine, _ in best[:limit]], atol=1e-5)
    assert len({name for name, _ in found}) == len(found)
