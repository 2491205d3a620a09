"""Whether whole quotes carry a wording, word by word: far stricter than the check of a free rewording. Pure.

A claim that fails falls back to its quote, so what is not certain fails.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from dateline.indexes.nouns import Passage, Revision
from dateline.indexes.sentences import spans
from dateline.service.check.acting import causes, promoted, unnamed
from dateline.service.check.attached import miscounted, prepositions, rehung, swapped
from dateline.service.check.attribution import borrowed, misattributed
from dateline.service.check.belonging import scattered
from dateline.service.check.bounds import boundless, curtailed, loosened, multiplied, timeless, unfinished
from dateline.service.check.clauses import Clauses, clauses
from dateline.service.check.close import is_close
from dateline.service.check.derived import is_derived
from dateline.service.check.evidence import Evidence, Flaw
from dateline.service.check.gapped import gapped, repeated, uncounted
from dateline.service.check.joined import halved, parts, pronouns, unreported
from dateline.service.check.keeping import places
from dateline.service.check.licensed import unlicensed
from dateline.service.check.limits import left_out
from dateline.service.check.links import links, named
from dateline.service.check.matched import unmatched
from dateline.service.check.meant import meant
from dateline.service.check.moved import exchanged, headless, misdated, torn
from dateline.service.check.naming import misnamed
from dateline.service.check.pinned import unpinned
from dateline.service.check.readings import readings
from dateline.service.check.shared import tellings
from dateline.service.check.widened import widened
from dateline.service.languages import is_english

_PLAIN = re.compile(r"[A-Z0-9“\"‘'$€£¥][^\n<>{}\[\]|\\^`*_#~@]*\.[”\"’]?")
_ODD = re.compile(
    r"https?:|www\.|\w\.(?:com|org|net)\b|"
    r"[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\uffff\U000e0000-\U000e007f]"
)
_COMMANDS = re.compile(r"(?:Click|See|Visit|Note|Ignore|Buy|Call|Read|Consider|Remember|Do not|Don[’']t|Please|Let)\b")


def unsupported(wording: str, evidence: Sequence[Evidence]) -> Flaw | Literal["language"] | None:
    """Why whole quotes do not carry a wording; None: they carry it. What is not English is not carried: no rule here can read it.

    No encoder is asked: what stands in the place of a word is near to it, whether it is a synonym or a lie.
    """
    texts = [passage.text for each in evidence for passage in each.passages]
    if wording in texts and is_plain(wording):
        return None
    if not all(map(is_english, (wording, *texts))):
        return "language"
    if (flaw := _unsupported(wording, evidence)) is not None:
        return flaw
    return next(chain(unpinned(wording, texts), unmatched(wording, texts)), None)


def _unsupported(wording: str, evidence: Sequence[Evidence]) -> Flaw | None:
    passages = [(each.revision, passage) for each in evidence for passage in each.passages]
    if not passages or not is_plain(wording):
        return "addition"
    quotes = [clauses(passage.text, each.published) for each in evidence for passage in each.passages]
    claim = clauses(wording, evidence[0].published)
    told = Told(*halved(quotes, passages))
    alone = unreported(claim, evidence)
    if told.carries(claim) or (alone is not None and told.carries(alone)):
        return None
    return next((flaw for _, flaw in reasons(wording, evidence)), None)


@dataclass(frozen=True, slots=True)
class Told:
    """The quotes that a claim names, and where they stand."""

    quotes: Sequence[Clauses]
    passages: Sequence[tuple[Revision, Passage]]

    def carries(self, claim: Clauses) -> bool:
        """Whether one quote tells a claim in its own words, or each of the parts that it joins."""
        if self._by(claim):
            return True
        for one, other in parts(claim):
            first, second = clauses(one, claim.base), clauses(other, claim.base)
            here = self._by(first)
            if not here:
                continue
            there = self._by(second)
            if there and (not pronouns(other, claim.base) or self._follows(here, there)):
                return True
        return False

    def _by(self, claim: Clauses) -> set[int]:
        """The quotes that tell a claim."""
        if found := self._as_it_stands(claim):
            return found
        forms = (clauses(text, claim.base) for text in readings(claim.text, self.passages))
        return next((found for form in forms if (found := self._as_it_stands(form))), set[int]())

    def _as_it_stands(self, claim: Clauses) -> set[int]:
        return {
            number
            for number, quote in enumerate(self.quotes)
            if any(
                is_derived(claim, telling, meant(number, self.quotes, self.passages))
                for telling in (quote, *(clauses(text, quote.base) for text in tellings(quote.text)))
            )
        }

    def _follows(self, one: set[int], other: set[int]) -> bool:
        """Whether a quote of the second part is of the first part's article, and does not stand before it."""
        return any(
            self.passages[a][0].article_id == self.passages[b][0].article_id
            and 0 <= self.passages[b][1].ordinal - self.passages[a][1].ordinal <= 2
            for a in one
            for b in other
        )


def reasons(wording: str, evidence: Sequence[Evidence]) -> Iterator[tuple[str, Flaw]]:
    """Everything that is wrong with a wording: the name of the rule, and the flaw that it found."""
    passages = [(each.revision, passage) for each in evidence for passage in each.passages]
    if not passages or not is_plain(wording):
        yield "plain", "addition"
        return
    if any(passage.text == wording for _, passage in passages):
        return
    claim = clauses(wording, evidence[0].published)
    quotes = [clauses(passage.text, each.published) for each in evidence for passage in each.passages]
    found = places(claim.items, quotes)
    subjects = links(quotes, passages)
    borrowable = [_stems(quotes, each, names_only=False) for each in subjects]
    speakers = [
        named(*passage) or _stems(quotes, subject, names_only=True)
        for passage, subject in zip(passages, subjects, strict=True)
    ]
    rules: tuple[tuple[str, Iterator[Flaw]], ...] = (
        ("licence", unlicensed(claim, found, quotes)),
        ("limit", left_out(claim, found, quotes)),
        ("widened", widened(claim, found, quotes)),
        ("time", timeless(found, quotes)),
        ("bounds", boundless(found, quotes)),
        ("curtailed", curtailed(found, quotes)),
        ("loosened", loosened(found, quotes)),
        ("unfinished", unfinished(found, quotes)),
        ("plural", multiplied(claim, found, quotes)),
        ("counted", miscounted(claim, found, quotes)),
        ("preposition", prepositions(claim, found, quotes)),
        ("swapped", swapped(claim, found, quotes)),
        ("exchanged", exchanged(claim, found, quotes)),
        ("gapped", gapped(found, quotes)),
        ("uncounted", uncounted(found, quotes)),
        ("repeated", repeated(claim, found)),
        ("misdated", misdated(claim, found, quotes)),
        ("torn", torn(claim, found, quotes)),
        ("rehung", rehung(claim, found, quotes)),
        ("headless", headless(found, quotes)),
        ("cause", causes(claim, found, quotes)),
        ("promoted", promoted(claim, found, quotes)),
        ("unnamed", unnamed(claim, found, quotes)),
        ("scattered", scattered(claim, found, quotes, subjects)),
        ("voice", misattributed(claim, found, quotes, speakers)),
        ("misnamed", misnamed(claim, quotes)),
        ("borrowed", borrowed(claim, found, quotes, speakers, borrowable)),
    )
    for name, flaws in rules:
        for flaw in flaws:
            yield name, flaw
    if not is_close(claim, found, quotes):
        yield "close", "addition"


def is_plain(wording: str) -> bool:
    """Whether it is one declarative sentence of plain words."""
    return (
        _PLAIN.fullmatch(wording) is not None
        and not _ODD.search(wording)
        and not _COMMANDS.match(wording)
        and len(spans(wording)) == 1
    )


def _stems(quotes: Sequence[Clauses], subject: dict[int, frozenset[int]], *, names_only: bool) -> frozenset[str]:
    """The base forms of the words that a quote may borrow from others."""
    items = [quotes[other].items[at] for other, places_there in subject.items() for at in places_there]
    return frozenset(item.stem for item in items if not names_only or (item.is_content and item.text[:1].isupper()))
