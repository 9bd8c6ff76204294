"""The educator takes a view away: a slide, and a code that a phone reads and that opens the same view."""

import io
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect
from pptx import Presentation

from tests.browser.reading import chart, select_value
from tests.browser.serve import PHONE, serving, settle

pytestmark = pytest.mark.browser


def open_menu(page):
    page.get_by_test_id("stPopoverButton").filter(has_text="Download / share").first.click()
    settle(page)


def downloaded(page, name: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    return download.value.path().read_bytes()


def test_a_slide_and_a_code_that_opens_the_same_view(visit):
    page = visit("/incidence")
    page.get_by_role("radio", name="Educator").click()
    settle(page)
    page.locator(".st-key-grade").get_by_role("combobox").click()
    page.get_by_role("option", name="Grade 3 or higher", exact=True).click()
    settle(page)
    labels = chart(page, "incidence-dots").locator(".ytick").all_text_contents()
    sentence = page.get_by_role("heading", level=2).first.inner_text()
    open_menu(page)
    slides = list(Presentation(io.BytesIO(downloaded(page, "PowerPoint"))).slides)
    texts = {shape.name: shape.text_frame.text for shape in slides[0].shapes if shape.has_text_frame}
    assert texts["Takeaway"] == sentence
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    rows = [
        p.text.strip("\u00a0")
        for c in charts
        for p in c._chartSpace.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t")
    ]
    assert [row for row in rows if row in {" ".join(label.split()) for label in labels}]

    code = Image.open(io.BytesIO(downloaded(page, "QR code for a lecture hall (PNG)")))
    [found] = zxingcpp.read_barcodes(code)
    assert found.text in texts["Sources"]
    assert urlsplit(found.text).netloc == urlsplit(page.url).netloc
    other = visit(f"{urlsplit(found.text).path}?{urlsplit(found.text).query}", PHONE)
    assert select_value(other, "grade") == "Grade 3 or higher"
    assert other.get_by_role("heading", level=2).first.inner_text() == sentence
    assert chart(other, "incidence-dots").locator(".ytick").all_text_contents() == labels


def test_an_image_is_drawn_on_the_server(visit):
    page = visit("/incidence?grade=ge3")
    open_menu(page)
    picture = Image.open(io.BytesIO(downloaded(page, "PNG")))
    assert picture.format == "PNG" and picture.width == 2400


def test_a_frame_shows_the_chart_its_sentence_and_its_sources_alone(visit):
    page = visit("/compare?embed=true&card=compare-shares")
    expect(page.locator(".st-key-embedded").get_by_test_id("stPlotlyChart")).to_be_visible()
    expect(page.get_by_text("data version")).to_be_visible()
    visible = [heading for heading in page.locator(".stMain :is(h1, h2, h3, h4, h5)").all() if heading.is_visible()]
    assert [heading.inner_text() for heading in visible] == page.locator(".st-key-embedded h2").all_inner_texts()
    for hidden in ("stSelectbox", "stMultiSelect", "stPopoverButton", "stHeader", "stExpander", "stTabs"):
        assert not any(part.is_visible() for part in page.get_by_test_id(hidden).all()), hidden


@pytest.fixture
def server_without_chrome(browser, monkeypatch):
    """A dashboard that finds no browser; the tests have theirs already."""
    with ExitStack() as running:
        with monkeypatch.context() as patch:
            patch.setenv("CHROME_PATH", "/no/browser/here")
            server = running.enter_context(serving())
        yield server


def test_without_a_chrome_on_the_server_a_phone_has_the_camera_of_the_chart(server_without_chrome, visit):
    page = visit("/incidence?grade=ge3", PHONE, at=server_without_chrome)
    camera = page.locator(".st-key-card-incidence-dots .modebar-btn[data-title^='Download']")
    expect(camera).to_be_hidden()
    open_menu(page)
    page.get_by_role("button", name="For PNG").click()
    settle(page)
    page.keyboard.press("Escape")
    expect(camera).to_be_visible()
    with page.expect_download() as download:
        camera.click()
    picture = Image.open(io.BytesIO(download.value.path().read_bytes()))
    assert picture.format == "PNG" and picture.width == 2400
