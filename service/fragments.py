"""Questions that are only a piece ("And in 2024?", "By whom?", "What about Germany?") put into the question before. English."""

import re
from collections.abc import Sequence

from dateline.service.asking import MEASURE
from dateline.service.clauses import (
    DETERMINERS,
    LEADS,
    PREPOSITIONS,
    Clause,
    bare,
    clause,
    head,
    is_plural,
    is_verb,
    phrases,
    without_lead,
)
from dateline.service.conversation import Told, clause_text, definite, topic, year
from dateline.service.echoing import asked_again
from dateline.service.mentions import OFFICES, Name, is_same_person, names
from dateline.service.pointing import pointed
from dateline.service.words import opposed, same, stem

_BARE = re.compile(
    r"^(?P<wh>why|when|where|how|who|what|how come|(?:by|from|to|for|with|against|of|on|under) (?:whom?|what|which)(?: \w+){0,2}|(?:since|until|till|by) when|"
    r"(?:for |by |at |in |to )?how (?:long|many|much|often|far|big|large|high|old|soon|fast|deep|wide)(?: \w+)?|at what (?:cost|price|stage|point)|because of (?:what|whom?)|on what grounds|"
    r"(?:in|on|at|for|by|from|to) (?:what|which) \w+|what for|which(?: \w+)?|whose|where to|where from|what (?:time|year|day|date|reason|kind))"
    r"(?: exactly| precisely| then| so| not| though)?$",
    re.I,
)
_ELSE = re.compile(
    r"^(?:(?P<wh>who|what|where|which|when|why|how) else|any(?P<any>one|body|thing) else|(?:any |which |what |and )?others?|(?:any|some) more)$",
    re.I,
)
_COUNTS = "one two three four five six seven eight nine ten".split()
_COUNT = rf"(?P<count>an?|the|{'|'.join(_COUNTS)}|\d{{1,2}})"
_SHIFT = re.compile(
    rf"^(?:in |for |what about |how about )?(?:{_COUNT} years? (?P<to>later|earlier|before|after|on|prior)(?: that| then)?|the (?P<side>previous|preceding|prior|following|next|subsequent) year)$",
    re.I,
)
_ABOUT = re.compile(r"^(?:what|how) about (?P<body>.+)$", re.I)
_OWN = re.compile(r"^(?P<own>his|her|its|their)\s+(?P<what>.+)$", re.I)
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_TIMES = (  # from the narrowest on: what a piece gives is put in the place of what is of its kind
    re.compile(r"\b(?:the )?(?:first|second|third|fourth|last) (?:quarter|half)\b", re.I),
    re.compile(rf"\b(?:{_MONTH})\b(?: \d{{1,2}}\b(?!\d))?"),
    re.compile(r"\b(?:19|20)\d\d\b"),
    re.compile(
        r"\b(?:last|this|next) (?:year|month|week|quarter|season|summer|winter)\b|\b(?:today|yesterday|tomorrow|now)\b",
        re.I,
    ),
)
_ORDINAL = re.compile(r"\b(?:first|second|third|fourth|fifth|sixth|last|latest|previous|next)\b", re.I)
_FLIPS = {"before": "after", "after": "before"}
_ADDED = re.compile(
    r"^(?:compared (?:with|to)|versus|against|than|unlike|now|today|currently|at present|since then|excluding|including|not counting)\b",
    re.I,
)
_CLASSES = (
    frozenset(MEASURE.replace("s?", "").split("|")) | {"revenue", "imports", "exports", "wages", "prices"},
    OFFICES,
    frozenset("men women children adults boys girls pensioners students people workers men's women's".split()),
)
_LONGEST = 9  # words of a piece


def completed(text: str, before: Sequence[Told]) -> str | None:
    """The question before with this piece in its place; None where the text is no piece, or nothing was asked before."""
    if not before or before[-1].clause is None:
        return None
    last, plain = before[-1], without_lead(text)
    parts = last.clause
    if parts is None or not plain:
        return None
    if match := _BARE.match(plain):
        return _with_question_word(match["wh"], plain, last, parts, before)
    if match := _ELSE.match(plain):
        wh = (
            match["wh"] or {"thing": "what", "one": "who", "body": "who"}.get(match["any"] or "", parts.wh or "who")
        ).capitalize()
        return f"{wh if match['wh'] or match['any'] else wh.split()[0]} else {_without_wh(parts)}?"
    if match := _SHIFT.match(plain):
        return _shifted(match, plain, last, before)
    return _with_piece(text, plain, last, before)


def _with_piece(text: str, plain: str, last: Told, before: Sequence[Told]) -> str | None:
    about = _ABOUT.match(plain)
    body = about["body"] if about else plain
    if not about and not _is_piece(text, plain):
        return None
    body = re.sub(r",? (?:then|though|too|as well|either)$", "", body)
    question = last.question.rstrip(" ?.")
    if own := _OWN.match(body):
        return _owned(own, question, last, before)
    if bare(body) in _FLIPS and (flip := re.search(rf"\b{_FLIPS[bare(body)]}\b", question)):
        return f"{question[: flip.start()]}{bare(body)}{question[flip.end() :]}?"
    if _ADDED.match(body):
        return f"{question} {body[0].lower()}{body[1:]}?"
    if (timed := _timed(body, question)) is not None:
        return timed
    if (
        re.match(r"(?:the )?(?:first|second|third|fourth|last|other|next)(?: ones?)?$", body)
        and (here := _ORDINAL.search(body))
        and (there := _ORDINAL.search(question))
    ):
        return f"{question[: there.start()]}{here.group()}{question[there.end() :]}?"
    body = pointed(body, before)
    preposition = bare(body.split()[0]) if bare(body.split()[0]) in PREPOSITIONS else ""
    bare_body = body.partition(" ")[2] if preposition else body
    named = names(f"x {bare_body}")
    is_common = (
        bare_body[-1:].isalpha() and bare_body.split()[-1].islower() and not bare_body.startswith(named[0].text)
        if named
        else False
    )
    if (
        named
        and is_common
        and not any(
            bare_body.split()[-1] == _word_behind(question, question.find(name.text) + len(name.text))
            for name in last.asked
        )
    ):
        return _with_noun(preposition, bare_body, question, last)
    if named and bare_body:
        return _with_name(named[0], preposition, bare_body, question, last, before)
    return _with_noun(preposition, bare_body, question, last)


def _is_piece(text: str, plain: str) -> bool:
    """Whether a text is no whole question: no question word, no helping verb, few words, and a sign that it goes on."""
    words = plain.split()
    if (
        clause(plain) is not None
        or len(words) > _LONGEST
        or any(
            is_verb(word)
            and word.endswith(("s", "ed"))
            and at
            and not words[at - 1][0].isupper()
            and bare(words[at - 1]) not in PREPOSITIONS | DETERMINERS
            for at, word in enumerate(words[1:-1], 1)
        )
    ):
        return False
    has_lead = bare(text.split()[0]) in LEADS
    return (
        has_lead
        or bare(words[0]) in PREPOSITIONS
        or bool(_ADDED.match(plain))
        or (len(words) <= 4 and not is_verb(words[0].lower()) and bare(words[0]) not in {"any", "please", "more"})
    )


def _with_question_word(wh: str, plain: str, last: Told, parts: Clause, before: Sequence[Told]) -> str:
    words = wh.lower().split()
    if plain.lower().endswith(" not") and parts.subject:
        return f"{wh.capitalize()} {parts.helper} {parts.subject} not {parts.predicate}?"
    if words[0] == "which" or words[:2] in (["how", "many"], ["how", "much"]):
        return _counted(wh, words, parts, last, before)
    if words == ["who"] and parts.subject and re.match(r"(?:any|some|no)(?:one|body)\b", parts.subject, re.I):
        return f"Who {parts.helper} {parts.predicate}?"
    if words == ["what", "for"]:
        return asked_again("For what", last, before)
    return asked_again(wh, last, before)


def _counted(wh: str, words: Sequence[str], parts: Clause, last: Told, before: Sequence[Told]) -> str:
    """ "How many?", "Which ones?": of what was asked about."""
    own = (
        words[-1]
        if len(words) > (1 if words[0] == "which" else 2) and words[-1] not in {"one", "ones", "exactly", "of"}
        else ""
    )
    noun = own or parts.noun
    begin = "Which" if words[0] == "which" else f"How {words[1]}"
    if parts.noun:
        return f"{begin} {noun} {_without_wh(parts)}?"
    subject = phrases(parts.subject)
    if (
        not own
        and words[:2] != ["how", "much"]
        and subject
        and is_plural(parts.subject)
        and not names(f"x {subject[0].text}")
    ):
        return f"{begin} {_without_article(parts.subject)} {parts.helper} {parts.predicate}?"
    if words[0] == "which" and subject and re.match(r"(?:an?|any|some)\b", parts.subject, re.I):
        return f"Which {_without_article(parts.subject)} {parts.helper} {parts.predicate}?"
    counted = own or next(
        (
            part.text
            for part in phrases(parts.rest)
            if is_plural(part.text) and not names(f"x {part.text}") and not part.preposition
        ),
        "",
    )
    if counted and words[:2] != ["how", "much"]:
        return (
            f"{begin} {_without_article(counted)} {parts.helper} {parts.subject} {parts.predicate.replace(counted, '', 1)}".replace(
                "  ", " "
            ).rstrip()
            + "?"
        )
    return asked_again(wh, last, before)


def _without_article(phrase: str) -> str:
    return re.sub(r"^(?:an?|the|any|some)\s+", "", phrase, flags=re.I)


def _without_wh(parts: Clause) -> str:
    return " ".join(part for part in (parts.helper, parts.subject, parts.predicate) if part)


def _shifted(match: re.Match[str], plain: str, last: Told, before: Sequence[Told]) -> str:
    """A year reckoned from the one spoken of: "And two years later?"."""
    question = last.question.rstrip(" ?.")
    base = year(before)
    if base is None:
        return f"{question} {plain}?"
    if match["side"]:
        found = base + (1 if match["side"].lower() in {"following", "next", "subsequent"} else -1)
    else:
        count = match["count"].lower()
        steps = int(count) if count.isdigit() else _COUNTS.index(count) + 1 if count in _COUNTS else 1
        found = base + (steps if match["to"].lower() in {"later", "after", "on"} else -steps)
    old = re.findall(r"\b(?:19|20)\d\d\b", question)
    return f"{question.replace(old[-1], str(found))}?" if old else f"{question} in {found}?"


def _owned(own: re.Match[str], question: str, last: Told, before: Sequence[Told]) -> str:
    """ "And its profit?", "And her predecessor?": of whom or what was spoken of."""
    what = own["what"]
    for name in last.asked:
        subject = last.clause.subject if last.clause and name.text in last.clause.subject else question
        possessed = re.search(rf"{re.escape(name.text)}(?:[’']s|(?<=s)[’'])\s+(?P<old>[^,]+)", subject)
        belonging = re.search(rf"\bthe (?P<old>[\w -]+?) of (?:the )?{re.escape(name.text)}", question)
        if possessed and own["own"].lower() in {"its", "their"}:
            old = phrases(possessed["old"])[0].text if phrases(possessed["old"]) else possessed["old"]
            return f"{question.replace(old, what, 1)}?"
        if belonging and own["own"].lower() in {"its", "their"} and head(belonging["old"]) not in OFFICES:
            return f"{question.replace(belonging['old'], what, 1)}?"
    meant = pointed(own.group(), before)
    if meant == own.group():
        meant = f"{what} of {topic(before)}"
    if head(what) in OFFICES or re.search(
        r"(?:or|er|ist|husband|wife|father|mother|brother|sister|son|daughter|partner|deputy|boss)$", bare(what)
    ):
        return f"Who is {meant}?"
    if (
        (parts := last.clause)
        and parts.subject
        and not names(f"x {phrases(parts.subject)[0].text}" if phrases(parts.subject) else "")
        and not parts.noun
    ):
        return f"{question.replace(parts.subject, meant, 1)}?"
    if (
        (parts := last.clause)
        and parts.wh
        and parts.subject
        and parts.subject in question
        and head(parts.subject) not in OFFICES
        and last.asked
        and last.asked[0].sort != "person"
        and parts.predicate
        and "’s" not in meant
        and meant.startswith(parts.subject)
    ):
        return f"{question.replace(parts.subject, meant, 1)}?"
    return f"What is {meant}?"


def _timed(body: str, question: str) -> str | None:
    """A time in the place of the one of its kind; a time where there was none is added."""
    for kind in _TIMES:
        if (here := kind.search(body)) is None:
            continue
        rest = f"{body[: here.start()]} {body[here.end() :]}"
        if any(
            bare(word) not in PREPOSITIONS | {"the", "of", "early", "late", "mid", ""}
            and not re.fullmatch(rf"{_MONTH}|\d+", bare(word).capitalize())
            for word in rest.split()
        ):
            return None
        wider = [each for each in _TIMES[_TIMES.index(kind) + 1 : 3] if each.search(body)]
        out = question
        for each in (kind, *wider):
            new = each.search(body)
            old = [*each.finditer(out)]
            if new and old:
                out = f"{out[: old[-1].start()]}{new.group()}{out[old[-1].end() :]}"
            elif new and each is kind:
                any_time = (
                    next(
                        (
                            match
                            for other in _TIMES[_TIMES.index(kind) :]
                            if (match := re.search(rf"\b(?:in|on|by|since|for)\s+{other.pattern}", out, other.flags))
                        ),
                        None,
                    )
                    if kind is _TIMES[3]
                    else None
                )
                added = body if bare(body.split()[0]) in PREPOSITIONS or kind is _TIMES[3] else f"in {body}"
                return f"{out[: any_time.start()]}{added}{out[any_time.end() :]}?" if any_time else f"{out} {added}?"
        return f"{out}?"
    return None


def _with_name(new: Name, preposition: str, body: str, question: str, last: Told, before: Sequence[Told]) -> str:
    """A name in the place of the one of its kind."""
    sort = _sort_of(new, before)
    fitting = [name for name in last.asked if _sort_of(name, before) == sort] or [
        name for name in last.asked if "thing" in (sort, _sort_of(name, before))
    ]
    behind = [
        name
        for name in fitting
        if preposition and re.search(rf"\b{preposition}\s+(?:the\s+)?{re.escape(name.text)}", question)
    ]
    matter = re.search(r"\b(?:about|on|regarding|for)\s+(?P<what>(?:the|an?|its|his|her)\s+[^,?]+)$", question)
    is_of_sort = any(_sort_of(name, before) == sort for name in last.asked)
    if not is_of_sort and matter and sort != "person" and not preposition:
        return f"{question[: matter.start('what')]}{body}?"
    if preposition and not behind and not (is_of_sort and preposition in {"for", "of", "in", "at", "by"}):
        return f"{question} {preposition} {body}?"
    chosen = (behind or fitting)[:1]
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
        and body.lower().endswith(_word_behind(question, whole.end()))
    )
    end = (
        whole.end() + len(_word_behind(question, whole.end())) + 1
        if is_other_phrase and _word_behind(question, whole.end())
        else whole.end()
    )
    return f"{question[:begin]}{body}{question[end:]}?"


def _goes_on(question: str, at: int) -> bool:
    """Whether a noun stands behind a name: "the Velda election"."""
    word = _word_behind(question, at)
    return bool(word) and word not in PREPOSITIONS and not is_verb(word)


def _word_behind(question: str, at: int) -> str:
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


def _with_noun(preposition: str, body: str, question: str, last: Told) -> str:
    """A noun in the place of the one that it is like: "And imports?"."""
    noun = head(body) or bare(body)
    parts = last.clause
    told = phrases(clause_text(question))
    if preposition:
        old = [part for part in told if part.preposition == preposition and not names(f"x {part.text}")]
        return (
            f"{question.replace(f'{preposition} {old[-1].text}', f'{preposition} {body}', 1)}?"
            if old
            else f"{question} {preposition} {body}?"
        )
    nouns = [part.text for part in told] + ([parts.noun] if parts and parts.noun else [])
    alike = [text for text in nouns if head(text) == noun and text != body]
    alike = alike or [text for text in nouns if _is_alike(head(text), noun)]
    common = [text for text in nouns if not names(f"x {text}")]
    subject = phrases(parts.subject)[0].text if parts and phrases(parts.subject) else ""
    is_about = re.search(r"\b(?:about|on|regarding)\s+(?P<what>[^,?]+)$", question)
    if not alike and is_about:
        return f"{question[: is_about.start('what')]}{body}?"
    if alike:
        old = alike[0]
    elif subject in common:
        old = subject
    elif parts and parts.noun and parts.wh.lower().startswith(("how many", "how much", "which", "what")):
        old = parts.noun
    else:
        old = next((text for text in common if text), subject)
    if not old or old not in question:
        return f"{question} for {body}?"
    owner = re.match(r"(?:the )?[A-Z][\w’' -]*?(?:[’']s|s[’'])\s", old)
    new = f"{owner.group()}{_without_article(body)}" if owner and not re.search(r"[’']s\b", body) else body
    if old == (parts.noun if parts else ""):
        new = _without_article(body)
    elif definite(old) != old and not re.match(r"(?:the|an?)\b", body):
        new = body
    return f"{question.replace(old, new, 1)}?"


def _is_alike(one: str, other: str) -> bool:
    if not one or not other:
        return False
    is_of_class = any(one in each and other in each for each in _CLASSES)
    return is_of_class or opposed(stem(one), stem(other)) or same(stem(one), stem(other)) > 0
