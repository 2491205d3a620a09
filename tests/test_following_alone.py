"""Questions about something else than the talk: nothing of it is brought in."""

import pytest

from dateline.service.following import Turn, standalone
from dateline.service.following.dangling import dangling


def asked(question: str, *turns: tuple[str, str]) -> str:
    return standalone(question, [Turn(earlier, (answer,)) for earlier, answer in turns])


@pytest.mark.parametrize(
    ("turn", "question"),
    [
        (("Who replaced Ivo Dahl at the Kelm fund?", "Ann Lee replaced him."), "What job does Tom Orr have?"),
        (
            ("How tall are the turbines at Kelm Bank?", "They are 90 metres tall."),
            "How much of its revenue did Corvane spend on research in 2023?",
        ),
        (
            ("What will the Kelm wind farm cost?", "It will cost 3 million."),
            "Who said that somebody typed in a cleaner lake every Friday?",
        ),
        (("What does Ostmark do in return?", "It lifts the tax."), "Where will the 2024 cup final be held?"),
        (
            ("What did Ann Lee say about the budget for 2024?", "She liked it."),
            "How many gates will the Tannet wall have after the change?",
        ),
        (("How big is the fund for the crews of Kelm?", "It is small."), "What did Tom Orr tell the assembly?"),
        (
            ("Who opened the Skell tunnel?", "Ann Lee opened it."),
            "Did Tom Orr say there would be a levy for the Tannet wall?",
        ),
        (("How did Corvane do in 2024?", "It lost money."), "Which yard keeps its dock in Tannet?"),
        (
            ("How did sales of Corvane do in China in 2024?", "They fell in China."),
            "How many jobs does the port expect from the new dock in Maren?",
        ),
        (("What did Petra Halv say?", "Petra Halv said that it was late."), "Who designed the Halv bridge?"),
        (("Who is building the Tannet wall?", "Corvane is building it."), "When was the Cole Street building built?"),
        (
            ("What did Ann Lee say about the quay?", "She liked it."),
            "How high is the deficit planned for 2025 in Ostmark?",
        ),
        (
            ("Who paid for the new roof of the Harte Museum?", "Ann Lee paid for it."),
            "When would Kelm Bank deliver power, as Corvane saw it in 2023?",
        ),
        (("Has Narvia signed the forest pact?", "Narvia has signed it."), "Which ports ship the most coffee?"),
    ],
)
def test_a_question_about_something_else_gets_nothing_of_the_talk(turn: tuple[str, str], question: str) -> None:
    assert asked(question, turn) == question


def test_an_office_told_in_several_words_is_not_of_the_place_last_named() -> None:
    found = asked(
        "What did the chief water inspector say about the samples?", ("Who heads the Velda assembly?", "Ann Lee.")
    )
    assert "inspector of" not in found


def test_it_in_what_it_costs_points_to_nothing() -> None:
    assert [each.word for each in dangling("Does it cost anything to get in there?")] == ["there"]
