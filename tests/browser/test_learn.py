"""Learning without a mouse: a question is answered by the keys, its chart follows; a worksheet prints."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.reading import card, chart, chosen
from tests.browser.serve import DESKTOP, PHONE, settle

pytestmark = pytest.mark.browser


def test_the_keys_answer_a_question_and_go_on_to_the_next(visit):
    page = visit("/learn?learn=quiz&seed=1&question=2", PHONE)
    question = card(page, "question")
    expect(question).to_contain_text("2 of 10")
    assert chart(page, "answer").count() == 0
    first = question.get_by_role("radio").first
    first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(question.get_by_role("alert")).to_contain_text(re.compile("Right|Not this one"))
    settle(page)
    assert chart(page, "answer").count() == 1
    page.get_by_role("button", name="Next question").press("Enter")
    expect(question).to_contain_text("3 of 10")
    settle(page)
    assert "question=3" in page.url
    assert chosen(page, "question") == ["3"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_an_idea_to_revisit_leads_to_its_lesson(visit, evidence):
    titles = evidence.lessons.set_index("lesson_id")["title"]
    number = titles.index.get_loc("fairness") + 1
    page = visit("/learn?learn=quiz&seed=1&question=3", DESKTOP)
    card(page, "question").get_by_text("No: these are different trials").click()
    page.get_by_role("button", name="Check my answer").click()
    page.get_by_role("button", name=titles["fairness"]).click()
    expect(page.get_by_role("heading", level=2).first).to_contain_text(f"Lesson {number} of {len(titles)}")
    settle(page)
    assert chosen(page, "learn") == ["Lessons"]


@pytest.mark.parametrize(("query", "n_sheets"), [("", 1), ("&answer_key=true", 2)])
def test_a_worksheet_prints_on_a_page_and_its_key_on_another(visit, query, n_sheets):
    page = visit(f"/learn?learn=worksheet&seed=1{query}", DESKTOP)
    margin = dict.fromkeys(("top", "right", "bottom", "left"), "10mm")
    sheets = re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4", margin=margin))
    assert len(sheets) == n_sheets
    page.emulate_media(media="print")
    shown = page.locator("[data-testid='stMain']").inner_text()
    assert "worksheet 1" in shown
    assert "Another quiz" not in shown and "Number of the quiz" not in shown
