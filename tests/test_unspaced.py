"""Chinese, Japanese and Thai articles: where their sentences end, and that their words are found."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.indexes.archive import Archive
from dateline.indexes.keywords import Keywords
from dateline.indexes.nouns import Article, Filters
from dateline.indexes.sentences import spans
from dateline.indexes.unspaced import asked_signs, signs

QUAY = Article(
    id="quay",
    title="码头账单",
    text="港务局周二公布，新码头造价三亿七千五百万克朗。局长说，费用由国家承担。",
    language="zh",
)
BRIDGE = Article(id="bridge", title="สะพาน", text="รัฐบาลประกาศเมื่อวันจันทร์ว่าจะสร้างสะพานใหม่", language="th")
MILL = Article(id="mill", title="Jobs", text="The mill opened in May. It employs 40 people.", language="en")


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("zh", ["“我们不会再拖延！”局长李安说，“绝不会。”", "她没有说明钱从哪里来。"]),
        ("zh", ["他说：“会议结束了。”", "随后离开。", "“真的吗？”她问。", "没有人回答。"]),
        ("zh", ["專家認為，這一趨勢將持續；政府尚未回應。", "「為什麼？」記者問道。", "「我們不會延期。」"]),
        ("zh", ["出口增长了3.5%。", "《港口法》没有规定罚款。", "费用呢？！", "不清楚……"]),
        ("ja", ["政府は「計画は中止しない。」と述べた。", "費用は？", "まだ不明だ。"]),
    ],
)
def test_sentences_keep_their_quotations_and_who_said_them(language: str, sentences: list[str]) -> None:
    text = "".join(sentences)
    for said in (language, "en", None):
        assert [text[each.start : each.end] for each in spans(text, said)] == sentences


def test_chinese_headlines_items_and_long_lines_are_told_apart() -> None:
    long = "海港局周二宣布了一项计划，将在三年内建成一座新的码头，并拆除旧码头以及附近的全部仓库"
    text = f"港务局公布新码头计划\n\n一、建造码头\n（二）关闭旧码头；支付费用\n3、询问理事会\n\n{long}"
    assert [(each.kind, text[each.start : each.end]) for each in spans(text, "zh")] == [
        ("headline", "港务局公布新码头计划"),
        ("item", "一、建造码头"),
        ("item", "（二）关闭旧码头；支付费用"),
        ("item", "3、询问理事会"),
        ("sentence", long),
    ]


def test_a_line_that_ends_at_a_chinese_comma_goes_on_in_the_next() -> None:
    text = "港务局周二表示，\n新码头将于2026年完工，\n比原计划晚一年。\n局长没有出席。"
    assert [text[each.start : each.end] for each in spans(text, "zh")] == [
        text[: text.index("局长") - 1],
        "局长没有出席。",
    ]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Archive, Keywords]]:
    folder = tmp_path_factory.mktemp("unspaced")
    with closing(Archive.open(folder / "archive.sqlite")) as archive:
        archive.add_many([QUAY, BRIDGE, MILL])
        keywords = Keywords.open(folder / "keywords")
        assert keywords.catch_up(archive)
        yield archive, keywords


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("新码头造价多少？", "港务局周二公布，新码头造价三亿七千五百万克朗。"),
        ("谁承担费用", "局长说，费用由国家承担。"),
        ("สะพานใหม่", BRIDGE.text),
        ("When did the mill open?", "The mill opened in May."),
    ],
)
def test_words_are_found_without_spaces_between_them(found: tuple[Archive, Keywords], asked: str, first: str) -> None:
    archive, keywords = found
    passage_id, _ = keywords.search(asked, 5)[0]
    passage, _ = archive.passages([passage_id], Filters())[passage_id]
    assert passage.text == first


def test_one_sign_alone_is_found_inside_a_word(found: tuple[Archive, Keywords]) -> None:
    _, keywords = found
    assert keywords.search("费", 5)
    assert keywords.search("锗", 5) == []


@given(st.text(alphabet="码头新 abcé.。ขข👩\ud800", max_size=60))
def test_what_a_text_is_asked_by_is_among_its_keywords(text: str) -> None:
    assert set(asked_signs(text)) <= set(signs(text))


@given(st.text(alphabet=st.characters(max_codepoint=0x24F), max_size=60))
def test_latin_texts_have_no_such_keywords(text: str) -> None:
    assert signs(text) == asked_signs(text) == []
