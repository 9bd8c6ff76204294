"""The summary to print: one sheet of A4 a jurisdiction, without the controls."""

import re

import pytest

from tests.browser.serve import DESKTOP

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("places", "n_sheets"), [("us", 1), ("eu", 1), ("guideline", 1), ("other", 1), ("us&jurisdiction=eu", 2)]
)
def test_summary_fits_one_sheet_a_jurisdiction(visit, places, n_sheets):
    page = visit(f"/management?layout=print&jurisdiction={places}", DESKTOP)
    margin = dict.fromkeys(("top", "right", "bottom", "left"), "10mm")
    sheets = re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4", margin=margin))
    assert len(sheets) == n_sheets
    page.emulate_media(media="print")
    shown = page.locator("[data-testid='stMain']").inner_text()
    assert "Dose modification" in shown or "Grading" in shown or "Prevention" in shown
    assert "Side by side" not in shown and "Weight" not in shown.splitlines()
