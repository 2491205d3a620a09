"""Whether one quote tells a part of a claim word by word: the same words in the same order, but for what may go, move or be named. Pure."""

from collections.abc import Iterator
from dataclasses import replace

from dateline.service.check.along import Words, keeps, words
from dateline.service.check.clauses import JOINS, MARK, Clauses
from dateline.service.check.frames import Frame, frame
from dateline.service.check.items import Item
from dateline.service.check.meant import FIRMS, Meant, is_named, subject_of
from dateline.service.check.naming import is_speaker
from dateline.service.check.rows import PREPOSITIONS, Row
from dateline.service.check.voices import PRONOUNS

_APPOSED = frozenset("a an the its his her their".split())
_MOVABLE = frozenset(
    "in on at during after before because when while since under with within despite unlike from until by".split()
)
_DAYS_ONLY = frozenset("from until by since before".split())
_MOST = 4  # ways to read a first pronoun with which a second one is tried
_CLAUSE = frozenset("because when while since after before until".split())


def is_derived(claim: Clauses, quote: Clauses, meant: Meant) -> bool:
    """Whether a quote tells a part of a claim. `meant`: whom its pronouns stand for."""
    mine = frame(claim)
    for theirs, content in _tellings(quote, meant):
        if theirs.verb is None and mine.verb is not None:
            if keeps(words(claim, range(len(claim.items))), content[0], frozenset()):
                return True
            continue
        if not _speaks(claim, mine, quote, theirs, meant):
            continue
        told = words(claim, mine.content)
        itself = _as_subject(claim, mine, quote, theirs)
        if any(_tells(told, option) or (itself is not None and _tells(itself, option)) for option in content):
            return True
    return False


def _as_subject(claim: Clauses, mine: Frame, quote: Clauses, theirs: Frame) -> Words | None:
    """What a claim says, with its speaker in the place of "it": "Orrin said it will build" for "Orrin will build, the company said"."""
    if mine.verb is None or theirs.verb is None or len(theirs.speaker) > 2:
        return None
    if not theirs.speaker or quote.items[theirs.speaker[-1]].lower not in FIRMS | PRONOUNS:
        return None
    told = words(claim, mine.content)
    if told.items[0].lower not in PRONOUNS | {"its", "his", "her", "their"}:
        return None
    subject = tuple(claim.items[at] for at in mine.speaker)
    return Words(
        (*subject, *told.items[1:]),
        (*(False for _ in subject), *told.verbs[1:]),
        (*(False for _ in subject), *told.named[1:]),
    )


def _tellings(quote: Clauses, meant: Meant) -> Iterator[tuple[Frame, list[Words]]]:
    """A quote as it stands; and a clause that hangs on a name, told of that name."""
    whole = frame(quote)
    plain = words(quote, whole.content)
    yield whole, [plain, *_named(plain, meant), *_hung(plain)]


def _hung(plain: Words) -> Iterator[Words]:
    """ "The permit allows …" for "appealed against the permit, which allows …"."""
    row = Row(plain.items, plain.verbs)
    for at in range(2, len(plain.items) - 2):
        if row.words[at] not in ("which", "who") or not row.marked(at):
            continue
        first = at
        while (
            first > 0
            and not row.verbs[first - 1]
            and (row.words[first - 1] not in PREPOSITIONS | JOINS or row.in_name(first - 1))
            and not (first < at and row.marked(first) and row.words[first] not in _APPOSED)
        ):
            first -= 1
        end = next((each for each in range(at + 2, len(plain.items)) if row.marked(each)), len(plain.items))
        if first == at or not row.verbs[at + 1]:
            continue
        whole = len(plain.items)
        listed = whole - end < 7 and "and" in row.words[end:] and not any(row.verbs[end:])
        for until in {end, whole if listed else end}:  # "which provides money for pumps, pipes and wells"
            places = (*range(first, at), *range(at + 1, until))
            yield Words(
                tuple(plain.items[each] for each in places),
                tuple(plain.verbs[each] for each in places),
                tuple(False for _ in places),
            )


def _named(plain: Words, meant: Meant) -> list[Words]:
    """The words with one pronoun, or two, replaced by whom they stand for."""
    once = _named_once(plain, meant)
    return [*once, *(twice for each in once[:_MOST] for twice in _named_once(each, meant)[:_MOST])]


def _named_once(plain: Words, meant: Meant) -> list[Words]:
    found: list[Words] = []
    for at, item in enumerate(plain.items):
        if plain.named[at]:
            continue
        if at and plain.items[at - 1].lower in ("the", "that", "this") and item.kind == "word":
            found += [_replaced(plain, at - 1, at + 1, phrase) for phrase in meant.whole(item)]
        if item.text[:1].isupper():
            found += [
                _replaced(plain, at, at + 1, (replace(phrase[0], gap=item.gap), *phrase[1:]))
                for phrase in meant.full(item)
            ]
        definite = item.lower in FIRMS
        if definite and not (at and plain.items[at - 1].lower == "the"):
            continue
        for phrase in meant.phrases(item):
            first = replace(phrase[0], gap=item.gap)
            found.append(_replaced(plain, at - definite, at + 1, (first, *phrase[1:])))
    return found


def _replaced(plain: Words, start: int, end: int, phrase: tuple[Item, ...]) -> Words:
    return Words(
        (*plain.items[:start], *phrase, *plain.items[end:]),
        (*plain.verbs[:start], *(False for _ in phrase), *plain.verbs[end:]),
        (*plain.named[:start], *(True for _ in phrase), *plain.named[end:]),
    )


def _speaks(claim: Clauses, mine: Frame, quote: Clauses, theirs: Frame, meant: Meant) -> bool:
    """Whether both have the same speaker, or none."""
    if mine.verb is None or theirs.verb is None:
        return mine.verb is theirs.verb
    beside = {quote.items[at].lower for at in theirs.beside} | {"on", "the"}
    if any(claim.items[at].lower not in beside for at in mine.beside):
        return False
    if (
        quote.items[theirs.verb].lower in ("predicted", "warned")
        and claim.items[mine.verb].stem != quote.items[theirs.verb].stem
    ):
        return False
    spoken = tuple(claim.items[at] for at in mine.speaker)
    return any(is_speaker(spoken, phrase, meant) for phrase in _speakers(quote, theirs, meant))


def _speakers(quote: Clauses, theirs: Frame, meant: Meant) -> Iterator[tuple[Item, ...]]:
    """A quote's speaker, in the words of every quote that names it."""
    own = tuple(quote.items[at] for at in theirs.speaker)
    yield own
    if len(own) == 1:
        yield from meant.phrases(own[0])
    if own[-1].lower in FIRMS | PRONOUNS and len(own) <= 2:
        subject = subject_of(quote, theirs.content)
        if is_named(subject):
            yield subject
    names = {item.lower for item in own if item.is_content}
    is_one = len(names) > 1 or all(meant.is_one_name(word) for word in names)
    if names and is_one and all(item.text[:1].isupper() for item in own):
        yield from (name for name in meant.names if names <= {item.lower for item in name})


def _tells(claim: Words, quote: Words) -> bool:
    """Whether the words of a quote, in their order, are those of a claim; one phrase may have moved."""
    if keeps(claim, quote, frozenset()):
        return True
    for start, end, there in _dated(claim, quote):
        if keeps(_without(claim, start, end - start), quote, frozenset(range(there, there + end - start))):
            return True
    for size in range(min(14, len(claim.items) - 2), 0, -1):
        if (at := _moved(claim, quote, size)) and keeps(
            _without(claim, 0, size), quote, frozenset(range(at, at + size))
        ):
            return True
        if (at := _moved(quote, claim, size)) and keeps(_without(claim, at, size), quote, frozenset(range(size))):
            return True
    return False


def _dated(claim: Words, quote: Words) -> Iterator[tuple[int, int, int]]:
    """Where "on Monday" or "last year" stands in a claim and in a quote whose one verb it hangs on, wherever it stands."""
    first = next((at for at in range(1, len(quote.items)) if MARK.search(quote.items[at].gap)), len(quote.items))
    if (
        Row(quote.items, quote.verbs).verb_groups(0, first) != 1
        or sum(item.day is not None for item in quote.items[:first]) > 1
    ):
        return
    for at, item in enumerate(claim.items):
        if item.day is None and item.lower not in ("year", "month", "week"):
            continue
        start = at - 1 if at and claim.items[at - 1].lower in ("on", "in", "last", "this", "next") else at
        if item.day is None and start == at:
            continue
        for there in range(first - (at - start)):
            if all(_is_exactly(claim.items[start + k], quote.items[there + k]) for k in range(at + 1 - start)):
                yield start, at + 1, there


def _without(row: Words, at: int, size: int) -> Words:
    return Words(
        row.items[:at] + row.items[at + size :],
        row.verbs[:at] + row.verbs[at + size :],
        row.named[:at] + row.named[at + size :],
    )


def _moved(front: Words, behind: Words, size: int) -> int:
    """Where the phrase that begins one row stands in the other; 0 if it stands nowhere, or if it could hang on something else there."""
    if size >= len(front.items):
        return 0
    phrase = front.items[:size]
    first = phrase[0]
    if first.lower not in _MOVABLE and first.day is None:
        return 0
    if first.lower in _DAYS_ONLY and (size < 2 or phrase[1].day is None) and first.lower not in _CLAUSE:
        return 0
    for at in range(1, len(behind.items) - size + 1):
        if not all(_is_exactly(one, other) for one, other in zip(phrase, behind.items[at : at + size], strict=True)):
            continue
        return at if _hangs_alike(behind, at, size) else 0
    return 0


def _hangs_alike(row: Words, at: int, size: int) -> bool:
    """Whether a phrase at the end of a clause hangs on that clause's one verb, wherever it stands."""
    end = at + size
    if end < len(row.items):
        follows = row.items[end]
        bounded = (
            MARK.search(follows.gap)
            or follows.lower in _MOVABLE | {"to", "for", "and", "but"}
            or follows.day is not None
        )
        if not bounded or (follows.lower in ("who", "which", "where", "whose")):
            return False
    jumped = Row(row.items[:at], row.verbs[:at])
    figures = sum(item.figure is not None for item in row.items[:at])
    days = any(item.day is not None for item in row.items[:at]) and any(
        item.day is not None for item in row.items[at:end]
    )
    return (
        jumped.verb_groups(0, at) == 1
        and (figures <= 1 or row.items[at].lower == "because")
        and not days
        and not any(item.lower in JOINS or item.gap.strip(" -’'s") for item in row.items[1:at])
    )


def _is_exactly(one: Item, other: Item) -> bool:
    if one.day is not None or other.day is not None:
        return one.day == other.day and one.day is not None
    return one.lower == other.lower
