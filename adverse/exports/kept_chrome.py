"""One Chromium that draws pictures, opened for the first one and kept: opening it takes longer than drawing."""

import asyncio
import atexit
from contextlib import suppress
from threading import Lock, Thread
from typing import Any

import plotly.graph_objects as go

from adverse.exports.chrome import chrome_path

SECONDS = 30  # that one picture may take


class KeptChrome:
    """Draws one picture at a time, because a Chromium needs a processor for itself."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._browser: Any = None
        self._thread = Thread()

    def picture(self, figure: go.Figure, options: dict[str, Any]) -> bytes:
        """A figure as a picture. A browser that has died or hangs is replaced once; then its error is raised."""
        with self._lock:
            if self._browser is not None:
                try:
                    return self._drawn(figure, options)
                except Exception:
                    self._close()
            try:
                self._open()
                return self._drawn(figure, options)
            except Exception:
                self._close()
                raise

    def close(self) -> None:
        """Close the browser, if there is one; the next picture opens another."""
        with self._lock:
            self._close()

    def _open(self) -> None:
        import kaleido  # takes long enough that only who wants a picture should pay for it

        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        options: dict[str, Any] = {"path": chrome_path(), "timeout": SECONDS}
        self._browser = kaleido.Kaleido(n=1, mathjax=False, **options)  # MathJax would come from another machine
        self._wait_for(self._browser.open())

    def _drawn(self, figure: go.Figure, options: dict[str, Any]) -> bytes:
        return self._wait_for(self._browser.calc_fig(figure, opts=options))

    def _wait_for(self, coroutine: Any) -> Any:
        assert self._loop is not None
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(SECONDS)

    def _close(self) -> None:
        browser, loop, self._browser, self._loop = self._browser, self._loop, None, None
        if loop is None:
            return
        with suppress(Exception):  # it may be gone already, which is what is wanted
            asyncio.run_coroutine_threadsafe(browser.close(), loop).result(SECONDS)
        loop.call_soon_threadsafe(loop.stop)
        self._thread.join(SECONDS)
        loop.close()


kept_chrome = KeptChrome()
atexit.register(kept_chrome.close)
