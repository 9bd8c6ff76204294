"""The first request to a fresh server may be for any page, by its name and with a slash at the end."""

import pytest
from playwright.sync_api import expect

from adverse.ui.navigation import PAGES, SECTIONS, title_of
from tests.browser.reading import chosen
from tests.browser.serve import ADDRESSES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", ["overview", "onset", "matrix", "own_data"])  # each starts a server
def test_the_first_visitor_of_a_deep_link_gets_the_page_in_its_shell(name, fresh_server, visit, evidence):
    page = visit(ADDRESSES[name], at=fresh_server)
    expect(page).to_have_title(title_of(evidence, name))
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.get_by_test_id("stTopNavLink").or_(page.get_by_test_id("stTopNavSection"))).to_have_count(len(SECTIONS))
    expect(page.get_by_role("radio", name="Pharmacist")).to_be_visible()
    expect(page.get_by_text("Educational use. Not medical advice. Evidence as of")).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert page.url == f"{fresh_server.url}{ADDRESSES[name]}"


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("end", ["", "/"])
def test_every_page_opens_by_its_name_with_its_query(name, end, visit, server, evidence):
    page = visit(f"/{name}{end}?view=Educator")
    expect(page).to_have_title(title_of(evidence, name))
    expect(page.get_by_text("Page not found")).to_have_count(0)
    assert page.url.removeprefix(server.url) == f"{ADDRESSES[name]}?view=Educator"
    assert chosen(page, "view") == ["Educator"]
