"""The learner: plain words on every page, and the day to watch."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from adverse.evidence.select import onset_rows
from adverse.evidence.timeline import rows_on_day, with_covered_days
from tests.browser.reading import card, chart, chosen, go_to, select_value
from tests.browser.serve import settle

pytestmark = pytest.mark.browser

LINES = """labels => labels.flatMap(label => {
  const lines = [...label.querySelectorAll('tspan.line')];
  return (lines.length ? lines : [label]).map(line => line.textContent);
})"""


def test_plain_names_stay_on_the_way_through_the_pages(visit, evidence):
    plain = dict(zip(evidence.events["event"], evidence.events["plain_name"], strict=True))
    page = visit("/incidence")
    before = _text(chart(page, "incidence-dots"))
    assert "Pyrexia" in before and plain["Pyrexia"] not in before
    page.get_by_role("radio", name="Learner").click()
    settle(page)
    after = _text(chart(page, "incidence-dots"))
    assert plain["Pyrexia"] in after and "Pyrexia" not in after
    expect(page.get_by_role("heading", level=2).first).to_contain_text(plain["Pyrexia"], ignore_case=True)

    go_to(page, "How often", "Onset")
    assert chosen(page, "view") == ["Learner"]
    assert plain["Encephalopathy"] in _text(chart(page, "onset"))
    assert "view=Learner" in page.url
    page.reload()
    settle(page)
    assert chosen(page, "view") == ["Learner"]


def test_arrow_keys_move_the_day_to_watch_and_its_list(visit, evidence):
    covered = with_covered_days(onset_rows(evidence).rows)
    page = visit("/onset")
    for day, key, presses in ((2, "", 0), (9, "ArrowRight", 7), (8, "ArrowLeft", 1)):
        slider = card(page, "day").get_by_role("slider")
        slider.focus()
        for _ in range(presses):
            page.keyboard.press(key)
        expect(card(page, "day").get_by_text(f"Day {day}:")).to_be_visible()
        settle(page)
        names = card(page, "day").get_by_test_id("stMarkdown").locator("strong").all_inner_texts()
        listed = {name.rstrip(":") for name in names if not name.startswith("Day ")}
        assert listed == set(rows_on_day(covered, day)["event"]), f"day {day}"
    assert "day=8" in page.url


def _text(place) -> str:
    """The text of a chart's row labels, on one line."""
    return " ".join(" ".join(place.locator(".ytick text").evaluate_all(LINES)).split())


def test_lists_of_events_begin_with_the_plain_name_and_a_choice_survives_another_reader(visit, evidence):
    plain = evidence.events.set_index("event")["plain_name"]
    printed_first, plain_first = f"Pyrexia ({plain['Pyrexia']})", f"{plain['Pyrexia']} (Pyrexia)"
    page = visit(f"/incidence?event={printed_first}&view=Learner")
    assert select_value(page, "event") == plain_first
    assert parse_qs(urlsplit(page.url).query)["event"] == [plain_first]
    expect(page.get_by_role("heading", level=2).first).to_contain_text(plain["Pyrexia"])
    page.get_by_role("radio", name="Educator").click()
    settle(page)
    assert select_value(page, "event") == printed_first
    expect(page.get_by_role("heading", level=2).first).to_contain_text("Pyrexia")
    page.get_by_role("radio", name="Learner").click()
    settle(page)
    assert select_value(page, "event") == plain_first
    expect(page.get_by_role("heading", level=2).first).to_contain_text(plain["Pyrexia"])
    expect(page.get_by_test_id("stException")).to_have_count(0)
