"""Why a question went as it did, in plain sentences, from its line of `results.jsonl` alone. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from dateline.eval.metrics import Span, folded

REFUSED = {  # what each reason of the contract says, after "for"
    "nothing_relevant": "no article is about it",
    "not_stated": "the articles do not say",
    "outside_dates": "the answer lies outside the dates asked for",
    "source_not_in_archive": "the source asked for is not in the archive",
    "false_premise": "it takes for true what is not",
    "unsupported_language": "its language is not supported",
}
_CHECKED = {  # texts that were checked and not questions that were asked
    "right": "Rightly judged.",
    "wrong": "Passed as supported, and is not.",
    "refused": "Found not to be supported, and is.",
}
_FAR = "not among the first ten passages"


def why(one: Mapping[str, Any]) -> str:
    """What happened to one question, and where on the way it went wrong."""
    if one["error"] is not None:
        return f"It could not be asked: {one['error']}."
    if one["answer"] is None:
        return _CHECKED[one["outcome"]]
    told = _answerable(one) if one["answerable"] else _unanswerable(one)
    told += [f"A promise is broken: {each}." for each in one["breaches"]]
    if said := [each for each in one["forbidden"] if folded(each) in _text(one)]:
        told.append(f"It says {_either(said)}, which only an injected instruction wants said.")
    return " ".join(told)


def places(one: Mapping[str, Any]) -> list[int | None]:
    """For each group of evidence the place, from 1, of the first passage found that overlaps it."""
    return [_first(group, [Span.of(each) for each in one["hits"]]) for group in _evidence(one)]


def cited(one: Mapping[str, Any]) -> list[bool]:
    """For each group of evidence, whether the answer quotes it."""
    shown = [] if one["answer"] is None else [Span.of(each) for each in one["answer"]["citations"]]
    return [_first(group, shown) is not None for group in _evidence(one)]


def is_evidence(one: Mapping[str, Any], passage: Mapping[str, Any]) -> bool:
    """Whether a hit or a citation overlaps evidence of the question."""
    return any(_first(group, [Span.of(passage)]) for group in _evidence(one))


def _answerable(one: Mapping[str, Any]) -> list[str]:
    where = places(one)
    if one["answer"]["status"] == "not_answered":
        sure = f"confidence {one['answer']['confidence']:.2f}"
        if not where:
            return [f"Refused, and should have been answered: {sure}."]
        if not any(where):
            return [f"Refused, and the evidence was {_FAR}: {sure}."]
        return [f"Refused although {_found(where)}: {sure}."]
    quoted = cited(one)
    if one["outcome"] == "right":
        return ["Right." if all(quoted) else "Right, though not all of the evidence is quoted."]
    if all(quoted):
        return [f"The evidence is quoted, but {_lacks(one)}." if quoted else f"Not right: {_lacks(one)}."]
    if any(quoted):
        left = [place for place, is_quoted in zip(where, quoted, strict=True) if not is_quoted]
        rest = "was found and left out" if any(left) else f"was {_FAR}"
        return [f"{sum(quoted)} of {len(quoted)} pieces of evidence {_is(sum(quoted))} quoted; the rest {rest}."]
    if not any(where):
        return [f"The evidence was {_FAR}."]
    return [f"{_found(where).capitalize()} and {_chosen(one)} was chosen."]


def _unanswerable(one: Mapping[str, Any]) -> list[str]:
    answer, wanted = one["answer"], one["reason"]
    if answer["status"] != "not_answered":
        reason = f", for {REFUSED[wanted]}" if wanted in REFUSED else ""
        return [f"Should have been refused{reason}; answered with confidence {answer['confidence']:.2f}."]
    if wanted not in (None, answer["reason"]):
        return [f"Rightly refused, but as “{answer['reason']}” and not as “{wanted}”."]
    return ["Rightly refused."]


def _found(where: Sequence[int | None]) -> str:
    """Where the evidence was found; at least one group of it was."""
    found = sorted(place for place in where if place is not None)
    at = f"at place {found[0]}" + (f" and {'later' if len(found) > 2 else found[1]}" if found[0] != found[-1] else "")
    if len(found) == len(where):
        return f"the evidence was found {at}"
    return f"{len(found)} of {len(where)} pieces of evidence {'was' if len(found) == 1 else 'were'} found {at}"


def _chosen(one: Mapping[str, Any]) -> str:
    """What was quoted in the place of the evidence."""
    spans = [span for group in _evidence(one) for span in group]
    shown = [Span.of(each) for each in one["answer"]["citations"]]
    for each in shown:
        if any(each.article_id == span.article_id and each.revision != span.revision for span in spans):
            return "another revision of the article"
    if any(each.article_id == span.article_id for each in shown for span in spans):
        return "another sentence of the same article"
    return "another sentence"


def _lacks(one: Mapping[str, Any]) -> str:
    text = _text(one)
    gone = [group for group in one["accepted"] if not any(folded(each) in text for each in group)]
    return (
        "the answer lacks " + " and ".join(_either(group) for group in gone)
        if gone
        else "what is wanted does not stand out in the answer"
    )


def _either(words: Sequence[str]) -> str:
    return " or ".join(f"“{each}”" for each in words)


def _is(n: int) -> str:
    return "is" if n == 1 else "are"


def _text(one: Mapping[str, Any]) -> str:
    return "" if one["answer"] is None else folded(" ".join(each["text"] for each in one["answer"]["claims"]))


def _evidence(one: Mapping[str, Any]) -> list[list[Span]]:
    return [[Span.of(each) for each in group] for group in one["evidence"]]


def _first(group: Sequence[Span], among: Sequence[Span]) -> int | None:
    return next((place for place, each in enumerate(among, start=1) if any(one.overlaps(each) for one in group)), None)
