"""The question without the time that it names: where the articles answer that, of another year, it is the dates that are wrong. Pure."""

import re
from collections.abc import Sequence

from dateline.service.bars import years_away
from dateline.service.candidates import Candidate
from dateline.service.question import Reading
from dateline.service.times import MONTHS

_YEAR = r"(?:19|20)\d\d"
_PART = rf"(?:{MONTHS}|spring|summer|autumn|fall|winter|(?:first|second|third|fourth|last) (?:quarter|half)(?: of)?|[QH][1-4]|early|mid|late|the|calendar|fiscal|full[- ]year)"
_AT = r"(?:in|for|during|of|by|since|from|until|before|after|as of|at the (?:end|start|beginning) of|by the end of)"
_TIME = re.compile(rf",?\s*(?:\b{_AT}\s+)?(?:\b{_PART}[\s-]+)*\b(?:\d\d?,? )?{_YEAR}(?:[’']s)?\b", re.I)


def untimed(text: str) -> str | None:
    """A question without the years that it names, and what belongs to them; None where it names none or nothing else."""
    left = re.sub(r"\s+([?.,])", r"\1", " ".join(_TIME.sub(" ", text).split())).lstrip(" ,")
    return left if left != text and len(left.split()) > 2 else None


def is_of_another_year(reading: Reading, shown: Sequence[Candidate]) -> bool:
    """Whether what answers the question without its time is told of years that the question, as read, does not name."""
    return bool(shown) and years_away(reading, shown[0].hit) == 1.0
