"""Ways to make Dateline worse, one line each, and why the gate has to be red for it. Data for `sabotage.py`."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Sabotage:
    """One edit of one file. `kind`, `why`: a finding of this kind whose words contain `why` is the right reason.

    "unmeasurable": the gold questions no longer hold against the articles, and nothing is asked at all.
    """

    name: str
    file: str
    old: str  # stands there exactly once
    new: str
    kind: Literal["broken", "failed", "changed", "worse", "unmeasurable"]
    why: str
    count: int = 1  # such findings that there must be at least


_FILTERS = "filters = Filters(as_of=question.as_of, since=question.since, sources=question.sources)\n    found"

SABOTAGES = (
    Sabotage(
        "spans are off by one",
        "service/verify.py",
        "        start=quote.start,\n",
        "        start=quote.start + 1,\n",
        "broken",
        "a citation is not text[start:end]",
    ),
    Sabotage(
        "the keyword index is empty",
        "indexes/keywords.py",
        "        if not clauses or limit < 1:\n",
        "        if True:\n",
        "broken",
        "the keywords found nothing",
    ),
    Sabotage(
        "vectors are reversed",
        "indexes/store.py",
        "        return self._embedder.embed([text])[0]\n",
        "        return -self._embedder.embed([text])[0]\n",
        "worse",
        "had its evidence among the first ten passages",
        5,
    ),
    Sabotage(
        "fusion is dropped: keywords alone give the order",
        "indexes/retrieval.py",
        "score = by_meaning.get(passage_id, 0.0) + FUSION.keywords_share * by_words.get(passage_id, 0.0)",
        "score = by_words.get(passage_id, 0.0)",
        "worse",
        "had its evidence among the first ten passages",
        5,
    ),
    Sabotage(
        "nothing is ever refused",
        "service/answerable.py",
        "    if most(candidates) >= threshold:\n",
        "    if True:\n",
        "worse",
        "was right",
        10,
    ),
    Sabotage(
        "everything is refused",
        "service/pipeline.py",
        "    if not verdict.answerable or set(reading.sources_named) & set(found.missing_sources):\n",
        "    if True:\n",
        "worse",
        "was right",
        50,
    ),
    Sabotage(
        "as_of is ignored",
        "service/pipeline.py",
        _FILTERS,
        _FILTERS.replace("question.as_of", "None", 1),
        "broken",
        "a citation is dated after `as_of`",
    ),
    Sabotage(
        "since is ignored",
        "service/pipeline.py",
        _FILTERS,
        _FILTERS.replace("question.since", "None", 1),
        "broken",
        "something is shown from before `since`",
    ),
    Sabotage(
        "sources are ignored",
        "indexes/reading.py",
        "    if filters.sources:\n        allowed.append",
        "    if False:\n        allowed.append",
        "broken",
        "something is shown of a source that was not asked for",
    ),
    Sabotage(
        "dates are swapped in citations",
        "service/verify.py",
        "        published_at=revision.published_at,\n        updated_at=revision.updated_at,\n",
        "        published_at=revision.updated_at,\n        updated_at=revision.published_at,\n",
        "broken",
        "a citation has another title, source, address or date than its article",
        10,
    ),
    Sabotage(
        "day and month are swapped when dates are read",
        "indexes/dates.py",
        "        return datetime.fromisoformat(f\"{found['day']}T{clock}{zone}\").astimezone(UTC)\n",
        "        at = datetime.fromisoformat(f\"{found['day']}T{clock}{zone}\").astimezone(UTC)\n"
        "        return at.replace(month=at.day, day=at.month) if at.day <= 12 else at\n",
        "unmeasurable",
        "rule out an evidence",
    ),
    Sabotage(
        "undated articles pass as_of",
        "indexes/reading.py",
        "            conditions += [table.c.known_from <= latest, table.c.corrected.is_(False)]\n",
        "            conditions += [(table.c.known_from <= latest) | table.c.known_from.is_(None), table.c.corrected.is_(False)]\n",
        "broken",
        "is undated, and a day was asked for",
    ),
    Sabotage(
        "a stale revision is served",
        "indexes/reading.py",
        "    return [*allowed, ~select(literal(1)).select_from(later).where(*follows).exists()]\n",
        "    return [*allowed, revisions.c.number == 1]\n",
        "broken",
        "is of a stale revision",
    ),
    Sabotage(
        "withdrawn articles are served",
        "indexes/reading.py",
        "    allowed = [revisions.c.article_id.not_in(select(withdrawals.c.article_id))]\n",
        "    allowed = [revisions.c.article_id.is_not(None)]\n",
        "broken",
        "a withdrawn article appears",
        10,
    ),
    Sabotage(
        "nobody is asked whose words they are",
        "service/bars.py",
        '        ("speaker", _is_other_speaker(reading, hit)),\n',
        "",
        "worse",
        "was right",
        2,
    ),
    Sabotage(
        "speakers are not named",
        "service/quotes.py",
        "    return None if speaker is None else with_role(speaker, hit.revision.text)\n",
        "    return None\n",
        "worse",
        "named the speaker",
    ),
    Sabotage(
        "citations are shuffled among the claims",
        "service/assembly.py",
        "        claims=tuple(claims),\n",
        "        claims=tuple(\n"
        "            Claim(one.text, other.citations, one.kind, one.said_by)\n"
        "            for one, other in zip(claims, reversed(claims), strict=True)\n"
        "        ),\n",
        "broken",
        "a quoted claim is not its quotes",
    ),
    Sabotage(
        "the prompt's template is empty",
        "prompts/answer.md.j2",
        "",
        "",
        "changed",
        "prompts.answer",
    ),
    Sabotage(
        "answers are cut",
        "service/assembly.py",
        "        answer=text,\n",
        "        answer=text[:80],\n",
        "broken",
        "the answer is not its claims",
        10,
    ),
    Sabotage(
        "half sentences are quoted",
        "indexes/sentences.py",
        "    if start < end:\n        yield Span(start, end, kind, paragraph)\n",
        '    comma = text.find(", ", start + 20, end)\n'
        "    if comma > 0:\n        yield Span(start, comma, kind, paragraph)\n        start = comma + 2\n"
        "    if start < end:\n        yield Span(start, end, kind, paragraph)\n",
        "broken",
        "a citation is not whole sentences",
        10,
    ),
    Sabotage(
        "the sentence after the right one is quoted",
        "service/quotes.py",
        "    passage, revision = candidate.hit.passage, candidate.hit.revision\n",
        "    passage, revision = candidate.hit.passage, candidate.hit.revision\n"
        "    passage = revision.passages[min(passage.ordinal + 1, len(revision.passages) - 1)]\n",
        "worse",
        "was right",
        20,
    ),
    Sabotage(
        "only three passages are judged",
        "indexes/retrieval.py",
        "LIMIT = 30  #",
        "LIMIT = 3  #",
        "worse",
        "was right",
    ),
    Sabotage(
        "copies are invented",
        "service/verify.py",
        "holders = copies.setdefault(_words(hit.passage.text), [])",
        'holders = copies.setdefault("", [])\n        for each in hits:\n            copies[_words(each.passage.text)] = holders',
        "broken",
        "said to be also in an article that does not have its words",
    ),
    Sabotage(
        "a weight of the judge has its sign turned",
        "service/answerable.json",
        '"order": {\n    "similarity": ',
        '"order": {\n    "similarity": -',
        "changed",
        "judge",
    ),
    Sabotage(
        "questions on whom fail with an error",
        "service/pipeline.py",
        "    started = perf_counter()\n    reading",
        '    if question.text.startswith("Who"):\n        raise RuntimeError\n    started = perf_counter()\n    reading',
        "failed",
        "500",
        5,
    ),
)
