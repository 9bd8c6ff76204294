"""Hostile or outdated addresses: a notice and the default, never an exception and never markup."""

import pytest
from playwright.sync_api import expect

from tests.browser.reading import chosen, select_value
from tests.browser.serve import settle

pytestmark = pytest.mark.browser

HOSTILE = "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E"


@pytest.mark.parametrize(
    ("address", "key", "default"),
    [
        (f"/incidence?grade={HOSTILE}", "grade", "Any grade"),
        (f"/?view={HOSTILE}", "view", "Pharmacist"),
        ("/onset?scale=[](http://example.org)", "scale", "28 days"),
        ("/risk_factors?board=../../etc/passwd", "board", "Neurologic"),
    ],
)
def test_an_unknown_choice_is_said_and_the_default_is_shown(address, key, default, visit):
    page = visit(address, wait=False)
    notice = page.get_by_test_id("stToast")
    expect(notice).to_contain_text("which is not a choice here", timeout=30_000)
    assert notice.locator("img, a, script").count() == 0
    settle(page)
    if not page.locator(f".st-key-{key}").count():  # a rarer choice, behind the button beside the others
        page.locator(".st-key-choose .stPopover button").click()
        settle(page)
    shown = chosen(page, key) or [select_value(page, key)]
    assert shown == [default]
    expect(page.get_by_test_id("stException")).to_have_count(0)


@pytest.mark.parametrize(
    "address",
    [
        f"/incidence?arms={HOSTILE}&arms=tower-blinatumomab&min=-1&event={HOSTILE}&group=nothing&period=9999999999999",
        "/onset?day=1e9&others=perhaps&around=%00&around=nothing",
        f"/sources?find={HOSTILE}&kind=..&originals=2&utm_source=mail",
    ],
)
def test_many_unknown_values_at_once_leave_a_page_that_works(address, visit):
    page = visit(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert page.evaluate("document.querySelectorAll('img[src=x]').length") == 0


def test_an_unknown_page_says_so_and_leads_to_the_overview(visit):
    page = visit("/nowhere", wait=False)
    expect(page.get_by_text("Page not found")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("radio", name="Pharmacist")).to_be_visible()
