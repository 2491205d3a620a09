"""Whether a question names what the talk is about, and the topic put in where it does not: "the newest fund of Selk". English, by rules."""

import re
from collections.abc import Iterator, Sequence

from dateline.service.following.answering import what_was_listed
from dateline.service.following.clauses import Clause, clause
from dateline.service.following.conversation import Told, is_time
from dateline.service.following.ellipsis import about_new
from dateline.service.following.looseness import RELATIONAL, loose_in
from dateline.service.following.mentions import Name, names
from dateline.service.following.moments import YEAR
from dateline.service.following.phrases import (
    LEADS,
    Phrase,
    bare,
    definite,
    head,
    is_plural,
    phrases,
    trimmed,
)
from dateline.service.following.referents import topic, varied
from dateline.service.following.unsaid import is_general
from dateline.service.following.verbs import participles
from dateline.service.words import content, same, stem, stems_of, tokens

_LEFT = re.compile(
    r"(?<!\w )\b(?:what|how) about\b|\b(?:those|these|such) [a-z]|\b(?:that|this|those|these|there)$", re.I
)
_ATTACHED = frozenset("of for in at on under to between against from with by".split())
_LOOSE = re.compile(r"\bthe (?:[a-z-]+ )?[a-z-]+ (?:for|under|among|in|with) (?:the )?$")  # "the threshold for" DRAM


def anchored(text: str, asked: str, before: Sequence[Told]) -> str:
    """A question that leans on the talk and names nothing of it, with the topic brought in from the newest question that names it.

    `asked`: the question as it was put. One that stands alone, or has a name of the talk, comes back as it is.
    """
    if about_new(asked) != asked or re.search(r"\w: ", asked):  # "Now the quay in Kelvar: what does it cost?"
        return text
    loose = loose_in(text, before)
    if loose not in asked and re.search(rf"\b(?:after|before|when|once) {re.escape(loose)}\b", text):
        return text  # the time that was put in is the talk's
    if not (loose or _leans(text, asked)) or _is_anchored(text, asked, before):
        return text
    about = _about(text, asked, before, loose)
    if not about:
        return text
    again = re.match(r"(?:\w+ )?the (?P<head>[a-z]+) (?P<more>(?:in|of|at|for) .+)", about)
    if again and not loose and re.search(rf"\b{again['head']}\b", text):
        about = again["more"]  # "How high had the deficit been in 2024 in China?"
    if loose and loose in text:
        end = text.index(loose) + len(loose)
        if head(about) == head(loose) and len(loose.split()) == 2:
            return text.replace(loose, about.partition(" ")[2], 1)  # "the measures": Selk's measures of May
        behind = re.sub(r"^(?:in|on|at|from|by|with|to|against|under)\b", "of", about) if loose else about
        return f"{text[:end]} {behind}{text[end:]}"
    plain = text.rstrip(" ?")
    if (plain.endswith("ed") or plain.split()[-1] in participles()) and about.startswith("of "):
        about = f"for {about.removeprefix('of ')}"
    return f"{plain} {about}?"


def _leans(text: str, asked: str) -> bool:
    """Whether a question goes on from others: by its first word, a word that points back, or what the rules made of it."""
    plain = asked.rstrip(" ?")
    has_lead = bare(plain.split()[0]) in LEADS
    is_changed = text != asked
    if not is_changed and not has_lead and not _LEFT.search(plain):
        return False
    return not is_general(text)


def _is_anchored(text: str, asked: str, before: Sequence[Told]) -> bool:
    """Whether it has a name of an earlier question, or one that the rules put in, or brings a subject of its own."""
    if any(listed in text for turn in before if (listed := what_was_listed(turn))):
        return True
    own, known = names(f"x {text}"), [name.text for turn in before for name in turn.asked]
    if RELATIONAL.fullmatch(head(loose_in(text, before) or "x")):  # "What did she say about the price?"
        own = tuple(name for name in own if name.sort != "person")
    if any(name.text in each or each in name.text for name in own for each in known):
        return True
    if any(name.text not in asked for name in own):
        return True
    if not own or _is_piece(asked) or loose_in(text, before):
        return False
    return not all(_LOOSE.search(text[: max(0, name.start - 2)]) for name in own)


def _about(text: str, asked: str, before: Sequence[Told], loose: str) -> str:
    """The topic with the word that joins it: of the newest question that names one; else of the newest answer."""
    own = names(f"x {text}")
    is_piece = _is_piece(asked)
    replaced = [
        name.text for name in before[-1].asked if _is_swapped(asked, text, before[-1]) and name.text not in text
    ]
    replaced += [
        name.text
        for turn in before
        for name in turn.asked
        if own and any(name.sort == each.sort and (is_piece or name.sort != "place") for each in own)
    ]
    replaced += varied(before) if is_piece else []
    ordered = list(reversed(before))
    if loose:
        noun = stem(head(loose))
        ordered.sort(key=lambda turn: not any(same(noun, token.stem) > 0 for token in content(tokens(turn.question))))
    for age, turn in enumerate(ordered):
        found = list(_named(turn, replaced))
        if age and is_piece:
            found = [each for each in found if any(word.islower() and word != "the" for word in each.text.split())]
        found = [each for each in found if each.text.lower() not in text.lower()]
        if found:
            return _joined(found, turn, text, loose, is_piece=is_piece)
    if (
        loose
        and not any(each.asked for each in before[-1:])
        and (about := topic(before[-1:]))
        and len(about.split()) < 10
    ):
        here = stems_of(text)
        return "" if here & stems_of(about) else f"of {about}"
    for turn in reversed(before):
        answered = next((name.text for name in turn.said if name.sort != "person" and name.text not in replaced), "")
        is_bare = answered and not any(each.asked for each in before) and answered not in text
        if is_bare and (loose or text == asked):
            return f"of {answered}"
    return ""


def _named(turn: Told, replaced: Sequence[str]) -> Iterator[Phrase]:
    """The phrases of a question that have a name, each with what it is of and what hangs on it; people last."""
    parts = turn.clause
    text = f"{parts.noun} , {parts.subject} , {parts.rest}" if parts else turn.question
    every = [
        part for part in phrases(text) if part.preposition == "of" or names(f"x {part.text}") or not is_time(part.text)
    ]
    people: list[Phrase] = []
    at = 0
    while at < len(every):
        start, part = at, every[at]
        at += 1
        whole = part.text
        while (
            at < len(every)
            and every[at].preposition in {"of", "for"}
            and f"{every[at - 1].text} {every[at].preposition} {every[at].text}" in text
        ):
            whole += f" {every[at].preposition} {every[at].text}"
            at += 1
        found = names(f"x {whole}")
        if not found or any(name.text in replaced for name in found):
            continue
        phrase = Phrase(every[start].preposition, definite(trimmed(re.sub(r"^(?:its|his|her|their)\b", "the", whole))))
        if all(_is_person(name, turn) for name in found):
            people.append(phrase)
        else:
            yield phrase
    yield from people[:1]


def _is_person(name: Name, turn: Told) -> bool:
    return any(each.sort == "person" and each.text == name.text for each in turn.asked)


def _joined(found: Sequence[Phrase], turn: Told, text: str, loose: str, *, is_piece: bool) -> str:
    kept = found[:1] if not loose else found[:2]
    out = " ".join(
        f"{part.preposition if part.preposition in _ATTACHED else 'of' if not at else 'and'} {part.text}"
        for at, part in enumerate(kept)
    )
    parts = turn.clause
    if (
        not is_piece
        and parts
        and parts.noun
        and is_plural(parts.noun)
        and parts.subject
        and parts.wh.lower().startswith(("which", "what", "how many"))
        and not _of_contrast(parts, text)
    ):
        out = f"of the {parts.noun} that {parts.subject} {parts.helper} {parts.predicate}"
    years = YEAR.findall(turn.question)
    if loose and years and not YEAR.search(f"{text} {out}"):
        out += f" in {years[-1]}"
    return out


def _is_piece(asked: str) -> bool:
    """Whether a question has no verb: "And Spain?", "What about Spain?"."""
    parts = clause(asked)
    return parts is None or (not parts.helper and not parts.predicate)


def _is_swapped(asked: str, text: str, last: Told) -> bool:
    """Whether a piece took the place of another in the last question."""
    verb = last.clause.predicate.partition(" ")[0] if last.clause else ""
    return _is_piece(asked) and (not verb or verb in text.rstrip(" ?").split())


def _of_contrast(parts: Clause, text: str) -> bool:
    """Whether a question is of another of the kind that an earlier one had as its subject."""
    here, there = names(f"x {text}"), names(f"x {parts.subject}")
    return any(one.sort == other.sort for one in here for other in there)
