"""Settings, from the environment, read once by the app factory and the command line. Nothing below them reads these."""

from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Every setting has a default that works on arrival, without a key. An empty variable is none."""

    model_config = SettingsConfigDict(
        env_prefix="DATELINE_", env_ignore_empty=True, frozen=True, hide_input_in_errors=True
    )

    data: Path = Field(default=Path("data"), description="the data folder")
    database_url: str | None = Field(
        default=None, description="SQL database of the archive; default: SQLite in the data folder"
    )
    chroma_url: str | None = Field(
        default=None, description="a Chroma server; default: embedded Chroma in the data folder"
    )
    api_keys: str = Field(
        default="", description="comma-separated keys that may write; without any, everyone who reaches the port may"
    )
    strict: bool = Field(
        default=False, description="1: answer only what is nearly certain, and refuse the rest; default: off"
    )
    llm: Literal["embedded"] | None = Field(
        default=None,
        description="`embedded`: a small language model of its own, on this machine, after `make embedded`",
    )
    llm_url: str | None = Field(default=None, description="base URL of an OpenAI-compatible endpoint for answers")
    llm_model: str | None = Field(
        default=None, description="its model; without one, answers are quotes chosen without a model"
    )
    llm_key: SecretStr | None = Field(default=None, description="its key, where it needs one")
    llm_deadline_s: float = Field(
        default=20.0, gt=0, le=600, description="seconds for all that models do for an answer, retry and judge included"
    )
    llm_prompt_tokens: int = Field(
        default=6000, ge=500, le=1_000_000, description="the most tokens of context that an answer may take"
    )
    llm_reply_tokens: int = Field(
        default=2000, ge=50, le=100_000, description="the most tokens that a reply may have, thinking included"
    )
    llm_prompt_price: float | None = Field(
        default=None, ge=0, description="US dollars for a million prompt tokens, for the cost that answers state"
    )
    llm_reply_price: float | None = Field(default=None, ge=0, description="the same for reply tokens")
    llm_max_cost: float | None = Field(
        default=None, ge=0, description="the most US dollars that an answer may cost; needs both prices"
    )
    judge_url: str | None = Field(default=None, description="base URL of an endpoint for a judge of written claims")
    judge_model: str | None = Field(
        default=None, description="its model, which may veto what the checks let through; default: no judge"
    )
    judge_key: SecretStr | None = Field(default=None, description="its key, where it needs one")
    embed_url: str | None = Field(default=None, description="base URL of an OpenAI-compatible endpoint for embeddings")
    embed_model: str | None = Field(
        default=None, description="its model; without one, the two embedded encoders are used"
    )
    embed_key: SecretStr | None = Field(default=None, description="its key, where it needs one")

    @model_validator(mode="after")
    def _endpoints_name_their_model(self) -> Self:
        for kind, url, model in (
            ("LLM", self.llm_url, self.llm_model),
            ("JUDGE", self.judge_url, self.judge_model),
            ("EMBED", self.embed_url, self.embed_model),
        ):
            if url is not None and model is None:
                raise ValueError(f"DATELINE_{kind}_URL is set and DATELINE_{kind}_MODEL is not: name the model")
        if self.llm is not None and self.llm_model is not None:
            raise ValueError("DATELINE_LLM and DATELINE_LLM_MODEL are both set: one model drafts, unset the other")
        if (self.llm_prompt_price is None) is not (self.llm_reply_price is None):
            raise ValueError("set both DATELINE_LLM_PROMPT_PRICE and DATELINE_LLM_REPLY_PRICE, or neither")
        if self.llm_max_cost is not None and self.llm_prompt_price is None:
            raise ValueError("DATELINE_LLM_MAX_COST needs DATELINE_LLM_PROMPT_PRICE and DATELINE_LLM_REPLY_PRICE")
        return self
