"""The pharmacist: from a mark of the chart to the number, its document and a file to take along."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from adverse.evidence.load import DATA_FOLDER
from adverse.evidence.select_sources import source_rows
from tests.browser.reading import card, click_mark, rows_behind_mark, table
from tests.browser.serve import settle

pytestmark = pytest.mark.browser

PYREXIA = {"Event": "Pyrexia", "Arm": "TOWER: blinatumomab", "Printed value": "147 of 267 (55%)"}


def test_a_click_on_a_mark_opens_the_printed_figure_with_its_document_and_locator(visit):
    page = visit("/incidence")
    click_mark(page, "incidence-dots", "Pyrexia", "TOWER: blinatumomab")
    (row,) = rows_behind_mark(page, "incidence-dots")
    assert PYREXIA.items() <= row.items()
    assert row["Locator"] and row["Review"] and row["Source"]
    assert row["Document"].startswith(("https://", "http://"))


def test_table_sources_and_download_hold_the_rows_of_the_chart(visit):
    page = visit("/incidence")
    here = card(page, "incidence-dots")
    here.get_by_role("radio", name="Table").click()
    settle(page)
    shown = table(here)
    assert (shown[0]["Event"], shown[0]["Arm"]) == (PYREXIA["Event"], PYREXIA["Arm"])
    assert (shown[0]["Patients with event"], shown[0]["Patients at risk"]) == ("147", "267")
    with page.expect_download() as waiting:
        here.get_by_role("button", name="Download these rows (CSV)").click()
    assert waiting.value.suggested_filename.startswith("incidence-dots-")
    header, first, *_ = csv.reader(io.StringIO(Path(waiting.value.path()).read_text(encoding="utf-8")))
    assert header[:5] == ["arm_id", "event", "event_group", "soc", "grade_band"]
    assert {"n_with_event", "n_at_risk", "source_id", "locator", "review_status", "notes"} < set(header)
    cells = dict(zip(header, first, strict=True))
    shipped = (DATA_FOLDER / "incidence.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(io.StringIO(shipped)) if row.items() <= cells.items()]
    assert len(rows) == 1, cells
    assert (cells["arm_id"], cells["event"]) == ("tower-blinatumomab", "Pyrexia")
    here.get_by_role("radio", name="Sources").click()
    settle(page)
    sources = table(here)
    assert PYREXIA.items() <= sources[0].items()
    assert all(row["Locator"] for row in sources)
    assert all(row["Document"].startswith(("https://", "http://")) for row in sources)


def test_the_whole_data_package_can_be_taken_along(visit):
    page = visit("/sources")
    assert table(card(page, "documents"))[0]["Document"].startswith(("https://", "http://"))
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download the data package (zip)").click()
    with zipfile.ZipFile(waiting.value.path()) as archive:
        assert archive.testzip() is None
        assert {"datapackage.json", "about.toml", "incidence.csv", "sources.csv"} <= set(archive.namelist())
        assert archive.read("incidence.csv") == (DATA_FOLDER / "incidence.csv").read_bytes()


def test_a_search_finds_documents_and_the_address_holds_it(visit, evidence):
    found = source_rows(evidence, query="blincyto")
    page = visit("/sources")
    page.get_by_label("Find a document").fill("blincyto")
    page.keyboard.press("Enter")
    answer = f"{len(found)} of {len(evidence.sources)} documents are in view"
    expect(page.get_by_role("heading", level=2).first).to_contain_text(answer)
    settle(page)
    assert table(card(page, "documents"))[0]["Name"] == found.iloc[0]["short_name"]
    assert "find=blincyto" in page.url
