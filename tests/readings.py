"""What the tests of the readers share: files written where they are wanted, and readings of one kind."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from dateline.indexes.metadata import Defaults, Failure
from dateline.indexes.nouns import Article
from dateline.indexes.readers import read
from dateline.indexes.walk import Again, Skipped

Reading = Article | Failure | Skipped | Again
Write = Callable[[str, str | bytes], Path]

RATES = "The central bank raised rates on Tuesday. Analysts had expected it."
NOON = datetime(2024, 3, 5, 12, tzinfo=UTC)
MIDNIGHT = datetime(2024, 3, 5, tzinfo=UTC)
NO_DEFAULTS = Defaults()

any_text = st.text(st.characters(codec=None, exclude_categories=()), max_size=200)  # lone surrogates too
many_files = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)


def readings(path: Path, *, defaults: Defaults = NO_DEFAULTS) -> list[Reading]:
    """Everything read from a file or folder that is its own root."""
    return list(read(path, root=path if path.is_dir() else path.parent, defaults=defaults))


def article(path: Path) -> Article:
    """The one article of a file."""
    [found] = readings(path)
    assert isinstance(found, Article), found
    return found


def failure(path: Path) -> Failure:
    """The one failure of a file or folder."""
    [found] = readings(path)
    assert isinstance(found, Failure), found
    return found


def writer(folder: Path) -> Write:
    """Writes a file below the folder, with the folders it needs, and gives its path."""

    def write(name: str, content: str | bytes) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def normalised(text: str) -> str:
    """With the line ends that are stored."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
