"""Chats with an OpenAI-compatible endpoint: streamed, within a total deadline, in at most two attempts."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from threading import Event

import openai
from openai.types.chat import ChatCompletionChunk, ChatCompletionMessageParam
from openai.types.shared_params import ResponseFormatJSONSchema

from dateline.service.caller import Caller
from dateline.service.chat import Chat, Counted, Message, ModelFailed, Terms
from dateline.service.deadline import DeadlinePassed, flowing
from dateline.service.openai_client import Endpoint, client, encodable, endpoint, unanswered
from dateline.service.replies import AttemptFailed, reply_pieces

MAX_BYTES = 4_000_000  # on the wire: a delta of one token takes some 250 bytes, thinking aloud included


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request. `plain`: without what not every server accepts (a schema, a limit of tokens, a count of them)."""

    model: str
    messages: Sequence[Message]
    terms: Terms
    plain: bool


def chat(*, base_url: str, api_key: str | None, model: str) -> Chat:
    """A function that sends messages and yields the reply as it comes, within a total deadline in seconds.

    At most two attempts: a second only if the first got no answer at all, a 429 or a 5xx, and time is left; or at once, and
    plain, if the endpoint declined the request with a 400 or 422, which is then remembered. None once an answer has begun.
    A reply is whole only when it ends with finish_reason "stop". Raises ModelFailed and CallerLeft, and nothing else because
    of what a server does; ValueError here, at once, for a base_url or key that no request could carry.
    """
    where = endpoint(base_url, api_key)
    only_plain = Event()

    def ask(messages: Sequence[Message], terms: Terms, caller: Caller) -> Iterator[str | Counted]:
        async def work(until: float) -> AsyncIterator[str | Counted]:
            async for piece in _in_two_attempts(where, model, messages, terms, only_plain, until):
                yield piece

        failed: ModelFailed | None = None
        try:
            yield from flowing(terms.deadline_s, work, caller)
        except AttemptFailed as failure:
            failed = ModelFailed(failure.reason)
        except DeadlinePassed:
            failed = ModelFailed("timeout")
        if failed is not None:
            raise failed  # out here, so that it has no context

    return ask


async def _in_two_attempts(
    where: Endpoint, model: str, messages: Sequence[Message], terms: Terms, only_plain: Event, until: float
) -> AsyncIterator[str | Counted]:
    clock = asyncio.get_running_loop().time
    asked = _Asked(model, messages, terms, plain=only_plain.is_set())
    again_in_s: float | None = None
    try:
        async for piece in _attempt(where, asked, until - clock()):
            yield piece
        return
    except AttemptFailed as failure:
        if failure.declined and not asked.plain:
            only_plain.set()
            asked, again_in_s = _Asked(model, messages, terms, plain=True), 0.0
        else:
            again_in_s = failure.again_in_s
        if again_in_s is None or clock() + again_in_s >= until:
            raise AttemptFailed(failure.reason) from None
    await asyncio.sleep(again_in_s)
    async for piece in _attempt(where, asked, until - clock()):
        yield piece


async def _attempt(where: Endpoint, asked: _Asked, left_s: float) -> AsyncIterator[str | Counted]:
    async with client(where, MAX_BYTES, left_s=left_s) as connection:
        try:
            stream = await _created(connection, asked)
        except openai.APIConnectionError as error:
            raise unanswered(error) from None
        try:
            async with stream:
                async for piece in reply_pieces(aiter(stream), counted=not asked.plain):
                    yield piece
        except openai.APIConnectionError:
            raise AttemptFailed("incomplete") from None
        except openai.APIError:  # an error event in the middle of the stream
            raise AttemptFailed("server_error") from None
        except (ValueError, RecursionError):  # no JSON, no UTF-8, not the shape of a chunk
            raise AttemptFailed("malformed") from None


async def _created(connection: openai.AsyncOpenAI, asked: _Asked) -> openai.AsyncStream[ChatCompletionChunk]:
    sent: list[ChatCompletionMessageParam] = [_param(message) for message in asked.messages]
    create = connection.chat.completions.create
    if asked.plain:
        return await create(model=asked.model, messages=sent, stream=True)
    return await create(
        model=asked.model,
        messages=sent,
        stream=True,
        stream_options={"include_usage": True},
        max_completion_tokens=asked.terms.reply_tokens,
        response_format=openai.omit if asked.terms.schema is None else _format(asked.terms.schema),
    )


def _format(schema: dict[str, object]) -> ResponseFormatJSONSchema:
    return {"type": "json_schema", "json_schema": {"name": "reply", "strict": True, "schema": schema}}


def _param(message: Message) -> ChatCompletionMessageParam:
    content = encodable(message.content)
    return {"role": "system", "content": content} if message.role == "system" else {"role": "user", "content": content}
