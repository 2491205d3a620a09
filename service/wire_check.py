"""What is answered over the wire about a checked draft."""

from typing import Literal

from pydantic import BaseModel

from dateline.service.check.evidence import Flaw
from dateline.service.check.path import Draft
from dateline.service.wire import CitationBody, CoverageBody, Sent


class CheckedBody(Sent):
    """A sentence of the text: characters `start` to `end` of it, in Unicode code points.

    `reason`: what of it the articles don't carry; null where it is supported, or where nothing here is about it.
    """

    text: str
    start: int
    end: int
    verdict: Literal["supported", "contradicted", "not_found"]
    reason: Flaw | None
    citations: list[int]


class DraftBody(BaseModel):
    """The sentences in order, and what is quoted for and against them."""

    sentences: list[CheckedBody]
    citations: list[CitationBody]
    coverage: CoverageBody
    snapshot: str


def draft_body(draft: Draft) -> DraftBody:
    """A checked draft, as it is sent."""
    return DraftBody(
        sentences=[CheckedBody.model_validate(each) for each in draft.sentences],
        citations=[CitationBody.model_validate(each) for each in draft.citations],
        coverage=CoverageBody.model_validate(draft.coverage),
        snapshot=draft.snapshot,
    )
