"""A text cut into its phrases of nouns, and the small words that English cuts them at. By rules."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.service.following.callings import JOINS_OF
from dateline.service.following.verbs import is_verb, listed_verbs
from dateline.service.words import STOPWORDS

LEADS = frozenset("and but so then also ok okay well now or".split())


BE = frozenset("is are was were".split())


AUXILIARIES = BE | frozenset("do does did has have had will would can could should shall may might must".split())


DO = frozenset("do does did".split())


QUESTION_WORDS = frozenset("who whom whose what which when where why how".split())


PREPOSITIONS = frozenset(
    "of in on at to for from by with about into over under after before between against during since until through across among "
    "within near off around behind beyond outside inside along per versus than as like without despite toward towards regarding "
    "concerning onto upon aboard".split()
)


DETERMINERS = frozenset("the a an this that these those its his her their our my your every each some any no".split())


_BREAKS = frozenset(  # words that no phrase of a noun holds
    "not also ever already still yet now there here else so too just out up down away back together again currently that which who "
    "whose when where while if because whether but or be been being going it he she they him them i we you me us said saying how what why according "
    "today tomorrow yesterday ago once later earlier both either than really actually finally currently initially eventually".split()
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of a noun and the preposition before it, if any."""

    preposition: str
    text: str


def bare(word: str) -> str:
    """A word in lower case without the marks around it."""
    return word.lower().strip(",;:“”\"'’()?!.")


@lru_cache(maxsize=1024)
def phrases(text: str) -> tuple[Phrase, ...]:
    """The phrases of nouns in a text, in order: verbs and the small words between them left out."""
    found: list[Phrase] = []
    held: list[str] = []
    preposition = ""

    def done() -> Iterator[Phrase]:
        if preposition == "to" and len(held) > 1 and bare(held[0]) in listed_verbs() and bare(held[1]) in DETERMINERS:
            yield Phrase("", " ".join(held[1:]).strip(" ,;:"))  # "to join the pact"
            return
        if any(bare(word) and bare(word) not in STOPWORDS for word in held):
            yield Phrase(preposition, " ".join(held).strip(" ,;:"))

    words = text.strip(" ?!.").split()
    for at, word in enumerate(words):
        plain, following = bare(word), words[at + 1] if at + 1 < len(words) else ""
        if (
            plain == "that"
            and not held
            and following[:1].islower()
            and bare(following) not in DETERMINERS | _BREAKS | AUXILIARIES
        ):
            held.append(word)
            continue
        if plain == "of" and held and held[-1][:1].isupper() and bare(held[-1]) in JOINS_OF and following[:1].isupper():
            held.append(word)  # "the Sound of Terne"
            continue
        after_determiner = bool(held) and (bare(held[-1]) in DETERMINERS or held[-1].endswith(("'s", "’s", "s’", "s'")))
        is_break = word.islower() and (plain in _BREAKS or plain in AUXILIARIES or plain in QUESTION_WORDS)
        if (
            (word.islower() and plain in PREPOSITIONS)
            or is_break
            or (_breaks_as_verb(word, held, following) and not after_determiner)
        ):
            found += done()
            held = []
            preposition = plain if plain in PREPOSITIONS else ""
            if plain == "to" and at and bare(words[at - 1]) == "according":
                preposition = "according to"
            continue
        held.append(word)
        if word.endswith((",", ";", ":")):
            found += done()
            held, preposition = [], ""
    return (*found, *done())


def is_plural(phrase: str) -> bool:
    """Whether its head is more than one: "the nurses at Alder Hospital", "Ann Lee and Tom Orr"."""
    parts = phrases(phrase)
    if not parts:
        return False
    words = parts[0].text.split()
    head = bare(words[-1])
    if re.search(r"\w and (?:the )?\w", parts[0].text) and not words[-1][0].isupper():
        return True
    if re.match(r"(?:two|three|four|five|six|seven|eight|nine|ten|several|both|many)\b", bare(words[0])):
        return True
    if words[-1][0].isupper():
        return bool(
            re.fullmatch(
                r"(?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)* and (?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*",
                parts[0].text,
            )
        )
    return head in {"people", "police", "men", "women", "children", "media"} or bool(re.search(r"[^su'’]s$", head))


def head(phrase: str) -> str:
    """The noun that a phrase is about, in lower case: "strike" of "the strike at Alder Hospital"."""
    parts = phrases(phrase)
    return bare(parts[0].text.split()[-1]) if parts else ""


def _breaks_as_verb(word: str, held: Sequence[str], following: str) -> bool:
    """Whether a word ends a phrase because it is a verb: a past form or one in "-ing" behind a noun."""
    if not is_verb(word) or not held or bare(word) in listed_verbs() or word.endswith("s"):
        return False
    return not word.endswith("ing") or bare(following) in DETERMINERS or following[:1].isupper()


def trimmed(phrase: str) -> str:
    """A phrase without what is said of it behind its noun ("the lock contract worth"); nothing where it begins with a past form."""
    words = re.sub(
        r"(?:,? (?:worth|late|early|ready|due|really|open|so|\w+ (?:years|months|weeks|days) late))+$", "", phrase
    ).split()
    is_cut = (
        len(words) > 1
        and words[0].islower()
        and is_verb(words[0])
        and bare(words[1]) in PREPOSITIONS
        and not is_plural(words[0])
    )
    return "" if is_cut and not words[0].endswith("ing") else " ".join(words)


def definite(phrase: str) -> str:
    """A phrase as of something known: "a plant" is "the plant"; what is a name or has an article stays."""
    words = phrase.strip(" ,;").split()
    if words and words[0].lower() in {"a", "an", "any", "some"}:
        return " ".join(["the", *words[1:]])
    return " ".join(words)
