"""Rows and articles of a public set, read strictly. A folder that is not the set's is an error that says what to do."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from dateline.eval.gold import GoldQuote, gold_wrong
from dateline.eval.lines import numbered
from dateline.eval.serving import ArticlesUnreadable
from dateline.indexes.metadata import Defaults, Failure
from dateline.indexes.nouns import Article
from dateline.indexes.readers import read
from dateline.indexes.sentences import spans
from dateline.service.cli import WorkFailed

LANGUAGE = "en"  # of every public set that is measured here


class Row(BaseModel):
    """A line of a public set; fields that a suite has no use for may stand beside."""

    model_config = ConfigDict(strict=True, frozen=True)


R = TypeVar("R", bound=Row)


def rows(path: Path, shape: type[R]) -> list[tuple[int, R]]:
    """Every line that is not empty, with its number. Raises WorkFailed, naming each that is of another shape."""
    found, errors = numbered(_present(path).read_bytes(), shape)
    if errors:
        raise gold_wrong(path, errors)
    if not found:
        raise WorkFailed(f"there is no row in {path.name}: put the set's data there, one row to a line")
    return found


def articles(path: Path, language: str | None = LANGUAGE) -> list[Article]:
    """The articles of a file or folder, as `dateline ingest` reads them. Raises WorkFailed, naming each that is none."""
    _present(path)
    found: list[Article] = []
    failed: list[Failure] = []
    root = path if path.is_dir() else path.parent
    for each in read(path, root=root, defaults=Defaults(language=language)):
        if isinstance(each, Article):
            found.append(each)
        elif isinstance(each, Failure):
            failed.append(each)
    if failed:
        lines = "\n".join(f"  {failure.where}: {failure.why}" for failure in failed)
        raise ArticlesUnreadable(f"correct these articles, then run it again:\n{lines}")
    return found


def carrying(article: Article, words: Sequence[str]) -> tuple[GoldQuote, ...]:
    """The whole sentences of an article that have one of these words, whatever the case and the white space."""
    assert article.id is not None
    places = list(_places(article.text, words))
    sentences = [
        article.text[each.start : each.end]
        for each in spans(article.text, article.language)
        if any(start < each.end and each.start < end for start, end in places)
    ]
    return tuple(GoldQuote(article_id=article.id, quote=each) for each in dict.fromkeys(sentences))


def _places(text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    for each in words:
        pattern = r"\s+".join(re.escape(word) for word in each.split())
        yield from (found.span() for found in re.finditer(pattern, text, re.IGNORECASE))


def _present(path: Path) -> Path:
    if not path.exists():
        raise WorkFailed(f"there is no {path.name} in {path.parent}: name the folder of the set's data with --articles")
    return path
