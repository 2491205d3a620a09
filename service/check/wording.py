"""When two words mean the same in a rewording: the archive's synonyms, and those of `words.txt` beside this file. A plain table."""

from functools import cache, lru_cache
from importlib.resources import files

from dateline.service.words import same, stem


@lru_cache(maxsize=65536)
def alike(one: str, other: str) -> float:
    """How far two base forms mean the same where a sentence is reworded: 1 equal, 0.8 synonyms, else 0."""
    known = groups("words.txt")
    return same(one, other) or (0.8 if known.get(one, frozenset()) & known.get(other, frozenset()) else 0.0)


@cache
def groups(table: str) -> dict[str, frozenset[int]]:
    """Base form → the lines of a file beside this one that have a word of it."""
    found: dict[str, set[int]] = {}
    text = files(__package__ or __name__).joinpath(table).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines()):
        for word in () if line.startswith("#") else line.split():
            found.setdefault(stem(word), set()).add(number)
    return {base: frozenset(numbers) for base, numbers in found.items()}
