"""Who judges what was found: English rules and the judge of other languages side by side, without a model here."""

from collections.abc import Sequence

import pytest
from fakes import HashingEmbedder
from hypothesis import given
from hypothesis import strategies as st
from newsroom import article, found_in, no_nearness

from dateline.indexes.nouns import Hit, Revision, Vectors
from dateline.service.across import default_weights as across_weights
from dateline.service.answerable import Verdict
from dateline.service.judging import judge
from dateline.service.nouns import Question
from dateline.service.question import normalise, read
from dateline.service.weights import default_weights as english_weights

DICTIONARY = {
    "新码头": "new quay",
    "码头": "quay",
    "造价": "cost",
    "多少": "how much",
    "谁": "who",
    "渡轮": "ferry",
    "乘客": "passengers",
    "muelle": "quay",
    "costó": "cost",
    "cuánto": "how much",
    "nuevo": "new",
}
QUAY = article(
    "The new quay cost 375 million crowns.", "A goat ate Ilse Brandvik's hat.", "Bells rang at noon.", id="quay"
)
CHINESE = article("新码头造价三亿七千五百万克朗。", "山羊吃了帽子。", id="zh", language="zh")


def translated(texts: Sequence[str]) -> Vectors:
    """Bags of English words, made with a dictionary."""
    kept: list[str] = []
    for text in texts:
        plain = text.lower()
        for word in sorted(DICTIONARY, key=len, reverse=True):
            plain = plain.replace(word, f" {DICTIONARY[word]} ")
        kept.append(plain)
    return HashingEmbedder().embed(kept)


def judged(question: str, *articles: Revision, strict: bool = False, hits: Sequence[Hit] | None = None) -> Verdict:
    found = found_in(*articles) if hits is None else hits
    return judge(read(Question(normalise(question))), found, nearness=no_nearness, meanings=translated, strict=strict)


def shown(verdict: Verdict) -> list[str]:
    return [each.hit.passage.text for each in verdict.shown]


@pytest.mark.parametrize("question", ["新码头造价多少？", "¿Cuánto costó el nuevo muelle?"])
def test_a_question_of_another_language_is_answered_from_english_articles(question: str) -> None:
    verdict = judged(question, QUAY)
    assert verdict.answerable
    assert shown(verdict)[0] == "The new quay cost 375 million crowns."
    assert verdict.candidates[0].probability >= across_weights().answer_at


def test_an_english_question_is_answered_from_articles_of_another_language() -> None:
    verdict = judged("How much did the new quay cost?", CHINESE)
    assert shown(verdict)[0] == "新码头造价三亿七千五百万克朗。"


def test_what_no_sentence_carries_is_not_stated() -> None:
    verdict = judged("渡轮乘客多少？", QUAY)
    assert (verdict.answerable, verdict.reason, verdict.shown) == (False, "not_stated", ())
    assert len(verdict.candidates) == 3


def test_a_language_that_nothing_here_knows_is_unsupported() -> None:
    verdict = judged("Ποιος πλήρωσε για τη νέα προβλήτα;", QUAY)
    assert (verdict.answerable, verdict.reason, verdict.candidates) == (False, "unsupported_language", ())


@pytest.mark.parametrize("question", ["谁？", "Who paid?"])
def test_where_nothing_was_found_nothing_is_relevant(question: str) -> None:
    verdict = judged(question)
    assert (verdict.answerable, verdict.reason, verdict.confidence) == (False, "nothing_relevant", 0.0)


def test_a_year_that_the_article_does_not_know_bars_it_in_any_language() -> None:
    dated = article("The new quay cost 375 million crowns in 2024.", id="quay")
    (candidate,) = judged("新码头造价多少？2019年", dated).candidates
    assert (candidate.against, candidate.is_barred, candidate.probability) == (("year",), True, 0.0)
    assert not judged("新码头造价多少？2019年", dated).answerable


def test_of_two_languages_that_answer_the_surer_one_does() -> None:
    best = [Hit(each.passage, each.revision, 1.0, {"vectors": 0.9, "keywords": 9.0}, "") for each in found_in(QUAY)]
    english = judged("How much did the new quay cost?", hits=best)
    foreign = judged("How much did the new quay cost?", CHINESE)
    both = judged("How much did the new quay cost?", hits=[*best, *found_in(CHINESE)])
    assert english.answerable
    assert foreign.answerable
    odds = [
        each.candidates[0].probability / (1 - each.candidates[0].probability) * (1 - at) / at
        for each, at in ((english, english_weights().answer_at), (foreign, across_weights().answer_at))
    ]
    assert shown(both) == shown(english if odds[0] >= odds[1] else foreign)


def test_an_english_answer_stands_where_the_other_language_has_none() -> None:
    best = [Hit(each.passage, each.revision, 1.0, {"vectors": 0.9, "keywords": 9.0}, "") for each in found_in(QUAY)]
    other = article("山羊吃了帽子。", id="zh", language="zh")
    verdict = judged("How much did the new quay cost?", hits=[*best, *found_in(other)])
    assert shown(verdict)[0] == "The new quay cost 375 million crowns."


questions = st.sampled_from(
    [
        "新码头造价多少？",
        "码头？",
        "渡轮乘客多少？",
        "How much did the new quay cost?",
        "Who rang?",
        "¿Cuánto costó?",
        "Ποιος;",
    ]
)


@given(questions | st.text(max_size=30), st.booleans(), st.booleans())
def test_strict_answers_only_what_is_answered_without_it_and_confidence_is_a_probability(
    question: str, english: bool, chinese: bool
) -> None:
    articles = [each for each, here in ((QUAY, english), (CHINESE, chinese)) if here]
    strict, plain = judged(question, *articles, strict=True), judged(question, *articles)
    assert plain.answerable or not strict.answerable
    for verdict in (strict, plain):
        assert 0.0 <= verdict.confidence <= 1.0
        assert verdict.answerable == bool(verdict.shown)
        assert verdict.answerable or verdict.reason is not None


def test_the_strict_setting_wants_twice_the_odds_in_another_language() -> None:
    at = across_weights().answer_at
    weak = article("A quay, it cost what a quay will cost a town of herring and of oak.", id="weak")
    probability = judged("新码头造价多少？", weak).candidates[0].probability
    odds = 2 * at / (1 - at)
    assert judged("新码头造价多少？", weak, strict=True).answerable == (probability >= odds / (1 + odds))
