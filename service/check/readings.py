"""Other forms of a claim that say the same: its speech told with the speaker behind it, a description left to the quote that gives it. Pure.

Each form is told where the claim is; so if a quote carries the form, and another one what was taken out, both carry the claim.
"""

import re
from collections.abc import Iterator, Sequence

from dateline.indexes.nouns import Passage, Revision

_MOST = 12  # forms of one claim
_FRONTED = re.compile(r"(?P<who>[A-Z][^:“”]*? (?:said|says|told [^:“”,]+?)(?: [^:“”,]+)?): “(?P<what>[^“”]+)\.”")
_INDIRECT = re.compile(r"(?P<who>[A-Z][^:;“”]*? (?:said [a-z][^:;,“”]*?|told [^:;,“”]+?)) that (?P<what>[^“”]+)\.")
_NEAR = re.compile(r"\b(?:I|[Ww]e|my|our|us|me|you|your|here|this|these)\b")  # what means another in other mouths
_PLACED = re.compile(r"(?P<told>.*,” [^“”]*?(?:said|told (?:reporters|supporters|journalists|lawmakers|members)))"
                     r" (?:at|in|outside|on) [^,;:“”]+\.")  # fmt: skip
_TOLD = re.compile(
    r"(?P<told>.*,” [^“”]*?,?) told (?:reporters|supporters|journalists|lawmakers|members|(?:[A-Z]\w+ ?)+)(?: (?:at|in|outside) [^,;:“”]+)?\."
)
_JOINED = re.compile(
    r"(?P<who>The (?:(?! that |denie|whether)[^,;:“”])+ and [^,;:“”]+? said(?: on \w+day)?) (?:that )?(?P<what>[^“”]+)\."
)
_CLOSED = re.compile(r"(?P<what>[^“”;:]+), (?P<who>[A-Z][^,;:“”]*) said\.")
_NAME = r"(?:[A-Z][\w’'.-]* )+[A-Z][\w’'-]*"
_BESIDE = re.compile(rf"(?P<name>{_NAME}), (?P<what>(?:an?|the|who)\b[^,;:“”]*?)(?P<end>,(?= )|\.$|;)")
_OFFICE = re.compile(
    r"\b(?P<the>[Tt]he) (?P<role>[a-z][\w-]+) of (?P<whole>the (?:[\w’'-]+ ){1,6}?(?P<noun>[A-Za-z][\w-]+))(?=[,.;]| said| told)"
)
_HOLDS = "(?:of|for|and|with|or|than|like)"  # words before a name behind which a description may be somebody else's
_POINTERS = frozenset("the a an its his her their this that these those each every".split())


def readings(text: str, passages: Sequence[tuple[Revision, Passage]]) -> list[str]:
    """The forms of a claim, without the claim itself."""
    found: list[str] = []
    tried = [text]
    while tried and len(found) < _MOST:
        here = tried.pop(0)
        for other in (*_spoken(here), *_bare(here, passages), *_short(here, passages)):
            if other not in found and other != text:
                found.append(other)
                tried.append(other)
    return found


def unplaced(text: str) -> Iterator[str]:
    """A quote without where and when its speaker spoke: “…,” she told reporters [at the site]."""
    match = _PLACED.fullmatch(text)
    if match is not None:
        yield f"{match['told']}."
    yield from _closed(text)
    match = _TOLD.fullmatch(text)
    if match is not None:
        yield f"{match['told']} said."


def _spoken(text: str) -> Iterator[str]:
    """ "Lee told us: “It is late.”" and "Lee told us that it is late" as "“It is late,” Lee told us."."""
    match = _FRONTED.fullmatch(text)
    if match is not None:
        yield f"“{match['what']},” {match['who']}."
    match = _INDIRECT.fullmatch(text)
    if match is not None and not _NEAR.search(match["what"]):
        what = f"{match['what'][:1].upper()}{match['what'][1:]}"
        yield f"“{what},” {match['who']}."
        yield f"{what}, {match['who']}."
    yield from _closed(text)
    match = _CLOSED.fullmatch(text)
    if match is not None:
        yield f"{match['who']} said that {match['what']}."


def _closed(text: str) -> Iterator[str]:
    """ "The guild and the bank said it is late" as "It is late, the guild and the bank said"."""
    match = _JOINED.fullmatch(text)
    if match is not None:
        who = f"{match['who'][:1].lower()}{match['who'][1:]}"
        yield f"{match['what'][:1].upper()}{match['what'][1:]}, {who}."


def _bare(text: str, passages: Sequence[tuple[Revision, Passage]]) -> Iterator[str]:
    """A claim without the description of a person that stands word by word behind the same whole name in a quote."""
    for match in _BESIDE.finditer(text):
        name, what = match["name"], match["what"]
        if not any(_is_beside(name, what, passage.text) for _, passage in passages):
            continue
        end = match["end"] if match["end"] != "," else ""
        yield f"{text[: match.start()]}{name}{end}{text[match.end() :]}"


def _is_beside(name: str, what: str, quote: str) -> bool:
    return (
        re.search(rf"(?<![A-Z’'-]){re.escape(name)}, {re.escape(what)}(?:\.|, (?!and |or |[A-Z]))", quote) is not None
        and re.search(rf"(?:\b{_HOLDS}|[A-Z][\w’'.-]*|’s) {re.escape(name)}, ", quote) is None
    )


def _short(text: str, passages: Sequence[tuple[Revision, Passage]]) -> Iterator[str]:
    """ "The chair of the Harbour Workers’ Union" as "the union’s chair", if a quote names that union and its article no other."""
    for match in _OFFICE.finditer(text):
        noun, whole = match["noun"], match["whole"]
        short = f"{noun.lower()}’s {match['role']}"
        own = {revision for revision, passage in passages if f"the {short}" in passage.text.replace("The ", "the ")}
        if not any(
            revision in own
            and re.search(rf"\b[Tt]{re.escape(whole[1:])}\b", passage.text)
            and _is_single(noun.lower(), whole.split()[-2], revision)
            for revision, passage in passages
        ):
            continue
        yield f"{text[: match.start()]}{match['the']} {short}{text[match.end() :]}"


def _is_single(noun: str, before: str, revision: Revision) -> bool:
    """Whether an article has one such body only: nothing else stands before the noun, and no name behind it."""
    for passage in revision.passages:
        if re.search(rf"\b{noun} [A-Z]|\b{noun}s\b", passage.text):
            return False
        for match in re.finditer(rf"(?i)([\w’'-]+) {noun}\b", passage.text):
            if match[1].lower() not in _POINTERS | {before.lower()}:
                return False
    return True
