"""A second model as a judge of written claims: it may veto what our checks let through, and never approves anything."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, StrictBool, ValidationError

from dateline.service.caller import Caller
from dateline.service.chat import Counted, Message, ModelFailed, Terms
from dateline.service.check.evidence import Evidence
from dateline.service.drafting import Model
from dateline.service.question import normalise


@dataclass(frozen=True, slots=True)
class _Quotation:
    text: str
    source: str | None
    date: str | None


class _Verdict(BaseModel):
    model_config = ConfigDict(extra="forbid")

    carried: StrictBool


def vetoed(judge: Model, wording: str, evidence: Sequence[Evidence], caller: Caller) -> str | None:
    """ "veto", or "unjudged" when the judge gave no usable verdict in time; None: it has nothing against the wording.

    It has what is left of the deadline that the answer's model shares with it. A judge that somebody asked for and that does not
    judge lets nothing through: that costs polish, not the answer.
    """
    quotes = [
        _Quotation(
            normalise(passage.text),
            None if each.revision.source is None else normalise(each.revision.source),
            _day(each),
        )
        for each in evidence
        for passage in each.passages
    ]
    user = judge.prompt.part("user", quotes=quotes, sentence=normalise(wording), mark=judge.mark())
    messages = (Message("system", judge.prompt.part("system")), Message("user", user))
    terms = Terms(max(0.0, caller.left_s(judge.deadline_s)), judge.budget.reply_tokens, _SCHEMA)
    try:
        reply = "".join(piece for piece in judge.chat(messages, terms, caller) if not isinstance(piece, Counted))
        return None if _Verdict.model_validate_json(reply).carried else "veto"
    except (ModelFailed, ValidationError):
        return "unjudged"


def _day(evidence: Evidence) -> str | None:
    return None if evidence.published is None else evidence.published.isoformat()


_SCHEMA: dict[str, object] = {
    "type": "object",
    "properties": {"carried": {"type": "boolean"}},
    "required": ["carried"],
    "additionalProperties": False,
}
