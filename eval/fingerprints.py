"""What an evaluation was made with: prompts, models, index settings, questions, articles. Another one needs another baseline."""

import hashlib
import json
from dataclasses import asdict
from importlib.resources import files
from typing import Any

from dateline.indexes.archive import Archive
from dateline.indexes.cross_encoder import fingerprint
from dateline.indexes.embedded import embedding_text
from dateline.indexes.keywords import BOOSTS
from dateline.indexes.nouns import MAX_QUOTE
from dateline.indexes.retrieval import FUSION
from dateline.prompts import load, names
from dateline.service.desk import Desk
from dateline.service.settings import Settings
from dateline.service.weights import default_weights

_TABLES = (".txt",)


def fingerprints(desk: Desk, settings: Settings, gold: str) -> dict[str, Any]:
    """By what was measured, plain data; digests are the first 16 hex digits of SHA-256. `gold`: the digest of the questions."""
    return {
        "articles": articles(desk.archive),
        "gold": gold,
        "embedder": desk.store.model,
        "model": settings.llm_model,
        "prompts": {name: load(name).fingerprint for name in names()},
        "cross_encoder": fingerprint(),
        "judge": digest(asdict(default_weights())),
        "words": digest({each.name: each.read_text("utf-8") for each in _tables()}),
        "index": {
            "fusion": asdict(FUSION),
            "keyword_boosts": dict(BOOSTS),
            "longest_quote": MAX_QUOTE,
            "embedded_text": digest(_embedded_sample(desk.archive)),
        },
    }


def articles(archive: Archive) -> str:
    """The digest of every article of an archive: its id, and the words and dates of its revisions."""
    told: list[object] = []
    cursor: str | None = None
    while True:
        page = archive.articles(limit=200, cursor=cursor)
        for each in page.items:
            for line in archive.revisions(each.article_id):
                one = archive.revision(each.article_id, line.number)
                told.append(
                    (
                        one.article_id,
                        one.number,
                        one.title,
                        one.text,
                        one.source,
                        str(one.published_at),
                        str(one.updated_at),
                    )
                )
        if (cursor := page.next) is None:
            return digest(sorted(told, key=repr))


def digest(document: object) -> str:
    """The first 16 hex digits of the SHA-256 of a document's JSON."""
    return hashlib.sha256(json.dumps(document, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def _tables() -> list[Any]:
    found = (each for each in files("dateline.service.words").iterdir() if each.name.endswith(_TABLES))
    return sorted(found, key=lambda each: each.name)


def _embedded_sample(archive: Archive) -> list[str]:
    """What of one article is embedded: how passages are cut and what stands before them shows in it."""
    page = archive.articles(limit=1)
    revision = archive.revision(page.items[0].article_id) if page.items else None
    return [] if revision is None else [embedding_text(each, revision) for each in revision.passages]
