"""An answer that is wrong becomes a gold question in one step: what is written, what is refused, and what is never lost."""

import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from fakes_http import WordDesk, client_of, open_desk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.eval.gold import Case, load
from dateline.eval.validator import cases
from dateline.indexes.nouns import Article
from dateline.service.cli import main
from dateline.service.gold_file import GoldQuestion, GoldUnwritable, keep
from dateline.service.nouns import Answer, Question
from dateline.service.wrong import AnswerNotFound, ReportUnusable

TEXT = (
    "The quay of Vantmoor opened in May 2024. It had cost 9 million crowns, the mayor’s office said.\n\n"
    "“It’s a quay for ships,” said Ilse Brandvik. “Not for boats.”\n\n"
    "The quay of Vantmoor took 19 million bricks."
)
QUAY = Article(id="quay", text=TEXT, source="Pier Post", published_at=datetime(2024, 5, 3, tzinfo=UTC))
MILL = Article(id="mill", text="The mill of Orne grinds 9 tonnes a day. The office said so.", source="Orne Echo")
AGAIN = Article(
    id="again", text="At Vantmoor the talk is of ships, not bricks. NOT FOR BOATS.", published_at=QUAY.published_at
)
ARTICLES = (QUAY, MILL, AGAIN)
WHEN = "When was the quay of Vantmoor opened?"
UNSTATED = "Did Brandvik smile?"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[WordDesk]:
    opened = open_desk(tmp_path, ARTICLES)
    yield opened
    opened.archive.close()


def asked(desk: WordDesk, text: str, **request: Any) -> Answer:
    *_, last = desk.ask(Question(text, **request))
    assert isinstance(last, Answer)
    return last


def lines(desk: WordDesk) -> list[dict[str, Any]]:
    return [json.loads(line) for line in desk.gold.read_text(encoding="utf-8").splitlines()]


def taken(desk: WordDesk) -> list[Case]:
    """The file as the evaluation takes it; it raises for all that does not hold."""
    return cases(desk.gold, load(desk.gold), desk.archive)


def test_an_answer_where_the_articles_do_not_say_becomes_an_unanswerable_question(desk: WordDesk) -> None:
    answer = asked(desk, WHEN)
    kept = desk.wrong(answer.id, None)

    [case] = taken(desk)
    assert (case.question.id, case.question.kind) == (f"wrong-{answer.id}", "reported")
    assert (case.question.question, case.question.answerable) == (WHEN, False)
    assert kept.questions == 1
    assert kept.as_json()["gold"] == lines(desk)[0] | {"sources": (), "before": (), "accepted": (), "evidence": ()}


@pytest.mark.parametrize(
    ("says", "accepted", "quote"),
    [
        ("9 million crowns", "9 million crowns", "It had cost 9 million crowns, the mayor’s office said."),
        ("the mayor's\n  office said", "the mayor’s office said", "It had cost 9 million crowns, the mayor’s office said."),
        ('"It\'s a quay for ships,"', "“It’s a quay for ships,”", "“It’s a quay for ships,” said Ilse Brandvik."),
        ("said Ilse Brandvik. “Not", "said Ilse Brandvik. “Not", "“It’s a quay for ships,” said Ilse Brandvik. “Not for boats.”"),
        ("boats.” The quay", "boats.” The quay", "“Not for boats.”\n\nThe quay of Vantmoor took 19 million bricks."),
    ],
    ids=["in a sentence", "other marks and white space", "in quotation marks", "in two sentences", "in two paragraphs"],
)  # fmt: skip
def test_words_of_an_article_become_the_accepted_answer_and_their_sentences_its_evidence(
    desk: WordDesk, says: str, accepted: str, quote: str
) -> None:
    desk.wrong(asked(desk, UNSTATED).id, says)

    [case] = taken(desk)
    assert case.question.answerable
    assert case.question.accepted == ((accepted,),)
    assert [(each.article_id, each.quote) for each in case.question.evidence[0]] == [("quay", quote)]


def test_every_sentence_that_has_the_words_is_evidence_whatever_the_case(desk: WordDesk) -> None:
    desk.wrong(asked(desk, UNSTATED).id, "Not for boats")

    [case] = taken(desk)
    assert {each.article_id for each in case.question.evidence[0]} == {"quay", "again"}
    assert len(case.question.evidence) == 1


@pytest.mark.parametrize(
    ("question", "says", "words"),
    [
        (UNSTATED, None, "already is that the articles don’t say"),
        (UNSTATED, "9 million francs", "stand in no article"),
        (UNSTATED, "not for boats.", "stand in no article"),
        (UNSTATED, "million bric", "stand in no article"),
        (UNSTATED, "9 million", "inside other words"),
        (UNSTATED, ".", "too many places"),
        (UNSTATED, "Brandvik", "question itself"),
        (WHEN, "May 2024", "answer has these words"),
    ],
)
def test_what_makes_no_question_is_refused_with_what_to_do_and_nothing_is_written(
    tmp_path: Path, question: str, says: str | None, words: str
) -> None:
    many = Article(id="many", text=" ".join(f"This is sentence {number}." for number in range(30)))
    desk = open_desk(tmp_path, [*ARTICLES, many])
    with pytest.raises(ReportUnusable, match=words):
        desk.wrong(asked(desk, question).id, says)
    assert not desk.gold.exists()
    desk.archive.close()


@pytest.mark.parametrize("answer_id", ["0" * 20, "", "../quay", "\udcff", "A" * 20])
def test_an_answer_that_was_never_given_cannot_be_wrong(desk: WordDesk, answer_id: str) -> None:
    with pytest.raises(AnswerNotFound):
        desk.wrong(answer_id, None)


def test_the_requests_filters_are_kept_and_what_was_read_from_the_words_is_not(desk: WordDesk) -> None:
    since, as_of = date(2024, 1, 1), date(2024, 12, 31)
    read = asked(desk, "What opened at the quay of Vantmoor in 2024?")
    sent = asked(desk, "What opened at the quay of Vantmoor in 2024?", since=since, as_of=as_of, sources=("PIER post",))
    desk.wrong(read.id, None)
    desk.wrong(sent.id, "9 million crowns")

    assert read.interpreted.since == sent.interpreted.since == since
    assert [(each["as_of"], each["since"], each["sources"]) for each in lines(desk)] == [
        (None, None, []),
        ("2024-12-31", "2024-01-01", ["PIER post"]),
    ]
    assert len(taken(desk)) == 2


@pytest.mark.parametrize(("since", "kept"), [(date(2024, 1, 1), None), (date(2024, 2, 1), "2024-02-01")])
def test_of_an_answer_stored_before_requests_were_a_day_that_its_words_give_is_no_filter(
    desk: WordDesk, since: date, kept: str | None
) -> None:
    answer = asked(desk, "What opened at the quay of Vantmoor in 2024?", since=since, sources=("Pier Post",))
    stored = desk.archive.answer(answer.id)
    assert stored is not None
    del stored["request"]
    desk.archive.save_answer("0" * 20, answer.snapshot, stored | {"id": "0" * 20})
    desk.wrong("0" * 20, None)

    assert (lines(desk)[0]["since"], lines(desk)[0]["sources"]) == (kept, ["Pier Post"])


def test_words_are_looked_up_in_what_the_question_could_use(desk: WordDesk) -> None:
    later = datetime(2024, 6, 1, tzinfo=UTC)
    desk.add(replace(QUAY, text=TEXT.replace("9 million crowns", "8 million crowns"), updated_at=later))
    then, now = asked(desk, UNSTATED, as_of=date(2024, 5, 31)), asked(desk, UNSTATED)
    for answer, says in ((then, "8 million crowns"), (now, "9 million crowns"), (then, "tonnes a day")):
        with pytest.raises(ReportUnusable, match="stand in no article"):
            desk.wrong(answer.id, says)
    desk.wrong(then.id, "9 million crowns")
    desk.wrong(now.id, "8 million crowns")

    assert [case.expected.evidence[0][0].revision for case in taken(desk)] == [1, 2]


def test_what_was_asked_before_is_kept_in_order(desk: WordDesk) -> None:
    first = asked(desk, "What is at Vantmoor?")
    second = asked(desk, WHEN, follows=first.id)
    desk.wrong(asked(desk, UNSTATED, follows=second.id).id, "9 million crowns")

    assert taken(desk)[0].question.before == ("What is at Vantmoor?", WHEN)


def test_a_second_report_of_an_answer_or_of_the_same_request_takes_the_place_of_the_first(desk: WordDesk) -> None:
    first = asked(desk, UNSTATED)
    desk.wrong(first.id, "9 million crowns")
    desk.wrong(asked(desk, WHEN).id, None)
    desk.wrong(first.id, "19 million bricks")
    desk.add(replace(MILL, id="other"))  # another snapshot: the same request has another answer now
    again = asked(desk, UNSTATED.upper())
    kept = desk.wrong(again.id, "“It’s a quay for ships,”")

    assert again.id != first.id
    assert kept.questions == 2
    assert [each.question.accepted for each in taken(desk)] == [(("“It’s a quay for ships,”",),), ()]


def test_lines_of_other_hands_stay_as_they_are(desk: WordDesk) -> None:
    mine = b'{"id":"mine",  "kind":"x","question":"Did Brandvik smile?","answerable":false}'
    desk.gold.write_bytes(mine + b"\r\n\n\xff no JSON\n[1]\n7")
    kept = desk.wrong(asked(desk, UNSTATED).id, "9 million crowns")

    assert desk.gold.read_bytes().split(b"\n")[:4] == [mine, b"\xff no JSON", b"[1]", b"7"]
    assert kept.questions == 5


def test_reports_at_the_same_time_are_all_kept(tmp_path: Path) -> None:
    def question(number: int) -> GoldQuestion:
        return GoldQuestion(f"wrong-{number}", "reported", f"Why {number}?", None, None, (), (), answerable=False)

    with ThreadPoolExecutor(8) as pool:
        counts = list(pool.map(lambda number: keep(question(number), tmp_path / "gold.jsonl").questions, range(40)))

    assert sorted(counts) == list(range(1, 41))
    assert len(load(tmp_path / "gold.jsonl").lines) == 40


def test_a_write_that_fails_leaves_the_file_that_was_there(desk: WordDesk) -> None:
    desk.wrong(asked(desk, WHEN).id, None)
    before = desk.gold.read_bytes()
    (desk.gold.parent / ".gold.jsonl.part").mkdir()
    with pytest.raises(GoldUnwritable):
        desk.wrong(asked(desk, UNSTATED).id, "9 million crowns")
    response = client_of(desk).post(f"/answers/{asked(desk, WHEN).id}/wrong", json={})

    assert desk.gold.read_bytes() == before
    assert response.status_code == 503
    assert response.json()["type"] == "urn:dateline:problem:gold-unwritable"
    assert "part" not in response.text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    article=st.sampled_from(ARTICLES),
    at=st.tuples(st.integers(0, len(TEXT)), st.integers(1, 80)),
    question=st.sampled_from([WHEN, UNSTATED, "What is at Vantmoor?"]),
    as_of=st.sampled_from([None, date(2024, 5, 3)]),
)
def test_whatever_is_written_the_evaluation_takes(
    desk: WordDesk, article: Article, at: tuple[int, int], question: str, as_of: date | None
) -> None:
    says = " ".join(article.text[at[0] : at[0] + at[1]].split()).replace("’", "'") or "quay"
    desk.gold.unlink(missing_ok=True)
    try:
        desk.wrong(asked(desk, question, as_of=as_of).id, says)
    except ReportUnusable:
        assert not desk.gold.exists()
    else:
        [case] = taken(desk)
        assert all(case.expected.evidence)


def test_over_http_it_is_created_and_the_line_is_returned(desk: WordDesk) -> None:
    client = client_of(desk)
    answer = client.post("/ask", json={"question": UNSTATED}).json()
    response = client.post(f"/answers/{answer['id']}/wrong", json={"says": " 9  million\ncrowns "})

    assert response.status_code == 201
    assert response.json() == {"gold": lines(desk)[0], "questions": 1}
    assert client.get(f"/answers/{answer['id']}").json()["request"] == {"as_of": None, "since": None, "sources": []}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"says": "secret words"}, "stand in no article"),
        ({"says": None}, "already is that the articles don’t say"),
        ({}, "already is that the articles don’t say"),
        ({"says": " \n"}, "There are no words"),
        ({"says": "x" * 2001}, "longer than 2,000 characters"),
        ({"says": 7}, "`says`: This must be text."),
        ({"say": "secret"}, "Known: says."),
        (["secret"], "Send a JSON object"),
    ],
)
def test_over_http_what_cannot_be_used_says_what_to_do_and_echoes_nothing(
    desk: WordDesk, body: object, words: str
) -> None:
    response = client_of(desk).post(f"/answers/{asked(desk, UNSTATED).id}/wrong", json=body)

    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert words in response.json()["detail"]
    assert "secret" not in response.text
    assert not desk.gold.exists()


@pytest.mark.parametrize("answer_id", ["0" * 20, "x", "%00", "%ff"])
def test_over_http_an_answer_that_was_never_given_is_a_404(desk: WordDesk, answer_id: str) -> None:
    response = client_of(desk).post(f"/answers/{answer_id}/wrong", json={})
    assert response.json()["type"] == "urn:dateline:problem:answer-not-found"


def test_over_http_it_is_a_write(desk: WordDesk) -> None:
    address = f"/answers/{asked(desk, WHEN).id}/wrong"
    keyed = client_of(desk, "k1")

    assert keyed.post(address, json={}).status_code == 401
    assert client_of(desk).post(address, json={}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert not desk.gold.exists()
    assert keyed.post(address, json={}, headers={"Authorization": "Bearer k1"}).status_code == 201


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    article = {"id": "quay", "title": "Quay opens", "text": TEXT, "published_at": "2024-05-03", "language": "en"}
    (folder / "articles.jsonl").write_text(json.dumps(article), encoding="utf-8")
    assert main(["ingest", str(folder / "articles.jsonl"), "--data", str(folder / "data")]) == 0
    return folder / "data"


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("DATELINE_")]:
        monkeypatch.delenv(name)


def test_on_the_command_line_the_id_that_ask_prints_is_reported(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def run(*arguments: str) -> str:
        assert main([*arguments, "--data", str(data)]) == 0
        return capsys.readouterr().out

    told, answer_id = run("ask", "When did the quay of Vantmoor open?").splitlines()[-1].split()
    assert told == "answer"
    document = json.loads(run("wrong", answer_id, "--says", "19 million bricks", "--json"))
    assert document["gold"]["evidence"] == [
        [{"article_id": "quay", "quote": "The quay of Vantmoor took 19 million bricks."}]
    ]
    assert document["questions"] == 1
    said = run("wrong", answer_id)
    assert f"kept as a test question in {data / 'gold.jsonl'} (1 so far)" in said
    assert json.loads((data / "gold.jsonl").read_text(encoding="utf-8"))["answerable"] is False


def test_on_the_command_line_what_cannot_be_kept_says_what_to_do(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["wrong", "0" * 20, "--data", str(data)]) == 1
    assert "there is no answer with that id" in capsys.readouterr().err
    main(["ask", "Did Brandvik smile?", "--data", str(data), "--json"])
    answer_id = json.loads(capsys.readouterr().out)["id"]
    assert main(["wrong", answer_id, "--says", "no such words", "--data", str(data)]) == 1
    assert "letter for letter" in capsys.readouterr().err
    assert main(["wrong", answer_id, "--says", " ", "--data", str(data)]) == 2
