"""A form that a language model fills in: one prompt, one JSON object of named fields, read strictly."""

from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from dateline.service.caller import Caller
from dateline.service.chat import Counted, Message, ModelFailed, Terms
from dateline.service.drafting import Model


class Form(BaseModel):
    """Fields that a reply has to have, each of a JSON type of its own, and nothing besides."""

    model_config = ConfigDict(extra="forbid")


_Filled = TypeVar("_Filled", bound=Form)


def filled(form: type[_Filled], model: Model, caller: Caller, *, reply_tokens: int, **values: object) -> _Filled:
    """The form as the model fills it in, in what is left of the deadline that this caller's models share.

    `values`: what the prompt's user part needs beside the mark. Raises ModelFailed, "malformed" for anything but the form;
    CallerLeft.
    """
    user = model.prompt.part("user", **values, mark=model.mark())
    messages = (Message("system", model.prompt.part("system")), Message("user", user))
    terms = Terms(max(0.0, caller.left_s(model.deadline_s)), reply_tokens, _schema(form))
    reply = "".join(piece for piece in model.chat(messages, terms, caller) if not isinstance(piece, Counted))
    try:
        return form.model_validate_json(reply)
    except ValidationError:
        raise ModelFailed("malformed") from None  # pydantic's error has the reply's words


def _schema(form: type[Form]) -> dict[str, object]:
    """The JSON Schema of a form, without the titles that pydantic gives it."""
    fields: dict[str, dict[str, Any]] = form.model_json_schema()["properties"]
    return {
        "type": "object",
        "properties": {name: {"type": each["type"]} for name, each in fields.items()},
        "required": list(fields),
        "additionalProperties": False,
    }
