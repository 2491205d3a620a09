"""The committed cross-encoder: what answers is told from what only looks like it, and every text can be read."""

import pytest

from dateline.indexes.cross_encoder import cross_encoder, fingerprint

COST = "The new quay at Norvik cost 375 million crowns, the harbour board said. | Quay opens | "
OPENED = "The new quay at Norvik was opened by the mayor on Friday. | Quay opens | "
WEATHER = "Rain is expected in the west on Sunday. | Weather | "


@pytest.mark.parametrize(
    ("question", "right"),
    [("What did the harbour at Norvik have to pay?", 0), ("Who inaugurated Norvik's new harbour?", 1)],
)
def test_the_sentence_that_answers_is_the_likeliest(question: str, right: int) -> None:
    logits = cross_encoder()(question, [COST, OPENED, WEATHER])
    assert max(logits) == logits[right]
    assert min(logits) == logits[2] < 0


def test_the_same_pairs_give_the_same_logits_and_no_pairs_none() -> None:
    read = cross_encoder()
    assert read("Who?", [COST, OPENED]) == read("Who?", [COST, OPENED])
    assert read("Who?", []) == ()


@pytest.mark.parametrize("text", ["", "\ud800\0", "é" * 5000, "谁？", "word " * 3000])
def test_any_text_can_be_read(text: str) -> None:
    assert len(cross_encoder()(text, [text, COST])) == 2


def test_its_fingerprint_is_16_hex_digits() -> None:
    assert len(fingerprint()) == 16
    assert int(fingerprint(), 16) >= 0
