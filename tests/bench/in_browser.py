"""First load and one interaction, timed by the browser's own clock."""

from collections.abc import Callable

from playwright.sync_api import Browser, Page

from tests.bench.common import BARE, DAY_SLIDER, FIRST_INTERACTION, FIRST_LOAD, INTERACTION, Figures, beside_of
from tests.browser.serve import ADDRESSES, DESKTOP, SETTLED, Server

N_LOADS = 3
N_INTERACTIONS = 16

# Every 10 ms: since when is the page settled with content drawn and, after `watch`, different from what it was?
# It looks only where the page changed, and rests between two measurements: what measures must not slow what it times.
CLOCK = f"""(() => {{
  const settled = {SETTLED};
  const drawn = () => document.querySelector('.cartesianlayer > *, [data-testid="stDataFrame"] canvas, h2');
  const charts = () => [...document.querySelectorAll('.cartesianlayer')].map(layer => layer.textContent
    + [...layer.querySelectorAll('.point, .point path, .xtick, .lines path')]
      .map(mark => mark.getAttribute('transform') + mark.getAttribute('d')).join()).join();
  const text = selector => [...document.querySelectorAll(selector)].map(element => element.textContent).join();
  let changed = true;
  const clock = window.__clock = {{
    since: null, begun: null, before: null, last: null, selector: null, resting: false,
    shown() {{ return this.selector ? text(this.selector) : charts(); }},
    watch(selector) {{
      this.selector = selector; this.since = this.begun = null; this.before = this.last = this.shown();
      this.resting = false; changed = true;
    }},
    tick() {{
      if (this.resting || !changed) return;
      const now = performance.now();
      changed = false;
      if (!settled() || !drawn()) {{ this.since = null; return; }}
      if (this.before === null) {{ this.since ??= now; return; }}
      const shown = this.shown();
      if (shown === this.before) this.since = null;
      else if (shown !== this.last) this.since = now;
      else this.since ??= now;
      this.last = shown;
    }},
    quiet(ms) {{ return this.resting = this.since !== null && performance.now() - this.since > ms; }},
  }};
  for (const kind of ['pointerdown', 'keydown'])
    addEventListener(kind, () => {{ clock.begun ??= performance.now(); }}, true);
  new MutationObserver(() => {{ changed = true; }})
    .observe(document, {{ subtree: true, childList: true, characterData: true, attributes: true }});
  setInterval(() => clock.tick(), 10);
}})()"""


def measure_first_loads(figures: Figures, browser: Browser, bare: Server, dashboard: Server) -> None:
    """Seconds from navigation until the chart (or the table of sources, the list of terms) is drawn, nothing cached."""
    for _ in range(N_LOADS):
        for target in (BARE, *ADDRESSES):
            page = _opened(browser, bare, dashboard, target)
            figures.add(FIRST_LOAD, target, page.evaluate("__clock.since") / 1000)
            page.context.close()


def measure_interactions(figures: Figures, browser: Browser, bare: Server, dashboard: Server) -> None:
    """Milliseconds from the press that changes the main control until the chart shows the change.

    Two pages are open at a time, the bare script and the page it is compared with, and are pressed in turn.
    """
    yardstick = _opened(browser, bare, dashboard, BARE)
    for target in MAIN_CONTROLS:
        if target == BARE:
            continue
        page = _opened(browser, bare, dashboard, target)
        for turn in range(N_INTERACTIONS):
            for place, opened in ((BARE, yardstick), (target, page)):
                milliseconds = _changed(opened, place, turn)
                figures.add(INTERACTION, place, milliseconds)
                if place == BARE:
                    figures.add(INTERACTION, beside_of(target), milliseconds)
                if turn == 0:
                    figures.add(FIRST_INTERACTION, place, milliseconds)
        page.context.close()
    slider = _opened(browser, bare, dashboard, "onset")
    for turn in range(N_INTERACTIONS):
        figures.add(DAY_SLIDER, BARE, _changed(yardstick, BARE, turn))
        figures.add(DAY_SLIDER, "onset", _timed(slider, _thumb(slider), _next_day, ".st-key-card-day"))
    slider.context.close()
    yardstick.context.close()


def _changed(page: Page, target: str, turn: int) -> float:
    prepare, act, shows = MAIN_CONTROLS[target]
    return _timed(page, prepare(page, turn), act, shows)


def _opened(browser: Browser, bare: Server, dashboard: Server, target: str) -> Page:
    page = browser.new_context(**DESKTOP).new_page()
    page.add_init_script(CLOCK)
    address = f"{bare.url}/" if target == BARE else f"{dashboard.url}{ADDRESSES[target]}"
    page.goto(address, wait_until="commit")
    page.wait_for_function("window.__clock && __clock.quiet(700)", timeout=60_000, polling=100)
    return page


def _timed(page: Page, locator, act: Callable, shows: str | None) -> float:
    page.evaluate("selector => __clock.watch(selector)", shows)
    act(locator)
    page.wait_for_function("__clock.quiet(500)", timeout=60_000, polling=100)
    return page.evaluate("__clock.since - __clock.begun")


def _click(locator) -> None:
    locator.click()


def _next_day(thumb) -> None:
    thumb.press("ArrowRight")


def _thumb(page: Page):
    thumb = page.locator(".st-key-card-day").get_by_role("slider")
    thumb.focus()
    return thumb


def _grade(page: Page, turn: int, choices: tuple[str, str]):
    page.get_by_test_id("stSelectbox").filter(has_text="Grade").get_by_role("combobox").first.click()
    return page.get_by_role("option", name=choices[(turn + 1) % 2], exact=True)


def _question(page: Page, turn: int, choices: tuple[str, str]):
    field = page.locator(".st-key-q").get_by_role("searchbox").or_(page.locator(".st-key-q input")).first
    field.fill(choices[turn % 2])
    return field


def _press_enter(locator) -> None:
    locator.press("Enter")


def _button(page: Page, turn: int, choices: tuple[str, str]):
    return page.get_by_role("radio", name=choices[(turn + 1) % 2], exact=True)


# Target -> what to prepare (returns what to press), how to press it, and where the change shows (None: in the charts).
# The page of stories has no control of its own until one is opened.
MAIN_CONTROLS = {
    BARE: (lambda page, turn: _grade(page, turn, ("any", "ge3")), _click, None),
    "overview": (lambda page, turn: _button(page, turn, ("Any grade", "Grade 3 or higher")), _click, None),
    "incidence": (lambda page, turn: _grade(page, turn, ("Any grade", "Grade 3 or higher")), _click, None),
    "compare": (lambda page, turn: _grade(page, turn, ("Grade 3 or higher", "Any grade")), _click, None),
    "onset": (lambda page, turn: _button(page, turn, ("28 days", "Early days (log scale)")), _click, None),
    "risk_factors": (lambda page, turn: _button(page, turn, ("Cytokine release", "Neurologic")), _click, None),
    "claims": (lambda page, turn: page.get_by_role("button", name="Outdated", exact=True), _click, "h2"),
    "sources": (lambda page, turn: page.get_by_text("Leave out mirror copies"), _click, "h2"),
    "management": (lambda page, turn: _button(page, turn, ("3", "2")), _click, "h2"),
    "rare_events": (
        lambda page, turn: _button(page, turn, ("HLH and macrophage activation syndrome", "Pancreatitis")),
        _click,
        "h2",
    ),
    "grading": (lambda page, turn: _button(page, turn, ("Below 38 °C", "38 °C or higher")), _click, "h2"),
    "search": (
        lambda page, turn: _question(page, turn, ("When does CRS start?", "How common is CRS in TOWER?")),
        _press_enter,
        "h2",
    ),
    "learn": (lambda page, turn: _button(page, turn, ("Lessons", "Quiz")), _click, "h2"),
}
