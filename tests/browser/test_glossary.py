"""Words that explain themselves: reached by keyboard, read out with their definition, and leading to their entry."""

import pytest
from playwright.sync_api import expect

from tests.browser.serve import PHONE, settle

pytestmark = pytest.mark.browser

TOOLTIP = "element => getComputedStyle(element, '::after').content"


def test_a_word_is_reached_by_keyboard_and_shows_and_tells_its_definition(visit, evidence):
    definition = evidence.glossary.set_index("term").loc["Confidence interval", "plain_definition"]
    page = visit("/incidence?view=learner")
    word = page.get_by_role("link", name="95% interval")
    expect(word).to_have_accessible_description(definition)
    assert word.evaluate(TOOLTIP) == "none"
    page.get_by_role("radio", name="Chart").focus()
    for _ in range(40):
        page.keyboard.press("Tab")
        if word.evaluate("element => element === document.activeElement"):
            break
    expect(word).to_be_focused()
    assert word.evaluate(TOOLTIP) == f'"{definition}"'


def test_a_word_opens_its_entry_beside_the_page(visit, evidence):
    definition = evidence.glossary.set_index("term").loc["Median", "professional_definition"]
    page = visit("/onset", PHONE)
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Median", exact=True).first.click()
    entry = opened.value
    expect(entry.get_by_text(definition)).to_be_visible()
    expect(entry.get_by_role("heading", level=2)).to_contain_text("Median: ")
    assert entry.url.endswith("/learn?learn=Glossary&term=Median")
    entry.close()


def test_search_narrows_the_list_and_the_address_keeps_it(visit):
    page = visit("/learn?learn=glossary", PHONE)
    field = page.get_by_label("Find a word")
    field.fill("odds ratio")
    field.press("Enter")
    settle(page)
    first = page.locator("[class*='st-key-card-'] strong").first
    expect(first).to_have_text("Odds ratio")
    assert "word=odds" in page.url
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
