"""What a speaker is, in the words of the article that quotes them: "Ann Lee, the harbour master". By rules."""

import re
from functools import lru_cache

_POSTS = (
    r"minister|secretary|president|chairman|chairwoman|chair|director|chief|executive|officer|mayor|governor|premier|chancellor|senator|"
    r"spokesman|spokeswoman|spokesperson|analyst|economist|professor|researcher|lawyer|judge|coroner|commissioner|ambassador|envoy|"
    r"leader|head|manager|founder|owner|partner|editor|author|engineer|inspector|superintendent|coach|captain|master|treasurer|"
    r"auditor|delegate|member|councillor|lawmaker|deputy|general|boss|organiser|organizer|nurse|teacher|farmer|fisherman|resident|"
    r"scientist|historian|curator|pastor|bishop|sheriff|banker|broker|strategist|consultant|adviser|advisor|trader|union leader"
)
_ASIDE = (
    r"(?P<role>(?:an?|the|its|their|who (?:is|was|leads|runs|heads|chairs)|until now|a former|president|chairman|chair|director|head|"
    r"chief|professor|secretary|spokes\w+|managing|senior|deputy|branch|[\w’-]+ (?:secretary|director|chief|analyst|minister|leader|manager))\b"
    r"[^,;:.“”()]{2,90})(?=[,;.”])"
)
_BEFORE = rf"(?P<role>(?:[A-Za-z][\w’-]*\s+){{0,4}}?(?:[A-Za-z]+\s+)?(?i:{_POSTS}))\s+"
_NOT_A_ROLE = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|yester|to)day|said|says|told|asked|added|on|in|at|and|but|with|to|from|by|as|after|before)\b",
    re.I,
)


@lru_cache(maxsize=4096)
def with_role(name: str, text: str) -> str:
    """The name with the role that the article gives it, or as it is: "Ann Lee, the harbour master".

    Only people have roles: a name of two words and more, each with a capital.
    """
    words = name.split()
    if len(words) < 2 or not all(
        word[:1].isupper() or word in {"de", "van", "von", "der", "bin", "al"} for word in words
    ):
        return name
    if words[0] in {"The", "A", "An"}:
        return name
    who = re.escape(name)
    if (aside := re.search(rf"\b{who},\s+{_ASIDE}", text)) is not None:
        return f"{name}, {aside['role'].strip()}"
    if (before := re.search(rf"(?:^|(?<=[\s“,;]))(?:[Tt]he\s+)?{_BEFORE}{who}\b", text)) is not None:
        role = before["role"].split()
        while role and _NOT_A_ROLE.search(" ".join(role)):
            role = role[1:]
        if role:
            return f"{name}, {' '.join(role)}"
    return name
