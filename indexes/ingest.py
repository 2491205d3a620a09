"""From files to the archive, in batches: what was kept stays kept, and a run that was cut short is simply run again."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dateline.indexes.archive import Archive
from dateline.indexes.files import shown
from dateline.indexes.identity import content_hash
from dateline.indexes.metadata import Defaults, Failure
from dateline.indexes.nouns import Article
from dateline.indexes.readers import SUFFIXES, new_walk, read
from dateline.indexes.walk import Again, Skipped

BATCH_READINGS = 200  # articles and failures of one transaction
BATCH_CHARACTERS = 8_000_000  # memory, where articles are long

Reading = Article | Failure | Skipped | Again


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come: articles, but for `failed` (files and lines) and `skipped` (files)."""

    added: int
    revised: int
    unchanged: int
    failed: int
    skipped: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: articles, what failed and why, and how many files of other suffixes the folders held."""

    added: int
    revised: int
    unchanged: int
    failed: tuple[Failure, ...]
    skipped: int


@dataclass(slots=True)
class _Batch:
    articles: list[Article] = field(default_factory=list[Article])
    failed: list[Failure] = field(default_factory=list[Failure])
    skipped: int = 0
    characters: int = 0

    @property
    def full(self) -> bool:
        readings = len(self.articles) + len(self.failed) + self.skipped
        return readings >= BATCH_READINGS or self.characters >= BATCH_CHARACTERS


def ingest(
    paths: Sequence[Path],
    *,
    archive: Archive,
    defaults: Defaults,
    progress: Callable[[Progress], None],
    after_batch: Callable[[], None],
) -> Summary:
    """Read every path and keep what is an article, a transaction per batch.

    After each batch the followers get their turn (`after_batch`), then `progress` is told. Raises what the archive
    raises, and ValueError for defaults that name no language; nothing in a file raises.
    """
    kinds: Counter[str] = Counter()
    failed: list[Failure] = []
    skipped = 0
    for batch in _batches(_readings(paths, defaults)):
        failed += batch.failed
        skipped += batch.skipped
        for article, kept in zip(batch.articles, archive.add_many(batch.articles), strict=True):
            kinds[kept.kind] += 1
            if kept.why is not None:
                failed.append(Failure(article.path or kept.article_id, kept.why))
        after_batch()
        progress(Progress(kinds["added"], kinds["revised"], kinds["unchanged"], len(failed), skipped))
    return Summary(kinds["added"], kinds["revised"], kinds["unchanged"], tuple(failed), skipped)


def _batches(readings: Iterator[Reading]) -> Iterator[_Batch]:
    batch = _Batch()
    for reading in readings:
        match reading:
            case Article():
                batch.articles.append(reading)
                batch.characters += len(reading.text)
            case Failure():
                batch.failed.append(reading)
            case Skipped():
                batch.skipped += 1
            case Again():
                pass
        if batch.full:
            yield batch
            batch = _Batch()
    if batch.articles or batch.failed or batch.skipped:
        yield batch


def _readings(paths: Sequence[Path], defaults: Defaults) -> Iterator[Reading]:
    """What the paths hold, each file once, and a failure for a folder without an article."""
    walk = new_walk()
    contents: dict[str, str] = {}  # content by path, where the path is all the identity there is
    for path in paths:
        root = path if path.is_dir() else path.parent
        barren = True
        for reading in read(path, root=root, defaults=defaults, walk=walk):
            barren = barren and isinstance(reading, Skipped)
            yield _unclashing(reading, root, contents) if len(paths) > 1 else reading
        if barren:
            yield Failure(shown(path), f"there is no article in this folder; {', '.join(SUFFIXES)} files can be read")


def _unclashing(reading: Reading, root: Path, contents: dict[str, str]) -> Reading:
    """Two files at the same place under two roots would become revisions of one another, each run anew."""
    if not isinstance(reading, Article) or reading.id or reading.url or not reading.path:
        return reading
    if contents.setdefault(reading.path, content := content_hash(reading)) == content:
        return reading
    why = "another article of this run has this path; ingest the folder above both, or give them an id"
    return Failure(shown(root / reading.path), why)
