"""How questions ask for all that somebody said on a matter: whom they name, and on what. By rules."""

import re
from dataclasses import dataclass

_SAY = (
    r"(?:say|said|says|saying|tell|told|telling|state|stated|comment|commented|remark|remarked|argue|argued|think|thought|warn|warned|announce|announced|"
    r"claim|claimed|promise|promised|pledge|pledged|declare|declared|explain|explained|write|written)"
)
_STATEMENTS = r"(?:statements?|remarks?|comments?|words|quotes?|quotations?|views?|pronouncements?|utterances?)"
_PUBLIC = r"(?:(?:public|recorded|reported|own|known|various|other) )?"
_ON = r"(?:about|on|regarding|concerning|over|as to|when it comes to|with regard to|towards?)"
_HAS = r"(?:(?:has|have|had|ever|publicly|already|so far|been|is|was|were|are|quoted as|reported as|reported to|on record as|to) )*"
_ALL = rf"(?:[Ee]verything|[Aa]ll|[Aa]nything|(?:[Ee]very|[Ee]ach|[Aa]ny|[Aa]ll(?: the)?|[Tt]he) {_STATEMENTS})"
_ABOUT = rf"(?P<about>\s+(?:{_ON}|of|to|that)\b.*|)"
_ASKED = r"(?i:(?:please |now )?(?:summari[sz]e|list|give|show|tell|collect|gather|find|compile|read)\b[^.?]*?\s)"
_MADE = r"(?:points?|claims?|promises?|pledges?|arguments?|accusations?|predictions?|announcements?|demands?|warnings?)"
_SAID = tuple(
    re.compile(pattern, re.S)
    for pattern in (
        rf"^\W*(?:(?i:{_ON}) .+, )?[Ww]hat (?:all |else |exactly )?(?:did|has|have|does|do|had|is|was) (?P<who>(?!been\b).+?) {_HAS}(?:(?:had|to) )*{_SAY}\b(?P<about>.*)$",
        rf"^\W*{_ASKED}what (?P<who>(?!(?:did|has|have|does|do|is|was|are|were)\b).+?) {_HAS}{_SAY}\b(?P<about>.*)$",
        rf"^\W*[Ww]hat (?:has been|was|is|had been) (?:said|stated|told|announced) by (?P<who>.+?){_ABOUT}$",
        rf"\b{_ALL}(?: said| told| stated| made| given)? (?:by|from|made by|given by) (?P<who>.+?){_ABOUT}$",
        rf"\b{_ALL}(?: that| which)? (?!{_STATEMENTS}\b|{_ON}\b|of\b|by\b|from\b)(?P<who>.+?) {_HAS}(?:{_SAY}|made|gave)\b(?P<about>.*)$",
        rf"\b(?:[Aa]ll|[Ee]very|[Ll]ist|[Cc]ollect|[Gg]ather|[Ss]how|[Gg]ive|[Ff]ind|[Cc]ompile|[Qq]uote|[Ww]hat(?: are| were)?)\b.*?\b{_STATEMENTS} (?:(?:that )?(?:were |was )?(?:made |given )?by|of|from|(?:has|have|had|did|that)) (?P<who>.+?)(?: (?:has|have|had))?(?: (?:made?|given))?(?P<about>\s+{_ON}\b.*|)$",
        rf"^\W*[Ww]hich {_STATEMENTS} (?:has|have|had|did) (?P<who>.+?) (?:ma[dk]e|give|given){_ABOUT}$",
        rf"\b(?:[Aa]ll|[Ee]very|[Ll]ist|[Cc]ollect|[Gg]ather|[Ss]how|[Gg]ive|[Ff]ind|[Cc]ompile|[Ww]hat (?:are|were|is|was))\b(?: me| us)?(?: all| every| each)?(?: of)? (?P<who>(?:the )?[^\s].*?)[’']s? {_PUBLIC}{_STATEMENTS}\b(?P<about>.*)$",
        rf"^\W*(?P<who>(?:[Tt]he )?[A-Z][^:,]*?)(?:[’']s?)?(?P<about> {_ON} [^:,]+)[:,] (?:all|every|everything|the)\b.*$",
        rf"^\W*(?P<who>(?:[Tt]he )?[A-Z][^:,]*?)[’']s? {_PUBLIC}{_STATEMENTS}(?P<about>\s+{_ON}\b.*)$",
        rf"^\W*(?:[Ww]hat|[Ww]hich) {_MADE} (?:has|have|had|did|does) (?P<who>.+?) {_HAS}(?:ma[dk]e|give|given|put forward|issued?){_ABOUT}$",
        r"^\W*[Ww]here (?:does|do|did|has|have) (?P<who>.+?) (?:stand|stood)(?P<about>\s+(?:on|over|regarding)\b.*)$",
        rf"^\W*[Hh]ow (?:did|has|have|does|had) (?P<who>.+?) (?:ever |publicly )?(?:comment|react|respond|spoken?|speak)(?:ed)?\b(?P<about>\s+(?:{_ON}|to|of)\b.*)$",
        rf"^\W*[Ww]hat (?:is|was|were|are|has been|have been) (?P<who>.+?)[’']s? (?:public )?(?:position|views?|opinion|stance|line|take|response|reaction)\b(?P<about>\s+(?:{_ON}|to|of)\b.*)$",
    )
)
_MATTER = re.compile(rf"\b(?:{_ON}|of|to)\s+(?P<what>.+)$", re.I | re.S)
_PLAIN = re.compile(rf"\b{_ON}\s+(?P<what>.+)$", re.I | re.S)
_BEFORE = re.compile(rf"^\W*(?:{_ON}) (?P<what>.+?)[,:] (?:what|everything|all)\b", re.I)
_WHEN = re.compile(  # when it was said is no part of the matter
    r"[,\s]+(?:(?:over|in|during|across|through(?:out)?|within)\s+(?:the|these|those|all)?\s*(?:(?:last|past|two|three|four|five|few|several|whole)\s+)*(?:years?|months|weeks|time|archive|articles|briefs|newspapers?|press|period)|"
    r"so far|to date|over time|to reporters|to the press|since (?:19|20)\d\d|each time|in order(?: of date)?)\s*$",
    re.I,
)
_PLEASE = re.compile(r",? please$", re.I)
_NAME = re.compile(r"[A-Z][\w’-]*(?:\s(?:(?:de|der|van|von|al|bin)\s)?[A-Z][\w’-]*)+")
_ALL_OF = re.compile(r"^(?:me |us )?(?:all|every|each)(?: of)?\s+|^of\s+", re.I)
_NOBODY = re.compile(
    r"(?:he|she|they|it|you|we|i|people|anyone|everyone|there|everything|anything|who|me|us|the|all|every|each|public|been|any|these|those|this|that|what)\b(?! [A-Z])(?!.*\s[a-z])|"
    r"(?:he|she|they|it|you|we|i|people|anyone|everyone|there|been|what|who)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Statements:
    """All that somebody said on some matter. `about` is empty where everything is asked for."""

    who: str
    about: str


def said(text: str) -> Statements | None:
    """Whose words are asked for, and on what: "What did Ann Lee say about the quay?"

    None for any other question, and for one that asks for a thing said, not for the words ("How much did she say it cost?").
    """
    for pattern in _SAID:
        if (match := pattern.search(_PLEASE.sub("", text.strip(" ?.!")))) is None:
            continue
        who = _named(_ALL_OF.sub("", match["who"].strip(" ,’'")))
        if not who or len(who.split()) > 9 or _NOBODY.match(who):
            continue
        return Statements(who, _matter(text, match["about"]))
    return None


def _named(who: str) -> str:
    """The name where a post stands beside it: "the head of Air Lesk, Dario Pell", "Dario Pell, the airline’s head"."""
    before, _, behind = who.partition(", ")
    for name, post in ((behind, before), (before, behind)):
        if post.lower().startswith(("the ", "a ", "an ", "its ", "their ")) and _NAME.fullmatch(name):
            return name
    return who


def _matter(text: str, rest: str) -> str:
    rest = rest.strip(" ?.")
    about = _PLAIN.search(rest) or _MATTER.search(rest)
    if not rest and (before := _BEFORE.match(text)):
        return before["what"]
    return _WHEN.sub("", about["what"] if about else rest)
