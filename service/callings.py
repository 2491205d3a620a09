"""How a text calls somebody: the name in it, what stands before that, and whether it is a person's or a body's. Pure."""

import re
from collections.abc import Sequence

from dateline.service.speech import ORGANISATION, TITLES
from dateline.service.words import stems_of

_RUN = re.compile(r"[A-Z][\w’'&.-]*(?:\s+(?:(?:of|the|and|for|de|der|van|von|&)\s+)*[A-Z][\w’'&-]*)*")
BODY = frozenset(
    "company firm group utility agency body organisation organization authority operator corporation business enterprise concern "
    "institution institute bank union association charity club board council committee ministry department government office party court "
    "cooperative league federation commission university hospital school port railway airline carrier supplier developer contractor "
    "manufacturer maker owner lender insurer trust foundation museum service police church team campaign movement alliance coalition".split()
)
FIRM = frozenset(
    "company firm group operator corporation business enterprise concern airline carrier supplier developer contractor manufacturer maker "
    "owner lender insurer".split()
)
PERSON_NOUN = re.compile(
    r"(?:\w{2,}(?:er|or|ist|man|woman|ian|ant|ent)|chair|head|chief|boss|mayor|judge|nurse|pilot|clerk|bishop|abbot|chef|king|queen|coach|guide|cook)$"
)
REFLEXIVE = re.compile(r"\s+(?:itself|himself|herself|themselves)$")


def parted(who: str) -> tuple[str, str]:
    """What stands before a name, and the name: "harbour master", "Ann Lee". Of "Ann Lee of the Tide Board", what is before "of"."""
    words = REFLEXIVE.sub("", who.strip(" ,.")).split()
    at = next((at for at, word in enumerate(words) if word in {"of", "at", "from", "for", "with", "in"} and at), None)
    if (
        at is not None
        and at > 1
        and words[at - 1][:1].isupper()
        and words[at - 2][:1].isupper()
        and not is_body_name(words[:at])
    ):
        words = words[:at]
    name = " ".join(words)
    runs = [
        match for match in _RUN.finditer(name) if match.group() not in {"The", "A", "An", "Its", "His", "Her", "Their"}
    ]
    if not runs:
        return "", ""
    before, run = name[: runs[-1].start()].split(), runs[-1].group().split()
    while len(run) > 1 and run[0] in {"The", "A", "An", "Its", "His", "Her"}:
        before, run = [*before, run[0]], run[1:]
    titles = [
        at
        for at, word in enumerate(run[:-1])
        if word.lower().strip(".") in TITLES or (len(run) > 2 and at < len(run) - 2 and PERSON_NOUN.match(word.lower()))
    ]
    if titles and not is_body_name(run):
        before, run = [*before, *run[: titles[-1] + 1]], run[titles[-1] + 1 :]
    if len(run) > 2 and before[-1:] == [] and PERSON_NOUN.match(run[0].lower()) and not is_body_name(run):
        before, run = run[:1], run[1:]
    return " ".join(before), " ".join(run)


def is_same(one: str, other: str) -> bool:
    """Whether two names are one: "Lee" may be Ann Lee, "Karl Lee" is not."""
    here, there = stems_of(one), stems_of(other)
    return bool(here and there) and (here <= there or there <= here)


def is_body_name(words: Sequence[str]) -> bool:
    """Whether the words of a name tell of a body."""
    return any(word.lower().strip("’s.") in BODY or ORGANISATION.fullmatch(word) for word in words)
