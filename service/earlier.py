"""What was asked earlier in a conversation, and what of the answers may still be leaned on."""

from collections.abc import Mapping
from typing import Any

from dateline.indexes.archive import Archive, ArticleNotFound, ArticleWithdrawn
from dateline.indexes.dates import stored_day
from dateline.service.following import Turn
from dateline.service.nouns import Question

MOST_TURNS = 8


def turns(archive: Archive, question: Question) -> tuple[Turn, ...]:
    """The turns before a question, oldest first; none of one that follows nothing.

    Of the answers, what the question's own filters would not show is left out, and so is what was withdrawn since: a name
    that only a later article has must not come back through a follow-up.
    """
    found: list[Turn] = []
    answer_id = question.follows
    seen: set[str] = set()
    while answer_id is not None and answer_id not in seen and len(found) < MOST_TURNS:
        seen.add(answer_id)
        stored = archive.answer(answer_id)
        if stored is None:
            break
        found.append(_turn(stored, archive, question))
        answer_id = stored["follows"]
    return tuple(reversed(found))


def _turn(stored: Mapping[str, Any], archive: Archive, question: Question) -> Turn:
    shown = {each["number"]: each["quote"] for each in stored["citations"] if _may_show(each, archive, question)}
    told = [claim for claim in stored["claims"] if set(claim["citations"]) <= set(shown)]
    quotes = dict.fromkeys(shown[number] for claim in told for number in claim["citations"])
    speakers = dict.fromkeys(claim["said_by"] for claim in told if claim["said_by"])
    return Turn(str(stored["question"]), tuple(quotes), tuple(speakers))


def _may_show(citation: Mapping[str, Any], archive: Archive, question: Question) -> bool:
    days = [stored_day(citation[name]) for name in ("published_at", "updated_at")]
    known = [day for day in days if day is not None]
    if (question.as_of or question.since) and not known:
        return False
    if question.as_of is not None and max(known) > question.as_of:
        return False
    if question.since is not None and max(known) < question.since:
        return False
    try:
        archive.revision(citation["article_id"], citation["revision"])
    except (ArticleNotFound, ArticleWithdrawn):
        return False
    return True
