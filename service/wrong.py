"""An answer that is wrong becomes a gold question: what was asked, and the words of the articles that answer it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, cast

from dateline.indexes.archive import Archive
from dateline.indexes.dates import stored_day
from dateline.indexes.nouns import Filters, Revision
from dateline.service.gold_file import REPORTED, GoldQuestion, GoldQuote
from dateline.service.nouns import Question
from dateline.service.question import read

MAX_SAYS = 2000  # characters of the right words
MAX_PLACES = 20  # sentences that may have them; words that stand in more say nothing of their own

Find = Callable[[str, Filters], Sequence[Revision]]  # revisions that may be used and might have these words
_JSON = Mapping[str, Any]
_ANSWER_ID = re.compile(r"[0-9a-f]{8,64}")
_MARKS = ("'‘’‚‛′", '"“”„‟″«»')  # quotation marks that stand for one another
_LETTER = "[0-9A-Za-z\u00c0-\u052f]"  # of scripts that part words by spaces: Latin, Greek, Cyrillic

_NEEDED = "The answer already is that the articles don’t say. Copy the right words from an article, letter for letter."
_NOWHERE = (
    "These words stand in no article that the question may use under its dates and sources. "
    "Copy them from an article as it stands now, letter for letter."
)
_LONGER = "These words stand in too many places, or inside other words. Copy more of the sentence."
_ASKED = "The question itself has these words. Copy more of the sentence."
_GIVEN = "The answer has these words, so a test would call it right. Copy words that it lacks, letter for letter."


class AnswerNotFound(LookupError):
    """No answer was stored under this id."""


class ReportUnusable(ValueError):
    """A report that no gold question can be made of. The message is ours, says what to do, and repeats nothing of it."""


def reported(archive: Archive, answer_id: str, says: str | None, *, find: Find) -> GoldQuestion:
    """The gold question of a wrong answer. `says`: words of an article that answer it; None: the articles don't say.

    The words are looked for letter for letter, whatever the white space and the form of quotation marks, in what the
    question may use under the filters of its request. Raises AnswerNotFound, ReportUnusable.
    """
    answer = _stored(archive, answer_id)
    filters = requested(answer)
    if says is None and answer["status"] == "not_answered":
        raise ReportUnusable(_NEEDED)
    accepted, places = ((), ()) if says is None else _proof(says, find(says, filters), answer)
    return GoldQuestion(
        id=f"{REPORTED}{answer_id}",
        kind="reported",
        question=answer["question"],
        as_of=filters.as_of.isoformat() if filters.as_of else None,
        since=filters.since.isoformat() if filters.since else None,
        sources=filters.sources,
        before=tuple(_earlier(archive, answer))[::-1],
        answerable=says is not None,
        accepted=(accepted,) if accepted else (),
        evidence=(places,) if places else (),
    )


def requested(answer: _JSON) -> Filters:
    """The filters that came with the request of a stored answer, without what was read from the question's words.

    Answers stored before requests were kept have both in `interpreted`: there, a `since` that the words alone would give
    is taken for theirs.
    """
    request = cast(_JSON | None, answer.get("request"))
    if request is not None:
        return Filters(stored_day(request["as_of"]), stored_day(request["since"]), tuple(request["sources"]))
    since = stored_day(answer["interpreted"]["since"])
    if since == read(Question(answer["question"])).interpreted.since:
        since = None
    return Filters(stored_day(answer["as_of"]), since, tuple(answer["interpreted"]["sources"]))


def _stored(archive: Archive, answer_id: str) -> _JSON:
    answer = archive.answer(answer_id) if _ANSWER_ID.fullmatch(answer_id) else None
    if answer is None:
        raise AnswerNotFound
    return answer


def _earlier(archive: Archive, answer: _JSON) -> Iterator[str]:
    """What was asked before in the conversation, latest first."""
    while (follows := cast(str | None, answer["follows"])) is not None:
        answer = _stored(archive, follows)
        yield answer["question"]


def _proof(says: str, revisions: Sequence[Revision], answer: _JSON) -> tuple[tuple[str, ...], tuple[GoldQuote, ...]]:
    """The words as the articles have them, and all places that have them. Raises ReportUnusable.

    All, since `dateline eval` refuses a question when a sentence that would count as right is not among its evidence.
    """
    exact, similar = _pattern(says), _pattern(says, re.IGNORECASE)
    found = [(revision, match) for revision in revisions for match in exact.finditer(revision.text)]
    if not found:
        raise ReportUnusable(_NOWHERE)
    accepted = tuple(dict.fromkeys(" ".join(match.group().split()) for _, match in found))
    forms = [_folded(form) for form in accepted]
    places = [_widened(revision, *match.span()) for revision, match in found]
    for revision in revisions:
        carrying = [each.text for each in revision.passages if any(form in _folded(each.text) for form in forms)]
        if not all(similar.search(text) for text in carrying):
            raise ReportUnusable(_LONGER)
        places += [GoldQuote(revision.article_id, text) for text in carrying]
    evidence = tuple(dict.fromkeys(places))
    if len(evidence) > MAX_PLACES:
        raise ReportUnusable(_LONGER)
    if any(form in _folded(answer["question"]) for form in forms):
        raise ReportUnusable(_ASKED)
    given = _folded(" ".join(claim["text"] for claim in answer["claims"]))
    if any(form in given for form in forms):
        raise ReportUnusable(_GIVEN)
    return accepted, evidence


def _pattern(says: str, flags: int = 0) -> re.Pattern[str]:
    """These words, whatever the white space between them and the form of quotation marks, not inside longer ones."""
    words = says.split()
    opens = rf"(?<!{_LETTER})(?<!\d[.,])" if re.match(_LETTER, words[0]) else ""
    closes = rf"(?!{_LETTER}|[.,]\d)" if re.match(_LETTER, words[-1][-1]) else ""
    return re.compile(opens + r"\s+".join("".join(map(_character, word)) for word in words) + closes, flags)


def _character(character: str) -> str:
    marks = next((marks for marks in _MARKS if character in marks), None)
    return re.escape(character) if marks is None else f"[{marks}]"


def _widened(revision: Revision, start: int, end: int) -> GoldQuote:
    """Whole passages, as far as the words touch them."""
    touched = [each for each in revision.passages if each.start < end and start < each.end]
    start, end = min([start, *(each.start for each in touched)]), max([end, *(each.end for each in touched)])
    return GoldQuote(revision.article_id, revision.text[start:end])


def _folded(text: str) -> str:
    """As `dateline eval` folds what may differ between an accepted answer and the words of an article."""
    return " ".join(text.split()).casefold()
