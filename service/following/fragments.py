"""Questions that are only a piece ("And in 2024?", "By whom?", "What about Germany?") put into the question before. English."""

import re
from collections.abc import Sequence

from dateline.service.following.clauses import Clause, clause, without_lead
from dateline.service.following.conversation import Told
from dateline.service.following.counting import counted_then
from dateline.service.following.echoing import asked_again
from dateline.service.following.mentions import names
from dateline.service.following.moments import YEAR, months_away
from dateline.service.following.owning import owned
from dateline.service.following.phrases import DETERMINERS, LEADS, PREPOSITIONS, bare, is_plural, phrases
from dateline.service.following.pointing import pointed
from dateline.service.following.replacing import with_name, with_noun, without_article, word_behind
from dateline.service.following.retiming import timed
from dateline.service.following.shifting import SHIFT, shifted
from dateline.service.following.verbs import is_verb

_BARE = re.compile(
    r"^(?P<wh>why(?= there$)|why(?= so \w+$)|why|when|where|how|who|what|how come|(?:by|from|to|for|with|against|of|on|under) (?:whom?|what|which)(?: \w+){0,2}|(?:since|until|till|by) when|"
    r"(?:for |by |at |in |to |with |from |of |on )?how (?:long|many|much|often|far|big|large|high|old|soon|fast|deep|wide)(?: (?!is\b|are\b|was\b|were\b|did\b|do\b|does\b)\w+)?|at what (?:cost|price|stage|point)|because of (?:what|whom?|which)(?: \w+){0,2}|on what grounds|"
    r"(?:in|on|at|for|by|from|to) (?:what|which) \w+|what for|which(?: \w+)?|whose|where to|where from|what (?:time|year|day|date|reason|kind))"
    r"(?: exactly| precisely| then| so| not| now| though|(?<=why) there|(?<=why) so \w+)?$",
    re.I,
)
_ELSE = re.compile(
    r"^(?:(?P<wh>who|what|where|which|when|why|how) else|any(?P<any>one|body|thing) else|(?:any |which |what |and )?others?|(?:any|some) more)$",
    re.I,
)


_ABOUT = re.compile(r"^(?:what|how) about (?P<body>.+)$", re.I)
_OWN = re.compile(r"^(?P<own>his|her|its|their)\s+(?P<what>.+)$", re.I)
_FOR = re.compile(r"the (?:[a-z-]+ )?(?P<what>[a-z-]+) for [\w ]+$")
_ORDINAL = re.compile(r"\b(?:first|second|third|fourth|fifth|sixth|last|latest|previous|next)\b", re.I)
_ONLY_YEAR = re.compile(r"(?:(?:in|for) )?(?:19|20)\d\d$")
_FLIPS = {"before": "after", "after": "before"}
_ADDED = re.compile(
    r"^(?:compared (?:with|to)|according to|versus|against|than|unlike|now|today|currently|at present|since then|originally|initially|previously|at first|in total|on average|overall|altogether|excluding|including|not counting)\b",
    re.I,
)

_ASKED_OF = re.compile(  # "since when for the mill", "how much in Spain"
    r"^(?P<wh>(?:since |until |till |by |from |for |to )?(?:when|who|whom|where|why|how (?:many|much|long|often|far|high|large|big|old)))(?: (?:exactly|about))? (?P<piece>(?:for|in|at|of|by|from|to|with|on) .+)$",
    re.I,
)
_AGAINST = re.compile(r"^(?:how many |who )?(?P<side>against|for)$", re.I)
_VOTED = re.compile(r"\b(?:vote|voted|votes|voting|were|was|are|is) (?P<side>for|against|in favour of)\b")
_SOURCE = re.compile(r"\baccording to [^,]+$", re.I)
_OWNER = re.compile(r"(?:\b[Tt]he (?:[\w-]+ ){0,3}?[\w-]+|\b[A-Z][\w-]*(?: [A-Z][\w-]*)*)[’']s?(?= [a-z])")
_LONGEST = 9  # words of a piece


def completed(text: str, before: Sequence[Told]) -> str | None:
    """The question before with this piece in its place; None where the text is no piece, or nothing was asked before."""
    if not before or before[-1].clause is None:
        return None
    last, plain = before[-1], without_lead(text)
    parts = last.clause
    if parts is None or not plain:
        return None
    if (against := _AGAINST.match(plain)) and (voted := _VOTED.search(last.question)):
        return f"{last.question[: voted.start('side')]}{against['side'].lower()}{last.question[voted.end('side') :]}"
    if match := _BARE.match(plain):
        return _with_question_word(match["wh"], plain, last, parts, before)
    if (asked := _ASKED_OF.match(plain)) and (found := _asked_of(asked, before)) is not None:
        return found
    if (found := counted_then(plain, before)) is not None:
        return found
    if match := _ELSE.match(plain):
        wh = (
            match["wh"] or {"thing": "what", "one": "who", "body": "who"}.get(match["any"] or "", parts.wh or "who")
        ).capitalize()
        return f"{wh if match['wh'] or match['any'] else wh.split()[0]} else {_without_wh(parts)}?"
    if match := SHIFT.match(plain):
        return shifted(match, plain, last, before)
    return _with_piece(text, plain, last, before)


def piece(text: str) -> str:
    """What a text that is no whole question has to say, without its "And" or "What about"; empty where it is one."""
    plain = without_lead(text)
    if about := _ABOUT.match(plain):
        return about["body"]
    return plain if plain and _is_piece(text, plain) else ""


def _asked_of(match: re.Match[str], before: Sequence[Told]) -> str | None:
    """ "And since when for the mill?": the newest question that asked so, of another; None where the piece names none."""
    if not names(f"x {match['piece']}") or any(is_verb(word) for word in match["piece"].split()):
        return None
    kind = match["wh"].split()[-1].lower()
    last = next(
        (turn for turn in reversed(before) if turn.clause and kind in turn.clause.wh.lower().split()), before[-1]
    )
    found = _with_piece(match["piece"], match["piece"], last, before)
    if found is None or last.clause is None:
        return None
    wh = re.escape(last.clause.wh)
    return re.sub(rf"^{wh}\b", match["wh"], found, count=1, flags=re.I)


def _with_piece(text: str, plain: str, last: Told, before: Sequence[Told]) -> str | None:
    about = _ABOUT.match(plain)
    body = about["body"] if about else plain
    if not about and not _is_piece(text, plain):
        return None
    body = re.sub(r",? (?:then|though|too|as well|either)$", "", body)
    question = last.question.rstrip(" ?.")
    if moved := months_away(body, question):
        return f"{moved}?"
    if own := _OWN.match(body):
        return owned(own, question, last, before)
    if bare(body) in _FLIPS and (flip := re.search(rf"\b{_FLIPS[bare(body)]}\b", question)):
        return f"{question[: flip.start()]}{bare(body)}{question[flip.end() :]}?"
    if bare(body) in _FLIPS and (since := re.search(r"\bsince (?=\w+ \d|\d)", question)):
        return f"{question[: since.start()]}{bare(body)} {question[since.end() :]}?"
    if body.lower().startswith("according to ") and (source := _SOURCE.search(question)):
        return f"{question[: source.start()]}{body[0].lower()}{body[1:]}?"
    if _ADDED.match(body):
        return f"{question} {body[0].lower()}{body[1:]}?"
    if _ONLY_YEAR.match(body) and not YEAR.search(question):
        question = next(
            (each for turn in reversed(before) if YEAR.search(each := turn.question.rstrip(" ?."))), question
        )
    if (dated := timed(body, question)) is not None:
        return dated
    if (
        re.match(r"(?:the )?(?:first|second|third|fourth|last|other|next)(?: ones?)?$", body)
        and (here := _ORDINAL.search(body))
        and (there := _ORDINAL.search(question))
    ):
        return f"{question[: there.start()]}{here.group()}{question[there.end() :]}?"
    if (owner := re.search(r"[’']s?$", body)) and owner.group() and (old := _OWNER.search(question)):
        before_it = question[: old.start()].split()[-1:]
        is_twice = bool(before_it) and bare(before_it[0]) == bare(
            body.split()[0]
        )  # "By the Post's count" and "By the board's?"
        return f"{question[: old.start()]}{body.partition(' ')[2] if is_twice else body}{question[old.end() :]}?"
    body = pointed(body, before)
    preposition = bare(body.split()[0]) if bare(body.split()[0]) in PREPOSITIONS else ""
    if (of := _FOR.match(body)) and not re.search(rf"\b{re.escape(of['what'])}\b", question):
        return f"What is {body}?"
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
            bare_body.split()[-1] == word_behind(question, question.find(name.text) + len(name.text))
            for name in last.asked
        )
    ):
        return with_noun(preposition, bare_body, question, last)
    if named and bare_body:
        return with_name(named[0], preposition, bare_body, question, last, before)
    return with_noun(preposition, bare_body, question, last)


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
    if words[0] == "why" and (so := re.search(r"\bso \w+$", plain)):  # "Why so late?"
        return f"{asked_again('why', last, before).rstrip('?')} {so.group()}?"
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
        return f"{begin} {without_article(parts.subject)} {parts.helper} {parts.predicate}?"
    if words[0] == "which" and subject and re.match(r"(?:an?|any|some)\b", parts.subject, re.I):
        return f"Which {without_article(parts.subject)} {parts.helper} {parts.predicate}?"
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
            f"{begin} {without_article(counted)} {parts.helper} {parts.subject} {parts.predicate.replace(counted, '', 1)}".replace(
                "  ", " "
            ).rstrip()
            + "?"
        )
    return asked_again(wh, last, before)


def _without_wh(parts: Clause) -> str:
    return " ".join(part for part in (parts.helper, parts.subject, parts.predicate) if part)
