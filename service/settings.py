"""Settings, from the environment, read once by the app factory and the command line. Nothing below them reads these."""

from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Every setting has a default that works on arrival, without a key. An empty variable is none."""

    model_config = SettingsConfigDict(env_prefix="DATELINE_", env_ignore_empty=True, frozen=True)

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
    llm_url: str | None = Field(default=None, description="base URL of an OpenAI-compatible endpoint for answers")
    llm_model: str | None = Field(
        default=None, description="its model; without one, answers are quotes chosen without a model"
    )
    llm_key: SecretStr | None = Field(default=None, description="its key, where it needs one")
    llm_deadline_s: float = Field(
        default=20.0, gt=0, le=600, description="seconds for the model's part of an answer, retry included"
    )
    embed_url: str | None = Field(default=None, description="base URL of an OpenAI-compatible endpoint for embeddings")
    embed_model: str | None = Field(
        default=None, description="its model; without one, the two embedded encoders are used"
    )
    embed_key: SecretStr | None = Field(default=None, description="its key, where it needs one")

    @model_validator(mode="after")
    def _endpoints_name_their_model(self) -> Self:
        for kind, url, model in (("LLM", self.llm_url, self.llm_model), ("EMBED", self.embed_url, self.embed_model)):
            if url is not None and model is None:
                raise ValueError(f"DATELINE_{kind}_URL is set and DATELINE_{kind}_MODEL is not: name the model")
        return self
