"""On a phone no dose is lost: what a bar says is shown in it or told beside the chart."""

import pytest

from tests.browser.reading import card
from tests.browser.serve import PHONE

pytestmark = pytest.mark.browser

HIDDEN = """chart => [...chart.querySelectorAll('.barlayer .point text')]
  .filter(text => getComputedStyle(text).display === 'none' || !text.getBoundingClientRect().width)
  .map(text => text.textContent)"""


@pytest.mark.parametrize(("address", "name"), [("/onset", "onset"), ("/", "first-28-days")])
def test_what_a_bar_has_no_room_for_is_told_beside_it(visit, address, name):
    shown = card(visit(address, PHONE), name)
    hidden = shown.locator(".js-plotly-plot").evaluate(HIDDEN)
    told = shown.get_by_test_id("stCaptionContainer").all_inner_texts()
    assert "9 mcg/day" in hidden
    assert any("5 mcg/m2/day" in line for line in told)
    assert [text for text in hidden if not any(text in line for line in told)] == []
