"""What a command opens in its data folder: the archive with its indexes, or the whole desk."""

from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

from dateline.indexes.store import Store
from dateline.service.cli import WorkFailed
from dateline.service.desk import Desk, open_desk, open_store
from dateline.service.settings import Settings


def make_folder(data: Path) -> None:
    """Make the data folder if it is not there. Raises WorkFailed."""
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorkFailed(f"{data} cannot be the data folder ({error.strerror}): name another with --data") from error


def has_archive(settings: Settings) -> bool:
    """Whether there is an archive. Raises WorkFailed when something that is no folder stands in the data folder's place."""
    if settings.data.exists() and not settings.data.is_dir():
        raise WorkFailed(f"{settings.data} is not a folder: name another with --data")
    return settings.database_url is not None or (settings.data / "archive.sqlite").exists()


@contextmanager
def existing_store(settings: Settings) -> Generator[Store, None, None]:
    """The archive and its indexes, closed at the end. Raises WorkFailed where there is none."""
    _demand_archive(settings)
    with closing(open_store(settings)) as store:
        yield store


@contextmanager
def existing_desk(settings: Settings) -> Generator[Desk, None, None]:
    """The desk, closed at the end. Raises WorkFailed where there is no archive."""
    _demand_archive(settings)
    desk = open_desk(settings)
    with closing(desk.store):
        yield desk


def _demand_archive(settings: Settings) -> None:
    if not has_archive(settings):
        raise WorkFailed(f"there is no archive in {settings.data}: run `dateline ingest PATH` first")


def readable(file: Path) -> str:
    """The text of a file. Raises WorkFailed when it cannot be read as text."""
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise WorkFailed(f"{file} cannot be read ({error.strerror}): name a text file") from error
    except UnicodeDecodeError as error:
        raise WorkFailed(f"{file} is no text in UTF-8: save it as such") from error
