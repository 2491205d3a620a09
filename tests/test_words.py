"""When two words mean the same, and when they must not."""

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.service import words
from dateline.service.words import content, country_words, is_stopword, opposed, same, stem, tokens


def lines(name: str) -> list[str]:
    text = files(words).joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def alike(one: str, other: str) -> float:
    return same(stem(one), stem(other))


@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from("U.S.|The Hague|AT&T|3.5|x’s|’|-|中国|é|😀|R&D| |.".split("|"))).map("".join)
)
def test_tokens_are_pieces_of_the_text_in_order(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.text
        assert token.stem
        end = token.end


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("the U.S. and the US", ["the", "u.s.", "and", "the", "u.s."]),
        ("workers’ pay, Xi’s aim", ["worker", "pay", "xi", "aim"]),
        ("370.8 billion, 1,200", ["370.8", "billion", "1,200"]),
        ("R&D at AT&T", ["r&d", "at", "at&t"]),
        ("in the Hague and South Korea", ["in", "the hagu", "and", "south korea"]),
        ("中国芯片", ["中", "国", "芯", "片"]),
        ("self-reliance", ["self", "relianc"]),
    ],
)
def test_text_is_cut_into_words_numbers_and_names_of_places(text: str, stems: list[str]) -> None:
    assert [token.stem for token in tokens(text)] == stems


def test_us_is_a_country_in_capitals_and_a_pronoun_otherwise() -> None:
    assert [token.text for token in content(tokens("US told us"))] == ["US", "told"]
    assert not is_stopword(tokens("U.S.")[0])


@pytest.mark.parametrize(
    "forms",
    [
        "rise rose risen rises",
        "advise advised advising",
        "raise raised raising",
        "organise organize organised organizing",
        "analyse analyze analysed",
        "labour labor",
        "centre center centres",
        "defence defense",
        "programme program programmes",
        "licence license",
        "spend spent spending",
        "authority authorities",
        "important importance",
    ],
)
def test_forms_and_spellings_of_a_word_have_one_base(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "pair",
    "rise increase|spend expenditure|firm company|chip semiconductor|ban prohibit|lawmaker legislator|quit resign|"
    "China Chinese|Beijing China|Washington US|Dutch Netherlands|EU Brussels|invest investor|report reporter".split(
        "|"
    ),
)
def test_words_that_news_uses_for_one_another_match(pair: str) -> None:
    assert 0 < alike(*pair.split()) < 1


@pytest.mark.parametrize(
    "pair",
    "rise fall|import export|buy sell|premier president|premier minister|chairman president|chairman ceo|revenue profit|income profit|"
    "income revenue|sale export|purchase import|spend budget|spend invest|spend allocate|plan expect|plan promise|bill law|ban limit|ban sanction|"
    "suspend end|design make|arrest jail|court judge|win lose|win defeat|amount total|suggest show|lift ease|enact introduce|"
    "import important|import importance|police policy|invest investigate|seven seventy|eight eighteen|million millionaire|nation nationalist|"
    "person personnel|secret secretary|author authority|contain informal|international intern|fall loss|decline deny|"
    "decade ten|mention word|take effect|close near|fund founder|party partial|Korea Europe|EU Europe|state government|"
    "governor government|fund find|minister ministry|university universe|stock stockpile|analyst researcher|foreign domestic".split(
        "|"
    ),
)
def test_words_that_a_fact_checker_tells_apart_never_match(pair: str) -> None:
    assert alike(*pair.split()) == 0


def test_north_and_south_koreans_are_not_taken_for_one_another() -> None:
    north, south, other = (tokens(text)[0].stem for text in ("North Korean", "South Korean", "Seoul"))
    assert same(north, south) == 0
    assert same(south, other) > 0
    assert {north, south} <= country_words()


@given(st.sampled_from([word for line in lines("synonyms.txt") for word in line.split()]), st.text(max_size=12))
def test_meaning_the_same_goes_both_ways(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)
    assert alike(one, one) == 1
    assert not opposed(stem(one), stem(one))


@pytest.mark.parametrize("name", ["synonyms.txt", "opposites.txt"])
def test_every_word_of_the_tables_can_be_met_in_a_text(name: str) -> None:
    listed = [word for line in lines(name) for word in line.replace("|", " ").split()]
    assert [word for word in listed if [token.stem for token in tokens(word)] != [stem(word)]] == []


def test_no_group_of_synonyms_holds_two_opposites() -> None:
    held = [(line, one, other) for line in lines("synonyms.txt") for one in line.split() for other in line.split()]
    assert [each for each in held if opposed(stem(each[1]), stem(each[2]))] == []


def test_opposites_are_told_apart_in_any_form_and_both_ways() -> None:
    for one, other in (("imports", "exported"), ("rose", "falling"), ("bought", "seller"), ("millions", "billion")):
        assert opposed(stem(one), stem(other))
        assert opposed(stem(other), stem(one))
    assert not opposed(stem("rose"), stem("climbed"))
