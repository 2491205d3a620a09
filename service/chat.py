"""A chat with a language model, as its users see it: messages in, pieces of one reply out, failures by reason."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.service.caller import Caller

Failure = Literal[
    "timeout",  # the total deadline passed
    "unreachable",  # no connection, or none that lasted until an answer began
    "rate_limited",
    "server_error",
    "refused",  # the endpoint or its content filter did not accept the request
    "incomplete",  # the reply broke off, or did not end as a finished reply does
    "malformed",  # not what the protocol or the prompt asks for
    "too_long",
    "unauthorized",
    "nothing_valid",  # a well-formed reply, but not one of its claims names a passage that it was shown
    "resting",  # the endpoint failed several times in a row, and is left alone for a while
    "over_budget",  # what an answer may cost does not pay for one passage
]


class ModelFailed(Exception):
    """The model gave nothing that can be used. Carries a reason from a closed set, and no text of anyone's."""

    def __init__(self, reason: Failure) -> None:
        super().__init__(reason)
        self.reason: Failure = reason


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chat."""

    role: Literal["system", "user"]
    content: str


@dataclass(frozen=True, slots=True)
class Counted:
    """Tokens as the endpoint counted them; the last piece of a reply, where it says."""

    prompt: int
    reply: int


@dataclass(frozen=True, slots=True)
class Terms:
    """What a chat may take. `schema`: JSON Schema of the reply, for endpoints that hold a model to one."""

    deadline_s: float
    reply_tokens: int
    schema: dict[str, object] | None = None


# Yields the reply piece by piece and may end with what it counted. Raises ModelFailed, at any piece; CallerLeft.
Chat = Callable[[Sequence[Message], Terms, Caller], Iterator[str | Counted]]
