"""A story on the stage: the arrow keys step, a slide fits a lecture hall's screen, the clock runs, the page is bare."""

import pytest
from playwright.sync_api import expect

from tests.browser.serve import DESKTOP, settle

pytestmark = pytest.mark.browser

PROJECTOR = DESKTOP | {"viewport": {"width": 1366, "height": 768}}


def test_the_arrow_keys_step_and_nothing_scrolls(visit):
    page = visit("/present?story=ten-minutes&slide=4", PROJECTOR)
    for key, title in (
        ("ArrowRight", "Compared with chemotherapy, what changes?"),
        ("ArrowLeft", "How severe are they?"),
    ):
        page.keyboard.press(key)
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        settle(page)
        main = page.get_by_test_id("stMain")
        assert main.evaluate(
            "main => [main.scrollHeight - main.clientHeight, main.scrollWidth - main.clientWidth]"
        ) == [0, 0]
        size = page.get_by_role("heading", level=1).evaluate("h1 => parseFloat(getComputedStyle(h1).fontSize)")
        assert size >= 40
    assert page.url.endswith("slide=4") or "slide=4&" in page.url  # no count, which a longer story would change
    expect(page.get_by_test_id("stHeader")).to_be_hidden()


def test_the_clock_runs(visit):
    page = visit("/present?story=ten-minutes&slide=2", PROJECTOR)
    clock = page.locator(".st-key-timer button").first
    seen = clock.inner_text()
    expect(clock).not_to_have_text(seen)
