"""Verification: a quote is the stored words, whole, of a revision that this question may use, or it is nothing."""

from collections.abc import Callable, Sequence

from dateline.indexes.nouns import MAX_QUOTE, Hit, Passage, Revision
from dateline.service.check.evidence import Evidence
from dateline.service.nouns import AlsoIn, Citation, Claim, DraftClaim, Quote
from dateline.service.orders import is_order

# Why whole quotes do not carry a wording, in one word; None: they carry it.
Unsupported = Callable[[str, Sequence[Evidence]], str | None]


def not_checked(_wording: str, _evidence: Sequence[Evidence]) -> str | None:
    """Where nothing can check a wording, none is shown."""
    return "unchecked"


class Ledger:
    """Proves claims against the revisions that were retrieved, and numbers their citations in order of first use."""

    def __init__(self, hits: Sequence[Hit], unsupported: Unsupported = not_checked) -> None:
        self._unsupported = unsupported
        self._fell_back: list[str] = []
        self._revisions = {(hit.revision.article_id, hit.revision.number): hit.revision for hit in hits}
        self._copies = _copies(hits)
        self._numbers: dict[tuple[str, int, int, int], int] = {}
        self._citations: list[Citation] = []

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation so far, by number."""
        return tuple(self._citations)

    @property
    def fell_back(self) -> tuple[str, ...]:
        """Why wordings were not shown, each by its reason."""
        return tuple(self._fell_back)

    def prove(self, claim: DraftClaim) -> Claim | None:
        """The claim with its citation numbers, or None when one of its quotes does not hold.

        A wording that the quotes do not carry is dropped, and the claim is its quotes.
        """
        revisions = [self._carrier(quote) for quote in claim.quotes]
        if not revisions or any(revision is None for revision in revisions):
            return None
        numbers = tuple(
            self._number(quote, revision)
            for quote, revision in zip(claim.quotes, revisions, strict=True)
            if revision is not None
        )
        if claim.wording is not None and self._carries(claim, claim.wording):
            return Claim(claim.wording, numbers, "written", said_by=claim.said_by, event_time=claim.event_time)
        text = " ".join(quote.text for quote in claim.quotes)
        return Claim(text=text, citations=numbers, kind="quoted", said_by=claim.said_by, event_time=claim.event_time)

    def _carries(self, claim: DraftClaim, wording: str) -> bool:
        reason = self._unsupported(wording, self._evidence(claim.quotes))
        if reason is not None:
            self._fell_back.append(reason)
        return reason is None

    def _evidence(self, quotes: Sequence[Quote]) -> list[Evidence]:
        """The quotes of each revision together, in the order in which the claim names the revisions."""
        found: dict[tuple[str, int], list[Passage]] = {}
        for quote in quotes:
            key = (quote.article_id, quote.revision)
            inside = found.setdefault(key, [])
            for passage in self._revisions[key].passages:
                if quote.start <= passage.start and passage.end <= quote.end and passage not in inside:
                    inside.append(passage)
        return [
            Evidence(self._revisions[key], tuple(sorted(passages, key=lambda each: each.start)))
            for key, passages in found.items()
        ]

    def _carrier(self, quote: Quote) -> Revision | None:
        revision = self._revisions.get((quote.article_id, quote.revision))
        if revision is None or not holds(quote, revision):
            return None
        inside = [each for each in revision.passages if quote.start <= each.start and each.end <= quote.end]
        return None if any(map(is_order, inside)) else revision

    def _number(self, quote: Quote, revision: Revision) -> int:
        key = (quote.article_id, quote.revision, quote.start, quote.end)
        if key not in self._numbers:
            self._numbers[key] = len(self._citations) + 1
            others = [
                other for other in self._copies.get(_words(quote.text), ()) if other.article_id != quote.article_id
            ]
            self._citations.append(_citation(self._numbers[key], quote, revision, others))
        return self._numbers[key]


def holds(quote: Quote, revision: Revision) -> bool:
    """Whether the quote is `revision.text[start:end]`, 1 to 1,000 characters, and made of whole passages."""
    if not 0 <= quote.start < quote.end <= len(revision.text) or len(quote.text) > MAX_QUOTE:
        return False
    return revision.text[quote.start : quote.end] == quote.text and _whole(quote, revision.passages)


def _whole(quote: Quote, passages: Sequence[Passage]) -> bool:
    starts = {passage.start for passage in passages}
    ends = {passage.end for passage in passages}
    return quote.start in starts and quote.end in ends


def _copies(hits: Sequence[Hit]) -> dict[str, list[AlsoIn]]:
    """Articles by the words that they share to the letter: a number or a name that differs makes another sentence."""
    copies: dict[str, list[AlsoIn]] = {}
    for hit in hits:
        revision = hit.revision
        also = AlsoIn(revision.article_id, revision.source, revision.url, revision.published_at)
        holders = copies.setdefault(_words(hit.passage.text), [])
        if also not in holders:
            holders.append(also)
    return copies


def _words(text: str) -> str:
    return " ".join(text.split())


def _citation(number: int, quote: Quote, revision: Revision, copies: Sequence[AlsoIn]) -> Citation:
    return Citation(
        number=number,
        article_id=revision.article_id,
        revision=revision.number,
        title=revision.title,
        source=revision.source,
        url=revision.url,
        language=revision.language,
        published_at=revision.published_at,
        updated_at=revision.updated_at,
        quote=quote.text,
        start=quote.start,
        end=quote.end,
        also_in=tuple(copies),
    )
