"""Words of a question and of a sentence: tokens, stems, and when two words mean the same. Plain tables, no model."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import cast

import snowballstemmer  # pyright: ignore[reportMissingTypeStubs]

_WORD = r"(?:[^\W\d_]\.){2,}|\b[A-Z]{1,3}&[A-Z]{1,2}\b|\d+(?:[.,]\d+)*(?![^\W_])|[^\W_]+(?:['’][^\W\d_]+)*"
_POSSESSIVE = re.compile(r"['’]s?$")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
STOPWORDS = frozenset(
    """a an the and or but nor so if then than that this these those there here it its he she they them his her their him i we you our
    your my me us who whom whose what which when where why how is are was were be been being am do does did done doing have has had having
    will would can could may might shall should must of in on at to for from by with about into over under after before between during
    against as per not no any some all each every more most much many few less least very just also too only own same such both other
    another up down out off again further once now ever yet still even while because until through across among amid within without
    upon toward towards via according one ones get got let like""".split()
)


_OWN_STEM = {  # word → base form
    form: base
    for base, forms in {
        "importanc": "important importance importantly",
        "authoriti": "authority authorities",
        "authoriz": "authorize authorized authorizes authorizing authorization",
        "container": "container containers",
        "gubernator": "governor governors",
        "informal": "informal informally",
        "production": "production productions",
        "reporter": "reporter reporters",
        "internat": "international internationally",
    }.items()
    for form in forms.split()
}
_FAMILY = frozenset(("er", "or", "ist", "ment", "ian", "ician", "enti", "it", "ur"))  # what Snowball leaves at the end


@dataclass(frozen=True, slots=True)
class Token:
    """One word as it stands: its text, place in the string, and base form."""

    text: str
    start: int
    end: int
    stem: str

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()


@lru_cache(maxsize=32768)
def tokens(text: str) -> tuple[Token, ...]:
    """Words and numbers in order. Hyphens divide; a possessive ending is dropped; CJK runs become single characters."""
    found: list[Token] = []
    for match in _token().finditer(text):
        word, start = match.group(), match.start()
        if not word.isascii() and _CJK.search(word):
            found.extend(Token(char, start + at, start + at + 1, char) for at, char in enumerate(word))
            continue
        bare = word if word.isalnum() else _POSSESSIVE.sub("", word)
        found.append(Token(bare, start, start + len(bare), stem(bare)))
    return tuple(found)


def content(found: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens that carry meaning. "US" in capitals is a country, "us" is not."""
    return tuple(token for token in found if not is_stopword(token))


def is_stopword(token: Token) -> bool:
    if token.text in {"US", "U.S."}:
        return False
    return token.text.lower() in STOPWORDS or (
        len(token.text) == 1 and token.text.isascii() and not token.text.isdigit()
    )


@cache
def _stemmer() -> Callable[[str], str]:
    made = snowballstemmer.stemmer("english")  # pyright: ignore[reportUnknownMemberType]
    return cast(Callable[[str], str], made.stemWord)  # pyright: ignore[reportUnknownMemberType]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Base form: irregular forms by table, British spelling made American, then the Snowball English stemmer.

    Words that Snowball would take for another ("important" for "import") keep a base form of their own.
    """
    if word == "US":
        return "u.s."
    lower = word.lower()
    lower = _irregular().get(lower, lower)
    lower = re.sub(r"(?<=[a-z]{4})is(e[ds]?|ing|ation)$", r"iz\1", lower)
    lower = re.sub(r"(?<=[a-z]{3})yz(e[ds]?|ing)$", r"ys\1", lower)
    lower = re.sub(r"(?<=[a-z]{2})our(?=$|s$|ed$|ing$)", "or", lower) if len(lower) > 5 else lower
    lower = re.sub(r"^(cent|theat|met|kilomet|lit|fib|calib)re(?=s?$)", r"\1er", lower)
    lower = re.sub(r"^(?:(def|off)ence|licence|(program)me)(?=s?$)", _american, lower)
    return _OWN_STEM.get(lower) or _stemmer()(lower)


def stemmed(words: str) -> frozenset[str]:
    """The base forms of words that spaces part."""
    return frozenset(stem(word) for word in words.split())


@lru_cache(maxsize=65536)
def stems_of(text: str) -> frozenset[str]:
    """Base forms of the words of a text that carry meaning."""
    return frozenset(token.stem for token in content(tokens(text)))


def _american(match: re.Match[str]) -> str:
    return f"{match[1]}ense" if match[1] else match[2] or "license"


@lru_cache(maxsize=65536)
def same(one: str, other: str) -> float:
    """How far two base forms mean the same: 1 equal, 0.8 in one group of synonyms, one country or one family, else 0."""
    if one == other:
        return 1.0
    if _groups().get(one, frozenset()) & _groups().get(other, frozenset()):
        return 0.8
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= 5 and longer.startswith(shorter):
        ending = longer[len(shorter) :]
        return 0.8 if ending in _FAMILY or (len(ending) <= 2 and not longer.isascii()) else 0.0
    return 0.0


@lru_cache(maxsize=65536)
def opposed(one: str, other: str) -> bool:
    """Whether two base forms are told apart by any fact-checker though encoders find them near: import and export."""
    return one != other and any(
        (one in here and other in there) or (one in there and other in here) for here, there in _opposites()
    )


@cache
def country_words() -> frozenset[str]:
    """Base forms that name a country, its people or its government."""
    return frozenset(stem(name) for names in _places() for name in names)


def is_seat_of(name: str, text: str) -> bool:
    """Whether a text has somebody for whom news writing puts a building: "the Biden administration" for the White House."""
    held = _seats().get(name.casefold().removeprefix("the "))
    return held is not None and bool(held.search(text))


@cache
def _seats() -> dict[str, re.Pattern[str]]:
    lines = (line.split("|") for line in _lines("seats.txt"))
    return {seat: re.compile(rf"\b(?:{'|'.join(map(re.escape, held))})\b", re.I) for seat, *held in lines}


@cache
def openers(name: str) -> frozenset[str]:
    """Base forms of verbs that open an order, of one class: "words", "deeds" or "either"."""
    lines = (line.split() for line in _lines("openers.txt"))
    return frozenset(word for kind, *words in lines if kind == name for word in words)


@cache
def _token() -> re.Pattern[str]:
    """A word, a number, or a place name of several words, which counts as one."""
    several = sorted((name.title() for names in _places() for name in names if " " in name), key=len, reverse=True)
    places = (re.escape(name).replace("The", "[Tt]he") for name in several)
    return re.compile(rf"\b(?:{'|'.join(places)})\b|{_WORD}")


@cache
def _places() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple("US" if name == "us" else name for name in line.split("|")) for line in _lines("places.txt"))


@cache
def _groups() -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for number, line in enumerate(_lines("synonyms.txt")):
        for base in stemmed(line):
            groups.setdefault(base, set()).add(f"word {number}")
    for number, names in enumerate(_places()):
        for name in names:
            groups.setdefault(stem(name), set()).add(f"place {number}")
    return {base: frozenset(numbers) for base, numbers in groups.items()}


@cache
def _opposites() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    sides = (line.split("|") for line in _lines("opposites.txt"))
    return tuple((stemmed(here), stemmed(there)) for here, there in sides)


@cache
def _irregular() -> dict[str, str]:
    forms: dict[str, str] = {}
    for line in _lines("irregular.txt"):
        base, *others = line.split()
        forms |= dict.fromkeys(others, base)
    return forms


def _lines(name: str) -> list[str]:
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
