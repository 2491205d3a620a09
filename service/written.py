"""What a model writes: claims with the numbers of the passages that carry them, read strictly while they come in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr, ValidationError
from pydantic_core import from_json

from dateline.service.chat import ModelFailed

MAX_CLAIMS = 6  # more are not read
MOST_PASSAGES = 3  # of a claim


@dataclass(frozen=True, slots=True)
class Wording:
    """One claim as a model wrote it. Nothing of it is believed."""

    text: str
    passages: tuple[int, ...]  # the numbers under which the model saw them


class _Claim(BaseModel):
    model_config = ConfigDict(extra="forbid", title="claim")

    text: StrictStr
    passages: Annotated[list[StrictInt], Field(min_length=1)]


class _Begun(BaseModel):
    claims: list[object]


class _Reply(BaseModel):
    model_config = ConfigDict(extra="forbid", title="reply")

    claims: list[_Claim]


def schema() -> dict[str, object]:
    """The JSON Schema of a reply, for endpoints that can hold a model to one."""
    claim = {
        "type": "object",
        "properties": {"text": {"type": "string"}, "passages": {"type": "array", "items": {"type": "integer"}}},
        "required": ["text", "passages"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"claims": {"type": "array", "items": claim}},
        "required": ["claims"],
        "additionalProperties": False,
    }


def wordings(pieces: Iterable[str]) -> Iterator[Wording]:
    """Each claim as soon as it is whole: when the next one begins, or the reply has ended well.

    The reply is one JSON object, strictly; one repair: what is around the outermost braces (a code fence, prose) is dropped.
    Raises ModelFailed ("malformed"), also after claims were yielded, and whatever `pieces` raises.
    """
    text, given = "", list[_Claim]()
    for piece in pieces:
        text += piece
        if "{" not in piece:  # no claim begins here
            continue
        for claim in _begun(text)[len(given) :]:
            given.append(claim)
            yield _wording(claim)
            if len(given) == MAX_CLAIMS:
                return
    whole = _parsed(text).claims
    if whole[: len(given)] != given:
        raise ModelFailed("malformed")
    yield from map(_wording, whole[len(given) : MAX_CLAIMS])


def _wording(claim: _Claim) -> Wording:
    return Wording(claim.text, tuple(dict.fromkeys(claim.passages)))


def _begun(text: str) -> list[_Claim]:
    """The claims of a reply that is still coming in, without the last, which may not be whole. Raises ModelFailed."""
    try:
        begun = _Begun.model_validate(from_json(text[max(0, text.find("{")) :], allow_partial=True))
    except ValueError:
        return []  # no such JSON yet, or behind it: the end will tell
    try:
        return [_Claim.model_validate(each) for each in begun.claims[:-1]]
    except ValidationError:
        raise ModelFailed("malformed") from None


def _parsed(reply: str) -> _Reply:
    for text in (reply, reply[reply.find("{") : reply.rfind("}") + 1]):
        try:
            return _Reply.model_validate_json(text)
        except ValidationError:
            continue
    raise ModelFailed("malformed")
