"""Management by phase by keyboard alone, and its checklist on paper."""

import pytest
from playwright.sync_api import expect

from tests.browser.reading import chosen
from tests.browser.serve import settle

pytestmark = pytest.mark.browser


def test_the_keys_alone_step_through_the_phases(visit):
    page = visit("/management?layout=phase")
    assert chosen(page, "phase") == ["Pre-treatment"]
    for label in ("First 48 hours", "Days 3-14", "Throughout treatment"):
        page.get_by_role("button", name="Next").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".st-key-phase [aria-checked=true]")).to_have_text(label)
        settle(page)
    expect(page.get_by_role("button", name="Next")).to_be_disabled()
    page.get_by_role("radio", name="Throughout treatment").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Space")
    expect(page.locator(".st-key-phase [aria-checked=true]")).to_have_text("Days 3-14")
    settle(page)
    assert "phase=Days+3-14" in page.url


def test_only_the_checklist_is_printed(visit):
    page = visit("/monitoring?phase=first-48-hours&checklist=all")  # an address of old
    page.emulate_media(media="print")
    expect(page.locator(".st-key-sheet")).to_be_visible()
    expect(page.locator(".st-key-sheet")).to_contain_text("Throughout treatment")
    expect(page.locator(".st-key-card-phases")).to_be_hidden()
    expect(page.locator(".st-key-phase-steps")).to_be_hidden()
    expect(page.get_by_text("Educational use. Not medical advice.").first).to_be_visible()
    page.emulate_media(media="screen")


def test_one_claim_opens_by_its_address_and_the_filter_finds_the_unit_errors(visit):
    page = visit("/claims?claim=C012")
    expect(page.locator(".st-key-claims table")).to_have_count(1)
    page = visit("/claims")
    expect(page.locator(".st-key-claims table")).to_have_count(0)
    page.get_by_role("button", name="Unit error").click()
    expect(page.locator(".st-key-claims table")).to_have_count(2)
    settle(page)
    assert "verdict=Unit+error" in page.url
    expect(page.get_by_role("alert").first).to_contain_text("5 mg/m2/day [unit error, sources print 5 mcg/m2/day]")
