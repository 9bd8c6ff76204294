"""The compare page in a browser: a pharmacist's story, the rows behind a difference, an address, a phone, and paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.reading import card, chart, click_mark, rows_behind_mark
from tests.browser.serve import PHONE, settle

pytestmark = pytest.mark.browser

NOT_FAIR = (
    "/compare?compare_arms=tower-blinatumomab&compare_arms=transcend-cll-lisocabtagene&reference=tower-blinatumomab"
)
PAGES_OF_PDF = re.compile(rb"/Type\s*/Page\b")


def test_a_pharmacist_is_told_why_it_is_not_fair_opens_it_and_prints_the_profile(visit):
    page = visit("/compare")
    page.get_by_test_id("stPopoverButton").filter(has_text="Arms and filters").click()
    arms = page.locator(".st-key-compare_arms")
    arms.get_by_role("button", name="Clear all").click()
    settle(page)
    for name in ("TOWER: blinatumomab", "INO-VATE: inotuzumab"):
        arms.get_by_role("combobox").fill(name)
        page.get_by_role("option", name=name).first.click()
        settle(page)
    page.keyboard.press("Escape")
    guard = page.locator(".st-key-guard")
    expect(guard).to_contain_text("Different trials")
    expect(guard).to_contain_text("A difference includes differences between patients")
    expect(page.get_by_text("Difference +")).to_have_count(0)
    guard.get_by_text("Show differences and ratios all the same").click()
    settle(page)
    assert "open_differences=true" in page.url
    page.locator(".st-key-compare_view").get_by_role("combobox").click()
    page.get_by_role("option", name="Profile to print").click()
    settle(page)
    profile = card(page, "compare-profile")
    expect(profile).to_contain_text("Different trials")
    expect(profile).to_contain_text("not reported")
    assert_prints_on_one_page(page)


def assert_prints_on_one_page(page) -> None:
    """The profile is one sheet of A4 without navigation and controls."""
    assert len(PAGES_OF_PDF.findall(page.pdf(format="A4"))) == 1
    page.emulate_media(media="print")
    expect(card(page, "compare-profile").get_by_text("Not medical advice.")).to_be_visible()
    expect(card(page, "compare-profile").get_by_text(" treated): ").first).to_be_visible()
    for gone in (".st-key-compare_arms", ".st-key-compare_view", ".st-key-card-sentences", ".st-key-view"):
        expect(page.locator(gone)).to_be_hidden()
    expect(page.get_by_test_id("stDownloadButton")).to_be_hidden()
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    page.emulate_media(media="screen")


def test_the_largest_profile_prints_on_one_page(visit):
    assert_prints_on_one_page(visit("/compare?preset=t-cell-engaging&compare_view=profile"))


def test_a_click_on_a_difference_opens_the_rows_of_both_arms(visit):
    page = visit("/compare")
    click_mark(page, "compare-shares", "Infections (any)", "Difference -18.2 percentage points")
    rows = rows_behind_mark(page, "compare-shares")
    assert [(row["Arm"], row["Printed value"]) for row in rows] == [
        ("TOWER: blinatumomab", "91 of 267 (34.1%)"),
        ("TOWER: chemotherapy", "57 of 109 (52.3%)"),
    ]
    assert all(row["Locator"] and row["Document"].startswith("https://") for row in rows)


def test_an_address_restores_the_view(visit):
    page = visit(
        f"{NOT_FAIR}&compare_grade=ge3&compare_period=whole_study&open_differences=true&compare_view=one_event"
    )
    again = visit(page.url.removeprefix(page.url.split("/compare")[0]))
    for each in (page, again):
        expect(each.locator(".st-key-guard")).to_contain_text("Different trials")
        expect(each.get_by_role("switch")).to_be_checked()
        expect(chart(each, "compare-event")).to_be_visible()
    answers = [each.get_by_role("heading", level=2).first.inner_text() for each in (page, again)]
    assert answers[0] == answers[1] and " per 100 (" in answers[0]


@pytest.mark.parametrize("view", ["shares", "heat_map", "exposure", "one_event", "profile"])
def test_every_view_fits_a_phone(visit, view):
    page = visit(f"/compare?compare_view={view}", PHONE)
    widths = page.evaluate(
        """() => [document.documentElement, document.querySelector('[data-testid="stMain"]')]
          .map(element => element.scrollWidth - element.clientWidth)"""
    )
    assert max(widths) <= 0
    outside = page.evaluate(
        """() => [...document.querySelectorAll('.js-plotly-plot .main-svg text')]
          .filter(label => label.textContent.trim() && !label.closest('.hoverlayer'))
          .filter(label => label.getBoundingClientRect().left < 0 || label.getBoundingClientRect().right > 390)
          .map(label => label.textContent)"""
    )
    assert outside == []


def test_the_event_in_focus_is_that_of_the_page_after_another_comparison_is_opened(visit):
    page = visit("/compare?compare_view=one_event")
    focus = page.locator(".st-key-compare_event")
    for name in ("AALL1331, cycle 1", "INO-VATE"):
        page.locator(".st-key-preset").get_by_role("combobox").click()
        page.get_by_role("option", name=name, exact=True).click()
        settle(page)
        title = page.get_by_role("heading", level=3).first.inner_text()
        page.get_by_role("button", name="Arms and filters").click()
        shown = focus.locator("input").first
        assert title.split()[0].rstrip(":,") in (shown.get_attribute("value") or "") + focus.inner_text()
        page.keyboard.press("Escape")
