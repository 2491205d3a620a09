"""Whether a piece ("And SMIC?", "And in Upper Weir?") took the place of the one of its kind; where it did not, it does. English, by form."""

import re
from collections.abc import Sequence

from dateline.service.following.callings import BODIES, ENDS_THING, FIRMS, OFFICES
from dateline.service.following.conversation import Told, is_time
from dateline.service.following.fragments import piece
from dateline.service.following.mentions import names
from dateline.service.following.moments import YEAR
from dateline.service.following.phrases import PREPOSITIONS, Phrase, bare, head, is_plural, phrases
from dateline.service.following.replacing import is_alike
from dateline.service.words import stems_of

_ACTORS = OFFICES | BODIES | FIRMS
_ACCORDING = "according to"
_MANY = {"does": "do", "is": "are", "has": "have", "was": "were"}


def exchanged(found: str, asked: str, before: Sequence[Told]) -> str | None:
    """The last question with a piece in the place of the only one of its kind, where the rules put it elsewhere; else None.

    A piece of no kind that the last question has is said behind it: "When did the ban take effect for graphite?".
    """
    body, last = piece(asked), before[-1]
    question = last.question.rstrip(" ?")
    if not body or last.clause is None or body not in found:
        return None
    if (listed := _listed(body, last)) and listed in found and re.search(rf"\b{re.escape(body)}\b", found):
        return f"{question.replace(listed, body, 1)}?"
    preposition = _ACCORDING if body.startswith(_ACCORDING) else bare(body.split()[0])
    is_left = found == asked
    if preposition in PREPOSITIONS or preposition == _ACCORDING:
        what = body.removeprefix(preposition).strip()
        olds = [part for part in phrases(question) if _is_of_kind(part, preposition, what)]
        if len(olds) == 1 and (is_left or f"{preposition} {olds[0].text}" in found) and olds[0].text != what:
            return f"{question.replace(f'{preposition} {olds[0].text}', f'{preposition} {what}', 1)}?"
        return _said_then(question, body) if is_left else None
    subject = last.clause.subject
    if _acts(body):
        rivals = [name.text for name in last.asked if _acts(name.text) and name.text not in subject]
        is_matter = asked.lower().startswith(("what about", "how about")) and " about " in question
        is_kept = not is_matter and subject and (is_left or subject in found) and _acts(subject) and not rivals
        if is_kept:
            return _with_subject(question, subject, body, last.clause.helper)
    return _of_kind(question, body, last) if is_left else _behind(question, found, body)


def beside(asked: str, last: Told) -> str:
    """A question without a verb with another phrase in the place of the one of its kind: "Per the board?"; empty where it has none."""
    piece_ = asked.strip(" ?.!")
    preposition = _ACCORDING if piece_.lower().startswith(_ACCORDING) else bare(piece_.split()[0])
    question = last.question.rstrip(" ?.!")
    if preposition == _ACCORDING or preposition in PREPOSITIONS | {"per"}:
        what = piece_[len(preposition) :].strip()
        old = re.search(rf"\b{preposition} (?P<what>[^,]+)$", question, re.I)
        return f"{question[: old.start('what')]}{what}?" if old and what else ""
    here = next((part.text for part in phrases(question) if is_alike(head(part.text), head(piece_))), "")
    word = next((each for each in question.split() if here and is_alike(bare(each), head(piece_))), "")
    return f"{question.replace(word, piece_[0].lower() + piece_[1:], 1)}?" if word else ""


def _listed(body: str, last: Told) -> str:
    """The subject of the last question, where the sentence that answered tells the same of both: "A took 31 seats, B 24"."""
    name = body.removeprefix("the ")
    is_name = any(each.text == name for each in names(f"x {name}"))
    if not is_name or last.clause is None or not last.quotes or re.search(rf"\b{re.escape(name)}\b", last.question):
        return ""
    subject = next((each.text for each in last.asked if each.text == last.clause.subject.removeprefix("the ")), "")
    is_listed = (
        re.search(rf"\b{re.escape(subject)}\b[^.]*\d[^.]*,[^.]*\b{re.escape(name)}\b[^.]*\d", last.quotes[0])
        if subject
        else None
    )
    article = "the " if is_listed and body.startswith("the ") and f"the {subject}" in last.question else ""
    return f"{article}{subject}" if is_listed else ""


def _said_then(question: str, body: str) -> str:
    """The last question of another year, else with the piece behind it."""
    here, there = YEAR.search(body), YEAR.search(question)
    if here and there:
        return f"{question[: there.start()]}{here.group()}{question[there.end() :]}?"
    return f"{question} {body[0].lower()}{body[1:]}?"


def _of_kind(question: str, body: str, last: Told) -> str:
    """The last question with the only name or noun of a piece's kind as the piece, else with it behind."""
    here = names(f"x {body}")
    alike = [name.text for name in last.asked if here and name.sort == here[0].sort]
    alike += [part.text for part in phrases(question) if not here and is_alike(head(part.text), head(body))]
    if len(alike) == 1:
        return f"{question.replace(alike[0], body, 1)}?"
    return f"{question} for {body}?"


def _is_of_kind(part: Phrase, preposition: str, what: str) -> bool:
    """Whether a phrase stands behind the same preposition as a piece, and is a time or a place as it is."""
    if part.preposition != preposition or is_time(part.text) != is_time(what):
        return False
    here, there = names(f"in {what}"), names(f"in {part.text}")
    return not (here and there) or (here[0].sort == "place") == (there[0].sort == "place")


def _acts(phrase: str) -> bool:
    """Whether a phrase is of somebody who does something: a name but of a place, a time or a rule, or "the boards"."""
    found = names(f"x {phrase}")
    noun = head(phrase)
    if found and phrase.endswith(found[-1].text):
        return found[-1].sort != "place" and found[-1].text.split()[-1].lower() not in ENDS_THING
    return not found and (noun in _ACTORS or noun.removesuffix("s") in _ACTORS)


def _with_subject(question: str, subject: str, body: str, helper: str) -> str:
    fitting = _MANY.get(helper, helper) if is_plural(body) and not is_plural(subject) else helper
    out = question.replace(f"{helper} {subject}", f"{fitting} {body}", 1)
    return f"{out if out != question else question.replace(subject, body, 1)}?"


def _behind(question: str, found: str, body: str) -> str | None:
    """The last question with a plain noun behind it that took the place of one that it is nothing like."""
    plain = found.rstrip(" ?")
    if names(f"x {body}") or is_time(body) or re.search(r"\d|[’']s?$", body) or " " in body:
        return None
    at = plain.find(body)
    start, end = plain[:at], plain[at + len(body) :]
    if not question.startswith(start) or not question.endswith(end) or len(start) + len(end) >= len(question):
        return None
    old = question[len(start) : len(question) - len(end)]
    is_like = (
        is_alike(head(old), head(body)) or stems_of(old) & stems_of(body) or not old.startswith(("the ", "a ", "an "))
    )
    return None if is_like else f"{question} for {body}?"
