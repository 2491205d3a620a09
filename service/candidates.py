"""A sentence that may answer, and the order of several."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from dateline.indexes.nouns import Hit
from dateline.service.bars import WEIGHED
from dateline.service.weights import Weights

IDENTIFIED = 0.6  # a sentence that says what the person is whom the question asks about; no encoder knows names


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, with the probability that it does and the signals that led there.

    `against`: what speaks against it, by name: "year", "name" or "kind"; some of it bars whatever the signals. `preference`: how much
    rather this one than others found for the same question, as a natural logarithm; only differences mean anything.
    """

    hit: Hit
    probability: float
    signals: Mapping[str, float]
    against: tuple[str, ...] = ()
    preference: float = -math.inf

    @property
    def is_barred(self) -> bool:
        """Whether it cannot be the answer whatever its signals."""
        return any(name not in WEIGHED for name in self.against)

    def likelihood(self, weights: Weights) -> float:
        """What the signals alone say, whatever bars it."""
        return weights.likelihood(self.signals)

    def under(self, weights: Weights) -> "Candidate":
        """The same sentence under other weights."""
        if self.is_barred:
            return self
        probability = self.likelihood(weights)
        return replace(
            self,
            probability=max(probability, IDENTIFIED) if self.signals["identifies"] else probability,
            preference=weights.preference(self.signals),
        )


def most(candidates: Iterable[Candidate]) -> float:
    """The probability of the likeliest; 0 of none."""
    return max((each.probability for each in candidates), default=0.0)


def ordered(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Best first: who says what the person is that the question asks about, then by preference; barred ones last."""
    return sorted(candidates, key=lambda each: (each.is_barred or not each.signals["identifies"], -each.preference))
