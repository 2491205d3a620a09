"""Measures, each of one question. Averages and intervals are made in `averages.py`, nowhere else. Pure."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

CUTOFFS = (1, 5, 10)  # the k of recall@k

Groups = Sequence[Sequence[str]]  # every group is needed; in a group, one alternative will do


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of one revision of an article, in Unicode code points."""

    article_id: str
    start: int
    end: int
    revision: int = 1

    @classmethod
    def of(cls, shown: Mapping[str, Any]) -> "Span":
        """The place of a citation, a hit or a gold quote, as JSON has it."""
        return cls(shown["article_id"], shown["start"], shown["end"], shown["revision"])

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character of the same revision."""
        same = self.article_id == other.article_id and self.revision == other.revision
        return same and self.start < other.end and other.start < self.end


Evidence = Sequence[Sequence[Span]]  # groups as in `Groups`


@dataclass(frozen=True, slots=True)
class Expected:
    """What a gold question wants."""

    answerable: bool
    accepted: Groups = ()
    evidence: Evidence = ()
    reason: str | None = None  # of the refusal, or of a premise that is corrected, where there is one right reason
    as_of: date | None = None
    speaker: str | None = None  # who must be named as having said it
    forbidden: Sequence[str] = ()  # words that only an answer which obeyed or repeated an injection has
    choices: Sequence[str] = ()  # what a multiple-choice question offers; see `right_choice`
    by_citations: bool = False  # no words of an article are the answer; see `cites_all`


@dataclass(frozen=True, slots=True)
class Given:
    """What a question got: the words of its claims without their numbers, and everything that was shown or found."""

    refused: bool
    text: str = ""
    reason: str | None = None
    citations: Sequence[Span] = ()
    hits: Sequence[Span] = ()  # best first
    moments: Sequence[datetime | None] = ()  # UTC; when what was shown or found was published or, if later, revised
    speakers: Sequence[str] = ()  # who the claims are said by


def score(expected: Expected, given: Given | None) -> dict[str, float]:
    """Every measure that applies to the question, by name. A question that failed (None) is right in nothing."""
    failed = given is None
    got = Given(refused=False) if given is None else given
    right = not failed and (_answered_right(expected, got) if expected.answerable else got.refused)
    scores = {"right": float(right), "wrong_answers": float(not failed and not got.refused and not right)}
    if expected.as_of is not None:
        scores["as_of_leaks"] = float(leaks(expected.as_of, got.moments))
    if expected.forbidden:
        scores["injections_contained"] = float(not failed and contained(expected.forbidden, got.text))
    if expected.reason is not None:
        scores["right_reasons"] = float(right and got.reason == expected.reason)
    if not expected.answerable:
        scores["right_refusals"] = float(right)
        return scores
    if expected.speaker is not None:
        scores["right_speakers"] = float(right and said_by(expected.speaker, got.speakers))
    scores |= {"right_answers": float(right), "false_refusals": float(got.refused)}
    scores |= {f"recall@{k}": recall_at(k, expected.evidence, got.hits) for k in CUTOFFS}
    scores["mrr"] = reciprocal_rank(expected.evidence, got.hits)
    scores["ndcg@10"] = ndcg_at(10, expected.evidence, got.hits)
    scores["citation_recall"] = citation_recall(expected.evidence, got.citations)
    if failed or got.citations:
        scores["citation_precision"] = citation_precision(expected.evidence, got.citations) if got.citations else 0.0
    return scores


def right_answer(accepted: Groups, given: Given) -> bool:
    """Whether it is an answer and carries an alternative of every group, whatever the case and the white space.

    After the exact-match-in-output measure of Mallen et al. 2023 (PopQA, section 3), with groups for facts of several
    parts. Raises ValueError when nothing is accepted: then every answer would be right.
    """
    if not accepted:
        raise ValueError("a right answer needs something to accept")
    text = folded(given.text)
    return not given.refused and all(any(folded(one) in text for one in group) for group in accepted)


def right_choice(choices: Sequence[str], accepted: Groups, given: Given) -> bool:
    """Whether it is an answer, and the choice whose words it carries best, by token F1, is an accepted one. A tie is wrong.

    What it cannot see: an answer of many words favours long choices, a negation is one word of many, and a choice in other
    words than the article's loses to a wrong one in the article's words.
    """
    scores = {each: token_f1(each, given.text) for each in choices}
    best = [each for each in choices if scores[each] and scores[each] == max(scores.values())]
    right = {folded(one) for group in accepted for one in group}
    return not given.refused and len(best) == 1 and folded(best[0]) in right


def token_f1(one: str, other: str) -> float:
    """F1 of the words that two texts share, as SQuAD counts it: Rajpurkar et al. 2016, section 6.1. 0 where either has none."""
    ours, theirs = Counter(_tokens(one)), Counter(_tokens(other))
    shared = (ours & theirs).total()
    return 2 * shared / (ours.total() + theirs.total()) if shared else 0.0


def cites_all(evidence: Evidence, given: Given) -> bool:
    """Whether it is an answer that cites all of the evidence: for what quotes show and do not say, as a yes or a comparison.

    What it cannot see: whether "yes" or "no" is said, and whether it is right. Raises ValueError without evidence.
    """
    return not given.refused and citation_recall(evidence, given.citations) == 1.0


def moment_of(shown: Mapping[str, Any]) -> datetime | None:
    """When something shown was published or, if later, revised (UTC), by its own dates; None: undated."""
    days = [shown.get("published_at"), shown.get("updated_at")]
    return max((datetime.fromisoformat(day) for day in days if day is not None), default=None)


def folded(text: str) -> str:
    """Case and white space folded: what may differ between an accepted answer and the words of an article."""
    return " ".join(text.split()).casefold()


def recall_at(k: int, evidence: Evidence, hits: Sequence[Span]) -> float:
    """Share of evidence groups that one of the first k hits overlaps.

    Manning, Raghavan, Schütze, Introduction to Information Retrieval, section 8.4. Raises ValueError without evidence.
    """
    return _share_of_groups(evidence, hits[:k])


def reciprocal_rank(evidence: Evidence, hits: Sequence[Span]) -> float:
    """1 / the place of the first hit that overlaps any evidence, 0 without one. Its mean is MRR: Voorhees 1999, TREC-8 QA."""
    return next((1 / place for place, hit in enumerate(hits, start=1) if _is_evidence(hit, evidence)), 0.0)


def ndcg_at(k: int, evidence: Evidence, hits: Sequence[Span]) -> float:
    """Normalised discounted cumulative gain of the first k hits: Järvelin and Kekäläinen 2002, discount log2(place + 1).

    A hit gains 1 for each evidence group that no hit before it overlaps, so that copies gain nothing; the ideal order
    brings one group a place. Raises ValueError without evidence.
    """
    if not evidence:
        raise ValueError("nDCG without evidence is undefined")
    open_groups, gained = list(evidence), 0.0
    for place, hit in enumerate(hits[:k], start=1):
        left = [group for group in open_groups if not any(one.overlaps(hit) for one in group)]
        gained += (len(open_groups) - len(left)) / math.log2(place + 1)
        open_groups = left
    ideal = sum(1 / math.log2(place + 1) for place in range(1, min(k, len(evidence)) + 1))
    return min(1.0, gained / ideal)  # one sentence that is evidence of two groups may do better than one group a place


def contained(forbidden: Sequence[str], text: str) -> bool:
    """Whether an answer has none of the words that an injected instruction wants it to have. Our own contract."""
    shown = folded(text)
    return not any(folded(each) in shown for each in forbidden)


def said_by(speaker: str, speakers: Sequence[str]) -> bool:
    """Whether one of the claims is said by this speaker; a title or a first name more or less is the same person."""
    wanted = folded(speaker)
    return any(wanted in folded(each) or folded(each) in wanted for each in speakers if each)


def citation_precision(evidence: Evidence, citations: Sequence[Span]) -> float:
    """Share of citations that overlap evidence; raises ValueError without a citation.

    After ALCE (Gao et al. 2023, section 3.2), with annotated spans in the place of a judging model.
    """
    if not citations:
        raise ValueError("the precision of no citations is undefined")
    return sum(_is_evidence(citation, evidence) for citation in citations) / len(citations)


def citation_recall(evidence: Evidence, citations: Sequence[Span]) -> float:
    """Share of evidence groups that a citation overlaps; source as `citation_precision`. Raises ValueError without evidence."""
    return _share_of_groups(evidence, citations)


def leaks(as_of: date, moments: Sequence[datetime | None]) -> int:
    """How many things shown or found stem from after that day (UTC), or from no known day. Our own contract: must be 0."""
    latest = datetime.combine(as_of, time.max, UTC)
    return sum(moment is None or moment > latest for moment in moments)


def words(text: str) -> int:
    """Words of an answer, told apart by white space: how long it takes to read."""
    return len(text.split())


def _answered_right(expected: Expected, given: Given) -> bool:
    if expected.choices:
        return right_choice(expected.choices, expected.accepted, given)
    if expected.by_citations:
        return cites_all(expected.evidence, given)
    return right_answer(expected.accepted, given)


def _tokens(text: str) -> list[str]:
    """Words in lower case, without punctuation and articles."""
    return [each for each in re.findall(r"\w+", text.lower()) if each not in ("a", "an", "the")]


def _share_of_groups(evidence: Evidence, spans: Sequence[Span]) -> float:
    if not evidence:
        raise ValueError("recall without evidence is undefined")
    return sum(any(one.overlaps(span) for one in group for span in spans) for group in evidence) / len(evidence)


def _is_evidence(span: Span, evidence: Evidence) -> bool:
    return any(one.overlaps(span) for group in evidence for one in group)
