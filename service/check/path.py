"""The way of a draft: cut into sentences, each held against the sentences found for it. Top to bottom, no model. Pure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dateline.indexes.nouns import MAX_QUOTE, Coverage, Filters, Found, Hit, Passage
from dateline.indexes.sentences import spans
from dateline.service.assembly import coverage_report
from dateline.service.check.context import Alignment, InContext, align, all_needed
from dateline.service.check.evidence import Evidence, Flaw
from dateline.service.check.promise import Promise, promise
from dateline.service.check.support import SIMILARITY, Comparison, compare
from dateline.service.nouns import Citation, CoverageReport, DraftClaim, Quote
from dateline.service.verify import Ledger

Verdict = Literal["supported", "contradicted", "not_found"]
Search = Callable[[str, Filters], Found]

HITS = 4  # passages that are held against a sentence
_WITH_NEIGHBOURS = 2  # the first of them, which are held against it together with a neighbour as well
LEAST_SHARE = 0.15  # of a sentence's words that evidence has to carry
_LEAST_MEANING = 0.5
_ABOUT = 0.5  # share from which a passage is about the same, so that a reason means something
_LEAST_SIMILARITY = 0.35
_LEAST_TOGETHER = 1.0
_LEAST_CARRYING = _LEAST_MEANING + SIMILARITY * (_LEAST_TOGETHER - _LEAST_MEANING)  # the worth of what just carries
_LEAST_CONTRADICTING = 1.0  # the worth below which nothing was seen to contradict
_HARDLY = 0.25  # share of a sentence's words that are there, below which half of them hardly are carried
_CLEARLY = 0.12  # by which evidence that says otherwise has to be nearer to count for more


class NoSentence(ValueError):
    """There is no sentence in a text."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One sentence of a draft. `reason`: why it is not supported; `citations`: of what supports or contradicts it."""

    text: str
    start: int
    end: int
    verdict: Verdict
    reason: Flaw | None
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole text with the citations of its sentences, numbered in order, and what was searched."""

    sentences: tuple[Checked, ...]
    citations: tuple[Citation, ...]
    coverage: CoverageReport
    snapshot: str


def check(text: str, filters: Filters, *, search: Search, in_context: InContext) -> Draft:
    """Hold every sentence of a text against the articles. Raises NoSentence."""
    cut = spans(text)
    if not cut:
        raise NoSentence
    checked: list[Checked] = []
    citations: list[Citation] = []
    found = Found((), Coverage(0, 0, None, None, 0, 0), "")
    for span in cut:
        sentence = text[span.start : span.end]
        found = search(sentence, filters)
        verdict, reason, evidence = judged(sentence, _compared(sentence, found.hits, in_context))
        numbers = _cited(evidence, found.hits, citations)
        checked.append(Checked(sentence, span.start, span.end, verdict, reason, numbers))
    return Draft(tuple(checked), tuple(citations), coverage_report(found.coverage), found.snapshot)


def judged(sentence: str, compared: Sequence[Comparison]) -> tuple[Verdict, Flaw | None, Evidence | None]:
    """The verdict over all that was compared: what carries the sentence, unless what is nearer to it says otherwise."""
    carrying = [each for each in compared if not each.flaws and _is_carried(each)]
    best = max(carrying, key=_worth, default=None)
    rivals = [each for each in compared if each.flaws and best is not None and _rivals(best, each)]
    rival = max(rivals, key=_worth, default=None)
    if best is not None and any(_denies(each, best) for each in compared):
        best = None
    if best is not None and (rival is None or rival.worth <= best.worth + _CLEARLY):
        return "supported", None, best.evidence
    against = max((each for each in compared if each.contradicts), key=_worth, default=None)
    if against is not None:
        return "contradicted", against.flaws[0], against.evidence
    return "not_found", _why(max(compared, key=_worth, default=None)), None


def _why(nearest: Comparison | None) -> Flaw | None:
    if nearest is None or nearest.share < _ABOUT:
        return None
    return nearest.flaws[0] if nearest.flaws else "addition"


def _worth(each: Comparison) -> float:
    return each.worth


def _rivals(best: Comparison, each: Comparison) -> bool:
    """A wider window has more to differ in, unless all that it says is that the claim has more than it."""
    return each.flaws == ("addition",) or not best.evidence.is_within(each.evidence)


def _denies(each: Comparison, best: Comparison) -> bool:
    """Whether one that carries more of the words says the same, but for a denial."""
    return (
        each.flaws == ("negation",)
        and each.share > best.share
        and each.share >= _ABOUT
        and each.meaning >= _LEAST_MEANING
    )


def _is_carried(each: Comparison) -> bool:
    return (
        each.share >= LEAST_SHARE
        and each.meaning >= _LEAST_MEANING
        and each.similarity >= _LEAST_SIMILARITY
        and each.meaning + each.similarity >= _LEAST_TOGETHER
    )


def _compared(sentence: str, hits: Sequence[Hit], in_context: InContext) -> list[Comparison]:
    """What is held against a sentence, in the order found: the most promising first, and what can still matter then."""
    found = [
        evidence
        for evidence in _windows([hit for hit in hits if len(hit.passage.text) <= MAX_QUOTE][:HITS])
        if all_needed(sentence, evidence.passages)
    ]
    promised = [promise(sentence, evidence) for evidence in found]
    known: dict[Passage, Alignment] = {}
    compared: dict[int, Comparison] = {}
    for at in sorted(range(len(found)), key=lambda at: -promised[at].worth):
        if not _can_matter(promised[at], sentence, [compared[each] for each in sorted(compared)]):
            continue
        for passage in found[at].passages:
            if passage not in known:
                known[passage] = align(sentence, passage, in_context)
        compared[at] = compare(sentence, found[at], [known[passage] for passage in found[at].passages])
    return [compared[at] for at in sorted(compared)]


def _can_matter(promised: Promise, sentence: str, compared: Sequence[Comparison]) -> bool:
    """Whether evidence that keeps its promise can change what is decided by now, or the reason given for it."""
    if not compared:
        return True
    verdict, reason, evidence = judged(sentence, compared)
    for each in compared:
        if each.evidence is evidence:  # which is the verdict's
            if verdict == "supported":
                return promised.worth > each.worth or promised.share > each.share
            return promised.worth > each.worth - _CLEARLY
    nearest = max(each.worth for each in compared)
    decides = promised.worth > min(nearest - _CLEARLY, _LEAST_CONTRADICTING) and promised.worth > _LEAST_CARRYING
    gives_reason = promised.worth > nearest and (reason is not None or promised.share > _HARDLY)
    return decides or gives_reason


def _windows(hits: Sequence[Hit]) -> Iterator[Evidence]:
    """Each passage alone, the first ones with the one before and with the one after, every window once."""
    seen: set[tuple[str, int, int]] = set()
    for rank, hit in enumerate(hits):
        passages, at = hit.revision.passages, hit.passage.ordinal
        wider = ((at - 1, at + 1), (at, at + 2)) if rank < _WITH_NEIGHBOURS else ()
        for first, last in ((at, at + 1), *wider):
            key = (hit.revision.article_id, first, last)
            if first < 0 or last > len(passages) or key in seen:
                continue
            seen.add(key)
            yield Evidence(hit.revision, tuple(passages[first:last]))


def _cited(evidence: Evidence | None, hits: Sequence[Hit], citations: list[Citation]) -> tuple[int, ...]:
    """The numbers of what is quoted; the same quote has the same number all over the text. Proven as an answer's are."""
    if evidence is None:
        return ()
    revision = evidence.revision
    quotes = tuple(Quote(p.article_id, p.revision, p.start, p.end, p.text) for p in evidence.passages)
    ledger = Ledger(hits)
    if ledger.prove(DraftClaim(quotes=quotes)) is None:
        return ()
    numbers: list[int] = []
    for citation in ledger.citations:
        place = (revision.article_id, revision.number, citation.start, citation.end)
        known = next((c for c in citations if (c.article_id, c.revision, c.start, c.end) == place), None)
        if known is None:
            known = replace(citation, number=len(citations) + 1)
            citations.append(known)
        numbers.append(known.number)
    return tuple(numbers)
