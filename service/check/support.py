"""Whether whole sentences of an article carry a written sentence, and if not, why: one reason for each rejection. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.service.check.evidence import Evidence, Flaw
from dateline.service.check.meaning import addition, direction, order, polarity, scope
from dateline.service.check.people import names, roles, speaker
from dateline.service.check.quantities import amounts, dates
from dateline.service.check.statement import Statement, clauses, statement
from dateline.service.lexicon import CARRIED, Lexicon
from dateline.service.question import Term
from dateline.service.words import Token, same

CONTRADICTING = frozenset(("number", "unit", "date", "name", "negation", "direction", "speaker", "role"))
_SURELY_SAME = 0.8  # share of words carried from which a sentence that differs in one thing contradicts
_SURELY_NEAR = 0.5  # the cosine that goes with it
_SIMILARITY = 0.3  # worth of a cosine beside the share of words
_NEAREST = 0.6  # of what the nearest clause shares, from which another one counts as well


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a claim stands to evidence. `flaws`: why it is not carried, in the order of weight; none: it is."""

    evidence: Evidence
    flaws: tuple[Flaw, ...]
    share: float  # of the claim's words that are carried, by the evidence or by what frames it
    own: float  # of the claim's words that the evidence itself carries
    run: int  # most such words in a row
    similarity: float  # cosine of both, 0 where none is known

    @property
    def worth(self) -> float:
        """How near the evidence is to the claim, to choose between several."""
        return self.own + _SIMILARITY * self.similarity

    @property
    def contradicts(self) -> bool:
        """Whether the evidence surely speaks of the same and says otherwise in one thing, and in one thing only."""
        alike = self.share >= _SURELY_SAME and self.similarity >= _SURELY_NEAR
        return alike and len(self.flaws) == 1 and self.flaws[0] in CONTRADICTING


def compare(claim: str, evidence: Evidence, lexicon: Lexicon, *, similarity: float = 0.0) -> Comparison:
    """Hold a claim against evidence: everything that a fact-checker would look at, one after the other."""
    base = evidence.published
    said, quote = statement(claim, base), statement(evidence.text, base)
    frame = statement(evidence.framing, base)
    clause = _nearest_clause(said, [each.text for each in evidence.passages], lexicon)
    absent = _absent(said, quote, lexicon)
    loose = [word for word in absent if all(same(word.stem, each) < 1 for each in frame.stems)]
    flaws: list[Flaw] = [
        *amounts(said, quote),
        *dates(said, quote, frame, evidence),
        *names(said, quote, frame, evidence),
        *roles(said, evidence),
        *scope(said, quote, clause),
        *polarity(said, quote, clause),
        *direction(said, quote),
        *order(said, quote),
        *speaker(claim, evidence),
        *addition(said, quote, loose),
    ]
    many = max(1, len(said.words))
    share, own = 1 - len(loose) / many, 1 - len(absent) / many
    return Comparison(evidence, tuple(dict.fromkeys(flaws)), share, own, _run(said, loose), similarity)


def _absent(said: Statement, quote: Statement, lexicon: Lexicon) -> list[Token]:
    """The claim's words that the evidence itself does not carry."""
    return [word for word in said.words if lexicon.match(_term(word), quote.every) < CARRIED]


def _run(said: Statement, loose: Sequence[Token]) -> int:
    """The longest row of words that nothing carries."""
    best = now = 0
    for word in said.words:
        now = now + 1 if word in loose else 0
        best = max(best, now)
    return best


def _term(word: Token) -> Term:
    return Term(word.text.lower(), word.stem)


def _nearest_clause(said: Statement, texts: Sequence[str], lexicon: Lexicon) -> str:
    """The part of the evidence that shares most with the claim: what it denies or hedges counts, and not the rest."""
    figures = {figure.value for figure in said.figures}

    def shared(clause: str) -> float:
        part = statement(clause, None)
        words = sum(lexicon.match(_term(word), part.every) for word in said.words)
        return (
            words + sum(name.stem in part.stems for name in said.names) + sum(f.value in figures for f in part.figures)
        )

    parts = [part for sentence in texts for part in clauses(sentence)]
    best = max(shared(part) for part in parts)
    return " ".join(part for part in parts if shared(part) >= _NEAREST * best)
