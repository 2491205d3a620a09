"""What a question is about where its own words leave it out: the rule, the time, the other of two, the statement."""

import pytest

from dateline.service.following import Turn, standalone


def asked(question: str, *turns: tuple[str, str]) -> str:
    return standalone(question, [Turn(earlier, (answer,)) for earlier, answer in turns])


@pytest.mark.parametrize(
    ("turns", "question", "alone"),
    [
        (
            [("Why does Corvane face a loss in 2025?", "Ternland ruled that its pumps may not be sold abroad.")],
            "On what day was the company told of this requirement?",
            "On what day was Corvane told of the requirement that its pumps may not be sold abroad?",
        ),
        (
            [("Which Corvane pumps came under licensing in 2024?", "The rule covers the HL-220.")],
            "Did the company expect any effect on its financial outlook?",
            "Did Corvane expect any effect on its financial outlook, concerning the Corvane pumps that came under licensing in 2024?",
        ),
        (
            [
                ("Which Corvane pumps came under licensing in 2024?", "The rule covers the HL-220."),
                ("What reason was given for it?", "The ministry spoke of security."),
            ],
            "Did the company expect any effect on its financial outlook?",
            "Did Corvane expect any effect on its financial outlook, concerning the Corvane pumps that came under licensing in 2024?",
        ),
        (
            [("What is zinc used for?", "Zinc is used in batteries, and indium in screens.")],
            "How much of the other metal did Ternland export in 2023?",
            "How much of indium did Ternland export in 2023?",
        ),
        (
            [
                ("What share of the Kelm Bank venture does Corvane hold?", "Corvane holds 60 percent."),
                ("And Norrvik?", "Norrvik has 25 percent."),
            ],
            "And the lease, for how many years?",
            "The lease of the Kelm Bank venture, for how many years?",
        ),
        (
            [
                ("When the Selk council approved Line 6, when was it to open?", "In October 2024."),
                ("And after the old wells were found?", "It has been put back to May 2025."),
            ],
            "How many shops in Tannet Lane had closed then?",
            "How many shops in Tannet Lane had closed after the old wells were found?",
        ),
        (
            [("How was the stock of zinc held abroad described?", "“That is a pillow, not a plan,” she said.")],
            "who said that",
            "Who said that, concerning the statement: “That is a pillow, not a plan,” she said?",
        ),
    ],
)
def test_what_a_question_leaves_out_is_put_in(turns: list[tuple[str, str]], question: str, alone: str) -> None:
    assert asked(question, *turns) == alone


@pytest.mark.parametrize(
    ("turn", "question", "alone"),
    [
        (
            (
                "Which criterion did Ternland abandon when it rewrote the fishing code?",
                "The revised code drops the test of depth.",
            ),
            "What replaced it?",
            "What replaced the criterion that Ternland did abandon?",
        ),
        (
            ("What became of the Kelm fishing rule?", "The ministry said it was rescinding the rule."),
            "When was it to take effect?",
            "When was the Kelm fishing rule to take effect?",
        ),
        (
            ("Which metals has Ternland stopped selling to Selk?", "Zinc and indium."),
            "What did the ministry say about them?",
            "What did the ministry say about the metals that Ternland has stopped selling to Selk?",
        ),
    ],
)
def test_what_was_asked_for_is_put_in_whole(turn: tuple[str, str], question: str, alone: str) -> None:
    assert asked(question, turn) == alone


def test_a_new_name_put_first_gets_nothing_of_the_talk() -> None:
    turn = ("At how many metres did the Selk council draw the line for towers?", "The line is at 40 metres.")
    question = "And Ostmark, what zinc limit did it set itself for 2025?"
    assert asked(question, turn) == "What zinc limit did Ostmark set itself for 2025?"
