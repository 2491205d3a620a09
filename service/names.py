"""Names in Han signs held against names in Latin letters, by their consonants: 达德利 and Dudley, 辛普森 and Simpson.

Foreign names are written with some four hundred signs that stand for their sound. Vowels, voice and length tell little across
the two scripts; the consonants, in order, tell much (after Knight and Graehl 1998, section 2, who fit what is a table here).
"""

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

_FEWEST = 2  # consonants of a name that can be told
_LIKE = 0.67  # likeness below which two names are not one
_INITIALS = {  # first sounds of a syllable → the Latin consonants that it may stand for
    "b": "BP", "p": "PB", "m": "M", "f": "FVPH", "d": "DT", "t": "TD", "n": "N", "l": "LR", "g": "GKJ", "k": "KGC", "h": "HGKFVW",
    "j": "JGKZ", "q": "SJKT", "x": "SHZ", "zh": "JSZ", "ch": "SJT", "sh": "SZ", "r": "LRJ", "z": "ZS", "c": "SZT", "s": "SZ",
    "w": "WV", "y": "JY",
}  # fmt: skip
_WEAK = frozenset("HWYJRV")  # consonants that are often left out
_LATIN = (
    (r"sch|sh|ch|tch|sz|cz", "S"), (r"ck|qu|q", "K"), (r"ph", "F"), (r"th", "T"), (r"x", "KS"), (r"c(?=[eiy])", "S"), (r"c", "K"),
    (r"gh", "G"), (r"kn", "N"), (r"wr", "R"), (r"([a-z])\1", r"\1"), (r"y(?![aeiou])|[aeiou]", ""),
)  # fmt: skip
_NASAL = "NM"

Sounds = tuple[str, ...]  # for each consonant the letters that it may be


@lru_cache(maxsize=4096)
def likeness(signs: str, word: str) -> float:
    """How alike a name in Han signs and a capitalised word sound, 0 to 1; 0 below two thirds and where either is no name."""
    if not word[:1].isupper() or not (asked := _sounds(signs)):
        return 0.0
    heard = _consonants(word)
    if min(len(asked), len(heard)) < _FEWEST:
        return 0.0
    alike = 1 - _distance(asked, heard) / max(len(asked), len(heard))
    return alike if alike >= _LIKE else 0.0


def may_be_name(signs: str) -> bool:
    """Whether signs may spell a foreign name by their sound."""
    return len(signs) > 1 and all(sign in _syllables() for sign in signs)


@lru_cache(maxsize=4096)
def _sounds(signs: str) -> Sounds:
    if not may_be_name(signs):
        return ()
    found: list[str] = []
    for sign in signs:
        syllable = _syllables()[sign]
        if syllable == "er":
            found.append("LR")
            continue
        initial = next((start for start in ("zh", "ch", "sh", syllable[0]) if syllable.startswith(start)), "")
        if initial in _INITIALS:
            if found[-1:] == [_NASAL] and initial in ("n", "m"):
                found.pop()  # 唐娜: one n
            found.append(_INITIALS[initial])
        if syllable.endswith(("n", "ng")):
            found.append(_NASAL)
    return tuple(found)


@lru_cache(maxsize=16384)
def _consonants(word: str) -> str:
    text = re.sub(r"[^a-z]", "", word.lower())
    for pattern, sound in _LATIN:
        text = re.sub(pattern, sound, text)
    return text.upper()


def _distance(asked: Sequence[str], heard: str) -> float:
    """Edits from one to the other, weak consonants costing half."""
    row = [0.0]
    for letter in heard:
        row.append(row[-1] + _cost(letter))
    for sound in asked:
        above, row = row, [row[0] + _cost(sound[0])]
        for at, letter in enumerate(heard, start=1):
            changed = above[at - 1] + (0.0 if letter in sound else 1.0)
            row.append(min(changed, above[at] + _cost(sound[0]), row[-1] + _cost(letter)))
    return row[-1]


def _cost(letter: str) -> float:
    return 0.5 if letter in _WEAK else 1.0


@cache
def _syllables() -> Mapping[str, str]:
    stored: dict[str, str] = json.loads(
        files("dateline.service").joinpath("syllables.json").read_text(encoding="utf-8")
    )
    return {sign: syllable for syllable, signs in stored.items() for sign in signs}
