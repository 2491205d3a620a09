"""Where an article's sentences, headlines and list items begin and end. The one file that knows sentencex."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sentencex import get_sentence_boundaries

from dateline.indexes.nouns import PassageKind

_LINE = re.compile(r"[^\n\v\f\r\x85\u2028\u2029]+")
_ITEM = re.compile(r"\s*(?:[-*•‣◦–]|\d{1,3}[.)])\s+")
_HEADING = re.compile(r"\s*#{1,6}\s+")
_SENTENCE_END = re.compile(r"[.!?。！？…．｡][\"'”’»)\]）」』]*$")
_HEADLINE_WORDS = 16  # a line without sentence end that is longer is a sentence all the same
_WRAPPED_AT = (50, 100)  # characters; a line of such a length that ends no sentence was wrapped by a program


@dataclass(frozen=True, slots=True)
class Span:
    """`text[start:end]` in Unicode code points, without white space at either end."""

    start: int
    end: int
    kind: PassageKind
    paragraph: int


def spans(text: str, language: str | None = None) -> list[Span]:
    """Split into whole sentences, headlines and list items, in order, none overlapping, no word left out.

    A line break ends a passage unless the line was merely wrapped; a blank line also ends a paragraph. An unknown
    language is read as English.
    """
    found: list[Span] = []
    paragraph, last_end = 0, 0
    for start, end in _blocks(text):
        if found and text.count("\n", last_end, start) > 1:
            paragraph += 1
        last_end = end
        found.extend(_block_spans(text, start, end, language or "en", paragraph))
    return found


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Lines, with those joined that belong to one hard-wrapped paragraph."""
    block: tuple[int, int] | None = None
    last_line = ""
    for match in _LINE.finditer(text):
        line = match.group()
        if not line.strip():
            continue
        adjacent = block is not None and text.count("\n", block[1], match.start()) <= 1
        if block is not None and adjacent and _wrapped(last_line, line):
            block = (block[0], match.end())
        else:
            if block is not None:
                yield block
            block = match.span()
        last_line = line
    if block is not None:
        yield block


def _wrapped(line: str, following: str) -> bool:
    if _HEADING.match(line) or _HEADING.match(following) or _ITEM.match(following):
        return False
    if _SENTENCE_END.search(line.rstrip()) and not following.lstrip()[0].islower():
        return _WRAPPED_AT[0] <= len(line) <= _WRAPPED_AT[1] and line.endswith(" ")
    return following.lstrip()[0].islower() or _WRAPPED_AT[0] <= len(line) <= _WRAPPED_AT[1]


def _block_spans(text: str, start: int, end: int, language: str, paragraph: int) -> Iterator[Span]:
    block = text[start:end]
    if heading := _HEADING.match(block):
        yield from _trimmed(text, start + heading.end(), end, "headline", paragraph)
        return
    kind: PassageKind = "sentence"
    if item := _ITEM.match(block):
        kind, start = "item", start + item.end()
        block = text[start:end]
    bounds = list(_sentences(block, language))
    if kind == "sentence" and len(bounds) == 1 and _looks_like_headline(block):
        kind = "headline"
    for first, last in bounds:
        yield from _trimmed(text, start + first, start + last, kind, paragraph)


def _looks_like_headline(block: str) -> bool:
    return not _SENTENCE_END.search(block.rstrip()) and len(block.split()) <= _HEADLINE_WORDS


def _sentences(line: str, language: str) -> Iterator[tuple[int, int]]:
    """Boundaries inside one line; one that what follows shows to be none is passed over."""
    opened = 0
    for boundary in get_sentence_boundaries(language, line):
        start, end = int(boundary["start_index"]), int(boundary["end_index"])
        if end <= start:
            continue
        if opened < start and _continues(line, start):
            continue
        if opened < start:
            yield opened, start
            opened = start
    if opened < len(line):
        yield opened, len(line)


def _continues(line: str, start: int) -> bool:
    """Whether what follows a boundary still belongs to the sentence before it: `“No.” he said.`"""
    rest = line[start:].lstrip()
    before = line[:start].rstrip()
    return bool(rest) and rest[0].islower() and before[-1:] not in ":;"


def _trimmed(text: str, start: int, end: int, kind: PassageKind, paragraph: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end, kind, paragraph)
