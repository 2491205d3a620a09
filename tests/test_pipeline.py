"""The question's path with small programs in its places: what a refusal is called, and what it gives away."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import pytest
from newsroom import article, found_in

from dateline.indexes.nouns import Coverage, Filters, Found, Revision
from dateline.service.answerable import Candidate, Verdict
from dateline.service.assembly import REFUSALS
from dateline.service.nouns import Answer, Question, Reason
from dateline.service.pipeline import FAR_YEARS, Judge, Meta, Proven, Step, answer
from dateline.service.question import Reading
from dateline.service.quotes import keyless_draft

EARLY = article("The toll was 11 crowns.", id="early", on="2023-03-01")
LATE = article("The toll is 14 crowns.", id="late", on="2024-05-01")


@dataclass(slots=True)
class Archive:
    """Articles of which the filters let through what they should; remembers what was looked for."""

    articles: Sequence[Revision] = (EARLY, LATE)
    missing: tuple[str, ...] = ()
    asked: list[Filters] = field(default_factory=list[Filters])

    def retrieve(self, reading: Reading, filters: Filters) -> Found:
        assert reading.standalone
        self.asked.append(filters)
        kept = [each for each in self.articles if self._lets(each, filters)]
        days = sorted(each.published_at.date() for each in kept if each.published_at)
        first, last = (days[0], days[-1]) if days else (None, None)
        hits = found_in(*kept)
        return Found(hits, Coverage(len(kept), 0, first, last, len(hits), 0), "1", self.missing)

    def _lets(self, revision: Revision, filters: Filters) -> bool:
        at = revision.published_at
        if at is None:
            return filters.as_of is None and filters.since is None
        return (filters.latest is None or at <= filters.latest) and (filters.earliest is None or at >= filters.earliest)


def knowing(words: str, *, otherwise: Reason = "not_stated") -> Judge:
    """A judge for whom every sentence with these words answers."""

    def judge(reading: Reading, searched: Found) -> Verdict:
        assert reading.standalone
        found = tuple(Candidate(hit, 0.9, {}) for hit in searched.hits if words in hit.passage.text)
        return Verdict(bool(found), found, found, None if found else otherwise, confidence=0.4)

    return judge


def steps(question: Question, *, archive: Archive | None = None, judge: Judge) -> list[Step]:
    retrieve = (archive or Archive()).retrieve
    return list(answer(question, retrieve=retrieve, judge=judge, draft=keyless_draft))


def asked(
    text: str, *, archive: Archive | None = None, judge: Judge, as_of: str | None = None, since: str | None = None
) -> Answer:
    question = Question(
        text,
        as_of=date.fromisoformat(as_of) if as_of else None,
        since=date.fromisoformat(since) if since else None,
    )
    *_, final = steps(question, archive=archive, judge=judge)
    assert isinstance(final, Answer)
    return final


def test_an_answer_comes_claim_by_claim_and_last_as_a_whole() -> None:
    meta, *proven, final = steps(Question("What is the toll?"), judge=knowing("toll"))
    assert isinstance(meta, Meta)
    assert isinstance(final, Answer)
    claims = [each.claim for each in proven if isinstance(each, Proven)]
    assert final.claims == tuple(claims)
    assert final.citations == tuple(one for each in proven if isinstance(each, Proven) for one in each.citations)
    assert (final.status, final.reason, final.confidence) == ("answered", None, 0.4)


def test_a_refusal_has_no_claims_and_one_step_behind_the_first() -> None:
    meta, final = steps(Question("What is the fee?"), judge=knowing("fee"))
    assert isinstance(meta, Meta)
    assert isinstance(final, Answer)
    assert (final.status, final.reason, final.claims, final.citations) == ("not_answered", "not_stated", (), ())
    assert final.answer == REFUSALS["not_stated"]
    assert final.missing == ("What is the fee?",)
    assert 0.0 <= final.confidence <= 1.0


def test_what_of_the_question_stays_open_makes_it_partly_answered() -> None:
    def judge(reading: Reading, searched: Found) -> Verdict:
        found = (Candidate(searched.hits[0], 0.9, {}),)
        return Verdict(True, found, found, missing=(reading.parts[1].standalone,))

    final = asked("When did the toll rise, and who paid the fee?", judge=judge)
    assert (final.status, final.missing) == ("partly_answered", ("who paid the fee?",))


def test_a_premise_that_is_corrected_is_answered_with_that_reason() -> None:
    def judge(reading: Reading, searched: Found) -> Verdict:
        assert reading.standalone
        found = (Candidate(searched.hits[0], 0.9, {}),)
        return Verdict(True, found, found, "false_premise")

    final = asked("Why did the toll fall?", judge=judge)
    assert (final.status, final.reason, len(final.claims)) == ("answered", "false_premise", 1)


# ---- sources

IN_WORDS = "According to the Tide Post, what is the toll?"


def test_a_newspaper_asked_for_in_words_that_is_not_here_is_the_reason_though_others_would_answer() -> None:
    final = asked(IN_WORDS, archive=Archive(missing=("Tide Post",)), judge=knowing("toll"))
    assert (final.status, final.reason, final.claims) == ("not_answered", "source_not_in_archive", ())
    assert final.answer == REFUSALS["source_not_in_archive"]


def test_a_newspaper_asked_for_in_words_that_is_here_keeps_nothing_back() -> None:
    assert asked(IN_WORDS, judge=knowing("toll")).status == "answered"


def test_a_source_of_the_request_that_is_missing_keeps_nothing_back_from_those_that_are_here() -> None:
    final = asked("What is the toll?", archive=Archive(missing=("Tide Post",)), judge=knowing("toll"))
    assert (final.status, final.reason) == ("answered", None)


def test_a_source_that_is_missing_is_the_reason_where_nothing_answers() -> None:
    final = asked("What is the fee?", archive=Archive(missing=("Tide Post",)), judge=knowing("fee"))
    assert final.reason == "source_not_in_archive"


# ---- years


@pytest.mark.parametrize("year", [1950, 2023 - FAR_YEARS - 1, 2024 + FAR_YEARS + 1, 2090])
def test_a_year_far_from_every_article_is_outside_the_dates(year: int) -> None:
    assert asked(f"What was the fee in {year}?", judge=knowing("fee")).reason == "outside_dates"


@pytest.mark.parametrize("years", ["2023", str(2023 - FAR_YEARS), str(2024 + FAR_YEARS), "1950 and in 2023"])
def test_a_year_near_an_article_is_not(years: str) -> None:
    assert asked(f"What was the fee in {years}?", judge=knowing("fee")).reason == "not_stated"


def test_a_far_year_of_a_question_that_nothing_is_about_stays_what_it_is() -> None:
    judge = knowing("fee", otherwise="nothing_relevant")
    assert asked("What was the fee in 1950?", judge=judge).reason == "nothing_relevant"


def test_a_far_year_that_an_article_tells_of_is_answered() -> None:
    old = article("In 1950 the toll was 1 crown.", id="old", on="2024-05-01")
    assert asked("What was the toll in 1950?", archive=Archive((old,)), judge=knowing("1950")).status == "answered"


def test_where_no_article_is_dated_no_year_is_far() -> None:
    undated = Archive((article("The toll is 14 crowns.", on=None),))
    assert asked("What was the fee in 1950?", archive=undated, judge=knowing("fee")).reason == "not_stated"


# ---- dates of the request


def test_what_a_later_article_says_is_outside_the_dates_and_nothing_of_it_is_told() -> None:
    final = asked("What is the toll?", as_of="2023-12-31", judge=knowing("14 crowns"))
    assert (final.status, final.reason) == ("not_answered", "outside_dates")
    assert {each.article_id for each in final.related} == {"early"}
    assert "14" not in repr(final)
    assert final.coverage.articles == 1


def test_what_an_earlier_article_says_is_outside_the_dates_with_since() -> None:
    final = asked("What is the toll?", since="2024-01-01", judge=knowing("11 crowns"))
    assert (final.reason, {each.article_id for each in final.related}) == ("outside_dates", {"late"})


def test_what_no_article_of_any_date_says_is_not_stated() -> None:
    archive = Archive()
    final = asked("What is the fee?", as_of="2023-12-31", archive=archive, judge=knowing("fee"))
    assert final.reason == "not_stated"
    assert archive.asked == [Filters(as_of=date(2023, 12, 31)), Filters()]


def test_other_dates_are_looked_at_within_the_same_sources() -> None:
    archive = Archive()
    question = Question("What is the fee?", since=date(2024, 1, 1), sources=("Harbour Paper",))
    steps(question, archive=archive, judge=knowing("fee"))
    assert archive.asked[1] == Filters(sources=("Harbour Paper",))


def test_an_undated_article_answers_no_question_with_a_date() -> None:
    undated = Archive((article("The toll is 14 crowns.", on=None),))
    assert asked("What is the toll?", archive=undated, judge=knowing("toll")).status == "answered"
    dated = asked("What is the toll?", as_of="2024-12-31", archive=undated, judge=knowing("toll"))
    assert (dated.reason, dated.related) == ("outside_dates", ())


def test_equal_questions_have_equal_answers_but_for_timings() -> None:
    first, second = (asked("What is the toll?", judge=knowing("toll")) for _ in range(2))
    assert (first.id, first.answer, first.citations) == (second.id, second.answer, second.citations)
