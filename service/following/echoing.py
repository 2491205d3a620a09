"""Questions about a whole statement ("Who said that?", "Is that true?", "Why did he do that?") joined with it. English."""

import re
from collections.abc import Sequence

from dateline.service.following.clauses import without_lead
from dateline.service.following.conversation import Told, in_full, is_time, person
from dateline.service.following.mentions import names
from dateline.service.following.phrases import PREPOSITIONS
from dateline.service.following.referents import thing, topic
from dateline.service.following.verbs import is_verb
from dateline.service.words import STOPWORDS, stems_of

_COUNTS = frozenset(
    "much many most some about two three four five six seven eight nine ten half there several both".split()
)
_COMMON = re.compile(r"[A-Z][a-z]+(?:[^su]s|ing|ed|ion|ity|ment|age|ance|ness|ly|ers|people)$")
_SAYS = r"(?:said|says|say|told|claimed|claims|claim|argued|reported|reports|report|denied|denies|deny|disputed|disputes|dispute|confirmed|confirms|confirm|announced|estimated|believes?|thinks?|predicted|insisted|suggested|stated|rejected|rejects)"
_WHO = re.compile(
    rf"^(?:and |but |so )?(?P<who>(?:(?:according to )?whom?|has (?:anyone|anybody|he|she)|did (?:anyone|anybody|\w+)|does (?:anyone|anybody|\w+)|do they)(?: else| has| have| also| ever)* {_SAYS})\s+(?:that|it|this|so)$",
    re.I,
)
_SAID_TO = re.compile(
    r"^(?:whom? (?:is|was|were) (?:that|this|it) (?:said|told) to|to whom (?:is|was) (?:that|this|it) said|(?:whom? did (?P<who>he|she|they) (?:say|tell) (?:that|this|it)(?: to)?))$",
    re.I,
)
_BY_WHOM = re.compile(
    r"^(?:says|said) who$|^according to whom?$|^who (?:says|said)(?: so)?$|^whose (?:words|claim|estimate|figure|opinion) (?:is|was) (?:that|this|it)$",
    re.I,
)
_TRUE = re.compile(
    r"^(?:is|was) (?:that|this|it) (?P<true>(?:really |actually |still |even )?(?:true|correct|right|accurate|certain|confirmed|official|so|proven|disputed|the case))$|^(?:really|true|is it|is that so|are you sure)$",
    re.I,
)
_IS_IT = re.compile(
    r"^(?P<is>is|was) (?:that|this) (?P<rest>(?:an?|the|more|less|higher|lower|unusual|normal|legal|new|rare|common|enough|surprising|usual|too|the first)\b.*)$",
    re.I,
)
_WHEN = re.compile(
    r"^(?P<wh>when|where|why|how|since when|how come|in (?:what|which) (?:year|city|country|month)|on (?:what|which) day|what (?:year|day|date))(?: exactly)? (?:(?:is|was) (?:that|this|all this)(?: so| the case)?|(?:did|will|has) (?:that|this|it|all this)(?: (?:be|been|happen|happened|take place|occur|come about))+)$",
    re.I,
)
_WHICH_TIME = re.compile(  # "For which time in a row was that?"
    r"^(?P<wh>(?:for|in|at|on|by|to|from|since|under|with) (?:which|what|how|whom|whose)\b[^,]*?) (?P<be>is|was) (?:that|this|it)$",
    re.I,
)
_WHAT_IS_THAT = re.compile(
    r"^(?P<wh>what|who|what (?:kind|sort|type) of (?:an? )?\w+) (?P<be>is|was) (?:that|this|it)$", re.I
)
_DID = re.compile(
    r"^(?P<wh>why|when|where|how) (?:did|does|do|would|has|have|had|was|is|are|were) .{1,60}?\b(?:do|done|doing|say|said|claim|claimed) (?:that|it|this|so)$",
    re.I,
)
_NEXT = re.compile(
    r"^(?:and )?what (?:happened|came|followed|was done|did they do)(?: next| then| afterwards?| after that| since)+$|^(?:and )?what happened$",
    re.I,
)
_OBJECT = re.compile(
    r"(?P<verb>\b(?:agree|agreed|disagree|react|reacted|respond|responded|know|knew|known|believe|confirm|confirmed|deny|denied|dispute|disputed|say|said|criticis\w+|criticiz\w+|explain|explained|mean|means|affect|cause|caused|prove|proved|think|find out|learn|decide|decided|welcome|welcomed|oppose|opposed|object|objected|reject|rejected|comment|commented|justify|justified|doubt|doubts|doubted))(?P<link>(?: (?:to|with|about|on|of|by|against))?) (?:that|this|so|(?<=doubt )it|(?<=doubts )it|(?<=doubted )it|(?<=deny )it|(?<=dispute )it|(?<=confirm )it|(?<=denied )it|(?<=confirmed )it|(?<=believe )it)(?P<rest>(?: (?:for|to|in|by|at)\b.*)?)$",
    re.I,
)
_SUBJECT = re.compile(
    r"\b(?P<helper>does|did|will|would|has|is|was|could|can) (?:that|this|all this) (?P<verb>mean|affect|cause|matter|change|influence|help|hurt|lead|happen|work|compare)\b(?P<rest>.*)$",
    re.I,
)
_SAID_AT_END = re.compile(
    r"^(?P<said>.+?),?\s+(?:(?:[A-Z]|(?:[a-z]+ ){1,4}[A-Z]|the |a |an |his |her |its )[^,“”]{0,70}|he|she|they|it|officials|investigators|[a-z]+)\s+(?:said|says|told \w+|wrote|added|warned|argued|estimated|testified|insisted)(?:\s+(?:on|in|at)\s+[^,]{3,40}|\s+[A-Z][\w ]*)?\s*\.?$",
    re.S,
)
_SAID_AT_START = re.compile(
    r"^(?:[A-Z][^,“”]{0,80}?|[A-Z][^,“”]{2,40}, [^,“”]{3,60},|He|She|They|It)\s+(?:said|says|told (?:[\w ]{2,30}?(?= that\b)|[\w ]{2,30})|warned|argued|added(?= that)|wrote|insisted|estimated|claimed|announced)(?: on \w+| in [^,]{3,30}?)?(?: that)?:?\s+(?P<said>.+)$",
    re.S,
)
_ASKS_BELIEF = re.compile(
    r"^(?:does|did|do|has|have) (?:any(?:body|one)|some(?:body|one)|they|people|\w+) (?:think|believe|say|said|claim|expect|fear|really think) (?:that )?(?P<said>.+)$",
    re.I,
)


def echoed(text: str, before: Sequence[Told]) -> str | None:
    """A question about what was asked or answered last, with that in it; None for any other question."""
    plain = without_lead(text).replace("’", "'").replace("'s that", " is that").replace("'s it", " is it")
    if not before:
        return None
    last = before[-1]
    if match := _WHO.match(plain):
        return f"{match['who'][0].upper()}{match['who'][1:]} that {inner(statement(last))}?"
    if (match := _SAID_TO.match(plain)) and last.quotes:
        who = match["who"] or _speaker(before)
        said = f"did {who} say" if who else "was it said"
        return f"To whom {said} that {inner(statement(last))}?"
    if _BY_WHOM.match(plain):
        return f"Who said that {inner(statement(last))}?"
    if match := _TRUE.match(plain):
        return f"Is it {match['true'] or 'true'} that {inner(statement(last))}?"
    if match := _IS_IT.match(plain):
        return f"{match['is'].capitalize()} it {match['rest']} that {inner(statement(last))}?"
    if (
        re.match(r"where (?:is|was) (?:that|this)$", plain, re.I)
        and last.clause
        and last.clause.wh.lower().startswith("how")
    ):
        return f"{plain.rpartition(' ')[0]} {thing([last]) or topic([last])}?"
    if match := (_WHEN.match(plain) or _DID.match(plain)):
        if re.search(r"\b(?:say|said|claim|claimed)\b", plain):
            return None
        return asked_again(match["wh"], last, before)
    if match := _WHICH_TIME.match(plain):
        return f"{match['wh']} {match['be']} it that {inner(statement(last))}?"
    if (match := _WHAT_IS_THAT.match(plain)) and (last.asks_who or (last.clause and last.clause.noun)) and last.new:
        return f"{match['wh']} {match['be']} {last.new[0].text}?"
    if _NEXT.match(plain):
        return f"What happened after {inner(statement(last, by_question=True))}?"
    if match := _SUBJECT.search(plain):
        if match["verb"].lower() == "compare":
            return f"{plain[: match.start()]}{match['helper']} {topic([last])} compare{match['rest']}?"
        return f"{plain[: match.start()]}{match['helper']} it {match['verb']}{match['rest']} that {inner(statement(last, by_question=True))}?"
    if match := _OBJECT.search(plain):
        if match["verb"].lower() in {"say", "said", "comment", "commented"} and match["link"].strip():
            return f"{plain[: match.end('verb')]} about {topic([last])}{match['rest']}?"
        if match["verb"].lower() in {"think", "know"} and match["link"].strip():
            return f"{plain[: match.end('link')]} it that {inner(statement(last, by_question=not last.quotes))}{match['rest']}?"
        joined = "when" if match["verb"].lower().startswith(("react", "respon", "comment")) else "that"
        return f"{plain[: match.end('verb')]} {joined} {inner(statement(last, by_question=not last.quotes))}{match['rest']}?"
    return None


def _speaker(before: Sequence[Told]) -> str:
    """Who said what was answered last, where the answer or the question tells."""
    last = before[-1]
    match = re.search(rf"(?:^|, )(?P<he>he|she) {_SAYS}|{_SAYS} (?P<she>he|she)\b", last.quotes[0], re.I)
    if match:
        return person(before, "m" if (match["he"] or match["she"]).lower() == "he" else "f") or ""
    told = (
        name.text
        for name in last.said
        if re.search(
            rf"{re.escape(name.text)}\.? {_SAYS}|\b{_SAYS} (?:[a-z-]+ )*{re.escape(name.text)}", last.quotes[0]
        )
    )
    return next(told, "")


def asked_again(wh: str, last: Told, before: Sequence[Told]) -> str:
    """The last question asked with another question word: "Why did the ministry postpone the levy?"."""
    wh = "Why" if wh.lower() == "how come" else wh[0].upper() + wh[1:]
    parts = last.clause
    if parts is None:
        return f"{wh}: {last.question}"
    if parts.wh.lower() == "what" and re.match(r"(?:do|done|happen)\b", parts.predicate):
        return f"{wh} was it that {inner(statement(last))}?"
    if parts.subject:
        verb, _, rest = parts.predicate.partition(" ")
        is_object = re.match(r"(?:which|what|how many|whose)\b", parts.wh, re.I) and not is_time(f"the {parts.noun}")
        verb = "speak" if verb == "say" and parts.wh.lower() == "what" else verb
        if rest.startswith("to ") and is_object:  # "promise to halve the tax"
            verb, rest = " ".join([verb, *rest.split()[:2]]), " ".join(rest.split()[2:])
        told = " ".join(word for word in (verb, parts.noun if verb and is_object else "", rest) if word)
        return f"{wh} {parts.helper} {parts.subject} {told}".rstrip() + "?"
    if parts.noun:
        subject = parts.kind
        return (
            f"{wh} {parts.helper} {subject} {parts.predicate}?"
            if parts.helper
            else f"{wh} was it that {subject} {parts.predicate}?"
        )
    answered = list(dict.fromkeys(name.text for name in last.new if name.sort in ("person", "firm")))
    is_told = len(answered) == 1 and parts.wh.lower().startswith("who")
    who = in_full(before, answered[0]) if is_told else "somebody"
    return (
        f"{wh} {parts.helper} {who} {parts.predicate}?"
        if parts.helper
        else f"{wh} was it that {who} {parts.predicate}?"
    )


def statement(last: Told, *, by_question: bool = False) -> str:
    """What was stated: the answer's first sentence without who said it, or the question where it can be told as a statement.

    `by_question`: the question first, where it is one that is answered with yes or no.
    """
    parts = last.clause
    if match := _ASKS_BELIEF.match(last.question.rstrip(" ?")):
        own = match["said"]
    else:
        own = parts.stated if parts and not parts.wh and parts.subject else ""
    if own and (by_question or not last.quotes):
        return own
    if last.quotes:
        return _with_topic(_without_speaker(last.quotes[0]), last)
    if parts and not parts.subject and not parts.noun:
        return f"somebody {parts.helper} {parts.predicate}".replace("  ", " ")
    return (
        " ".join(word for word in (parts.subject, parts.helper, parts.predicate) if word)
        if parts
        else last.question.rstrip(" ?")
    )


def _with_topic(text: str, last: Told) -> str:
    """A statement with what it was told of, where it has no word of that: "the union put the loss at 410 in the merger"."""
    about = topic([last])
    if last.clause and last.clause.noun and about and last.clause.wh.lower().startswith("how"):
        about = f"the {last.clause.noun} of {about}"
    here = stems_of(text)
    return f"{text} in {about}" if about and not here & stems_of(about) else text


def _without_speaker(quote: str) -> str:
    text = quote.strip()
    if match := re.match(r"^“(?P<said>[^”]+?)[,.!]?”\s*(?:,?\s*\w.*)?$", text):
        return match["said"]
    for pattern in (_SAID_AT_END, _SAID_AT_START):
        if match := pattern.match(text):
            return match["said"].strip(" ,.“”")
    return text.strip(" .")


def inner(text: str) -> str:
    """A statement as it stands inside a question: without its capital, unless that is a name's."""
    named, first = names(text), text.split()[0] if text.split() else ""
    if re.match(r"I(?:[’']\w+)?$", first):
        return text.strip(" ?.:")
    is_name = bool(named) and named[0].start == 0 and first.lower() not in _COUNTS
    is_common = first.lower() in STOPWORDS | PREPOSITIONS | _COUNTS or is_verb(first.lower()) or _COMMON.match(first)
    return (text[0].lower() + text[1:] if is_common and not is_name else text).strip(" ?.:")
