"""A question as the report shows it, from its line of `results.jsonl`; and which of them teach most. Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from dateline.eval.causes import cited, is_evidence, places, why

Line = Mapping[str, Any]  # of results.jsonl
Card = dict[str, Any]

_MONTHS = "January February March April May June July August September October November December".split()


def card(number: int, one: Line) -> dict[str, Any]:
    """A question with all that is told of it; `number`: its place in the run, from 1."""
    where, quoted = places(one), cited(one)
    answer, gone = one["answer"], one["ablated"]
    gold = [
        {"quotes": quotes, "place": place, "quoted": is_quoted}
        for quotes, place, is_quoted in zip(one["gold_quotes"], where, quoted, strict=True)
    ]
    return {
        **one,
        "anchor": f"q{number}",
        "why": why(one),
        "said": _outcome(one),
        "filters": list(_filters(one)),
        "gold": list(
            {repr(each["quotes"]): each for each in gold}.values()
        ),  # a sentence may be evidence of two groups
        "confidence": None if answer is None else answer["confidence"],
        "place": min((each for each in where if each is not None), default=None),
        "shown": [] if answer is None else list(_shown(answer, one)),
        "left": [] if gone is None or gone["answer"] is None else list(_shown(gone["answer"], None)),
        "found": [{**each, "is_evidence": is_evidence(one, each)} for each in one["hits"] if "article_id" in each],
    }


def _outcome(one: Line) -> str:
    refused = one["answer"] is not None and one["answer"]["status"] == "not_answered"
    if one["outcome"] == "right" and refused:
        return "rightly refused"
    return {"refused": "falsely refused"}.get(one["outcome"], one["outcome"])


def _filters(one: Line) -> Iterator[str]:
    yield from (f"asked after “{each}”" for each in one["before"])
    if one["as_of"] is not None:
        yield f"as of {day(one['as_of'])}"
    if one["since"] is not None:
        yield f"since {day(one['since'])}"
    if one["sources"]:
        yield f"only from {', '.join(one['sources'])}"


def _shown(answer: Mapping[str, Any], one: Line | None) -> Iterator[dict[str, Any]]:
    """The claims of an answer, each with its quotes; then what is quoted for a conflict alone."""
    quotes = {
        each["number"]: {**each, "is_evidence": one is not None and is_evidence(one, each)}
        for each in answer["citations"]
    }
    used = {number for claim in answer["claims"] for number in claim["citations"]}
    for claim in answer["claims"]:
        text = claim["text"] if claim["kind"] == "written" else None
        yield {"text": text, "said_by": claim["said_by"], "quotes": [quotes[number] for number in claim["citations"]]}
    if rest := [quote for number, quote in quotes.items() if number not in used]:
        yield {"text": None, "said_by": None, "quotes": rest}


def sorts(every: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The questions that went wrong, each in the first sort that it belongs to, most instructive first."""
    left = list(every)
    kinds: tuple[tuple[str, str, Callable[[Any], bool], Callable[[Any], Any]], ...] = (
        ("Answered wrongly", "The surest first.", lambda q: q["answerable"] and q["outcome"] == "wrong", lambda q: -(q["confidence"] or 0.0)),
        ("Answered, though no article answers it", "The surest first.", lambda q: q["outcome"] == "wrong", lambda q: -(q["confidence"] or 0.0)),
        ("Broken promises", "", lambda q: bool(q["breaches"]), lambda q: 0),
        ("Falsely refused", "Where the evidence was found highest, first.", lambda q: q["outcome"] == "refused", lambda q: (q["place"] or 99, -(q["confidence"] or 0.0))),
        ("Failed", "", lambda q: q["outcome"] == "failed", lambda q: 0),
    )  # fmt: skip
    for title, note, belongs, order in kinds:
        mine = sorted((each for each in left if belongs(each)), key=order)
        left = [each for each in left if not belongs(each)]
        if mine:
            yield {"title": title, "note": note, "cards": mine}


def day(moment: str | None) -> str:
    """The day of an ISO 8601 date or moment, as people write it."""
    if moment is None:
        return "undated"
    found = date.fromisoformat(moment[:10])
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"
