"""Without a mouse: every control is reached in reading order, and the place of the focus can be seen."""

import pytest

from tests.browser.reading import card, chosen, table
from tests.browser.serve import settle

pytestmark = pytest.mark.browser

FOCUSED = """() => {
  const element = document.activeElement;
  const list = element.closest('[data-testid="stSelectbox"], [data-testid="stMultiSelect"]');
  const box = (list ?? element).getBoundingClientRect();
  return [(element.getAttribute('aria-label') || element.textContent).trim(), [box.x, box.y, box.width, box.height]];
}"""
IN_ORDER = ["Overview", "How often", "Is it so?", "Pharmacist", "Arms", "Grade", "One event"]
IN_ORDER += ["More filters"]
IN_ORDER += ["Dots", "Chart"]


def test_tab_reaches_navigation_view_and_controls_in_order_with_a_visible_focus(visit):
    page = visit("/incidence")
    stops, unseen = [], []
    for _ in range(24):
        page.keyboard.press("Tab")
        name, (x, y, width, height) = page.evaluate(FOCUSED)
        stops.append(name)
        if any(wanted in name for wanted in IN_ORDER) and width < 1000:
            clip = {"x": max(0, x - 5), "y": max(0, y - 5), "width": width + 10, "height": height + 10}
            with_focus = page.screenshot(clip=clip)
            page.evaluate("window.__focused = document.activeElement; document.activeElement.blur()")
            if page.screenshot(clip=clip) == with_focus:
                unseen.append(name)
            page.evaluate("window.__focused.focus()")
    places = [next((i for i, name in enumerate(stops) if wanted in name), None) for wanted in IN_ORDER]
    assert None not in places, (IN_ORDER, stops)
    assert places == sorted(places), (IN_ORDER, stops)
    assert not unseen


def test_the_keys_alone_change_the_reader_and_open_the_table(visit):
    page = visit("/incidence")
    page.get_by_role("radio", name="Pharmacist").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    settle(page)
    assert chosen(page, "view") == ["Educator"]
    page.get_by_role("radio", name="Chart").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    settle(page)
    assert table(card(page, "incidence-dots"))[0]["Event"] == "Pyrexia"
