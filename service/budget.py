"""What a model's part of an answer may cost: tokens of context, tokens of reply, money. Pure."""

import math
from dataclasses import dataclass

_BYTES_A_TOKEN = 3  # of UTF-8; English has 4 and more, so that an estimate errs on the dear side
_OVERHEAD = 8  # tokens of a message's frame
MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Prices:
    """US dollars for a million tokens."""

    prompt: float
    reply: float

    def cost(self, prompt_tokens: int, reply_tokens: int) -> float:
        """US dollars."""
        return (prompt_tokens * self.prompt + reply_tokens * self.reply) / MILLION


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that one answer may take. `cost_usd` counts only where prices are known."""

    prompt_tokens: int
    reply_tokens: int
    prices: Prices | None = None
    cost_usd: float | None = None

    @property
    def affordable_prompt(self) -> int:
        """Prompt tokens that both the context and the money allow, a reply of full length paid for."""
        if self.prices is None or self.cost_usd is None or self.prices.prompt == 0:
            return self.prompt_tokens if self._pays_for_reply() else 0
        left = self.cost_usd - self.prices.cost(0, self.reply_tokens)
        return max(0, min(self.prompt_tokens, math.floor(left / self.prices.prompt * MILLION)))

    def _pays_for_reply(self) -> bool:
        return self.prices is None or self.cost_usd is None or self.prices.cost(0, self.reply_tokens) <= self.cost_usd


def estimated(text: str) -> int:
    """Tokens of a text, estimated from its bytes, rather too many than too few for English."""
    return math.ceil(len(text.encode("utf-8", "replace")) / _BYTES_A_TOKEN)


def estimated_prompt(*messages: str) -> int:
    """The same for these messages with what frames them."""
    return sum(estimated(message) + _OVERHEAD for message in messages)
