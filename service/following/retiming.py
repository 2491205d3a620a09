"""A time of a question in the place of another of its kind: "And in 2024?". English, by rules."""

import re
from collections.abc import Sequence

from dateline.service.following.clauses import clause, clause_text
from dateline.service.following.conversation import Told
from dateline.service.following.moments import YEAR
from dateline.service.following.phrases import PREPOSITIONS, bare, definite, phrases
from dateline.service.times import MONTHS

_MONTH = rf"{MONTHS}|(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\."
_TIMES = (  # from the narrowest on: what a piece gives is put in the place of what is of its kind
    re.compile(r"\b(?:the )?(?:first|second|third|fourth|last) (?:quarter|half)\b", re.I),
    re.compile(rf"\b(?:{_MONTH})(?!\w)(?: \d{{1,2}}\b(?!\d),?)?"),
    YEAR,
    re.compile(
        r"\b(?:last|this|next) (?:year|month|week|quarter|season|summer|winter)\b|\b(?:today|yesterday|tomorrow|now)\b",
        re.I,
    ),
)
_WHOLE_DAY = re.compile(rf"\bon (?:{_MONTH}) \d{{1,2}}, (?P<year>(?:19|20)\d\d)\b")

_ONE_OF_YEAR = re.compile(
    r"\b(?:the|its|his|her|their) (?:(?P<year>(?:19|20)\d\d) one|one (?:in|for|of|from) (?P<year2>(?:19|20)\d\d))\b"
)


def of_another_year(text: str, before: Sequence[Told]) -> str:
    """ "The 2025 one", "the one for 2025": what was spoken of with a year, with this year in its place."""
    if (match := _ONE_OF_YEAR.search(text)) is None:
        return text
    year = match["year"] or match["year2"]
    if clause(text) is None:
        return f"And in {year}?"
    for turn in reversed(before):
        parts = phrases(clause_text(turn.question))
        for at, part in enumerate(parts):
            if part.text == "one" or part.text.endswith(" one"):
                continue
            behind = parts[at + 1] if at + 1 < len(parts) else None
            if (own := YEAR.search(part.text)) and own.group() != part.text:
                meant = f"{part.text[: own.start()]}{year}{part.text[own.end() :]}"
            elif behind and YEAR.fullmatch(behind.text) and f"{part.text} {behind.preposition} " in turn.question:
                meant = f"{part.text} {behind.preposition} {year}"
            else:
                continue
            return f"{text[: match.start()]}{definite(meant)}{text[match.end() :]}"
    return text


def timed(body: str, question: str) -> str | None:
    """A time in the place of the one of its kind; a time where there was none is added."""
    for kind in _TIMES:
        if (here := kind.search(body)) is None:
            continue
        rest = f"{body[: here.start()]} {body[here.end() :]}"
        if any(
            bare(word) not in PREPOSITIONS | {"the", "of", "early", "late", "mid", ""}
            and not re.fullmatch(rf"{_MONTH}|\d+", bare(word).capitalize())
            for word in rest.split()
        ):
            return None
        wider = [each for each in _TIMES[_TIMES.index(kind) + 1 : 3] if each.search(body)]
        out = _WHOLE_DAY.sub(r"in \g<year>", question) if kind is _TIMES[2] else question
        for each in (kind, *wider):
            new = each.search(body)
            old = [*each.finditer(out)]
            if new and old:
                left = out[: old[-1].start()]
                is_day = re.search(r"\d", old[-1].group()) and not re.search(r"\d", new.group())
                left = re.sub(r"\bon $", "in ", left) if kind is _TIMES[1] and is_day else left
                out = f"{left}{new.group()}{out[old[-1].end() :]}"
            elif new and each is kind:
                is_whole = kind is _TIMES[3] or bool(wider)  # "in the third quarter of 2024" for "in 2023"
                other = next((found for each in _TIMES[_TIMES.index(kind) :] if (found := _placed(each, out))), None)
                any_time = other if is_whole else None
                added = body if bare(body.split()[0]) in PREPOSITIONS or kind is _TIMES[3] else f"in {body}"
                return f"{out[: any_time.start()]}{added}{out[any_time.end() :]}?" if any_time else f"{out} {added}?"
        return f"{out}?"
    return None


def _placed(kind: re.Pattern[str], text: str) -> re.Match[str] | None:
    """A time of this kind with the preposition before it."""
    return re.search(rf"\b(?:in|on|by|since|for)\s+(?:{kind.pattern})", text, kind.flags)
