"""A question taken apart: its question word, its helping verb, who does it, and the rest. English, by rules."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.service.following.phrases import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    DO,
    LEADS,
    PREPOSITIONS,
    QUESTION_WORDS,
    bare,
)
from dateline.service.following.splitting import ASIDE, may_be_main, split
from dateline.service.following.verbs import is_verb, participles
from dateline.service.words import STOPWORDS

_ADVERBS = frozenset(
    "also else ever first just now really still actually finally originally already then exactly".split()
)


_DEGREE = frozenset("many much long often far soon early late high low big large old well good fast deep".split())


_NOT = re.compile(r"^(\w+)n[’']t\b", re.I)
_WITHOUT_NOT = re.compile(r"n[’']t$")
_WHOLE = {"wo": "Will", "ca": "Can", "sha": "Shall"}


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
        words = self.predicate.split()
        while words and bare(words[0]) in {"be", "been", "being", "going", "to", "not"}:
            words = words[1:]
        is_verb_first = bool(words) and words[0].islower() and bare(words[0]) not in PREPOSITIONS | DETERMINERS
        return " ".join(words[1:] if is_verb_first else words)

    @property
    def kind(self) -> str:
        """What is asked for, as a phrase: "the gates"; of "how much of the tram" it is the tram."""
        return self.noun.removeprefix("of ") if self.noun.startswith("of ") else f"the {self.noun}"

    @property
    def stated(self) -> str:
        """A question that is answered with yes or no, as a statement: "the bank did raise its key rate"."""
        return " ".join(part for part in (self.subject, self.helper, self.predicate) if part)


@lru_cache(maxsize=1024)
def clause(text: str) -> Clause | None:
    """The parts of a question; None where it does not begin like one."""
    words = _NOT.sub(lambda match: _WHOLE.get(match[1].lower(), match[1]), without_lead(text)).split()
    start = next((at for at in range(len(words)) if _opens(words, at)), None)
    if start is None:
        return None
    before, words = words[:start], words[start:]
    tail = [" ".join(before).strip(" ,")] if before else []
    if bare(words[0]) in AUXILIARIES:
        subject, predicate = split(words[1:], words[0].lower(), is_complement=False)
        return Clause("", "", words[0].lower(), subject, " ".join([*predicate, *tail]))
    end, has_helper = _end_of_wh(words)
    wh, noun = " ".join(words[:end]), _noun_of(words[:end])
    helper = words[end].lower() if has_helper else ""
    while has_helper and len(words) > end + 2 and bare(words[end + 1]) in ASIDE:
        words = [*words[: end + 1], *words[end + 2 :]]
    if not has_helper or _is_asked_for(words, end, noun):
        return Clause(wh, noun, helper, "", " ".join([*words[end + has_helper :], *tail]))
    is_complement = helper in BE and (not noun or bare(words[0]) == "how")
    subject, predicate = split(words[end + 1 :], _WITHOUT_NOT.sub("", helper), is_complement=is_complement)
    return Clause(wh, noun, helper, subject, " ".join([*predicate, *tail]))


def without_lead(text: str) -> str:
    """A question without the "And", "But" or "So" before it and the mark behind it."""
    words = text.strip(" ?!.…").split()
    while len(words) > 1 and bare(words[0]) in LEADS and words[0].rstrip(",").isalpha():
        words = words[1:]
    return " ".join(words)


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
        if _WITHOUT_NOT.sub("", plain) in AUXILIARIES and words[at].islower():
            return at, True
        if plain in _ADVERBS or plain in _DEGREE:
            at += 1
            continue
        following = bare(words[at + 1]) if at + 1 < len(words) else ""
        is_now = first == "what" and not seen and plain.endswith("s") and is_verb(plain) and following in PREPOSITIONS
        if is_now:  # "What happens to the others"
            return at, False
        is_past = (
            not seen
            and (plain.endswith("ed") or (first == "what" and plain in participles()))
            and is_verb(plain)
            and following in PREPOSITIONS | DETERMINERS
        )
        if is_past:  # "What happened to the ship", "What became of it"
            return at, False
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
    is_count = [bare(word) for word in words[:2]] in (["how", "many"], ["how", "much"])  # "How many are left"
    if not rest or helper in DO or (bare(words[0]) not in {"who", "what", "which"} and not noun and not is_count):
        return False
    if may_be_main(("", *rest), 1, helper) or (noun and bare(rest[0]) in PREPOSITIONS):
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
        return not any(may_be_main(rest, at, helper) for at in range(1, len(rest)))
    return (
        bool(noun)
        and helper in BE
        and (not begins or (bare(rest[0]) == "the" and bare(rest[-1]) not in PREPOSITIONS))
        and not any(may_be_main(rest, at, helper) for at in range(1, len(rest)))
    )


def _noun_of(words: Sequence[str]) -> str:
    at = next(at for at, word in enumerate(words) if _is_wh(word)) + 1
    kept = [word for word in words[at:] if bare(word) not in _ADVERBS]
    if kept and bare(words[at - 1]) == "how":
        kept = kept[1:]
    return " ".join(kept) if any(bare(word) not in STOPWORDS for word in kept) else ""


def clause_text(question: str) -> str:
    """Subject and rest of a question."""
    parts = clause(question)
    return f"{parts.subject} , {parts.rest}" if parts else question
