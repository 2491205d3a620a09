"""Drafting with a language model: it words claims and names the passages that carry them; if it fails, the keyless draft comes."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from dateline.indexes.nouns import MAX_QUOTE, Passage, Revision
from dateline.prompts import Prompt
from dateline.service.answerable import Candidate, Verdict
from dateline.service.budget import Budget, estimated, estimated_prompt
from dateline.service.caller import Caller
from dateline.service.chat import Chat, Counted, Message, ModelFailed, Terms
from dateline.service.nouns import DraftClaim, Generator, Usage
from dateline.service.pipeline import Draft, Outcome
from dateline.service.question import Reading, normalise
from dateline.service.quotes import written_claim
from dateline.service.written import MOST_PASSAGES, schema, wordings

MAX_SHOWN = 16  # passages
LIKELY = 0.5  # confidence from which a model that finds no answer is not believed


def fresh_mark() -> str:
    """What fences a request's passages off: no passage can know it."""
    return f"=={secrets.token_hex(8)}=="


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage as the model sees it: on one line, without characters that cannot be seen."""

    number: int
    quote: str
    source: str | None
    date: str | None  # ISO 8601 day; None: undated


@dataclass(frozen=True, slots=True)
class Model:
    """A model to draft with. `chat` is the only owner of retries; `deadline_s` is for everything that it does for one answer."""

    name: str
    chat: Chat
    prompt: Prompt
    deadline_s: float
    budget: Budget
    mark: Callable[[], str] = field(default=fresh_mark)  # of one request


def model_draft(model: Model, fallback: Draft) -> Draft:
    """A drafter that asks a model once and passes its claims on as they come in.

    If it fails, the fallback's claims come, behind those that came already, with the failure as `degraded_reason`. Where all
    that somebody said is asked for, or a premise is corrected, the quotes are the answer and no model is asked. A model that
    finds no answer is believed where the rules hold theirs for less likely than not.
    """

    def draft(reading: Reading, verdict: Verdict, caller: Caller) -> Iterator[DraftClaim | Outcome]:
        usable = usable_of(verdict, verdict.candidates)
        if not usable:
            yield from fallback(reading, verdict, caller)
            return
        request = request_of(model, reading, usable)
        told = 0
        try:
            for claim in _claims(model, request, caller):
                told += 1
                yield claim
        except ModelFailed as failure:
            generator = generator_of(model) if told else None
            yield from _instead(fallback(reading, verdict, caller), failure, request.usage, generator)
            return
        if not told and verdict.confidence >= LIKELY:
            yield from fallback(reading, verdict, caller)
            return
        yield Outcome(generator_of(model), usage=request.usage)

    return draft


@dataclass(slots=True)
class Request:
    """What a model is asked for one answer, and what that takes."""

    messages: tuple[Message, ...]
    shown: Sequence[Candidate]
    usage: Usage

    def reply(self, model: Model, caller: Caller, schema: dict[str, object] | None) -> Iterator[str]:
        """The model's reply as it comes; then `usage` says what it took. Raises ModelFailed, CallerLeft."""
        if not self.shown:
            raise ModelFailed("over_budget")
        terms = Terms(caller.left_s(model.deadline_s), model.budget.reply_tokens, schema)
        read: list[str] = []
        try:
            for piece in model.chat(self.messages, terms, caller):
                if isinstance(piece, Counted):
                    self.usage = replace(
                        self.usage, prompt_tokens=piece.prompt, reply_tokens=piece.reply, estimated=False
                    )
                else:
                    read.append(piece)
                    yield piece
        finally:
            self.usage = _priced(self.usage, model.budget, "".join(read))


def usable_of(verdict: Verdict, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those of an answer's candidates that a model may see. None where it is not to be asked, as the quotes are the answer:
    all that somebody said is asked for, or a premise is corrected."""
    if verdict.is_everything or verdict.reason is not None:
        return []
    return [each for each in candidates if _may_see(each)]


def _may_see(candidate: Candidate) -> bool:
    """Whether a model may see a passage: nothing too long to quote, and no line that gives orders to whoever reads."""
    return len(candidate.hit.passage.text) <= MAX_QUOTE and "addressed" not in candidate.against


def request_of(model: Model, reading: Reading, usable: Sequence[Candidate]) -> Request:
    """The prompt with as many passages, likeliest first, as the budget has room for; none: no passages."""
    allowed, system, mark = model.budget.affordable_prompt, model.prompt.part("system"), model.mark()
    shown = list(usable[:MAX_SHOWN])
    while True:
        lines = [
            Shown(number, *as_seen(each.hit.passage, each.hit.revision)) for number, each in enumerate(shown, start=1)
        ]
        user = model.prompt.part("user", candidates=lines, question=normalise(reading.standalone), mark=mark)
        tokens = estimated_prompt(system, user)
        if tokens <= allowed or not shown:
            break
        shown.pop()
    usage = Usage(
        passages=len(shown),
        passages_left_out=len(usable) - len(shown),
        prompt_tokens=tokens,
        prompt_tokens_allowed=allowed,
        reply_tokens=0,
        reply_tokens_allowed=model.budget.reply_tokens,
        estimated=True,
        cost_usd=None,
        cost_usd_allowed=model.budget.cost_usd,
    )
    return Request((Message("system", system), Message("user", user)), shown, usage)


def _claims(model: Model, request: Request, caller: Caller) -> Iterator[DraftClaim]:
    """What the model writes, with the passages that it names. Raises ModelFailed; "nothing_valid": none was shown to it."""
    said, valid = 0, 0
    for wording in wordings(request.reply(model, caller, schema())):
        said += 1
        named = [request.shown[number - 1] for number in wording.passages if 0 < number <= len(request.shown)]
        if named and len(named) == len(wording.passages) <= MOST_PASSAGES:
            valid += 1
            yield written_claim(named, " ".join(wording.text.split()))
    if said and not valid:
        raise ModelFailed("nothing_valid")


def _priced(usage: Usage, budget: Budget, reply: str) -> Usage:
    tokens = estimated(reply) if usage.estimated else usage.reply_tokens
    cost = None if budget.prices is None else round(budget.prices.cost(usage.prompt_tokens, tokens), 6)
    return replace(usage, reply_tokens=tokens, cost_usd=cost)


def _instead(
    claims: Iterator[DraftClaim | Outcome], failure: ModelFailed, usage: Usage, generator: Generator | None
) -> Iterator[DraftClaim | Outcome]:
    """The fallback's claims with the failure. `generator`: the model, where it had a part in the answer before it failed."""
    for each in claims:
        if isinstance(each, Outcome):
            yield Outcome(generator or each.generator, degraded_reason=failure.reason, usage=usage)
        else:
            yield each


def generator_of(model: Model) -> Generator:
    """Who an answer is by in which a model had a part."""
    return Generator("model", model.name, model.prompt.fingerprint)


def as_seen(passage: Passage, revision: Revision) -> tuple[str, str | None, str | None]:
    """A passage as a model sees it: its words on one line, its source, and its day (ISO 8601); None: not known."""
    day = None if revision.published_at is None else revision.published_at.date().isoformat()
    source = None if revision.source is None else normalise(revision.source)
    return normalise(passage.text), source, day
