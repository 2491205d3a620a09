"""Who said it: the speaker of a sentence as its own article names them. By rules over the article's words.

A wrong speaker is worse than none: a clause that the rules do not understand names nobody, and two speakers are no speaker.
"""

import re
from collections.abc import Iterator

from dateline.indexes.nouns import Passage, Revision

_STRONG = "said|say|says|told|argued|argues|warned|warns|explained|explains|insisted|insists|predicted|testified|tweeted|replied|remarked"
_WEAK = (  # these also tell of goals and titles: they count beside a quotation, before "that", or at the end
    "added|adds|noted|notes|wrote|writes|stated|states|declared|announced|claimed|claims|recalled|asked|estimated|estimates|reported|reports"
)
_SAID = rf"(?:{_STRONG}|{_WEAK})"
TITLES = frozenset(
    "mr mrs ms miss dr sir prof professor premier president prime minister secretary senator sen gen general chairman chairwoman "
    "chief executive officer director analyst spokesman spokeswoman governor gov mayor judge rep representative captain chancellor".split()
)
ORGANISATION = re.compile(
    r"\b(?:inc|corp|co|ltd|plc|group|bank|institute|institution|university|college|news|television|times|post|wire|agency|securities|"
    r"ministry|department|commission|committee|council|bureau|party|company|holdings|capital|trust|union|association|board|office|house|"
    r"street|court|center|centre|fund|review|journal|daily|ledger|report|statement|law|bill)\b\.?",
    re.I,
)
_NO_SUBJECT = frozenset(  # words that no plain subject holds: what they stand in is not understood here
    "who whom which that what when where why how if whether because since although though while as than is was were are be been being am "
    "will would may might can could should shall must do does did not never no nobody none neither nor to i we you he she they it him "
    "them this these those there here such others some many few everyone someone anyone so then but or citing asked".split()
)
_NO_START = frozenset(
    "in on at by for from with after before under last next earlier later meanwhile and also both like unlike".split()
)
_WORD = r"[\w][\w’'&.-]*"
_CORE = rf"(?P<who>{_WORD}(?:\s+(?:{_WORD}|&)){{0,11}}?)"
_ASIDE = r"(?:,\s+(?P<aside>(?!not\b|nor\b|or\b|and\b)[a-z\d][^“”]{1,140}?),)?"
_ADVERB = (
    r"(?:\s+(?:also|later|again|earlier|then|repeatedly|recently|previously|once|publicly|has|have|had|on\s+\w+day))*"
)
_LEFT = r"(?:^(?:(?:But|And|While|Although|Though|Yet)\s+)?|(?P<mid>[”,;:—–]\s*(?:(?:but|and|while)\s+)?))"
_FORWARD = re.compile(
    rf"{_LEFT}{_CORE}{_ASIDE}{_ADVERB}\s+(?P<verb>{_SAID})\b(?!\s+to\s+(?:be|have)\b)(?P<rest>.*)", re.S
)
_INVERTED = re.compile(
    rf"(?:”\s*(?P<verb>{_SAID})|,\s+(?:said|says))\s+(?P<who>{_WORD}(?:\s+(?:(?!(?:in|on|during|after|before|when|as|to)\b){_WORD}|&)){{0,9}}?)"
    rf"(?=\s*(?:[,;:—–”“(]|\.?\s*$|\.\s*“|\s(?:in|on|during|after|before|when|as|to)\b))(?:,\s+(?P<name>[A-Z]\w+(?:\s+[A-Z][\w’'-]+)+)(?=[,.]))?"
)
_CITED = re.compile(rf"\bcited\s+(?P<who>{_WORD}(?:\s+{_WORD}){{0,5}}?)\s+as\s+(?:saying|telling)\b")
_ACCORDING = re.compile(
    rf"\b[Aa]ccording to\s+(?P<who>{_WORD}(?:\s+(?:{_WORD}|&)){{0,10}}?)"
    r"(?=[,;:”“—–]|\.?\s*$|\.\s|\s(?:that|which|who|published|released|delivered|submitted|in|on)\b)"
)
_PRONOUNS = frozenset(("he", "she", "they", "it"))
_ROLE = re.compile(  # "the mayor", "his lawyer": somebody without a name whom a pronoun may mean as well
    r"\b(?:the|an?|his|her|their|its)\s+(?:[\w’-]+\s+){0,2}?"
    r"(?:\w+(?:er|or|ist|man)|woman|chief|head|boss|king|queen|wife|son|president|official|delegate|judge|student|friend)\b"
)
_CALENDAR = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September "
    "October November December".split()
)
_LOOK_BACK = 3  # sentences searched for whom "he" is
_QUOTATION = re.compile(r"[“\"]+(?P<double>[^“”\"]*)(?:[”\"]|$)|(?<!\w)‘(?P<single>(?:[^‘’]|’(?=\w))*)’(?!\w)")
_SCARE_QUOTE = 6  # words; a shorter quotation without a mark at its end is part of the sentence around it
_PERSON = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Sir|President|Premier|Minister|Secretary)\.?\s+)?\b[A-Z][\w’-]+(?:\s+[A-Z][\w’-]+)*"
)


def said_by(passage: Passage, revision: Revision) -> str | None:
    """The speaker of a passage in the article's own words, or None where it reports no speech or names nobody for certain.

    "he said" is the one person who spoke in the sentence before; a sentence that stands wholly in quotation marks belongs
    to the speaker of the sentence before it in its paragraph.
    """
    return _speaker(passage, revision, depth=_LOOK_BACK)


def is_speech(text: str) -> bool:
    """Whether the sentence quotes or reports what somebody said."""
    return bool(re.search(r"[“\"]\w", text) or re.search(rf"\b{_SAID}\b|\b[Aa]ccording to\b", text))


def _speaker(passage: Passage, revision: Revision, *, depth: int) -> str | None:
    outside = without_quotations(passage.text)
    named = list(dict.fromkeys(_speakers(outside)))
    if "" in named or any(not set(one.split()) <= set(max(named, key=len).split()) for one in named):
        return None
    if named and named[0].lower() not in _PRONOUNS:
        return max(named, key=len)
    if depth == 0 or passage.ordinal == 0:
        return None
    before = revision.passages[passage.ordinal - 1]
    if named:
        pronoun = named[0].lower()
        if _others(re.split(rf"\b{pronoun}\b", outside, maxsplit=1, flags=re.I)[0], pronoun, revision):
            return None
        found = _speaker(before, revision, depth=depth - 1)
        return found if found is not None and _may_be(pronoun, found, before, revision) else None
    if not _is_all_quotation(passage.text) or before.paragraph != passage.paragraph or _is_asked(before.text):
        return None
    return _speaker(before, revision, depth=depth - 1)


def _speakers(outside: str) -> Iterator[str]:
    """Everyone whom the sentence, less its quotations, says to speak; pronouns as they stand, "" for more than one."""
    spoken = False
    for name in (*_forward(outside), *_inverted(outside), *(_name(match["who"]) for match in _CITED.finditer(outside))):
        spoken = True
        yield name
    if not spoken:
        yield from (_name(match["who"]) for match in _ACCORDING.finditer(outside) if _is_according(match))


def _is_according(match: re.Match[str]) -> bool:
    """Whether "according to" goes for the whole sentence: it stands behind a comma, at the beginning or at the end."""
    before, behind = match.string[: match.start()].rstrip(), match.string[match.end() :]
    return is_subject(match["who"]) and (before[-1:] in ("", *",”—–;:") or not re.search(r"\w", behind))


def _forward(outside: str) -> Iterator[str]:
    """`Ann Lee said`, `Ann Lee, a partner at a bank, told`, `officials say`."""
    at = 0
    while match := _FORWARD.search(outside, at):
        at = match.start() + 1 if not match["who"] else match.start("who") + 1
        who = match["who"]
        if (match["mid"] and " and " in f"{match['mid']} {who}") or ", and " in (match["aside"] or ""):
            yield ""  # the end of a list: somebody else speaks, too
        elif (is_subject(who) or who.lower() in _PRONOUNS) and _is_saying(match):
            yield _name(who)
            at = match.end("verb")


def _is_saying(match: re.Match[str]) -> bool:
    if re.fullmatch(_STRONG, match["verb"]):
        return True
    rest = match["rest"]
    return "”" in match.string or bool(
        re.match(r"\s+that\b|:", rest) or (match["mid"] and re.match(r"\s*[.,]|\s*$", rest))
    )


def _inverted(outside: str) -> Iterator[str]:
    """`said Ann Lee`, right behind a quotation or a comma."""
    for match in _INVERTED.finditer(outside):
        who = match["who"]
        if who.lower().strip(".") in _PRONOUNS:
            yield who.strip(".")
        elif is_subject(who):
            name = _name(who)
            yield match["name"] if match["name"] and name[:1].islower() else name


def is_subject(who: str) -> bool:
    """Whether words can be a plain subject."""
    words = [word.lower().strip(".") for word in who.split()]
    return (
        words[0] not in _NO_START and words[-1] not in {"and", "or"} and not any(word in _NO_SUBJECT for word in words)
    )


def _name(who: str) -> str:
    """A person without titles and role: "Interior Minister Ann Lee" is Ann Lee. Any other speaker as written."""
    words = who.split()
    if re.search(r"\b(?:of|for|at|from|in|by|with|and|on|near|under|behind|to)\s", who) or not words[-1][0].isupper():
        return _bare(who)
    first = len(words) - 1
    while first > 0 and (words[first - 1][0].isupper() or words[first - 1] in {"de", "der", "van", "von", "bin", "al"}):
        first -= 1
    titles = [at for at in range(first, len(words)) if words[at].lower().rstrip(".") in TITLES]
    if titles and titles[-1] + 1 < len(words):
        first = titles[-1] + 1
    return _bare(" ".join(words[first:]))


def _bare(who: str) -> str:
    return who.strip(" ,") if re.search(r"\.\w+\.$|\b(?:Corp|Inc|Co|Ltd|Jr|Sr)\.$", who) else who.strip(" ,.")


def _may_be(pronoun: str, name: str, before: Passage, revision: Revision) -> bool:
    """Whether "he", "she", "they" or "it" can stand for the speaker of the sentence before, and for nobody else in it."""
    is_person = _is_person(name, revision.text)
    outside = without_quotations(before.text)
    if pronoun not in {"he", "she"}:
        named = (match.group() for match in _PERSON.finditer(outside))
        others = [who for who in named if who not in name and who.split()[-1] not in _CALENDAR]
        return not is_person and " and " not in name and not [who for who in others if not outside.startswith(who)]
    titles = {"he": "Ms|Mrs|Miss", "she": "Mr|Sir"}[pronoun]
    surname = re.escape(name.split()[-1])
    if re.search(rf"\b(?:{titles})\.?\s+(?:[A-Z][\w’-]+\s+)?{surname}\b", revision.text):
        return False
    without_role = re.sub(rf"{re.escape(name)},\s+(?:an?|the)\s[^,]*", "", outside)
    return is_person and not _ROLE.search(without_role) and not _others(outside, name, revision)


def _others(outside: str, name: str, revision: Revision) -> list[str]:
    """People named in a sentence other than this one: each of them might be whom a pronoun means."""
    found = (match.group() for match in _PERSON.finditer(outside))
    return [who for who in found if who.split()[-1] not in name.split() and _is_person(_name(who), revision.text)]


def _is_person(name: str, text: str) -> bool:
    """Whether a name is a person's: two to four words and no organisation's, or a surname that the article introduces.

    Of "Ann Lee of the Tide Institute", only what stands before "of" is looked at.
    """
    name = re.split(r"\s(?:of|at|from|for|with)\s", name)[0]
    words = name.split()
    if ORGANISATION.search(name) or not all(word[0].isupper() or word in {"de", "der", "van", "von"} for word in words):
        return False
    if words[0] in {"The", "A", "An"} or any(word.isupper() and len(word) > 1 for word in words):
        return False
    if len(words) > 1:
        return len(words) <= 4
    surname, first = re.escape(name), r"[A-Z][\w’-]+\s+"
    return bool(
        re.search(rf"\b(?:Mr|Mrs|Ms|Dr|Sir|President|Premier|Minister|Secretary)\.?\s+(?:{first})?{surname}\b", text)
        or re.search(rf"\b{first}{surname}(?:,\s(?:an?|the|who|\d\d)\b|\s(?:{_STRONG})\b)", text)
        or re.search(rf"\b(?:said|[a-z]+(?:er|or|ist|man))\s+{first}{surname}\b", text)
    )


def without_quotations(text: str) -> str:
    """The text with its quotations and parentheses emptied, so that a verb of saying inside one names nobody."""

    def emptied(match: re.Match[str]) -> str:
        inside = match["double"] if match["double"] is not None else match["single"]
        is_scare_quote = len(inside.split()) < _SCARE_QUOTE and re.search(r"\w$", inside) and match.end() < len(text)
        return inside if is_scare_quote and match.start() > 0 else "“”"

    return re.sub(r"\s*\([^()]*\)", "", _QUOTATION.sub(emptied, text))


def _is_all_quotation(text: str) -> bool:
    return text[:1] in '“"‘' and not re.search(r"\w", without_quotations(text))


def _is_asked(text: str) -> bool:
    """Whether the sentence asks: a quotation behind it is as likely somebody else's answer."""
    return bool(re.search(r"\basked\b|\?[”\"’]", text))
