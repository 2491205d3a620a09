"""Whom and what sentences name: their names, persons and places, and the nouns of which an article names one only. Pure."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from dateline.indexes.nouns import Revision
from dateline.service.check.clauses import Clauses, clauses
from dateline.service.check.items import Item
from dateline.service.check.statement import ROLES

ORGANISATIONS = frozenset(
    "group bank university college agency ministry department commission committee council bureau party company trust union association board office "
    "house court centre fund guild league federation inspectorate line cells devices pharma marine industries school street harbour bay island strait sound river".split()
)
_POINTERS = frozenset("the a an its his her their this that these those".split())


@lru_cache(maxsize=64)
def single_of(revision: Revision) -> frozenset[str]:
    """The nouns that stand behind one word only, articles aside."""
    before: dict[str, set[str]] = {}
    for passage in revision.passages:
        row = clauses(passage.text, None).items
        for one, item in pairwise(row):
            if item.gap == " " and item.is_content and one.lower not in _POINTERS:
                before.setdefault(item.lower, set()).add(one.lower)
    return frozenset(noun for noun, words in before.items() if len(words) == 1)


@lru_cache(maxsize=64)
def known_of(revision: Revision) -> tuple[str, ...]:
    """Every name of an article that has two words, in lower case, without offices."""
    found: set[str] = set()
    for passage in revision.passages:
        for name in names_of(clauses(passage.text, None)):
            words = [item.lower for item in name if item.lower not in ROLES]
            if len(words) > 1:
                found.add(" ".join(words))
    return tuple(sorted(found))


def people_of(quote: Clauses) -> list[tuple[Item, ...]]:
    """The names of two words that may be a person's."""
    return [
        run
        for run in names_of(quote)
        if len(run) == 2
        and run[1].gap == " "
        and not any(item.lower in ORGANISATIONS for item in run)
        and not (
            run[0].start and quote.text[: run[0].start].split()[-1].lower() in ("the", "in", "at", "to", "from", "of")
        )
    ]


def names_of(quote: Clauses) -> list[tuple[Item, ...]]:
    """The names of a quote with the apposition behind a comma: "Hesk Cleaning, a subcontractor"."""
    found: list[tuple[Item, ...]] = []
    at = 0
    while at < len(quote.items):
        if not quote.items[at].text[:1].isupper() or not quote.items[at].is_content:
            at += 1
            continue
        end = at + 1
        while end < len(quote.items) and quote.items[end].kind == "name" and quote.items[end].gap in (" ", "’ ", "’s "):
            end += 1
        found.append(quote.items[at:end])
        if quote.items[end - 1].lower == "act" and at > 1 and quote.items[at - 1].lower in ("and", "for", "of"):
            found[-1] = quote.items[at - 2 : end]  # "the CHIPS and Science Act"
        at = end
    return found


def places_of(quote: Clauses) -> list[tuple[Item, ...]]:
    """ "In Brisk Harbour"."""
    found: list[tuple[Item, ...]] = []
    for at, item in enumerate(quote.items):
        if item.lower in ("in", "at") and at + 1 < len(quote.items) and quote.items[at + 1].kind == "name":
            end = at + 2
            while end < len(quote.items) and quote.items[end].kind == "name" and quote.items[end].gap == " ":
                end += 1
            found.append(quote.items[at:end])
    return found


def words_of_name(phrase: Sequence[Item]) -> frozenset[str]:
    """The words of a phrase that are a name, without what somebody is."""
    return frozenset(
        item.lower
        for at, item in enumerate(phrase)
        if item.text[:1].isupper()
        and item.is_content
        and item.lower not in ROLES
        and (at or item.kind == "name" or len(phrase) == 1)
    )
