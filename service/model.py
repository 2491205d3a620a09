"""Drafting with a language model: it chooses and orders among the candidates; if it fails, the keyless draft comes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dateline.indexes.nouns import MAX_QUOTE
from dateline.prompts import Prompt
from dateline.service import answerable, choosing
from dateline.service.answerable import Verdict
from dateline.service.choosing import ModelFailed, choose
from dateline.service.nouns import Generator
from dateline.service.pipeline import Draft, Drafted
from dateline.service.question import Reading
from dateline.service.quotes import claim_of

MAX_SHOWN = 12  # candidates; what a 4,000-token context holds when each is as long as a passage may be


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chat."""

    role: Literal["system", "user"]
    content: str


Chat = Callable[[Sequence[Message], float], str]  # messages, total deadline in seconds; raises ModelFailed


def model_draft(*, chat: Chat, model_name: str, prompt: Prompt, deadline_s: float, fallback: Draft) -> Draft:
    """A drafter that asks `chat` once, with `deadline_s` seconds for everything, and answers without it if it fails.

    `chat` is the only owner of retries. The fallback's draft then carries the failure as its `degraded_reason`.
    """

    def ask(system: str, user: str) -> str:
        return chat((Message("system", system), Message("user", user)), deadline_s)

    def draft(reading: Reading, verdict: Verdict) -> Drafted:
        usable = [candidate for candidate in verdict.candidates if len(candidate.hit.passage.text) <= MAX_QUOTE]
        if not usable:
            return fallback(reading, verdict)
        shown = [_shown(number, candidate) for number, candidate in enumerate(usable[:MAX_SHOWN], start=1)]
        try:
            numbers = choose(reading.standalone, shown, prompt=prompt, ask=ask)
        except ModelFailed as failure:
            return replace(fallback(reading, verdict), degraded_reason=failure.reason)
        claims = [claim_of(usable[number - 1]) for number in numbers]
        return Drafted(claims=claims, generator=Generator("model", model_name, prompt.fingerprint))

    return draft


def _shown(number: int, candidate: answerable.Candidate) -> choosing.Candidate:
    revision = candidate.hit.revision
    date = revision.published_at.date().isoformat() if revision.published_at else None
    return choosing.Candidate(
        number=number,
        quote=candidate.hit.passage.text,
        source=revision.source,
        date=date,
    )
