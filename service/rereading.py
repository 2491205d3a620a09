"""The likeliest sentences, each read again together with the question by a cross-encoder.

The signals see words and scores; whether "which firm bought it" is answered by who sold it takes reading. What is read is a
few sentences only, since each costs milliseconds; what both say is put together by weights fitted as those of the signals are.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from dateline.indexes.nouns import Hit
from dateline.service.candidates import IDENTIFIED, Candidate, ordered
from dateline.service.times import untimed
from dateline.service.weights import Weights

CrossEncoder = Callable[[str, Sequence[str]], Sequence[float]]  # logits, above 0 where an answer is likelier than none

READ = 8  # likeliest sentences that are read
BEFORE = 100  # characters before a sentence that are read with it
LEAD = 120  # characters of an article's first sentence


def reread(
    question: str, candidates: Sequence[Candidate], weights: Weights, cross_encoder: CrossEncoder | None
) -> list[Candidate]:
    """The candidates with what reading adds, best first. What is not read counts as the least of what is; without a cross-encoder
    all stay as they are.
    """
    if cross_encoder is None or all(each.is_barred for each in candidates):
        return list(candidates)
    return together(candidates, logits(question, ordered(candidates), cross_encoder), weights)


def logits(question: str, candidates: Sequence[Candidate], cross_encoder: CrossEncoder) -> dict[str, float]:
    """By passage id, those of the first few candidates that nothing bars; what time a question names is the objections' business."""
    read = [each.hit for each in candidates if not each.is_barred][:READ]
    found = cross_encoder(untimed(question), [read_with(hit) for hit in read])
    return {hit.passage.id: logit for hit, logit in zip(read, found, strict=True)}


def read_with(hit: Hit) -> str:
    """What of a sentence is read: its words, title and first sentence of its article, and the end of what stands before it."""
    revision = hit.revision
    lead = revision.passages[0].text if hit.passage.ordinal > 1 else ""  # the second has it before it
    return pair_text(hit.passage.text, revision.title, revision.text[: hit.passage.start], lead)


def pair_text(sentence: str, title: str | None, before: str, lead: str = "") -> str:
    """The second text of a pair; the first is the question. Changing this means fitting anew."""
    subject = ". ".join(each for each in (title, lead[:LEAD]) if each)
    return f"{sentence} | {subject} | {' '.join(before[-3 * BEFORE :].split())[-BEFORE:]}"


def together(candidates: Sequence[Candidate], logits: Mapping[str, float], weights: Weights) -> list[Candidate]:
    """Signals and logits, by passage id, put together; best first."""
    least = min(logits.values())
    return ordered(
        each if each.is_barred else _with(each, logits.get(each.hit.passage.id, least), weights) for each in candidates
    )


def _with(candidate: Candidate, logit: float, weights: Weights) -> Candidate:
    probability = weights.likelihood_read(candidate.likelihood(weights), logit)
    return replace(
        candidate,
        probability=max(probability, IDENTIFIED) if candidate.signals["identifies"] else probability,
        preference=weights.preference_read(candidate.preference, logit),
        signals={**candidate.signals, "read": logit},
    )
