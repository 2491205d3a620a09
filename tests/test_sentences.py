"""Where sentences, headlines and list items begin and end."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.indexes.sentences import Span, spans

_MARKS = "aB5.!?…。！？“”„‘’\"'()[]「」«»-–•*#:;中é😀👩"
_SPACES = " \t\n\r\v\f\x85\x1c\u2028\u2029\u00a0\u3000\u0301\u200b\ufeff\u200d\ud800\0"
_PIECES = ("Mr. ", "U.S. ", "e.g. ", "said ", "No. 5 ", "\r\n", "\n\n", "1. ", "- ", "## ", "3.5%")
_ODD = st.sampled_from([*_MARKS, *_SPACES, *_PIECES])
TEXTS = st.lists(_ODD, max_size=60).map("".join) | st.text(max_size=120)
LANGUAGES = st.sampled_from([None, "en", "zh", "de", "ar", "zh-TW", "xx", "", "中", "\ud800"])
_MARKER = re.compile(r"\s*(?:#{1,6}|[-–*•‣◦]|\d{1,3}[.)])\s+")


def _texts(text: str, language: str | None = None) -> list[str]:
    return [text[span.start : span.end] for span in spans(text, language)]


def _kinds(text: str) -> list[tuple[str, str]]:
    return [(span.kind, text[span.start : span.end]) for span in spans(text)]


@given(TEXTS, LANGUAGES)
@example("He said “we stop. The plan is dead.", "en")
@example('The 6" pipe. "', None)
def test_spans_are_ordered_never_overlap_and_have_no_white_space_at_their_ends(text: str, language: str | None) -> None:
    end = 0
    for span in spans(text, language):
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        end = span.end


@given(TEXTS, LANGUAGES)
def test_nothing_but_white_space_and_the_marks_of_items_and_headings_is_left_out(
    text: str, language: str | None
) -> None:
    end = 0
    for start, stop in [*((span.start, span.end) for span in spans(text, language)), (len(text), len(text))]:
        gap = text[end:start]
        left_out = [line for line in re.split(r"[\n\v\f\r\x85\u2028\u2029]", gap) if line and not line.isspace()]
        assert all(_MARKER.fullmatch(f"{line} ") for line in left_out), gap
        end = stop


@given(TEXTS, LANGUAGES)
def test_the_same_text_is_always_cut_in_the_same_way_and_paragraphs_only_go_up(text: str, language: str | None) -> None:
    found = spans(text, language)
    assert found == spans(text, language)
    paragraphs = [span.paragraph for span in found]
    assert paragraphs == sorted(paragraphs)


@given(
    st.lists(
        st.sampled_from(["The plan is dead.", "Nobody knew why.", "“We go,” she said.", "It rose 3.5%."]), min_size=1
    )
)
def test_plain_sentences_on_one_line_come_back_as_they_were_put_together(sentences: list[str]) -> None:
    assert _texts(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["Shares of Brack Inc. and Vantmoor Holdings Ltd. fell.", "Mr. Orne of Tide Corp. agreed on Jan. 5."],
        ["The parts came from the U.S.", "The buyers paid at once."],
        ["The U.S. Commerce Department said so.", "U.S. President Ann Lee did not."],
        ["They met at 5 p.m. EST in St. Orne.", "Gov. Lee and Lt. Gov. Roe left."],
        ["BEIJING – Trade rose 3.5 percent.", "It had fallen 1.2% in 2023."],
        ["“We will not stop,” said Ann Lee.", "“It is too late.”", "She left."],
        ["“We will not stop. We cannot,” Lee said.", "“Never.”", "He went on."],
        ["“No.” he said.", "“Will it work?” the minister asked.", "“Why not?”"],
        ["“Will it work?” Ann Lee asked him.", "“It works.”", "Lee said so."],
        ['"No." he said.', '"It is late. We go."', "She left."],
        ["‘We’ll go. We can,’ he said.", "‘It’s late.’", "The ’90s were over."],
        ["He paused... and then went on.", "“I do not know…” she said.", "Then silence."],
        ["He left (it was late. The bus had gone.) and slept.", "Then he woke."],
        ["At the Hall she spoke.", "““We make sure of it. We do it well.”", "Then she left."],
        ['The 6" pipe broke.', 'He said "stop."', "It ended.", 'Then "the Y" came.'],
        ["She could not say, she said.", "“This gives support to nobody.”", "He agreed."],
        ["Is this it?!", "Yes!!", "It was No. 5 on the list."],
        ["it ended.", "then it began.", "nobody knew why."],
    ],
)
def test_sentences_of_news_writing_stay_whole(sentences: list[str]) -> None:
    assert _texts(" ".join(sentences)) == sentences


def test_chinese_sentences_end_at_their_own_marks_whatever_the_language_is_said_to_be() -> None:
    sentences = ["中国表示，出口增长了3.5%。", "他说：“我们不会停止。”", "会议结束了！", "下一步是什么？"]
    assert all(_texts("".join(sentences), language) == sentences for language in ("zh", "en", None))


def test_a_german_date_at_the_beginning_of_a_line_is_no_list_item() -> None:
    text = "3. Mai: Der Rat stimmt ab."
    assert [text[span.start : span.end] for span in spans(text, "de")] == [text]
    assert spans(text, "de")[0].kind != "item"


@pytest.mark.parametrize("mark", ["“", '"', "‘", "(", "[", "「", "«", "„"])
def test_a_mark_that_is_never_closed_does_not_swallow_what_follows(mark: str) -> None:
    rest = ["The plan is dead.", "The council voted.", "They left."]
    assert _texts(" ".join([f"He said {mark}we will never stop.", *rest]))[1:] == rest


def test_a_quotation_opened_twice_ends_where_it_is_closed() -> None:
    text = "He said “we stop. The plan is dead. “We go,” she said. It ended."
    assert _texts(text) == ["He said “we stop.", "The plan is dead.", "“We go,” she said.", "It ended."]


def test_a_quotation_longer_than_any_quote_is_cut_at_its_sentences() -> None:
    sentence = "The plan is dead."
    assert len(_texts("“" + " ".join([sentence] * 100) + "”")) == 100


def test_headlines_items_and_headings_are_told_from_sentences() -> None:
    text = (
        "Council votes down bridge plan\n\nThe council voted on Monday.\n\n## What comes next\n\n- Build the quay\n"
        "- Pay for it. Then close it.\n1. Ask the board\n\nRead More: Bridge Plan Delayed"
    )
    assert _kinds(text) == [
        ("headline", "Council votes down bridge plan"),
        ("sentence", "The council voted on Monday."),
        ("headline", "What comes next"),
        ("item", "Build the quay"),
        ("item", "Pay for it."),
        ("item", "Then close it."),
        ("item", "Ask the board"),
        ("headline", "Read More: Bridge Plan Delayed"),
    ]


def test_a_dash_before_a_figure_stays_because_it_may_be_a_minus() -> None:
    assert _texts("- 5.3 percent\n- five items") == ["- 5.3 percent", "five items"]


def test_a_wrapped_paragraph_is_joined_across_names_figures_and_titles() -> None:
    lines = [
        "The minister said on Tuesday that the quay would be built, and Mr.",
        "Orne agreed with him, though the council had asked for a delay of",
        "12 months and for a report by the harbour board of the town of",
        "Vantmoor. It votes in May.",
    ]
    text = "\n".join(lines)
    assert _texts(text) == [text[: -len(" It votes in May.")], "It votes in May."]


def test_a_headline_right_above_its_article_is_not_run_into_it() -> None:
    headline = "Harbour board promises a new quay as the old one sinks, say its officials"
    body = "VANTMOOR – The harbour board said on Tuesday that a long list of works would be done before the winter came, at a cost that nobody named."
    assert _kinds(f"{headline}\n{body}") == [("headline", headline), ("sentence", body)]


def test_lines_of_a_table_are_not_run_together() -> None:
    rows = [
        "Harbour        12.5   14.2   19.1   20.0   21.9   31.1",
        "Vantmoor       11.5   12.2   13.1   14.0   15.9   16.1",
    ]
    assert _texts("\n".join(rows)) == rows


@pytest.mark.parametrize("blank", ["\n\n", "\r\n\r\n", "\n \t\n", "\u2029", "\x85\x85"])
def test_a_blank_line_of_any_kind_begins_a_paragraph(blank: str) -> None:
    text = f"The first one ends.{blank}The second one begins. It goes on."
    assert [span.paragraph for span in spans(text)] == [0, 1, 1]


def test_offsets_are_code_points_behind_emoji_and_combining_marks() -> None:
    text = "😀 It ended. Cafe\u0301s closed."
    assert spans(text) == [Span(0, 11, "sentence", 0), Span(12, 26, "sentence", 0)]


@pytest.mark.parametrize("piece", ["“Aa. “A. ", "Word. ", "“Aa.” ", "(Aa. ", "word ", '"', " ", "a. b. ", "a\n"])
def test_one_line_of_a_megabyte_is_cut_without_losing_its_end(piece: str) -> None:
    text = piece * (1_000_000 // len(piece)) + "Done."
    assert text[: spans(text)[-1].end].endswith("Done.")
