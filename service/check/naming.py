"""Whether two phrases name one speaker: "Ann Lee, the coroner" and "coroner Ann Lee". Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.service.check.clauses import Clauses
from dateline.service.check.evidence import Flaw
from dateline.service.check.frames import frame, head
from dateline.service.check.items import Item
from dateline.service.check.meant import Meant
from dateline.service.check.mentions import ORGANISATIONS
from dateline.service.check.statement import ROLES
from dateline.service.words import stem, stemmed

_INSIDE = (" ", "’ ", "’s ", "' ", "'s ")  # what stands between the words of one name
_FREE = frozenset("the a an".split())
_HANGING = frozenset("of at for by from in with on who which and published issued released".split())
_LIMITING = stemmed("former acting deputy vice interim outgoing incoming elect assistant")


def is_speaker(spoken: Sequence[Item], phrase: tuple[Item, ...], meant: Meant) -> bool:
    """Whether a claim's speaker is a quote's: the same name, and nothing else of it but what the quote has, in its order."""
    heads = head(phrase, tuple(range(len(phrase))))
    if not heads or _hides(spoken, phrase):
        return False
    name = name_of(phrase, max(heads)) if len(heads) == 1 else frozenset[int]()
    if not name:
        lower = [item.lower for item in spoken]
        within = _is_within(lower, [item.lower for item in phrase]) and _are_whole(spoken, phrase)
        return within and all(phrase[at].lower in lower for at in heads)
    last = phrase[max(name)].lower
    for at, item in enumerate(spoken):
        if item.lower != last:
            continue
        mine = name_of(tuple(spoken), at)
        own = [spoken[each].lower for each in sorted(mine)]
        whole = [phrase[each].lower for each in sorted(name)]
        if max(mine, default=-1) != at or whole[-len(own) :] != own:
            continue
        if len(own) == 1 and (len(whole) > 2 or (len(whole) > 1 and own[0] in ORGANISATIONS)):
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
        name = {phrase[at].lower for at in name_of(phrase, max(theirs))}
        if name and heads[0].lower not in name and heads[0].lower in {item.lower for item in phrase}:
            yield "speaker"
            return


def name_of(phrase: Sequence[Item], at: int) -> frozenset[int]:
    """The places of the name that a word belongs to; nothing where the word is no name."""
    if not _is_capital(phrase[at]):
        return frozenset()
    first, last = at, at
    while (
        first > 0
        and _is_capital(phrase[first - 1])
        and phrase[first].gap in _INSIDE
        and phrase[first - 1].lower not in ROLES
    ):
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
    return _is_within([item.lower for item in mine], [item.lower for item in theirs]) and _are_whole(mine, theirs)


def _hides(spoken: Sequence[Item], phrase: Sequence[Item]) -> bool:
    """Whether "by Ann Lee" is gone from "an estimate by Ann Lee"."""
    by = next((at for at, item in enumerate(phrase) if at and item.lower == "by"), None)
    if (
        by is None
        or any("," in item.gap for item in phrase[1:by])
        or phrase[by - 1].lower in ("led", "headed", "owned")
    ):
        return False
    end = next((at for at in range(by + 1, len(phrase)) if phrase[at].lower in _HANGING), len(phrase))
    return not {item.lower for item in phrase[by + 1 : end] if item.is_content} & {item.lower for item in spoken}


def _are_whole(mine: Sequence[Item], theirs: Sequence[Item]) -> bool:
    """Whether what is left of a description is whole phrases of it: not "trade minister" for "foreign trade minister"."""
    kept: set[int] = set()
    at = 0
    for item in mine:
        if item.lower in _FREE:
            continue
        while at < len(theirs) and theirs[at].lower != item.lower:
            at += 1
        kept.add(at)
        at += 1
    kept |= {at for at, item in enumerate(theirs) if item.lower in _FREE or item.day is not None}
    kept |= {at - 1 for at, item in enumerate(theirs) if at and item.day is not None and theirs[at - 1].lower == "on"}
    return all(at in kept or not ({at - 1, at + 1} & kept) or _is_edge(theirs, at, kept) for at in range(len(theirs)))


def _is_edge(theirs: Sequence[Item], at: int, kept: set[int]) -> bool:
    """Whether a word that is left out ends or begins a phrase where what is kept begins or ends."""
    before = (
        at - 1 not in kept or at == 0 or theirs[at].lower in _HANGING or theirs[at].gap.startswith((",", "–", "—", "("))
    )
    behind = theirs[at + 1] if at + 1 < len(theirs) else None
    after = (
        behind is None
        or at + 1 not in kept
        or behind.lower in _HANGING
        or behind.gap.startswith((",", "–", "—", "("))
        or (at == 0 and theirs[at].kind == "name" and behind.text[:1].isupper())
    )
    return before and after


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
