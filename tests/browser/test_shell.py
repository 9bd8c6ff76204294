"""The shell around a page: a control draws the page alone, and it then looks as its address would open it."""

import pytest

from tests.browser.serve import settle

SEEN = """() => document.querySelector('[data-testid="stMainBlockContainer"]').innerText.replace(/\\s+/g, ' ')"""


def choose(page, choice: str) -> None:
    """Click a choice of a row of them, or that of the list of views."""
    if (radio := page.get_by_role("radio", name=choice, exact=True)).count():
        radio.click()
    else:
        page.locator(".st-key-compare_view").get_by_role("combobox").click()
        page.get_by_role("option", name=choice, exact=True).click()
    page.mouse.move(0, 0)  # what lies below the mouse may look different


@pytest.mark.parametrize(
    ("address", "choices"),
    [
        ("/risk_factors", ["Neurologic", "Infection", "All events", "Cytokine release"]),
        ("/compare", ["Heat map", "One event, every arm", "Profile to print", "Shares and differences"]),
        ("/learn", ["Quiz", "Lessons"]),
        ("/rare_events", ["Pancreatitis"]),
        ("/management", ["By phase", "Days 3-14", "By grade"]),
        ("/learn?learn=glossary", ["Worksheet"]),
    ],
)
def test_a_control_leaves_nothing_of_the_view_before(address, choices, visit):
    page = visit(address)
    for choice in choices:
        choose(page, choice)
        settle(page)
        steps = page.url.removeprefix(page.evaluate("location.origin"))
        assert page.evaluate(SEEN) == visit(steps).evaluate(SEEN)
