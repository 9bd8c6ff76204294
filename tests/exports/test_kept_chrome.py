"""One browser draws every picture, is replaced when it has died, and is gone when it is closed."""

import plotly.graph_objects as go
import pytest

from adverse.exports.kept_chrome import KeptChrome

FIGURE = go.Figure(go.Scatter(x=[1, 2], y=[3, 4]))
OPTIONS = {"format": "png", "scale": 1}


@pytest.fixture
def chrome():
    """A browser of the test's own."""
    kept = KeptChrome()
    yield kept
    kept.close()


def test_the_browser_is_kept_replaced_and_closed(chrome):
    first = chrome.picture(FIGURE, OPTIONS)
    assert first.startswith(b"\x89PNG")
    browser = chrome._browser
    assert chrome.picture(FIGURE, OPTIONS) == first
    assert chrome._browser is browser
    browser.subprocess.kill()
    browser.subprocess.wait()
    assert chrome.picture(FIGURE, OPTIONS) == first
    assert chrome._browser is not browser
    chrome.close()
    assert chrome._browser is None


def test_a_figure_that_cannot_be_drawn_raises_and_the_next_one_is_drawn(chrome):
    with pytest.raises(Exception, match=r"[Ff]ormat|nonsense"):
        chrome.picture(FIGURE, {"format": "nonsense"})
    assert chrome.picture(FIGURE, OPTIONS).startswith(b"\x89PNG")
