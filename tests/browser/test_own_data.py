"""A reader's own files in a browser: answers to three questions, the counts, and nothing for another visitor."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.serve import settle

pytestmark = pytest.mark.browser

TERM = "Zebrafish rash"  # of no published row
LISTING = (
    f"Patient;Gruppe;Ereignis;Beginn\n1;Nord;{TERM};03.04.2024\n2;Nord;Übelkeit;05.04.2024\n3;Süd;{TERM};01.02.2024\n"
)


def bring(page, name: str, content: bytes) -> None:
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})
    page.get_by_role("heading", name="Patients by arm").wait_for()
    settle(page)


def test_a_ward_list_is_asked_about_counted_and_seen_by_nobody_else(visit):
    page = visit("/own_data")
    bring(page, "station.csv", LISTING.encode("cp1252"))
    expect(page.get_by_role("button", name="Use it")).to_be_disabled()
    for arm, n in (("Nord", "10"), ("Süd", "8")):
        page.get_by_label(f"Treated in {arm}").fill(n)
        page.keyboard.press("Tab")
        settle(page)
    order = page.get_by_text(re.compile("Which comes first, day or month"))
    if order.count():
        page.get_by_role("combobox").last.click()
        page.get_by_role("option", name=re.compile("day", re.I)).first.click()
        settle(page)
    page.get_by_role("button", name="Use it").click()
    page.get_by_role("button", name="Download / share").first.wait_for()
    settle(page)
    assert TERM in page.locator("body").inner_text()
    assert "?" not in page.url and TERM.split()[0] not in page.url
    page.get_by_role("button", name="Download / share").first.click()
    expect(page.get_by_text("This view rests on your file")).to_be_visible()
    other = visit("/own_data")
    assert TERM not in other.locator("body").inner_text()
    answer = other.request.get(other.url.replace("/own_data", "/api/v1/incidence.json?event=" + TERM))
    assert not answer.ok


def test_taking_out_leaves_the_page_as_it_was(visit):
    page = visit("/own_data")
    bring(page, "station.csv", LISTING.encode("utf-8"))
    page.get_by_role("button", name="Take out my data").first.click()
    settle(page)
    expect(page.get_by_role("heading", name="Patients by arm")).to_have_count(0)
    assert page.locator("input[type=file]").count() == 1
