"""What a follow-up means, where several things may be meant or only part of what was asked is said again."""

import pytest

from dateline.service.following import Turn, standalone

MODEL = Turn(
    "Which firm's model frightened Corvane's investors?",
    ("Corvane Corp. lost a tenth of its value after a model from the start-up Deltamind was shown.",),
)
SHOWN = Turn("When had it shown that model?", ("Deltamind, a firm from Ostrel, had shown its model on Jan. 4.",))
SPEED = Turn("What is the top speed of Quarl's Arrow 90?", ("It reaches 90 kilometres an hour.",))
METALS = Turn("Which metals did Narvia put under licence in 2023?", ("Tin and zinc, two metals used in solder.",))
FINED = Turn("When was Veldan Water fined for false tests?", ("It was fined on Tuesday.",))
GATES = Turn("How many gates will the Selbach barrier have?", ("It will have six gates.",))
FIRST = Turn("When is Maroe Line's first battery ferry due?", ("The first is due in May.",))
LATE = Turn("When will the Selbach tramway open?", ("It will not open before 2027.",))
LICENCE = Turn("From when does the XR:1970i need a Dutch permit?", ("It needs one from May.",))
SPENT = Turn("How much did Corvane spend on research in 2023?", ("It spent 4 million crowns.",))
SENT = Turn("How many phones did Corvane ship in 2023?", ("It did not say.",))
JOBS = Turn("How many jobs does the Port Authority expect?", ("It expects 240 jobs.",))
WARD = Turn("Will Lindow Hospital lose beds?", ("The maternity ward at Lindow stays as it is.",))
OWNER = Turn("Who chairs the Selbach water board?", ("The board meets in May.",))
RULE = Turn("What is the Perrin emissions rule?", ("It caps what vans emit.",))
WAITS = Turn("How much had Corvane Group lost on the ferries?", ("It lost 4 million crowns.",))


@pytest.mark.parametrize(
    ("turns", "question", "alone"),
    [
        ([MODEL, SHOWN], "How many people does it employ?", "How many people does Deltamind employ?"),
        ([SPEED], "Can it be driven at night?", "Can Quarl's Arrow 90 be driven at night?"),
        ([METALS], "What are they used for?", "What are tin and zinc used for?"),
        ([FIRST], "And when is the other one due?", "When is Maroe Line's other battery ferry due?"),
        ([WARD], "How many beds has the ward?", "How many beds has the maternity ward at Lindow?"),
        ([OWNER], "What does she earn?", "What does the person who chairs the Selbach water board earn?"),
    ],
)
def test_what_is_meant_is_told_by_answers_and_by_what_can_be_said_of_it(
    turns: list[Turn], question: str, alone: str
) -> None:
    assert standalone(question, turns) == alone


@pytest.mark.parametrize(
    ("turn", "question", "alone"),
    [
        (FINED, "What did its head earn then?", "when Veldan Water was fined for false tests"),
        (SPENT, "What was it the year before?", "in 2022"),
        (LATE, "Is that later than promised?", "the date when the Selbach tramway will open"),
    ],
)
def test_a_time_is_that_of_what_happened(turn: Turn, question: str, alone: str) -> None:
    assert alone in standalone(question, [turn])


@pytest.mark.parametrize(
    ("turn", "question", "alone"),
    [
        (LICENCE, "And since when for the XR:2000i?", "Since when does the XR:2000i need a Dutch permit?"),
        (LATE, "Why so late?", "Why will the Selbach tramway open so late?"),
        (GATES, "And how many are open?", "How many of the gates that the Selbach barrier will have are open?"),
        (JOBS, "And the dock workers?", "How many jobs do the dock workers expect?"),
        (WAITS, "How much had it expected?", "How much had Corvane Group expected to lose on the ferries?"),
    ],
)
def test_what_a_piece_leaves_out_is_the_question_before(turn: Turn, question: str, alone: str) -> None:
    assert standalone(question, [turn]) == alone


@pytest.mark.parametrize(
    ("turn", "question", "alone"),
    [
        (GATES, "Why was that changed?", "Why was the number of gates that the Selbach barrier will have changed?"),
        (SENT, "Why doesn't it say?", "Why doesn't Corvane say how many phones Corvane did ship in 2023?"),
        (RULE, "What does that leave out?", "What does the Perrin emissions rule leave out?"),
        (SPENT, "Is that figure right?", "Is the amount that Corvane did spend on research in 2023 right?"),
    ],
)
def test_that_is_the_amount_or_the_thing_that_was_asked_for(turn: Turn, question: str, alone: str) -> None:
    assert standalone(question, [turn]) == alone


def test_who_is_named_once_is_not_named_again() -> None:
    turn = Turn("Did Mira Sandell lose the election?", ("She lost.",))
    assert standalone("What did she blame her defeat on?", [turn]) == "What did Mira Sandell blame her defeat on?"


def test_a_measure_without_its_thing_gets_it() -> None:
    turn = Turn("Who opened the Skelling tunnel?", ("It was opened by King Osric.",))
    assert standalone("What did he say about the cost?", [turn]).endswith("about the cost of the Skelling tunnel?")


@pytest.mark.parametrize(
    "question", ["Is it true there will be a levy in Maren?", "Why did Ann Lee call it odd that nobody came?"]
)
def test_an_it_that_points_to_nothing_stays(question: str) -> None:
    assert standalone(question, [SPEED]) == question


@pytest.mark.parametrize(
    ("turn", "question", "alone"),
    [
        (JOBS, "OK. Now to Maroe Line: how old is it?", "How old is Maroe Line?"),
        (JOBS, "Let's turn to Ann Lee: where does she live?", "Where does Ann Lee live?"),
        (JOBS, "Different topic: Ann Lee, where does she live?", "Where does Ann Lee live?"),
    ],
)
def test_a_subject_that_is_named_first_is_put_in_its_place(turn: Turn, question: str, alone: str) -> None:
    assert standalone(question, [turn]) == alone


def test_of_two_sources_the_new_one_takes_the_place_of_the_old() -> None:
    turn = Turn("How many jobs will go in Maren, according to the boards?", ("They said 240.",))
    assert (
        standalone("And according to the union?", [turn]) == "How many jobs will go in Maren, according to the union?"
    )


def test_whose_a_thing_is_may_be_a_firm_that_answered() -> None:
    turn = Turn("Who bought the yard in Tarn?", ("Narvia's ministry sold it to a group led by Corvane.",))
    assert standalone("How big is the company's debt?", [turn]).startswith("How big is Corvane's debt")
