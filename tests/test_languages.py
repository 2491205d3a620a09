"""Which language a question is in."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.service.languages import KNOWN, function_words, is_english, language_of

_GOLD = Path(__file__).parent.parent / "eval" / "gold.jsonl"
_OURS = Path(__file__).parent.parent / "eval" / "languages.jsonl"


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("de", "Wer hat das Gesetz unterschrieben?"),
        ("de", "Was kostet der Kai?"),
        ("de", "Worauf beruht die Schätzung?"),
        ("es", "¿Cuánto costó?"),
        ("es", "Costo del muelle de Kelvar"),
        ("fr", "Combien de tonnes de gallium la Chine a-t-elle exportées ?"),
        ("it", "Chi ha vinto le elezioni?"),
        ("nl", "Wie heeft de wet ondertekend?"),
        ("pl", "Kto podpisał ustawę?"),
        ("pt", "Quem assinou a lei?"),
        ("tr", "Yasayı kim imzaladı?"),
        ("ru", "Кто подписал закон?"),
        ("ar", "من وقع القانون؟"),
        ("th", "ใครเป็นผู้ลงนาม"),
        ("ja", "誰が署名しましたか"),
        ("ko", "서명한 사람은 누구입니까?"),
        ("zh", "谁签署了CHIPS and Science Act？"),
        ("zh", "誰簽署了這項法案？"),
    ],
)
def test_each_language_that_the_encoder_knows_is_told(language: str, question: str) -> None:
    assert language_of(question) == language
    assert language in KNOWN
    assert not is_english(question)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("uk", "Хто підписав закон?"),
        ("fa", "چه کسی قانون را امضا کرد؟"),
        ("el", "Ποιος υπέγραψε τον νόμο;"),
        ("vi", "Ai đã ký đạo luật?"),
        ("id", "Siapa yang menandatangani undang-undang?"),
        ("hi", "कानून पर किसने हस्ताक्षर किए?"),
    ],
)
def test_languages_that_the_encoder_does_not_know_are_told_from_those_that_it_does(
    language: str, question: str
) -> None:
    assert language_of(question) == language
    assert language not in KNOWN


@pytest.mark.parametrize(
    "question",
    [
        "What did Die Welt say about Angela Merkel?",
        "What did Le Monde report on La Poste and Crédit Agricole?",
        "Who wrote El Niño y La Niña?",
        "Who directed Y tu mamá también?",
        "Was Müller arrested in Zürich?",
        "Did Wen Jiabao meet Jean-Claude Juncker de la Cruz in São Paulo?",
        "Which shaman's proclamation aided Temüjin's rise?",
        "What does 关系 mean?",
        "How did Schadenfreude und Weltschmerz enter English?",
    ],
)
def test_an_english_question_full_of_foreign_names_is_english(question: str) -> None:
    assert language_of(question) == "en"


@pytest.mark.parametrize("text", ["Tesla", "huawei net profit 2023", "Lee Kuan Yew", "", "2023?", "\ud800"])
def test_of_names_and_keywords_nothing_is_told_and_they_count_as_english(text: str) -> None:
    assert language_of(text) is None
    assert is_english(text)


def test_no_gold_question_is_taken_for_a_foreign_one() -> None:
    questions = [json.loads(line)["question"] for line in _GOLD.read_text(encoding="utf-8").splitlines()]
    assert [each for each in questions if not is_english(each)] == []


def test_the_questions_that_the_judge_is_fitted_on_are_in_the_languages_that_they_say() -> None:
    asked = [json.loads(line)["question"] for line in _OURS.read_text(encoding="utf-8").splitlines()]
    assert [(name, text) for each in asked for name, text in each.items() if language_of(text) != name] == []


@given(st.text(max_size=80))
def test_every_text_has_one_answer(text: str) -> None:
    assert language_of(text) == language_of(text)
    assert language_of(text) is None or len(str(language_of(text))) in (2, 3)


def test_small_words_are_in_lower_case() -> None:
    assert all(word == word.lower() for name in KNOWN for word in function_words(name))
