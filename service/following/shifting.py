"""A year reckoned from the one spoken of: "And two years later?". English, by rules."""

import re
from collections.abc import Sequence

from dateline.service.following.conversation import Told
from dateline.service.following.moments import year

_COUNTS = "one two three four five six seven eight nine ten".split()

_COUNT = rf"(?P<count>an?|the|{'|'.join(_COUNTS)}|\d{{1,2}})"

SHIFT = re.compile(
    rf"^(?:in |for |what about |how about )?(?:{_COUNT} years? (?P<to>later|earlier|before|after|on|prior)(?: that| then)?|the (?P<side>previous|preceding|prior|following|next|subsequent) year)$",
    re.I,
)


def shifted(match: re.Match[str], plain: str, last: Told, before: Sequence[Told]) -> str:
    """A year reckoned from the one spoken of: "And two years later?"."""
    question = last.question.rstrip(" ?.")
    base = year(before)
    if base is None:
        return f"{question} {plain}?"
    if match["side"]:
        found = base + (1 if match["side"].lower() in {"following", "next", "subsequent"} else -1)
    else:
        count = match["count"].lower()
        steps = int(count) if count.isdigit() else _COUNTS.index(count) + 1 if count in _COUNTS else 1
        found = base + (steps if match["to"].lower() in {"later", "after", "on"} else -steps)
    old = re.findall(r"\b(?:19|20)\d\d\b", question)
    return f"{question.replace(old[-1], str(found))}?" if old else f"{question} in {found}?"
