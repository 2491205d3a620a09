"""The wording, as files: loading, rendering, fingerprint."""

from dateline.prompts.loading import Prompt, PromptNotFound, load

__all__ = ["Prompt", "PromptNotFound", "load"]
