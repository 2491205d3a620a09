"""What the tests of the checker share: an encoder that knows words and nothing of what they mean, an article of one text, and
every window of it held against a claim."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from dateline.indexes.archive import Archive
from dateline.indexes.nouns import Article, Revision, Vectors
from dateline.service.check.context import InContext, align, all_needed
from dateline.service.check.evidence import Evidence
from dateline.service.check.support import Comparison, compare
from dateline.service.words import is_stopword, stem, tokens

_WIDTH = 4096


def archived(folder: Path, text: str, title: str = "Tessel", source: str | None = None) -> Revision:
    """An article of this text, of March 6, 2024, as an archive in this folder keeps it. Its id is the title in small letters."""
    archive = Archive.open(folder / "archive.sqlite")
    name, published = title.lower(), datetime(2024, 3, 6, tzinfo=UTC)
    archive.add(Article(id=name, text=text, title=title, source=source, published_at=published, language="en"))
    found = archive.revision(name)
    archive.close()
    return found


def compared(claim: str, revision: Revision, in_context: InContext) -> list[Comparison]:
    """The claim against each sentence of an article, and against each two that follow one another, where both are needed."""
    windows = [Evidence(revision, (each,)) for each in revision.passages]
    windows += [Evidence(revision, pair) for pair in zip(revision.passages, revision.passages[1:], strict=False)]
    return [
        compare(claim, each, [align(claim, passage, in_context) for passage in each.passages])
        for each in windows
        if all_needed(claim, each.passages)
    ]


def letters_only(text: str, places: Sequence[tuple[int, int]]) -> Vectors:
    """Words of the same base form have one vector, others are at right angles.

    A text's row, the mean of its words', then one for each place in it."""
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
