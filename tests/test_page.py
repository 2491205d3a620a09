"""The page in a real browser, against the real application on loopback."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from browsing import opened
from fakes_http import BARRIER, open_desk
from playwright.sync_api import Browser, expect

from dateline.indexes.database import ArchiveBusy
from dateline.service.nouns import Answer, Question
from dateline.service.pipeline import Step

COST = "What will the Vantmoor tide barrier cost in crowns?"
QUOTE = "The Vantmoor tide barrier 🌊 will cost 412 million crowns, the harbour board said on Sunday."
PATIENCE_S = 30  # so that a test that fails still ends
NARROW = {"width": 320, "height": 640}


def test_an_answer_shows_its_quote_with_source_date_and_title(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, open_desk(tmp_path)) as here:
        here.ask(COST)

        card = here.page.locator(".claim .card")
        expect(card.locator("blockquote")).to_have_text(f"{QUOTE} [1]")
        expect(card.locator(".source")).to_have_text("Harbour Paper")
        expect(card.locator(".date")).to_have_text("3 March 2024")
        expect(card.locator("time")).to_have_attribute("datetime", "2024-03-03T09:30:00Z")
        expect(card.get_by_role("link")).to_have_text("Tide barrier to cost 412 million crowns")
        expect(here.page.locator(".turn footer")).to_contain_text(
            "Searched 3 articles, 8 passages (0 by meaning, the rest by their words alone), 1 undated"
        )


def test_a_claim_is_on_the_page_before_the_answer_is_whole(browser: Browser, tmp_path: Path) -> None:
    desk, may_end = open_desk(tmp_path), Event()

    def held(question: Question) -> Iterator[Step]:
        for step in desk.ask(question):
            if isinstance(step, Answer):
                may_end.wait(PATIENCE_S)
            yield step

    with opened(browser, replace(desk, path=held)) as here:
        here.ask(COST)

        expect(here.page.locator(".claim blockquote")).to_contain_text(QUOTE)
        expect(here.page.locator(".turn")).to_have_attribute("aria-busy", "true")
        expect(here.page.locator(".turn footer")).to_have_count(0)
        may_end.set()
        expect(here.page.locator(".turn footer")).to_be_visible()
        expect(here.page.locator(".turn[aria-busy]")).to_have_count(0)


def test_an_answer_that_is_stopped_leaves_the_page_ready_for_the_next(browser: Browser, tmp_path: Path) -> None:
    desk, may_end = open_desk(tmp_path), Event()

    def held(question: Question) -> Iterator[Step]:
        may_end.wait(PATIENCE_S)
        yield from desk.ask(question)

    with opened(browser, replace(desk, path=held)) as here:
        here.ask(COST)
        here.page.get_by_role("button", name="Stop").click()
        expect(here.page.locator(".note")).to_have_text("Stopped.")
        may_end.set()
        here.ask(COST)

        expect(here.page.locator(".claim blockquote")).to_contain_text(QUOTE)


def test_a_citation_opens_the_article_with_exactly_the_quote_marked(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, open_desk(tmp_path)) as here:
        here.ask(COST)
        here.page.locator(".claim").get_by_role("link").click()

        dialog = here.page.get_by_role("dialog")
        expect(dialog.get_by_role("heading")).to_have_text("Tide barrier to cost 412 million crowns")
        expect(dialog.locator("mark")).to_be_in_viewport()
        assert dialog.locator("mark").evaluate("node => node.textContent") == QUOTE
        assert dialog.locator("#article-text").evaluate("node => node.textContent") == BARRIER.text
        here.page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(here.page).to_have_url(f"{here.address}/")


def test_a_quote_far_down_a_long_article_is_scrolled_into_view(browser: Browser, tmp_path: Path) -> None:
    padding = "\n\n".join(f"🧱 Stone {number} of the mole was laid without a word." for number in range(300))
    long = replace(BARRIER, text=f"{padding}\n\n{BARRIER.text}")
    with opened(browser, open_desk(tmp_path, [long])) as here:
        here.ask(COST)
        here.page.locator(".claim").first.get_by_role("link").first.click()

        mark = here.page.get_by_role("dialog").locator("mark")
        expect(mark).to_be_in_viewport(ratio=1)
        assert mark.evaluate("node => node.textContent") == QUOTE


def test_the_address_of_an_opened_quote_opens_it_again(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, open_desk(tmp_path)) as here:
        start = BARRIER.text.index(QUOTE)
        place = f"#/articles/barrier?revision=1&start={start}&end={start + len(QUOTE)}"
        here.page.goto(f"{here.address}/{place}")

        mark = here.page.get_by_role("dialog").locator("mark")
        expect(mark).to_be_visible()
        assert mark.evaluate("node => node.textContent") == QUOTE


def test_the_back_button_closes_an_opened_article(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, open_desk(tmp_path)) as here:
        here.ask(COST)
        here.page.locator(".claim").get_by_role("link").click()
        expect(here.page.get_by_role("dialog")).to_be_visible()
        here.page.go_back()

        expect(here.page.get_by_role("dialog")).to_be_hidden()
        expect(here.page.locator(".claim blockquote")).to_contain_text(QUOTE)


def test_an_older_revision_says_that_there_is_a_newer_one(browser: Browser, tmp_path: Path) -> None:
    desk = open_desk(tmp_path)
    desk.add(replace(BARRIER, text=f"{BARRIER.text}\n\nThe board added that it has not been paid."))
    with opened(browser, desk) as here:
        here.page.goto(f"{here.address}/#/articles/barrier?revision=1")

        expect(here.page.get_by_role("dialog")).to_contain_text("Revision 1 of 2")


def test_a_refusal_gives_its_reason_and_openable_passages(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, open_desk(tmp_path)) as here:
        here.ask("Will the night train reach Ostrel?")

        expect(here.page.locator(".refusal")).to_have_text("The articles here don’t say.")
        expect(here.page.locator(".reason")).to_be_visible()
        expect(here.page.locator(".claim")).to_have_count(0)
        passage = here.page.locator(".related .card").first
        expect(passage).to_contain_text("The night ferry to Ostrel carries 240 passengers")
        expect(passage.locator(".date")).to_have_text("undated")
        passage.get_by_role("link").click()
        expect(here.page.locator("#article-text mark")).to_contain_text("The night ferry to Ostrel")


def test_markup_in_an_article_is_shown_as_the_text_it_is(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, open_desk(tmp_path)) as here:
        here.ask("What did the lighthouse keeper write in the public logbook?")

        card = here.page.locator(".claim .card").first
        expect(card.locator("blockquote")).to_contain_text("<b>fog</b> &amp; <i>rain</i>")
        expect(card.locator(".source")).to_have_text("<i>Leaflet</i>")
        card.get_by_role("link").click()
        expect(here.page.locator("#article-title")).to_contain_text("<script>")
        expect(here.page.locator("#article-text")).to_contain_text("[x]: https://evil.example/")
        assert here.page.title() == "Dateline"
        assert here.page.locator(":is(#log, #article) :is(img, script, b, i)").count() == 0


def test_dates_and_sources_narrow_the_question(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, open_desk(tmp_path)) as here:
        here.page.get_by_text("Dates and sources").click()
        here.page.get_by_label("As of").fill("2023-06-30")
        here.page.get_by_label("Sources").fill("Harbour Paper, <i>Leaflet</i>")
        here.ask(COST)

        expect(here.page.locator(".refusal")).to_be_visible()
        expect(here.page.locator(".turn footer")).to_contain_text("as of 30 June 2023")
        expect(here.page.locator(".turn footer")).to_contain_text("only Harbour Paper, <i>Leaflet</i>")
        expect(here.page.locator("#filters-set")).to_have_text(" (2 set)")


def test_a_failure_midway_is_told_in_words_and_what_was_proven_stays(browser: Browser, tmp_path: Path) -> None:
    desk = open_desk(tmp_path)

    def failing(question: Question) -> Iterator[Step]:
        for step in desk.ask(question):
            if isinstance(step, Answer):
                raise ArchiveBusy("another process, whose name is secret")
            yield step

    with opened(browser, replace(desk, path=failing)) as here:
        here.ask(COST)

        expect(here.page.locator(".note.trouble")).to_contain_text("The archive is busy.")
        expect(here.page.locator(".claim blockquote")).to_contain_text(QUOTE)
        expect(here.page.get_by_label("Your question")).to_have_value(COST)


def test_an_empty_archive_says_how_to_fill_it(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, open_desk(tmp_path, [])) as here:
        expect(here.page.locator("#holdings")).to_contain_text("empty. Add articles with dateline ingest")
        expect(here.page.locator("#examples")).to_be_hidden()


def test_an_example_is_asked_at_a_click(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, open_desk(tmp_path)) as here:
        example = here.page.locator("#examples button").first
        example.click()

        expect(here.page.locator(".turn h2")).to_have_text(example.text_content() or "")
        expect(here.page.locator(".turn footer")).to_be_visible()


def test_a_question_is_asked_read_and_closed_with_the_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, open_desk(tmp_path)) as here:
        keyboard = here.page.keyboard
        expect(here.page.get_by_label("Your question")).to_be_focused()
        keyboard.type(COST)
        keyboard.press("Enter")
        expect(here.page.locator(".turn footer")).to_be_visible()
        expect(here.page.get_by_label("Your question")).to_be_focused()
        keyboard.press("Shift+Tab")  # the button "This answer is wrong"
        keyboard.press("Shift+Tab")  # the record's link
        keyboard.press("Shift+Tab")
        expect(here.page.locator(".claim").get_by_role("link")).to_be_focused()
        keyboard.press("Enter")
        expect(here.page.locator("#article-text mark")).to_be_visible()
        keyboard.press("Escape")

        expect(here.page.locator(".claim").get_by_role("link")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_narrow_window_never_scrolls_sideways(browser: Browser, tmp_path: Path, scheme: str) -> None:
    desk = open_desk(tmp_path, [replace(BARRIER, title="Longwordedness" * 20, source="Harbour" * 30)])
    with opened(browser, desk, viewport=NARROW, color_scheme=scheme) as here:
        assert here.sideways() == 0
        here.ask(COST)
        here.page.get_by_text("Dates and sources").click()
        expect(here.page.locator(".turn footer")).to_be_visible()
        assert here.sideways() == 0
        here.page.locator(".claim").get_by_role("link").click()

        expect(here.page.locator("mark")).to_be_visible()
        assert here.sideways() == 0
        assert here.page.locator("#article-body").evaluate("node => node.scrollWidth <= node.clientWidth")


def test_a_wrong_answer_becomes_a_test_question_of_the_words_that_are_right(browser: Browser, tmp_path: Path) -> None:
    desk = open_desk(tmp_path)
    with opened(browser, desk) as here:
        here.ask(COST)
        here.page.get_by_role("button", name="This answer is wrong").click()
        here.page.get_by_label("The right words, copied from an article").fill("Works at Vantmoor begin in spring.")
        here.page.get_by_role("button", name="Keep as a test question").click()

        kept = here.page.locator(".wrong").get_by_role("status")
        expect(kept).to_contain_text("Kept as a test question (1 so far). Run: dateline eval --articles")
        expect(here.page.locator(".wrong form")).to_be_hidden()
    [line] = desk.gold.read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["accepted"] == [["Works at Vantmoor begin in spring."]]


def test_that_the_articles_do_not_say_is_reported_with_the_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    desk = open_desk(tmp_path)
    with opened(browser, desk) as here:
        here.ask(COST)
        expect(here.page.locator(".turn footer")).to_be_visible()
        button = here.page.get_by_role("button", name="This answer is wrong")
        press = here.page.keyboard.press
        press("Shift+Tab")
        expect(button).to_be_focused()
        press("Enter")
        expect(here.page.get_by_label("The right words")).to_be_focused()
        press("Escape")
        expect(button).to_be_focused()
        expect(button).to_have_attribute("aria-expanded", "false")
        press("Enter")
        press("Tab")
        press("Tab")
        expect(here.page.get_by_role("button", name="The articles don’t say")).to_be_focused()
        press("Enter")

        expect(here.page.locator(".wrong").get_by_role("status")).to_contain_text("(1 so far)")
        expect(button).to_be_focused()
    assert json.loads(desk.gold.read_text(encoding="utf-8"))["answerable"] is False


def test_of_a_refusal_the_right_words_are_needed(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, open_desk(tmp_path)) as here:
        here.ask("Will the night train reach Ostrel?")
        here.page.get_by_role("button", name="This answer is wrong").click()
        expect(here.page.get_by_role("button", name="Keep as a test question")).to_be_visible()
        expect(here.page.get_by_role("button", name="The articles don’t say")).to_have_count(0)
        here.page.get_by_label("The right words").fill("240 passengers")
        here.page.get_by_role("button", name="Keep as a test question").click()

        expect(here.page.locator(".wrong").get_by_role("status")).to_contain_text("(1 so far)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_of_no_article_are_told_in_words_and_stay_to_be_mended(
    browser: Browser, tmp_path: Path, scheme: str
) -> None:
    with opened(browser, open_desk(tmp_path), viewport=NARROW, color_scheme=scheme) as here:
        here.ask(COST)
        here.page.get_by_role("button", name="This answer is wrong").click()
        words = here.page.get_by_label("The right words")
        words.fill("It will cost 7 pennies.")
        here.page.get_by_role("button", name="Keep as a test question").click()

        told = here.page.locator(".wrong").get_by_role("status")
        expect(told).to_contain_text("These words stand in no article")
        expect(told).to_be_in_viewport(ratio=1)
        expect(words).to_have_value("It will cost 7 pennies.")
        expect(words).to_be_focused()
        assert here.sideways() == 0
        here.refused(1)


def test_nothing_is_reported_without_words(browser: Browser, tmp_path: Path) -> None:
    desk = open_desk(tmp_path)
    with opened(browser, desk) as here:
        here.ask(COST)
        here.page.get_by_role("button", name="This answer is wrong").click()
        here.page.get_by_label("The right words").fill("  \n ")
        here.page.get_by_role("button", name="Keep as a test question").click()

        expect(here.page.get_by_label("The right words")).to_have_value("")
        assert here.page.get_by_label("The right words").evaluate("node => node.matches(':invalid')")
    assert not desk.gold.exists()
