"""A click opens the rows behind a mark in every kind of chart."""

import pytest
from playwright.sync_api import Page

from tests.browser.reading import card, click_mark, rows_behind_mark
from tests.browser.serve import settle

pytestmark = pytest.mark.browser


def test_overview(visit):
    page = visit("/")
    assert_rows_behind(page, "first-28-days", "Cytokine release syndrome", "median 2 days", Event="Cytokine release")
    assert_rows_behind(page, "top-ten", "Pyrexia", Event="Pyrexia")


def test_grades_as_stacked_bars(visit):
    page = visit("/incidence?show=grades")
    assert_rows_behind(page, "incidence-grades", "Pyrexia", "TOWER: blinatumomab", Event="Pyrexia", Arm="TOWER: blin")


def test_events_by_organ_class(visit):
    page = visit("/incidence?show=organ_classes")
    assert_rows_behind(page, "incidence-organ_classes", "Neutropenia", Event="Neutropenia")


def test_one_event_in_every_arm(visit):
    page = visit("/incidence?event=Pyrexia")
    assert_rows_behind(page, "incidence-dots", "Swiss label pool", Event="Pyrexia", Arm="Swiss label pool")


def test_onset_median_and_dose_step(visit):
    page = visit("/onset")
    assert_rows_behind(page, "onset", "Pancreatitis", "Swissmedic", Event="Pancreatitis")
    assert_rows_behind(page, "onset", "28 mcg/day", **{"Printed value": "28 mcg/day"})


def test_risk_factors(visit):
    page = visit("/risk_factors?board=all")
    assert_rows_behind(page, "effect-sizes", "Odds ratio", **{"Printed value": "odds ratio"})
    assert_rows_behind(page, "subgroups", "%", **{"Printed value": "incidence in a subgroup"})
    assert_rows_behind(page, "shares", "Reports of Neurologic events", **{"Printed value": "share of reported cases"})


def test_a_clicked_mark_is_in_the_address(visit):
    page = visit("/incidence")
    click_mark(page, "incidence-dots", "Pyrexia", "TOWER: blinatumomab")
    rows = rows_behind_mark(page, "incidence-dots")
    for face in ("Table", "Chart"):
        card(page, "incidence-dots").get_by_role("radio", name=face, exact=True).click()
        settle(page)
    assert rows_behind_mark(page, "incidence-dots") == rows
    again = visit(page.url.removeprefix(page.url.split("/incidence")[0]))
    assert rows_behind_mark(again, "incidence-dots") == rows
    unknown = visit("/incidence?incidence-dots_mark=nothing")
    assert unknown.get_by_text("Behind this mark").count() == 0


def assert_rows_behind(page: Page, name: str, *mark: str, **said: str) -> None:
    """A click on the mark opens rows that hold `said`, each with a place in a document."""
    click_mark(page, name, *mark)
    rows = rows_behind_mark(page, name)
    assert rows
    for row in rows:
        assert all(text in row[title] for title, text in said.items()), row
        assert row["Locator"], row
        assert row["Document"].startswith(("https://", "http://")), row
