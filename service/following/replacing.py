"""One name or noun of a question put in the place of another of its kind: "And imports?". English, by rules."""

import re
from collections.abc import Sequence

from dateline.service.asking import MEASURE
from dateline.service.following.callings import BODIES, ENDS_THING, FIRMS, OFFICES
from dateline.service.following.clauses import Clause, clause_text
from dateline.service.following.conversation import Told, is_time
from dateline.service.following.mentions import Name, is_same_person, names
from dateline.service.following.phrases import DO, PREPOSITIONS, bare, definite, head, is_plural, phrases
from dateline.service.following.referents import topic
from dateline.service.following.verbs import is_verb
from dateline.service.words import opposed, same, stem

_THINKS = re.compile(
    r"(?:say|think|expect|estimate|claim|want|predict|count|fear|put|believe|reckon|demand|hope|forecast)\b"
)
_CLASSES = (
    frozenset(MEASURE.replace("s?", "").split("|")) | {"revenue", "imports", "exports", "wages", "prices"},
    OFFICES,
    frozenset("men women children adults boys girls pensioners students people workers men's women's".split()),
)


def with_name(new: Name, preposition: str, body: str, question: str, last: Told, before: Sequence[Told]) -> str:
    """A name in the place of the one of its kind."""
    sort = _sort_of(new, before)
    alike = [name for name in last.asked if sort != "thing" and _sort_of(name, before) == sort]
    fitting = alike or [name for name in last.asked if sort == "thing" or (sort != "person" and name.sort == "thing")]
    if sort == "thing" and any(name.sort != "person" for name in fitting):
        fitting = [name for name in fitting if name.sort != "person"]
    if sort in {"thing", "firm"}:
        fitting = [name for name in fitting if name.sort != "place"] or fitting
        is_list = new.text.split()[-1].lower() in ENDS_THING
        fitting = [name for name in fitting if (name.text.split()[-1].lower() in ENDS_THING) == is_list] or fitting
    fitting = [name for name in fitting if name in alike or not _is_inside(question, name, body)]
    behind = [
        name
        for name in fitting
        if preposition and re.search(rf"\b{preposition}\s+(?:the\s+)?{re.escape(name.text)}", question)
    ]
    matter = re.search(r"\b(?:about|on|regarding|for)\s+(?P<what>(?:the|an?|its|his|her)\s+[^,?]+)$", question)
    matter = None if matter and (is_time(matter["what"]) or names(f"x {matter['what']}")) else matter
    is_of_sort = any(_sort_of(name, before) == sort for name in last.asked)
    if not is_of_sort and matter and sort != "person" and not preposition:
        return f"{question[: matter.start('what')]}{body}?"
    common = [
        part.text
        for part in phrases(clause_text(question))
        if part.preposition == preposition and not names(f"x {part.text}") and not is_time(part.text)
    ]
    if preposition in {"to", "from", "by", "against", "with"} and not behind and common:
        return f"{question.replace(f'{preposition} {common[-1]}', f'{preposition} {body}', 1)}?"
    if preposition and not behind and not (is_of_sort and preposition in {"for", "of", "in", "at", "by"}):
        return f"{question} {preposition} {body}?"
    chosen = (behind or fitting)[:1]
    asks = last.clause
    if (
        not chosen
        and asks
        and asks.helper
        and asks.helper not in DO
        and not asks.subject
        and not preposition
        and not asks.wh.lower().startswith("how")
    ):
        return f"{asks.helper.capitalize()} {body} {asks.predicate}?"  # "What about Ann Lee?" behind "Who may be hit"
    if not chosen and last.clause and last.clause.wh.lower() == "who" and not last.clause.subject and not preposition:
        return f"What about {body} in {topic([last])}?"
    if not chosen:
        return f"{question} {preposition or 'for'} {body}?"
    subject = last.clause.subject if last.clause else ""
    old = next((name for name in fitting if not behind and name.text in subject), chosen[0])
    whole = re.search(rf"(?P<article>\b[Tt]he\s+)?\b{re.escape(old.text)}\b(?P<more>(?:\s+[a-z]+(?=[’']s))?)", question)
    if whole is None:
        return f"{question} {preposition or 'for'} {body}?"
    begin = (
        whole.start()
        if whole["article"] and (body.lower().startswith("the ") or not _goes_on(question, whole.end()))
        else whole.start() + len(whole["article"] or "")
    )
    is_other_phrase = (
        body != new.text
        and not body.lower().startswith("the " + new.text.lower())
        and body.lower().endswith(word_behind(question, whole.end()))
    )
    end = (
        whole.end() + len(word_behind(question, whole.end())) + 1
        if is_other_phrase and word_behind(question, whole.end())
        else whole.end()
    )
    return f"{question[:begin]}{body}{question[end:]}?"


def _is_inside(question: str, name: Name, body: str) -> bool:
    """Whether a name only tells which of its kind: "Velda" of "the Velda election", where the new one is said without it."""
    at = question.find(name.text) + len(name.text)
    return body.split()[-1][:1].isupper() and _goes_on(question, at) and question[at : at + 1] == " "


def _goes_on(question: str, at: int) -> bool:
    """Whether a noun stands behind a name: "the Velda election"."""
    word = word_behind(question, at)
    return bool(word) and word not in PREPOSITIONS and not is_verb(word)


def word_behind(question: str, at: int) -> str:
    """The word in small letters that stands behind a place in a question; empty where none does."""
    match = re.match(r"\s+([a-z][\w-]*)", question[at:])
    return match[1] if match else ""


def _sort_of(name: Name, before: Sequence[Told]) -> str:
    if name.sort != "thing":
        return name.sort
    found = (
        each.sort
        for turn in reversed(before)
        for each in (*turn.said, *turn.asked)
        if each.sort != "thing" and is_same_person(each.text, name.text)
    )
    return next(found, "person" if len(name.text.split()) == 2 and name.text.replace(" ", "").isalpha() else "thing")


def with_noun(preposition: str, body: str, question: str, last: Told) -> str:
    """A noun in the place of the one that it is like: "And imports?"."""
    noun = head(body) or bare(body)
    parts = last.clause
    told = phrases(clause_text(question))
    if preposition:
        alike = [part for part in told if part.preposition == preposition and not is_time(part.text)]
        old = [part for part in alike if not names(f"x {part.text}")]
        old = old or (alike if preposition in {"at", "by", "with", "from", "for", "of", "to"} else [])
        return (
            f"{question.replace(f'{preposition} {old[-1].text}', f'{preposition} {body}', 1)}?"
            if old
            else f"{question} {preposition} {body}?"
        )
    is_whole = (
        parts is not None and parts.wh.lower() == "what" and not parts.noun and bool(parts.subject and parts.predicate)
    )
    if (
        parts
        and is_whole
        and re.fullmatch(MEASURE, noun)
        and not any(re.fullmatch(MEASURE, head(part.text)) for part in told)
    ):
        return f"What {without_article(body)} {parts.helper} {parts.subject} {parts.predicate}?"
    if parts and parts.noun and (kind := re.fullmatch(r"(?P<of>\w+ of )(?P<what>\w+)", parts.noun)):
        return f"{question.replace(kind.group(), kind['of'] + without_article(body), 1)}?"
    of_it = [part for part in told if part.preposition == "of" and part.text.islower() and " " not in part.text]
    if (
        of_it
        and body.islower()
        and " " not in body
        and not preposition
        and not is_plural(body)
        and f"of {of_it[0].text}" in question
    ):
        return f"{question.replace(f'of {of_it[0].text}', f'of {body}', 1)}?"
    if parts and re.match(r"how many\b", parts.wh, re.I) and (measured := _measured_of(body, parts)):
        return measured
    nouns = [part.text for part in told if part.preposition != "according to"] + (
        [parts.noun] if parts and parts.noun else []
    )
    alike = [text for text in nouns if head(text) == noun and text != body]
    alike = alike or [text for text in nouns if is_alike(head(text), noun)]
    common = [text for text in nouns if not names(f"x {text}")]
    subject = phrases(parts.subject)[0].text if parts and phrases(parts.subject) else ""
    is_about = re.search(r"\b(?:about|on|regarding)\s+(?P<what>[^,?]+)$", question)
    is_agent = bool(
        parts and parts.subject and body.startswith("the ") and _is_acting(body) and _THINKS.match(parts.predicate)
    )
    if not alike and is_about and not is_agent:
        return f"{question[: is_about.start('what')]}{body}?"
    if alike:
        old = alike[0]
    elif parts and is_agent:
        helper = (
            {"does": "do", "is": "are", "has": "have"}.get(parts.helper, parts.helper)
            if is_plural(body)
            else parts.helper
        )
        return f"{question.replace(f'{parts.helper} {parts.subject}', f'{helper} {body}', 1)}?"
    elif subject in common:
        old = subject
    elif parts and parts.noun and parts.wh.lower().startswith(("how many", "how much", "which", "what")):
        old = parts.noun
    else:
        old = (
            ""
            if is_plural(body) and noun != "ones"
            else next((text for text in common if text and not is_time(text)), subject)
        )
    if not old or old not in question:
        return f"{question} for {body}?"
    if noun in {"one", "ones"}:  # "And the old one?"
        body = re.sub(r"\bones?$", head(old), body)
    owner = re.match(r"(?:the )?[A-Z][\w’' -]*?(?:[’']s|s[’'])\s", old)
    new = f"{owner.group()}{without_article(body)}" if owner and not re.search(r"[’']s\b", body) else body
    if old == (parts.noun if parts else ""):
        new = without_article(body)
    elif definite(old) != old and not re.match(r"(?:the|an?)\b", body):
        new = body
    return f"{question.replace(old, new, 1)}?"


def _measured_of(body: str, parts: Clause) -> str:
    """ "And the cost, according to the auditors?" behind a count of something else: of what that was counted for."""
    measure, mark, more = body.partition(",")
    if not re.fullmatch(MEASURE, head(measure)) or is_plural(measure):
        return ""
    found = [part for part in phrases(parts.rest) if part.preposition and not is_time(part.text)]
    of = "".join(f" {part.preposition if at else 'of'} {part.text}" for at, part in enumerate(found[:2]))
    return f"What is {measure}{of or f' of {parts.subject}'}{mark}{more}?"


def _is_acting(body: str) -> bool:
    body = body.split(",")[0]
    return body.split()[-1].islower() and (is_plural(body) or head(body) in OFFICES | BODIES | FIRMS)


def is_alike(one: str, other: str) -> bool:
    """Whether two nouns are of one kind: the same, opposed, or both measures, offices or people."""
    if not one or not other:
        return False
    is_of_class = any(one in each and other in each for each in _CLASSES)
    return is_of_class or opposed(stem(one), stem(other)) or same(stem(one), stem(other)) > 0


def without_article(phrase: str) -> str:
    """A phrase without "the" or "a"."""
    return re.sub(r"^(?:an?|the|any|some)\s+", "", phrase, flags=re.I)
