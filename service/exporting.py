"""The archive as a file: every living article, newest revision, as JSON Lines that `ingest` reads back."""

import gzip
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from dateline.indexes.archive import Archive, ArticleWithdrawn
from dateline.indexes.nouns import Revision

_PAGE = 200  # articles listed at once
_SAID_EVERY = 1000  # articles between two calls of progress


def write_articles(archive: Archive, target: Path, *, progress: Callable[[int], None]) -> int:
    """Write the articles, with gzip when the name ends in `.gz`, and return how many there were.

    The file appears whole or not at all; one that was there is replaced at the end. Raises OSError.
    """
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.part")
    count = 0
    try:
        with _writer(unfinished, is_gzip=target.name.endswith(".gz")) as out:
            for count, revision in enumerate(_living(archive), start=1):
                out.write(json.dumps(_article(revision), ensure_ascii=False) + "\n")
                if count % _SAID_EVERY == 0:
                    progress(count)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def _living(archive: Archive) -> Iterator[Revision]:
    cursor = None
    while True:
        page = archive.articles(limit=_PAGE, cursor=cursor)
        for item in page.items:
            try:
                yield archive.revision(item.article_id)
            except ArticleWithdrawn:
                continue  # since the page was read
        if (cursor := page.next) is None:
            return


def _writer(path: Path, *, is_gzip: bool) -> TextIO:
    return gzip.open(path, "wt", encoding="utf-8") if is_gzip else path.open("w", encoding="utf-8", newline="\n")


def _article(revision: Revision) -> dict[str, object]:
    return {
        "id": revision.article_id,
        "title": revision.title,
        "text": revision.text,
        "published_at": revision.published_at.isoformat() if revision.published_at else None,
        "updated_at": revision.updated_at.isoformat() if revision.updated_at else None,
        "source": revision.source,
        "url": revision.url,
        "authors": list(revision.authors),
        "language": revision.language,
    }
