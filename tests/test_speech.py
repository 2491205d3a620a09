"""Who said it: whom the article names, or nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.indexes.nouns import Passage, Revision
from dateline.indexes.sentences import spans
from dateline.service.speech import is_speech, said_by


def article(text: str) -> Revision:
    passages = tuple(
        Passage(f"a/{at}", "a", 1, at, span.start, span.end, text[span.start : span.end], span.kind, span.paragraph)
        for at, span in enumerate(spans(text))
    )
    return Revision("a", 1, text, None, None, None, None, None, (), "en", None, passages)


def speakers(text: str) -> list[str | None]:
    revision = article(text)
    return [said_by(passage, revision) for passage in revision.passages]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We will not stop,” said Ms Ann Orne, a partner at Vantmoor-based Tide & Co.", "Ann Orne"),
        ("“It is late,” said a spokeswoman for the board, Eva Lund.", "Eva Lund"),
        ("“It is late,” said the minister, Ann Orne.", "Ann Orne"),
        ("“The quay,” said Orne, “is sinking.”", "Orne"),
        ("“It is late,” said Jan van der Berg.", "Jan van der Berg"),
        ("Harbour master Ole Brandt said on Monday that the quay would close.", "Ole Brandt"),
        ("Interior Minister Ann Orne warned of it.", "Ann Orne"),
        ("Brandt, a retired captain who lives near the quay, said it was late.", "Brandt"),
        ("Steps suggest a plan, Chen Ye, a delegate and professor at Orne University, told Tide News.", "Chen Ye"),
        ("The quay is old, Ole Brandt told reporters.", "Ole Brandt"),
        ("State broadcaster Vantmoor Television cited Mr Brandt as telling the board he chairs.", "Brandt"),
        ("“Will it work?” Ann Orne asked.", "Ann Orne"),
        ("In a letter, Ann Orne wrote that it was late.", "Ann Orne"),
        ("“It is late,” Brandt said, citing Ann Orne.", "Brandt"),
        ("‘It’s late,’ Ann Orne said.", "Ann Orne"),
        ('"It is late," Ann Orne said.', "Ann Orne"),
    ],
)
def test_a_person_is_named_without_title_and_role(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Trade rose 3%, according to the trade ministry.", "the trade ministry"),
        ("According to the ministry, trade rose.", "the ministry"),
        ("Costs rose, according to people familiar with the matter.", "people familiar with the matter"),
        ("Trade fell, according to a report by the Orne Institute.", "a report by the Orne Institute"),
        ("“We go,” according to the report, delivered by Premier Ann Orne to the town.", "the report"),
        ("It was used 26 times, analysts at Orne Securities said.", "analysts at Orne Securities"),
        ("A spokesman for the ministry said no.", "A spokesman for the ministry"),
        ("The wife of Ole Brandt said so.", "The wife of Ole Brandt"),
        ("Ann Orne’s letter says it was late.", "Ann Orne’s letter"),
        ("Orne and Brandt said it was late.", "Orne and Brandt"),
        ("The US says that China is late.", "The US"),
        ("“Prices rose,” Tide Corp. said in a statement.", "Tide Corp."),
        ("The so-called “green wall” group said it was late.", "The so-called green wall group"),
        ("The quay closed on Tuesday, Harbour Wire reported.", "Harbour Wire"),
    ],
)
def test_any_other_speaker_is_named_as_the_article_does(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ann Orne said Ole Brandt had told him that the quay would close.", "Ann Orne"),
        ("“We go,” Brandt told Orne.", "Brandt"),
        ("Orne told Brandt, “We stay.”", "Orne"),
        ("Ann Orne said that the report says the quay sinks.", "Ann Orne"),
        ("In an interview with Ann Orne, Ole Brandt said so.", "Ole Brandt"),
    ],
)
def test_whoever_is_only_spoken_of_or_to_is_not_the_speaker(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Orne said it was late, but Ole Brandt said it was early.",
        "While Ann Orne said it was early, Ole Brandt said it was late.",
        "Ole Brandt, mayor of Vantmoor, and Ann Orne, its treasurer, said so.",
        "Tide Corp., Lund Ltd. and Ann Orne said so.",
        "Ole Brandt, who Ann Orne said was ill, did not come.",
        "Brandt was told by Orne that the quay would close.",
        "Brandt denied that Orne had said so.",
        "Orne rejected what Brandt claimed.",
        "Ann Orne did not say it was late.",
        "The board did not say who would pay.",
        "Nobody said a word.",
        "“We need it,” said nobody.",
        "What Ann Orne said is unclear.",
        "If Ann Orne says so, it is true.",
        "Ann Orne asked Ole Brandt to go.",
        "Orne claimed a third title.",
        "Brandt added two goals.",
        "Ann Orne announced the closing of the quay.",
        "Reports of a quay said to be lost are false.",
        "The so-called “whole town” plan is old.",
        "The quay is made of stone.",
        "“The quay is sinking.”",
        "They said it was late.",
        "Tide Corp. called the step a technical change and said it did not mind.",
        "Tide Corp., which made the pump according to Orne, does not sell it.",
        "港务局表示，码头正在下沉。",
        "",
    ],
)
def test_two_speakers_nobody_and_no_speech_are_no_speaker(text: str) -> None:
    assert speakers(text) == ([None] if text else [])


def test_he_said_is_the_one_who_spoke_in_the_sentence_before() -> None:
    assert speakers("The quay is old, Ole Brandt told reporters. It will close, he said.") == ["Ole Brandt"] * 2


def test_he_said_reaches_back_into_the_paragraph_before() -> None:
    text = "Mayor Calls Vantmoor’s Plan Old\n\nSuch steps suggest it in Vantmoor, Chen Ye, a delegate, told Tide News.\n\n“They stop,” he said in an interview."
    assert speakers(text)[-2:] == ["Chen Ye", "Chen Ye"]


def test_he_said_is_found_beside_places_named_behind_it_and_with_an_affiliation() -> None:
    text = "“We go,” said Ann Orne of Tide Consultancy. She said at the Great Hall that it was late."
    assert speakers(text) == ["Ann Orne of Tide Consultancy"] * 2


def test_it_said_is_the_body_that_spoke_in_the_sentence_before() -> None:
    assert speakers("The ministry said on Tuesday that trade fell. It said exports rose.") == ["The ministry"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Ann Orne said Ole Brandt was late. “I know,” he said.",
        "Ann Orne told the mayor it was late. “I know,” he said.",
        "Ann Orne said her lawyer had lied. He said no.",
        "Ann Orne said it was late. When Eva Lund came, she said so.",
        "Mr Ole Brandt told reporters it was late. She said no.",
        "The ministry said trade fell. He said no.",
        "The ministry said Tide Corp. had failed. It said it would appeal.",
        "Ole Brandt told reporters so. They said it was late.",
        "Ann Orne met Ole Brandt. She said it was late.",
        "Ann Orne said it was late, but Ole Brandt said it was early. He said no.",
    ],
)
def test_a_pronoun_that_may_be_somebody_else_names_nobody(text: str) -> None:
    assert speakers(text)[-1] is None


def test_a_quotation_that_goes_on_belongs_to_whoever_began_it() -> None:
    assert speakers("“It is late,” said Ann Orne. “We go.” “We do not wait.” The quay sank.") == ["Ann Orne"] * 3 + [
        None
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“It is late,” said Ann Orne.\n\n“We go.”",
        "“Will it work?” Ann Orne asked Ole Brandt. “No.”",
        "The quay sank. “We go.”",
    ],
)
def test_a_quotation_in_another_paragraph_or_after_a_question_belongs_to_nobody(text: str) -> None:
    assert speakers(text)[-1] is None


_PIECES = st.sampled_from(
    'Ann Orne|Brandt|said|told|according to|the ministry|“|”|"|‘|’|,|.|he|it|and|who|cited|as saying|\n\n|(|)|Mr|–|é|😀|told,'.split(
        "|"
    )
)


@given(st.lists(_PIECES, max_size=30).map(" ".join) | st.text(max_size=80))
def test_a_speaker_is_always_made_of_words_of_the_article(text: str) -> None:
    words = {word.strip('“”"‘’.,') for word in text.split()}
    for speaker in speakers(text):
        assert speaker is None or (speaker and {word.strip('.,“”"‘’') for word in speaker.split()} <= words)


def test_quoting_and_reporting_is_speech() -> None:
    assert is_speech("“We go.”")
    assert is_speech("According to the board, it sinks.")
    assert not is_speech("The quay is made of stone.")
