"""What comes out of the rules, held to what any question must be: nothing in it points out of it, nothing in it is garbled.

What fails gets what fits best from the conversation, and where that is not sure, the follow-up's own words with the topic of
what was asked before. This asks of no construction how it is made, only how its result reads.
"""

import re
from collections.abc import Sequence

from dateline.service.following.callings import Sex
from dateline.service.following.carrying import carried
from dateline.service.following.clauses import without_lead
from dateline.service.following.conversation import Told, person
from dateline.service.following.dangling import Pointer, dangling, loose, thin
from dateline.service.following.exchanging import beside, exchanged
from dateline.service.following.fragments import piece
from dateline.service.following.holding import garbled, is_cut
from dateline.service.following.lightness import light
from dateline.service.following.mentions import names
from dateline.service.following.moments import year
from dateline.service.following.phrases import PREPOSITIONS, bare
from dateline.service.following.pointing import possessive
from dateline.service.following.referents import place, thing
from dateline.service.following.wanted import needed
from dateline.service.words import content, country_words, stem, stems_of, tokens

_SEX: dict[str, Sex] = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_FEW = 3  # words of meaning of a question that goes on from one without a verb
_LONGEST = 400  # characters of a question that leans on others


def netted(found: str, asked: str, before: Sequence[Told]) -> str:
    """A rewritten question, or a safer one where it does not hold. `asked`: the question as it was put."""
    if len(asked) > _LONGEST:
        return found
    if (swapped := exchanged(found, asked, before)) is not None:
        return swapped
    if found == asked and before[-1].clause is None and _is_short(asked):
        return beside(asked, before[-1]) or carried(asked, before)
    if garbled(found, asked, before) or is_cut(found) or _doubled(found, asked):
        return carried(asked, before)
    behind = without_lead(found).removeprefix(without_lead(asked))
    is_longer = bool(re.match(r" (?:in|of|for|about|to) (?!the question)", behind))
    text = asked if is_longer and _left(asked, asked, before) else found
    for pointer in reversed(_left(text, asked, before)):
        text = _settled(pointer, text, asked, before)
    if text != asked and ", concerning " not in text and not piece(asked) and thin(text, asked, before):
        return carried(text, before)
    if ", concerning " not in text and not piece(asked) and light(text, asked, before):
        return carried(text, before)
    is_of_nobody = any(each.sort == "person" for each in dangling(text))  # a person whom nobody named stays "he"
    return carried(asked, before) if text == asked and not is_of_nobody and loose(asked, before) else text


def _is_short(asked: str) -> bool:
    """Whether a question names nobody and has few words that tell what it is about."""
    told = names(f"x {asked[0].lower()}{asked[1:]}")
    return (
        all(stem(name.text) in country_words() for name in told)
        and not re.search(r"\d", asked)
        and len(content(tokens(asked))) <= _FEW
    )


def _doubled(text: str, asked: str) -> bool:
    """Whether two words that point out of a question got the same name: "Does Corvane expect Corvane to win?"."""
    brought = stems_of(text) - stems_of(asked)
    twice = (name.text for name in names(f"x {text}") if text.count(name.text) > 1 and name.text not in asked)
    return any(brought <= stems_of(name) and not re.search(rf"{re.escape(name)}[’']s?\b", text) for name in twice)


def _left(text: str, asked: str, before: Sequence[Told]) -> list[Pointer]:
    """The words of a text that point out of it, as they did in the question that was put."""
    return [
        each
        for each in dangling(text)
        if each.word.lower() in asked.lower() and (each.sort != "count" or _is_counted(before[-1]))
    ]


def _settled(pointer: Pointer, found: str, asked: str, before: Sequence[Told]) -> str:
    """A question with one pointer less: replaced where there is a thing for it, else with the topic behind."""
    meant = _meant(pointer, found, before)
    if meant:
        text = f"{found[: pointer.start]}{meant}{found[pointer.end :]}"
        if not garbled(text, asked, before):
            return text
    if ", concerning " in found or (pointer.sort == "person" and not before[-1].asks_who):
        return found  # a person whom nobody named stays "he"
    plain = without_lead(asked)
    return carried(plain if without_lead(found).startswith(plain) else found, before)


def _is_counted(last: Told) -> bool:
    """Whether the last question asked how many there are of something."""
    return last.clause is not None and bool(last.clause.noun) and last.clause.wh.lower().startswith("how many")


def _meant(pointer: Pointer, text: str, before: Sequence[Told]) -> str:
    word, left, right = pointer.word.lower(), text[: pointer.start], text[pointer.end :]
    owns = word in {"its", "his", "their"} or (word == "her" and bool(re.match(r"\s+[a-z]", right)))
    if pointer.sort == "person":
        found = person(before, _SEX[word])
    elif pointer.sort == "thing":
        as_object = bool(left.split()) and not re.search(
            r"\b(?:do|does|did|is|are|was|were|has|have|had|will|would|can|could)\s+$", left
        )
        found = thing(
            before, plural=word.startswith("th"), as_object=as_object, needs=needed(left, right, owns=owns), but=text
        )
    elif pointer.sort == "place" and (where := place(before, only=True)):
        found = where[0] if bare(left.split()[-1]) in {"from", "to", "in", "at", "near"} else f"{where[1]} {where[0]}"
    elif pointer.sort == "time" and (when := year(before)):
        found = str(when) if bare(left.split()[-1]) in PREPOSITIONS else f"in {when}"
    else:
        found = None
    return "" if not found else possessive(found) if owns else found
