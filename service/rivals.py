"""The other figure: where somebody else in the article puts the same thing at another number, who quotes the one owes the other. Pure."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import takewhile
from math import isclose

from dateline.indexes.nouns import Passage, Revision
from dateline.service.check.figures import Figure, figures
from dateline.service.clauses import subject_of
from dateline.service.times import bare_counts
from dateline.service.words import content, stems_of, tokens

_BEFORE, _BEHIND = 3, 7  # sentences around in which the other is looked for
_TIMES = 6.0  # how many times as much or as little the other may be at most
_SOON = 60  # characters from the verb to the figure
_NAME = 7  # words of a name with its role
_LARGE = 1e5  # a sum of money that a number without a unit may be meant as
_SMALL = 13.0  # "the twelve members"
_RUN = re.compile(r"(?:\s+[\w’'-]+){1,4}")
_PUTS = re.compile(  # somebody reckons: "the union put the loss at 410", "insisted that it was 310 million"
    r"\b(?:puts? (?:it|them|that|this|(?:the|its|their) (?:[\w’'-]+ ){0,2}?[\w’'-]+(?<! from)(?<! to)(?<! of)) (?:at|near|closer to|above|below|as (?:high|low) as)|"
    r"(?:spoke|speaks|speak|talk(?:ed|s)?) of|(?<!be )(?<!was )(?<!were )(?<!not )(?<!been )found|insist(?:s|ed)?|maintain(?:s|ed)?|contend(?:s|ed)?|argu(?:es|ed)|claim(?:s|ed)?|"
    r"reckon(?:s|ed)?|(?<!\ban )estimat(?:es|ed)(?! (?:at|(?:\w+ ){0,3}by)\b)|count(?:s|ed)|tall(?:ies|ied)|believe[sd]?|arrived at|own (?:\w+ )?(?:count|tally|figures?|survey|estimates?|records|reading|study)|"
    r"(?:said|says) (?:that )?(?:it|they|there) (?:was|were|is|are|had been|would be))\b"
)
_TELLS = re.compile(
    rf"(?<!\bis )(?<!\bwas )(?<!\bare )(?<!\bhas )(?<!\bwere )(?<!\bbeen )(?<!\bhave )"
    rf"(?:{_PUTS.pattern}|\b(?:said|says|expects?|expected|forecasts?|predicts?|predicted|thinks?|told)\b)"
)
_LEANS = re.compile(
    r"\b(?:puts? (?:it|them|that|the|its|their) (?!(?:[\w’'-]+ ){1,3}(?:to|from|of|for) )|it was|they were|disput\w+|den(?:y|ie[sd])|reject\w*|contradict\w*|lower|higher|own)\b"
)
_OF_ONE = re.compile(r"\b(?:according to|going by|in the (?:view|eyes|words) of)\b", re.I)
_UNITS = stems_of("percent per cent million billion thousand year month day dollar euro crown pound")
_PRONOUNS = frozenset("he she it they".split())

Measured = tuple[Figure, frozenset[str]]  # with what it counts


def rival(question: str, passage: Passage, revision: Revision) -> Passage | None:
    """The nearest sentence in which somebody else gives another figure for what one sentence gives a figure for.

    `passage`: of `revision`, what answers the question. None where there is none, or the sentence has several figures or none.
    """
    own = [each for each in _measured(passage.text) if not _is_in_passing(each[0], passage.text)]
    if len(own) != 1 or _is_asked_of_one(question, passage.text):
        return None
    about = stems_of(question) | stems_of(passage.text)
    near = sorted(
        (each for each in revision.passages if -_BEFORE <= each.ordinal - passage.ordinal <= _BEHIND),
        key=lambda each: abs(each.ordinal - passage.ordinal),
    )
    return next((each for each in near if each is not passage and _disputes(each, passage, own[0], about)), None)


def _is_asked_of_one(question: str, text: str) -> bool:
    """Whether a question asks for the figure of one side: "according to the union", "how many does the union expect"."""
    return bool(_OF_ONE.search(question)) or bool(stems_of(_teller(text)) & stems_of(question))


def _teller(text: str) -> str:
    """Who says or reckons it, in the few words before the first verb that tells so; empty where none does."""
    match = _TELLS.search(text)
    who = text[: match.start()] if match else ""
    return who if len(who.split(",")[0].split()) <= _NAME else ""


def _disputes(other: Passage, passage: Passage, own: Measured, about: AbstractSet[str]) -> bool:
    if other.kind != "sentence" or not _is_of_another(other.text, passage.text):
        return False
    match = _PUTS.search(other.text)
    clause = other.text[match.start() :].split(";")[0][:_SOON] if match else ""
    told = [each for each in _measured(other.text) if match and 0 <= each[0].start - match.start() < len(clause)]
    if not told:
        return False
    (figure, of), (said, its) = own, told[0]
    if not (_LEANS.search(other.text) or its & of or len((stems_of(other.text) & about) - _UNITS) > 1):
        return False
    is_alike = (
        said.unit == figure.unit or _stands_alone(said, its) or (_stands_alone(figure, of) and said.value > _LARGE)
    )
    is_of_same = not its or bool(its & (of | about))
    return is_alike and is_of_same and _is_other(said.value, figure.value)


def _stands_alone(figure: Figure, of: AbstractSet[str]) -> bool:
    """Whether a number names neither unit nor what it counts: "put the loss at 410"."""
    return figure.unit == "count" and not of


def _is_other(value: float, figure: float) -> bool:
    if value <= 0 or figure <= 0 or isclose(value, figure, rel_tol=0.01):
        return False
    return max(value, figure) <= _TIMES * min(value, figure)


def _is_of_another(text: str, than: str) -> bool:
    """Whether a sentence is about somebody whom the other does not name first."""
    who = _teller(text) or subject_of(text)
    if not who or who.split()[0].lower() in _PRONOUNS:
        return False
    return not stems_of(who) & stems_of(_teller(than))


def _is_in_passing(figure: Figure, text: str) -> bool:
    """Whether a number only counts those who speak or belongs to a "the": "the two boards said"."""
    return (
        bool(re.search(r"\b(?:the|both|these|those|its|their|all) $", text[: figure.start], re.I))
        and figure.value < _SMALL
    )


def _measured(text: str) -> Iterator[Measured]:
    """Figures with the base forms of what they count; none where they stand alone or have a unit. No days, no years."""
    ends = bare_counts(text)
    for figure in figures(text):
        if figure.is_part:
            continue
        if figure.unit != "count":
            yield figure, frozenset()
        elif any(figure.start < end <= figure.end for end in ends):
            yield figure, _counted(text[figure.end :])


def _counted(behind: str) -> frozenset[str]:
    """The words of meaning right behind a number, up to the first that has none."""
    words = _RUN.match(behind)
    run = takewhile(lambda word: content(tokens(word)), words.group().split()) if words else ()
    return frozenset(token.stem for word in run for token in content(tokens(word)))
