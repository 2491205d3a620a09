"""Words of a question that point to nothing in it: "it" where no thing was named that it may be. English, by form."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.service.following.callings import BODIES, FIRMS, LANDS, OFFICES
from dateline.service.following.clauses import clause
from dateline.service.following.conversation import Told, is_time
from dateline.service.following.describing import ENTIRE
from dateline.service.following.expletives import expletives, is_said_here
from dateline.service.following.mentions import names
from dateline.service.following.phrases import AUXILIARIES, LEADS, PREPOSITIONS, bare, phrases
from dateline.service.following.unsaid import PALE, is_general, is_of_other, is_told
from dateline.service.following.verbs import is_verb
from dateline.service.times import is_calendar_word
from dateline.service.words import content, stem, stems_of, tokens

Sort = Literal["thing", "person", "place", "time", "matter", "count"]
_SORTS: tuple[Sort, ...] = ("thing", "person", "place", "time", "count")

_POINTERS = re.compile(
    r"\b(?P<thing>it|its|itself|they|them|their|theirs)\b|\b(?P<person>he|him|his|she|her|hers)\b|\b(?P<place>there)\b|\b(?P<time>then|that (?:year|month|week|day|time))\b|"
    r"\b(?P<matter>(?:this|these|those)(?! (?:year|month|week|season|quarter|decade|spring|summer|autumn|winter|time)s?\b)(?: [a-z-]+)?|the other (?:ones?|two)|the (?:former|latter)|the ones?|such an?|such)\b|\b(?P<that>that)\b|"
    r"\b(?P<count>how (?:many|much)(?= (?:did|do|does|had|have|has|will|would|could) ))",
    re.I,
)
_BREAKS = re.compile(  # where another clause begins: what was named before may be meant behind it
    r",|;|:|\b(?:that|when|if|because|while|unless|although|whether|where|why|how|who|which|what|and|but|than|as|after|before|since|until|to|says?|said|thinks?|thought)\b",
    re.I,
)
_EXISTS = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|will|would|can|could|may|might|any)(?:n[’']t)? there\b|\bthere (?:is|are|was|were|be|been|(?:has|have) been|(?:will|would|could|can|may|might|should) be|to be)\b",
    re.I,
)
_OPENING = re.compile(
    r"^\W*(?:(?:on|in|at|for|by|from|to|with|of|since|until) )?(?:what|which|how|whose|whom?|when|where|why)\b", re.I
)
_MOST = 6  # words that carry meaning in a question with "And" before it that leaves something out
_WHOLE = 7  # in a question that has all that it needs, unless a word points out of it
_FEW = 4  # the same in one that names nothing
_SENTENCE = 4  # words of a whole statement that was put in
_PALE = frozenset("wrong right other".split())
_ROLES = re.compile(
    rf"\b[Tt]he (?P<noun>{'|'.join(sorted(FIRMS | BODIES | LANDS | OFFICES | frozenset(('union', 'agency'))))})(?=[’']s|\W*$|,| [a-z])(?! (?:of|in|at|for|that|who|which|to|from)\b)"
)
_DEED = re.compile(
    r"\bthe (?:move|step|decision|announcement|news|case|matter|claim|plan|deal|change)s?(?=\W*$|,| (?:in|on) (?:19|20)\d\d)"
)
_THE = re.compile(
    r"\bthe (?P<what>(?:[\w’'-]+ ){0,2}?[\w-]+)(?=\W*$|,| (?:is|are|was|were|has|have|had|been|be|will|would|for|come|comes|so|last|look|open|start)\b)"
)
_DETERMINED = frozenset(("the", "a", "an"))


@dataclass(frozen=True, slots=True)
class Pointer:
    """A word that points out of the question, where it stands, and what it may be."""

    word: str
    start: int
    end: int
    sort: Sort


def dangling(text: str) -> Iterator[Pointer]:
    """The words of a question that point out of it, in order."""
    for match in _POINTERS.finditer(text):
        word, left, right = match.group().lower(), text[: match.start()], text[match.end() :]
        sort = _sort_of(match)
        if _is_free(word, sort, left, right):
            yield Pointer(match.group(), match.start(), match.end(), sort)


def _sort_of(match: re.Match[str]) -> Sort:
    for each in _SORTS:
        if match[each]:
            return each
    return "matter"


def loose(text: str, before: Sequence[Told]) -> bool:
    """Whether a question that the rules left as it is names nothing and has a "the" that the talk must tell more of."""
    plain = text.rstrip(" ?")
    if (
        is_general(text) or is_of_other(text, before) or re.search(r"[.:!] ", plain)
    ):  # "Now to Huawei: what did it earn?"
        return False
    if len(content(tokens(plain))) > _WHOLE and bare(plain.split()[0]) not in LEADS and not any(dangling(text)):
        return False
    told = " ".join(each for turn in before for each in (turn.question, *turn.quotes))
    own = [name for name in names(f"x {plain}") if name.sort != "person"]
    parts = clause(plain)
    every = [name.text.split()[-1] for name in names(f"x {plain}")]
    is_new = bool(every) and bare(plain.split()[0]) not in LEADS and not any(name in told for name in every)
    is_verbless = parts is not None and not parts.helper and not parts.predicate
    is_led = bare(plain.split()[0]) in LEADS and (is_verbless or all(name.text in told for name in own))
    if (
        (_DEED.search(plain) and not is_new)
        or ((role := _ROLES.search(plain)) and role.end() and not own and not is_new)
        or (is_led and len(content(tokens(plain))) <= _MOST)
    ):
        return True
    if names(f"x {plain}"):
        return False
    known = {token.stem for token in content(tokens(told))}
    if (
        len(content(tokens(plain))) <= _FEW
        and not re.search(r"\d", plain)
        and not is_told(plain, before)
        and not names(plain)
    ):
        return True
    return any(_is_loose(match["what"].split(), known) for match in _THE.finditer(plain))


def thin(text: str, asked: str, before: Sequence[Told]) -> bool:
    """Whether a question names nothing with what the last one said put for its pointers, where that one had a name."""
    last = before[-1]
    if names(f"x {text}") or re.search(r"\d", text) or not any(True for _ in dangling(asked)):
        return False
    brought = stems_of(text) - stems_of(asked)
    is_known = brought <= stems_of(last.question) or len(brought) >= _SENTENCE
    return is_known and any(name.sort != "person" for name in last.asked)


def _is_loose(words: Sequence[str], known: set[str]) -> bool:
    if (
        bare(words[-1]) in ENTIRE
        or is_time(" ".join(words))
        or any(re.fullmatch(r"(?:19|20)\d\d", word) for word in words)
    ):
        return False
    own = [
        word
        for word in words
        if bare(word) not in PALE | _PALE and not re.search(r"\w{3,}est$|^\d+$", word) and not is_calendar_word(word)
    ]
    return sum(stem(bare(word)) not in known for word in own) < 2


def _is_free(word: str, sort: Sort, left: str, right: str) -> bool:
    if sort == "place":
        return not _EXISTS.search(f"{left[-12:]}there{right[:12]}") and not _named(left, "place")
    if sort == "time":
        return (
            bool(left.strip())
            and not re.match(r"\s*[:,]", right)
            and not re.search(r"\b(?:19|20)\d\d\b|\bwhen\b.*\b(?:was|were|did|had)\b.* (?:and|,)", left)
        )
    if word == "that":
        return _is_alone(left, right)
    if sort == "count":
        return word.endswith("many")
    if sort == "matter":
        return not _is_said_behind(right) or (" " in word and bool(re.match(r"\s+to\b", right)))
    if word == "it" and _is_empty(left, right):
        return False
    owns = word in {"its", "his", "their"} or (word == "her" and bool(re.match(r"\s+[a-z]", right)))
    if owns and is_said_here(left, right):
        return False
    before = left if owns or word.endswith(("self", "selves")) else _before_clause(left)
    return not _named(before, sort)


def _before_clause(left: str) -> str:
    """What stands before the clause that a pronoun stands in: only that may be meant by it."""
    without = _OPENING.sub(lambda match: "x" * len(match.group()), left)
    last = max((match.start() for match in _BREAKS.finditer(without)), default=0)
    words = left.split()
    if (
        len(words) > 2
        and bare(words[-1]) not in AUXILIARIES | PREPOSITIONS
        and not is_verb(words[-1])
        and bare(words[-2]) in _DETERMINED
    ):
        return left  # "for the dredging it did"
    return left[:last]


def _named(left: str, sort: Sort) -> bool:
    """Whether something was named that may be meant: a name, or a thing with an article."""
    left = left[:1].lower() + left[1:] if bare(left.partition(" ")[0]) in AUXILIARIES else left
    found = names(left)
    if sort == "person":
        return any(name.sort in ("person", "thing") for name in found) or any(
            bare(part.text.split()[-1]) in OFFICES | {"man", "woman"} for part in phrases(left)
        )
    if sort == "place":
        return any(name.sort == "place" for name in found)
    return bool(found) or any(bare(part.text.split()[0]) in {"the", "a", "an"} for part in phrases(left))


def _is_alone(left: str, right: str) -> bool:
    """Whether "that" stands for a statement or a thing, and begins no clause: "Why was that changed?", "Who said that?"."""
    following = re.match(r"\s+([\w’'-]+)", right)
    if following is None:
        return not right.strip(" ?!.,") and bool(left.strip())
    word = bare(following[1])
    before = re.sub(r"n[’']t$", "", bare(left.split()[-1])) if left.split() else ""
    before = "is" if before in {"ca", "wo"} else before
    if before in AUXILIARIES | PREPOSITIONS | {"and", "why", "how"}:
        return word not in {"the"} and not _is_said_behind(f" {word} {right}")
    return False


def _is_said_behind(right: str) -> bool:
    """Whether a clause behind says which: "those that were sold", "the one in May"."""
    return bool(re.match(r"\s+(?:that|who|which|whose|of|in|at|on|from|between|with|to)\b(?!\W*$)", right))


def _is_empty(left: str, right: str) -> bool:
    """Whether an "it" points to nothing: "Is it true that", "How long does it take to", "it is widely believed that"."""
    at = len(left)
    if any(start <= at < end for start, end in expletives(f"{left}it{right}")):
        return True
    if re.match(r"\s+(?:is|was|has been|would be)\b[^,?]*\b(?:that|to|for)\b|\s+(?:raining|snowing)\b", right):
        return True
    if re.search(r"\b(?:is|was|be)(?:n[’']t)?\s+$", left, re.I):
        return bool(re.match(r"\s+(?:\w+ ){0,2}(?:that|to|if|whether|for \w+ to|there)\b", right))
    return bool(
        re.search(r"\b(?:does|did|will|would|has)\s+$", left, re.I)
        and re.match(r"\s+(?:take|cost|mean|matter|help|hurt)\b.* (?:that|to|if|whether)\b", right)
    )
