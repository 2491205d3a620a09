"""Whether two phrases name one speaker: "Ann Lee, the coroner" and "coroner Ann Lee". Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.service.check.clauses import Clauses
from dateline.service.check.evidence import Flaw
from dateline.service.check.frames import frame, head
from dateline.service.check.items import Item
from dateline.service.check.meant import Meant
from dateline.service.words import stem, stemmed

_INSIDE = (" ", "’ ", "’s ", "' ", "'s ")  # what stands between the words of one name
_FREE = frozenset("the a an".split())
_LIMITING = stemmed("former acting deputy vice interim outgoing incoming elect assistant")


def is_speaker(spoken: Sequence[Item], phrase: tuple[Item, ...], meant: Meant) -> bool:
    """Whether a claim's speaker is a quote's: the same name, and nothing else of it but what the quote has, in its order."""
    heads = head(phrase, tuple(range(len(phrase))))
    if not heads:
        return False
    name = _name(phrase, max(heads)) if len(heads) == 1 else frozenset[int]()
    if not name:
        lower = [item.lower for item in spoken]
        return all(phrase[at].lower in lower for at in heads) and _is_within(lower, [item.lower for item in phrase])
    last = phrase[max(name)].lower
    for at, item in enumerate(spoken):
        if item.lower != last:
            continue
        mine = _name(tuple(spoken), at)
        own = [spoken[each].lower for each in sorted(mine)]
        whole = [phrase[each].lower for each in sorted(name)]
        if max(mine, default=-1) != at or whole[-len(own) :] != own:
            continue
        if mine and min(mine) and spoken[min(mine) - 1].lower in ("of", "for", "at", "by"):
            continue
        rest = [each for here, each in enumerate(spoken) if here not in mine]
        if any(_is_rest(rest, option) for option in _rests(phrase, name, meant)):
            return True
    return False


def misnamed(claim: Clauses, quotes: Sequence[Clauses]) -> Iterator[Flaw]:
    """Another name of a speaker's phrase made the speaker: "the Rovers Trust, chairman of Milo Jessop"."""
    mine = frame(claim)
    spoken = tuple(claim.items[at] for at in mine.speaker)
    heads = [spoken[at] for at in head(spoken, tuple(range(len(spoken))))] if spoken else []
    if len(heads) != 1 or not _is_capital(heads[0]):
        return
    for quote in quotes:
        phrase = tuple(quote.items[at] for at in frame(quote).speaker)
        theirs = head(phrase, tuple(range(len(phrase)))) if phrase else frozenset[int]()
        if len(theirs) != 1:
            continue
        name = {phrase[at].lower for at in _name(phrase, max(theirs))}
        if name and heads[0].lower not in name and heads[0].lower in {item.lower for item in phrase}:
            yield "speaker"
            return


def _name(phrase: tuple[Item, ...], at: int) -> frozenset[int]:
    """The places of the name that a word belongs to; nothing where the word is no name."""
    if not _is_capital(phrase[at]):
        return frozenset()
    first, last = at, at
    while first > 0 and _is_capital(phrase[first - 1]) and phrase[first].gap in _INSIDE:
        first -= 1
    while last + 1 < len(phrase) and _is_capital(phrase[last + 1]) and phrase[last + 1].gap in _INSIDE:
        last += 1
    return frozenset(range(first, last + 1))


def _is_capital(item: Item) -> bool:
    return item.text[:1].isupper() and item.is_content


def _rests(phrase: tuple[Item, ...], name: frozenset[int], meant: Meant) -> Iterator[list[Item]]:
    """What a phrase says of its name; "its chairman" also with whose chairman."""
    rest = [item for at, item in enumerate(phrase) if at not in name]
    yield rest
    if rest and rest[0].lower in ("its", "his", "her", "their"):
        for whose in meant.phrases(rest[0]):
            yield [*whose, *rest[1:]]
            yield [*rest[1:], *_of(whose)]


def _of(whose: Sequence[Item]) -> list[Item]:
    return [replace(whose[0], kind="small", text="of", stem="of", figure=None, day=None), *whose]


def _is_rest(mine: Sequence[Item], theirs: Sequence[Item]) -> bool:
    if not mine:
        return True
    lost = {item.lower for item in theirs} - {item.lower for item in mine}
    if any(stem(word) in _LIMITING for word in lost):
        return False
    return _is_within([item.lower for item in mine], [item.lower for item in theirs])


def _is_within(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether words stand in a row in the same order, articles aside."""
    at = 0
    for word in mine:
        if word in _FREE:
            continue
        while at < len(theirs) and theirs[at] != word:
            at += 1
        if at == len(theirs):
            return False
        at += 1
    return True
