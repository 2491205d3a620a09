"""Times that are pointed back to: "then", "that year", "that day", "until then". English, by rules."""

import re
from collections.abc import Iterator, Sequence

from dateline.service.following.conversation import Told
from dateline.service.following.phrases import PREPOSITIONS, bare
from dateline.service.times import MONTHS, is_calendar_word, years

_MONTH = rf"(?:{MONTHS}|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.)"
_MARKED = re.compile(  # "on 3 March 2021", "in May", "Saturday, Sept. 7"
    rf"(?:\b(?:[Oo]n|[Ii]n|[Ff]rom|[Ss]ince|[Uu]ntil|[Bb]y|[Bb]efore|[Aa]fter)|day,)\s+((?:\d{{1,2}}\s+)?{_MONTH}(?![\w])(?:\s+\d{{1,2}}\b(?![\d.]))?(?:,?\s+(?:19|20)\d\d\b)?)"
)
_THEN = re.compile(
    r"\b(?:(?P<since>since|by|until|till|before|after|from) (?:then|that year|that time|that)(?=\W*$)|(?P<since2>since|by|until|till|before|after|from) (?:then|that year|that time)|(?:in )?(?:that|the same) year|"
    r"(?:at that|at the|by that) time|then|back then)(?=\W*$|\s)",
    re.I,
)
_NEXT_YEAR = re.compile(
    r"\b(?:in )?(?:(?:the|a|one) year (?P<side>before|earlier|after|later)(?: that)?|the (?P<side2>previous|preceding|following|next) year)(?=\W*$)",
    re.I,
)
_NEXT_MONTH = re.compile(
    r"(?:in )?(?:(?:the|a|one) month (?P<side>before|earlier|after|later)(?: that)?|the (?P<side2>previous|preceding|following|next) month)",
    re.I,
)
_ONE_MONTH = re.compile(rf"\b(?P<month>{MONTHS})\b(?! \d\d?\b)(?: (?P<year>(?:19|20)\d\d)\b)?")
_THAT_DAY = re.compile(r"\b(?:on )?that (?P<unit>day|date|month|week)\b", re.I)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BEHIND = re.compile(
    r"\b(?:after|before|when|once) (?!(?:it|he|she|they|that|this)\b)(?:the |an? )?[a-zA-Z][\w’'-]*(?: [\w’'-]+){0,4} (?:was|were|had|has|[a-z]+ed)\b[^,?]*$"
)
_ASKS_WHEN = re.compile(r"\b(?:when|(?:what|which) (?:day|date|month|year))\b", re.I)


def points_to_time(text: str) -> bool:
    """Whether a question has "then" or the like."""
    return bool(_THEN.search(text))


def year(before: Sequence[Told]) -> int | None:
    """The year that "that year" means: the one of the newest question that names one, or the only one of its answer."""
    for turn in reversed(before):
        if asked := _years(turn.question):
            return max(asked)
        if len(found := _years(" ".join(turn.quotes[:1])) or _years(" ".join(turn.quotes))) == 1:
            return min(found)
    return None


def dated(text: str, before: Sequence[Told]) -> str:
    """A question with what points to a time replaced by that time, where the conversation tells it."""
    if (day := _THAT_DAY.search(text)) and (found := next(_marked(before), "")):
        return f"{text[: day.start()]}{_preposition(found)} {found}{text[day.end() :]}"
    text = _reckoned(text, before)
    match = _THEN.search(text)
    if (
        match is None
        or _years(text[: match.start()])
        or (bare(match.group()) == "then" and not text[: match.start()].strip())
    ):
        return text
    bound = (match["since"] or match["since2"] or "").lower()
    last = before[-1]
    answered = next(_marked([last]), "") if bound and _ASKS_WHEN.search(last.question) else ""
    found_year = year(before)
    meant = answered or str(found_year or "") or (next(_marked(before), "") if bound else "")
    if not bound and (told := _BEHIND.search(last.question.rstrip(" ?"))) and not _years(last.question):
        return f"{text[: match.start()]}{told.group()}{text[match.end() :]}"  # "What did it cost then?": after that
    happened = _event(last) if not answered and not _years(last.question) else ""
    if happened and (bound in {"", "since", "before", "after", "until", "till"}) and (not meant or _asks_event(last)):
        return f"{text[: match.start()]}{bound or 'when'} {happened}{text[match.end() :]}"
    if not meant:
        return text
    return f"{text[: match.start()]}{bound or 'in'} {meant}{text[match.end() :]}"


def _reckoned(text: str, before: Sequence[Told]) -> str:
    """A question with "the year before" as a year, where the last question was of one."""
    match, known = _NEXT_YEAR.search(text), _years(before[-1].question) if before else frozenset[int]()
    if match is None or len(known) != 1 or _years(text) - known:
        return text
    is_later = (match["side"] or match["side2"]).lower() in {"after", "following", "next", "later"}
    if _years(text):
        meant = str(min(known) + (1 if is_later else -1))
        return f"{text[: match.start()].rstrip().replace(str(min(known)), meant)}{text[match.end() :]}"
    return f"{text[: match.start()]}in {min(known) + (1 if is_later else -1)}{text[match.end() :]}"


def months_away(text: str, question: str) -> str:
    """A question with its only month a month earlier or later, where a piece is "the month before"; empty where it is not.

    The year moves with it over a turn of the year.
    """
    match, known = _NEXT_MONTH.fullmatch(text), list(_ONE_MONTH.finditer(question))
    if match is None or len(known) != 1:
        return ""
    is_later = (match["side"] or match["side2"]).lower() in {"after", "following", "next", "later"}
    every: tuple[str, ...] = tuple(MONTHS.split("|"))
    at = every.index(known[0]["month"]) + (1 if is_later else -1)
    turn = at // len(every)
    year = f" {int(known[0]['year']) + turn}" if known[0]["year"] else ""
    left, right = question[: known[0].start()], question[known[0].end() :]
    if not known[0]["year"] and turn:
        right = YEAR.sub(lambda found: str(int(found.group()) + turn), right, count=1)
    return f"{left}{every[at % len(every)]}{year}{right}"


def _asks_event(last: Told) -> bool:
    """Whether it was asked when something happened, and no year was told."""
    return bool(_ASKS_WHEN.search(last.question)) and not _years(" ".join(last.quotes))


def _event(last: Told) -> str:
    """What the last question took for having happened: "Veldawater was fined"."""
    parts = last.clause
    is_event = parts is not None and parts.subject and parts.predicate and parts.helper in {"did", "was", "were"}
    is_whole = parts is not None and not parts.noun and bare(parts.wh) in {"", "why", "when", "how", "where"}
    return parts.stated if parts and is_event and is_whole else ""


def _marked(before: Sequence[Told]) -> Iterator[str]:
    """Days and months that were named, the newest first."""
    for turn in reversed(before):
        for source in (turn.question, *turn.quotes):
            yield from (match[1] for match in _MARKED.finditer(source))


def _preposition(found: str) -> str:
    return "on" if re.search(r"\d{1,2}\b(?!\d)", re.sub(r"(?:19|20)\d\d", "", found)) else "in"


def _years(text: str) -> frozenset[int]:
    """The years of a text that are no part of a name: not of the NXT:1970i or the Arden 2000."""
    words = [
        word
        for at, word in enumerate(text.split())
        if not re.search(r"[A-Za-z:]\W?\d|\d[A-Za-z]", word)
        and (not re.match(r"\W*\d", word) or not _is_name(text.split()[:at]))
    ]
    return years(" ".join(words))


def _is_name(left: Sequence[str]) -> bool:
    """Whether a number behind these words belongs to a name."""
    if not left or not left[-1][:1].isupper() or left[-1].endswith((",", ".", ";", ":")):
        return False
    return not is_calendar_word(bare(left[-1])) and bare(left[-1]) not in PREPOSITIONS | {"the"}
