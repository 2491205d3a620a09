"""Words that may stand for one another in a claim that keeps the articles' words: a tight list, and nothing near in meaning. Pure."""

from functools import cache, lru_cache
from importlib.resources import files

from dateline.service.words import country_words, same, stem


@cache
def _known() -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    text = files(__package__ or __name__).joinpath("rewordings.txt").read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines()):
        for word in () if line.startswith("#") else line.split():
            groups.setdefault(stem(word), set()).add(number)
    return {base: frozenset(numbers) for base, numbers in groups.items()}


@cache
def _nations() -> dict[str, frozenset[str]]:
    names = country_words()
    return {one: frozenset(other for other in names if same(one, other) > 0) for one in names}


@lru_cache(maxsize=65536)
def stands_for(one: str, other: str) -> bool:
    """Whether two base forms may stand for one another."""
    if one == other or other in _nations().get(one, frozenset()):
        return True
    return bool(_known().get(one, frozenset()) & _known().get(other, frozenset()))
