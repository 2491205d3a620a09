"""Whether the passages can answer the question at all, and which of them do. Explainable: named signals, one weight each.

Each retrieved sentence is held against what the question asks: its names, years and numbers, the kind of answer it wants, the
words that carry its meaning, and the score of both indexes. The weights are fitted on text of our own by `make fit`
(`eval/fitting.py`) and stored in `answerable.json`; what was fitted on is never what is reported.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from dateline.indexes.nouns import MAX_QUOTE, Hit, Passage
from dateline.service.bars import WEIGHED, objections
from dateline.service.candidates import Candidate, most, ordered
from dateline.service.developments import development
from dateline.service.kinds import FIGURES
from dateline.service.lexicon import Lexicon, Nearness, frame_of, lexicon
from dateline.service.miscounted import miscounted, tells_as_asked
from dateline.service.nouns import Reason
from dateline.service.premise import corrects
from dateline.service.question import Reading
from dateline.service.recency import newest_first
from dateline.service.rereading import CrossEncoder, reread
from dateline.service.rivals import rival
from dateline.service.selection import select
from dateline.service.signals import signals, topic_of
from dateline.service.statements import is_person, quotation, statements
from dateline.service.surroundings import Surroundings, surroundings
from dateline.service.times import numbers, years
from dateline.service.weights import Weights, default_weights
from dateline.service.words import stems_of

LIMIT = 30  # hits that are weighed
_BOTH = 2  # of years or figures that one sentence needs to tell of two
_EACH = 2  # sentences shown for each of several questions
_CARRYING, _NAMING = 0.25, 0.15  # worth of question words carried and of names known beside a cosine
_CORRECTIONS = 5  # likeliest sentences among which a correction is looked for
_NAMED_AT, _UNNAMED_AT = 0.02, 0.05  # likelihood that a correction needs, with a name of the question in it and without
_BESIDE = 0.25  # of the likeliest sentence's likelihood that a correction needs
_MAY_CORRECT = frozenset(("kind", "subject", "measure"))  # objections that do not keep a sentence from correcting
_RECKONED = FIGURES | {"duration"}  # kinds of question to which two may give two figures
_BARRED = 0.1  # of its likelihood, what is left of that of a barred sentence


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether there is an answer, with which sentences (likeliest first) and which of them are shown, or why not."""

    answerable: bool
    candidates: tuple[Candidate, ...]
    shown: tuple[Candidate, ...] = ()
    reason: Reason | None = None
    missing: tuple[str, ...] = ()
    confidence: float = 0.0  # probability of a right answer, to 4 decimals
    is_everything: bool = False  # whether all that somebody said is shown
    disputed: tuple[tuple[Passage, Passage], ...] = ()  # shown sentences that give two figures for one thing


def judge(
    reading: Reading,
    hits: Sequence[Hit],
    *,
    nearness: Nearness,
    of_others: Sequence[Sequence[Hit]] = (),
    cross_encoder: CrossEncoder | None = None,
    weights: Weights | None = None,
    strict: bool = False,
) -> Verdict:
    """Weigh every sentence of an English article for an English question; choose among those that are likely enough, or say
    which kind of not-knowing it is. `service.across` judges what is in another language.

    A question that puts several together is answered where one of them is; the others are missing. `of_others`: what was found
    for each of these; without it, `hits` serve for all.
    """
    fitted = weights or default_weights()
    whole = _judged(reading, hits, nearness, cross_encoder, fitted, strict=strict)
    if not reading.others or (reading.sides and _covers(reading, whole)):
        return whole
    verdicts = [
        _judged(each, own, nearness, cross_encoder, fitted, strict=strict)
        for each, own in zip(reading.others, of_others or [hits] * len(reading.others), strict=True)
    ]
    answered = [verdict for verdict in verdicts if verdict.answerable]
    if not answered or (reading.sides and len(answered) < len(verdicts)):
        return whole
    return Verdict(
        True,
        _once(candidate for verdict in answered for candidate in verdict.candidates),
        _once(
            candidate for turn in zip_longest(*(v.shown[:_EACH] for v in answered)) for candidate in turn if candidate
        ),
        missing=tuple(
            each.standalone for each, verdict in zip(reading.others, verdicts, strict=True) if not verdict.answerable
        ),
        confidence=min(verdict.confidence for verdict in verdicts),
        disputed=tuple(pair for verdict in answered for pair in verdict.disputed),
    )


def _covers(reading: Reading, whole: Verdict) -> bool:
    """Whether one sentence that is shown tells of both that a question names together: it has all of its names and years, and
    where figures are asked, more than one."""
    return whole.answerable and any(_has_both(reading, each.hit.passage.text) for each in whole.shown)


def _has_both(reading: Reading, text: str) -> bool:
    stems = stems_of(text)
    return (
        all(any(part in stems for part in name.stems) for name in reading.names)
        and (len(reading.years) < _BOTH or reading.years <= years(text))
        and (reading.kind not in FIGURES or len(numbers(text) - {str(year) for year in years(text)}) >= _BOTH)
    )


def _judged(
    reading: Reading,
    hits: Sequence[Hit],
    nearness: Nearness,
    cross_encoder: CrossEncoder | None,
    weights: Weights,
    *,
    strict: bool,
) -> Verdict:
    candidates, words = _weighed(reading, hits[:LIMIT], weights, nearness)
    if spoken := _spoken(reading, hits, nearness):
        sure = max(weights.answer_at, most(candidates))
        shown = tuple(Candidate(hit, sure, {}) for hit in spoken)
        whole = reading.statements is not None and not reading.asks_quotation
        return Verdict(True, shown, shown, confidence=_confidence(shown[0], weights), is_everything=whole)
    if not candidates:
        return Verdict(False, (), reason="nothing_relevant")
    candidates = newest_first(reading, reread(reading.standalone, candidates, weights, cross_encoder))
    confidence = max(_confidence(each, weights) for each in candidates)
    if reading.statements is not None and is_person(reading.statements):  # nobody else's words will do
        return Verdict(
            False, tuple(candidates), reason=_why_not(reading, hits, candidates, weights), confidence=confidence
        )
    if (correction := _correction(reading, candidates, words, weights)) is not None:
        return Verdict(True, tuple(candidates), (correction,), reason="false_premise", confidence=confidence)
    if reading.shape == "change" and (told := development(reading, hits[:LIMIT])):
        sure = max(weights.answer_at, most(candidates))
        shown = tuple(Candidate(hit, sure, {}) for hit in told)
        return Verdict(True, shown, shown, confidence=confidence)
    threshold = weights.strict_at if strict else weights.answer_at
    if most(candidates) >= threshold:
        first, owed = candidates[0], _owed(reading, candidates[0])
        shown = select(reading.shape, candidates, owed)
        return Verdict(
            True,
            tuple(candidates),
            shown,
            confidence=confidence,
            disputed=tuple((first.hit.passage, other.hit.passage) for other in owed),
        )
    return Verdict(False, tuple(candidates), reason=_why_not(reading, hits, candidates, weights), confidence=confidence)


def _owed(reading: Reading, first: Candidate) -> tuple[Candidate, ...]:
    """Beside a figure the one that somebody else gives for the same, unless the question asks for one side's."""
    if reading.kind not in _RECKONED or reading.speakers or reading.sources_named:
        return ()
    other = rival(reading.standalone, first.hit.passage, first.hit.revision)
    return () if other is None else (replace(first, hit=replace(first.hit, passage=other)),)


def _why_not(reading: Reading, hits: Sequence[Hit], candidates: Sequence[Candidate], weights: Weights) -> Reason:
    """Nothing is about a question whose names no article found has, however near its other words are."""
    if reading.names and not _has_any(reading, hits):
        return "nothing_relevant"
    return "not_stated" if _relevance(reading, candidates) >= weights.relevant_at else "nothing_relevant"


def _has_any(reading: Reading, hits: Sequence[Hit]) -> bool:
    """Whether something found has one of the question's names, whole, in its words or its title."""
    found = [stems_of(f"{hit.revision.title or ''} {hit.passage.text}") for hit in hits[:LIMIT]]
    return any(all(part in stems for part in name.stems) for stems in found for name in reading.names)


def _relevance(reading: Reading, candidates: Sequence[Candidate]) -> float:
    """How surely something here is about the question at all: its nearest sentence, what it carries, and its names."""
    nearest = sorted(candidates, key=lambda each: -each.signals["similarity"])[:3]
    carried = max(each.signals["coverage_around"] for each in nearest)
    named = max(each.signals["names_known"] for each in candidates) == 1.0 if reading.names else False
    return nearest[0].signals["similarity"] + _CARRYING * carried + _NAMING * named


def _spoken(reading: Reading, hits: Sequence[Hit], nearness: Nearness) -> tuple[Hit, ...]:
    """All that somebody said on a matter, or the very words, where that is asked for."""
    if reading.statements is not None and not reading.asks_quotation:
        return statements(reading.statements, hits, nearness, reading.years)
    if reading.asks_quotation:
        found = quotation(topic_of(reading), [name.text for name in reading.names], hits, nearness)
        return () if found is None else (found,)
    return ()


def _correction(
    reading: Reading, candidates: Sequence[Candidate], words: Lexicon, weights: Weights
) -> Candidate | None:
    """The sentence that corrects what the question takes for granted, if one of the likeliest does.

    A sentence that a question for a figure would not take, since it has none, may be the correction: "there is no levy".
    """
    allowed = [each for each in candidates if not set(each.against) - _MAY_CORRECT]
    likely = sorted(((each.likelihood(weights), each) for each in allowed), key=lambda pair: -pair[0])[:_CORRECTIONS]
    for likelihood, each in likely:
        stems = stems_of(each.hit.passage.text)
        named = any(part in stems for name in reading.names for part in name.stems)
        if likelihood < (_NAMED_AT if named else _UNNAMED_AT) or likelihood < _BESIDE * likely[0][0]:
            continue
        told = (each.hit.passage.text, frame_of(each.hit.revision), words)
        if corrects(reading, *told) or (miscounted(reading, *told) and not _is_told(reading, candidates)):
            return each
    return None


def _is_told(reading: Reading, candidates: Sequence[Candidate]) -> bool:
    return tells_as_asked(reading, [each.hit.passage.text for each in candidates])


def _once(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    return tuple({candidate.hit.passage.id: candidate for candidate in candidates}.values())


def _confidence(best: Candidate, weights: Weights) -> float:
    """The probability of a right answer. Of a sentence that is barred, a part of what its signals alone would give."""
    return weights.calibrated(_BARRED * best.likelihood(weights) if best.is_barred else best.probability)


def weigh(reading: Reading, hits: Sequence[Hit], weights: Weights, nearness: Nearness) -> list[Candidate]:
    """Every quotable hit with its probability, best first; equal ones in the order of retrieval."""
    return _weighed(reading, hits, weights, nearness)[0]


def _weighed(
    reading: Reading, hits: Sequence[Hit], weights: Weights, nearness: Nearness
) -> tuple[list[Candidate], Lexicon]:
    quotable = [hit for hit in hits if len(hit.passage.text) <= MAX_QUOTE]
    words = lexicon(reading, quotable, nearness)
    around = surroundings(reading, quotable, topic_of(reading))
    candidates = [_candidate(reading, hit, words, around, weights) for hit in quotable]
    return ordered(candidates), words


def _candidate(reading: Reading, hit: Hit, words: Lexicon, around: Surroundings, weights: Weights) -> Candidate:
    found = signals(reading, hit, words, around)
    against = objections(reading, hit, found)
    found |= {f"not_{name}": float(name in against) for name in WEIGHED}
    return Candidate(hit, 0.0, found, against).under(weights)
