"""The nouns of the question's path, with the field names of the contract. No vendor, no I/O."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Status = Literal["answered", "partly_answered", "not_answered"]
Reason = Literal[
    "nothing_relevant",
    "not_stated",
    "outside_dates",
    "source_not_in_archive",
    "false_premise",
    "unsupported_language",
]
ClaimKind = Literal["quoted", "written"]
MAX_QUESTION = 2000  # characters, after normalisation


@dataclass(frozen=True, slots=True)
class Question:
    """A question after normalisation, with the filters of the request."""

    text: str
    as_of: date | None = None
    since: date | None = None
    sources: tuple[str, ...] = ()
    follows: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation before it has a number: `revision.text[start:end] == text`."""

    article_id: str
    revision: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """What a drafter proposes: quotes in order, who said them, and maybe a wording of its own. Nothing here is proven yet."""

    quotes: tuple[Quote, ...]
    said_by: str | None = None
    event_time: str | None = None
    wording: str | None = None


@dataclass(frozen=True, slots=True)
class AlsoIn:
    """Another article that carries the same words."""

    article_id: str
    source: str | None
    url: str | None
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered quote of one revision: `text[start:end] == quote` in Unicode code points."""

    number: int
    article_id: str
    revision: int
    title: str | None
    source: str | None
    url: str | None
    language: str | None
    published_at: datetime | None
    updated_at: datetime | None
    quote: str
    start: int
    end: int
    also_in: tuple[AlsoIn, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of an answer and the numbers of the citations that carry it."""

    text: str
    citations: tuple[int, ...]
    kind: ClaimKind
    said_by: str | None = None
    event_time: str | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """A passage near the question, shown when the articles do not say."""

    article_id: str
    revision: int
    title: str | None
    source: str | None
    published_at: datetime | None
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Citations that replace or dispute one another."""

    kind: Literal["replaced", "disputed"]
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Interpreted:
    """What was read from question and request."""

    since: date | None
    until: date | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoverageReport:
    """What was searched, under the question's filters."""

    articles: int
    undated: int
    from_: date | None  # "from" on the wire
    to: date | None
    passages: int
    embedded: int


@dataclass(frozen=True, slots=True)
class Generator:
    """Who put the answer together: the quotes alone, or a model that chose, ordered and worded."""

    kind: Literal["quotes", "model"]
    model: str | None = None
    prompt: str | None = None  # fingerprint of the prompt file


@dataclass(frozen=True, slots=True)
class Usage:
    """What a model's part of an answer took, of what it was allowed, and what became of its claims."""

    passages: int  # shown to the model
    passages_left_out: int  # for which the budget had no room
    prompt_tokens: int
    prompt_tokens_allowed: int
    reply_tokens: int
    reply_tokens_allowed: int
    estimated: bool  # whether the tokens are our estimate; else the endpoint counted them
    cost_usd: float | None  # None: no prices are set
    cost_usd_allowed: float | None
    written: int = 0  # claims shown as the model wrote them
    fell_back: tuple[str, ...] = ()  # why each of the others became its quotes


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer, as the contract lists it."""

    id: str
    question: str
    standalone_question: str
    interpreted: Interpreted
    status: Status
    reason: Reason | None
    missing: tuple[str, ...]
    answer: str
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    conflicts: tuple[Conflict, ...]
    related: tuple[Related, ...]
    coverage: CoverageReport
    as_of: date | None
    generator: Generator
    degraded: bool
    degraded_reason: str | None
    snapshot: str
    timings_ms: Mapping[str, int]
    confidence: float = 0.0  # probability of a right answer, as judged
    statements: int | None = None  # how many there are, where all that somebody said was asked for
    follows: str | None = None
    usage: Usage | None = None  # None: no model had a part in it
    schema_version: int = 1
