"""Questions and articles of different languages: the right sentence is found, quoted and told from near misses."""

from collections.abc import Iterator
from contextlib import closing

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.indexes.embedding import keyless, meanings
from dateline.indexes.nouns import Article, Hit, Passage, Revision, Vectors
from dateline.indexes.retrieval import retrieve
from dateline.indexes.store import Store
from dateline.service.across import answers_across, foreign_judge
from dateline.service.aligning import Meanings, carried, runs
from dateline.service.languages import language_of

_SIMPLIFIED = Article(
    id="zh-hans",
    title="海港局公布码头账单",
    text="海港局周二表示，凯尔瓦的新码头造价三亿七千五百万克朗。“我们不会再拖延！”局长李安说。\n\n码头将在2026年5月启用，可停靠四艘货轮。",
    language="zh",
)
_TRADITIONAL = Article(
    id="zh-hant",
    title="電動渡輪延後下水",
    text="船公司週三宣布，電動渡輪要到明年春天才會下水。公司說，延後的原因是充電設備太晚送達。每艘渡輪可以搭載九百名乘客。",
    language="zh",
)
_SPANISH = Article(
    id="es",
    title="Sube el límite del bacalao",
    text="El ministerio de Pesca fijó el límite del bacalao en 6.300 toneladas para 2025. Los pescadores pidieron patrullas nocturnas. "
    "La ministra Rosa Ibarra descartó nuevas ayudas.",
    language="es",
)
_GERMAN = Article(
    id="de",
    title="Straßenbahn wird teurer",
    text="Die Verlängerung der Straßenbahn kostet 497 Millionen Kronen. Schuld ist verseuchter Boden unter der Gerbergasse. "
    "Fahrgäste werden erst im März 2026 befördert.",
    language="de",
)
_ENGLISH = Article(
    id="en",
    title="Hospitals to merge",
    text="Lindholm Infirmary and Quayside General will merge in January. The surgeon Ansel Brovik will lead the new hospital. "
    "The merger will cost 240 administrative posts.",
    language="en",
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store.open(tmp_path_factory.mktemp("across"), embedder=keyless())
    with closing(opened):
        opened.archive.add_many([_SIMPLIFIED, _TRADITIONAL, _SPANISH, _GERMAN, _ENGLISH])
        opened.catch_up()
        opened.embed_missing(publish=False)
        yield opened


@pytest.fixture(scope="module")
def near() -> Meanings:
    return meanings()


@pytest.mark.parametrize(
    ("question", "article", "words"),
    [
        ("凯尔瓦的新码头造价多少？", "zh-hans", "三亿七千五百万克朗"),
        ("码头什么时候启用？", "zh-hans", "2026年5月"),
        ("新碼頭造價多少？", "zh-hans", "三亿七千五百万克朗"),  # a traditional question, a simplified article
        ("电动渡轮可以搭载多少乘客？", "zh-hant", "九百名乘客"),  # the other way round
        ("What did the new quay in Kelvar cost?", "zh-hans", "三亿七千五百万克朗"),
        ("How many passengers does each electric ferry carry?", "zh-hant", "九百名乘客"),
        ("谁将领导新医院？", "en", "Ansel Brovik"),
        ("¿Quién dirigirá el nuevo hospital?", "en", "Ansel Brovik"),
        ("Wie viele Stellen kostet der Zusammenschluss der Krankenhäuser?", "en", "240 administrative posts"),
        ("How much does the tram extension cost?", "de", "497 Millionen"),
        ("¿Qué pidieron los pescadores?", "es", "patrullas nocturnas"),
        ("Wie hoch ist die Fanggrenze für Kabeljau 2025?", "es", "6.300 toneladas"),
        ("鳕鱼的捕捞上限是多少吨？", "es", "6.300 toneladas"),
    ],
)
def test_the_sentence_that_answers_comes_first(
    question: str, article: str, words: str, store: Store, near: Meanings
) -> None:
    across = answers_across(question, retrieve(store, question).hits, near)
    best = across.judged[0]
    assert best.hit.revision.article_id == article
    assert words in best.hit.passage.text
    assert best.probability >= across.answer_at


@pytest.mark.parametrize(
    "question",
    [
        "谁写了这首歌？",
        "凯尔瓦的学校有多少学生？",
        "¿Quién ganó el partido de fútbol?",
        "Wie tief ist der See bei Norrholt?",
        "2019年码头造价多少？",
    ],
)
def test_what_no_article_says_stays_below_the_threshold(question: str, store: Store, near: Meanings) -> None:
    across = answers_across(question, retrieve(store, question).hits, near)
    assert across.judged[0].probability < across.answer_at


def test_english_sentences_are_left_to_english_rules_for_english_questions(store: Store, near: Meanings) -> None:
    hits = retrieve(store, "Who will lead the new hospital?").hits
    across = answers_across("Who will lead the new hospital?", hits, near)
    assert {hit.revision.article_id for hit in across.others} == {"en"}
    assert "en" not in {each.hit.revision.article_id for each in across.judged}
    assert len(across.others) + len(across.judged) == len(hits)


def test_a_language_that_nothing_knows_is_said_to_be_unsupported(store: Store, near: Meanings) -> None:
    question = "Ποιος θα διευθύνει το νέο νοσοκομείο;"
    across = answers_across(question, retrieve(store, question).hits, near)
    assert (across.language, across.unsupported, across.judged) == ("el", True, ())


def test_a_language_that_only_the_articles_know_is_answered_by_their_words(near: Meanings) -> None:
    text = "Το νέο νοσοκομείο θα διευθύνει ο Άνσελ Μπρόβικ."
    across = answers_across("Ποιος θα διευθύνει το νέο νοσοκομείο;", [_hit(text, "el"), _hit("It rained.", "en")], near)
    assert not across.unsupported
    assert [each.hit.passage.text for each in across.judged] == [text]


def test_an_article_that_is_wrongly_said_to_be_english_is_read_as_what_it_is(near: Meanings) -> None:
    across = answers_across("Who leads it?", [_hit("Das Krankenhaus wird von Ansel Brovik geleitet.", "en")], near)
    assert len(across.judged) == 1


def test_another_year_than_any_of_the_article_bars_it(near: Meanings) -> None:
    hits = [_hit("The quay cost 375 million crowns in 2024.", "en")]
    assert foreign_judge("¿Cuánto costó el muelle en 2019?", "es", hits, near)[0].bars == ("year",)
    assert foreign_judge("¿Cuánto costó el muelle en 2024?", "es", hits, near)[0].bars == ()


def test_a_figure_is_carried_by_itself_alone(near: Meanings) -> None:
    asked = runs("¿Qué son 375 coronas?", "es")
    same, other = carried(asked, ["It cost 375 crowns.", "It cost 376 crowns."], near)
    assert same[0] == 1.0
    assert other[0] == 0.0


def test_nothing_is_judged_where_nothing_was_found(near: Meanings) -> None:
    assert foreign_judge("谁？", "zh", [], near) == []
    assert len(foreign_judge("？", "zh", [_hit("It rained.", "en")], near)) == 1


@given(st.text(max_size=40), st.text(min_size=1, max_size=40))
def test_every_question_and_sentence_gets_a_probability(question: str, text: str) -> None:
    (judged,) = foreign_judge(question, language_of(question), [_hit(text, None)], _alike)
    assert 0.0 <= judged.probability <= 1.0
    assert all(np.isfinite(value) for value in judged.signals.values())


def _alike(texts: object) -> Vectors:
    """Meanings by which everything is one."""
    assert isinstance(texts, list | tuple)
    return np.ones((len(texts), 1), dtype=np.float32)


def _hit(text: str, language: str | None) -> Hit:
    passage = Passage("0" * 16, "a", 1, 0, 0, len(text), text, "sentence", 0)
    revision = Revision("a", 1, text, None, None, None, None, None, (), language, None, (passage,))
    return Hit(passage, revision, 0.0, {}, "")
