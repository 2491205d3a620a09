"""A Dateline to measure: a fresh archive of the articles given, in a temporary folder, served on loopback over HTTP."""

import tempfile
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path

from dateline.eval.client import Client
from dateline.eval.runner import Say
from dateline.indexes import ingest as reading
from dateline.indexes.metadata import Defaults
from dateline.indexes.nouns import Article
from dateline.service.cli import WorkFailed
from dateline.service.desk import Desk, open_desk
from dateline.service.server import serving
from dateline.service.settings import Settings


class ArticlesUnreadable(WorkFailed):
    """Articles to measure with that cannot all be read: a figure over the rest would be another measure."""


@contextmanager
def fresh(settings: Settings) -> Generator[Desk]:
    """A desk over an empty archive, in a temporary folder that is gone afterwards.

    Of the settings, the models are used; the archive and the Chroma server that they name are not touched.
    """
    with tempfile.TemporaryDirectory(prefix="dateline-eval-", ignore_cleanup_errors=True) as folder:
        desk = open_desk(settings.model_copy(update={"data": Path(folder), "database_url": None, "chroma_url": None}))
        try:
            yield desk
        finally:
            desk.store.close()


@contextmanager
def opened(paths: Sequence[Path], settings: Settings, say: Say) -> Generator[Desk]:
    """A desk over a fresh archive of these files and folders, each path read after the one before.

    Raises ArticlesUnreadable, and what ingesting raises.
    """
    with fresh(settings) as desk:
        for path in paths:
            _ingest(desk, path)
        _embed(desk, say)
        yield desk


@contextmanager
def opened_with(articles: Iterable[Article], settings: Settings, say: Say) -> Generator[Desk]:
    """A desk over a fresh archive of these articles. Raises ArticlesUnreadable."""
    with fresh(settings) as desk:
        added = desk.archive.add_many(articles)
        if refused := [
            f"  {each.article_id or 'an article without id'}: {each.why}" for each in added if each.kind == "refused"
        ]:
            raise ArticlesUnreadable("\n".join(["these articles cannot be kept:", *refused]))
        _embed(desk, say)
        yield desk


@contextmanager
def served(desk: Desk) -> Generator[Client]:
    """A client of this desk behind a real server on a free port of loopback, warm."""
    desk.ready()
    with serving(desk) as address, Client(address) as client:
        yield client


def _ingest(desk: Desk, path: Path) -> None:
    summary = reading.ingest(
        [path], archive=desk.archive, defaults=Defaults(), progress=lambda _: None, after_batch=lambda: None
    )
    if summary.failed:
        lines = "\n".join(f"  {failure.where}: {failure.why}" for failure in summary.failed)
        raise ArticlesUnreadable(f"correct these articles, then run it again:\n{lines}")


def _embed(desk: Desk, say: Say) -> None:
    desk.store.catch_up()
    say(f"embedding {desk.store.status()['passages']} passages")
    desk.store.embed_missing()
