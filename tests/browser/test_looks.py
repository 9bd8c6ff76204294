"""Every page on a phone and in the dark; every chart has a name that can be read aloud."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.serve import ADDRESSES, DARK, PHONE

pytestmark = pytest.mark.browser

SMALLEST_LABEL = 11
WITHOUT_CHARTS = {"claims", "management", "own_data", "present", "search", "sources"}
# [text, size in px on the screen, left, right] of every text of every chart that is drawn at all.
LABELS = """() => [...document.querySelectorAll('.js-plotly-plot .main-svg text')]
  .filter(label => label.textContent.trim() && !label.closest('.hoverlayer') && label.getBoundingClientRect().width > 1)
  .map(label => {
    const box = label.getBoundingClientRect();
    return [label.textContent, parseFloat(getComputedStyle(label).fontSize) * Math.hypot(
      label.getScreenCTM().a, label.getScreenCTM().b), box.left, box.right];
  })"""
# Charts whose rows found less room at the left than their labels need, or far more: [room given, room needed] in px.
ILL_FITTED = """() => [...document.querySelectorAll('.js-plotly-plot')]
  .map(({ _fullLayout: { margin, _pushmargin } }) => [margin.l, _pushmargin['y.automargin']?.l.size])
  .filter(([given, needed]) => needed > 40 && (given < needed || given > needed + 24))"""
ZOOMED = {"viewport": {"width": 683, "height": 384}, "device_scale_factor": 2, "color_scheme": "light"}
# The texts of the controls of a page of which a part is hidden.
CUT = """() => [...document.querySelectorAll('.st-key-choose *')]
  .filter(element => element.innerText?.trim() && !element.querySelector('*')
    && [element, element.parentElement].some(box => box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 0
      && getComputedStyle(box).overflowX === 'hidden'))
  .map(element => element.innerText)"""
PAPERS = """() => [getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor,
  ...[...document.querySelectorAll('.js-plotly-plot .main-svg:first-of-type')]
    .map(paper => getComputedStyle(paper).backgroundColor)]"""


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_phone_shows_everything_without_sideways_scrolling(name, visit):
    page = visit(ADDRESSES[name], PHONE)
    too_wide = page.evaluate(
        """() => [document.documentElement, document.querySelector('[data-testid="stMain"]')]
          .map(element => element.scrollWidth - element.clientWidth)"""
    )
    assert max(too_wide) <= 0, f"{max(too_wide)} px wider than the window"
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    own_row = ":not(.st-key-choose *, .st-key-manage-controls *)"  # rows of controls that are pushed sideways
    for control in page.locator(f"[role=radiogroup]{own_row}, [role=combobox]{own_row}").all():
        box = control.bounding_box()
        assert not control.is_visible() or (box and box["x"] >= 0 and box["x"] + box["width"] <= 390)
    labels = page.evaluate(LABELS)
    assert (name in WITHOUT_CHARTS) == (not labels)
    assert [text for text, size, _, _ in labels if size < SMALLEST_LABEL - 0.01] == []
    assert [text for text, _, left, right in labels if left < 0 or right > 390] == []
    _charts_have_names(page)


@pytest.mark.parametrize(
    "path", ["/", "/incidence", "/onset", "/compare", "/risk_factors?board=all", "/management?layout=phase"]
)
def test_the_names_of_rows_have_the_room_they_need_before_they_are_drawn(visit, path):
    page = visit(path)
    assert page.get_by_test_id("stPlotlyChart").count()
    assert page.evaluate(ILL_FITTED) == []


@pytest.mark.parametrize("path", ["/incidence", "/compare", "/onset", "/risk_factors"])
def test_at_twice_its_size_no_control_and_no_arm_is_cut(visit, path):
    page = visit(path, ZOOMED)
    assert page.locator(".st-key-choose").count()
    assert page.evaluate(CUT) == []


@pytest.mark.parametrize("path", ["/incidence", "/compare", "/onset", "/risk_factors", "/signals"])
def test_what_a_card_says_stands_beside_what_can_be_done_with_it(visit, path):
    page = visit(path)
    boxes = [page.locator(f"[class*=st-key-card-{part}-]").first.bounding_box() for part in ("words", "bar")]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
    assert abs(boxes[0]["y"] - boxes[1]["y"]) < 16


@pytest.mark.parametrize("name", ADDRESSES)
def test_the_dark_theme_is_dark_in_page_and_charts(name, visit):
    page = visit(ADDRESSES[name], DARK)
    papers = page.evaluate(PAPERS)
    assert len(papers) == 1 + page.get_by_test_id("stPlotlyChart").count()
    assert all(_luminance(paper) < 0.1 for paper in papers), papers
    _charts_have_names(page)


def _charts_have_names(page: Page) -> None:
    charts = page.get_by_test_id("stPlotlyChart").all()
    names = [each.get_attribute("aria-label") or "" for each in charts]
    assert all(each.get_attribute("role") in ("figure", "img") for each in charts)
    assert all(len(name) > 10 for name in names) and len(set(names)) == len(names), names


def _luminance(color: str) -> float:
    """Relative luminance of "rgb(r, g, b)", from 0 to 1, without gamma."""
    red, green, blue = (int(part) for part in re.findall(r"\d+", color)[:3])
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255
