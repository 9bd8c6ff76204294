"""On paper: every page without controls, its charts whole and its sources listed; what is made to be printed fits."""

import re
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
from pypdf import PdfReader

from adverse.charts.theme import PAPER
from tests.browser.serve import ADDRESSES, DARK, DESKTOP

pytestmark = pytest.mark.browser

CSS = Path(__file__).parents[2] / "adverse" / "ui" / "page.css"
MARGIN = dict.fromkeys(("top", "right", "bottom", "left"), "10mm")
VIEWS = {
    **ADDRESSES,
    "heat map": "/incidence?show=heat_map",
    "grades": "/incidence?show=grades",
    "risk": "/risk_factors?board=all",
    "search": "/search?q=How+often+is+pyrexia",
    "present": "/present?story=ten-minutes&slide=4",
}
WITHOUT_EVIDENCE = ("own_data",)  # pages that show no row of the evidence before a reader gives them data
CONTROLS = (
    "button, input:not(.stRadio *), textarea, [role=tab], [role=slider], [role=combobox], .stPageLink, "
    "[data-testid=stHeader]"
)
LABELS = """() => [...document.querySelectorAll('.main-svg text')].filter(e => e.getBoundingClientRect().width > 1)
  .flatMap(e => e.querySelector('tspan') ? [...e.querySelectorAll('tspan')] : [e]).map(e => e.textContent)"""


def sheets_of(page):
    """The printed sheets of a page as pypdf reads them, on A4 with narrow margins."""
    return PdfReader(BytesIO(page.pdf(format="A4", margin=MARGIN))).pages


def squeezed(text: str) -> str:
    """Text without spaces and hyphens, which a line break may add or take."""
    return re.sub(r"[\s\u00ad-]+", "", normalize("NFKC", text))


@pytest.mark.parametrize(
    ("places", "n_sheets"), [("us", 1), ("eu", 1), ("guideline", 1), ("other", 1), ("us&jurisdiction=eu", 2)]
)
def test_summary_fits_one_sheet_a_jurisdiction(visit, places, n_sheets):
    page = visit(f"/management?layout=print&jurisdiction={places}", DESKTOP)
    assert len(sheets_of(page)) == n_sheets
    page.emulate_media(media="print")
    shown = page.locator("[data-testid='stMain']").inner_text()
    assert "Dose modification" in shown or "Grading" in shown or "Prevention" in shown
    assert "Side by side" not in shown and "Weight" not in shown.splitlines()


@pytest.mark.parametrize("name", VIEWS)
def test_a_page_prints_whole_charts_with_their_sources_and_no_controls(name, visit, evidence):
    page = visit(VIEWS[name], DESKTOP)
    labels, printed, outside = page.evaluate(LABELS), "", []
    for sheet in sheets_of(page):

        def place(text, page_matrix, text_matrix, *_, width=float(sheet.mediabox.width)):
            (a, _, c, _, e, _), (x, y) = page_matrix, text_matrix[4:]
            if text.strip() and not 0 <= a * x + c * y + e <= width - 20:
                outside.append(text)

        printed += sheet.extract_text(visitor_text=place)
    printed = squeezed(printed)
    assert not outside, outside
    words = {word for label in labels for word in re.findall(r"\w{4,}", normalize("NFKC", label))}
    assert {word for word in words if word not in printed} == set()
    named = [document for document in evidence.sources["short_name"] if squeezed(document) in printed]
    assert named or name in WITHOUT_EVIDENCE
    page.emulate_media(media="print")
    assert [each.inner_text() for each in page.locator(CONTROLS).all() if each.is_visible()] == []
    for card in page.locator("[class*='st-key-card-']:has(.stPlotlyChart)").all():
        assert "Sources: " in card.inner_text()


def test_a_page_printed_by_a_reader_in_the_dark_is_black_on_white(visit):
    page = visit("/incidence", DARK)
    page.emulate_media(media="print")
    colors = page.evaluate(
        """() => [...document.querySelectorAll('.stApp, h1, .stMarkdown p')].map(element => {
          const style = getComputedStyle(element); return [style.color, style.backgroundColor]; })"""
    )
    assert {color for color, _ in colors} == {"rgb(0, 0, 0)"}
    assert {paper for _, paper in colors} <= {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}
    assert page.locator(".svg-container").first.evaluate("chart => getComputedStyle(chart).filter") != "none"
    assert ", ".join(str(int(PAPER[True][i : i + 2], 16)) for i in (1, 3, 5)) in CSS.read_text()


def test_every_handout_prints_one_sheet_a_slide(visit, evidence):
    for story in evidence.stories:
        page = visit(f"/present?story={story.key}&layout=handout", DESKTOP)
        texts = [squeezed(sheet.extract_text()) for sheet in sheets_of(page)]
        first, *rest = [text for text in texts if text]
        assert len(texts) == len(story.slides), story.key
        assert all(text.startswith(f"{number}.") for number, text in enumerate(rest, 2)), texts
        assert squeezed(story.title) in first
        page.emulate_media(media="print")
        sizes = "lines => lines.map(line => parseFloat(getComputedStyle(line).fontSize) * 72 / 96)"
        lines = page.locator("[class*=st-key-handout-] [data-testid=stCaptionContainer] p")
        assert min(lines.evaluate_all(sizes)) >= 9
