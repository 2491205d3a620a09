"""A language model as a chooser: it points at passages and orders them; what it writes is compared, never shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import BaseModel, ConfigDict, StrictInt, StrictStr, ValidationError

from dateline.prompts import Prompt

MAX_CHOSEN = 3

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
    "nothing_valid",  # a well-formed reply, but not one of its quotes is a whole passage of that number
]
Ask = Callable[[str, str], str]  # system, user -> the model's reply


class ModelFailed(Exception):
    """The model gave nothing that can be used. Carries a reason from a closed set, and no text of anyone's."""

    def __init__(self, reason: Failure) -> None:
        super().__init__(reason)
        self.reason: Failure = reason


@dataclass(frozen=True, slots=True)
class Candidate:
    """A whole passage that the model may choose, under the number that it sees."""

    number: int
    quote: str
    source: str | None
    date: str | None  # ISO 8601 day; None: undated


class _Chosen(BaseModel):
    model_config = ConfigDict(extra="forbid")

    source: StrictInt
    quote: StrictStr


class _Reply(BaseModel):
    model_config = ConfigDict(extra="forbid")

    quotes: list[_Chosen]


def choose(question: str, candidates: Sequence[Candidate], *, prompt: Prompt, ask: Ask) -> tuple[int, ...]:
    """The numbers of the chosen candidates in the model's order: 1 to 3 of them, each once.

    An entry counts only if its quote is, white space folded, letter for letter the whole candidate of exactly its
    number. Raises ModelFailed: "malformed" for a reply that is not the JSON asked for, "nothing_valid" when no entry
    counts, and whatever `ask` raises.
    """
    shown = [_on_one_line(candidate) for candidate in candidates]
    user = prompt.part("user", candidates=shown, question=_folded(question))
    reply = _parsed(ask(prompt.part("system"), user))
    whole = {candidate.number: candidate.quote for candidate in shown}
    valid = (entry.source for entry in reply.quotes if whole.get(entry.source) == _folded(entry.quote))
    if numbers := tuple(dict.fromkeys(valid))[:MAX_CHOSEN]:
        return numbers
    raise ModelFailed("nothing_valid")


def _parsed(reply: str) -> _Reply:
    """The reply as strict JSON; one repair: what is around the outermost braces (a code fence, prose) is dropped."""
    for text in (reply, reply[reply.find("{") : reply.rfind("}") + 1]):
        try:
            return _Reply.model_validate_json(text)
        except ValidationError:
            continue
    raise ModelFailed("malformed")


def _on_one_line(candidate: Candidate) -> Candidate:
    """Without line breaks no passage, source or question can forge a line of the prompt."""
    source = None if candidate.source is None else _folded(candidate.source)
    return replace(candidate, quote=_folded(candidate.quote), source=source)


def _folded(text: str) -> str:
    return " ".join(text.split())
