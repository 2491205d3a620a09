"""Drafters with a model behind a scripted endpoint, or behind a function, as tests need them."""

from collections.abc import Iterator, Sequence

from newsroom import keyless

from dateline import prompts
from dateline.service.budget import Budget
from dateline.service.caller import Caller
from dateline.service.chat import Chat, Counted, Message, Terms
from dateline.service.drafting import Model, model_draft
from dateline.service.openai_chat import chat
from dateline.service.pipeline import Draft

PROMPT = prompts.load("answer")
BUDGET = Budget(prompt_tokens=6000, reply_tokens=1000)
MARK = "==mark=="


def model(chatting: Chat, *, name: str = "m-1", deadline_s: float = 10.0, budget: Budget = BUDGET) -> Model:
    """A model with the real prompt and a mark that is known."""
    return Model(name, chatting, PROMPT, deadline_s, budget, mark=lambda: MARK)


def drafter_at(url: str, *, key: str | None = None, deadline_s: float = 10.0, fallback: Draft = keyless) -> Draft:
    """A drafter with the real client."""
    return model_draft(model(chat(base_url=url, api_key=key, model="m-1"), deadline_s=deadline_s), fallback)


def replying(*pieces: str | Counted, seen: list[Message] | None = None) -> Chat:
    """A chat that says this whatever it is asked; what it was asked goes to `seen`."""

    def ask(messages: Sequence[Message], _terms: Terms, _caller: Caller) -> Iterator[str | Counted]:
        if seen is not None:
            seen.extend(messages)
        yield from pieces

    return ask


def whole_reply(chatting: Chat, *messages: Message, deadline_s: float = 10.0) -> str:
    """Everything that a chat says to some messages."""
    pieces = chatting(messages, Terms(deadline_s, 500), Caller())
    return "".join(piece for piece in pieces if not isinstance(piece, Counted))
