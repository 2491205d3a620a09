"""Which language a text is in: by its script, then by the small words that only some languages have. No model.

A question that is taken for English is judged by English rules, one that is not by `service.across`. An English question
full of foreign names must never be taken for a foreign one; the other mistake costs less.
"""

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

KNOWN = frozenset("ar zh en fr de it ja ko nl pl pt es ru th tr".split())  # to the multilingual encoder
_SCRIPTS = (  # language, its letters; the first of which a text has enough decides
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")),
    ("zh", re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("bn", re.compile(r"[\u0980-\u09ff]")),
    ("ta", re.compile(r"[\u0b80-\u0bff]")),
    ("te", re.compile(r"[\u0c00-\u0c7f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
    ("km", re.compile(r"[\u1780-\u17ff]")),
    ("my", re.compile(r"[\u1000-\u109f]")),
    ("am", re.compile(r"[\u1200-\u137f]")),
)
_OTHERS_OF_A_SCRIPT = (  # letters that the first language of a script lacks
    ("ar", "ur", re.compile(r"[\u0679\u0688\u0691\u06ba\u06d2]")),
    ("ar", "fa", re.compile(r"[\u067e\u0686\u0698\u06af\u06cc]")),
    ("ru", "uk", re.compile(r"[іїєґІЇЄҐ]")),
    ("ru", "sr", re.compile(r"[ђћџљњјЂЋЏЉЊЈ]")),
    ("ru", "bg", re.compile(r"\b(?:кой|какво|къде|кога|колко|защо|през|със|във)\b", re.I)),
)
_MARKS = (  # what only one language writes, none of it ASCII; worth as much as a small word
    ("es", re.compile(r"[¿¡ñ]", re.I)),
    ("de", re.compile(r"ß|\b[a-zäöü]*[äöü][a-zäöü]*\b")),
    ("pt", re.compile(r"[ãõ]", re.I)),
    ("pl", re.compile(r"[łęąśźż]", re.I)),
    ("tr", re.compile(r"[ğış](?!\w*[ăâ])|İ")),
    ("vi", re.compile(r"[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ]", re.I)),
    ("cs", re.compile(r"[řěů]", re.I)),
    ("hu", re.compile(r"[őű]", re.I)),
    ("ro", re.compile(r"[țș]", re.I)),
)
_ASKS = {  # question words that mean nothing in English and are nobody's name; worth two small words
    "en": frozenset("who whom whose what which when where why how did does".split()),
    "de": frozenset("wer wem wessen wann woher wohin wofür womit wodurch wozu worauf worüber worum woran wovon warum wieso weshalb "
    "welche welcher welches welchen welchem wieviel wie".split()),
    "es": frozenset("qué quién quiénes cuál cuáles cuándo dónde cómo cuánto cuánta cuántos cuántas".split()),
    "fr": frozenset("quoi comment pourquoi combien quel quelle quels quelles lequel laquelle".split()),
    "it": frozenset("quando dove perché quanto quanta quanti quante quali".split()),
    "pt": frozenset("quem quais onde quando quantos quantas".split()),
    "nl": frozenset("wie wanneer waar waarom hoeveel welke hoe".split()),
    "pl": frozenset("kto kogo kiedy gdzie dlaczego jaki jaka jakie który która które ile".split()),
    "cy": frozenset("pwy beth pryd pam sut faint".split()),
    "eu": frozenset("nork nor zer zein noiz zergatik nola zenbat".split()),
    "is": frozenset("hver hverjir hvað hvar hvenær hvernig hvers hversu".split()),
    "hu": frozenset("mennyi mennyit hány kinek miért hogyan mikor".split()),
    "nb": frozenset("hvem hvorfor hvordan hvor".split()),
    "da": frozenset("hvornår".split()),
    "lv": frozenset("kas kāpēc".split()),
    "et": frozenset("kes miks kuidas millal mitu".split()),
    "ga": frozenset("cé cén cad conas".split()),
    "lt": frozenset("kodėl kiek kada".split()),
    "tr": frozenset("nedir kimdir nerede hangi kaç nasıl niçin neden".split()),
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_TURNED = re.compile(r"[¿¡]")
_POSSESSIVE = re.compile(r"['’]s\b")
_DENSE = frozenset(("ja", "ko", "zh"))  # one sign of theirs says as much as two letters
_ENOUGH = 0.3  # of a text's letters are of a script, for it to be the text's; Latin names may be as long as the rest
_FEWEST = 2  # small words, or marks, that make a text foreign


@lru_cache(maxsize=4096)
def language_of(text: str) -> str | None:
    """The BCP 47 primary tag, or None where nothing tells: a name, a keyword. None is to be treated like English.

    Of a language outside `KNOWN` the tag is only as good as its script, or a small list of words, can tell.
    """
    letters = [char for char in text if char.isalpha()]
    for language, script in _SCRIPTS:
        signs = len(script.findall(text)) * (2 if language in _DENSE else 1)
        if signs > _ENOUGH * len(letters):
            others = (other for of, other, sign in _OTHERS_OF_A_SCRIPT if of == language and sign.search(text))
            return next(others, language)
    return _latin(text)


def is_english(text: str) -> bool:
    """Whether English rules may judge a text: it is English, or nothing tells that it is not."""
    return language_of(text) in (None, "en")


def function_words(language: str) -> frozenset[str]:
    """The small words of a language, in lower case; none for one that is not listed."""
    return _function_words().get(language, frozenset())


def _latin(text: str) -> str | None:
    """The language with the most small words that are not English ones too, if English has fewer that are not its own."""
    found = [*_WORD.finditer(_POSSESSIVE.sub(" ", text))]
    words = {match.group().lower(): _weight(match) for match in reversed(found)}
    plain = " ".join(match.group() for match in found if _weight(match) == 1.0) + "".join(_TURNED.findall(text))
    marked = frozenset[str]() if plain.isascii() else {of for of, mark in _MARKS if mark.search(plain)}
    english = _function_words()["en"]
    best, most = None, 0.0
    for language, small in _function_words().items():
        asks = {word: 2.0 for word in words if word in _ASKS.get(language, ())}
        marks = float(language in marked)
        weights = {**{word: weight for word, weight in words.items() if word in small}, **asks}
        own = sum(weight for word, weight in weights.items() if word not in english) + marks
        against = sum(2 if word in _ASKS["en"] else 1 for word in words.keys() & english if word not in small)
        if sum(weights.values()) + marks >= _FEWEST and own >= 1 and own > max(most, against):
            best, most = language, own
    return best or ("en" if words.keys() & english else None)


def _weight(match: re.Match[str]) -> float:
    """Less for a capital inside a sentence: "El Niño", "Die Welt", "Le Monde"."""
    return 0.5 if match.group()[0].isupper() and match.start() > 2 else 1.0


@cache
def _function_words() -> Mapping[str, frozenset[str]]:
    stored: dict[str, str] = json.loads(
        files("dateline.service").joinpath("languages.json").read_text(encoding="utf-8")
    )
    return {language: frozenset(words.split()) for language, words in stored.items()}
