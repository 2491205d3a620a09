"""What holds whatever the articles, the question or the drafter do: the contract's list, as properties."""

import dataclasses
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from fakes import HashingEmbedder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsroom import desk_on

from dateline.indexes.nouns import MAX_QUOTE, Article
from dateline.indexes.store import Store
from dateline.service.answerable import Verdict
from dateline.service.assembly import REFUSALS
from dateline.service.caller import Caller
from dateline.service.desk import Desk
from dateline.service.nouns import Answer, DraftClaim, Question, Quote
from dateline.service.nouns import Generator as GeneratorNoun
from dateline.service.pipeline import Draft, Meta, Outcome, Proven
from dateline.service.question import Reading, normalise
from dateline.service.quotes import keyless_draft

WORDS = "barrier cost crowns board harbour minister denied raised 2023 412 million not yet Vantmoor said".split()
ODD = ["🌊", "é", "e\u0301", "\u200b", "“", "”", "\u202e", "中国", "。", "\u00a0", "½", "👩‍👩‍👧", "\ufb01"]
EXAMPLES = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])

sentence = st.builds(
    lambda words, end: " ".join(words).capitalize() + end,
    st.lists(st.sampled_from(WORDS + ODD), min_size=2, max_size=14),
    st.sampled_from([".", "!", "?", ".”", "。", ""]),
)
text = st.builds(
    lambda parts, gap: gap.join(parts),
    st.lists(sentence, min_size=1, max_size=6),
    st.sampled_from([" ", "\n", "\n\n", "\u2028"]),
)
moment = st.one_of(
    st.none(), st.datetimes(datetime(2022, 1, 1), datetime(2024, 12, 31)).map(lambda at: at.replace(tzinfo=UTC))
)
article = st.builds(
    Article,
    text=text,
    title=st.one_of(st.none(), sentence),
    published_at=moment,
    updated_at=moment,
    source=st.sampled_from([None, "Harbour Paper", "Tide Post"]),
)
question = st.builds(
    lambda words: normalise(" ".join(words)) or "What?", st.lists(st.sampled_from(WORDS + ODD), min_size=1, max_size=8)
)
day = st.one_of(st.none(), st.dates(date(2022, 1, 1), date(2025, 1, 1)))


@contextmanager
def desk_over(articles: list[Article], *, draft: Draft = keyless_draft) -> Generator[Desk]:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder), embedder=HashingEmbedder())
        store.archive.add_many([dataclasses.replace(each, id=f"a{place}") for place, each in enumerate(articles)])
        store.catch_up()
        store.embed_missing(publish=False)
        try:
            yield desk_on(store, Path(folder, "gold.jsonl"), draft=draft)
        finally:
            store.close()


def asked(desk: Desk, given: Question) -> tuple[list[Meta | Proven], Answer]:
    *steps, last = desk.ask(given)
    assert isinstance(last, Answer)
    assert not any(isinstance(step, Answer) for step in steps)
    return [step for step in steps if not isinstance(step, Answer)], last


def check(desk: Desk, answer: Answer) -> None:
    """The always-true list for one answer."""
    assert 0.0 <= answer.confidence <= 1.0
    for citation in answer.citations:
        revision = desk.archive.revision(citation.article_id, citation.revision)
        assert revision.text[citation.start : citation.end] == citation.quote
        assert 1 <= len(citation.quote) <= MAX_QUOTE
        assert citation.start in {passage.start for passage in revision.passages}
        assert citation.end in {passage.end for passage in revision.passages}
    numbers = {citation.number for citation in answer.citations}
    used = {number for claim in answer.claims for number in claim.citations}
    assert numbers == used == set(range(1, len(numbers) + 1))
    by_number = {citation.number: citation.quote for citation in answer.citations}
    for claim in answer.claims:
        assert claim.citations
        assert claim.text.split() == " ".join(by_number[number] for number in claim.citations).split()
    if answer.status == "not_answered":
        assert not answer.claims
        assert not answer.citations
        assert answer.reason is not None
        assert answer.answer == REFUSALS[answer.reason]
    else:
        assert answer.answer == " ".join(c.text + "".join(f" [{n}]" for n in c.citations) for c in answer.claims)


def shown(answer: Answer) -> Iterator[tuple[str, int]]:
    for each in (*answer.citations, *answer.related):
        yield each.article_id, each.revision
    for citation in answer.citations:
        for also in citation.also_in:
            yield also.article_id, 1


@given(articles=st.lists(article, max_size=4), words=question)
@EXAMPLES
def test_every_answer_is_made_of_whole_stored_passages(articles: list[Article], words: str) -> None:
    with desk_over(articles) as desk:
        steps, answer = asked(desk, Question(words))
        check(desk, answer)
        assert tuple(step.claim for step in steps if isinstance(step, Proven)) == answer.claims


@given(articles=st.lists(article, min_size=1, max_size=4), words=question, as_of=day, since=day)
@EXAMPLES
def test_nothing_outside_the_dates_appears_anywhere(
    articles: list[Article], words: str, as_of: date | None, since: date | None
) -> None:
    with desk_over(articles) as desk:
        _, answer = asked(desk, Question(words, as_of=as_of, since=since))
        for article_id, number in shown(answer):
            revision = desk.archive.revision(article_id, number)
            if as_of is not None:
                assert revision.known_from is not None
                assert revision.known_from.date() <= as_of
            if since is not None:
                assert revision.published_at is not None
                assert revision.published_at.date() >= since


@given(articles=st.lists(article, min_size=1, max_size=4), words=question, gone=st.integers(0, 3))
@EXAMPLES
def test_a_withdrawn_article_appears_nowhere(articles: list[Article], words: str, gone: int) -> None:
    with desk_over(articles) as desk:
        name = f"a{gone % len(articles)}"
        desk.withdraw(name, "a test")
        _, answer = asked(desk, Question(words))
        assert name not in {article_id for article_id, _ in shown(answer)}


@given(articles=st.lists(article, min_size=1, max_size=4), words=question)
@EXAMPLES
def test_equal_requests_on_an_equal_snapshot_give_equal_answers(articles: list[Article], words: str) -> None:
    with desk_over(articles) as desk:
        _, first = asked(desk, Question(words))
        _, second = asked(desk, Question(words))
        assert dataclasses.replace(first, timings_ms={}) == dataclasses.replace(second, timings_ms={})


@st.composite
def lies(draw: st.DrawFn) -> tuple[int, int, str]:
    """How a drafter bends a true quote: start and end moved, or its words changed."""
    return draw(st.integers(-3, 3)), draw(st.integers(-3, 3)), draw(st.sampled_from(["", "not ", "\u200b", "9"]))


@given(articles=st.lists(article, min_size=1, max_size=3), words=question, lie=lies())
@EXAMPLES
def test_a_drafter_that_bends_quotes_shows_nothing_that_is_not_stored(
    articles: list[Article], words: str, lie: tuple[int, int, str]
) -> None:
    def bend(reading: Reading, verdict: Verdict, caller: Caller) -> Iterator[DraftClaim | Outcome]:
        before, behind, inserted = lie
        for each in keyless_draft(reading, verdict, caller):
            if isinstance(each, DraftClaim):
                yield DraftClaim(
                    tuple(
                        Quote(q.article_id, q.revision, q.start + before, q.end + behind, inserted + q.text)
                        for q in each.quotes
                    )
                )
        yield Outcome(GeneratorNoun("model", "liar"))

    with desk_over(articles, draft=bend) as desk:
        _, answer = asked(desk, Question(words))
        check(desk, answer)
        if lie != (0, 0, ""):
            assert answer.status == "not_answered"


def test_an_article_revised_after_the_day_asked_about_is_quoted_as_it_stood() -> None:
    first = Article(
        id="a0",
        text="The Vantmoor barrier will cost 412 million crowns.",
        published_at=datetime(2023, 1, 5, tzinfo=UTC),
    )
    later = dataclasses.replace(
        first,
        text="The Vantmoor barrier will cost 530 million crowns.",
        updated_at=first.published_at + timedelta(days=90),
    )
    with desk_over([first]) as desk:
        desk.add(later)
        desk.store.embed_missing(publish=False)
        _, then = asked(desk, Question("How much will the Vantmoor barrier cost?", as_of=date(2023, 2, 1)))
        _, now = asked(desk, Question("How much will the Vantmoor barrier cost?"))
    assert [citation.quote for citation in then.citations] == [first.text]
    assert [citation.quote for citation in now.citations] == [later.text]
