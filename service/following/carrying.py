"""The safe form of a follow-up: its own words, and behind them the topic of what was asked before. English, by form.

Longer than a person would say it, but nothing in it is guessed: "How did China answer the move, concerning the entities that the U.S. added?".
"""

import re
from collections.abc import Sequence

from dateline.service.following.clauses import Clause, clause, without_lead
from dateline.service.following.conversation import Told
from dateline.service.following.dangling import dangling
from dateline.service.following.holding import stumbles
from dateline.service.following.moments import YEAR
from dateline.service.following.phrases import BE, DO, head
from dateline.service.following.verbs import is_verb, past
from dateline.service.words import content, same, stem, stems_of, tokens

_TRUTH = re.compile(
    r"^(?:is|was)(?:n[’']t)? (?:any of )?(?:that|this|it) (?:\w+ )?(?:true|correct|right|accurate|confirmed|so)$", re.I
)
_WHOSE = re.compile(  # "Who said that?"
    r"^(?:who|which [a-z]+|whose (?:words|view|opinion|verdict)) (?:says|said|thinks|claimed|wrote|argued|called it|put it|described it|is|are|was|were)"
    r"(?: that| this| so| these| those)(?: way| one)?$",
    re.I,
)
_PHRASE = 14  # words of a question without a verb
_ORDERED = re.compile(
    r"^(?:please )?(?:confirm|check|look up|find|tell (?:me|us)|give (?:me|us)|show (?:me|us)|remind me of)\s+", re.I
)
_GROUNDS = frozenset("reason cause explanation justification evidence proof example".split())
_SOURCE = re.compile(r",? (?:according to|as of) (?:the )?[^,?]+$")
_IN_YEAR = re.compile(r",? (?:in|for|of|by|since|until) (?:19|20)\d\d\b")
_MATTER = re.compile(r"(?:say|think|feel|comment) (?:about|on|of) (?P<matter>.+)$")  # what somebody spoke about
_ORDINAL = re.compile(r"\b(?:first|second|third|fourth|fifth|sixth)\b", re.I)
_POINTS = re.compile(r"\b(?:the|this|that|these|those|such)\s+(?:[a-z-]+\s+){0,2}?(?P<noun>[a-z-]+)\b", re.I)


def carried(asked: str, before: Sequence[Told], *, turn: Told | None = None) -> str:
    """A question in its own words with the topic of the turn that it leans on; as it is where that topic stands in it."""
    plain = without_lead(asked)
    if (_TRUTH.search(plain) or _WHOSE.search(plain)) and before[-1].quotes:
        return f"{plain}, concerning the statement: {before[-1].quotes[0].rstrip(' .')}?"
    about = concerning(turn or leaned_on(plain, before), plain)
    if not about or stems_of(about) <= stems_of(plain):
        return f"{plain}?"
    return f"{plain.rstrip(',')}, concerning {about}?"


def leaned_on(asked: str, before: Sequence[Told]) -> Told:
    """The turn that a question leans on: the newest that has the noun of its "these rules" or "the move"; else the last."""
    for match in _POINTS.finditer(asked):
        noun = stem(match["noun"])
        for turn in reversed(before):
            told = [stem(token.text) for text in (turn.question, *turn.quotes) for token in content(tokens(text))]
            if any(same(noun, each) >= 0.8 for each in told):
                return turn
    last = next((turn for turn in reversed(before) if not any(dangling(turn.question))), before[-1])
    if last is before[-1] and len(before) > 1 and last.clause and head(last.clause.noun) in _GROUNDS:
        return before[-2]  # "What reason was given for it?": of what, the one before it tells
    is_yes_or_no = last.clause is not None and not last.clause.wh
    return (
        before[-2]
        if last is before[-1] and is_yes_or_no and len(before) > 1 and _points_back(last.question, before[-2])
        else last
    )


def _points_back(question: str, earlier: Told) -> bool:
    """Whether a question took what it says from the one before it."""
    here, there = stems_of(question), stems_of(earlier.question)
    return len(here & there) >= max(2, len(there) // 2)


def concerning(turn: Told, asked: str) -> str:
    """What a turn asked about, as a phrase: "the gates that the barrier will have", "when the tramway will open".

    One that cannot be turned so is told as it was asked.
    """
    question, _, about = _fitted(_ORDERED.sub("", without_lead(turn.question)), asked).partition(", concerning ")
    if about:
        return about
    parts = clause(question)
    if parts and (matter := _MATTER.match(parts.predicate)) and stems_of(parts.subject) <= stems_of(asked):
        return matter["matter"]
    if parts is None and len(question.split()) <= _PHRASE:
        return question
    about = _as_phrase(parts) if parts else ""
    return f"the question: {_lowered(question)}" if not about or stumbles(about) else about


def _as_phrase(parts: Clause) -> str:
    """A question's parts as a phrase."""
    said = _said(parts)
    if parts.noun and (parts.subject or parts.predicate) and not parts.noun.startswith("of "):
        first = head(parts.noun)
        noun = re.sub(r"^(?:two|three|four|five|six|seven|eight|nine|ten) ", "", parts.noun)
        return f"the {noun} that {said}" if first else f"{_lowered(parts.wh)} {said}"
    wh = _lowered(parts.wh) if parts.wh else "whether"
    return f"{wh} {said}".strip()


def _said(parts: Clause) -> str:
    """A question's words behind what it asks for, in the order of a statement: "the U.S. added to its list"."""
    helper, verb = parts.helper, parts.predicate.partition(" ")
    words = [parts.subject, helper, parts.predicate]
    if helper == "did" and parts.subject and is_verb(verb[0]) and (done := past(verb[0])):
        words = [parts.subject, done, verb[2]]
    elif helper in DO - {"did"} and parts.subject:
        ending = "es" if re.search(r"(?:s|x|z|sh|ch|o)$", verb[0]) else "s"
        words = [
            parts.subject,
            f"{verb[0]}{ending}" if helper == "does" and is_verb(verb[0]) and verb[0] != "have" else verb[0],
            verb[2],
        ]
        words = [parts.subject, "has", verb[2]] if helper == "does" and verb[0] == "have" else words
    elif helper in BE and parts.wh and not parts.noun and not parts.predicate:
        words = [parts.subject, helper]
    return " ".join(word for word in words if word)


def _fitted(question: str, asked: str) -> str:
    """An earlier question without the year, the ordinal or the source that the follow-up has another of."""
    if YEAR.search(asked):
        question = _IN_YEAR.sub("", question)
    here, there = _ORDINAL.search(asked), _ORDINAL.search(question)
    if here and there:
        question = f"{question[: there.start()]}{here.group().lower()}{question[there.end() :]}"
    return _SOURCE.sub("", question)


def _lowered(wh: str) -> str:
    return wh[:1].lower() + wh[1:]
