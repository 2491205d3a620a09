"""What an answer tells of what was asked for: what somebody made or ordered, what was listed. English, by rules."""

import re
from collections.abc import Sequence

from dateline.service.following.conversation import Told, is_time
from dateline.service.following.mentions import Name
from dateline.service.following.phrases import (
    bare,
    head,
    phrases,
)

_COUNTS = r"two|three|four|five|six|seven|eight|nine|ten|\d+|several|new|some"

_MAKES = frozenset("announce propose build buy find discover invent design write paint publish order launch sign develop create introduce plan present "
    "unveil draft open found start suggest offer demand".split())  # fmt: skip


def begins_with(quotes: Sequence[str], name: Name) -> bool:
    """Whether the answer begins with a name."""
    return bool(quotes) and bool(re.match(rf"(?:The )?{re.escape(name.text)}\b(?![’']s?\b)", quotes[0]))


def what_was_made(turn: Told) -> str:
    """What somebody made, found or put forward, where the question was what and the answer tells: "a levy on plastic"."""
    parts = turn.clause
    if (
        parts is None
        or parts.wh.lower() != "what"
        or not turn.quotes
        or bare(parts.predicate.partition(" ")[0]) not in _MAKES
    ):
        return ""
    told = turn.quotes[0]
    found = re.finditer(
        r"\b[Aa]n?\s+(?P<what>(?:[\w,’-]+\s+){0,4}?[\w-]+)(?=\s+(?:of|on|for|in|at|to|that|which|with|from|near|by|worth|and)\b|[.,;]\s|[.,;]$)",
        told,
    )
    match = next((each for each in found if not is_time(each["what"].split()[0])), None)
    if match is None:
        return ""
    behind = phrases(told[match.end() :])[:1]
    more = "".join(
        f" {part.preposition} {part.text}"
        for part in behind
        if part.preposition in {"on", "of", "for", "in", "against"}
    )
    return f"the {match['what']}{'' if re.search(r'[0-9]', more) else more}"


def several_made(turn: Told) -> str:
    """What somebody ordered or plans, where it is several: "the two ferries that Halvik Line did order"."""
    parts = turn.clause
    verb = bare(parts.predicate.partition(" ")[0]) if parts else ""
    if parts is None or parts.wh.lower() != "what" or not turn.quotes or not parts.subject or verb not in _MAKES:
        return ""
    match = re.search(
        rf"\b(?:{_COUNTS})\s+(?P<what>(?:[a-z-]+\s+){{0,3}}?[a-z-]+[^su]s)\b(?! (?:of|a|per)\b)", turn.quotes[0]
    )
    if match is None or is_time(match["what"]):
        return ""
    return f"the {match.group()} that {parts.subject} {parts.helper} {verb}"


def what_was_listed(turn: Told) -> str:
    """What was asked for by kind, where the answer lists it: "gallium and germanium, two metals used in chips"."""
    parts = turn.clause
    if parts is None or not parts.noun or not turn.quotes or not re.match(r"(?:which|what)\b", parts.wh, re.I):
        return ""
    kind = re.escape(head(parts.noun).removesuffix("s"))
    listed = r"(?P<all>(?:[Tt]he )?[\w’-]+(?:, [\w’-]+){0,5},? and (?:the )?[\w’-]+)"
    match = re.search(rf"{listed}, (?:two|three|four|five|six|both|all|the)\b[^,.]{{0,30}}\b{kind}", turn.quotes[0])
    match = match or re.match(rf"{listed}(?= (?:will|are|were|have|must|may|need)\b)", turn.quotes[0])
    found = match["all"] if match else ""
    is_common = found[1:].islower()
    return found[:1].lower() + found[1:] if is_common else found if re.search(r"[A-Z][\w’-]*$", found) else ""
