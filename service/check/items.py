"""A sentence as a row of items: words, names, figures with their bounds, days; each knows the marks before it. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal

from dateline.service.check.days import Day, mentions
from dateline.service.check.figures import Figure, figures
from dateline.service.words import STOPWORDS, is_stopword, stem, tokens

Kind = Literal["word", "name", "figure", "day", "small"]

_BOUND = re.compile(
    r"\b(?:nearly|almost|close to|just under|just short of|a little under|up to|as high as|as many as|as much as|at (?:the )?most|"
    r"(?:no|not) (?:more|fewer|less) than|a (?:maximum|minimum) of|at (?:the )?least|(?:just |a little )?(?:more|less|fewer|over|above) than|"
    r"(?:just |a little )?over|above|upwards of|in excess of|under|below|about|around|roughly|some|approximately|an estimated|estimated at|near|circa)"
    r"(?: the| a| an)?\s+(?:US|U\.S\.)?\s?[$€£¥]?$",
    re.I,
)
_MONEY_BEHIND = re.compile(r"^[ -](?:U\.S\. |US |American )?(?:dollars?|yuan|euros?|crowns?|yen|pounds?)\b", re.I)


@dataclass(frozen=True, slots=True)
class Item:
    """One word, figure or day. `gap`: what stands between it and the item before, marks included."""

    kind: Kind
    text: str
    stem: str
    start: int
    end: int
    gap: str
    figure: Figure | None = None
    day: Day | None = None

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def is_content(self) -> bool:
        return self.kind != "small"


@lru_cache(maxsize=2048)
def items(text: str, base: date | None) -> tuple[Item, ...]:
    """The items of a sentence in order. `base`: the day that "Tuesday" leans on."""
    days = mentions(text, base)
    spans: list[tuple[int, int, Figure | None, Day | None]] = [(each.start, each.end, None, each.day) for each in days]
    for figure in figures(text, [(each.start, each.end) for each in days]):
        bound = _BOUND.search(text[: figure.start])
        start = bound.start() if bound and figure.bound != "exact" else figure.start
        behind = _MONEY_BEHIND.match(text[figure.end :])
        end = figure.end + (behind.end() if behind else 0)
        spans.append((start, end, figure, None))
    spans.sort(key=lambda each: each[:2])
    found: list[Item] = []
    last = 0
    for start, end, figure, day in [*spans, (len(text) + 1, len(text) + 1, None, None)]:
        for token in tokens(text):
            if token.start < last or token.start >= start:
                continue
            if token.start < (found[-1].end if found else 0):
                continue
            gap = text[found[-1].end if found else 0 : token.start]
            kind: Kind = "small" if is_stopword(token) else "name" if token.capital else "word"
            if kind == "name" and not found and token.text[1:] == token.text[1:].lower():
                kind = "word" if token.text.lower() not in STOPWORDS else "small"
            found.append(Item(kind, token.text, token.stem, token.start, token.end, gap))
        if figure is not None or day is not None:
            gap = text[found[-1].end if found else 0 : start]
            kind = "figure" if figure is not None else "day"
            found.append(Item(kind, text[start:end], "", start, end, gap, figure, day))
        last = end
    return tuple(_one_word(found))


_PHRASAL = {  # two words that are one verb
    ("take", "out"): "remove",
    ("take", "over"): "succeed",
    ("take", "up"): "start",
    ("take", "on"): "hire",
    ("take", "in"): "cover",
    ("step", "down"): "resign",
    ("set", "up"): "establish",
    ("put", "off"): "postpone",
    ("put", "up"): "erect",
    ("turn", "down"): "reject",
    ("go", "up"): "rise",
    ("go", "down"): "fall",
    ("come", "down"): "fall",
    ("call", "off"): "cancel",
    ("carri", "out"): "perform",
    ("hand", "out"): "distribute",
    ("look", "into"): "investigate",
}


def _one_word(row: list[Item]) -> Iterator[Item]:
    """The items with a verb and its particle as one."""
    skipped = False
    for at, item in enumerate(row):
        if skipped:
            skipped = False
            continue
        behind = row[at + 1] if at + 1 < len(row) else None
        if behind is not None and behind.gap == " " and (whole := _PHRASAL.get((item.stem, behind.lower))):
            yield replace(item, kind="word", text=f"{item.text} {behind.text}", stem=stem(whole), end=behind.end)
            skipped = True
        else:
            yield item
