"""What is fitted on: the questions of a folder with the sentences found for each, and copies of them that nothing answers."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.eval.gold import Case
from dateline.eval.metrics import Span, folded
from dateline.indexes.nouns import Hit
from dateline.indexes.retrieval import LIMIT, retrieve
from dateline.service.desk import Desk
from dateline.service.question import Reading, read

FOLDS = 5
_DEEPER = 4  # times as many hits are retrieved for an ablated copy, so that as many are left

Copy = Literal["asked", "ablated", "elsewhere"]


@dataclass(frozen=True, slots=True)
class Sample:
    """A question with the hits found for it and which of them answer; in a copy none does."""

    case: Case
    copy: Copy
    reading: Reading
    hits: tuple[Hit, ...]
    labels: Mapping[str, bool]  # by passage id; of a copy none is true

    @property
    def answerable(self) -> bool:
        """Whether the articles that it is asked of answer it."""
        return self.copy == "asked" and self.case.question.answerable

    @property
    def fold(self) -> int:
        """Which of the folds it belongs to, by the digest of its id; its ablated copy belongs to the same."""
        return int(hashlib.sha256(self.case.question.id.encode()).hexdigest(), 16) % FOLDS


def samples(asked: Sequence[Case], desk: Desk) -> list[Sample]:
    """Every question over the archive, and its copies."""
    found: list[Sample] = []
    for case in asked:
        reading, filters = read(case.question.asked()), case.question.filters()
        hits = retrieve(desk.store, reading.standalone, filters=filters, limit=LIMIT * _DEEPER).hits
        able = case.question.answerable
        labels = {hit.passage.id: able and answers(case, hit) for hit in hits[:LIMIT]}
        found.append(Sample(case, "asked", reading, tuple(hits[:LIMIT]), labels))
        world = case.question.id.split("-")[0]
        copies: dict[Copy, list[Hit]] = {
            "elsewhere": [hit for hit in hits if hit.passage.article_id.split("-")[0] != world]
        }
        if able:
            copies["ablated"] = [hit for hit in hits if not gives_away(case, hit)]
        for copy, left in copies.items():
            nothing = dict.fromkeys((hit.passage.id for hit in left[:LIMIT]), False)
            found.append(Sample(case, copy, reading, tuple(left[:LIMIT]), nothing))
    return found


def answers(case: Case, hit: Hit) -> bool:
    """Whether a sentence is evidence or carries all that is accepted."""
    text = folded(hit.passage.text)
    carries = [any(folded(one) in text for one in group) for group in case.expected.accepted]
    return _is_evidence(case, hit) or (bool(carries) and all(carries))


def gives_away(case: Case, hit: Hit) -> bool:
    """Whether a sentence is evidence or carries anything that is accepted."""
    text = folded(hit.passage.text)
    return _is_evidence(case, hit) or any(folded(one) in text for group in case.expected.accepted for one in group)


def _is_evidence(case: Case, hit: Hit) -> bool:
    place = Span(hit.passage.article_id, hit.passage.start, hit.passage.end, hit.revision.number)
    return any(span.overlaps(place) for group in case.expected.evidence for span in group)
