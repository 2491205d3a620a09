"""What the sentences of an article are about, held against a matter: followed from its title through its paragraphs. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.indexes.nouns import Passage, Revision
from dateline.service.clauses import clauses, turns_to
from dateline.service.lexicon import Lexicon, content_words, frame_of
from dateline.service.question import Term
from dateline.service.words import Token, stems_of

_ALIKE = 0.7  # match from which a word is what a matter is about
_PARTS = re.compile(r",?\s+(?:and|or|as well as)\s+(?:(?:about|on|over|regarding|concerning)\s+)?")
_LEAN = re.compile(
    r"\b(?:because of|due to|of|at|in|to|for|from|on|with|under|between|by|near|over|behind|that|which|who|where|when|after|before|because|during)\b"
)
_PLACED = re.compile(r"\b(?:at|in|on|near)\s")
_GERUND = re.compile(r"\s*(?!(?:even|morn)ing\b)[a-z]+ing\s", re.I)  # "closing the ward", not "the evening train"
_CLAUSE = re.compile(r"(?:what|how|who|whether|why|where|when)\b", re.I)
_SHELLS = frozenset(  # nouns that stand for whatever is told of (shell nouns: Schmid 2000)
    "idea plan plans project projects issue issues question questions proposal proposals matter matters case affair move scheme decision decisions future "
    "state situation problem problems fate role topic subject story dispute row debate controversy crisis news events event effects effect impact "
    "consequences progress status prospects chances need way work works".split()
)
_MONEY = frozenset("funding funds finances money budget budgets financing".split())
_OF_MONEY = re.compile(
    r"\b(?:fund(?:s|ed|ing)?|financ\w+|money|budgets?|grants?|subsid\w+|loans?)\b|"
    r"[$£€¥]\s?\d|\b\d[\d.,]*\s(?:(?:m|b|tr)illion\s)?(?:dollars?|pounds?|euros?|yuan|yen|crowns?|francs?)\b",
    re.I,
)
_IDLE = 2  # sentences that nobody speaks and that have nothing of a matter, after which it is left
_GOES_ON = re.compile(  # a paragraph that goes on from the one before
    r"(?:But |And |Yet |So )?(?:Th(?:is|at|ese|ose)|It|He|She|They|Such|Both|Neither|Either|Asked|His|Her|Their)\b"
)


@dataclass(frozen=True, slots=True)
class Matter:
    """What is asked about, in its parts: "the quay and its cranes" has two. Of each, the nouns that it turns on, and all words."""

    heads: tuple[frozenset[Term], ...]
    terms: tuple[Term, ...]
    names: frozenset[str]  # base forms of the names in it
    places: bool = False  # whether these only say where it is: "the toll at Ostrel"

    def words(self) -> list[str]:
        """Its words, in lower case."""
        return [term.text for term in self.terms]


def matter(about: str, without: frozenset[str] = frozenset()) -> Matter | None:
    """The matter that a question names. `without`: words that are no part of it, as base forms or as written."""
    whole = _kept(about, without)
    if not whole:
        return None
    parts = [part for part in _PARTS.split(about) if _kept(part, without)]
    plain = [part for part in parts if not _CLAUSE.match(part)] or parts
    names = frozenset(token.stem for token in whole if token.capital or token.text.isdigit())
    heads = tuple(_heads(part, without, names) for part in plain)
    before = stems_of(" ".join(_PLACED.split(part)[0] for part in parts))
    return Matter(tuple(each for each in heads if each), tuple(map(_term, whole)), names, not names & before)


def _heads(part: str, without: frozenset[str], names: frozenset[str]) -> frozenset[Term]:
    """The nouns that a part turns on: the last word before "of", "at", "in", and behind "of" the last one too."""
    pieces = _LEAN.split(part)
    joints = _LEAN.findall(part)
    found = list[Token]()
    for at, piece in enumerate(pieces):
        tokens = _kept(piece, without)
        if tokens and (not found or joints[at - 1] == "of"):
            found.append(next((each for each in reversed(tokens) if each.stem not in names), tokens[-1]))
            found += [each for each in tokens[:1] if at == 0 and _GERUND.match(piece)]
    things = [token for at, token in enumerate(found) if token.stem not in names or at]  # "the pollution of Tarn Creek"
    telling = [token for token in things if token.text.lower() not in _SHELLS]
    beside = [token for token in _kept(part, without) if token.text.lower() not in _SHELLS]
    return frozenset(map(_term, telling or beside or things or found))


def _kept(text: str, without: frozenset[str]) -> list[Token]:
    return [
        token
        for token in content_words(text)
        if not (token.capital or token.text.isdigit()) or not {token.stem, token.text} & without
    ]


def _term(token: Token) -> Term:
    return Term(token.text.lower(), token.stem)


def told(asked: Matter, revision: Revision, lexicon: Lexicon) -> list[bool]:
    """For each sentence of an article whether it is on the matter.

    It is where it has what the matter turns on, or goes on from a sentence of its paragraph that has; a paragraph begins on what
    title and lead are about, unless it begins by telling of something else. "On pay, she said" turns to another matter, and so
    does "she also said" unless it has the words. A matter that has a name is not told of by an article without it.
    """
    if not may_tell(asked, revision):
        return [False] * len(revision.passages)
    framed = _has(asked, frame_of(revision), lexicon)
    found, is_on, paragraph, idle = list[bool](), framed, -1, 0
    for passage in revision.passages:
        if passage.paragraph != paragraph:
            is_on = _begins(asked, passage, lexicon, framed=framed, before=is_on)
            paragraph, idle = passage.paragraph, 0
        is_on = _goes_on(asked, passage.text, lexicon, before=is_on and (framed or idle < _IDLE))
        idle = 0 if clauses(passage.text) or _has(asked, passage.text, lexicon) else idle + 1
        found.append(is_on)
    return found


def may_tell(asked: Matter, revision: Revision) -> bool:
    """Whether an article can be on the matter: it has its name; of one that says only where it is, no other name stands in its place."""
    text = f"{revision.title or ''}\n{revision.text}"
    if not asked.names or asked.names & stems_of(text):
        return True
    heads = "|".join(re.escape(term.text) for head in asked.heads for term in head)
    return asked.places and not re.search(
        rf"[a-z,]\s[A-Z][\w’-]+\s(?:{heads})\b|\b(?:{heads})\s(?:at|in|of)\s(?:the\s)?[A-Z]", text
    )


def _begins(asked: Matter, passage: Passage, lexicon: Lexicon, *, framed: bool, before: bool) -> bool:
    """Whether a paragraph begins on the matter, before its own words count."""
    if passage.ordinal and _GOES_ON.match(passage.text):
        return before or framed
    return framed


def _goes_on(asked: Matter, text: str, lexicon: Lexicon, *, before: bool) -> bool:
    turned = turns_to(text)
    if turned:
        return _has(asked, turned, lexicon) or _has(asked, text, lexicon)
    if _has(asked, text, lexicon):
        return True
    return before and turned is None


def _has(asked: Matter, text: str, lexicon: Lexicon) -> bool:
    """Whether a text has what one of the parts turns on."""
    here = content_words(text)
    if _OF_MONEY.search(text) and any(term.text in _MONEY for head in asked.heads for term in head):
        return True
    return any(lexicon.match(term, _nouns(term, here)) >= _ALIKE for head in asked.heads for term in head)


def _nouns(term: Term, among: Sequence[Token]) -> list[Token]:
    """The words less those that only as verbs have its base form: "led" is no lead."""
    return [token for token in among if token.stem != term.stem or token.text.lower()[:3] == term.text[:3]]


def words_of(revisions: Sequence[Revision]) -> set[str]:
    """Every word of these articles, in lower case."""
    texts = [text for each in revisions for text in (each.title or "", *(passage.text for passage in each.passages))]
    return {token.text.lower() for text in texts for token in content_words(text)}
