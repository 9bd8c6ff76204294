"""What a reader sees and clicks: marks of a chart, cells of a table, links of the navigation."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.serve import settle

# The middle of the mark of a chart whose hover text holds all the texts; null when there is none.
MARK = """(chart, texts) => {
  const strip = html => new DOMParser().parseFromString(html, 'text/html').body.textContent.replace(/\\s+/g, ' ');
  for (const trace of chart.querySelectorAll('.scatterlayer .trace, .barlayer .trace')) {
    const drawn = trace.__data__?.[0]?.trace;
    if (!drawn?.hovertext) continue;
    for (const mark of trace.querySelectorAll('.points path, .points > .point > path')) {
      const index = (mark.__data__ ?? mark.parentNode.__data__).i;
      const said = strip(Array.isArray(drawn.hovertext) ? drawn.hovertext[index] : drawn.hovertext);
      if (!texts.every(text => said.includes(text))) continue;
      mark.scrollIntoView({block: 'center'});
      const box = mark.getBoundingClientRect();
      return [box.x + box.width / 2, box.y + box.height / 2];
    }
  }
  return null;
}"""
TABLE = """grid => {
  const texts = (row, cell) => [...row.querySelectorAll(cell)].map(each => each.textContent);
  const titles = texts(grid, 'th');
  return [...grid.querySelectorAll('tbody tr')].map(
    row => Object.fromEntries(texts(row, 'td').map((text, i) => [titles[i], text])));
}"""


def card(page: Page, name: str) -> Locator:
    """The card of a chart."""
    return page.locator(f".st-key-card-{name}")


def chart(page: Page, name: str) -> Locator:
    """The chart in a card."""
    return card(page, name).get_by_test_id("stPlotlyChart")


def click_mark(page: Page, name: str, *texts: str) -> None:
    """Point at the mark whose hover text holds all `texts`, see that it says them, and click it with the mouse."""
    place = chart(page, name).evaluate(MARK, list(texts))
    assert place, f"no mark of the chart {name} says {texts}"
    page.wait_for_timeout(100)  # the page scrolls
    place = chart(page, name).evaluate(MARK, list(texts))
    page.mouse.move(place[0] - 3, place[1])
    page.mouse.move(*place)
    expect(chart(page, name).locator(".hoverlayer .hovertext").first).to_be_visible()
    page.mouse.click(*place)
    expect(card(page, name).get_by_text("Behind this mark")).to_be_visible()
    settle(page)


def rows_behind_mark(page: Page, name: str) -> list[dict[str, str]]:
    """The table that a click on a mark has opened."""
    return table(page.locator(f".st-key-behind-{name}"))


def table(place: Locator) -> list[dict[str, str]]:
    """The rows that a table in `place` shows now, as title -> text; what is scrolled out of view is left out."""
    grid = place.locator("table[role=grid]").first
    grid.wait_for(state="attached")
    return grid.evaluate(TABLE)


def go_to(page: Page, section: str, title: str) -> None:
    """Open another page through the navigation bar."""
    page.get_by_test_id("stTopNavSection").filter(has_text=section).click()
    page.get_by_test_id("stTopNavDropdownLink").filter(has_text=title).click()
    expect(page).to_have_title(title)
    settle(page)


def chosen(page: Page, key: str) -> list[str]:
    """The labels of the pressed buttons of a control."""
    pressed = page.locator(f".st-key-{key} [role=radio][aria-checked=true], .st-key-{key} button[aria-pressed=true]")
    return pressed.all_inner_texts()


def select_value(page: Page, key: str) -> str:
    """What a list shows as its choice."""
    return page.locator(f".st-key-{key}").get_by_role("combobox").input_value()
