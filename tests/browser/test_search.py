"""Search by the keys alone: from the field of the shell to the answer and on to its source."""

import pytest
from playwright.sync_api import expect

from tests.browser.serve import settle

pytestmark = pytest.mark.browser


def focused(page) -> dict:
    return page.evaluate(
        "() => ({name: document.activeElement.getAttribute('aria-label') || document.activeElement.textContent.trim(),"
        " href: document.activeElement.href || ''})"
    )


def tab_to(page, found, presses: int = 60) -> dict:
    for _ in range(presses):
        page.keyboard.press("Tab")
        if found(here := focused(page)):
            return here
    raise AssertionError("the focus never came there")


def test_the_keys_alone_lead_from_the_field_to_the_source(visit, evidence):
    page = visit("/onset?view=Educator")
    tab_to(page, lambda here: here["name"] == "Search and ask")
    page.keyboard.type("how common is grade 3 CRS in TOWER?")
    page.keyboard.press("Enter")
    expect(page).to_have_title("Search")
    settle(page)
    expect(page.get_by_role("heading", level=2)).to_contain_text("13 of 267 (4.9%)")
    assert "q=how" in page.url and "view=Educator" in page.url
    url = evidence.sources.set_index("source_id").loc["kantarjian-2017-tower", "url"]
    tab_to(page, lambda here: here["href"] == url)
    door = tab_to(page, lambda here: "Incidence" in here["name"])
    assert "grade=ge3" in door["href"]
    page.keyboard.press("Enter")
    expect(page).to_have_title("Incidence")


def test_a_phone_is_not_scrolled_sideways(visit):
    page = visit("/search?q=low+platelets", {"viewport": {"width": 390, "height": 844}})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
