"""Which models there are, from the settings: who drafts, who checks, who may veto. Clients are imported when one is asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dateline.indexes.embedding import Embedder, keyless
from dateline.prompts import load
from dateline.service.breaker import Breaker, guarded
from dateline.service.budget import Budget, Prices
from dateline.service.caller import Caller
from dateline.service.check.carried import unsupported
from dateline.service.check.evidence import Evidence
from dateline.service.drafting import Model, model_draft
from dateline.service.following import Turn, standalone
from dateline.service.glossing import gloss_draft
from dateline.service.pipeline import Draft
from dateline.service.quotes import keyless_draft
from dateline.service.rewriting import rewritten
from dateline.service.settings import Settings
from dateline.service.veto import vetoed

OPENAI = "https://api.openai.com/v1"
JUDGE_TOKENS = 1000  # of a verdict, thinking included

Rewrite = Callable[[str, Sequence[Turn], Caller], str]
Carries = Callable[[str, Sequence[Evidence], Caller], str | None]  # why a wording is not carried; None: it is


def by_rules(question: str, turns: Sequence[Turn], _caller: Caller) -> str:
    """A follow-up made to stand alone without a model."""
    return standalone(question, turns)


def nothing_is_carried(_wording: str, _evidence: Sequence[Evidence], _caller: Caller) -> str | None:
    """Where no model writes, no wording is shown."""
    return "unchecked"


@dataclass(frozen=True, slots=True)
class Models:
    """What models do, where there are any; without, what is done in their place."""

    draft: Draft = keyless_draft
    rewrite: Rewrite = by_rules
    carries: Carries = nothing_is_carried


def models(settings: Settings) -> Models:
    """Who drafts, who makes follow-ups stand alone, and what holds a model's wordings against their quotes: our checks, then the
    veto of a judge where one is set. The embedded model is too small for follow-ups. Raises what an address or key is wrong with.
    """
    if settings.llm is None and settings.llm_model is None:
        return Models()
    judge = _judging(settings)

    def carries(wording: str, evidence: Sequence[Evidence], caller: Caller) -> str | None:
        reason = unsupported(wording, evidence)
        return vetoed(judge, wording, evidence, caller) if reason is None and judge is not None else reason

    if settings.llm == "embedded":
        return Models(gloss_draft(_embedded(settings), keyless_draft), by_rules, carries)
    drafting = _drafting(settings)
    rewriting = replace(drafting, prompt=load("standalone"))

    def rewrite(question: str, turns: Sequence[Turn], caller: Caller) -> str:
        return rewritten(rewriting, question, turns, caller)

    return Models(model_draft(drafting, keyless_draft), rewrite, carries)


def embedder(settings: Settings) -> Embedder:
    """The embedded encoders, or an endpoint. Raises EmbeddingFailed."""
    if settings.embed_model is None:
        return keyless()
    from dateline.service.openai_embeddings import embeddings  # a second to import, for those who use an endpoint

    key = settings.embed_key.get_secret_value() if settings.embed_key else None
    return embeddings(base_url=settings.embed_url or OPENAI, api_key=key, model=settings.embed_model)


def _drafting(settings: Settings) -> Model:
    assert settings.llm_model is not None  # the settings say so before this is asked
    budget = Budget(settings.llm_prompt_tokens, settings.llm_reply_tokens, _prices(settings), settings.llm_max_cost)
    key = settings.llm_key.get_secret_value() if settings.llm_key else None
    return _model(settings, settings.llm_url or OPENAI, key, settings.llm_model, "answer", budget)


def _embedded(settings: Settings) -> Model:
    from dateline.service import embedded_llm

    budget = Budget(embedded_llm.PROMPT_TOKENS, embedded_llm.REPLY_TOKENS)
    return _model(settings, embedded_llm.address(), None, embedded_llm.NAME, "gloss", budget)


def _judging(settings: Settings) -> Model | None:
    if settings.judge_model is None:
        return None
    key = settings.judge_key.get_secret_value() if settings.judge_key else None
    budget = Budget(settings.llm_prompt_tokens, JUDGE_TOKENS)
    return _model(settings, settings.judge_url or OPENAI, key, settings.judge_model, "veto", budget)


def _model(settings: Settings, url: str, key: str | None, name: str, prompt: str, budget: Budget) -> Model:
    from dateline.service.openai_chat import chat  # a second to import, for those who use a model

    guarded_chat = guarded(chat(base_url=url, api_key=key, model=name), Breaker())
    return Model(name, guarded_chat, load(prompt), settings.llm_deadline_s, budget)


def _prices(settings: Settings) -> Prices | None:
    if settings.llm_prompt_price is None or settings.llm_reply_price is None:
        return None
    return Prices(settings.llm_prompt_price, settings.llm_reply_price)
