"""Questions whose verb is left out, or that name a new subject first: "Who says it has?", "What about AMD, will it?". English, by rules."""

import re
from collections.abc import Sequence

from dateline.service.following.clauses import Clause
from dateline.service.following.conversation import Told
from dateline.service.following.phrases import AUXILIARIES, BE, DO, PREPOSITIONS, QUESTION_WORDS, bare
from dateline.service.following.pointing import possessive
from dateline.service.following.verbs import base, is_verb

_HAS = "has|have|had|does|do|did|is|are|was|were|will|would|can|could|should|may|might|must"
_NEW = re.compile(
    rf"^(?:(?:ok|okay|right|thanks|well|fine|good|so)\W+)?(?:(?:(?:and )?(?:what|how) about|(?:and )?as for|and|now(?: to)?|(?:let[’']?s |let us )?(?:turn(?:ing)?|mov(?:e|ing) on|switch(?:ing)?|"
    rf"go(?:ing)?|com(?:e|ing)|get(?:ting)?) (?:back )?(?:on )?to|on to|back to|about|regarding|concerning)\s+|(?=[A-Z][^,:]+[:,]))(?P<who>[^,:]+?)(?:,|:| [-–—])\s+(?P<asks>(?:(?:by|for|in|at|of|on|to|from|since|until|till|with|under) )?(?:{_HAS}|{'|'.join(sorted(QUESTION_WORDS))})\b.+)$",
    re.I,
)
_ELSE = re.compile(
    r"^(?:(?:and )?(?:now )?(?:a |an )?(?:different|another|new|other|separate|unrelated|completely different) (?:question|topic|subject|matter|thing)|something (?:else|different)|by the way|unrelated)\W+(?=\w)",
    re.I,
)
_ITS = re.compile(
    r"\b(?:(?P<owns>its|his|her(?= [a-z])|their)|(?:that|this) (?:one|figure|number|sum|amount)|(?:it|he|she|they|that|him|them|her))\b",
    re.I,
)
_THAT_CLAUSE = re.compile(r"\w (?:that|which|who) \w+ \w+")  # "the sum that everybody quotes"
_SAYS = re.compile(
    rf"^(?P<says>.*\b(?:says?|said|thinks?|believes?|claims?|doubts?|denies|argues?|expects?|hopes?|fears?|insists?|predicts?)(?: that)?) (?:it|he|she|they|that|there)(?: really| actually)? (?P<helper>{_HAS})(?P<not>n't| not)?$",
    re.I,
)
_LEFT_OUT = re.compile(
    rf"^(?:(?P<wh>why|when|where|how|since when|how many \w+|who|which \w+) )?(?P<helper>{_HAS})(?P<not>n't)? (?P<who>(?:the |a |an )?[^,]+?)(?P<not2> not)?(?P<too>(?: (?:too|also|as well|either))?)$",
    re.I,
)
_WHAT_ELSE = re.compile(r"(?:(?:then|so|but) )?(?P<wh>what|who) (?P<be>is|was|are|were)(?: it)?(?: then)?$", re.I)
_IS_THE = re.compile(
    r"(?:is|was|are|were) .+?(?<!\bof)(?<!\bin)(?<!\bat)(?<!\bfor)(?<!\bby)(?<!\bon)(?<!\band)(?<!\bto)(?<!\bwith) (?P<the>the (?:[a-z-]+ )?[a-z-]+ (?:of|for|behind) .+)$",
    re.I,
)
_ABLE = re.compile(r"\s+be able to$", re.I)


def begun_anew(text: str) -> str | None:
    """A question that says itself that it is about something else, without saying so; None for any other."""
    match = _ELSE.match(text)
    return text[match.end() : match.end() + 1].upper() + text[match.end() + 1 :] if match else None


def about_new(text: str) -> str:
    """A question that names its subject before it, with it in its place: "What about Ostmark, when did Ostmark find one?"."""
    match = _NEW.match(text.rstrip(" ?"))
    is_place = match is not None and bare(match["who"].split()[0]) in PREPOSITIONS
    if (
        match is None
        or is_place
        or len(match["who"].split()) > (9 if _THAT_CLAUSE.search(match["who"]) else 4)
        or not (pointer := _ITS.search(match["asks"]))
    ):
        return text
    who = possessive(match["who"]) if pointer["owns"] else match["who"]
    asks = f"{match['asks'][: pointer.start()]}{who}{match['asks'][pointer.end() :]}?"
    return asks[0].upper() + asks[1:]


def filled(text: str, before: Sequence[Told]) -> str | None:
    """A question with the verb that it leaves out; None where it leaves out none."""
    plain = text.rstrip(" ?").replace("’", "'")
    if (match := _SAYS.match(plain)) and (last := _alike(match["helper"], before, is_stated=True)):
        helper = f"{last.helper}{' not' if match['not'] else ''}"
        return f"{match['says']} {last.subject} {helper} {last.predicate}?"
    if before and (match := _WHAT_ELSE.match(plain)) and (denied := _IS_THE.match(before[-1].question.rstrip(" ?"))):
        return f"{match['wh'].capitalize()} {match['be'].lower()} {denied['the']}?"
    if (match := _LEFT_OUT.match(plain)) is None:
        return None
    if match["wh"] and match["helper"].lower() in BE and match["wh"].lower() != "why":
        return None
    who, able = match["who"], bool(_ABLE.search(match["who"]))
    who = _ABLE.sub("", who)
    if not _is_subject(who) or (last := _alike(match["helper"], before, able=able)) is None:
        return None
    is_pointing = bare(who) in {"it", "he", "she", "they", "that"}
    if is_pointing and last.subject and not able:
        who = last.subject
    wh = match["wh"] or (last.wh if not able and not is_pointing and last.wh and last.subject else "")
    verb, _, rest = last.predicate.partition(" ")
    verb = base(verb) if match["helper"].lower() in DO else verb
    told = f"{match['helper'].lower()}{match['not'] or ''} {who}{match['not2'] or ''} {verb} {rest}".rstrip()
    out = f"{wh} {told}{match['too']}?".strip()
    return out[0].upper() + out[1:]


def _is_subject(who: str) -> bool:
    """Whether it is a subject alone: a pronoun, a name, or a few words with an article, and no verb behind it."""
    words = who.split()
    if len(words) == 1:
        return bare(who) in {"it", "he", "she", "they", "that"} or who[:1].isupper()
    is_name = all(word[:1].isupper() for word in words)
    return len(words) < 5 and (is_name or (bare(words[0]) == "the" and not any(map(is_verb, words[2:]))))


def _alike(helper: str, before: Sequence[Told], *, is_stated: bool = False, able: bool = False) -> Clause | None:
    """The newest question that has such a helping verb and says what is left out here."""
    family = next(
        (each for each in (DO, BE, frozenset(("has", "have", "had"))) if helper.lower() in each), AUXILIARIES - BE - DO
    )
    for turn in reversed(before):
        parts = turn.clause
        if (
            parts is None
            or not parts.predicate
            or (is_stated and (parts.wh or not parts.subject))
            or (able and "be able to" not in parts.predicate)
        ):
            continue
        if parts.helper in family or is_stated or (not parts.helper and helper.lower() in DO):
            return parts
    return None
