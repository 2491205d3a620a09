"""What a claim may not put together anew: words in quotation marks, figures with their days, sums with what they cover, names with what they are. Pure."""

import re
from collections.abc import Iterator, Sequence

from dateline.service.check.evidence import Flaw
from dateline.service.times import is_calendar_word
from dateline.service.words import stem, tokens

_QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")
_FRONTED = re.compile(r"(?:In|On|By|From|For|Since|During|Until|At|Of|Up|After|Before|Over|Within)\b")
_TIMES = re.compile(r"\b(last|this|next) (year|month|week|quarter)\b", re.I)
_SAID_ON = re.compile(r"\bsaid on (\w+day)\b")
_SUM = re.compile(
    r"(\d[\d.,]*\d|\d)(?: (?:million|billion|trillion))?[^,;.]{0,40}? (?:for|on|to) ([^,;]+), ([^,;]+?),? and ([\w’'-]+)"
)
_BESIDE = re.compile(r"([A-Z][\w’'-]*\.?), an? ([^,.;]+?)(?=[,.;]| and )")
_HANGING = re.compile(r"\b([a-z][\w-]+) (at|in|of|for|from|with|by|to) (?:the )?([A-Z][\w’'-]+)")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being) (\w+) by\b")


def unmatched(wording: str, quotes: Sequence[str]) -> Iterator[Flaw]:
    """Why a wording puts together what the quotes keep apart; nothing: it does not."""
    texts = [_plain(quote) for quote in quotes]
    if any(not any(_plain(said[1]).rstrip(" ,.") in text for text in texts) for said in _QUOTED.finditer(wording)):
        yield "addition"  # nobody's words: a quotation that stands in no quote
    if any(_marks_in_another_order(wording, quote) for quote in quotes):
        yield "date"
    if any(_covers_less(wording, quote) for quote in quotes):
        yield "scope"
    if any(_is_something_else(match[1], match[2], quotes) for match in _BESIDE.finditer(wording)):
        yield "role"
    if _hangs_on_another(wording, quotes):
        yield "name"
    known = {stem(match[1]) for quote in quotes for match in _PASSIVE.finditer(quote)}
    if any(stem(match[1]) not in known for match in _PASSIVE.finditer(wording)):
        yield "direction"


def _plain(text: str) -> str:
    return " ".join(text.replace("“", '"').replace("”", '"').replace("’", "'").split()).casefold()


def _marks_in_another_order(wording: str, quote: str) -> bool:
    """Whether figures, months and days that stand once in both stand in another order: each belongs to what is beside it.

    A phrase may stand at the beginning of one and at the end of the other, so those that begin with one are left to other rules.
    """
    if _FRONTED.match(wording) or _FRONTED.match(quote):
        return False
    said = [match[1] for text in (wording, quote) for match in _SAID_ON.finditer(text)]
    if len(said) == 2 and said[0] == said[1]:  # the day of the saying goes with who said it
        wording, quote = _SAID_ON.sub("said", wording), _SAID_ON.sub("said", quote)
    ours, theirs = _marks(wording), _marks(quote)
    both = [mark for mark in ours if ours.count(mark) == 1 and theirs.count(mark) == 1]
    places = [theirs.index(mark) for mark in both]
    runs = _runs([sorted(places).index(place) for place in places])
    return (len(both) > 2 or all(map(is_calendar_word, both))) and len(runs) > 1 and min(runs) < 2


def _runs(places: Sequence[int]) -> list[int]:
    """How long the stretches are in which places follow one another: a figure that moves together with its day is one of two."""
    runs: list[int] = []
    for at, place in enumerate(places):
        if at and place == places[at - 1] + 1:
            runs[-1] += 1
        else:
            runs.append(1)
    return runs


def _marks(text: str) -> list[str]:
    text = _TIMES.sub(r"\1_\2", text)
    return [
        token.text.casefold()
        for token in tokens(text)
        if token.text[:1].isdigit() or is_calendar_word(token.text) or "_" in token.text
    ]


def _covers_less(wording: str, quote: str) -> bool:
    """Whether a sum is told of one thing of several that it covers."""
    for match in _SUM.finditer(quote):
        first, *others = (_last(part) for part in match.groups()[1:])
        said = {token.stem for token in tokens(wording)}
        if match[3].startswith("and "):
            continue  # another predicate
        if match[1] in wording and first in said and not any(other in said for other in others):
            return True
    return False


def _last(phrase: str) -> str:
    return stem(phrase.split()[-1])


def _hangs_on_another(wording: str, quotes: Sequence[str]) -> bool:
    """Whether a name stands where each quote with the words before it has another: "director at Lindholm" for "director at Quayside"."""
    theirs: dict[tuple[str, str], set[str]] = {}
    for quote in quotes:
        for match in _HANGING.finditer(quote):
            theirs.setdefault((stem(match[1]), match[2]), set()).add(match[3])
    hanging = ((theirs.get((stem(match[1]), match[2])), match[3]) for match in _HANGING.finditer(wording))
    return any(told is not None and name not in told for told, name in hanging)


def _is_something_else(name: str, what: str, quotes: Sequence[str]) -> bool:
    """Whether what is said to be beside a name is beside it in no quote that has the name."""
    with_name = [quote for quote in quotes if re.search(rf"\b{re.escape(name)}", quote)]
    beside = [match[2] for quote in with_name for match in _BESIDE.finditer(quote) if match[1] == name]
    return bool(with_name) and bool(beside) and all(_last(each) != _last(what) for each in beside)
