"""A story on the stage: arrow keys step, every slide fits and fills a screen, the clock runs, the page is bare."""

import pytest
from playwright.sync_api import expect

from tests.browser.serve import DESKTOP, PHONE, ROOT, settle

pytestmark = pytest.mark.browser

PROJECTOR = DESKTOP | {"viewport": {"width": 1366, "height": 768}}
SMALL_PROJECTOR = DESKTOP | {"viewport": {"width": 1280, "height": 720}}
STORIES = [path.stem.split("-", 1)[1] for path in sorted((ROOT / "data" / "stories").glob("*.yaml"))]

# A chart is drawn once more when its place has its height.
FILLS = """() => {
  const view = document.querySelector('.st-key-slide-view'), chart = view.querySelector('.js-plotly-plot');
  return !chart || chart.clientHeight > view.clientHeight - 2;
}"""
# How far a slide's view is cut, how high it is, its chart's height, how far two row labels overlap, how far the bar
# reaches up into the view: all in pixels.
MEASURED = """() => {
  const view = document.querySelector('.st-key-slide-view'), bar = document.querySelector('.st-key-stage-bar');
  const labels = [...view.querySelectorAll('.ytick text')].map(text => text.getBoundingClientRect())
    .sort((one, other) => one.top - other.top);
  const room = view.getBoundingClientRect(), chart = view.querySelector('.js-plotly-plot');
  return {
    cut: view.scrollHeight - view.clientHeight,
    height: room.height,
    chart: chart ? chart.getBoundingClientRect().height : room.height,
    overlap: Math.max(0, ...labels.slice(1).map((label, place) => labels[place].bottom - label.top)),
    covered: room.bottom - bar.getBoundingClientRect().top,
  };
}"""


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


def slide_of(page) -> str:
    settle(page)
    return page.locator(".st-key-slide").get_by_role("combobox").input_value()


def test_the_keys_of_a_remote_step_and_home_and_end_go_to_the_ends(visit):
    page = visit("/present?story=ten-minutes&slide=2", PROJECTOR)
    last = page.locator(".st-key-stage-bar, .st-key-stage").get_by_text("Slide 2 of").first.inner_text()
    n_slides = last.split("Slide 2 of ")[1].split(".")[0]
    for key, wanted in (
        *(("PageDown", "3"), ("PageUp", "2"), ("Space", "3"), ("Shift+Space", "2")),
        *(("End", n_slides), ("PageDown", n_slides), ("Home", "1"), ("PageUp", "1"), ("PageDown", "2")),
    ):
        page.keyboard.press(key)
        page.wait_for_timeout(200)
        assert slide_of(page) == wanted, key


def test_buttons_and_fields_keep_their_own_keys(visit):
    page = visit("/present?story=ten-minutes&slide=2", PROJECTOR)
    page.locator(".st-key-slide_next button").focus()
    page.keyboard.press("Space")
    page.wait_for_timeout(200)
    assert slide_of(page) == "3", "one step, not two"
    page.keyboard.press("PageDown")
    page.wait_for_timeout(200)
    assert slide_of(page) == "4", "a remote steps wherever the focus is"
    switch = page.locator(".st-key-notes input")
    switch.focus()
    page.keyboard.press("Space")
    page.wait_for_timeout(200)
    assert slide_of(page) == "4" and switch.is_checked()
    field = page.locator(".st-key-slide").get_by_role("combobox")
    field.focus()
    for key in ("Home", "End"):
        page.keyboard.press(key)
    page.wait_for_timeout(200)
    page.keyboard.press("Escape")
    assert slide_of(page) == "4"


@pytest.mark.parametrize("story", STORIES)
def test_every_slide_fills_a_small_projector_and_nothing_is_cut_or_covered(visit, story):
    page = visit(f"/present?story={story}&slide=1", SMALL_PROJECTOR)
    forward = page.locator(".st-key-slide_next button")
    number = 1
    while True:
        page.wait_for_function(FILLS, timeout=5000)
        measured = page.evaluate(MEASURED)
        assert measured["cut"] <= 0 and measured["covered"] < 0, f"slide {number}: {measured}"
        assert measured["height"] > 350 and measured["chart"] > measured["height"] - 2, f"slide {number}: {measured}"
        assert measured["overlap"] < 6, f"slide {number}: {measured}"  # a line's box is higher than its letters
        if forward.is_disabled():
            break
        forward.click()
        number += 1
        page.wait_for_url(f"**slide={number}**")
        settle(page)
    assert number > 1


def test_on_a_phone_the_chart_keeps_its_width_in_a_frame_that_scrolls(visit):
    page = visit("/present?story=ten-minutes&slide=4", PHONE)
    assert page.locator(".st-key-slide-view .main-svg").first.bounding_box()["width"] > PHONE["viewport"]["width"]
    assert page.get_by_test_id("stMain").evaluate("main => main.scrollWidth - main.clientWidth") == 0


def test_the_clock_runs(visit):
    page = visit("/present?story=ten-minutes&slide=2", PROJECTOR)
    clock = page.locator(".st-key-timer button").first
    seen = clock.inner_text()
    expect(clock).not_to_have_text(seen)
