"""axe-core over every page, light and dark; what is known and not ours is the table of docs/accessibility.md."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.reading import card, table
from tests.browser.serve import ADDRESSES, DESKTOP, settle

pytestmark = pytest.mark.browser

DOCUMENT = Path(__file__).parents[2] / "docs" / "accessibility.md"
VIEWS = ADDRESSES | {
    "grades": "/incidence?show=grades",
    "heat map": "/incidence?show=heat_map",
    "organ classes": "/incidence?show=organ_classes",
    "a table": "/incidence?incidence-dots_tab=Table",
    "sources of a chart": "/incidence?incidence-dots_tab=Sources",
    "notice": "/incidence?grade=nothing",
    "guard open": "/compare?open_differences=true",
    "slide": "/present?story=ten-minutes&slide=4&notes=true",
    "quiz": "/learn?learn=quiz",
    "summary": "/management?layout=print&jurisdiction=us",
}
MOST_STOPS = 18
FOCUSED = """() => [document.activeElement.closest('.stElementContainer')?.innerText ?? '',
  document.activeElement.closest('h1, h2, h3') !== null && 
    !document.activeElement.matches('[href^="learn?learn=glossary"]')]"""
SERIOUS = {"serious", "critical"}
# A notice goes after four seconds, which a busy machine may need to look at a page: here it stays.
NOTICES_STAY = """const soon = window.setTimeout;
window.setTimeout = (act, after, ...more) => soon(act, after >= 3000 ? 2 ** 31 - 1 : after, ...more);"""
IS_WITHIN = "([target, selector]) => Boolean(document.querySelector(target)?.closest(selector))"
FIRST_CONTROL = {"incidence": "Arms", "onset": "Event groups", "sources": "Find a document"}


def known() -> list[tuple[str, str, str]]:
    """(rule id, selector, name of a view where it is seen) of each row of the document's table."""
    rows = re.findall(r"^\| `([a-z-]+)` \| `([^`]+)` \| `([^`]+)` \|", DOCUMENT.read_text(encoding="utf-8"), re.M)
    return [(rule, selector.replace("\\|", "|"), view) for rule, selector, view in rows]


def findings(page: Page) -> list[tuple[str, str, str]]:
    """(rule id, selector of the element, its HTML) of each serious or critical finding."""
    violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        (violation["id"], node["target"][-1], node["html"][:200])
        for violation in violations
        if violation["impact"] in SERIOUS
        for node in violation["nodes"]
    ]


def is_known(page: Page, rule: str, target: str) -> bool:
    """Whether a row of the document's table names the rule and an element that this one is or lies in."""
    return any(rule == of and page.evaluate(IS_WITHIN, [target, selector]) for of, selector, _ in known())


@pytest.fixture(scope="module", autouse=True)
def notices_stay(context_of) -> None:
    """Pages of this module keep the notices that they show."""
    context_of(DESKTOP).add_init_script(NOTICES_STAY)


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_serious_in_light_or_dark(view, visit):
    page = visit(VIEWS[view], DESKTOP)
    if view == "quiz":
        page.locator(".stRadio label").nth(1).click()
        page.get_by_role("button", name="Check my answer").click()
        settle(page)
    for scheme in ("light", "dark"):
        if scheme == "dark":
            page.emulate_media(color_scheme=scheme)
            page.keyboard.press("r")  # Streamlit's key for another run: charts are drawn for the theme
            settle(page)
        ours = [found for found in findings(page) if not is_known(page, *found[:2])]
        assert not ours, (scheme, ours)


def test_every_known_finding_is_still_there(visit):
    gone = []
    for rule, selector, view in known():
        page = visit(VIEWS[view], DESKTOP)
        seen = [target for of, target, _ in findings(page) if of == rule]
        if not any(page.evaluate(IS_WITHIN, [target, selector]) for target in seen):
            gone.append((rule, selector))
    assert not gone, "mended upstream: take these rows out of docs/accessibility.md"


@pytest.mark.parametrize("name", FIRST_CONTROL)
def test_the_first_control_of_a_page_is_few_stops_away_and_no_heading_is_a_stop(name, visit):
    page = visit(ADDRESSES[name])
    stops = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUSED))
    assert any(FIRST_CONTROL[name] in label for label, _ in stops), stops
    assert not any(is_heading for _, is_heading in stops), stops


def test_the_keys_alone_open_the_table_beside_each_chart(visit):
    page = visit("/risk_factors?board=all")
    for name in ("effect-sizes", "subgroups", "shares"):
        card(page, name).get_by_role("radio", name="Chart").focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Space")
        settle(page)
        assert table(card(page, name))[0]["Factor"]
