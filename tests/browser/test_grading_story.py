"""Grading without a mouse: the keys choose findings and the answer follows; a vignette is answered and explained."""

import pytest
from playwright.sync_api import expect

from tests.browser.reading import card, chosen, click_mark, rows_behind_mark
from tests.browser.serve import PHONE, settle

pytestmark = pytest.mark.browser


def test_the_keys_grade_crs_and_the_address_keeps_it(visit):
    page = visit("/grading?temperature=fever")
    answer = page.get_by_role("heading", level=2).first
    expect(answer).to_have_text("CRS grade 1 under ASTCT 2019: temperature (38 °C or higher) decides.")
    page.locator(".st-key-hypotension").get_by_role("radio", name="None").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(answer).to_have_text("CRS grade 3 under ASTCT 2019: hypotension (one vasopressor) decides.")
    settle(page)
    assert "hypotension=One+vasopressor" in page.url
    page.reload()
    settle(page)
    assert chosen(page, "hypotension") == ["One vasopressor"]
    expect(card(page, "labels")).to_contain_text("What texts on blinatumomab say at grade 3")
    click_mark(page, "ladder", "Hypotension, grade 3")
    assert "vasopressor" in rows_behind_mark(page, "ladder")[0]["Printed value"]


def test_a_vignette_is_answered_and_the_next_one_is_in_the_address(visit):
    page = visit("/grading?part=practice&vignette=brief-seizure", PHONE)
    practice = card(page, "practice")
    practice.get_by_role("button", name="Grade 2").press("Enter")
    expect(practice.get_by_text("Not this one.")).to_be_visible()
    practice.get_by_role("button", name="Grade 3").press("Enter")
    expect(practice.get_by_text("Right.", exact=True)).to_be_visible()
    expect(practice.get_by_role("link", name="ASTCT ICANS table (J Blood Med 2021)")).to_be_visible()
    practice.get_by_role("button", name="Next vignette").press("Enter")
    expect(practice.get_by_text("A man of 39 lies with open eyes")).to_be_visible()
    settle(page)
    assert "vignette=10" in page.url
    expect(practice.get_by_text("Right at the first try: 0 of 1 answered")).to_be_visible()
