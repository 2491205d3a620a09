"""The likeliest sentences, each read again together with the question by a cross-encoder.

The signals see words and scores; whether "which firm bought it" is answered by who sold it takes reading. What is read is a
few sentences only, since each costs milliseconds; what both say is put together by weights fitted as those of the signals are.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from dateline.indexes.nouns import Hit
from dateline.service.candidates import IDENTIFIED, Candidate, ordered
from dateline.service.weights import Weights

CrossEncoder = Callable[[str, Sequence[str]], Sequence[float]]  # logits, above 0 where an answer is likelier than none

READ = 8  # likeliest sentences that are read
BEFORE = 100  # characters before a sentence that are read with it


def reread(
    question: str, candidates: Sequence[Candidate], weights: Weights, cross_encoder: CrossEncoder | None
) -> list[Candidate]:
    """The candidates with what reading adds, best first. What is not read counts as the least of what is; without a cross-encoder
    all stay as they are.
    """
    read = [each for each in ordered(candidates) if not each.is_barred][:READ]
    if cross_encoder is None or not read:
        return list(candidates)
    logits = cross_encoder(question, [read_with(each.hit) for each in read])
    return together(candidates, {each.hit.passage.id: logit for each, logit in zip(read, logits, strict=True)}, weights)


def read_with(hit: Hit) -> str:
    """What of a sentence is read: its words, its article's title, and the end of what stands before it in its paragraph."""
    return pair_text(hit.passage.text, hit.revision.title, hit.revision.text[: hit.passage.start])


def pair_text(sentence: str, title: str | None, before: str) -> str:
    """The second text of a pair; the first is the question. Changing this means fitting anew."""
    paragraph = before[-3 * BEFORE :].strip().rsplit("\n", 1)[-1]
    return f"{sentence} | {title or ''} | {paragraph[-BEFORE:]}"


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
