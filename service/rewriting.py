"""A follow-up made to stand alone by a language model, believed only as far as the conversation has every name and number of it."""

from collections.abc import Sequence
from dataclasses import replace

from pydantic import StrictStr

from dateline.service.caller import Caller
from dateline.service.chat import ModelFailed
from dateline.service.drafting import Model
from dateline.service.following import Turn, standalone, strangers
from dateline.service.forms import Form, filled
from dateline.service.nouns import MAX_QUESTION
from dateline.service.question import normalise
from dateline.service.words import stems_of

REPLY_TOKENS = 600  # thinking included
_KEPT = 0.5  # share of the follow-up's words of meaning; "that" and "the other one" may go
_QUOTED = 400  # characters of an answer's sentence that the model sees


class _Reply(Form):
    question: StrictStr


def rewritten(model: Model, question: str, turns: Sequence[Turn], caller: Caller) -> str:
    """The question as the model would have it stand alone; by the rules where it fails, or asks for something else.

    Every word of meaning has to be one of the conversation's or the follow-up's, most of the follow-up's have to stay, and of its
    names and numbers all.
    """
    by_rules = standalone(question, turns)
    shown = [replace(turn, question=normalise(turn.question), quotes=_short(turn.quotes)) for turn in turns]
    try:
        reply = filled(_Reply, model, caller, reply_tokens=REPLY_TOKENS, turns=shown, question=normalise(question))
    except ModelFailed:
        return by_rules
    found = normalise(reply.question)
    if not 0 < len(found) <= MAX_QUESTION or strangers(found, question, turns) or strangers(question, found, ()):
        return by_rules
    return found if _asks_the_same(found, question, turns) else by_rules


def _asks_the_same(found: str, question: str, turns: Sequence[Turn]) -> bool:
    asked, rest = stems_of(question), stems_of(found)
    said = asked.union(*(stems_of(text) for turn in turns for text in (turn.question, *turn.quotes, *turn.speakers)))
    return bool(rest) and rest <= said and len(asked & rest) >= _KEPT * len(asked)


def _short(quotes: Sequence[str]) -> tuple[str, ...]:
    return tuple(normalise(quote)[:_QUOTED] for quote in quotes)
