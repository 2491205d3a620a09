"""What a cross-encoder adds to what the signals say: which sentences it reads, and how both are put together."""

from collections.abc import Sequence
from dataclasses import replace
from math import log

import pytest
from newsroom import article, found_in

from dateline.indexes.nouns import Hit
from dateline.service.candidates import IDENTIFIED, Candidate, ordered
from dateline.service.rereading import BEFORE, LEAD, READ, pair_text, read_with, reread
from dateline.service.weights import Read, Weights

BOTH = Weights(0.0, {"likely": 1.0}, 0.1, 0.3, 0.4, (1.0, 0.0), {"likely": 1.0}, Read(1.0, 1.0, 0.0, 1.0, 1.0))


def candidates(*likely: float) -> list[Candidate]:
    """As many sentences, "Line 0." and on, whose signals say so much for each."""
    hits: Sequence[Hit] = found_in(article(*(f"Line {at}." for at in range(len(likely)))))
    signals = [{"likely": each, "identifies": 0.0} for each in likely]
    return ordered(Candidate(hit, 0.0, each).under(BOTH) for hit, each in zip(hits, signals, strict=True))


def told(candidates: Sequence[Candidate]) -> list[str]:
    return [each.hit.passage.text for each in candidates]


class Reader:
    """A cross-encoder that says this of some sentences and nothing of others, and remembers what it was asked."""

    def __init__(self, **says: float) -> None:
        self.says = says
        self.asked: list[tuple[str, list[str]]] = []

    def __call__(self, question: str, texts: Sequence[str]) -> list[float]:
        self.asked.append((question, list(texts)))
        return [
            next((at for line, at in self.says.items() if text.startswith(f"Line {line[1:]}.")), 0.0) for text in texts
        ]


def test_a_sentence_that_reads_like_the_answer_comes_first_and_is_likelier() -> None:
    signalled = candidates(0.5, 0.4, 0.3)
    read = reread("What?", signalled, BOTH, Reader(l0=-2.0, l1=3.0))
    assert told(read) == ["Line 1.", "Line 2.", "Line 0."]
    assert read[0].probability == pytest.approx(1 / (1 + 2.718281828 ** -(0.4 + 3.0)))
    assert read[0].signals["read"] == 3.0


def test_without_a_cross_encoder_and_without_candidates_nothing_changes() -> None:
    signalled = candidates(0.5, 0.4)
    assert reread("What?", signalled, BOTH, None) == signalled
    assert reread("What?", [], BOTH, Reader()) == []


def test_only_the_likeliest_are_read_and_the_others_count_as_the_least_of_them() -> None:
    reader = Reader(l0=-4.0)
    read = reread("What?", candidates(*(1 - at / 100 for at in range(READ + 3))), BOTH, reader)
    ((question, texts),) = reader.asked
    assert question == "What?"
    assert [text.split(" | ")[0] for text in texts] == [f"Line {at}." for at in range(READ)]
    assert {each.signals["read"] for each in read[-4:]} == {-4.0}
    assert told(read)[:2] == ["Line 1.", "Line 2."]


def test_what_is_barred_is_neither_read_nor_moved() -> None:
    first, *others = candidates(0.9, 0.5)
    barred = replace(first, against=("year",), probability=0.0, preference=-log(10))
    reader = Reader(l0=9.0)
    read = reread("What?", [*others, barred], BOTH, reader)
    assert told(read) == ["Line 1.", "Line 0."]
    assert read[-1] == barred
    assert len(reader.asked[0][1]) == 1
    assert reread("What?", [barred], BOTH, reader) == [barred]


def test_who_a_person_is_stays_as_likely_as_a_sentence_that_says_it() -> None:
    (one,) = candidates(0.2)
    says = replace(one, signals={**one.signals, "identifies": 1.0})
    assert reread("Who is it?", [says], BOTH, Reader(l0=-9.0))[0].probability == IDENTIFIED


def test_a_sentence_is_read_with_title_and_first_sentence_of_its_article_and_the_end_of_what_stands_before_it() -> None:
    sentences = ["The quay opened in May.", "It cost 375 million crowns.", "Rain fell."]
    hits = found_in(article(*sentences, title="Quay opens"))
    assert read_with(hits[0]) == "The quay opened in May. | Quay opens | "
    assert read_with(hits[1]) == "It cost 375 million crowns. | Quay opens | The quay opened in May."
    before = "The quay opened in May. It cost 375 million crowns."
    assert read_with(hits[2]) == f"Rain fell. | Quay opens. The quay opened in May. | {before}"
    assert pair_text("It did.", None, "One.\n\nTwo. ") == "It did. |  | One. Two."
    assert pair_text("It did.", None, "", "x" * 500) == f"It did. | {'x' * LEAD} | "
    assert pair_text("It did.", "Title", "x" * 500) == f"It did. | Title | {'x' * BEFORE}"


def test_what_time_a_question_names_is_not_read() -> None:
    reader = Reader(l0=1.0)
    reread("How much did the quay cost in May 2024?", candidates(0.5), BOTH, reader)
    assert [question for question, _ in reader.asked] == ["How much did the quay cost?"]
