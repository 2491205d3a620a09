"""A whole question made a phrase, for "those", "that" and "of them": what it counted, which amount it asked for, what it held true. English."""

import re
from collections.abc import Sequence

from dateline.service.asking import MEASURE
from dateline.service.following.conversation import Told
from dateline.service.following.echoing import inner, statement
from dateline.service.following.gathering import asked_lot, relative
from dateline.service.following.mentions import names
from dateline.service.following.phrases import BE, bare, definite, is_plural
from dateline.service.following.referents import thing

_THAT = re.compile(
    r"\b(?P<be>(?:is|was)(?:n[’']t)?) (?:that|this|it)(?P<rest>(?: (?:so|too|as|much|far|still|really|actually|even))*(?: (?:higher|lower|more|less|fewer|larger|smaller|bigger|longer|shorter|high|low|"
    r"large|small|much|many|little|long|big|expensive|cheap|enough|unusual|normal|average|usual|rising|falling|compared|above|below|in|per|a|an|the|within)\b.*)?)$",
    re.I,
)
_THAT_THING = re.compile(
    r"\b(?:that|this)(?= (?:(?:already|ever|now|since) )?(?:be|been|being) (?:built|opened|finished|completed|sold|bought|delivered|tested|repaired|demolished)\b)|"
    r"(?<=pay for )that$|(?<=pays for )that$|(?<=paid for )that$",
    re.I,
)
_ASKS_WHEN = re.compile(
    r"(?:by |since |until |from )?when\b|(?:on |in )?(?:what|which) (?:date|day|month|year)\b", re.I
)
_SUM = re.compile(rf"\b(?:{MEASURE}|charge|fine|rate|limit|target|ratio|share|toll|fee|offer|bid)$")
_SOONER = re.compile(
    r"\b(?P<be>is|was) (?:that|this|it) (?P<rest>(?:much |any )?(?:earlier|later|sooner|too late|too early)\b.*)$", re.I
)
_PLURAL = {"does": "do", "is": "are", "was": "were", "has": "have"}
_THAT_DOES = re.compile(
    r"\b(?P<helper>does|did|will|can|could|would) (?:that|this) (?P<rest>(?!mean\b|happen\b)[a-z]+\b.*)$"
)
_IN_YEAR = re.compile(r" (?:in|for|of) (?:19|20)\d\d\b")
_WORKS = re.compile(r"(?:apply|cover|come|go|start|begin|work|end|take)$", re.I)  # what rules do, and no fact
_CHANGED = re.compile(
    r"\b(?P<be>was|is|were|has|have|had|will) (?:it|that) (?P<rest>(?:(?:be|been) )?(?:lowered|raised|cut|reduced|increased|halved|doubled|trimmed|lifted|grown|risen|fallen|dropped|climbed|shrunk|changed|altered|revised|corrected|updated|adjusted)\b.*)$",
    re.I,
)
_COMPARES = re.compile(
    r"\b(?:does|did) (?:that|this|it) (?P<verb>compare|change|develop|differ|grow|rise|fall)\b(?P<rest>.*)$", re.I
)
_MEASURED = re.compile(
    r"^(?:by )?how (?P<much>many|much|long|far|high|large|big|tall|wide|deep|old|often|fast)\b|^what(?: share| percentage| number)?$|^what (?:share|percentage|number)",
    re.I,
)
_SUSPENDED = (
    "suspended postponed lifted withdrawn repealed revoked extended challenged scrapped dropped tightened delayed abolished enforced eased cancelled canceled "
    "reversed overturned upheld amended relaxed shelved"
)  # fmt: skip
_DONE = re.compile(
    r"\b(?P<helper>has|have|had|will|would|was|is|could|can|may|should|did|does)(?P<not>n't)? (?:that|this|all this) (?P<rest>(?:(?:since|ever|already|later|now|also|yet|to|be|been|being|really|actually|finally) )*"
    rf"(?P<verb>{'|'.join(_SUSPENDED.split())}|approved|decided|agreed|financed|funded|paid|planned|proved|proven|criticised|criticized|discussed|announced|tried|done|explained|justified|settled|expected|known|seen|foreseen|predicted|agreed|confirmed|reported|rejected|ordered|recommended|believed|allowed|meant|put|voted|come|go|apply|start|begin|work|end|take|cover)\b.*)$",
    re.I,
)  # fmt: skip


def as_thing(text: str) -> str:
    """A question with "that" as "it" where only a thing can stand: "Has that been built?"."""
    return _THAT_THING.sub("it", text.rstrip(" ?")) + "?" if _THAT_THING.search(text.rstrip(" ?")) else text


def joined(text: str, before: Sequence[Told]) -> str | None:
    """A question with "that" as the amount that was asked for, or as the step that was spoken of; None for any other."""
    last, plain = before[-1], text.rstrip(" ?")
    is_measure = last.clause is not None and bool(
        _MEASURED.match(last.clause.wh) or (last.clause.wh.split() and _SUM.search(last.clause.noun))
    )
    if last.clause and last.clause.subject and _ASKS_WHEN.match(last.clause.wh) and (match := _SOONER.search(plain)):
        moment = " ".join(each for each in (last.clause.subject, last.clause.helper, last.clause.predicate) if each)
        return f"{plain[: match.start()]}{match['be']} the date when {moment} {match['rest']}?"
    for pattern in (_THAT, _COMPARES):
        match = pattern.search(plain) if is_measure else None
        is_place = re.match(r"(?:where|who|when)\b", plain, re.I) or (match and match.group().endswith(" it"))
        is_thing = (
            bool(match) and bool(re.search(r"^\w+ it\b", match.group())) and _amount(last).startswith(("how ", "what "))
        )
        if match and not (is_place or is_thing) and (amount := _amount(last)) and not names(plain[: match.start()]):
            verb = f" {match['verb']}" if pattern is _COMPARES else ""
            helper = re.match(r"[\w’']+", match.group())
            amount = _IN_YEAR.sub("", amount) if _IN_YEAR.match(match["rest"]) else amount
            return f"{plain[: match.start()]}{helper[0] if helper else ''} {amount}{verb}{match['rest']}?"
    if (match := _CHANGED.search(plain)) and (
        amount := _limit(before) or (re.search(r"\bthat\b", match.group()) and asked_amount(before))
    ):
        return f"{plain[: match.start()]}{match['be']} {amount} {match['rest']}?"
    if (
        (match := _THAT_DOES.search(plain))
        and (parts := last.clause)
        and parts.helper in BE
        and parts.subject
        and not parts.predicate
    ):
        return f"{plain[: match.start()]}{match['helper']} {definite(parts.subject)} {match['rest']}?"
    if match := _DONE.search(plain):
        step = fact(last)
        what = (
            (asked_lot(last) or thing(before[-1:], needs=frozenset(("rule",)), only=True))
            if _WORKS.match(match["verb"])
            else ""
        )
        if what:
            helper = _PLURAL.get(match["helper"].lower(), match["helper"]) if is_plural(what) else match["helper"]
            helper = helper.capitalize() if match["helper"][0].isupper() else helper
            return f"{plain[: match.start()]}{helper}{match['not'] or ''} {what} {match['rest']}?"
        if match["verb"].lower() in _SUSPENDED.split():
            helper, rest = match["helper"], match["rest"]
            step = thing(before[-1:], needs=frozenset(("rule",)), only=True) or f"the rule that {step}"
            return f"{plain[: match.start()]}{helper}{match['not'] or ''} {step} {rest}?"
        return f"{plain[: match.start()]}{match['helper']}{match['not'] or ''} it {match['rest']} that {step}?"
    return None


def _limit(before: Sequence[Told]) -> str:
    """The amount that may, must or is to be: "the cod that may be landed"; it is what can be lowered."""
    for turn in reversed(before):
        parts = turn.clause
        if (
            parts
            and parts.noun
            and re.match(r"how (?:much|many)\b", parts.wh, re.I)
            and parts.helper in {"may", "can", "must"}
        ):
            return f"the amount of {parts.noun} {relative(parts)}"
    return ""


def asked_amount(before: Sequence[Told]) -> str:
    """The newest amount that was asked for, without who gave it; empty where none was."""
    asked = (_amount(turn) for turn in reversed(before) if turn.clause and _MEASURED.match(turn.clause.wh))
    return re.sub(r",? (?:according to|as of) [^,]+$", "", next((found for found in asked if found), ""))


def _amount(last: Told) -> str:
    """The amount that the last question asked for: "the number of posts that will be lost"."""
    parts, opening = last.clause, _MEASURED.match(last.clause.wh) if last.clause else None
    if parts is None or not (opening or _SUM.search(parts.noun)):
        return ""
    much = (opening["much"] or "").lower() if opening else ""
    if not much:
        return (
            definite(parts.subject)
            if parts.helper in {"is", "was"} and parts.subject and not parts.noun
            else (
                f"{parts.kind} {relative(parts)}"
                if parts.noun
                else f"what {parts.subject} {parts.helper} {parts.predicate}"
                if re.match(r"cost|earn|pay|weigh|measure", parts.predicate)
                else ""
            )
        )
    if much == "many" and parts.noun:
        return f"the number of {parts.noun} {relative(parts)}"
    if much == "much":
        return f"the {parts.noun or 'amount'} {relative(parts)}"
    if much == "long" and parts.predicate in {"take", "last"}:
        return f"the time that {parts.subject} {parts.helper} {parts.predicate}"
    return f"how {much} {' '.join(each for each in (parts.subject, parts.helper, parts.predicate) if each)}"


def fact(last: Told) -> str:
    """What the last question takes for true, where it is whole without its answer; else what the answer says."""
    parts = last.clause
    is_whole = (
        parts is not None
        and parts.subject
        and parts.predicate
        and bare(parts.wh) in {"", "why", "when", "how", "where"}
    )
    if parts and parts.subject and parts.noun and not is_whole and parts.helper not in BE:
        verb, _, rest = parts.predicate.partition(" ")
        return " ".join(each for each in (parts.subject, parts.helper, verb, parts.noun, rest) if each)
    return parts.stated if parts and is_whole else inner(statement(last))
