"""Whom the clauses of one sentence say to speak, and what it is about first: as it words them. By rules, for whoever collects statements.

`service.speech` names a speaker only where it is certain, since a wrong label is worse than none; here every clause counts
that may be somebody's, and who is meant is found out by `service.voices`.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from dateline.service.speech import is_subject, without_quotations

_SAID = (
    "said|says|say|told|tells|argued|argues|warned|warns|denied|denies|rejected|rejects|called|calls|urged|urges|accused|accuses|criticised|"
    "criticized|defended|defends|acknowledged|admitted|admits|conceded|concedes|confirmed|confirms|dismissed|dismisses|disputed|disputes|"
    "estimated|insisted|insists|maintained|maintains|pledged|pledges|proposed|proposes|recommended|recommends|suggested|suggests|described|"
    "describes|praised|welcomed|welcomes|vowed|vows|wrote|writes|testified|testifies|blamed|blames|asked|demanded|demands|apologi[sz]ed|"
    "disagreed|agreed|objected|replied|replies|added|adds|noted|announced|announces|declared|declares|claimed|stated|states|predicted|predicts|"
    "cited|concluded|complained|complains|regretted|hoped|hopes|thinks|thought|believed|believes|contradicted|explained|explains|"
    "recalled|recalls|remarked|responded|responds|reiterated|stressed|stresses|emphasi[sz]ed|emphasi[sz]es|reported|promised|promises|"
    "appealed|cautioned|cautions|countered|counters|joked|assured|advised|condemned|likened|reminded|repeated|questioned|doubted|hinted|"
    "indicated|revealed|disclosed|signalled|answered|quipped|protested|mentioned|observed|commented|quoted|lamented|labelled|branded|"
    "dubbed|hailed|tweeted|forecast|expects|expected|ruled out|rules out|put|spoke of|spoke about|speaks of|talked of|pointed (?:out|to)|"
    "made (?:it )?clear|set out|played down|backed away|shot back|hit back|went further|named|listed|challenged|mocked|"
    "expressed|voiced|offered|refused|found|ruled|feared|fears|wanted|wants|swore|guessed|reckoned|reckons|contended|asserted|volunteered|"
    "summed|compared|credited|attributed|speculated|stood by|gave (?:his|her|its|their) word|invited|assessed"
)
_ADVERB = r"(?:(?:has|have|had|also|later|again|then|earlier|still|already|repeatedly|publicly|once|twice|only|just|even|never|always|afterwards|meanwhile|first|further|next|in turn|too|\w+ly|on \w+day)\s+)*"
_SPEAKS = re.compile(rf"\s*{_ADVERB}(?P<verb>{_SAID})\b(?!\s+(?:to be|in value)\b)(?!’s)", re.I)
_NO_WORD = re.compile(
    r"(?:declined|refused)\b(?=\s+to (?:comment|say|be (?:named|drawn|interviewed)|answer|speak|discuss|give)\b)"
)
_SAYS = re.compile(rf"\s+{_ADVERB}(?P<verb>{_SAID})\b(?!’s)", re.I)
_NAMED = re.compile(
    r"^(?!(?:The|A|An|Its|His|Her|Their)\s[a-z])[A-Z]|^(?!.*\b(?:of|at|for|in|from)\s).*\s[A-Z][\w’-]+$"
)
_AND = re.compile(rf"\b(?:and|but|or)\s+{_ADVERB}(?P<verb>{_SAID})\b", re.I)
_TO_SAY = re.compile(
    r"\b(?:used|took|seized|chose|rose|went on|stood up|interrupted|paused|wrote|stepped in|intervened)\b.*?\bto (?:ask|say|warn|urge|accuse|demand|call|tell|"
    r"argue|deny|insist|promise|repeat|announce|defend|complain|point)\b"
)
_ING = re.compile(
    r",\s+(?:\w+ly )?(?:saying|adding|warning|arguing|insisting|calling|describing|telling|noting|claiming|promising|predicting|stressing|asking|"
    r"pointing|explaining|accusing|urging|citing|blaming|denying|rejecting|suggesting|recalling|joking|declaring|demanding|pledging)\b"
)
_BREAK = re.compile(r"\s*(?:[,;:—–]|\s-\s|“[^”]*”|(?<=[a-z”)]{2})\.\s)\s*")
_OPENER = re.compile(
    r"^(?:(?:but|and|yet|still|so|while|as|although|though|then|when|where|which|that|what|because|if|or|nor|for|since|however|"
    r"meanwhile|instead|later|earlier|afterwards|inside|outside|there|here|today|yesterday|again|also|\w+ly|on \w+day)\s+)+",
    re.I,
)
_FRONTED = re.compile(
    r"^(?i:in|on|at|after|before|during|by|for|from|with|under|behind|speaking|asked|as)\s.*?\s(?P<who>he|she|it|they|the\s[a-z-]+|[A-Z][\w’-]+(?:\s[A-Z][\w’-]+)*)$"
)
_PRONOUNS = frozenset(("he", "she", "it", "they", "it itself"))
_ACCORDING = re.compile(
    r"\b(?:according to|in the (?:view|words|opinion|eyes) of|in an? (?:statement|letter) (?:from|by))\s+(?P<who>[^,;:”“—–]{1,90}?)(?=[,;:”“—–]|\.?\s*$|\s(?:that|which|who|whose)\b)",
    re.I,
)
_CITED = re.compile(r"\b(?:cited|quoted)\s+(?P<who>[^,;:]{1,60}?)\s+as\s+(?:saying|telling)\b")
_BEHIND = re.compile(  # "said Ann Lee", behind a quotation or a comma
    r"(?:”|,)\s*(?:said|says|added|adds|warned|argued|asked|wrote|replied|insisted|told|explained|countered|noted|recalled|declared|announced|joked|answered)\s+"
    r"(?P<who>(?:(?!\b(?:in|on|during|after|before|when|as|to|at|while|last|this|about|that|outside|inside)\b)[^\s,;:—–“”(.]+(?:\s+|(?=[,;:—–“”(.]|$))|\.(?=\s[A-Z])\s?)+)"
)
_ABOUT_FIRST = re.compile(
    r"^(?:But |And )?(?:(?:on|as for|as to|asked (?:[^,]*?\babout|whether|if|why|when|how|what)|turning to|regarding|concerning|when it came to|speaking (?:of|about)|"
    r"in answer to (?:a|another) question (?:about|on)|of)\s+(?P<what>[^,“”]{3,120}),)",
    re.I,
)
_APART = re.compile(
    r"^(?:in a separate matter|separately|on (?:a )?(?:another|separate|different) (?:matter|note|subject|point)|on other matters|elsewhere|away from|in other business|in a different)\b|"
    r"^[^,“”]{2,60}?(?:,[^,]{1,90},)?\s+(?:also|separately)\s",
    re.I,
)
_ASIDE = re.compile(  # by whom a body is led, and what else is told of who speaks
    r"^(?:(?:\w+ )?\w+(?:ed|un|wn) by|which|who|whose|whom|where)\b", re.I
)
_DAY = re.compile(r"^(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|^\w+ \d|^\d", re.I)


@dataclass(frozen=True, slots=True)
class Clause:
    """One that speaks, as the sentence calls them, and where the name ends there, quotations emptied."""

    who: str
    before: str  # what stands before it in the sentence


@lru_cache(maxsize=32768)
def clauses(text: str) -> tuple[Clause, ...]:
    """Everyone whom a sentence says to speak; those whose speech another one only tells of are left out."""
    outside = without_quotations(text)
    found = [*_forward(outside)]
    for pattern in (*(() if found else (_BEHIND,)), _ACCORDING, _CITED):
        found += [Clause(match["who"].strip(" ."), outside[: match.start()]) for match in pattern.finditer(outside)]
    return tuple({clause.who: clause for clause in found if clause.who}.values())


def _forward(outside: str) -> list[Clause]:
    """`Ann Lee said`, `Ann Lee, the mayor, has told`, `…, she said`, and the subject of a sentence that ends in "and said"."""
    found: list[Clause] = []
    earlier: list[str] = []
    for piece in _BREAK.split(outside):
        if (who := _speaking(piece, earlier)) is not None:
            clause = Clause(who, outside[: max(0, outside.find(piece))])
            if earlier and who and piece.startswith(who):  # whoever speaks before ", she said" does so in her words
                return [clause]
            found.append(clause)
        earlier.append(piece)
    if (
        not found
        and (_TO_SAY.search(outside) or _AND.search(outside) or _ING.search(outside))
        and (first := subject_of(outside))
    ):
        found.append(Clause(first, ""))
    return found


def _speaking(piece: str, earlier: list[str]) -> str | None:
    """The subject of the first verb of saying in a piece between two commas; of one that begins with it, in the pieces before.

    "The harbour master, Ann Lee, said" is "The harbour master Ann Lee", "Ann Lee, the harbour master, said" is Ann Lee.
    """
    if match := _SPEAKS.match(piece):
        if _NO_WORD.match(piece[match.start("verb") :]):
            return None
        subjects = [who for each in earlier if not _ASIDE.match(each) and (who := _subject(each)) is not None]
        if not subjects:
            return None
        named, last = [who for who in subjects if _NAMED.search(who)], subjects[-1]
        if named == [last] and len(subjects) > 1 and last == earlier[-1].strip():
            return f"{subjects[-2]} {last}"
        if len(named) > 1 and last == named[-1] and subjects[-2] not in named:
            return named[-2]  # "Ann Lee, head of the operator, Tide Lines, said"
        return (named or subjects)[-1]
    for match in _SAYS.finditer(piece):
        if piece[: match.start()].endswith(("’", "’s")):  # "Corvane’s proposed purchase"
            continue
        if (who := _subject(piece[: match.start()])) is not None:
            return None if _NO_WORD.match(piece[match.start("verb") :]) else who
    return None


def _subject(text: str) -> str | None:
    """The words as a subject: a pronoun, or words that a plain subject can be of. Whatever opens the sentence is no part of it."""
    words = _OPENER.sub("", text.strip())
    if words.lower() in _PRONOUNS:
        return words
    if (match := _FRONTED.match(words)) is not None:
        return match["who"]
    if not words or len(words.split()) > 14 or _DAY.match(words):
        return None
    return words if is_subject(words) else None


_FIRST = re.compile(
    r"^(?:[A-Z][A-Z ,.]+\s[—–-]\s+)?(?:(?:But|And|Yet|While|As|Although|When|Then|Later|Inside|Outside|Meanwhile),?\s+)*(?:(?:On|In|At|After|Before|During|By|For|From|With)\s[^,]{2,80},\s+)?"
    r"(?P<who>(?i:he|she|it|they)\b|(?:(?i:the|a|an|its|his|her|their)\s+)?(?:[\w’'-]+\s+){0,3}?(?!(?:The|A|An|Its|His|Her|Their)\s)[A-Z][\w’'&.-]*(?:\s+(?:(?:of|the|and|de|van|von|for|&)\s+)*[A-Z][\w’'&.-]*)*(?<!’s)|"
    r"(?i:the|a|an|its|his|her)\s+(?:(?:new|former|then|deputy|first|last|other|two|three)\s+)?[\w-]+(?:\s+(?:master|minister|director|secretary|leader|chief|officer|board|council))?\b)"
)


@lru_cache(maxsize=32768)
def subject_of(text: str) -> str | None:
    """Whom or what a sentence is about first: the pronoun, name or post that it begins with."""
    outside = without_quotations(text)
    match = _FIRST.match(outside)
    return match["who"].strip() if match else None


def turns_to(text: str) -> str | None:
    """What a sentence says that it turns to: "On the harbour channel, she said …". Empty where it only turns from the matter before."""
    if (match := _ABOUT_FIRST.match(text)) and not _DAY.match(match["what"]):
        return match["what"]
    return "" if _APART.match(text) else None
