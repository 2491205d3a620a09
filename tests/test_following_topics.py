"""Topics that follow-ups leave out, and questions about something else that get none: what strangers' conversations showed."""

import pytest

from dateline.service.following import Turn, standalone


def asked(question: str, *turns: tuple[str, str]) -> str:
    return standalone(question, [Turn(earlier, (answer,)) for earlier, answer in turns])


@pytest.mark.parametrize(
    ("turns", "question", "alone"),
    [
        (
            [("Why did Ann Lee move the Tannet gala?", "The gala was moved because of the ice, she said.")],
            "What evidence did she give?",
            "What evidence did Ann Lee give, concerning why Ann Lee moved the Tannet gala?",
        ),
        (
            [("What did Ann Lee say about the Tannet gala?", "Ann Lee said that the gala would be moved.")],
            "Did she mention Corvane?",
            "Did Ann Lee mention Corvane, concerning the Tannet gala?",
        ),
        (
            [("Who won the Tannet dredging contract?", "The contract went to Orrin Works on Monday.")],
            "How large is the company's own stake?",
            "How large is Tannet's own stake, concerning who won the Tannet dredging contract?",
        ),
        (
            [("What did Ann Lee tell the council about Corvane?", "Ann Lee told the council that Corvane was late.")],
            "And how did she feel about the timing of the dock launch?",
            "How did Ann Lee feel about the timing of the dock launch, concerning what Ann Lee did tell the council about Corvane?",
        ),
        (
            [("Who leads the Tannet talks?", "Ann Lee, the transport minister, leads them.")],
            "What does she think?",
            "What does Ann Lee think?",
        ),
        (
            [
                ("Where was the Tannet gala moved to?", "It was moved to Kelm, she said."),
                ("Was that because of the ice, according to Ann Lee?", "Ann Lee denied that the ice played any part."),
            ],
            "What reason did she give instead?",
            "What reason did Ann Lee give instead, concerning where the Tannet gala was moved to?",
        ),
        (
            [
                (
                    "What did Tom Karr say about Narvia’s new tool rules?",
                    "Minister Tom Karr said the step was not aimed at anyone.",
                )
            ],
            "Did the minister’s announcement mention Ostmark?",
            "Did Tom Karr's announcement mention Ostmark, concerning Narvia’s new tool rules?",
        ),
    ],
)
def test_a_question_that_is_only_light_gets_its_topic(turns: list[tuple[str, str]], question: str, alone: str) -> None:
    assert asked(question, *turns) == alone


@pytest.mark.parametrize(
    ("turns", "question", "alone"),
    [
        (
            [("What did Mei-Lin Orr say about the Tannet dam?", "“It leaks,” said Mei-Lin Orr of the Dam Institute.")],
            "When did she retire?",
            "When did Mei-Lin Orr retire?",
        ),
        (
            [("What did Donald Karr say after meeting Ann Lee?", "Karr said that the tax would be halved.")],
            "Did the two of them talk about Corvane’s pumps?",
            "Did Donald Karr and Ann Lee talk about Corvane’s pumps?",
        ),
        (
            [("How big was the charge booked for the K20?", "In May Corvane booked a charge of 4 million.")],
            "Who runs the company?",
            "Who runs Corvane?",
        ),
        (
            [("Which hospital keeps its laboratory in Narvia?", "The laboratory at Lindmoor stays where it is.")],
            "Which clinics will move there?",
            "Which clinics will move at Lindmoor?",
        ),
        (
            [("What did Ann Lee say about the dam?", "“I was told to expect gravel,” she said.")],
            "When did she say that?",
            "When did Ann Lee say that I was told to expect gravel in the dam?",
        ),
        (
            [("What did Tom Karr say about the tax?", "He told reporters that Corvane had not been asked about it.")],
            "Who was that said to?",
            "To whom did Tom Karr say that Corvane had not been asked about it in the tax?",
        ),
        (
            [
                (
                    "Who took the Mark 60 apart?",
                    "The phone has a chip by Orrin Semiconductor Corp., the research firm Corvane Insights said after taking it apart.",
                )
            ],
            "When did it say that the chip was made?",
            "When did Corvane Insights say that the chip was made?",
        ),
        (
            [
                ("What did Tom Karr say about the tax?", "Tom Karr said that it would be halved."),
                (
                    "Whom did Tom Karr meet in Kelm?",
                    "It was signed after Presidents Wen Jiabo and Tom Karr met in Kelm.",
                ),
            ],
            "Did he raise the pumps with him?",
            "Did Tom Karr raise the pumps with Wen Jiabo?",
        ),
        (
            [
                (
                    "Where did the boats of the Tannet race leave late?",
                    "Three boats in Gullport left late after a storm.",
                ),
                ("Did anyone in the Tannet race complain?", "Nobody did."),
            ],
            "How long could people watch there?",
            "How long could people watch in Gullport?",
        ),
    ],
)
def test_who_is_meant_is_told_by_name_and_by_who_spoke(turns: list[tuple[str, str]], question: str, alone: str) -> None:
    assert asked(question, *turns) == alone
