"""The place of the focus is seen: around each kind of element a ring of at least 3:1, in light and in dark."""

import io

import pytest
from numpy import asarray, maximum, minimum, ndarray, where
from PIL import Image
from playwright.sync_api import Page

from tests.browser.serve import DARK, DESKTOP, settle

pytestmark = pytest.mark.browser

LEAST_CONTRAST = 3  # WCAG 2.2, 1.4.11 and 2.4.13
AROUND = 6  # pixels
KIND = """() => {
  const element = document.activeElement, box = element.getBoundingClientRect();
  const holder = element.closest('.stCheckbox label, .stRadio label, .stSlider [data-rac], .stDataFrame') ?? element;
  const place = holder.getBoundingClientRect();
  const own = [element.tagName, element.type, element.getAttribute('role'), element.dataset.testid].filter(Boolean);
  return [own.join(' '), element.textContent.trim().slice(0, 30), [place.x, place.y, place.width, place.height]];
}"""
WITHOUT_FOCUS = "window.__focused = document.activeElement; document.activeElement.blur()"
PAGES = {
    "incidence": "/incidence?words=true&view=learner",
    "overview": "/",
    "quiz": "/learn?learn=quiz&seed=3",
    "estimate": "/learn?learn=quiz&seed=3&question=2",
    "onset": "/onset",
    "stage": "/present?story=ten-minutes&slide=2",
    "sources": "/sources",
}
MUST_HAVE = {"A stTopNavLink", "A stPageLink-NavLink", "BUTTON", "INPUT text", "INPUT radio", "SUMMARY", "A"}


def luminance(picture: ndarray) -> ndarray:
    """Relative luminance of each pixel (red, green and blue from 0 to 1), as WCAG 2 defines it."""
    return where(picture <= 0.04045, picture / 12.92, ((picture + 0.055) / 1.055) ** 2.4) @ [0.2126, 0.7152, 0.0722]


def clearly_changed(before: bytes, after: bytes) -> int:
    """How many pixels differ by at least LEAST_CONTRAST between two pictures of one place."""
    one, other = (luminance(asarray(Image.open(io.BytesIO(png)).convert("RGB")) / 255) for png in (before, after))
    return int(((maximum(one, other) + 0.05) / (minimum(one, other) + 0.05) >= LEAST_CONTRAST).sum())


def weak_rings(page: Page, seen: set[str], n_stops: int = 60) -> list[tuple[str, str, int, int]]:
    """Of each kind of element that Tab reaches: those whose ring is shorter than half of the way around them."""
    weak = []
    for _ in range(n_stops):
        page.keyboard.press("Tab")
        kind, text, (x, y, width, height) = page.evaluate(KIND)
        if kind in seen or kind.startswith(("BODY", "MAIN")) or not width:
            continue
        seen.add(kind)
        clip = {
            "x": max(0, x - AROUND),
            "y": max(0, y - AROUND),
            "width": width + 2 * AROUND,
            "height": height + 2 * AROUND,
        }
        page.wait_for_timeout(350)  # transitions of a color, and the blinking of a cursor, which is no ring
        with_focus = page.screenshot(clip=clip, animations="disabled", caret="hide")
        page.evaluate(WITHOUT_FOCUS)
        page.wait_for_timeout(350)
        without = page.screenshot(clip=clip, animations="disabled", caret="hide")
        page.evaluate("window.__focused.focus()")
        if (found := clearly_changed(without, with_focus)) < width + height:
            weak.append((kind, text, found, round(width + height)))
    return weak


@pytest.mark.parametrize("look", [DESKTOP, DARK], ids=["light", "dark"])
def test_every_kind_of_element_has_a_ring_that_is_seen(visit, look):
    seen, weak = set(), []
    for name, address in PAGES.items():
        page = visit(address, look)
        settle(page)
        weak += [(name, *found) for found in weak_rings(page, seen)]
    assert weak == []
    kinds = " | ".join(seen)
    assert [kind for kind in MUST_HAVE if kind not in kinds] == [], sorted(seen)
