"""The form of answer that a question asks for: one thing, several, a list, a development, all that somebody said. By rules."""

import re
from typing import Literal

from dateline.service.saying import said

Shape = Literal["one", "several", "list", "change", "said"]

_ASKING = (
    r"(?:how|what|who|whom|whose|when|where|why|which|by how much|in (?:what|which)|to whom|for how|"
    r"did|does|do|is|was|were|are|has|have|will)"
)
_AND = re.compile(rf"(?:,?\s+and(?:\s+also)?|;|\?)\s+(?={_ASKING}\b)", re.I)
_BEGINS = re.compile(rf"\s*(?:{_ASKING})\b", re.I)
_CHANGE = re.compile(
    r"\bhow (?:has|have|did|does|do|had)\b.*\b(?:chang|develop|evolv|grow|grew|mov|shift|slip|ris|rose|fall|fell|progress|vary|var[iy]|go|gone|differ)|"
    r"\b(?:over (?:time|the years|the months)|history of|trace|timeline|trend|year (?:by|on|over|after) year|before and after|"
    r"successive|step by step|track|(?:yearly|annual|monthly|quarterly) (?:totals?|figures?|numbers?|counts?))\b|\bfrom\b.*\bto\b.*\b(?:19|20)\d\d\b|\bwhat (?:became|happened|has become) (?:of|to|with)\b",
    re.I,
)
_LIST = re.compile(
    r"^\W*(?:name(?!s? of the \w+ that)|list|give|enumerate)\b|\bwhat (?:are|were) (?:the|its|their|all)\b|\bwho (?:are|were) (?:the|all)\b|"
    r"\b(?:which|what) (?:[\w’'-]+ ){0,2}?(?!(?:is|was|does|has|this|its|us)\b)[\w’'-]*[^s\W]s\s+(?:are|were|did|do|have|had|will|would|can|could|must|got|went|came|[a-z]+ed)\b|"
    r"\ball (?:the|of)\b|\bevery\b|\bwhich (?:two|three|four|five|six|seven)\b|\bwhat (?:two|three|four|five|conditions|reasons)\b",
    re.I,
)
_SEVERAL = re.compile(
    r"\b(?:both|each of|respectively|compare[ds]?|comparison|difference between|versus|vs\.?|as well as|either|disagree|dispute|differ|differing|"
    r"conflicting|(?:more|less|bigger|larger|longer|higher|lower|older|earlier|later|cheaper|greater) than|which (?:is|was|of the two)|estimates)\b",
    re.I,
)


_NAME = r"[A-Z][\w’'-]*(?: (?:of |the )?[A-Z][\w’'-]*)*"
_TOGETHER = re.compile(
    rf"\b(?P<a>(?:(?:of|at|in|for|by|to|from) )?(?:the )?(?:{_NAME}|(?:19|20)\d\d))(?:,? and | or | versus | vs\.? |, as opposed to )"
    rf"(?P<b>(?:(?:of|at|in|for|by|to|from) )?(?:the )?(?:{_NAME}|(?:19|20)\d\d))"
)
_EACH = re.compile(r"\b(?P<a>(?:(?:the|its|their) )?[a-z-]+) and (?P<b>(?:(?:the|its|their) )?[a-z-]+) each\b")
_FIGURE = re.compile(
    r"\b(?:costs?|prices?|bills?|budgets?|figures?|rates?|capacity|forecasts?|outlook|headcount|staff|workforce|numbers?|revenues?|profits?|"
    r"loss(?:es)?|output|reserves|debt|deficit|fees?|fares?|tolls?|pay|wages?|shares?|stake|turnout|attendance|visitors|passengers|"
    r"traffic|sales|amounts?|estimates?|tally|totals?|compensation|grants?|spending|population|temperature|length|height|inflation|"
    r"unemployment|offers?|toll|size)\b",
    re.I,
)


def parts(text: str) -> tuple[str, ...]:
    """The questions that one question puts together: "When …, and how much …?" is two. One that is whole is itself."""
    found = [each.strip(" ,;?") for each in _AND.split(text)]
    if len(found) < 2 or not all(_BEGINS.match(each) and len(each.split()) > 2 for each in found[1:]):
        return (text,)
    if len(found[0].split()) < 3:
        return (text,)
    return tuple(f"{each}?" for each in found)


def sides(text: str) -> tuple[str, ...]:
    """The same question of each of two that it names together: "What did Ann and Ben earn?" of Ann, of Ben. Else nothing."""
    match = _EACH.search(text) or _TOGETHER.search(text)
    if match is None:
        return ()
    before, behind = text[: match.start()], text[match.end() :]
    first, second = match["a"], match["b"]
    if before.rstrip().endswith(("between", "Between")) or not before.strip():
        return ()
    return f"{before}{first}{behind}", f"{before}{second}{behind}"


def asks_figure(text: str) -> bool:
    """Whether it asks how a figure developed: a cost, a rate, a number of people."""
    return bool(_FIGURE.search(text))


def shape(text: str) -> Shape:
    """The form of answer asked for."""
    if said(text) is not None:
        return "said"
    if _CHANGE.search(text):
        return "change"
    if _LIST.search(text):
        return "list"
    if len(parts(text)) > 1 or _SEVERAL.search(text):
        return "several"
    return "one"
