"""Lies that are made of a sentence alone: two of its names, figures, days or nouns exchanged. Pure."""

from collections.abc import Iterator
from itertools import combinations

from dateline.service.check.items import Item, items


def swaps(text: str) -> Iterator[tuple[str, str]]:
    """The kind of what was exchanged, and the sentence; a few of them are as true as before: "Canada and Japan"."""
    for (kind, one, until), (other, here, end) in combinations(_things(items(text, None)), 2):
        first, second = text[one:until], text[here:end]
        if kind == other and first.lower() != second.lower():
            yield kind, f"{text[:one]}{second}{text[until:here]}{first}{text[end:]}"


def _things(row: tuple[Item, ...]) -> Iterator[tuple[str, int, int]]:
    """Kind and span of each whole name, figure and day, and of each noun behind an article that ends its phrase."""
    at = 0
    while at < len(row):
        end = at + 1
        while row[at].kind == "name" and end < len(row) and row[end].kind == "name" and row[end].gap == " ":
            end += 1
        if row[at].kind in ("name", "figure", "day"):
            yield row[at].kind, row[at].start, row[end - 1].end
        elif _is_noun(row, at):
            yield "noun", row[at].start, row[at].end
        at = end


def _is_noun(row: tuple[Item, ...], at: int) -> bool:
    if row[at].kind != "word" or not 0 < at < len(row) - 1:
        return False
    return row[at - 1].lower in ("the", "a", "an", "its") and row[at + 1].kind == "small"
