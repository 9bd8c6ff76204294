"""A teacher presents the card in view, and collects cards into a story that a link, a code and files hold."""

import io
from urllib.parse import urlsplit

import pytest
import yaml
import zxingcpp
from PIL import Image
from playwright.sync_api import expect
from pptx import Presentation

from tests.browser.reading import chart, go_to, select_value
from tests.browser.serve import DESKTOP, settle

pytestmark = pytest.mark.browser

LETTERS = """() => [...document.querySelectorAll('.st-key-slide-view .xtick text')]
  .map(text => text.getBoundingClientRect().height / 1.2)"""


def names(place) -> set[str]:
    """The labels of the rows of a chart, without the spaces that a line break takes."""
    return {"".join(label.split()) for label in place.locator(".ytick").all_text_contents()}


def test_a_card_goes_on_the_stage_as_it_is_and_exit_leads_back(visit):
    page = visit("/incidence")
    page.locator(".st-key-grade").get_by_role("combobox").click()
    page.get_by_role("option", name="Grade 3 or higher", exact=True).click()
    settle(page)
    labels = names(chart(page, "incidence-dots"))
    page.get_by_role("link", name="Present", exact=True).click()
    expect(page.locator(".st-key-slide_next")).to_be_visible()
    settle(page)
    assert "stage=" in page.url
    assert names(page.locator(".st-key-slide-view")) == labels
    page.get_by_role("link", name="Exit").click()
    expect(page.locator(".st-key-grade")).to_be_visible()
    settle(page)
    assert select_value(page, "grade") == "Grade 3 or higher"


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080), (3840, 2160)])
def test_letters_of_a_slide_grow_with_the_screen_and_its_marks_stay_clickable(visit, width, height):
    page = visit("/present?story=ten-minutes&slide=5", DESKTOP | {"viewport": {"width": width, "height": height}})
    assert min(page.evaluate(LETTERS)) >= 19 * height / 720
    view, drawn = (
        page.locator(each).bounding_box() for each in (".st-key-slide-view", ".st-key-slide-view .main-svg >> nth=0")
    )
    assert abs(view["width"] - drawn["width"]) < 3 and abs(view["height"] - drawn["height"]) < 3
    mark = page.locator(".st-key-slide-view .points path").nth(3).bounding_box()
    page.mouse.click(mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2)
    expect(page.get_by_text("Behind this mark")).to_be_visible()


def add_to_story(page):
    page.get_by_test_id("stPopoverButton").filter(has_text="Download / share").first.click()
    settle(page)
    page.get_by_role("button", name="Add to my story").click()
    settle(page)


def downloaded(page, name: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    return download.value.path().read_bytes()


def test_three_cards_become_a_story_that_a_link_opens_and_files_hold(visit):
    page = visit("/incidence?grade=ge3")
    add_to_story(page)
    for name in ("Onset", "Compare"):
        page.keyboard.press("Escape")
        go_to(page, "How often", name)
        add_to_story(page)
    page.get_by_role("link", name="Open my story (3)").click()
    title = page.get_by_role("textbox", name="1. Title")
    title.fill("Which events are severe?")
    title.press("Enter")
    settle(page)
    page.get_by_role("textbox", name="Notes for the speaker").first.fill("Ask the room first.")
    page.get_by_role("textbox", name="Notes for the speaker").first.press("Control+Enter")
    settle(page)
    page.locator(".st-key-own_Down_1 button").click()
    settle(page)

    told = yaml.safe_load(downloaded(page, "YAML"))
    assert [slide["view"]["page"] for slide in told["slides"]] == ["onset", "incidence", "compare"]
    assert (told["slides"][1]["title"], told["slides"][1]["notes"]) == (
        "Which events are severe?",
        "Ask the room first.",
    )
    deck = Presentation(io.BytesIO(downloaded(page, "PowerPoint")))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert any(each.startswith("Which events are severe?") for each in titles)
    code = page.get_by_alt_text("QR code of the link to this story").screenshot()
    [found] = zxingcpp.read_barcodes(Image.open(io.BytesIO(code)))

    other = visit(f"{urlsplit(found.text).path}?{urlsplit(found.text).query}", DESKTOP)
    other.keyboard.press("ArrowRight")
    expect(other.get_by_role("heading", level=1)).to_have_text("Which events are severe?")
    settle(other)
    expect(other.locator(".st-key-slide-view .js-plotly-plot")).to_be_visible()
    other.get_by_role("button", name="Exit").click()
    expect(other.get_by_role("textbox", name="2. Title")).to_have_value("Which events are severe?")
