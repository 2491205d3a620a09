"""A second model as a judge of written claims: it may veto what our checks let through, and never approves anything."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import StrictBool

from dateline.service.caller import Caller
from dateline.service.chat import ModelFailed
from dateline.service.check.evidence import Evidence
from dateline.service.drafting import Model, as_seen
from dateline.service.forms import Form, filled
from dateline.service.question import normalise


@dataclass(frozen=True, slots=True)
class _Quotation:
    text: str
    source: str | None
    date: str | None


class _Verdict(Form):
    carried: StrictBool


def vetoed(judge: Model, wording: str, evidence: Sequence[Evidence], caller: Caller) -> str | None:
    """ "veto", or "unjudged" when the judge gave no usable verdict in time; None: it has nothing against the wording.

    It has what is left of the deadline that the answer's model shares with it. A judge that somebody asked for and that does not
    judge lets nothing through: that costs polish, not the answer.
    """
    quotes = [_Quotation(*as_seen(passage, each.revision)) for each in evidence for passage in each.passages]
    tokens = judge.budget.reply_tokens
    try:
        verdict = filled(_Verdict, judge, caller, reply_tokens=tokens, quotes=quotes, sentence=normalise(wording))
    except ModelFailed:
        return "unjudged"
    return None if verdict.carried else "veto"
