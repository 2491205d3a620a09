"""Whether a rewritten question holds: nothing in it points out of it, and its words stand as English has them. By form, not by rule.

Only what the rewriting brought together is judged, two words at a time: what a person wrote may be as odd as it likes.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dateline.service.following.callings import FIRMS
from dateline.service.following.clauses import clause
from dateline.service.following.conversation import Told
from dateline.service.following.mentions import names
from dateline.service.following.phrases import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    LEADS,
    PREPOSITIONS,
    QUESTION_WORDS,
    bare,
    is_plural,
)
from dateline.service.following.verbs import base, bases, is_verb, participles
from dateline.service.following.wanted import kinds_of, needed
from dateline.service.words import STOPWORDS, content, stems_of, tokens

_ARTICLES = frozenset(("the", "a", "an"))
_HELPING = AUXILIARIES - BE
_ABLE = frozenset("be able to too also as well either not".split())
_OPENERS = STOPWORDS | AUXILIARIES | PREPOSITIONS | QUESTION_WORDS
_FORMS = frozenset("ltd co inc corp plc ag nv".split())
_NO_END = (_ARTICLES | frozenset("who which that whose and or".split())) - {"that", "who", "which"}
_SUBJECTS = frozenset("he she it they we you i who".split())
_OFTEN = frozenset(
    "that had in on up out over about as than to at by for".split()
)  # that may stand before a preposition
_POINTING = frozenset(
    "year years months weeks days later earlier before after anyone anybody it its he his him she her they their them there then this that these those one ones such other others same so too".split()
)
_PASTS = frozenset("went took gave fell became began chose grew knew saw wrote spoke".split())
_NOUNS = frozenset(  # that are verbs of which no form is regular, too
    "run rise fall hit set cut read bid cost let drink sleep stand win show split spread ring bet dream draw drive break speed lead shoot feel swim hold "
    "deal pay lie light lay sell buy slide swing strike bite catch keep make find fight think say meet".split()
)
_NEAR = {  # what a thing that is known to be of one kind may pass for
    "place": frozenset(("place", "event", "firm", "body")),
    "firm": frozenset(("firm", "body", "place", "works", "made")),
}
_SLOT = re.compile(r"\b(?:it|its|they|their|them|he|his|him|she|her|(?:this|that|these|those) [a-z]+)\b", re.I)


def garbled(text: str, asked: str, before: Sequence[Told]) -> str:
    """What is wrong with a rewritten question, in a few words; empty where nothing is.

    `asked`: as it was put; `before`: what it may have taken its words from.
    """
    if text == asked:
        return ""
    if missing := _lost(text, without_opening(asked)):
        return f"lost: {missing}"
    if name := _torn(text, asked, before):
        return f"torn: {name}"
    if pair := next(_joints(text, asked, before), ""):
        return f"joined: {pair}"
    return _misfit(text, asked, before)


def is_cut(text: str) -> bool:
    """Whether a question breaks off behind its helping verb: "Has Velstar?", "Who thinks the new tariff will?"."""
    plain, parts = text.rstrip(" ?"), clause(text)
    if plain.split()[-1] in _HELPING - {"do", "have", "had"}:
        return True
    is_bare = parts is not None and parts.helper in _HELPING and bool(parts.subject) and not parts.noun
    return is_bare and parts is not None and {bare(word) for word in parts.predicate.split()} <= _ABLE


def _lost(text: str, asked: str) -> str:
    """A word that carries meaning, of the question as it was put, that the rewritten one has no more."""
    left = stems_of(text) | {token.text.casefold() for token in tokens(text)}
    pointing = {bare(word) for match in _SLOT.finditer(asked) for word in match.group().split()}
    for token in content(tokens(asked)):
        word = token.text.casefold()
        is_kept = token.stem in left or word in left or base(word) in left
        if not is_kept and word not in pointing | _POINTING | LEADS and not _described(word, asked):
            return token.text
    return ""


def without_opening(asked: str) -> str:
    """A question without "Something else:" before it."""
    return asked.partition(":")[2].strip() if re.match(r"[^:?]{4,30}:\s", asked) else asked


def _torn(text: str, asked: str, before: Sequence[Told]) -> str:
    """A name that was put in and that the talk only has as part of a longer one: "Terne" of the Sound of Terne."""
    told = " ".join(each for turn in before for each in (turn.question, *turn.quotes))
    for name in names(f"x {text}"):
        found = list(re.finditer(rf"(?P<left>\b[A-Z][\w’'-]*\.? (?:of )?)?\b{re.escape(name.text)}\b", told))
        whole = [match for match in found if match["left"] is None or bare(match["left"].split()[0]) in _OPENERS]
        longer = {match.group() for match in found}
        is_single = " " not in name.text and found and not whole
        if is_single and name.text not in asked and not any(each in text for each in longer) and name.sort != "person":
            return name.text
    return ""


def _described(word: str, asked: str) -> bool:
    """Whether a word belongs to a phrase that may be replaced as a whole: "the company", "what about", "two years later"."""
    if re.search(rf"\b{re.escape(word)} (?:years?|months?|weeks?|days?) (?:before|after|earlier|later)\b", asked, re.I):
        return True
    return bool(
        re.search(
            rf"\b(?:the|this|that|these|those|such|both|last|same|what|how|its|his|her|their)\s+(?:[\w-]+\s+){{0,2}}{re.escape(word)}\b",
            asked,
            re.I,
        )
    )


def stumbles(text: str) -> bool:
    """Whether two words stand side by side in a text that no English sentence has so."""
    return any(True for _ in _joints(text, text.split()[-1], ()))


def _joints(text: str, asked: str, before: Sequence[Told]) -> Iterator[str]:
    """Two words beside each other that nobody put there and that cannot stand so."""
    known = {pair for source in (asked, *(turn.question for turn in before)) for pair in _pairs(source)}
    known |= {pair for turn in before for quote in turn.quotes for pair in _pairs(quote)}
    words = text.rstrip(" ?").split()
    if words and bare(words[-1]) in _NO_END and bare(asked.rstrip(" ?").split()[-1]) != bare(words[-1]):
        yield f"{words[-1]} ?"
    for at, (left, right) in enumerate(pairwise(words)):
        if re.sub(r"\W?[’']s$", "", right.lower()) in _FORMS and not left[:1].isupper():
            yield f"{left} {right}"
        if (
            left.endswith((",", ";", ":", "”", '"'))
            or right.startswith(("“", '"'))
            or (bare(left), bare(right)) in known
        ):
            continue
        if _cannot(bare(left), bare(right), left, right, words[at + 2 : at + 3]):
            yield f"{left} {right}"


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    words = [bare(word) for word in text.split()]
    yield from pairwise(words)


def _cannot(left: str, right: str, first: str, second: str, third: Sequence[str]) -> bool:
    """Whether no English sentence has these two words side by side."""
    is_small = first.islower() or first in {"The", "A", "An", "Of", "In", "For", "By", "At"}
    if not is_small or not (second.islower() or left == right):
        return left == right and left.isalpha()
    if left == right:
        return left.isalpha() and left != "had"
    if left in DETERMINERS - {"that", "this", "these", "those", "her", "any", "some", "each", "no"}:
        return right in (PREPOSITIONS - {"near", "outside", "inside", "over", "under"}) | AUXILIARIES | DETERMINERS - {
            "each",
            "every",
            "any",
        }
    if left in PREPOSITIONS and left not in {"than", "as", "like", "since", "until", "before", "after", "because"}:
        if right in _PASTS or (right in bases() - _NOUNS and left != "to"):
            return True
        is_finite = is_verb(right) and not right.endswith(("ing", "ed", "s")) and right not in {"set", "cut", "put"}
        return (
            right in {"of", "by"}
            or (right in AUXILIARIES)
            or (is_finite and left != "to" and bool(third) and bare(third[0]) in DETERMINERS)
        )
    if left in BE and right in bases() - _NOUNS - participles():
        return True
    if left in AUXILIARIES:
        return left not in {"have", "has", "had", "do"} and right in AUXILIARIES - {"have", "do"}
    return False


def _misfit(text: str, asked: str, before: Sequence[Told]) -> str:
    """What was put for a pronoun or "these rules", where it is of a kind that nobody can say this of."""
    for slot in _SLOT.finditer(asked):
        left, right = asked[: slot.start()], asked[slot.end() :]
        if (put := _put(text, left, right)) is None or put.lower() == slot.group().lower():
            continue
        word = slot.group().lower().split()
        owns = word[0] in {"its", "his", "their"}
        thing = re.sub(r"[’']s?$", "", put) if owns else put
        is_several = len(word) == 2 and word[0] in {"these", "those"}
        if is_several and not is_plural(thing):
            return f"{put} for {slot.group()}"
        kinds, needs = kinds_of(thing, before), needed(left, right, owns=owns)
        if len(word) == 2 and word[1].rstrip("s") in FIRMS and kinds and "firm" not in kinds:
            return f"{put} for {slot.group()}"
        if word[0] in {"it", "its"} and len(kinds) == 1 and needs and not needs & _NEAR.get(next(iter(kinds)), needs):
            return f"{put} for {slot.group()}"
    return ""


def _put(text: str, left: str, right: str) -> str | None:
    """What stands in a rewritten question between what stood left and right of a word; None where the rest was changed too."""
    start = re.sub(r"^\W*(?:and|but|so)\b\W*", "", left, flags=re.I).strip().lower()
    end = right.strip(" ?").lower()
    plain = text.strip(" ?")
    if not plain.lower().startswith(start) or not plain.lower().endswith(end) or len(start) + len(end) >= len(plain):
        return None
    return plain[len(start) : len(plain) - len(end)].strip()
