"""Names with a number in them: whole wherever they stand, and things rather than firms."""

import pytest

from dateline.service.following import Turn, standalone
from dateline.service.following.mentions import names


def asked(question: str, *turns: tuple[str, str]) -> str:
    return standalone(question, [Turn(earlier, (answer,)) for earlier, answer in turns])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("What is the price of the Vela 30 Ultra?", ["Vela 30 Ultra"]),
        ("How fast is the Talon 5?", ["Talon 5"]),
        ("Phase 2 of the dyke is late.", ["Phase 2"]),
        ("Is Gate 3 open?", ["Gate 3"]),
        ("On May 3 Corvane sold 40 boats.", ["Corvane"]),
        ("In 12 Corvane yards nobody came.", ["Corvane"]),
        ("Ann Lee told Selk 40 people had died.", ["Ann Lee", "Selk"]),
        ("In 2024 Ternland 2030 was published.", ["Ternland"]),
        ("By Sept. 30 Selk had paid.", ["Selk"]),
    ],
)
def test_a_number_belongs_to_a_name_unless_it_is_a_day_a_year_or_counts(text: str, found: list[str]) -> None:
    assert [name.text for name in names(text)] == found


def test_a_numbered_name_is_a_thing_even_where_its_noun_may_be_a_firms() -> None:
    assert [name.sort for name in names("The council approved Line 6 and the HL-220.")] == ["thing", "thing"]


@pytest.mark.parametrize(
    ("turn", "question", "alone"),
    [
        (
            ("Can Tessaro still ship the K40 to Norland?", "Tessaro said the K40 may not be shipped to Norland."),
            "Who was it built for originally?",
            "Who was the K40 built for originally?",
        ),
        (
            ("Can Tessaro still ship the K40 to Norland?", "Tessaro said the K40 may not be shipped to Norland."),
            "When was it announced?",
            "When was the K40 announced?",
        ),
        (
            ("Is Tessaro allowed to sell the QX-550 abroad?", "Tessaro said the QX-550 may be sold."),
            "What was it priced at?",
            "What was the QX-550 priced at?",
        ),
        (
            ("Price of the Vela 30 Ultra?", "The Vela 30 Ultra went on sale for 500 euros."),
            "which camera is in it",
            "Which camera is in the Vela 30 Ultra",
        ),
        (
            ("Which firm makes the Sparrow 3?", "Belwin Motors makes the Sparrow 3."),
            "How many has it sold?",
            "How many has Belwin Motors sold?",
        ),
        (
            ("What did Kestrel say about the KT:200d?", "Kestrel said that the KT:200d was safe."),
            "Was it tested again?",
            "Was the KT:200d tested again?",
        ),
        (
            ("Did Kestrel Aero deliver Unit 4 on time?", "Kestrel Aero delivered Unit 4 six months late."),
            "What did it cost in the end?",
            "What did Unit 4 cost in the end?",
        ),
        (("How fast is the Talon 5?", "The Talon 5 does 300."), "And the Talon 6?", "How fast is the Talon 6?"),
        (
            ("Did Harrow recall the Pulse 4S?", "Harrow recalled 3,000 of the Pulse 4S in May."),
            "What was wrong with it?",
            "What was wrong with the Pulse 4S?",
        ),
        (
            ("Why did Norden stop making the T-90X?", "Norden stopped making the T-90X because sales fell."),
            "What replaced it?",
            "What replaced the T-90X?",
        ),
        (
            ("Is Gate 3 open again?", "Gate 3 was opened on Monday."),
            "Why was it shut?",
            "Why was Gate 3 shut?",
        ),
    ],
)
def test_what_is_made_sold_or_built_is_the_thing_and_not_its_firm(
    turn: tuple[str, str], question: str, alone: str
) -> None:
    assert asked(question, turn) == alone


def test_how_fast_a_thing_is_is_no_thing_itself() -> None:
    first = ("What is the B77?", "Corvane has begun to make a pump for ships, the B77.")
    second = ("How fast is it compared with the B70?", "It moves 40 litres a second, against 60 for the B70.")
    assert (
        asked("Did it fall under the export rules of 2021?", first, second)
        == "Did the B77 fall under the export rules of 2021?"
    )


def test_with_whom_nobody_asks_what_a_thing_is_wrong_with() -> None:
    turn = ("What is wrong with the MD-9 valve?", "The MD-9 valve leaks, Harrow said.")
    assert asked("Who supplies it?", turn) == "Who supplies the MD-9 valve?"
