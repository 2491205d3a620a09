"""A question taken apart: its question word, its helping verb, who does it, and the rest. English, by rules."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

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
    "whose when where while if because whether but or be been being going it he she they him them i we you me us said saying how what why "
    "today tomorrow yesterday ago once later earlier both either than".split()
)
_ADVERBS = frozenset(
    "also else ever first just now really still actually finally originally already then exactly".split()
)
_DEGREE = frozenset("many much long often far soon early late high low big large old well good fast deep".split())
_NOT_BARE = re.compile(r"(?:[^s]s|ed|ing)$")


@dataclass(frozen=True, slots=True)
class Clause:
    """The parts of a question, as written. `subject` is empty where it is the question word: "Who built it?"."""

    wh: str  # "How many gates", "By whom"; empty for one that is answered with yes or no
    noun: str  # what is asked for by kind: "gates"
    helper: str  # the helping verb
    subject: str
    predicate: str  # what is said of the subject, its verb first

    @property
    def rest(self) -> str:
        """The predicate without its verb."""
        first, _, behind = self.predicate.partition(" ")
        is_verb_first = first.islower() and bare(first) not in PREPOSITIONS | DETERMINERS
        return behind if is_verb_first else self.predicate

    @property
    def stated(self) -> str:
        """A question that is answered with yes or no, as a statement: "the bank did raise its key rate"."""
        return " ".join(part for part in (self.subject, self.helper, self.predicate) if part)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of a noun and the preposition before it, if any."""

    preposition: str
    text: str


def bare(word: str) -> str:
    """A word in lower case without the marks around it."""
    return word.lower().strip(",;:“”\"'’()?!.")


def is_verb(word: str) -> bool:
    """Whether it is a form of a verb that is listed."""
    return word.islower() and bare(word) in _forms()


@lru_cache(maxsize=1024)
def clause(text: str) -> Clause | None:
    """The parts of a question; None where it does not begin like one."""
    words = without_lead(text).split()
    start = next((at for at, word in enumerate(words) if _opens(words, at)), None)
    if start is None:
        return None
    before, words = words[:start], words[start:]
    tail = [" ".join(before).strip(" ,")] if before else []
    if bare(words[0]) in AUXILIARIES:
        subject, predicate = _split(words[1:], words[0].lower(), is_complement=False)
        return Clause("", "", words[0].lower(), subject, " ".join([*predicate, *tail]))
    end, has_helper = _end_of_wh(words)
    wh, noun = " ".join(words[:end]), _noun_of(words[:end])
    helper = words[end].lower() if has_helper else ""
    if not has_helper or _is_asked_for(words, end, noun):
        return Clause(wh, noun, helper, "", " ".join([*words[end + has_helper :], *tail]))
    is_complement = helper in BE and (not noun or bare(words[0]) == "how")
    subject, predicate = _split(words[end + 1 :], helper, is_complement=is_complement)
    return Clause(wh, noun, helper, subject, " ".join([*predicate, *tail]))


def without_lead(text: str) -> str:
    """A question without the "And", "But" or "So" before it and the mark behind it."""
    words = text.strip(" ?!.…").split()
    while len(words) > 1 and bare(words[0]) in LEADS and words[0].rstrip(",").isalpha():
        words = words[1:]
    return " ".join(words)


def phrases(text: str) -> tuple[Phrase, ...]:
    """The phrases of nouns in a text, in order: verbs and the small words between them left out."""
    found: list[Phrase] = []
    held: list[str] = []
    preposition = ""

    def done() -> Iterator[Phrase]:
        if any(bare(word) not in STOPWORDS for word in held):
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
            re.fullmatch(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)* and [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*", parts[0].text)
        )
    return head in {"people", "police", "men", "women", "children", "media"} or bool(re.search(r"[^su'’]s$", head))


def head(phrase: str) -> str:
    """The noun that a phrase is about, in lower case: "strike" of "the strike at Alder Hospital"."""
    parts = phrases(phrase)
    return bare(parts[0].text.split()[-1]) if parts else ""


def _opens(words: Sequence[str], at: int) -> bool:
    """Whether a question begins here: at the first word, behind a preposition before it, or behind a comma."""
    if bare(words[at]) not in QUESTION_WORDS | AUXILIARIES:
        return bare(words[at]) in PREPOSITIONS and at + 1 < len(words) and _is_wh(words[at + 1]) and _begins(words, at)
    return _begins(words, at)


def _is_wh(word: str) -> bool:
    return bare(word) in QUESTION_WORDS


def _begins(words: Sequence[str], at: int) -> bool:
    return at == 0 or words[at - 1].endswith(",")


def _end_of_wh(words: Sequence[str]) -> tuple[int, bool]:
    """Where the question phrase ends, and whether a helping verb stands there."""
    at = next(at for at, word in enumerate(words) if _is_wh(word)) + 1
    first = bare(words[at - 1])
    takes_noun = first in {"what", "which", "whose", "how"}
    seen = False
    while at < len(words):
        plain = bare(words[at])
        if plain in AUXILIARIES and words[at].islower():
            return at, True
        if plain in _ADVERBS or plain in _DEGREE:
            at += 1
            continue
        if not takes_noun or (seen and _is_finite(words, at)):
            return at, False
        seen = seen or plain not in STOPWORDS
        at += 1
    return at, False


def _is_finite(words: Sequence[str], at: int) -> bool:
    """Whether the verb of the sentence stands here, behind the noun asked for: "Which company | owns the yard"."""
    if not is_verb(words[at]):
        return False
    following = bare(words[at + 1]) if at + 1 < len(words) else ""
    return following not in AUXILIARIES and (at < 2 or bare(words[at - 1]) not in PREPOSITIONS | DETERMINERS)


def _is_asked_for(words: Sequence[str], at: int, noun: str) -> bool:
    """Whether what is asked for is the subject itself, with a helping verb at this place: "Who will lead", "How many are ready"."""
    helper, rest = bare(words[at]), words[at + 1 :]
    if not rest or helper in DO or (bare(words[0]) not in {"who", "what", "which"} and not noun):
        return False
    if _may_be_main(("", *rest), 1, helper):
        return True
    begins = rest[0][:1].isupper() or bare(rest[0]) in DETERMINERS | {
        "it",
        "he",
        "she",
        "they",
        "there",
        "you",
        "we",
        "i",
    }
    if helper in {"has", "have", "had"}:
        return not any(_may_be_main(rest, at, helper) for at in range(1, len(rest)))
    return (
        bool(noun)
        and helper in BE
        and not begins
        and not any(_may_be_main(rest, at, helper) for at in range(1, len(rest)))
    )


def _noun_of(words: Sequence[str]) -> str:
    at = next(at for at, word in enumerate(words) if _is_wh(word)) + 1
    kept = [word for word in words[at:] if bare(word) not in _ADVERBS]
    if kept and bare(words[at - 1]) == "how":
        kept = kept[1:]
    return " ".join(kept) if any(bare(word) not in STOPWORDS for word in kept) else ""


def _split(words: Sequence[str], helper: str, *, is_complement: bool) -> tuple[str, Sequence[str]]:
    """Subject and predicate of what stands behind a helping verb."""
    fits = [at for at in range(1, len(words)) if _may_be_main(words, at, helper)]
    if fits:
        at = fits[0]
        while (
            at + 1 in fits
            and bare(words[at]) not in {"be", "been", "being"}
            and (words[at].endswith("ing") or not words[at - 1][:1].isupper())
        ):
            at += 1
        return " ".join(words[:at]), words[at:]
    if is_complement or len(words) < 2:
        return " ".join(words), ()
    if words[0][:1].isupper():  # "Is Ann Lee in hospital"
        at = next((at for at, word in enumerate(words) if at and not word[:1].isupper()), len(words))
        return " ".join(words[:at]), words[at:]
    at = next((at for at in range(2, len(words)) if bare(words[at]) in PREPOSITIONS - {"of"}), len(words))
    return " ".join(words[: at - 1]), words[at - 1 :]


def _may_be_main(words: Sequence[str], at: int, helper: str) -> bool:
    word, before = words[at], bare(words[at - 1])
    if not word.islower() or before in DETERMINERS - {"her", "that"} or words[at - 1].endswith(("'s", "’s")):
        return False
    plain = bare(word)
    if plain == "last" and at + 1 < len(words) and bare(words[at + 1]) not in PREPOSITIONS:  # "lose last season"
        return False
    if plain in {"been", "be", "being", "going", "able", "due", "not"}:
        return plain != "not"
    if not is_verb(word) or (before in PREPOSITIONS and before != "to"):
        return False
    if helper in BE | {"has", "have", "had"}:
        return bool(re.search(r"(?:ed|ing|en|wn)$", plain)) or plain in _participles()
    return not _NOT_BARE.search(plain) or plain in _verbs_as_listed()


def _breaks_as_verb(word: str, held: Sequence[str], following: str) -> bool:
    """Whether a word ends a phrase because it is a verb: a past form or one in "-ing" behind a noun."""
    if not is_verb(word) or not held or bare(word) in _verbs_as_listed() or word.endswith("s"):
        return False
    return not word.endswith("ing") or bare(following) in DETERMINERS or following[:1].isupper()


@cache
def _verbs_as_listed() -> frozenset[str]:
    text = files("dateline.service.words").joinpath("verbs.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


@cache
def _forms() -> frozenset[str]:
    """The forms of every listed verb: "stop stops stopped stopping", and the irregular ones."""
    found = set(_participles())
    for verb in _verbs_as_listed():
        root = verb.removesuffix("e")
        sibilant = re.search(r"(?:s|x|z|sh|ch|o)$", verb)
        found |= {verb, f"{verb}es" if sibilant else f"{verb}s", f"{root}ed", f"{root}ing", f"{verb}ing"}
        if verb.endswith("y"):
            found |= {f"{verb[:-1]}ied", f"{verb[:-1]}ies"}
        if re.search(r"[^aeiou][aeiou][bdglmnprtv]$", verb):
            found |= {f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing"}
        found |= {f"{verb[:-1]}zed", f"{root[:-1]}sed"} if verb.endswith("ize") else set()
    return frozenset(found)


@cache
def _participles() -> frozenset[str]:
    text = files("dateline.service.words").joinpath("irregular.txt").read_text(encoding="utf-8")
    rows = (line.split() for line in text.splitlines() if not line.startswith("#"))
    irregular = {form for base, *forms in rows for form in forms if base in _verbs_as_listed()}
    return frozenset(irregular) | {"cut", "put", "hit", "set", "let", "hurt", "shut", "torn", "worn", "hidden", "hid"}
