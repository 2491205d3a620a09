"""Words that may stand for one another in a claim that keeps the articles' words: a tight list, and nothing near in meaning. Pure."""

from functools import cache, lru_cache

from dateline.service.check.wording import groups
from dateline.service.words import country_words, same


@cache
def _nations() -> dict[str, frozenset[str]]:
    names = country_words()
    return {one: frozenset(other for other in names if same(one, other) > 0) for one in names}


@lru_cache(maxsize=65536)
def stands_for(one: str, other: str) -> bool:
    """Whether two base forms may stand for one another."""
    if one == other or other in _nations().get(one, frozenset()):
        return True
    known = groups("rewordings.txt")
    return bool(known.get(one, frozenset()) & known.get(other, frozenset()))
