"""How a figure developed: what several articles give as the same measure of the same thing, in order of date. By rules. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.indexes.nouns import MAX_QUOTE, Hit, Passage, Revision
from dateline.service.lexicon import content_words, frame_of
from dateline.service.orders import is_quotable
from dateline.service.question import Reading
from dateline.service.selection import dated
from dateline.service.words import stems_of

_BEGINNING = 5  # words of a clause in which its subject stands
_THAT = re.compile(r"\bthat\s")
_OWNED = re.compile(r"\W*[A-Z][\w-]+[’']s\s")
_WORD = re.compile(r"[^\W_]+")
AT_MOST = 5  # sentences of a development
_AMOUNT = r"[$£€¥]\s?\d|\b\d[\d.,]*\s?(?:(?:m|b|tr)illion|m|bn|thousand)\b|\b\d[\d.,]*\s(?:dollars?|pounds?|euros?|yuan|yen|crowns?|francs?|cents?|pence)\b"
_SHARE = r"\b\d[\d.,]*\s?(?:%|percent|per cent|pct|percentage points?)|\b\d+ basis points"
_COUNT = r"\b\d{1,3}(?:,\d{3})+\b|(?<![.,\d$£€¥])\b(?!(?:19|20)\d\d\b)\d+\b(?![.,]\d|\s?(?:%|per ?cent|st|nd|rd|th|[ap]\.?m\b|(?:m|b|tr)illion))"
_DAY = r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|spring|summer|autumn|fall|winter|(?:19|20)\d\d)\b"
_ANY = rf"{_AMOUNT}|{_SHARE}|{_COUNT}|\b\d+\.\d+\b"
_OF_CHANGE = stems_of(
    "change develop evolve grow move shift rise fall progress vary go differ slip trace track history course trend time year yearly month since "
    "before after new first last final now plan promise original initial total figure number report so far"
)
_NEAR = 0.35  # worth of a sentence found for the question, per unit of its cosine
_ELSEWHERE = 1.0  # lost by a sentence that names what neither question, title nor lead do
_LEADING = 0.5  # share of the question's other words that article and sentence must have where it has no name


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that is measured again and again: what questions call it, what sentences that give it say, and its figures."""

    called: frozenset[str]  # base forms
    told: frozenset[str]  # base forms, those of `called` among them
    figure: re.Pattern[str]


def _measure(called: str, told: str, figure: str) -> Measure:
    names = stems_of(called)
    return Measure(names, names | stems_of(told), re.compile(figure, re.I))


MEASURES = (
    _measure("headcount staff workforce payroll employees", "employ employed employs staffed workers people jobs posts", _COUNT),
    _measure("jobs posts", "employ employed employs workers people staff", _COUNT),
    _measure("revenue revenues sales turnover", "takings", _AMOUNT),
    _measure("profit profits earnings loss losses", "earned lost", _AMOUNT),
    _measure("rate rates inflation unemployment turnout stake share shares", "held", _SHARE),
    _measure("pay wage wages salary salaries raise", "offer offered rise demand deal accept accepted", rf"{_SHARE}|{_AMOUNT}"),
    _measure("compensation settlement damages grant grants subsidy", "offered receive pay paid", _AMOUNT),
    _measure("capacity output production", "produce produces total combined", _ANY),
    _measure("cost costs bill budget overrun", "price worth contract pay put budgeted", _AMOUNT),
    _measure("price prices", "cost costs sell sold buy bought pay put budgeted", rf"{_AMOUNT}|{_COUNT}"),
    _measure("fare fares fee fees toll tolls ticket tickets levy rent", "cost costs charge pay", rf"{_AMOUNT}|{_COUNT}"),
    _measure("fine fines penalty", "fined", _AMOUNT),
    _measure("debt deficit reserves spending funding aid investment", "spend owes", rf"{_AMOUNT}|{_SHARE}"),
    _measure("passengers visitors attendance traffic riders spectators", "carried came", rf"{_COUNT}|{_AMOUNT}"),
    _measure("members membership pupils students patients residents population", "", rf"{_COUNT}|{_AMOUNT}"),
    _measure("completion deadline finish end", "complete completed completes finished ready done due", _DAY),
    _measure("opening start launch begin", "open opens opened starts started begins first launches serve carry carried sail due", _DAY),
    _measure("date schedule timetable", "open opens opened start starts started begin begins first complete finished ready due", _DAY),
    _measure("limit limits quota quotas cap ceiling allowance", "allowed allow land catch", rf"{_COUNT}|{_AMOUNT}|{_SHARE}"),
    _measure("length height depth area size distance temperature level", "long high deep", _ANY),
    _measure("forecast forecasts outlook estimate estimates target targets", "expects expected", _ANY),
)  # fmt: skip


def measure_of(question: str) -> Measure | None:
    """What a question asks the development of: the measure that it names first."""
    for token in content_words(question):
        for each in MEASURES:
            if token.stem in each.called:
                return each
    return None


def development(reading: Reading, hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """The sentence of each article that gives the measure asked for, in order of date; nothing where fewer than two do.

    The articles are those of the hits; a sentence of theirs that was not found itself is looked at as well.
    """
    asked = measure_of(reading.standalone)
    if asked is None:
        return ()
    hits = list(hits)
    found = {hit.passage.id: hit for hit in hits}
    revisions = {(hit.revision.article_id, hit.revision.number): hit.revision for hit in hits}
    best = sorted(
        (max(told, key=lambda pair: pair[0]) for each in revisions.values() if (told := list(_told(asked, reading, each, found)))),
        key=lambda pair: -pair[0],
    )  # fmt: skip
    chosen = [hit for _, hit in best[:AT_MOST]]
    return tuple(sorted(chosen, key=lambda hit: (*dated(hit), hit.passage.ordinal))) if len(chosen) > 1 else ()


def _told(asked: Measure, reading: Reading, revision: Revision, found: dict[str, Hit]) -> Iterator[tuple[float, Hit]]:
    """The sentences of an article that give the measure of what is asked about, each with what it is worth."""
    named = frozenset(part for name in reading.names for part in name.stems)
    frame = stems_of(frame_of(revision))
    others = {term.stem for term in reading.terms} - asked.told - named - _OF_CHANGE
    for passage in revision.passages:
        here, around = stems_of(passage.text), f"{frame_of(revision)}\n{_before(revision, passage)}\n{passage.text}"
        if not asked.told & here or not asked.figure.search(passage.text):
            continue
        if len(passage.text) > MAX_QUOTE or not is_quotable(passage) or not _has_all(reading, around):
            continue
        if not named and others and len(others & (here | frame)) < _LEADING * len(others):
            continue
        hit = found.get(passage.id) or Hit(passage, revision, 0.0, {}, "in an article found for the question")
        shared = len(others & here) / len(others) if others else 0.0
        elsewhere = _subjects(passage.text) - frame - named
        worth = (
            shared + bool(asked.called & here) + bool(named and named <= here) + _NEAR * hit.scores.get("vectors", 0.0)
        )
        worth -= _ELSEWHERE * bool(elsewhere)
        yield worth, hit


def _subjects(text: str) -> set[str]:
    """The base forms of names where a sentence or a clause behind "that" begins; of its very first word only before "’s"."""
    found = set[str]()
    for at, clause in enumerate(_THAT.split(text)):
        tokens = content_words(" ".join(clause.split()[:_BEGINNING]))
        begun = tokens if at or _OWNED.match(clause) else tokens[1:]
        found |= {token.stem for token in begun if token.capital}
    return found


def _has_all(reading: Reading, text: str) -> bool:
    """Whether a text has every name of the question, its words side by side."""
    words, asked = _plain(text), _plain(reading.standalone)
    names = (re.search(rf"{re.escape(_plain(name.text))}(?:\d+ )?", asked) for name in reading.names)
    return all(match is None or match.group() in words for match in names)


def _plain(text: str) -> str:
    """Words in lower case between single spaces."""
    return f" {' '.join(_WORD.findall(text.lower()))} "


def _before(revision: Revision, passage: Passage) -> str:
    return revision.passages[passage.ordinal - 1].text if passage.ordinal else ""
