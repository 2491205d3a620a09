"""What a claim may neither lose nor exchange, whatever else carries it: what stands right beside a word that it keeps. Pure.

Read off the quote's words in their order, apart from the clauses and roles of the other rules, so that one mistake there is not one here.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from dateline.service.check.evidence import Flaw
from dateline.service.times import is_calendar_word
from dateline.service.words import Token, is_stopword, stem, stemmed, tokens

_MOST = 2  # words that stand beside a kept one; more are a phrase, which other rules know
_BOUNDARY = frozenset(  # words with which something begins that may go as a whole
    "in on at by for from to of with without under over after before since until till during through across into onto about against between among amid as than "
    "like near off out up down and or but nor so yet while when where which who whom whose that because although though if unless whether despite via".split()
)
_LOOSE = frozenset(
    "also then too therefore however instead meanwhile separately moreover furthermore last next this earlier later today yesterday week month year".split()
)
_SAYING = stemmed("say add tell note announce report state write")
_TELLING_APART = frozenset("with without".split())
_OF = frozenset("of from by for with about among to".split())
_ARTICLES = frozenset(("a", "an", "the"))
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789’'- %$"
_SAID_IT = re.compile(
    r"\b(?:said|says|announced|told [\w ]{1,30}?|added|estimated|believes?|believed|thinks?|thought|expects?|expected)"
    r"(?: (?:on|in|at) \w+| \w+day| this week| last week)? (?:that )?(?:it|he|she|they|its|his|her|their)\b"
)
_ATTRIBUTED = re.compile(
    r"\b(?:sa(?:id|ys|y)|told|tells|according|adds? that|added that|announced|estimate[sd]?|believe[sd]?|th(?:inks?|ought)|expect(?:s|ed)?|called|put|insisted|warned|insists)\b"
)
_DEGREES = frozenset(
    "fairly only quite rather almost nearly just about roughly around some even still already largely mostly partly".split()
)
_FREE = frozenset("still already again even only just yet ever finally eventually always often never".split())
_DENIED = re.compile(r"\b(?:not|no|never|nor|neither|cannot|nobody|none)\b|n[’']t\b", re.I)
_ENDS = re.compile(r"[,;:—–()]|\b(?:and|but|or|nor|while|although|though|whereas|which|who)\b")
_RELATIVE = re.compile(r",? (?:which|who|that) ([^,;.]+)")
_COUNTED = re.compile(r"(?<![\w.,])(\d[\d,.]*\d|\d)(?:-| )([a-z]+)\b")
_TRADE = re.compile(r"\b[Tt]he (?:[\w-]+ ){0,2}?([a-z][\w-]+) (?=([A-Z][\w’'-]+))")
_ONLY_SET_DOWN = re.compile(
    r"\b(?:an?|the) (options?|right|offer|licence|permission) (?:for|to|on)\b|"
    r"\b(?:is|are|was|were|be|been) (budgeted|earmarked|allocated|planned|projected|scheduled|slated|billed|meant|designed|intended|supposed|valued|forecast|pencilled)\b"
)


def unpinned(wording: str, quotes: Sequence[str]) -> Iterator[Flaw]:
    """Why a wording does not keep what is pinned to its words in the quotes; nothing: it does."""
    claim = tokens(wording)
    known = {token.stem for quote in quotes for token in tokens(quote)}
    if any(token.text.lower() in _FREE and token.stem not in known for token in claim):
        yield "addition"
    for quote in quotes:
        said = tokens(quote)
        kept = _kept(said, claim)
        if _loses_a_modifier(quote, said, kept):
            yield "scope"
        if _loses_what_is_denied(wording, quote, said, kept):
            yield "scope"
        if _loses_whose(quote, said, kept):
            yield "scope"
        if _promotes(quote, said, kept):
            yield "direction"
        if _loses_who_said_it(wording, quote, said, kept):
            yield "speaker"
        if _loses_a_plan(quote, said, kept):
            yield "hedge"
    if _turns_a_relative_round(wording, quotes):
        yield "direction"
    if _counts_something_else(wording, quotes):
        yield "unit"
    if _changes_a_trade(wording, quotes):
        yield "role"


def _kept(said: Sequence[Token], claim: Sequence[Token]) -> list[tuple[int, int]]:
    """Places of the quote's words and of the claim's that are the same, in the order of both."""
    matcher = SequenceMatcher(None, [t.stem for t in said], [t.stem for t in claim], autojunk=False)
    return [(block.a + k, block.b + k) for block in matcher.get_matching_blocks() for k in range(block.size)]


def _loses_a_modifier(quote: str, said: Sequence[Token], kept: Sequence[tuple[int, int]]) -> bool:
    """Whether a word or two are gone from between two that follow one another now: "foreign [trade] minister"."""
    for (first, at), (last, to) in pairwise(kept):
        run = said[first + 1 : last]
        if to != at + 1 or not 0 < len(run) <= _MOST:
            continue
        around = quote[said[first].end : run[0].start] + quote[run[-1].end : said[last].start]
        if around.strip(" ’'”“") or any(_may_go(token) for token in run):
            continue
        if any(not is_stopword(token) or token.text.lower() in _DEGREES for token in run):
            return True
    return False


def _may_go(token: Token) -> bool:
    """Whether something may begin or end with it that is left out as a whole: a phrase, a day, who said it, a name."""
    word = token.text.lower()
    return (
        word in _BOUNDARY
        or (word in _LOOSE)
        or token.stem in _SAYING
        or not token.text.islower()
        or not token.text.replace("-", "").isalpha()
        or is_calendar_word(token.text)
    )


def _loses_whose(quote: str, said: Sequence[Token], kept: Sequence[tuple[int, int]]) -> bool:
    """Whether what tells some from all of them is gone: "buyers [with floating-rate loans] would pay"."""
    for (first, _), (last, _) in pairwise(kept):
        run = said[first + 1 : last]
        if run and run[0].text.lower() in _TELLING_APART and not quote[said[first].end : run[0].start].strip():
            return True
    return False


def _promotes(quote: str, said: Sequence[Token], kept: Sequence[tuple[int, int]]) -> bool:
    """Whether the thing itself is gone and what it is of stands in its place: "a [model from the] start-up raised doubts"."""
    for (first, at), (last, to) in pairwise(kept):
        run = [token for token in said[first + 1 : last] if token.text.lower() not in _ARTICLES]
        if to != at + 1 or len(run) < 2 or quote[said[first].end : said[last].start].strip(_LETTERS):
            continue
        if run[0].text.lower() not in _BOUNDARY and run[-1].text.lower() in _OF:
            return True
    return False


def _loses_who_said_it(wording: str, quote: str, said: Sequence[Token], kept: Sequence[tuple[int, int]]) -> bool:
    """Whether what somebody says of themselves is told as done: "the firm said it was adding" is not "the firm added"."""
    match = _SAID_IT.search(quote)
    if match is None or _ATTRIBUTED.search(wording):
        return False
    return (
        sum(not is_stopword(said[at]) and said[at].text.islower() for at, _ in kept if said[at].start >= match.end())
        > 1
    )


def _loses_what_is_denied(wording: str, quote: str, said: Sequence[Token], kept: Sequence[tuple[int, int]]) -> bool:
    """Whether a clause that denies something has lost its end: "will not go up [to pay for the ships]"."""
    denied = _DENIED.search(quote)
    if denied is None or not _DENIED.search(wording) or not kept:
        return False
    end = _ENDS.search(quote, denied.end())
    until = end.start() if end else len(quote.rstrip(".”’\"' "))
    inside = [at for at, _ in kept if denied.end() <= said[at].start < until]
    if not inside:
        return False
    rest = [token for token in said if said[max(inside)].end <= token.start < until]
    return any(not is_stopword(token) and not is_calendar_word(token.text) for token in rest)


def _loses_a_plan(quote: str, said: Sequence[Token], kept: Sequence[tuple[int, int]]) -> bool:
    """Whether what is only set down, as in "is budgeted at", is told without that."""
    held = {at for at, _ in kept}
    for match in _ONLY_SET_DOWN.finditer(quote):
        start = match.start(1) if match[1] else match.start(2)
        at = next(place for place, token in enumerate(said) if token.start == start)
        behind = [place for place in range(at + 1, min(at + 5, len(said))) if not is_stopword(said[place])]
        if at not in held and any(place in held for place in behind):
            return True
    return False


def _turns_a_relative_round(wording: str, quotes: Sequence[str]) -> bool:
    """Whether the words of a relative clause stand in another order than in the quote that has the same ones."""
    theirs = [_order(match[1]) for quote in quotes for match in _RELATIVE.finditer(quote)]
    for match in _RELATIVE.finditer(wording):
        ours = _order(match[1])
        if len(ours) > 1 and any(sorted(ours) == sorted(each) and ours != each for each in theirs):
            return True
    return False


def _order(clause: str) -> list[str]:
    return [token.stem for token in tokens(clause) if not is_stopword(token)]


def _counts_something_else(wording: str, quotes: Sequence[str]) -> bool:
    """Whether a figure that the quotes have once is of another thing: 34,500 people for 34,500 homes."""
    theirs: dict[str, set[str]] = {}
    for quote in quotes:
        for match in _COUNTED.finditer(quote):
            theirs.setdefault(match[1], set()).add(stem(match[2]))
    for match in _COUNTED.finditer(wording):
        told, noun = theirs.get(match[1]), match[2]
        if told and stem(noun) not in told and noun not in _BOUNDARY and not any(_is_small(each) for each in told):
            return True
    return False


def _is_small(word: str) -> bool:
    return word in _BOUNDARY or word in {
        "is",
        "are",
        "was",
        "were",
        "a",
        "an",
        "the",
        "ha",
        "have",
        "had",
        "will",
        "would",
    }


def _changes_a_trade(wording: str, quotes: Sequence[str]) -> bool:
    """Whether what stands before a name says that it is something else: "the utility Norrspar" for "the pension fund Norrspar"."""
    theirs: dict[str, set[str]] = {}
    for quote in quotes:
        for match in _TRADE.finditer(quote):
            theirs.setdefault(match[2], set()).add(stem(match[1]))
    return any(
        theirs.get(match[2]) is not None and stem(match[1]) not in theirs[match[2]]
        for match in _TRADE.finditer(wording)
    )
