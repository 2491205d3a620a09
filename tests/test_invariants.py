"""The contract held against an answer from outside: a sound answer breaks nothing, and every way to break it is named."""

import copy
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from dateline.eval.invariants import asked_for, broken

JSON = dict[str, Any]
TEXT = "The quay cost 9 million crowns, the board said. It opened in May.\n\n- Pier two\n- Pier three"
COST, OPENED = (0, 47), (48, 65)


def revision(number: int, text: str, **dates: str | None) -> JSON:
    metadata = {"title": "Quay", "source": "Pier Post", "url": None, "language": "en"}
    times = {"published_at": "2024-03-04T08:00:00Z", "updated_at": None} | dates
    return {"id": "quay", "revision": number, "text": text, "added_at": "2026-01-01T00:00:00Z", **metadata, **times}


ARTICLES = {
    "quay": [revision(1, TEXT), revision(2, TEXT, updated_at="2024-05-06T08:00:00Z")],
    "dateless": [revision(1, TEXT, published_at=None)],
    "copy": [revision(1, TEXT)],
}


def revisions(article_id: str) -> Sequence[JSON]:
    return ARTICLES.get(article_id, ())


def shown(place: tuple[int, int], number: int = 1, article: str = "quay", stands: int = -1) -> JSON:
    stored = ARTICLES[article][stands]
    names = ("revision", "title", "source", "url", "language", "published_at", "updated_at")
    quote = {"quote": TEXT[place[0] : place[1]], "start": place[0], "end": place[1]}
    return {"number": number, "article_id": article, **{name: stored[name] for name in names}, **quote, "also_in": []}


def sound(**more: Any) -> JSON:
    citations = [shown(COST), shown(OPENED, 2)]
    claims = [{"text": each["quote"], "citations": [each["number"]], "kind": "quoted"} for each in citations]
    spoken = " ".join(f"{claim['text']} [{claim['citations'][0]}]" for claim in claims)
    given = {"status": "answered", "answer": spoken, "claims": claims, "citations": citations}
    return {**given, "conflicts": [], "related": [], "as_of": None, **more}


def refusal(**more: Any) -> JSON:
    given = {"status": "not_answered", "answer": "The articles here don’t say.", "claims": [], "citations": []}
    return {**given, "conflicts": [], "related": [], "as_of": None, **more}


def test_a_sound_answer_and_a_sound_refusal_break_nothing() -> None:
    assert broken(sound(), [shown(COST)], revisions) == []
    assert broken(refusal(related=[shown(OPENED)]), [], revisions) == []


def test_a_list_item_and_a_quote_of_two_sentences_are_whole() -> None:
    for place in ((TEXT.index("Pier two"), TEXT.index("Pier two") + 8), (0, 65)):
        one = shown(place)
        claims = [{"text": one["quote"], "citations": [1], "kind": "quoted"}]
        assert broken(sound(citations=[one], claims=claims, answer=f"{one['quote']} [1]"), [], revisions) == []


def cut(answer: JSON) -> None:
    answer["answer"] = answer["answer"][:30]


def shift(answer: JSON) -> None:
    answer["citations"][0]["start"] += 1


def halve(answer: JSON) -> None:
    one = answer["citations"][0]
    one["end"] = TEXT.index(", the board")
    one["quote"] = TEXT[one["start"] : one["end"]]
    answer["claims"][0]["text"] = one["quote"]


def swap(answer: JSON) -> None:
    first, second = answer["claims"]
    first["citations"], second["citations"] = second["citations"], first["citations"]


def forget(answer: JSON) -> None:
    answer["claims"].pop()


def drop(answer: JSON) -> None:
    answer["claims"][0]["citations"] = []


def renumber(answer: JSON) -> None:
    answer["citations"].reverse()


def embellish(answer: JSON) -> None:
    answer["claims"][0]["text"] += " Everyone was pleased."


def age(answer: JSON) -> None:
    answer["citations"][0] |= {"revision": 1, "updated_at": None}


def invent(answer: JSON) -> None:
    answer["citations"][0]["revision"] = 7


def withdraw(answer: JSON) -> None:
    answer["citations"][0]["article_id"] = "gone"


def misdate(answer: JSON) -> None:
    answer["citations"][0]["published_at"] = "2024-04-03T08:00:00Z"


def rename(answer: JSON) -> None:
    answer["citations"][0]["source"] = "Other Post"


def multiply(answer: JSON) -> None:
    answer["citations"][0]["also_in"] = [{"article_id": "nowhere", "published_at": None}]


def deny(answer: JSON) -> None:
    answer["status"] = "not_answered"


def silence(answer: JSON) -> None:
    answer |= {"answer": "", "claims": [], "citations": [], "status": "not_answered"}


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (cut, "the answer is not its claims"),
        (shift, "a citation is not text[start:end]"),
        (halve, "a citation is not whole sentences"),
        (swap, "a quoted claim is not its quotes"),
        (forget, "a citation serves nothing"),
        (drop, "a claim has no citation"),
        (renumber, "citations are not numbered"),
        (embellish, "a quoted claim is not its quotes"),
        (age, "a citation is of a stale revision"),
        (invent, "a citation is of a revision that is not there"),
        (withdraw, "a citation is of a revision that is not there, or of a withdrawn article"),
        (misdate, "has another title, source, address or date"),
        (rename, "has another title, source, address or date"),
        (multiply, "is said to be also in an article that does not have its words"),
        (deny, "a refusal has claims"),
        (silence, "the answer is empty"),
    ],
)
def test_a_broken_promise_is_named(damage: Callable[[JSON], None], why: str) -> None:
    answer = copy.deepcopy(sound())
    damage(answer)
    assert any(why in found for found in broken(answer, [], revisions)), broken(answer, [], revisions)


def test_under_as_of_the_revision_of_that_day_counts_and_nothing_later_or_undated_is_shown() -> None:
    early = "2024-04-01"
    old = sound(as_of=early, citations=[shown(COST, stands=0), shown(OPENED, 2, stands=0)])
    assert broken(old, [shown(COST, stands=0)], revisions) == []
    found = broken(sound(as_of=early), [shown(COST, article="dateless")], revisions)
    assert any("a citation is dated after `as_of`" in each for each in found)
    assert any("a passage that was found is undated" in each for each in found)


def test_new_words_without_a_later_date_count_from_the_day_they_came() -> None:
    came = [revision(1, TEXT), {**revision(2, f"{TEXT} More."), "added_at": "2026-01-01T00:00:00Z"}]
    answer = sound(as_of="2024-12-31", citations=[shown(COST, stands=0), shown(OPENED, 2, stands=0)])
    assert broken(answer, [], lambda _: came) == []
    assert any("stale" in each for each in broken(answer | {"as_of": "2026-12-31"}, [], lambda _: came))


def test_the_filters_of_the_request_are_held_whatever_the_answer_says_it_read() -> None:
    asked = asked_for(sound(), [], as_of="2024-04-01", since="2024-06-01", sources=["Other Post"])
    assert len(asked) == 4
    assert asked_for(sound(), [shown(COST)], as_of=None, since="2024-03-04", sources=["PIER POST"]) == []
