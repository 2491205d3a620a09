"""Questions that say of somebody only that he said, named or has something ("What reason did she give?"): of what, the talk tells. English, by form."""

import re
from collections.abc import Sequence

from dateline.service.following.callings import BODIES, FIRMS, LANDS, OFFICES
from dateline.service.following.clauses import clause, without_lead
from dateline.service.following.conversation import Told
from dateline.service.following.mentions import names
from dateline.service.following.phrases import bare, head
from dateline.service.words import content, stem, stems_of, tokens

_TELLING = (  # what is always done about something
    "say tell mention comment explain suggest add describe argue claim deny confirm predict estimate reckon think believe expect mean feel respond reply "
    "react object agree disagree complain warn hint elaborate quote speak talk clear unclear certain sure"
)
_GROUNDS = (  # what there is only of something else
    "reason cause explanation justification evidence proof example detail comparison figure estimate comment reaction response argument objection "
    "alternative condition consequence stake share part role bid contribution"
)
_EMPTY = (  # what may stand beside these and tells nothing of what it is about
    "give name see find call put make take play hold offer cite set ask use big large small instead else "
    "really exactly actually again later afterwards specific main thing kind sort own"
)
_WEIGHTY = frozenset(stem(word) for word in f"{_TELLING} {_GROUNDS}".split())
_SPOKEN = frozenset(("say", "tell", "think"))
_LIGHT = _WEIGHTY | frozenset(stem(word) for word in _EMPTY.split())
_KINDS = FIRMS | BODIES | LANDS | OFFICES
_NAMING = re.compile(r"\b(?:mention|cite|refer to|(?:name|single out)(?= (?:the )?[A-Z]| any))\b(?= \w)")
_TOLD_OF = re.compile(  # "feel about the timing of the launch"
    r"\b(?:say|said|think|thought|feel|felt|made?) (?:about|of|on) the [a-z-]+ of the (?:[a-z-]+ )?[a-z-]+$"
)

_EFFECT = re.compile(  # "Did Corvane expect any effect on its outlook?"
    r"\b(?:expect|foresee|see|predict|fear|feel|notice|suffer|report|have|has|had|make|made|give|announce|anticipate|mention|estimate|warn of|speak of)\b (?:to |of )?(?:any|much|an?|some|big|many|a big|no)?\s*(?:[a-z]+ )?"
    r"(?:effects?|impact|consequences|influence|difference|benefits?|damage|harm|losses|delays?|setback|fallout|savings)\b"
)
_SUFFERS = re.compile(
    r"\b(?:suffer|benefit|gain|profit|be (?:hurt|hit|affected|harmed)|(?:react|respond)(?: \w+ly)?)\W*$"
)
_OF_WHAT = re.compile(r"\b(?:of|from|if|when|because|after|by|through|since|due)\b")


def light(text: str, asked: str, before: Sequence[Told]) -> bool:
    """Whether a question has a speaker or an owner of the talk and no word that tells what it is about. `asked`: as it was put."""
    plain = without_lead(text)
    parts, own = clause(plain), names(f"x {plain}")
    if parts is None or not parts.subject or re.search(r"\d|: ", plain) or not _is_of_talk(parts.subject, before):
        return False
    if text != asked and _TOLD_OF.search(plain):
        return all(name.text in parts.subject for name in own)
    naming = _NAMING.search(parts.predicate)
    told = plain if naming is None else plain[: plain.rindex(naming.group())]
    if any(name.text not in parts.subject for name in own if name.text in told):
        return False
    if _SUFFERS.search(plain):
        return True
    if effect := _EFFECT.search(plain):
        return not _OF_WHAT.search(plain[effect.end() :])
    known = {token.stem for name in own for token in tokens(name.text)}
    known |= stems_of(parts.subject) if naming else set()  # "Did the minister's statement mention Ostmark?"
    left = [
        token.stem for token in content(tokens(told)) if token.stem not in known and token.text.lower() not in _KINDS
    ]
    if before[-1].asks_who and naming is None and _SPOKEN.issuperset(left):
        return False  # "What did he say?" of one who was just asked for
    is_weighty = naming is not None or bool(_WEIGHTY & set(left))
    return is_weighty and _LIGHT.issuperset(left)


def _is_of_talk(subject: str, before: Sequence[Told]) -> bool:
    """Whether a subject was spoken of: by its name, or by what it is ("the ministry")."""
    told = " ".join(text for turn in before for text in (turn.question, *turn.quotes))
    found = names(f"x {subject}")
    if found:
        return all(name.text.split()[-1] in told for name in found)
    return bare(subject.split()[0]) == "the" and head(subject) in _KINDS and head(subject) in told.lower()
