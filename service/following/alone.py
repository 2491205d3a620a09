"""The way of a follow-up question: what it was asked after is read, turn by turn, and what it leaves out is put in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.service.following.anchoring import anchored
from dateline.service.following.clauses import without_lead
from dateline.service.following.conversation import Told, told, words_known
from dateline.service.following.describing import described
from dateline.service.following.echoing import echoed
from dateline.service.following.ellipsis import about_new, begun_anew, filled
from dateline.service.following.fragments import completed
from dateline.service.following.gathering import gathered
from dateline.service.following.judging import judged
from dateline.service.following.looseness import is_of_other, loose_in
from dateline.service.following.mentions import names
from dateline.service.following.net import netted
from dateline.service.following.pairs import of_two, surnamed
from dateline.service.following.phrases import LEADS, bare
from dateline.service.following.pointing import pointed, points
from dateline.service.following.retiming import of_another_year
from dateline.service.following.unsaid import leaning, on_the_matter
from dateline.service.following.wholes import as_thing, joined
from dateline.service.languages import is_english
from dateline.service.nouns import MAX_QUESTION
from dateline.service.times import numbers
from dateline.service.words import content, tokens

_EXACTLY = re.compile(r", (?:exactly|precisely|please|then)(?=\W*$)", re.I)
_EXCLAIMED = re.compile(
    r"^(?:ouch|ok|okay|wow|right|thanks|thank you|great|good|fine|hm+|aha|oh|noted|interesting|i see|understood)[.!] (?=\w)",
    re.I,
)
_MOST_TURNS = 12  # a conversation's last turns that are read


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier question of a conversation, and the sentences that answered it (empty: not answered)."""

    question: str
    quotes: tuple[str, ...] = ()  # whole sentences of articles that were shown
    speakers: tuple[str, ...] = ()  # who said them, where known


def standalone(question: str, turns: Sequence[Turn]) -> str:
    """The question as somebody would ask it who starts with it; as it is when it stands alone already.

    Deterministic, and never fails. Questions in other languages come back as they are. Every name and number of the result is one
    of the conversation's or the question's, but for a year reckoned from one of theirs ("And two years later?").
    """
    turns = turns[-_MOST_TURNS:]
    known = words_known([text for turn in turns for text in (turn.question, *turn.quotes)] + [question])
    before: list[Told] = []
    for turn in turns:
        seen = [*before[:-1], replace(before[-1], replied=turn.quotes)] if before else []
        before.append(told(_resolved(turn.question, seen, is_last=False), turn.quotes, turn.speakers, known))
    return _resolved(question, before)


def strangers(text: str, question: str, turns: Sequence[Turn]) -> tuple[str, ...]:
    """Names and numbers of a rewritten question (by a model) that neither the conversation nor the question has."""
    known = " ".join([question, *(each for turn in turns for each in (turn.question, *turn.quotes, *turn.speakers))])
    words = {token.stem for token in tokens(known)} | {token.text.casefold() for token in tokens(known)}
    figures = numbers(known)
    named = (name.text for name in names(text) if not _is_known(name.text, words))
    return tuple(dict.fromkeys([*named, *sorted(numbers(text) - figures)]))


def _is_known(name: str, words: set[str]) -> bool:
    return all(token.stem in words or token.text.casefold() in words for token in content(tokens(name)))


def _resolved(question: str, before: Sequence[Told], *, is_last: bool = True) -> str:
    """A question by the rules, then by the net. `is_last`: of an earlier one only what is sure, as others lean on its parts."""
    asked = _EXCLAIMED.sub("", _EXACTLY.sub("", " ".join(question.split())))
    if not before or not asked.strip(" ?!.") or len(question) > MAX_QUESTION or not is_english(question):
        return question
    if (found := begun_anew(asked)) is not None:
        return about_new(found)
    if (new := about_new(asked)) != asked and is_of_other(new, before):
        return _begun(new)
    found = _by_rules(asked, before)
    found = anchored(found, asked, before)
    held = netted(found, asked, before)
    found = held if is_last or ", concerning " not in held else found
    return question if found == asked else _begun(found)


def _by_rules(asked: str, before: Sequence[Told]) -> str:
    """A question with what it leaves out and points to; as it was asked where no rule has anything to put in."""
    text = of_another_year(about_new(as_thing(asked)), before)
    text = gathered(of_two(surnamed(text, before), before), before)
    if (found := filled(text, before)) is not None:
        return pointed(found, before)
    if (found := joined(text, before)) is not None:
        return pointed(found, before)
    if (found := echoed(text, before)) is not None:
        opening, that, statement = found.partition(" that ")
        is_ours = not that or re.search(r"\bit\b", opening)
        return found if is_ours else f"{pointed(opening, before)}{that}{statement}"
    if (found := completed(text, before)) is not None:
        return found
    if (found := judged(text, before)) != text:
        return pointed(found, before)
    found = on_the_matter(pointed(described(text, before), before), before)
    is_only_dated = bool(re.search(r"\d", found)) and not re.search(r"\d", text)
    has_topic = bool(loose_in(found, before)) and any(turn.asked for turn in before)
    if (found == asked and not points(text) and not has_topic) or is_only_dated:
        found = leaning(found, before, is_dated=is_only_dated)
    return found


def _begun(text: str) -> str:
    """A question without the "And" that it began with."""
    text = f"{without_lead(text)}?" if bare(text.split()[0]) in LEADS else text
    return text[0].upper() + text[1:]
