"""Where an article's sentences, headlines and list items begin and end. The one file that knows sentencex."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import sentencex  # pyright: ignore[reportMissingTypeStubs]

from dateline.indexes import unspaced
from dateline.indexes.nouns import MAX_QUOTE, PassageKind

_LINE = re.compile(r"[^\n\v\f\r\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\v\f\r\x85\u2028\u2029]")
_BULLET = re.compile(r"\s*(?:[*•‣◦]|[-–](?!\s+[\d.,]*\d))\s+")  # before a figure a dash may be a minus
_NUMBERED = re.compile(r"\s*\d{1,3}[.)]\s+")
_ORDINAL_DOT = frozenset(
    "bs cs da de et fi hr hu is lb lt lv nb nn no pl sk sl sr tr".split()
)  # "3. Mai": no list item
_ORDINAL = re.compile(r"(?<!\S)\d{1,2}\.$")
_CLOCK = re.compile(r"\b[ap]\.m\.$")
_ASKED = re.compile(r"[?!…][”\"’]$")
_SAYS = re.compile(r"(?:[A-Z][\w’.-]*\s+){1,4}(?:said|says|asked|asks|replied|wrote|added|told)\b")
_ZONE = re.compile(r"(?:[A-Z]{2,4}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")
_HEADING = re.compile(r"\s*#{1,6}\s+")
_COLUMNS = re.compile(r"\S(?: {3,}|\t)\S")
_SENTENCE_END = re.compile(r"[.!?。！？…．｡؟।][\"'”’»)\]）」』]*$")
_HEADLINE_WORDS = 16  # a line without sentence end that is longer is a sentence all the same
_WRAPPED_AT = (50, 100)  # characters; a text whose lines are so long at most was wrapped by a program
_WINDOW = 6000  # characters; sentencex takes time in the square of the length of what it is given
_LOOKED_AHEAD = 40  # characters behind a quotation that may say whose it is
_LONGEST_QUOTATION = MAX_QUOTE  # characters; what is longer was never closed, and does not hold sentences together

_CLOSER = {"“": "”", "„": "“", "‘": "’", "«": "»", "「": "」", "『": "』", "(": ")", "（": "）", "[": "]"}
_MARK = re.compile("[" + re.escape("".join({*_CLOSER, *_CLOSER.values(), '"'})) + "]")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_CLOSERS_LEFT_OVER = re.compile(r"[\"'”’)\]）」』]+(?=\s|$)")
_OPENERS_TAKEN = re.compile(r"(?<=\s)[“„‘(\[（「『\"']+\s*$")

_boundaries = cast(
    Callable[[str, str], Sequence[Mapping[str, int]]],
    sentencex.get_sentence_boundaries,  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
)


@dataclass(frozen=True, slots=True)
class Span:
    """`text[start:end]` in Unicode code points, without white space at either end."""

    start: int
    end: int
    kind: PassageKind
    paragraph: int


def spans(text: str, language: str | None = None) -> list[Span]:
    """Split into whole sentences, headlines and list items, in order, none overlapping, no word left out.

    What is left out is white space, bullets and the marks of headings. A line break ends a passage unless the line was
    merely wrapped; a blank line also ends a paragraph. An unknown language is read as English. Never raises.
    """
    language = language if language and language.isascii() else "en"
    found: list[Span] = []
    paragraph, last_end = 0, 0
    for start, end in _blocks(text):
        if found and _is_blank_line_between(text, last_end, start):
            paragraph += 1
        last_end = end
        found.extend(_block_spans(text, start, end, language, paragraph))
    return found


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a program wrapped a text: what nine lines of ten keep to (None: nobody wrapped it), and the left margin."""

    width: int | None  # characters
    margin: int  # characters


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Lines, with those joined that belong to one hard-wrapped paragraph."""
    lines = [match for match in _LINE.finditer(text) if not match.group().isspace()]
    layout = _layout([match.group() for match in lines])
    first = last = None
    for match in lines:
        if first is None or last is None:
            first = match
        elif _is_blank_line_between(text, last.end(), match.start()) or not _goes_on(first, last, match, layout):
            yield first.start(), last.end()
            first = match
        last = match
    if first is not None and last is not None:
        yield first.start(), last.end()


def _is_blank_line_between(text: str, end: int, start: int) -> bool:
    between = text[end:start]
    return "\u2029" in between or len(_BREAK.findall(between)) > 1


def _layout(lines: Sequence[str]) -> _Layout:
    several = [line.rstrip() for line in lines if len(line.split(maxsplit=1)) > 1]
    if not several:
        return _Layout(None, 0)
    width = sorted(map(len, several))[len(several) * 9 // 10]
    margin = min(len(line) - len(line.lstrip()) for line in several)
    return _Layout(width if _WRAPPED_AT[0] <= width <= _WRAPPED_AT[1] else None, margin)


def _goes_on(first: re.Match[str], last: re.Match[str], match: re.Match[str], layout: _Layout) -> bool:
    """Whether the break before a line is mere layout: its first word is in lower case, or had no room before."""
    line, following = last.group(), match.group()
    if _HEADING.match(line) or _HEADING.match(following) or _is_item(following):
        return False
    word = following.split(maxsplit=1)[0]
    if word[0].islower() or unspaced.is_unfinished(line):
        return True
    if layout.width is None or len(following) > _WRAPPED_AT[1] or _COLUMNS.search(line) or _COLUMNS.search(following):
        return False
    if len(following) - len(following.lstrip()) > layout.margin and not _is_item(first.group()):
        return False  # indented: another paragraph
    ragged = 0 if _SENTENCE_END.search(line.rstrip()) else layout.width // 5
    return len(line.rstrip()) + 1 + len(word) > layout.width - ragged


def _is_item(line: str) -> bool:
    return bool(_BULLET.match(line) or _NUMBERED.match(line)) or unspaced.is_item(line)


def _block_spans(text: str, start: int, end: int, language: str, paragraph: int) -> Iterator[Span]:
    block = text[start:end]
    if heading := _HEADING.match(block):
        yield from _trimmed(text, start + heading.end(), end, "headline", paragraph)
        return
    kind: PassageKind = "sentence"
    if item := _BULLET.match(block) or (not _has_ordinal_dot(language) and _NUMBERED.match(block)) or None:
        kind, start = "item", start + item.end()
        block = text[start:end]
    elif unspaced.is_item(block):
        kind = "item"
    bounds = list(_sentences(block, language))
    if kind == "sentence" and len(bounds) == 1 and _looks_like_headline(block):
        kind = "headline"
    for first, last in bounds:
        yield from _trimmed(text, start + first, start + last, kind, paragraph)


def _looks_like_headline(block: str) -> bool:
    words = len(block.split(maxsplit=_HEADLINE_WORDS)) + unspaced.words_in(block)
    return not _SENTENCE_END.search(block.rstrip()) and words <= _HEADLINE_WORDS


def _sentences(block: str, language: str) -> Iterator[tuple[int, int]]:
    """Boundaries inside one block; one that what follows shows to be none is passed over."""
    has_capitals = any(char.isupper() for char in block)
    opened = 0
    for boundary in _found_boundaries(_balanced(block), language):
        at = _beside_marks(block, opened, boundary)
        joined = at - opened <= MAX_QUOTE and (
            unspaced.says_who(block[opened:at].strip(), block[at : at + _LOOKED_AHEAD].lstrip())
            or (has_capitals and _continues(block, opened, at, language))
        )
        if at > opened and not joined:
            yield opened, at
            opened = at
    if opened < len(block):
        yield opened, len(block)


def _found_boundaries(block: str, language: str) -> Iterator[int]:
    """Where sentences begin, window by window; those near the end of a window are left to the next one."""
    at = 0
    while at < len(block):
        is_last = at + _WINDOW >= len(block)
        certain = len(block) if is_last else at + _WINDOW - 2 * _LONGEST_QUOTATION
        starts = [at + boundary["start_index"] for boundary in _boundaries(language, block[at : at + _WINDOW])]
        found = [start for start in starts if at < start <= certain]
        yield from found
        if is_last:
            return
        at = found[-1] if found else certain


def _balanced(block: str) -> str:
    """The block with the same length, in which every quotation and bracket that opens also closes.

    sentencex keeps together what stands between two marks; an opening one that was never closed would swallow the rest.
    """
    text = list(re.sub(r"[\ud800-\udfff]", " ", _APOSTROPHE.sub("x", block)))
    opened: dict[str, int] = {}  # closing mark that is waited for → where it was opened
    for match in _MARK.finditer("".join(text)):
        mark, at = match.group(), match.start()
        closes = mark in opened and (mark != '"' or not _opens(text, at))
        if closes:
            start = opened.pop(mark)
            if at - start > _LONGEST_QUOTATION:
                text[start] = text[at] = " "
        elif mark in _CLOSER or mark == '"':
            closer = _CLOSER.get(mark, mark)
            if closer in opened:
                text[opened[closer]] = " "
            if mark == '"' and not _opens(text, at):
                text[at] = " " if at + 1 < len(text) and not text[at + 1].isspace() else "x"  # 6": an inch
            else:
                opened[closer] = at
    for at in opened.values():
        text[at] = " "
    return "".join(text)


def _opens(text: Sequence[str], at: int) -> bool:
    """Whether a straight quotation mark opens: it stands at the beginning, or after white space, a bracket or a dash."""
    return at == 0 or text[at - 1].isspace() or text[at - 1] in "([{—–-“‘'"


def _beside_marks(block: str, opened: int, at: int) -> int:
    """The boundary, with closing marks left to the sentence before it and opening ones to the sentence after."""
    if closers := _CLOSERS_LEFT_OVER.match(block, at):
        return closers.end()
    first = max(opened, at - 8)
    if openers := _OPENERS_TAKEN.search(block[first:at]):
        return first + openers.start()
    return at


def _continues(block: str, opened: int, at: int, language: str) -> bool:
    """Whether what follows a boundary still belongs to the sentence before it: `“No.” he said.`"""
    rest = block[at : at + _WINDOW].lstrip()
    before = block[max(opened, at - 8) : at].rstrip()
    if _has_ordinal_dot(language) and _ORDINAL.search(before):
        return True
    if _ASKED.search(before) and _SAYS.match(rest):
        return True
    if _CLOCK.search(before) and _ZONE.match(rest):
        return True
    return bool(rest) and rest[0].islower() and before[-1:] not in (":", ";")


def _has_ordinal_dot(language: str) -> bool:
    return language.split("-")[0] in _ORDINAL_DOT


def _trimmed(text: str, start: int, end: int, kind: PassageKind, paragraph: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end, kind, paragraph)
