"""Who judges what was found: the rules for English, and the judge of other languages, side by side."""

import math
from collections.abc import Sequence

from dateline.indexes.nouns import Hit
from dateline.service import answerable
from dateline.service.across import Across, answers_across, is_english_revision
from dateline.service.aligning import Meanings
from dateline.service.answerable import Verdict
from dateline.service.candidates import Candidate, most
from dateline.service.lexicon import Nearness
from dateline.service.question import Reading
from dateline.service.rereading import CrossEncoder
from dateline.service.selection import select
from dateline.service.weights import UNSURE, default_weights

STRICTER = 2.0  # times the odds at which a sentence of another language answers, where the strict setting is on


def judge(
    reading: Reading,
    hits: Sequence[Hit],
    *,
    nearness: Nearness,
    meanings: Meanings,
    of_others: Sequence[Sequence[Hit]] = (),
    cross_encoder: CrossEncoder | None = None,
    strict: bool = False,
) -> Verdict:
    """The verdict over all that was found. Of two languages that answer, the surer one does.

    `of_others`: what was found for each of the questions that this one puts together; without it, `hits` serve for all.
    """
    across = answers_across(reading.standalone, hits, meanings)
    if across.unsupported:
        return Verdict(False, (), reason="unsupported_language")
    foreign = _foreign(reading, across, strict=strict)
    if not across.others:
        return foreign if foreign.candidates else Verdict(False, (), reason="nothing_relevant")
    english = answerable.judge(
        reading,
        across.others,
        of_others=[[hit for hit in each if is_english_revision(hit.revision)] for each in of_others],
        nearness=nearness,
        cross_encoder=cross_encoder,
        strict=strict,
    )
    if not foreign.answerable:
        return english
    if not english.answerable:
        return foreign
    at = default_weights().strict_at if strict else default_weights().answer_at
    return foreign if _margin(foreign, across.answer_at) > _margin(english, at) else english


def _foreign(reading: Reading, across: Across, *, strict: bool) -> Verdict:
    """The verdict over the sentences of other languages: the same answers, by other signals."""
    candidates = [
        Candidate(each.hit, each.probability, each.signals, each.bars, math.log(max(each.probability, UNSURE)))
        for each in across.judged
    ]
    if not candidates:
        return Verdict(False, ())
    at = across.answer_at
    if strict:
        odds = STRICTER * at / (1 - at)
        at = odds / (1 + odds)
    best = round(candidates[0].probability, 4)
    if candidates[0].probability < at:
        return Verdict(False, tuple(candidates), reason="not_stated", confidence=best)
    return Verdict(True, tuple(candidates), select(reading.shape, candidates), confidence=best)


def _margin(verdict: Verdict, at: float) -> float:
    """Odds of the likeliest sentence over those at which one answers: two judges' probabilities are on two scales."""
    best = min(most(verdict.candidates), 0.999)
    return best / (1 - best) * (1 - at) / at
