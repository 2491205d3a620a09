"""What a written sentence is held against: one or two passages of an article, and what frames them. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateline.indexes.nouns import Passage, Revision
from dateline.service.lexicon import sentences_before

Flaw = Literal[
    "number", "unit", "scope", "date", "name", "role", "negation", "hedge", "direction", "speaker", "addition"
]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One or two neighbouring passages of a revision that are held against a claim, and what frames them."""

    revision: Revision
    passages: tuple[Passage, ...]

    @property
    def text(self) -> str:
        """Their words."""
        return " ".join(passage.text for passage in self.passages)

    def is_within(self, other: "Evidence") -> bool:
        """Whether all its passages are among another's."""
        return self.revision == other.revision and set(self.passages) <= set(other.passages)

    @property
    def published(self) -> date | None:
        """The day that "Tuesday" leans on."""
        return None if self.revision.published_at is None else self.revision.published_at.date()

    @property
    def framing(self) -> str:
        """The title, the two sentences before, and the lead: what pronouns may stand for."""
        return " ".join(self.frames)

    @property
    def frames(self) -> Iterator[str]:
        """The same, one text after the other."""
        yield f"{self.revision.title or ''}."
        yield self.revision.passages[0].text
        yield from (each.text for each in sentences_before(self.revision, self.passages[0]))

    @property
    def sentences(self) -> Iterator[str]:
        """Its own words first, then the title and every sentence of the article."""
        yield self.text
        yield self.revision.title or ""
        yield from (passage.text for passage in self.revision.passages)
