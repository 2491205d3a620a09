"""What a sentence tells besides, said in fewer of its own words: one of two things said, one of several years, a shorter name. Pure.

Each pattern fits a whole sentence of one form, in which what is kept is as true without the rest; nothing that is joined by "both", "either" or "only".
"""

import re
from collections.abc import Iterator

from dateline.service.check.clauses import clauses

_SHARED = re.compile(r"\b(?:both|either|neither|not only|only|if|unless|between|whether)\b", re.I)
_TOLD = re.compile(r"\b(?:said|says|saying|told|according|added|warned|argued)\b")
_POINTING = re.compile(r"\b(?:it|its|they|their|them|he|she|his|her|him|this|that|these|those|such)\b", re.I)
_OF_A_PERSON = re.compile(r"\b(?:it|its|they|their|them|him|this|that|these|those|such)\b", re.I)
_F = r"[\d.,]*\d(?: (?:percent|million|billion|trillion))?%?(?: [a-z]+)?"

_AND_SAID = re.compile(r"(?P<kept>[^“”;:]+?),? and (?:said|added) [^“”;:]+\.")
_AND_THAT = re.compile(
    r"(?P<who>[^“”;:,]+? said)(?: on \w+day)? (?P<first>(?:that )?[^“”;:]+?),? and that (?P<other>[^“”;:]+)\."
)
_ADDING = re.compile(r"(?P<kept>.*?(?P<who>[^,;:“”]+ said)(?: [^“”]*)?), adding (?:that )?(?P<other>[^“”;:]+)\.")
_BUILT = re.compile(
    r"(?P<who>[A-Z][^,;:“”]*), (?P<what>[\d.,]*\d (?:percent|per cent) \w*(?:ed|built)), (?P<verb>is|are) [^“”]*\."
)
_COMPARED = re.compile(rf"(?P<told>.*), compared with (?P<one>{_F} in \d{{4}}) and (?P<other>{_F} in \d{{4}})\.")
_YEARS = re.compile(
    rf"(?P<told>.*? (?:rose|fell|grew|dropped)) from (?P<a>{_F}) in (?P<ay>\d{{4}}) to (?P<b>{_F}) in (?P<by>\d{{4}}) "
    rf"and (?P<c>{_F}) in (?P<cy>\d{{4}})(?P<rest>, [^,]*)?\."
)
_GAPPED = re.compile(r"(?P<kept>.* for \d[^,;:“”]*?) and [a-z][a-z ]* for [a-z ]+\.")
_VOTED = re.compile(r"(?P<who>.*? voted) \d+ to \d+(?P<rest> (?:on|to|for|against|in) .*)")
_HEADING = re.compile(r"[A-Z]{3,}[A-Z ]*(?:, [A-Z][\w ,.]{2,30})? [—–] (?P<rest>[A-Z].*)")
_ESTIMATE = re.compile(r"(?P<told>[^“”]*), according to an estimate by (?P<who>[A-Z][^,;:“”]*)\.")
_KNOWN_AS = re.compile(r"(?:(?:[A-Z][\w’'-]*|Co\.|Corp\.|Inc\.|Ltd\.|of|and) ?)+, (?:often |also )?(?:known as|called) (?P<short>[A-Z][\w-]+)")  # fmt: skip
_TO_BE = re.compile(r"(?P<kept>.* (?:is|are|was|were) for [a-z][a-z -]*?) to be [a-z]+(?: out)? by [^,;:“”]+\.")
_CLOCK = re.compile(r"(?P<kept>[^“”:;]+?) (?:shortly|just) (?:before|after) \d{1,2}(?:[.:]\d\d)? [ap]\.m\.")
_APPOSED = re.compile(
    r"(?!(?:In|On|At|By|For|From|After|Since|With|Of|To) )[A-Z][^,;:“”]*? [a-z][\w-]+, "
    r"(?P<name>(?:the )?[A-Z][\w’-]*(?: [A-Z][\w’-]*)*), (?P<told>(?:is|was|has|had|will|[a-z]+ed) .*)"
)
_CRITIC = re.compile(
    r"(?P<who>[A-Z][^,;“”]*?) (?:criticised|criticized|condemned|opposed|rejected) (?P<what>the [a-z-]+), saying (?:that )?it "
    r"(?P<told>(?:would|will|could|may) (?:harm|hurt|damage|weaken|undermine|endanger) [^;“”]+)\."
)
_DOUBTED = re.compile(r"\b(?:den(?:y|ie)|doubt|disput|fear|hope|believ|think|thought|expect|claim|reject|question)")
_DENIED = re.compile(r"\b(?:not|no|never|nor|until|only|nobody|none)\b|n[’']t\b", re.I)
_BRACKETED = re.compile(r"(?<=[a-z]) \((?P<sum>[$€£¥][^()]+)\)")
_LISTED = re.compile(
    r"(?:Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten) [a-z][a-z ]*? (?P<told>(?:are|were|have) [^:;,“”]+): (?P<list>[^:;“”]+ and [^:;“”]+)\."
)


def shortened(text: str) -> Iterator[str]:
    """Each such telling of a sentence; and those of one without its place line."""
    heading = _HEADING.fullmatch(text)
    if heading is not None:
        yield heading["rest"]
    yield from _one_of_two(text)
    yield from _figures(text)
    yield from _named(text)


def _one_of_two(text: str) -> Iterator[str]:
    if _SHARED.search(text):
        return
    if (match := _AND_SAID.fullmatch(text)) is not None and not _TOLD.search(match["kept"]):
        yield f"{match['kept']}."
    if (match := _AND_THAT.fullmatch(text)) is not None and _is_plain(match["who"].removesuffix(" said")):
        own = re.match(r"(?:that )?(?:she|he) ", match["first"]) is not None
        if not (_OF_A_PERSON if own else _POINTING).search(match["other"]) and not _DOUBTED.search(match["first"]):
            yield f"{match['who']} that {match['other']}."
    if (match := _ADDING.fullmatch(text)) is not None:
        yield f"{match['kept']}."
        if not _POINTING.search(match["other"]) and _is_plain(match["who"].removesuffix(" said")):
            yield f"{match['who'].lstrip()[:1].upper()}{match['who'].lstrip()[1:]} that {match['other']}."
    if (match := _GAPPED.fullmatch(text)) is not None:
        yield f"{match['kept']}."


def _figures(text: str) -> Iterator[str]:
    if (match := _BUILT.fullmatch(text)) is not None and _is_plain(match["who"]) and not _TOLD.search(text):
        yield f"{match['who']} {match['verb']} {match['what']}."
    if (match := _COMPARED.fullmatch(text)) is not None:
        yield f"{match['told']}, compared with {match['one']}."
        yield f"{match['told']}, compared with {match['other']}."
    if (match := _YEARS.fullmatch(text)) is not None and (match["rest"] is None or _TOLD.search(match["rest"])):
        told, rest = match["told"], match["rest"] or ""
        one, other, last = (f"{match[key]} in {match[f'{key}y']}" for key in "abc")
        for steps in (f"from {one} to {other}", f"from {other} to {last}", f"to {other}", f"to {last}"):
            yield f"{told} {steps}{rest}."
    if (match := _VOTED.fullmatch(text)) is not None:
        yield f"{match['who']}{match['rest']}"


def _named(text: str) -> Iterator[str]:
    if (match := _ESTIMATE.fullmatch(text)) is not None:
        yield f"{match['told']}, {match['who']} estimated."
    if (match := _KNOWN_AS.search(text)) is not None and match.start():
        yield f"{text[: match.start()]}{match['short']}{text[match.end() :]}"
    if (match := _BRACKETED.search(text)) is not None:
        yield f"{text[: match.start()]}, or {match['sum']}{text[match.end() :]}"
    if (match := _LISTED.fullmatch(text)) is not None:
        yield f"{match['list']} {match['told']}."
    if (match := _APPOSED.fullmatch(text)) is not None and _is_plain(text[: match.start("name")]):
        yield f"{match['name'][:1].upper()}{match['name'][1:]} {match['told']}"
    if (match := _CRITIC.fullmatch(text)) is not None and _is_plain(match["who"]):
        yield f"{match['who']} said that {match['what']} {match['told']}."
    if (match := _CLOCK.fullmatch(text)) is not None and not _DENIED.search(text):
        yield f"{match['kept']}."
    if (match := _TO_BE.fullmatch(text)) is not None:
        yield f"{match['kept']}."


def _is_plain(subject: str) -> bool:
    """Whether nobody does or denies anything before what a sentence is about: "the mayor denied that the firm, Alba, was late"."""
    return not clauses(f"{subject.strip(' ,')}.", None).verbs and " that " not in subject
