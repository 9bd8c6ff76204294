"""No page shows a dose of blinatumomab in milligrams, in no view, chart, title or label, but beside its correction."""

import re
from urllib.parse import quote

import pytest

from tests.browser.serve import ADDRESSES
from tests.milligrams import doses_in_milligrams

pytestmark = pytest.mark.browser

VIEWS = ("Pharmacist", "Learner")  # educators read what pharmacists read; tests/pages asks for every reader
QUESTIONS = (
    "Is the pediatric dose of 5 mg/m2/day in the article correct?",
    "article dose error",
    "What does the article say of stepwise dosing?",
    "Does the article give children 15 mg/m2/day?",
)
MORE = {  # what pages hold beyond their first view
    "search": ["?q=" + quote(question) + "&near_more=true&answering_more=true" for question in QUESTIONS],
    "claims": ["?verdict=unit_error", "?claims-5=true&claims-6=true", "?claim=C046&lessons=true&reviews=true"],
    "management": [
        "?layout=print&jurisdiction=us&jurisdiction=eu&jurisdiction=jp",
        "?weight=below_45&unit_sources=true",
        "?layout=phase&checklist=all",
        "?layout=phase&phase=throughout",
    ],
    "onset": ["?onset_tab=Sources"],
}
# Every text of a page, one a line: what stands on it, in its charts and their hovers, in its tables, and what is read
# out or shown on hover. What the reader typed is not the page's own.
TEXTS = """() => {
  const own = element => !element.closest('script, style, input, textarea');
  const lines = [document.body.innerText];
  for (const element of document.querySelectorAll('svg text, table td, table th')) lines.push(element.textContent);
  const told = ['title', 'aria-label', 'alt', 'aria-description'];
  for (const element of document.querySelectorAll(told.map(name => `[${name}]`).join()))
    if (own(element)) lines.push(...told.map(name => element.getAttribute(name) || ''));
  for (const chart of document.querySelectorAll('.js-plotly-plot'))
    for (const trace of chart.data ?? []) lines.push(...[trace.hovertext ?? [], trace.text ?? []].flat().map(String));
  return lines.join('\\n');
}"""


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("view", VIEWS)
def test_no_dose_in_milligrams_but_beside_its_correction(visit, name, view):
    for query in ["", *MORE.get(name, ())]:
        page = visit(ADDRESSES[name] + (f"{query}&view={view}" if query else f"?view={view}"))
        text = page.evaluate(TEXTS)
        for question in QUESTIONS:
            text = re.sub(re.escape(question) + r"(?! \[unit error)", "", text)
        assert len(text) > 500
        assert doses_in_milligrams(text) == [], f"{view}, {page.url}"


def test_the_question_of_a_wrong_unit_shows_it_beside_its_correction_on_the_page(visit):
    text = visit(f"/search?q={quote(QUESTIONS[0])}").evaluate(TEXTS)
    assert "5 mg/m2/day [unit error, sources print 5 mcg/m2/day]" in text
