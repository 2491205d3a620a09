"""What goes wrong, in words for a terminal: the message says what to do. Anything else is a defect and keeps its traceback."""

from sqlalchemy.exc import SQLAlchemyError

from dateline.indexes.archive import ArticleNotFound, ArticleWithdrawn
from dateline.indexes.database import ArchiveError
from dateline.indexes.keywords import KeywordsUnwritable
from dateline.indexes.vector_index import IndexModelMismatch
from dateline.indexes.vectors import VectorsUnavailable, VectorsUnsound
from dateline.service.cli import WorkFailed
from dateline.service.gold_file import GoldUnwritable
from dateline.service.replies import EmbeddingFailed
from dateline.service.wrong import AnswerNotFound, ReportUnusable

_SAYS_IT = (
    WorkFailed,
    ArchiveError,
    GoldUnwritable,
    IndexModelMismatch,
    KeywordsUnwritable,
    ReportUnusable,
    VectorsUnavailable,
    VectorsUnsound,
)


def explain(error: Exception) -> str | None:
    """A line for people, or None for what nobody foresaw."""
    if isinstance(error, ArticleNotFound):
        return "there is no article with that id; `dateline export FILE` lists all ids"
    if isinstance(error, AnswerNotFound):
        return "there is no answer with that id; `dateline ask` prints it below the answer"
    if isinstance(error, ArticleWithdrawn):
        return f"the article was withdrawn ({error.why})"
    if isinstance(error, _SAYS_IT):
        return str(error)
    if isinstance(error, EmbeddingFailed):
        return f"{error}; what was embedded is kept, run it again to go on"
    if isinstance(error, SQLAlchemyError):
        return f"the database failed ({type(error).__name__}); nothing that was accepted is lost, run it again"
    if isinstance(error, OSError):
        return f"{error.strerror or type(error).__name__}: {error.filename or 'the file system'}"
    return None
