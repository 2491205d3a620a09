"""Talk as a desk talks: questions without verbs, pieces after them, months, lists, rules that an answer brought in."""

import pytest

from dateline.service.following import Turn, standalone


def asked(question: str, *turns: tuple[str, str]) -> str:
    return standalone(question, [Turn(earlier, (answer,) if answer else ()) for earlier, answer in turns])


@pytest.mark.parametrize(
    ("turns", "question", "alone"),
    [
        ([("Cost of the quay in Terne, per the auditors?", "They put it at 9 crowns.")], "Per the board?", "Cost of the quay in Terne, per the board?"),
        ([("Corvane revenue 2024?", "Corvane had revenue of 9 crowns.")], "Capex?", "Capex, concerning Corvane revenue 2024?"),
        ([("Please confirm the final figure for Narvia's research spending in 2024.", "Narvia spent 9 crowns on research.")], "What had the preliminary number been?", "What had the preliminary number been, concerning the final figure for Narvia's research spending in 2024?"),
        ([("How much tin did Narvia export in August 2023?", "It exported no tin.")], "And the month before?", "How much tin did Narvia export in July 2023?"),
        ([("How much tin did Narvia export in January 2023?", "It exported no tin.")], "And the previous month?", "How much tin did Narvia export in December 2022?"),
        ([("How much tin did Narvia export in December 2022?", "It exported no tin.")], "And the month after?", "How much tin did Narvia export in January 2023?"),
        ([("Which metals need a permit?", "Exporters of tin and zinc, two metals used in cans, need a permit.")], "What does the first one cost?", "What does tin cost?"),
        ([("What does the ministry plan?", "The ministry plans a rule that caps the rent of flats.")], "When will it issue that rule?", "When will the ministry issue the rule that caps the rent of flats?"),
        ([("What happened to Corvane in May?", "Corvane was put on the Dormant List.")], "How does that list differ from the Closed List?", "How does the Dormant List differ from the Closed List?"),
        ([("How many sheep did the Tide Post's count find?", "It found 9 sheep.")], "And the board's?", "How many sheep did the board's count find?"),
        ([("Did France put Corvane on its Closed List?", "Corvane was put on it.")], "And Lythia Foods?", "Did France put Lythia Foods on its Closed List?"),
        ([("What does Corvane charge for the Arden 7?", "")], "Can it be reprogrammed?", "Can the Arden 7 be reprogrammed?"),
        ([("When was Tide Fund II registered?", "Tide Fund II was registered in May.")], "What is it expected to invest in?", "What is Tide Fund II expected to invest in?"),
        ([("Why is Ann Lee in Terne?", "Ann Lee is in Terne for a fair.")], "And what about Corvane, since when has it been there?", "Since when has Corvane been in Terne?"),
        ([("Where does Ann Lee work?", "Ann Lee runs the Sound of Terne Union.")], "What did she want?", "What did Ann Lee want?"),
    ],
)  # fmt: skip
def test_talk_in_few_words_is_made_whole(turns: list[tuple[str, str]], question: str, alone: str) -> None:
    assert asked(question, *turns) == alone


def test_a_long_question_that_points_to_nothing_stands_alone() -> None:
    whole = "How much had the fund for crews leaving cod fishing paid out by the end of November?"
    assert asked(whole, ("What does Ann Lee want?", "Ann Lee wants patrols.")) == whole
