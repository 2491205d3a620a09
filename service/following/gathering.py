""" "Those", "of them" and counts without their noun as what was asked for: "Which of the ships that the yard did deliver". English, by rules."""

import re
from collections.abc import Sequence

from dateline.service.following.clauses import Clause, clause
from dateline.service.following.conversation import Told
from dateline.service.following.mentions import names
from dateline.service.following.phrases import AUXILIARIES, DO, PREPOSITIONS, is_plural, phrases
from dateline.service.following.referents import thing
from dateline.service.following.verbs import base, is_verb

_THOSE = re.compile(
    r"\b(?P<of>(?:many|much|more|fewer|less|any|one|two|three|some|all|most|none|each|which|who|both|half|few|share|percent\w*|part) of )(?P<what>(?:those|these)(?: (?!are\b|were\b|have\b|is\b)[a-z-]+[^su]s(?= (?:is|are|was|were|has|have|had|did|do|does|will|can|could|would|may|must|should)\b|\W*$))?|them)\b|"
    r"\b(?P<alone>those|these)(?=\W*$| (?P<next>\w+))",
    re.I,
)

_ONES = re.compile(r"(?:(?:and|but|so) )?which (?P<ones>ones)(?= \w)", re.I)

_COUNTED = re.compile(r"(?:(?:and|but|so) )?(?:how many|which)(?= (?:are|were|have|had|will|can|may|must)\b)", re.I)


def gathered(text: str, before: Sequence[Told]) -> str:
    """A question with "those" and "of them" as what was counted or asked for: "Which of the ships that the yard did deliver"."""
    parts = before[-1].clause
    if parts and parts.noun and is_plural(parts.noun) and (ones := _ONES.match(text)):
        return f"{text[: ones.start('ones')]}{without_count(parts.noun)}{text[ones.end('ones') :]}"
    match = _THOSE.search(text)
    if match is None and (counted := _COUNTED.match(text)) and _lacks_noun(text) and (lot := asked_lot(before[-1])):
        return f"{counted[0]} of {lot}{text[counted.end() :]}"
    if (
        match is None
        or (match["next"] and not _goes_on(match["next"]))
        or not (lot := asked_lot(before[-1]) or thing(before, plural=True, as_object=True) or "")
    ):
        return text
    if not match.start() and not match["of"]:
        lot = lot[0].upper() + lot[1:]
    return f"{text[: match.start()]}{match['of'] or ''}{lot}{text[match.end() :]}"


def _lacks_noun(text: str) -> bool:
    """Whether it is asked how many or which, and not said of what: "How many are left today?"."""
    parts = clause(text)
    return (
        parts is not None and not parts.noun and not parts.subject and bool(parts.predicate) and not names(f"x {text}")
    )


def _goes_on(word: str) -> bool:
    """Whether "those" stands alone before this word: a verb or a preposition, no noun."""
    return word in AUXILIARIES | PREPOSITIONS or (is_verb(word) and word == base(word))


def asked_lot(last: Told) -> str:
    """What the last question counted or asked for by kind, with what it said of it."""
    parts = last.clause
    if match := re.match(r"(?:is|are|was|were) there (?P<what>[^,]+)$", last.question.rstrip(" ?"), re.I):
        return f"the {_bare_of(match['what'])}"
    if parts is None:
        return ""
    if parts.noun and is_plural(parts.noun):
        return f"the {without_count(parts.noun)} {relative(parts)}"
    if parts.wh.lower() in {"who", "what"} and not parts.subject:
        first = phrases(last.quotes[0])[:1] if last.quotes else ()
        opening = first[0].text[0].lower() + first[0].text[1:] if first else ""
        if opening and is_plural(opening) and not names(f"x {opening}"):
            return f"the {_bare_of(opening)} {relative(parts)}"
        return ""
    told = parts.rest if parts.subject else parts.predicate
    found = next(
        (
            part.text
            for part in phrases(told)
            if is_plural(part.text) and not part.preposition and not names(f"x {part.text}")
        ),
        "",
    )
    if found:
        behind = told[told.find(found) + len(found) :]
        return f"the {_bare_of(found)}{behind}"
    return parts.subject if is_plural(parts.subject) and not names(f"x {parts.subject}") else ""


def relative(parts: Clause) -> str:
    """What a question says of what it asks for: "that the yard did deliver"."""
    helper = "" if parts.helper in DO and not parts.subject else parts.helper
    return " ".join(["that", *(each for each in (parts.subject, helper, parts.predicate) if each)])


def without_count(noun: str) -> str:
    """A noun without the number before it."""
    return re.sub(r"^(?:two|three|four|five|six|seven|eight|nine|ten|other|of the) ", "", noun)


def _bare_of(phrase: str) -> str:
    return re.sub(r"^(?:any|some|an?|the|no|many) ", "", phrase)
