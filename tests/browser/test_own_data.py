"""A reader's own files in a browser: four readers, and nothing for another visitor."""

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pptx import Presentation

from adverse.cohort import sample_files
from tests.browser.serve import settle

pytestmark = pytest.mark.browser

TERM = "Zebrafish rash"  # of no published row
LISTING = (
    "Patient;Gruppe;Ereignis;Schwere;Beginn\n"
    f"1;Nord;{TERM};SEVERE;03/04/2024\n2;Nord;Übelkeit;MILD;05/04/2024\n3;Süd;{TERM};MILD;01/02/2024\n"
)
RECORD = Path(__file__).parents[1] / "cohort/cases/ctgov/NCT02552212.json"


def bring(page, *files: tuple[str, bytes]) -> None:
    given = [{"name": name, "mimeType": "application/octet-stream", "buffer": content} for name, content in files]
    page.locator("input[type=file]").set_input_files(given)
    page.get_by_role("heading", name="Patients by arm").wait_for()
    settle(page)


def use(page) -> None:
    page.get_by_role("button", name="Use it").click()
    page.get_by_role("button", name="Download / share").first.wait_for()
    settle(page)


def show(page, part: str) -> None:
    page.get_by_role("radio", name=part, exact=True).or_(
        page.get_by_role("button", name=part, exact=True)
    ).first.click()
    settle(page)


def choose(page, label: str, option: str) -> None:
    page.get_by_label(label).first.click()
    page.get_by_role("option", name=option).first.click()
    settle(page)


def shown(page) -> str:
    return page.locator("body").inner_text()


def test_a_pharmacist_answers_three_questions_on_a_ward_list_that_nobody_else_sees(visit):
    page = visit("/own_data")
    bring(page, ("station.csv", LISTING.encode("cp1252")))
    expect(page.get_by_role("button", name="Use it")).to_be_disabled()
    for arm, n in (("Nord", "10"), ("Süd", "8")):
        page.get_by_label(f"Treated in {arm}").fill(n)
        page.keyboard.press("Tab")
        settle(page)
    choose(page, "Which comes first, day or month", "Day")
    choose(page, "Are mild, moderate and severe to be read as grades", "Yes")
    use(page)
    assert TERM in shown(page) and "1/10" in shown(page) and "1/8" in shown(page)
    page.locator(".st-key-mine_grade input").click()
    page.get_by_role("option", name="Grade 3 or higher").first.click()
    settle(page)
    assert "10% (1 of 10)" in shown(page)
    assert "?" not in page.url and TERM.split()[0] not in page.url
    page.get_by_role("button", name="Download / share").first.click()
    expect(page.get_by_text("This view rests on your file")).to_be_visible()
    other = visit("/own_data")
    assert TERM not in shown(other)
    assert not other.request.get(other.url.replace("/own_data", "/api/v1/incidence.json?event=" + TERM)).ok


def test_a_statistician_brings_transport_files_and_sees_curves_and_a_model(visit):
    with zipfile.ZipFile(io.BytesIO(sample_files()[0].content)) as archive:
        files = [(name, archive.read(name)) for name in archive.namelist() if name.endswith(".xpt")]
    assert len(files) == 3
    page = visit("/own_data")
    bring(page, *files)
    use(page)
    show(page, "Curves")
    assert "First Dermatologic Event, by day 96: Placebo 33% (95% interval 23 to 43%)" in shown(page)
    assert page.locator(".stPlotlyChart").get_by_text("At risk").count() == 1
    show(page, "Risk factors")
    assert "one model may hold 5 factors" in shown(page)
    show(page, "Zip")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the zip").click()
    with zipfile.ZipFile(saved.value.path()) as archive:
        assert "recount.py" in archive.namelist() and "listing.csv" not in archive.namelist()


def test_a_teacher_takes_the_sample_to_a_slide(visit):
    page = visit("/own_data")
    page.get_by_role("button", name="Try it with a sample").click()
    page.get_by_role("heading", name="Patients by arm").wait_for()
    settle(page)
    use(page)
    show(page, "Curves")
    page.get_by_role("button", name="Download / share").first.click()
    with page.expect_download(timeout=60_000) as saved:
        page.get_by_role("button", name="PowerPoint").click()
    [slide] = Presentation(saved.value.path()).slides
    texts = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert "First Dermatologic Event" in texts and "Your file" in texts
    assert any(shape.shape_type == 13 for shape in slide.shapes)  # a picture
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Take out my data").first.click()
    settle(page)
    expect(page.get_by_role("heading", name="Patients by arm")).to_have_count(0)
    assert page.locator("input[type=file]").count() == 1


def test_a_registry_record_stands_beside_the_published_arms(visit):
    page = visit("/own_data")
    bring(page, (RECORD.name, RECORD.read_bytes()))
    use(page)
    show(page, "Beside published")
    choose(page, "Event", "Headache")
    chart = page.locator(".stPlotlyChart").first.text_content()
    assert "Your data:" in chart and "different patients" in chart and "TOWER:blinatumomab" in chart
    assert "no test lies between them" in shown(page)
