"""A teacher presents the card in view and comes back to it."""

import pytest
from playwright.sync_api import expect

from tests.browser.reading import chart, select_value
from tests.browser.serve import DESKTOP, settle

pytestmark = pytest.mark.browser

LETTERS = """() => [...document.querySelectorAll('.st-key-slide-view .xtick text')]
  .map(text => text.getBoundingClientRect().height / 1.2)"""


def names(place) -> set[str]:
    """The labels of the rows of a chart, without the spaces that a line break takes."""
    return {"".join(label.split()) for label in place.locator(".ytick").all_text_contents()}


def test_a_card_goes_on_the_stage_as_it_is_and_exit_leads_back(visit):
    page = visit("/incidence")
    page.locator(".st-key-grade").get_by_role("combobox").click()
    page.get_by_role("option", name="Grade 3 or higher", exact=True).click()
    settle(page)
    labels = names(chart(page, "incidence-dots"))
    page.get_by_role("link", name="Present", exact=True).click()
    expect(page.locator(".st-key-slide_next")).to_be_visible()
    settle(page)
    assert "stage=" in page.url
    assert names(page.locator(".st-key-slide-view")) == labels
    page.get_by_role("link", name="Exit").click()
    expect(page.locator(".st-key-grade")).to_be_visible()
    settle(page)
    assert select_value(page, "grade") == "Grade 3 or higher"


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080), (3840, 2160)])
def test_letters_of_a_slide_grow_with_the_screen_and_its_marks_stay_clickable(visit, width, height):
    page = visit("/present?story=ten-minutes&slide=5", DESKTOP | {"viewport": {"width": width, "height": height}})
    assert min(page.evaluate(LETTERS)) >= 19 * height / 720
    view, drawn = (
        page.locator(each).bounding_box() for each in (".st-key-slide-view", ".st-key-slide-view .main-svg >> nth=0")
    )
    assert abs(view["width"] - drawn["width"]) < 3 and abs(view["height"] - drawn["height"]) < 3
    mark = page.locator(".st-key-slide-view .points path").nth(3).bounding_box()
    page.mouse.click(mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2)
    expect(page.get_by_text("Behind this mark")).to_be_visible()
