"""The educator: chooses a view for a lecture, and its address opens the same view elsewhere."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.reading import chart, chosen, click_mark, rows_behind_mark, select_value
from tests.browser.serve import settle

pytestmark = pytest.mark.browser


def test_the_address_of_a_view_opens_it_for_another_visitor(visit):
    page = visit("/incidence")
    page.get_by_role("radio", name="Educator").click()
    page.get_by_role("radio", name="Heat map").click()
    settle(page)
    page.locator(".st-key-grade").get_by_role("combobox").click()
    page.get_by_role("option", name="Grade 3 or higher", exact=True).click()
    settle(page)
    click_mark(page, "incidence-heat_map", "Neutropenia", "TOWER: chemotherapy")
    assert [(row["Event"], row["Arm"]) for row in rows_behind_mark(page, "incidence-heat_map")] == [
        ("Neutropenia", "TOWER: chemotherapy")
    ]
    address = urlsplit(page.url)
    asked = parse_qs(address.query)
    assert {key: asked[key] for key in ("view", "show", "grade")} == {
        "view": ["Educator"],
        "show": ["Heat map"],
        "grade": ["Grade 3 or higher"],
    }
    labels = chart(page, "incidence-heat_map").locator(".ytick").all_text_contents()

    other = visit(f"{address.path}?{address.query}")
    assert (chosen(other, "view"), chosen(other, "show")) == (["Educator"], ["Heat map"])
    assert select_value(other, "grade") == "Grade 3 or higher"
    assert chart(other, "incidence-heat_map").locator(".ytick").all_text_contents() == labels


def test_an_address_may_hold_the_keys_of_the_vocabulary(visit):
    page = visit(
        "/incidence?view=learner&show=heat_map&grade=ge3&subset=all&sort=organ_class&min=5&others=true"
        "&arms=tower-blinatumomab&arms=blast-blinatumomab&group=infection&group=neurotoxicity"
    )
    assert (chosen(page, "view"), chosen(page, "show")) == (["Learner"], ["Heat map"])
    assert select_value(page, "grade") == "Grade 3 or higher"
    arms = page.locator(".st-key-arms").inner_text()
    assert "TOWER: blinatumomab" in arms and "BLAST: blinatumomab" in arms and "chemotherapy" not in arms
    page.get_by_test_id("stPopoverButton").filter(has_text="More filters").click()
    assert select_value(page, "sort") == "Organ class"
    expect(page.locator(".st-key-min").get_by_role("slider")).to_have_value("5")
    groups = page.locator(".st-key-group").inner_text()
    assert "Infection" in groups and "Neurologic" in groups
    expect(page.locator(".st-key-others").get_by_role("switch").or_(page.get_by_role("checkbox"))).to_be_checked()
    expect(page.get_by_test_id("stToast")).to_have_count(0)
