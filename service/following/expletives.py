"""Pronouns that point to nothing before the question: "Is it true that", "Which yard keeps its dock". English, by form."""

import re
from functools import lru_cache

_EXPLETIVE = re.compile(
    r"\bit (?:really )?true\b|\bit (?:really )?(?:possible|likely|unlikely|clear|legal|certain|known|said|believed|important|necessary|fair|too|"
    r"safe|normal|common)\b(?=.*\b(?:that|to|if|for|whether)\b)|\bit (?:really )?expected\b(?=.*\bthat\b)|\bit (?:raining|snowing)\b|\b(?:does|will|did|would) it take\b(?! (?:effect|place|over|off|up|part|care|into|on))|\bit (?:is|was|has been) .*\b(?:that|who)\b|"
    r"\bhow (?:is|was) it that\b|\b(?:does|did) it mean (?:when|if|that|to|for)\b|^how\b.*\bputs? it\b|\bas (?:\w+ ){1,3}(?:saw|sees|puts?) it\b|\b(?:does|did|would|will) it cost (?:(?:anything|much|money|something|extra) )?to \w+ \w+|\bcome to it\b|\b(?:get|got|gets|call|called|find|found|think|consider|considered|make|made) it \w+ that\b|\b(?:of|to|on|about|with|at|for) it that\b|\b\w+ it (?:off|up|out|about|on|down) that\b|^(?:which \w+|who) (?:is|was) it\W*$",
    re.I,
)
_BEFORE_NAME = re.compile(  # "of its sales did Corvane put", where the owner comes behind
    r"[^,?]*?\s(?:do|does|did|has|have|had|will|would|is|are|was|were|can|could|may|must|should)\s+(?:the\s+)?[A-Z]"
)
_OF_ASKED = re.compile(  # "Which yard keeps its dock", where the owner is asked for
    r"(?!.*\b(?:of|in|for|on|from)\b)(?:and |but |so )?(?:which|what) (?!did\b|does\b|do\b|is\b|was\b|has\b|had\b|will\b|of\b|are\b|were\b|would\b|can\b|could\b)(?:[a-z]+ )?[a-z]+ (?:(?:has|had|will|would|is|are) )?[a-z]+ (?:[a-z]+ )?$",
    re.I,
)


@lru_cache(maxsize=64)
def expletives(text: str) -> tuple[tuple[int, int], ...]:
    """Where an "it" stands that points to nothing: "Is it true that"."""
    return tuple(match.span() for match in _EXPLETIVE.finditer(text))


def without_expletives(text: str) -> str:
    """A text without them."""
    return _EXPLETIVE.sub("", text)


def is_said_here(left: str, right: str) -> bool:
    """Whether the question itself says whose it is, behind "its" or before it: "of its sales did Corvane put"."""
    return bool(_OF_ASKED.match(left) or _BEFORE_NAME.match(right))
