"""Whether whole sentences of an article carry a written sentence, and if not, why: one reason for each rejection. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.service.check.certainty import IMPLIED_NEGATIONS, denials
from dateline.service.check.context import CARRIED, Alignment, best
from dateline.service.check.denial import answered
from dateline.service.check.evidence import Evidence, Flaw
from dateline.service.check.meaning import addition, conjoined, order, polarity, scope
from dateline.service.check.people import names, roles
from dateline.service.check.quantities import amounts, dates
from dateline.service.check.speaking import speaker
from dateline.service.check.statement import statement
from dateline.service.check.turns import direction
from dateline.service.words import tokens

CONTRADICTING = frozenset(("number", "unit", "date", "name", "negation", "direction", "speaker", "role"))
_SURELY_SAME = 0.8  # share of words carried from which a sentence that differs in one thing contradicts
_SURELY_NEAR = 0.6  # the cosine that goes with it
SIMILARITY = 0.5  # worth of a cosine beside the worth of words
FRAMED = 0.6  # worth of a word that stands in the title, the lead or just before


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a claim stands to evidence. `flaws`: why it is not carried, in the order of weight; none: it is."""

    evidence: Evidence
    flaws: tuple[Flaw, ...]
    share: float  # of the claim's words that are carried, by the evidence or by what frames it
    meaning: float  # mean worth of what carries the claim's words, 0 to 1
    similarity: float  # cosine of both

    @property
    def worth(self) -> float:
        """How near the evidence is to the claim, to choose between several."""
        return self.meaning + SIMILARITY * self.similarity

    @property
    def contradicts(self) -> bool:
        """Whether the evidence surely speaks of the same and says otherwise in one thing, and in one thing only."""
        alike = self.share >= _SURELY_SAME and self.similarity >= _SURELY_NEAR
        return alike and len(self.flaws) == 1 and self.flaws[0] in CONTRADICTING


def compare(claim: str, evidence: Evidence, alignments: Sequence[Alignment]) -> Comparison:
    """Hold a claim against evidence: everything that a fact-checker would look at, one after the other.

    `alignments`: the claim's words over those of each passage of the evidence.
    """
    base = evidence.published
    said, quote = statement(claim, base), statement(evidence.text, base)
    frame = statement(evidence.framing, base)
    core = max(alignments, key=lambda each: each.worth)
    heart = statement(core.passage.text, base)
    clause, _ = core.nearest_clause
    carriers = {word.start: best(alignments, word) for word in said.every}
    absent = [word for word in said.words if carriers[word.start].worth < CARRIED]
    loose = [word for word in absent if not frame.carries(word)]
    article = {token.stem for text in evidence.sentences for token in tokens(text)} if loose else set[str]()
    denying, answering = denials(clause) > 0, answered(said, clause)
    added = [
        word
        for word in loose
        if word.stem not in article and not (denying and word.stem in IMPLIED_NEGATIONS) and word.start not in answering
    ]
    flaws: list[Flaw] = [
        *amounts(said, quote, evidence),
        *dates(said, quote, frame, evidence),
        *names(said, quote, heart, frame, evidence),
        *roles(said, evidence),
        *scope(said, heart, clause, frame, carriers),
        *conjoined(said, heart, core.carriers),
        *polarity(said, quote, clause, frame, [each.text for each in evidence.passages], carriers),
        *direction(said, heart, core.carriers, swapped=core.swapped),
        *order(said, quote),
        *speaker(claim, evidence, core.passage),
        *addition(said, quote, added, carriers, heart, frame),
    ]
    worths = [max(carriers[word.start].worth, FRAMED * frame.carries(word)) for word in (*said.words, *said.names)] + [
        1.0
    ] * len(said.figures)
    return Comparison(
        evidence,
        tuple(dict.fromkeys(flaws)),
        1 - len(loose) / max(1, len(said.words)),
        sum(worths) / max(1, len(worths)),
        max(each.similarity for each in alignments),
    )
