"""The contract's list over real prose: the sample briefs, the gold questions, and any day as the day asked about."""

import json
from collections.abc import Generator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from fakes import HashingEmbedder
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom import desk_on
from test_always_true import asked, check, shown

from dateline.indexes.ingest import ingest
from dateline.indexes.metadata import Defaults
from dateline.indexes.store import Store
from dateline.service.desk import Desk
from dateline.service.nouns import Question
from dateline.service.question import normalise

EVAL = Path(__file__).parent.parent / "eval"
QUESTIONS = [json.loads(line)["question"] for line in (EVAL / "gold.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Generator[Desk]:
    folder = tmp_path_factory.mktemp("briefs")
    with closing(Store.open(folder, embedder=HashingEmbedder())) as store:
        nothing = Defaults(source=None, date=None, language=None)
        briefs = sorted((EVAL / "articles").iterdir())
        ingest(briefs, archive=store.archive, defaults=nothing, progress=lambda _: None, after_batch=lambda: None)
        store.catch_up()
        store.embed_missing(publish=False)
        yield desk_on(store, folder / "gold.jsonl")


@given(
    words=st.sampled_from(QUESTIONS),
    as_of=st.one_of(st.none(), st.dates(date(2022, 1, 1), date(2025, 12, 31))),
    since=st.one_of(st.none(), st.dates(date(2022, 1, 1), date(2025, 12, 31))),
)
@settings(max_examples=60, deadline=None)
def test_answers_from_the_briefs_keep_every_promise_on_any_day(
    desk: Desk, words: str, as_of: date | None, since: date | None
) -> None:
    _, answer = asked(desk, Question(normalise(words), as_of=as_of, since=since))
    check(desk, answer)
    for article_id, number in shown(answer):
        revision = desk.archive.revision(article_id, number)
        assert as_of is None or (revision.known_from is not None and revision.known_from.date() <= as_of)
        assert since is None or (revision.published_at is not None and revision.published_at.date() >= since)


def test_enough_gold_questions_are_answered_with_words_alone_for_the_promises_to_be_put_to_the_test(desk: Desk) -> None:
    answered = [asked(desk, Question(normalise(words)))[1].status != "not_answered" for words in QUESTIONS[:80]]
    assert sum(answered) >= 10
