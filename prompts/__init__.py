"""The wording, as files: loading, rendering, fingerprint."""

from dateline.prompts.loading import Prompt, PromptNotFound, load, names

__all__ = ["Prompt", "PromptNotFound", "load", "names"]
