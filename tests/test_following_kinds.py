"""What is meant by a kind, and what a question lacks where the one before was read right: what strangers' conversations showed."""

import pytest

from dateline.service.following import Turn, standalone


def asked(question: str, *turns: tuple[str, str]) -> str:
    return standalone(question, [Turn(earlier, (answer,)) for earlier, answer in turns])


@pytest.mark.parametrize(
    ("turns", "question", "alone"),
    [
        (
            [("What yield did Tom Karr estimate for Corvane’s mine?", "Tom Karr of Ridge Analytics put it near 30%.")],
            "What did he base it on?",
            "What did Tom Karr base the yield of Corvane’s mine on?",
        ),
        (
            [("What did Ann Lee say about Narvia’s science budget for 2023?", "“It is modest,” said Ann Lee.")],
            "Did she like the 2025 one?",
            "Did Ann Lee like Narvia’s science budget for 2025?",
        ),
        (
            [("What turnout did the board report for the Lowmere election of 2023?", "Turnout was 61 percent.")],
            "And for the one in 2015?",
            "What turnout did the board report for the Lowmere election of 2015?",
        ),
        (
            [
                ("How many ferries has Velda Line ordered?", "Velda Line has ordered two ferries."),
                (
                    "When did the first of the ferries that Velda Line has ordered start sailing?",
                    "It sailed on Sunday.",
                ),
            ],
            "When is the other one due?",
            "When is the other ferry that Velda Line has ordered due?",
        ),
        (
            [("How big was the third phase of Narvia's port fund?", "It was 344 million crowns.")],
            "How big was the second phase?",
            "How big was the second phase of Narvia's port fund?",
        ),
        (
            [
                (
                    "Since when do Corvane's NX:10 and NX:20 need an Ostmark licence?",
                    "From Saturday the requirement covers the NX:10 and NX:20.",
                )
            ],
            "Does the maker expect these rules to hurt its outlook?",
            "Does Corvane expect these rules to hurt its outlook, concerning since when Corvane's NX:10 and NX:20 need an Ostmark licence?",
        ),
        (
            [("Which metals did Narvia ban in 2024?", "Gallium and germanium.")],
            "Which of these metals is the hardest to replace?",
            "Which of the metals that Narvia did ban in 2024 is the hardest to replace?",
        ),
        (
            [("How much did Narvia spend on roads in 2024?", "It spent 3 million.")],
            "What share of output was it in 2023?",
            "What share of output was the amount that Narvia did spend on roads in 2023?",
        ),
        (
            [
                (
                    "How big a charge did Corvane expect in May from the K20 curbs?",
                    "Corvane said that it would take 5 million.",
                )
            ],
            "How much did it turn out to be?",
            "How much did the charge that Corvane did expect in May from the K20 curbs turn out to be?",
        ),
        (
            [("For which machines did the Dutch revoke Corvane's licence?", "For the NX:10.")],
            "Have its biggest machines ever gone to Ostmark?",
            "Have Corvane's biggest machines ever gone to Ostmark?",
        ),
        (
            [
                (
                    "What did the Narvia administration announce about pumps?",
                    "The administration announced rules for pumps.",
                ),
                ("What did Corvane say to the Narvia administration?", "Corvane said that it would sue."),
            ],
            "When were these rules rescinded?",
            "When were these rules rescinded, concerning what the Narvia administration announced about pumps?",
        ),
    ],
)
def test_what_is_meant_is_told_by_its_kind(turns: list[tuple[str, str]], question: str, alone: str) -> None:
    assert asked(question, *turns) == alone


@pytest.mark.parametrize(
    ("turns", "question", "alone"),
    [
        (
            [("How much does the Tannet flood wall cost according to the audit?", "It costs 3 million.")],
            "And the tram?",
            "How much does the tram cost according to the audit?",
        ),
        (
            [("Was CRXT one of the yards that China did add to its list in May?", "CRXT was left off.")],
            "And SoliCarr?",
            "Was SoliCarr one of the yards that China did add to its list in May?",
        ),
        (
            [("For which machines did the Ostmarkers partly revoke Corvane's licence?", "For two of them.")],
            "How many customers were hit?",
            "How many customers were hit in the Ostmarkers and Corvane's licence?",
        ),
        (
            [("How high was the fine the council imposed on Corvane?", "It was 3 million.")],
            "With how many votes was that passed?",
            "With how many votes was that passed, concerning how high the fine the council imposed on Corvane was?",
        ),
        (
            [("What happens to all the others under Narvia's pump rule?", "They will have caps.")],
            "Was any of that ever enforced?",
            "Was any of that ever enforced, concerning what happens to all the others under Narvia's pump rule?",
        ),
        (
            [
                (
                    "Was the threatened strike at Velda Line the cause of the gala leaving Norrland?",
                    "Ann Lee denied that.",
                )
            ],
            "Then what was?",
            "What was the cause of the gala leaving Norrland?",
        ),
        (
            [("How much did Corvane lose in May?", "It lost 3 million.")],
            "And the 5 million that everybody quotes, where does that figure come from?",
            "Where does the 5 million that everybody quotes come from?",
        ),
        (
            [("How much did Corvane earn in Narvia?", "It earned 3 million.")],
            "ok. now the Mark 60 - what did it sell for?",
            "What did the Mark 60 sell for?",
        ),
        (
            [("How deep is the sea at Kelm Bank?", "It is 30 metres deep.")],
            "Do they build there in winter too?",
            "Do they build there in winter too, concerning how deep the sea at Kelm Bank is?",
        ),
        (
            [
                (
                    "How many seats did the River Alliance take in the 2023 Velda election?",
                    "The River Alliance took 31 of the 75 seats, the Civic Union 24 and the Green Harbour list 7.",
                )
            ],
            "What about Green Harbour?",
            "How many seats did the Green Harbour take in the 2023 Velda election?",
        ),
    ],
)
def test_what_a_question_lacks_is_taken_from_one_that_was_read_right(
    turns: list[tuple[str, str]], question: str, alone: str
) -> None:
    assert asked(question, *turns) == alone
