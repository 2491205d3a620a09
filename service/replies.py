"""What a model's endpoint sends back, checked: a finished chat reply, one vector per text."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from dateline.indexes.nouns import Vectors
from dateline.service.chat import Counted, Failure

MAX_REPLY = 64_000  # characters
_COUNT_S = 0.25  # that is waited for the count behind a finished reply


class EmbeddingFailed(Exception):
    """The embedding endpoint gave no usable vectors."""

    def __init__(self, reason: Failure, detail: str = "") -> None:
        super().__init__(f"the embedding endpoint failed ({reason})" + (f": {detail}" if detail else ""))
        self.reason: Failure = reason


class AttemptFailed(Exception):
    """One attempt failed. `again_in_s`: after how many seconds another makes sense; None: it makes none.

    `declined`: the endpoint understood the request and would not have it so, before it began an answer.
    """

    def __init__(self, reason: Failure, *, again_in_s: float | None = None, declined: bool = False) -> None:
        super().__init__(reason)
        self.reason: Failure = reason
        self.again_in_s = again_in_s
        self.declined = declined


class _Stranger(BaseModel):
    """Strict, and read from attributes: the client builds its objects from any bytes, without checking them."""

    model_config = ConfigDict(from_attributes=True, strict=True)


class _Delta(_Stranger):
    content: str | None = None
    refusal: str | None = None


class _Choice(_Stranger):
    index: int | None = None  # some servers leave it out
    delta: _Delta | None = None
    finish_reason: str | None = None


class _Usage(_Stranger):
    prompt_tokens: int = Field(ge=0)
    completion_tokens: int = Field(ge=0)


class _Chunk(_Stranger):
    choices: list[_Choice]
    usage: _Usage | None = None


class _Vector(_Stranger):
    index: int
    embedding: list[float]


class _VectorList(_Stranger):
    data: list[_Vector]


async def reply_pieces(events: AsyncIterator[object], *, counted: bool) -> AsyncIterator[str | Counted]:
    """The first choice's text as it comes, until the endpoint says that it is finished.

    With `counted`, a moment is given to the event behind that, which says what it counted; else nothing is waited for.
    Raises AttemptFailed ("incomplete", "refused", "too_long"), or ValueError for what is no chunk of a chat.
    """
    length = 0
    async for event in events:
        chunk = _Chunk.model_validate(event)
        for choice in chunk.choices:
            if choice.index:
                continue
            delta = choice.delta or _Delta()
            if delta.refusal or choice.finish_reason == "content_filter":
                raise AttemptFailed("refused")
            if delta.content:
                length += len(delta.content)
                if length > MAX_REPLY:
                    raise AttemptFailed("too_long")
                yield delta.content
            if choice.finish_reason == "stop":
                usage = chunk.usage or (await _usage(events) if counted else None)
                if usage is not None:
                    yield Counted(usage.prompt_tokens, usage.completion_tokens)
                return
            if choice.finish_reason is not None:
                raise AttemptFailed("incomplete")
    raise AttemptFailed("incomplete")


async def _usage(events: AsyncIterator[object]) -> _Usage | None:
    """What the endpoint counted, if it says so right behind a reply that is whole without it."""
    try:
        async with asyncio.timeout(_COUNT_S):
            async for event in events:
                if (usage := _Chunk.model_validate(event).usage) is not None:
                    return usage
    except Exception:  # noqa: BLE001 - the reply is whole: whatever is wrong behind it takes only the count
        return None
    return None


def unit_rows(response: object, *, count: int) -> Vectors:
    """Float32 rows of length 1, in the order of the texts, whatever order they came in.

    Raises ValueError when there are not `count` vectors, numbered 0 to count - 1, of one length, finite and not zero.
    """
    vectors = sorted(_VectorList.model_validate(response).data, key=lambda vector: vector.index)
    if [vector.index for vector in vectors] != list(range(count)):
        raise ValueError("not one vector for each text")
    return _normalised([vector.embedding for vector in vectors])


def _normalised(rows: Sequence[Sequence[float]]) -> Vectors:
    if len({len(row) for row in rows}) != 1 or not rows[0]:
        raise ValueError("vectors of different dimensions")
    exact = np.asarray(rows, dtype=np.float64)
    largest = np.abs(exact).max(axis=1, keepdims=True)
    if not np.isfinite(largest).all() or not (largest > 0).all():
        raise ValueError("a vector that is zero or not finite")
    scaled = exact / largest  # so that the squares of very large or small numbers stay numbers
    return (scaled / np.linalg.norm(scaled, axis=1, keepdims=True)).astype(np.float32)
