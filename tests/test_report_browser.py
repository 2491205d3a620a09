"""The report in a real browser, narrow, light and dark."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from reported import report

NARROW = {"width": 360, "height": 800}


@pytest.fixture(params=["light", "dark"])
def opened(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """The report in a narrow window, held to: no complaint in the console, nothing asked for but the file."""
    file = tmp_path / "report.html"
    file.write_text(report().replace("How deep is the basin?", "Longwordedness" * 20), encoding="utf-8")
    complaints: list[str] = []
    fetched: list[str] = []
    context = browser.new_context(viewport=NARROW, color_scheme=request.param)  # pyright: ignore[reportArgumentType]
    here = context.new_page()
    here.on("console", lambda message: complaints.append(message.text))
    here.on("pageerror", lambda error: complaints.append(str(error)))
    here.on("request", lambda sent: fetched.append(sent.url))
    here.goto(file.as_uri())
    yield here
    context.close()
    assert complaints == []
    assert fetched == [file.as_uri()]


def test_a_narrow_window_never_scrolls_sideways(opened: Page) -> None:
    beyond = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert opened.evaluate(beyond) == 0
    opened.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert opened.evaluate(beyond) == 0


def test_a_finding_leads_to_its_question_and_questions_are_picked_by_outcome(opened: Page) -> None:
    opened.locator("#verdict").get_by_role("link", name="And the quay?").click()
    expect(opened.locator("#card-q8")).to_be_in_viewport()
    opened.get_by_text("All 8 questions").click()
    opened.get_by_role("radio", name="falsely refused").check()
    expect(opened.locator("#every tbody tr:visible")).to_have_count(1)
    expect(opened.locator("#every tbody tr:visible")).to_contain_text("What did Ilse say?")


def test_text_stands_out_from_its_ground_in_both_schemes(opened: Page) -> None:
    colours = opened.evaluate(
        """() => {
            const style = getComputedStyle(document.body), paint = document.createElement("canvas").getContext("2d");
            return ["--ink", "--soft", "--accent", "--wrong", "--right-ink", "--paper", "--card"].map((name) => {
                paint.fillStyle = style.getPropertyValue(name).trim();
                return paint.fillStyle;
            });
        }"""
    )
    light = [luminance(each) for each in colours]
    for ground in light[-2:]:
        for text in light[:-2]:
            assert (max(text, ground) + 0.05) / (min(text, ground) + 0.05) >= 4.5  # WCAG 2.2, 1.4.3


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`: WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
