"""What the contract says is always true, held against one answer and its hits from outside. Pure.

Written down anew from the contract, not with the code that answers: a wrong sentence splitter must not judge itself.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from dateline.eval.metrics import folded, moment_of

JSON = Mapping[str, Any]
Revisions = Callable[
    [str], Sequence[JSON]
]  # of an article, oldest first, each as `GET /articles/{id}` has it, with `added_at`

_ENDS = ".!?…。！？"
_CLOSERS = "\"'”’»›)]」』"
_OPENERS = "\"'“‘«‹([「『•*-–—· \t"
_SAME = ("title", "source", "url", "language", "published_at", "updated_at")


def broken(answer: JSON, hits: Sequence[JSON], revisions: Revisions) -> list[str]:
    """Every promise that this answer, or the search for the same question, breaks; each once. Empty when all hold."""
    found = [*_shape(answer), *_cited(answer, revisions)]
    for shown in (*answer["related"], *hits):
        found += [f"a passage that was found {why}" for why in _place(shown, answer, revisions, whole=False)]
    return list(dict.fromkeys(found))


def _shape(answer: JSON) -> Iterator[str]:
    claims, citations, status = answer["claims"], answer["citations"], answer["status"]
    numbers = [each["number"] for each in citations]
    if numbers != list(range(1, len(citations) + 1)):
        yield "citations are not numbered 1, 2, 3"
    if (status == "not_answered") != (not claims):
        yield "a refusal has claims, or an answer has none"
    if not answer["answer"].strip():
        yield "the answer is empty"
    used = {number for claim in claims for number in claim["citations"]}
    used |= {number for conflict in answer["conflicts"] for number in conflict["citations"]}
    if used != set(numbers):
        yield "a citation serves nothing, or one that is not there is cited"
    if any(not claim["citations"] for claim in claims):
        yield "a claim has no citation"
    by_number = {each["number"]: each["quote"] for each in citations}
    for claim in claims:
        quotes = " ".join(by_number.get(number, "") for number in claim["citations"])
        if claim["kind"] == "quoted" and folded(claim["text"]) != folded(quotes):
            yield "a quoted claim is not its quotes, letter for letter"
    spoken = " ".join(c["text"] + "".join(f" [{number}]" for number in c["citations"]) for c in claims)
    if claims and folded(answer["answer"]) != folded(spoken):
        yield "the answer is not its claims in order with their numbers"


def _cited(answer: JSON, revisions: Revisions) -> Iterator[str]:
    for citation in answer["citations"]:
        yield from (f"a citation {why}" for why in _place(citation, answer, revisions, whole=True))
        for also in citation["also_in"]:
            others = [each for each in revisions(also["article_id"]) if citation["quote"] in each["text"]]
            if not others:
                yield "a citation is said to be also in an article that does not have its words"
            yield from (f"an article that also has it {why}" for why in _allowed(also, answer))


def _place(shown: JSON, answer: JSON, revisions: Revisions, *, whole: bool) -> Iterator[str]:
    """Whether something shown is the words of a revision that the question may use."""
    yield from _allowed(shown, answer)
    every = revisions(shown["article_id"])
    stands = next((each for each in every if each["revision"] == shown["revision"]), None)
    if stands is None:
        yield "is of a revision that is not there, or of a withdrawn article"
        return
    text, start, end = stands["text"], shown["start"], shown["end"]
    if not 0 <= start < end <= len(text) or text[start:end] != shown["quote"]:
        yield "is not text[start:end] of its revision"
    elif whole and not 1 <= end - start <= 1000:
        yield "is not of 1 to 1,000 characters"
    elif whole and not _is_whole(text, start, end):
        yield "is not whole sentences"
    if any(name in shown and shown[name] != stands[name] for name in _SAME):
        yield "has another title, source, address or date than its article"
    if stands is not _newest(every, answer):
        yield "is of a stale revision"


def _newest(every: Sequence[JSON], answer: JSON) -> JSON | None:
    """The revision that counts: the newest, under `as_of` the newest of those that bear no later date."""
    if answer["as_of"] is None:
        return every[-1]
    last, newest, before = _end_of(answer["as_of"]), None, None
    for each in every:
        before = _known(each, before)
        if before[1] is not None and before[1] <= last:
            newest = each
    return newest


def _known(revision: JSON, before: tuple[JSON, datetime | None] | None) -> tuple[JSON, datetime | None]:
    """A revision and since when it is certain to have stood: new words that bear no later date, since they came."""
    borne = moment_of(revision)
    if before is None or (before[1] is None and borne is None):
        return revision, borne
    if before[0]["text"] == revision["text"] and before[0]["title"] == revision["title"]:
        return revision, borne
    if revision["updated_at"] is not None and (
        before[1] is None or datetime.fromisoformat(revision["updated_at"]) > before[1]
    ):
        return revision, borne
    came = datetime.fromisoformat(revision["added_at"])
    return revision, came if borne is None else max(came, borne)


def _allowed(shown: JSON, answer: JSON) -> Iterator[str]:
    if (as_of := answer["as_of"]) is None:
        return
    if (at := moment_of(shown)) is None:
        yield "is undated, and a day was asked for"
    elif at > _end_of(as_of):
        yield "is dated after `as_of`"


def asked_for(
    answer: JSON, hits: Sequence[JSON], *, as_of: str | None, since: str | None, sources: Sequence[str]
) -> list[str]:
    """Whether the filters of the request, not only those that the answer says it read, were kept."""
    found: list[str] = []
    if answer["as_of"] != as_of:
        found.append("the answer is as of another day than the request")
    names = {folded(name) for name in sources}
    for shown in (*answer["citations"], *answer["related"], *hits):
        at, published = moment_of(shown), shown["published_at"]
        if names and folded(shown["source"] or "") not in names:
            found.append("something is shown of a source that was not asked for")
        if as_of is not None and (at is None or at > _end_of(as_of)):
            found.append("something is shown from after `as_of`, or undated")
        if since is not None and (
            published is None or datetime.fromisoformat(published).date() < date.fromisoformat(since)
        ):
            found.append("something is shown from before `since`, or undated")
    return list(dict.fromkeys(found))


def _end_of(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time.max, UTC)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a quote begins and ends where sentences, lines or the article do."""
    before, after = text[:start].rstrip(" \t" + _OPENERS), text[end:].lstrip(" \t" + _CLOSERS)
    opened = not before or before.endswith("\n") or before.rstrip(_CLOSERS).endswith(tuple(_ENDS + ":;"))
    closed = not after or after.startswith("\n") or text[start:end].rstrip(_CLOSERS).endswith(tuple(_ENDS + ":;"))
    return opened and closed
