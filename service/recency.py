"""What is so now: of several sentences that answer about as surely, the one of the newest article comes first. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.service.candidates import Candidate, ordered
from dateline.service.question import Reading

_NOW = re.compile(
    r"(?<!\bfrom )(?<!\buntil )(?<!\bby )(?<!\btill )\bnow\b(?! that\b)|\b(?:currently|nowadays|at present|at the moment|these days|to date|so far|thus far|"
    r"any ?more|any longer|as (?:of|things stand) today|as things stand)\b|\b(?:most recent(?:ly)?|newest)\b|\b(?:the|[\w’'-]+[’']s?) (?:latest|current)\s+(?!(?:off|of|in|at|on|from|to|is|was|by|and|that)\b)[a-z]|"
    r"(?<!\bstand )(?<!\bstood )(?<!\bstands )(?<!\blie )(?<!\bkept )(?<!\bkeep )\bstill\b(?! life)",
    re.I,
)
_AS_SURELY = 1.25  # of preference that a newer sentence may lack


def asks_newest(reading: Reading) -> bool:
    """Whether a question asks how things stand, and names no year."""
    return not reading.years and bool(_NOW.search(reading.standalone))


def newest_first(reading: Reading, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, best first; where it is asked how things stand, the newest of those that answer about as surely is the best."""
    free = [each for each in candidates if not each.is_barred]
    if not free or not asks_newest(reading):
        return list(candidates)
    best = max(each.preference for each in free)
    alike = [
        each for each in free if each.preference >= best - _AS_SURELY and each.hit.revision.published_at is not None
    ]
    newest = max(alike, key=lambda each: (_day(each), each.preference), default=None)
    if newest is None:
        return list(candidates)
    return ordered(replace(each, preference=best + 1.0) if each is newest else each for each in candidates)


def _day(candidate: Candidate) -> float:
    at = candidate.hit.revision.published_at
    return at.timestamp() if at is not None else 0.0
