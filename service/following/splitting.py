"""Where the subject of a question ends and what is said of it begins. English, by rules."""

import re
from collections.abc import Sequence

from dateline.service.following.phrases import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    PREPOSITIONS,
    bare,
)
from dateline.service.following.verbs import is_verb, listed_verbs, participles

ASIDE = frozenset("really actually finally still now already currently initially eventually indeed even ever".split())

_COMPLEMENTS = frozenset(  # adjectives that are said of a subject
    "available open ready able true free related higher lower due legal illegal safe afraid aware responsible subject part likely possible "
    "allowed famous worth complete empty full late early expensive cheap dangerous similar different liable guilty alone alive dead back longer shorter larger smaller bigger cheaper dearer "
    "faster slower older newer later earlier worse better weaker stronger wider deeper".split()
)

_CHAINS = frozenset(
    "help let make go come stop start keep plan try want have own".split()
)  # verbs with another behind them

_SAYS = frozenset("say think believe expect claim fear reckon admit".split())

_PRONOUNS = frozenset("it he she they you we i".split())

_ONE_OF = re.compile(r"(?P<who>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*) (?:one|some|part|any) of ")
_NO_ADVERBS = frozenset("supply family reply assembly ally rally tally monthly weekly daily bully jelly belly".split())
_NOT_BARE = re.compile(r"(?:[^s]s|ed|ing)$")


def split(words: Sequence[str], helper: str, *, is_complement: bool) -> tuple[str, Sequence[str]]:
    """Subject and predicate of what stands behind a helping verb, without adverbs between the two."""
    subject, predicate = _cut(words, helper, is_complement=is_complement)
    left = subject.split()
    while len(left) > 1 and predicate and (bare(left[-1]) in ASIDE or _is_adverb(left)):
        left = left[:-1]
    while len(predicate) > 1 and bare(predicate[0]) in ASIDE:
        predicate = predicate[1:]
    return " ".join(left), predicate


def _is_adverb(left: Sequence[str]) -> bool:
    """Whether a subject ends with an adverb that belongs to its verb: "did the Dutch partly | revoke"."""
    return (
        bool(re.fullmatch(r"[a-z]{4,}ly", left[-1]))
        and left[-1] not in _NO_ADVERBS
        and bare(left[-2]) not in DETERMINERS
    )


def _cut(words: Sequence[str], helper: str, *, is_complement: bool) -> tuple[str, Sequence[str]]:
    fits = [at for at in range(1, len(words)) if may_be_main(words, at, helper)]
    fits = fits or [at for at in range(1, len(words)) if _may_be_participle(words, at, helper)]
    if len(fits) > 1 and fits[0] == 2 and fits[1] == 4 and _is_compound(words):
        fits = fits[1:]  # "does the Tannet flood wall | cost"
    if helper in BE and (listed := _ONE_OF.match(" ".join(words))):  # "Was Orrin | one of the yards that"
        return listed["who"], words[len(listed["who"].split()) :]
    told = next((at for at in range(1, fits[0]) if words[at] in {"that", "which", "who"}), None) if fits else None
    if told is not None and any(bare(word) in AUXILIARIES for word in words[told : fits[0]]):
        fits = [at for at in fits if at > fits[0] + 1] or fits  # "the metals that China did put under licence | used"
    if fits:
        at = fits[0]
        while (
            at + 1 in fits
            and bare(words[at]) not in {"be", "been", "being"}
            and bare(words[at]) not in _SAYS
            and (words[at].endswith("ing") or not words[at - 1][:1].isupper() or bare(words[at]) not in _CHAINS)
        ):
            at += 1
        at -= helper in BE and words[at - 1] == "to" and at > 1  # "When was the final | to be played"
        is_told = is_complement and words[at - 1][:1].isupper() and words[1].islower() and bare(words[0]) in DETERMINERS
        if is_complement and words[at].endswith("ed") and _has_contact(words[:at]):
            return " ".join(words), ()
        if (
            is_told
            and at > 2
            and words[at].endswith("ed")
            and not any(bare(word) in PREPOSITIONS for word in words[:at])
        ):  # "How big was the charge Nvidia announced"
            return " ".join(words), ()
        return " ".join(words[:at]), words[at:]
    to = next(
        (at for at in range(1, len(words) - 1) if words[at] == "to" and words[at + 1] in listed_verbs() | {"be"}), None
    )
    to = to or (len(words) - 2 if words[-2:] == ["to", "be"] else None)
    if to and helper in BE and bare(words[to - 1]) not in _COMPLEMENTS:  # "How long is the cable | to be"
        return " ".join(words[:to]), words[to:]
    if len(words) < 2:
        return " ".join(words), ()
    said = next((at for at in range(1, len(words)) if _is_complement(words, at)), None) if helper in BE else None
    if said is not None:
        while said > 2 and re.fullmatch(
            r"(?:year|month|week|day|hour)s?|two|three|four|five|six|seven|eight|nine|ten|much|\d+", words[said - 1]
        ):
            said -= 1  # "two years late"
        return " ".join(words[:said]), words[said:]
    if is_complement:
        return " ".join(words), ()
    if bare(words[0]) in _PRONOUNS:  # "Is she still the director"
        return words[0], words[1:]
    if words[0][:1].isupper():  # "Is Ann Lee in hospital"
        at = next((at for at, word in enumerate(words) if at and not word[:1].isupper()), len(words))
        return " ".join(words[:at]), words[at:]
    if bare(words[0]) not in DETERMINERS and bare(words[1]) in PREPOSITIONS - {"of"}:  # "Is graphite among the goods"
        return words[0], words[1:]
    at = next((at for at in range(2, len(words)) if bare(words[at]) in PREPOSITIONS - {"of"}), len(words))
    return " ".join(words[: at - 1]), words[at - 1 :]


def _has_contact(words: Sequence[str]) -> bool:
    """Whether a clause without "that" follows a noun: "How high was the fine the assembly imposed"."""
    apart = PREPOSITIONS | DETERMINERS | {"and", "or"}
    return any(
        words[at] == "the" and words[at - 1].islower() and bare(words[at - 1]) not in apart
        for at in range(2, len(words))
    )


def _is_compound(words: Sequence[str]) -> bool:
    """Whether a name is followed by two nouns of which the first may be a verb, too: "the Tannet flood wall"."""
    is_noun = words[3].islower() and bare(words[3]) not in DETERMINERS | PREPOSITIONS | AUXILIARIES
    return (
        bare(words[0]) == "the"
        and words[1][:1].isupper()
        and words[1].isalpha()
        and is_noun
        and not words[3].endswith("s")
    )


def _is_complement(words: Sequence[str], at: int) -> bool:
    """Whether an adjective that is said of the subject stands here: "Are the stocks abroad | available to buyers"."""
    if bare(words[at]) not in _COMPLEMENTS or bare(words[at - 1]) in DETERMINERS | PREPOSITIONS:
        return False
    return at + 1 == len(words) or bare(words[at + 1]) in PREPOSITIONS | ASIDE | {"today", "than", "that"}


def may_be_main(words: Sequence[str], at: int, helper: str) -> bool:
    """Whether a word may be the verb that belongs to the helping verb."""
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
    if helper in BE and before == "to":  # "supposed to come"
        return False
    if helper in BE | {"has", "have", "had"}:
        is_ongoing = helper in BE and plain.endswith("ing")
        return is_ongoing or bool(re.search(r"(?:ed|en|wn)$", plain)) or plain in participles()
    return not _NOT_BARE.search(plain) or plain in listed_verbs()


def _may_be_participle(words: Sequence[str], at: int, helper: str) -> bool:
    """Whether a word that is no listed verb stands and looks like one: "has the mine | polluted the river"."""
    before = bare(words[at - 1])
    is_form = helper in BE | {"has", "have", "had"} and bool(
        re.fullmatch(r"(?!hundred|infrared|seabed)[a-z]{2,}[^e]ed", words[at])
    )
    return is_form and before not in DETERMINERS | PREPOSITIONS
