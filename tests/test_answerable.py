"""Deciding whether a sentence can answer: what bars it, and that a refusal names its kind of not-knowing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from newsroom import revision

from dateline.indexes.nouns import Hit, Revision
from dateline.service.answerable import Verdict, Weights, judge
from dateline.service.nouns import Question
from dateline.service.question import read
from dateline.service.quotes import MAX_WORDS, keyless_draft

EAGER = Weights(intercept=0.0, weights={"similarity": 1.0}, answer_at=0.1, relevant_at=0.25)
SHY = replace(EAGER, answer_at=0.99)


def article(*sentences: str, title: str | None = None, year: int = 2024) -> Revision:
    published = datetime(year, 3, 5, tzinfo=UTC)
    return replace(revision(1, sentences), title=title, published_at=published, known_from=published)


def judged(question: str, found: Revision, *, weights: Weights = EAGER, cosine: float = 0.5) -> Verdict:
    hits = [Hit(passage, found, 0.5, {"vectors": cosine}, "") for passage in found.passages]
    return judge(read(Question(question)), hits, nearness=lambda of, among: {}, weights=weights)


def barred(question: str, found: Revision, ordinal: int = -1) -> tuple[str, ...]:
    wanted = found.passages[ordinal].id
    return next(each.bars for each in judged(question, found).candidates if each.hit.passage.id == wanted)


COST = "The Vantmoor barrier cost 412 million crowns in 2023, Ilse Brandvik said."


@pytest.mark.parametrize(
    ("question", "sentences", "bar"),
    [
        ("How much did the Vantmoor barrier cost in 2021?", [COST], "year"),
        ("How much did the Ostrel barrier cost?", [COST], "name"),
        ("How much did the barrier in Norway cost?", [COST], "country"),
        ("What did Anselm Roos say the barrier cost?", ["Anselm Roos was there.", COST], "speaker"),
        ("How many gates does the Vantmoor barrier have?", ["The Vantmoor barrier has gates of steel."], "kind"),
        ("When did the Vantmoor barrier open?", ["The Vantmoor barrier is open to ships."], "kind"),
        ("What was the Vantmoor board's profit?", ["The Vantmoor board had revenue of 9 million crowns."], "measure"),
        ("Does the Vantmoor report mention “storm surge”?", ["The Vantmoor report mentions storms."], "quoted"),
        ("Who is the director of the Vantmoor board?", ["The Vantmoor board has a new director."], "kind"),
        ("What did the Vantmoor audit find?", ["Read more: Vantmoor audit"], "furniture"),
    ],
)
def test_a_sentence_is_barred_with_its_reason(question: str, sentences: Sequence[str], bar: str) -> None:
    kinds = article(*sentences)
    if bar == "furniture":
        kinds = replace(kinds, passages=tuple(replace(each, kind="headline") for each in kinds.passages))
    assert bar in barred(question, kinds)


@pytest.mark.parametrize(
    ("question", "sentences"),
    [
        ("How much did the Vantmoor barrier cost in 2023?", [COST]),
        ("How much did the Vantmoor barrier cost?", ["Vantmoor has a barrier.", "It cost 412 million crowns."]),
        ("How much did the barrier cost last year, in 2023?", ["The barrier cost 412 million crowns last year."]),
        ("What did Ilse Brandvik say the barrier cost?", [COST]),
        ("What is the SEA barrier?", ["The Storm Emergency Authority barrier is a wall."]),
    ],
)
def test_a_sentence_that_answers_is_not_barred(question: str, sentences: Sequence[str]) -> None:
    assert barred(question, article(*sentences)) == ()


def test_a_namesake_is_another_person() -> None:
    found = article("Premier Lin Qira opened the barrier.", "The barrier opened in March, Lin Qira said.")
    assert "name" in barred("When did Lin Keqira open the barrier?", found)
    assert "name" not in barred("When did Lin Qira open the barrier?", found)


def test_a_common_word_is_no_name() -> None:
    assert "name" in barred("Who won the Champions Cup?", article("The town backs champions of the cup of tea."))


@pytest.mark.parametrize(("cosine", "reason"), [(0.5, "not_stated"), (0.1, "nothing_relevant")])
def test_a_refusal_says_whether_anything_was_about_the_question(cosine: float, reason: str) -> None:
    verdict = judged("How much did the barrier cost?", article(COST), weights=SHY, cosine=cosine)
    assert (verdict.answerable, verdict.reason) == (False, reason)


def test_where_nothing_was_found_nothing_is_relevant() -> None:
    verdict = judge(read(Question("Anything?")), [], nearness=lambda of, among: {})
    assert (verdict.answerable, verdict.reason) == (False, "nothing_relevant")


def test_a_copy_of_the_sentence_is_not_quoted_twice_and_two_sentences_stay_short() -> None:
    verdict = judged(
        "How much did the barrier cost?",
        article(COST, COST, "The barrier cost a lot.", " ".join(["word 9"] * 40) + "."),
    )
    drafted = keyless_draft(read(Question("How much did the barrier cost?")), verdict)
    texts = [claim.quotes[0].text for claim in drafted.claims]
    assert len(set(texts)) == len(texts) <= 2
    assert sum(len(text.split()) for text in texts) <= MAX_WORDS
