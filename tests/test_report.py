"""The report of an evaluation, from a handful of records to the text of one file."""

import re
from collections.abc import Sequence
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from reported import COST, DEPTH, FAILED, HOSTILE, INVENTED, RECORDS, RIGHT, RIGHTLY, VERDICT, report

from dateline.eval.gate import Finding, Verdict
from dateline.eval.runner import Record

BLOCKS = "p li dt dd td th div figcaption blockquote h1 h2 h3 h4 summary".split()


class Reader(HTMLParser):
    """What a page is made of: its tags with their attributes, its headings, its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.headings: list[tuple[int, str]] = []
        self._in_style = self._in_heading = False
        self.feed(text)
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in_style = tag == "style"
        if tag in BLOCKS:
            self.text += " "
        if re.fullmatch("h[1-6]", tag):
            self._in_heading = True
            self.headings.append((int(tag[1]), ""))

    def handle_endtag(self, tag: str) -> None:
        self._in_heading = self._in_heading and not re.fullmatch("h[1-6]", tag)

    def handle_data(self, data: str) -> None:
        self.text += "" if self._in_style else data
        if self._in_heading:
            level, name = self.headings[-1]
            self.headings[-1] = (level, name + data)


@pytest.fixture(scope="module")
def whole() -> str:
    return report()


@pytest.fixture(scope="module")
def read(whole: str) -> Reader:
    return Reader(whole)


def test_equal_records_give_equal_bytes(whole: str) -> None:
    assert report() == whole


def test_a_report_has_its_sections_in_the_order_of_interest(read: Reader) -> None:
    assert [name for level, name in read.headings if level == 2] == [
        "✗ The gate is red",
        "Figures",
        "What changed",
        "Curves",
        "By kind of question",
        "Refusals by reason",
        "Ablation",
        "What went wrong",
        "Every question",
    ]


def test_headings_go_down_by_one_level_at_a_time(read: Reader) -> None:
    levels = [level for level, _ in read.headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_finding_is_named_with_its_question_its_reason_and_what_to_do(read: Reader) -> None:
    shown = read.text.partition("Figures The bar is")[0]
    for each in VERDICT.findings:
        assert each.why in shown
        assert each.id in shown
    assert "And the quay?" in shown
    assert "How deep is the basin?" in shown
    assert "the whole run" in shown
    for advice in ("Mend Dateline", "run it again", "commit the baseline", 'ID CHECK: why it may be worse"'):
        assert advice in shown


def test_a_green_gate_says_so_and_lists_nothing() -> None:
    text = Reader(report([RIGHT], Verdict((), compared=True))).text
    assert "✓ The gate is green" in text
    assert "Nothing worse and not signed; nothing worse and signed; nothing better." in text


def test_what_was_signed_and_what_is_better_stands_with_its_reason(read: Reader) -> None:
    changes = read.text.partition("What changed")[2].partition("Curves")[0]
    assert "What did Ilse say? shut was right, signed: “the harbour changed its mind”" in changes
    assert "now its evidence is among the first ten passages" in changes
    assert "-0.125, 95 % interval -0.250 to +0.000" in changes.replace("\N{NO-BREAK SPACE}", " ")


def test_what_was_measured_with_is_told_with_dotted_names(read: Reader) -> None:
    assert "index.asked 60 model none" in read.text


def test_the_rival_of_the_wording_stands_beside_both_figures_of_refusals() -> None:
    rival = {"auroc": 0.6, "right_refusals": 0.4531, "false_refusals": 0.2939}
    text = Reader(report(question_only=rival)).text.replace("\N{NO-BREAK SPACE}", " ")
    assert re.search(r"right refusals 50\.0 % 1/2 [\d.]+–[\d.]+ % 45\.3 %", text)
    assert re.search(r"false refusals low is good .* 29\.4 % wrong answers", text)


def test_markup_of_others_is_shown_as_the_text_it_is(whole: str, read: Reader) -> None:
    assert read.text.count(HOSTILE) >= 4  # question, id, finding, error
    assert "Pier <b>Post</b>" in read.text
    assert not {tag for tag, _ in read.tags} & {"script", "img", "iframe", "link", "object"}
    assert not [name for _, attributes in read.tags for name in attributes if name.startswith("on")]
    assert "&lt;script&gt;" in whole


def test_nothing_is_fetched_from_anywhere(whole: str, read: Reader) -> None:
    assert "http:" not in whole
    assert "https:" not in whole
    assert "@import" not in whole
    assert re.findall(r"url\((?!#)", whole) == []
    assert [attributes for _, attributes in read.tags if "src" in attributes] == []
    assert {(attributes["href"] or "")[:1] for _, attributes in read.tags if "href" in attributes} == {"#"}
    [policy] = [each["content"] for _, each in read.tags if each.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")


def test_every_id_is_there_once_and_every_reference_finds_it(whole: str, read: Reader) -> None:
    ids = [attributes["id"] for _, attributes in read.tags if "id" in attributes]
    wanted = {(attributes["href"] or "")[1:] for _, attributes in read.tags if "href" in attributes}
    wanted |= set(re.findall(r"url\(#([^)]+)\)", whole))
    assert len(ids) == len(set(ids))
    assert wanted <= set(ids)


def test_plots_are_drawn_in_colours_of_the_page_and_told_in_words(whole: str, read: Reader) -> None:
    used, defined = set(re.findall(r"var\(--([\w-]+)\)", whole)), re.findall(r"--([\w-]+):", whole)
    in_svg = set(re.findall(r"(?:fill|stroke): (#\w+)", whole))
    assert used <= set(defined)
    assert in_svg == set()
    plots = [attributes for tag, attributes in read.tags if tag == "svg" and attributes.get("role") == "img"]
    assert len(plots) == 5
    assert all(each["aria-label"] for each in plots)
    assert "Recall@k. 1: 0.33" in (plots[2]["aria-label"] or "")


def test_what_went_wrong_is_told_most_instructive_first(whole: str) -> None:
    worst = whole.partition('id="worst"')[2].partition('id="every"')[0]
    titles = re.findall(r'<h4 id="title-q(\d)"', worst)
    ids = [RECORDS[int(each) - 1].case.question.id for each in titles]
    assert ids == ["deep", "deeper", "owner", "broken", "shut", HOSTILE]


def test_an_answer_stands_beside_what_was_wanted(read: Reader) -> None:
    worst = read.text.partition("What went wrong")[2].partition("Answered, though")[0]
    assert "Wanted nine metres" in worst
    assert f"{DEPTH} quay found at place 2, not quoted" in worst
    assert f"Given {COST} Pier <b>Post</b>, 4 March 2024 quay" in worst


def test_what_was_answered_without_its_evidence_is_listed(read: Reader) -> None:
    ablation = read.text.partition("Ablation 1 of 1")[2].partition("What went wrong")[0]
    assert "What did the quay cost?" in ablation
    assert "confidence 0.40, 0.80 with the evidence" in ablation
    assert DEPTH in ablation


@pytest.mark.parametrize("records", [[FAILED], [RIGHTLY], [INVENTED, FAILED]], ids=["failed", "refused", "invented"])
def test_a_run_with_little_in_it_has_a_report_too(records: Sequence[Record]) -> None:
    assert "The gate is red" in report(records, Verdict((Finding("failed", "", "all is lost"),)))
