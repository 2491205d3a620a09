"""What is answered over the wire, field by field as the contract says. Dates are ISO 8601, times end in Z."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from dateline.indexes.nouns import Found, Hit
from dateline.service.nouns import Answer, ClaimKind, Question, Reason, Status


class Sent(BaseModel):
    """Read from one of our dataclasses, attribute by attribute."""

    model_config = ConfigDict(from_attributes=True)


class AlsoInBody(Sent):
    """Another article that carries the same words."""

    article_id: str
    source: str | None
    url: str | None
    published_at: datetime | None


class CitationBody(Sent):
    """`text[start:end] == quote` in the text of that revision, in Unicode code points."""

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
    also_in: list[AlsoInBody]


class ClaimBody(Sent):
    """One statement and the numbers of the citations that carry it."""

    text: str
    citations: list[int]
    kind: ClaimKind
    said_by: str | None
    event_time: str | None


class RelatedBody(Sent):
    """A passage near a question that the articles do not answer."""

    article_id: str
    revision: int
    title: str | None
    source: str | None
    published_at: datetime | None
    quote: str
    start: int
    end: int


class ConflictBody(Sent):
    """Citations that replace or dispute one another."""

    kind: Literal["replaced", "disputed"]
    citations: list[int]


class InterpretedBody(Sent):
    """What was read from question and request."""

    since: date | None
    until: date | None
    sources: list[str]


class CoverageBody(Sent):
    """What was searched."""

    articles: int
    undated: int
    from_: date | None = Field(serialization_alias="from")
    to: date | None
    passages: int
    embedded: int


class GeneratorBody(Sent):
    """Who put the answer together."""

    kind: Literal["quotes", "model"]
    model: str | None
    prompt: str | None


class UsageBody(Sent):
    """What a model's part of an answer took, of what it was allowed, and what became of its claims."""

    passages: int
    passages_left_out: int
    prompt_tokens: int
    prompt_tokens_allowed: int
    reply_tokens: int
    reply_tokens_allowed: int
    estimated: bool  # whether the tokens are estimated; else the endpoint counted them
    cost_usd: float | None  # None: no prices are set
    cost_usd_allowed: float | None
    written: int  # claims shown as the model wrote them
    fell_back: list[str]  # why each of the others became its quotes


class AnswerBody(Sent):
    """The whole answer."""

    schema_version: int
    id: str
    follows: str | None
    question: str
    standalone_question: str
    interpreted: InterpretedBody
    status: Status
    reason: Reason | None
    missing: list[str]
    answer: str
    claims: list[ClaimBody]
    citations: list[CitationBody]
    conflicts: list[ConflictBody]
    related: list[RelatedBody]
    coverage: CoverageBody
    as_of: date | None
    generator: GeneratorBody
    degraded: bool
    degraded_reason: str | None
    snapshot: str
    timings_ms: dict[str, int]
    confidence: float  # probability of a right answer, as judged
    statements: int | None  # how many there are, where all that somebody said was asked for: all of them are shown
    usage: UsageBody | None = None  # None: no model had a part in it


class MetaBody(Sent):
    """The stream's first event: what was read from the question."""

    question: str
    standalone_question: str
    interpreted: InterpretedBody
    snapshot: str


class ProvenBody(Sent):
    """The stream's `claim` event: a verified claim and the citations that it brought."""

    claim: ClaimBody
    citations: list[CitationBody]


class SinceBody(BaseModel):
    """What became of a citation after the answer was given."""

    number: int
    revised: bool
    withdrawn: bool
    newest_revision: int | None  # None: withdrawn


class RequestBody(Sent):
    """The filters as they were sent, apart from what was read from the question's words."""

    as_of: date | None
    since: date | None
    sources: list[str]


class StoredAnswerBody(AnswerBody):
    """An answer as it was given, to which request, and what became of its citations."""

    request: RequestBody | None  # None: the answer was stored before requests were kept
    citations_since: list[SinceBody]


class HitBody(Sent):
    """A passage that a search found."""

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
    kind: str
    score: float
    scores: dict[str, float]
    why: str


class HitsBody(BaseModel):
    """The passages for a question, best first."""

    hits: list[HitBody]
    snapshot: str
    missing_sources: list[str]


def stored_body(question: Question, answer: Answer) -> dict[str, object]:
    """An answer as it is stored: as it is sent, and the filters of its request."""
    body = AnswerBody.model_validate(answer).model_dump(mode="json", by_alias=True)
    return {**body, "request": RequestBody.model_validate(question).model_dump(mode="json")}


def hits_body(found: Found, limit: int) -> HitsBody:
    """What a search found, as it is sent."""
    hits = [_hit(hit) for hit in found.hits[:limit]]
    return HitsBody(hits=hits, snapshot=found.snapshot, missing_sources=list(found.missing_sources))


def _hit(hit: Hit) -> HitBody:
    revision, passage = hit.revision, hit.passage
    return HitBody(
        article_id=revision.article_id,
        revision=revision.number,
        title=revision.title,
        source=revision.source,
        url=revision.url,
        language=revision.language,
        published_at=revision.published_at,
        updated_at=revision.updated_at,
        quote=passage.text,
        start=passage.start,
        end=passage.end,
        kind=passage.kind,
        score=hit.score,
        scores=dict(hit.scores),
        why=hit.why,
    )
