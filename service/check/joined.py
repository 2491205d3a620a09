"""A claim that joins two or three things, cut into claims of one thing each. Pure."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from dateline.indexes.nouns import Passage, Revision
from dateline.service.check.clauses import AUXILIARIES, MARK, Clauses, clauses, is_base
from dateline.service.check.evidence import Evidence
from dateline.service.check.frames import frame

_JOINS = frozenset("and but while".split())
_PRONOUNS = frozenset("it he she they its his her their".split())
_LONGEST = 8  # items of a list
_SHORT = 16  # words of an item
_NUMBERS = frozenset("two three four five six seven eight nine ten".split())
_ONE = {"are": "is", "were": "was", "have": "has"}
_SENTENCES = re.compile(r"(?<=[ap]\.m\.) (?=“)")  # which a passage did not end at
_MOST = 5  # places where a claim is tried to be cut


def parts(claim: Clauses) -> Iterator[tuple[str, str]]:
    """Ways to cut a claim in two: both as sentences of their own, with the subject or the speaker that they share."""
    cuts = [at for at in range(2, len(claim.items) - 1) if _is_joint(claim, at)]
    for at in cuts[:_MOST]:
        item = claim.items[at]
        joint = item.lower in _JOINS
        first = claim.text[: claim.items[at - 1].end]
        begins = claim.items[at + 1] if joint else item
        second = claim.text[begins.start :].rstrip(".”")
        if not _has_verb(claim, at + joint):
            continue
        for one, other in _shared(claim, at, at + joint, first, second):
            yield _sentence(one), _sentence(other)


def _is_joint(claim: Clauses, at: int) -> bool:
    return claim.items[at].lower in _JOINS or ";" in claim.items[at].gap


def _has_verb(claim: Clauses, start: int) -> bool:
    """Whether what begins there has a verb before its first mark, or behind its first aside."""
    marks = 0
    for at in range(start, len(claim.items)):
        marks += at > start and MARK.search(claim.items[at].gap) is not None
        if at in claim.verbs and claim.items[at].lower not in ("which", "who"):
            return marks < 3
    return False


def _shared(claim: Clauses, end: int, start: int, first: str, second: str) -> Iterator[tuple[str, str]]:
    """The two parts as they stand; with one speaker for both; with one subject for both."""
    marked = MARK.search(claim.items[end].gap) is not None
    if start in claim.verbs:
        subject = _subject(claim)
        if subject:
            yield first, f"{subject} {second}"
        if marked and any(at in claim.verbs for at in range(start + 2, min(start + 8, len(claim.items)))):
            yield first, second  # "failed samples came down"
        return
    before = clauses(f"{first}.", claim.base)
    behind = clauses(f"{second}.", claim.base)
    mine, theirs = frame(before), frame(behind)
    if mine.verb is not None and mine.content and mine.content[0] > mine.verb:
        opening = first[: before.items[mine.content[0]].start]
        if theirs.verb is None:
            yield first, f"{opening}{second}"
    elif theirs.verb is not None and theirs.content and theirs.content[0] < theirs.verb:
        closing = second[behind.items[theirs.content[-1]].end :]
        yield f"{first}{closing}", second
    if marked or mine.verb is None:
        yield first, second


def _subject(claim: Clauses) -> str:
    """The words before the first verb."""
    verb = min((at for at in claim.verbs if at), default=0)
    if not verb or verb > 12:
        return ""
    found = claim.text[: claim.items[verb - 1].end]
    return found if "," not in found else re.split(r",", found)[0]


def _sentence(text: str) -> str:
    text = text.strip(" ,;—–")
    return f"{text[:1].upper()}{text[1:]}."


def pronouns(text: str, base: date | None) -> bool:
    """Whether a part of a claim begins with a pronoun, which then means what the part before it is about."""
    return any(item.lower in _PRONOUNS for item in clauses(text, base).items[:3])


def halved(
    quotes: Sequence[Clauses], passages: Sequence[tuple[Revision, Passage]]
) -> tuple[list[Clauses], list[tuple[Revision, Passage]]]:
    """Quotes and their places, those with a semicolon also by halves."""
    found, where = list(quotes), list(passages)
    for quote, place in zip(quotes, passages, strict=True):
        halves = quote.text.split("; ")
        if len(halves) == 2 and "“" not in quote.text and "according" not in halves[1]:
            found += [clauses(_sentence(half), quote.base) for half in halves]
            where += [place, place]
    for quote, place in zip(quotes, passages, strict=True):
        sentences = _SENTENCES.split(quote.text)
        if len(sentences) > 1:
            found += [clauses(each, quote.base) for each in sentences]
            where += [place for _ in sentences]
    more, there = listed(quotes, passages)
    return [*found, *more], [*where, *there]


def unreported(claim: Clauses, evidence: Sequence[Evidence]) -> Clauses | None:
    """A claim without "the Sabine Courier reported", if that is the paper of all its quotes."""
    told = frame(claim)
    if told.verb is None:
        return None
    who = " ".join(claim.items[at].lower for at in told.speaker).removeprefix("the ")
    if any(
        clauses(f"{each.revision.source or '-'}.", None).text.rstrip(".").lower().removeprefix("the ") != who
        for each in evidence
    ):
        return None
    first, last = claim.items[told.content[0]], claim.items[told.content[-1]]
    return clauses(_sentence(claim.text[first.start : last.end]), claim.base)


def listed(
    quotes: Sequence[Clauses], passages: Sequence[tuple[Revision, Passage]]
) -> tuple[list[Clauses], list[tuple[Revision, Passage]]]:
    """What a sentence that ends with a colon says with one item of the list behind it: "The contract covers:" with "a guarantee on the batteries"."""
    found: list[Clauses] = []
    where: list[tuple[Revision, Passage]] = []
    for quote, (revision, lead) in zip(quotes, passages, strict=True):
        if not lead.text.rstrip().endswith(":"):
            continue
        for other, (elsewhere, item) in zip(quotes, passages, strict=True):
            if elsewhere is not revision or not _is_listed(revision, lead, item):
                continue
            for text in _with_item(quote, other.text.rstrip(" .;,")):
                found.append(clauses(_sentence(text), quote.base))
                where.append((revision, lead))
    return found, where


def _is_listed(revision: Revision, lead: Passage, item: Passage) -> bool:
    """Whether an item stands in the list behind a lead: nothing but items stands between them."""
    between = [each for each in revision.passages if lead.ordinal < each.ordinal <= item.ordinal]
    return (
        bool(between)
        and len(between) <= _LONGEST
        and all(
            len(clauses(each.text, None).items) < _SHORT
            and not each.text.endswith(":")
            and not any(at in _finite(each.text) for at in range(3))
            for each in between
        )
    )


def _finite(text: str) -> frozenset[int]:
    row = clauses(text, None)
    return frozenset(at for at in row.verbs if row.items[at].lower in AUXILIARIES)


def _with_item(lead: Clauses, item: str) -> Iterator[str]:
    """The lead with an item in the place of what the colon explains: its last object, or its subject."""
    text = lead.text.rstrip(" :")
    last = max((at for at in range(len(lead.items)) if at in lead.verbs or is_base(lead.items[at])), default=0)
    behind = lead.items[last + 1 :]
    if not behind:
        yield f"{text} {item}"
    elif any(
        each.figure is not None or each.lower in ("following", "these", "three", "two", "four") for each in behind
    ):
        yield f"{lead.text[: lead.items[last].end]} {item}"
    verb = min((at for at in lead.verbs if at), default=0)
    if (0 < verb <= 3 and lead.items[0].figure is not None) or (verb <= 3 and lead.items[0].lower in _NUMBERS):
        tail = lead.text[lead.items[verb].start :].rstrip(" :")
        yield f"{item} {_ONE.get(lead.items[verb].lower, lead.items[verb].text)}{tail[len(lead.items[verb].text) :]}"
