"""A count that is asked for without its verb ("And how many passengers in 2021?"), put into the newest question that counted. English."""

import re
from collections.abc import Sequence

from dateline.service.following.clauses import clause
from dateline.service.following.conversation import Told, is_time
from dateline.service.following.mentions import names
from dateline.service.following.retiming import timed
from dateline.service.following.verbs import is_verb

_COUNTED = re.compile(  # "how many visitors in 2024"
    r"^(?P<wh>(?P<how>how (?:many|much))(?: (?!is\b|are\b|was\b|were\b|do\b|does\b|did\b|has\b|have\b|will\b|would\b|may\b|can\b|must\b|should\b)[a-z-]+){0,3}?) (?P<time>(?:in|by|at|for|since|on|during|before|after) .+)$",
    re.I,
)


def counted_then(plain: str, before: Sequence[Told]) -> str | None:
    """ "And how many passengers in 2021?": the newest question that counted, of another time or place."""
    match, own = _COUNTED.match(plain), clause(plain)
    if match is None or own is None or own.helper or names(f"x {match['time']}") or not is_time(match["time"]):
        return None
    if any(is_verb(word) or word.endswith("ed") for word in plain.split()):
        return None
    for turn in reversed(before):
        parts = turn.clause
        if parts and parts.wh.lower().startswith(match["how"].lower()) and parts.predicate and parts.helper:
            told = " ".join(part for part in (parts.helper, parts.subject, parts.predicate) if part)
            frame = f"{match['wh'].capitalize() if ' ' in match['wh'][9:] or parts.noun == '' else parts.wh} {told}"
            return timed(match["time"], frame) or f"{frame} {match['time']}?"
    return None
