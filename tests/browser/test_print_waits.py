"""Printing right after loading waits for the charts, and a sheet without them says so."""

import pytest
from playwright.sync_api import expect

from tests.browser.serve import DESKTOP

pytestmark = pytest.mark.browser

LOADS = """() => {
  window.print = () => { window.__printed = true; };
  const part = document.createElement('div');
  part.dataset.testid = 'stSkeleton';
  part.id = 'still-loading';
  document.body.append(part);
}"""


def test_the_keys_of_printing_wait_until_the_charts_are_drawn(visit):
    page = visit("/onset", DESKTOP)
    page.evaluate(LOADS)
    page.keyboard.press("Control+p")
    page.wait_for_timeout(500)
    assert not page.evaluate("window.__printed")
    page.evaluate("document.getElementById('still-loading').remove()")
    page.wait_for_function("window.__printed")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("body[data-still-loading]")).to_have_count(0)


def test_a_sheet_that_lacks_charts_says_so(visit):
    page = visit("/onset", DESKTOP)
    page.evaluate(LOADS)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    said = page.evaluate("getComputedStyle(document.body, '::before').content")
    assert "still loading" in said
