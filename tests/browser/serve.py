"""Serve a Streamlit script as a process of its own, and open it in a Chromium: for tests, benchmark and screenshots."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from adverse.ui.navigation import DEFAULT, PAGES
from adverse.workers import free_port
from tests.browser.ensure_chromium import ADVICE, find_chromium

ROOT = Path(__file__).resolve().parents[2]
DASHBOARD = ROOT / "dashboard.py"
ADDRESSES = {name: "/" if name == DEFAULT else f"/{name}" for name in PAGES}
DESKTOP = {"viewport": {"width": 1366, "height": 900}, "color_scheme": "light"}
PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "light", "has_touch": True, "is_mobile": True}
DARK = DESKTOP | {"color_scheme": "dark"}

# Settled: connected, no script runs, nothing is stale or a placeholder, and every chart has drawn its axes.
SETTLED = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  return Boolean(app)
    && app.dataset.testConnectionState === 'CONNECTED'
    && app.dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-testid="stSkeleton"], [data-testid="stAppSkeleton"], [data-stale="true"]')
    && Boolean(document.querySelector('[data-testid="stHeading"]'))
    && [...document.querySelectorAll('[data-testid="stPlotlyChart"]')]
      .every(chart => chart.querySelector('.cartesianlayer > *'));
}"""
# What the page asked the server last must have been answered: a run begins some time after the click that asks for it.
WATCH_SOCKET = """window.WebSocket = class extends WebSocket {
  constructor(...given) {
    super(...given);
    this.addEventListener('message', () => { window.__answered = performance.now(); });
  }
  send(data) { window.__asked = performance.now(); super.send(data); }
};"""
SETTLED_FOR_A_WHILE = f"""() => {{
  const now = performance.now(), settled = ({SETTLED})() && !(window.__asked > (window.__answered ?? 0));
  const text = document.body?.innerText.length;
  if (!settled || window.__text !== text) window.__since = now;
  window.__text = text;
  return now - window.__since > 300;
}}"""


class Server(NamedTuple):
    """A running server: its address without a slash at the end, its process and the file it logs to."""

    url: str
    process: subprocess.Popen
    log: Path
    seconds_to_start: float


@contextmanager
def serving(script: Path = DASHBOARD, below: str = "") -> Iterator[Server]:
    """`streamlit run script` until the block ends, `below` a path; begins when the server says that it is healthy."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless", "true"]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.baseUrlPath", below]
    environment = os.environ | {"ADVERSE_API_REQUESTS_A_MINUTE": "0"}  # the fuzz asks more often than any reader
    with TemporaryDirectory() as folder:
        log = Path(folder) / "server.log"
        with log.open("wb") as out:
            begin = time.perf_counter()
            process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT)
            try:
                url = f"http://127.0.0.1:{port}{below}"
                _wait_until_healthy(url, process, log)
                yield Server(url, process, log, time.perf_counter() - begin)
            finally:
                process.terminate()
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()


def _wait_until_healthy(url: str, process: subprocess.Popen, log: Path) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _ in range(6000):
        if process.poll() is not None:
            break
        try:
            with opener.open(f"{url}/_stcore/health", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.01)
    raise RuntimeError(f"The server did not start. It said:\n{log.read_text(errors='replace')[-3000:]}")


def launch(playwright: Playwright) -> Browser:
    """A headless Chromium of this machine; RuntimeError with what to do when there is none."""
    path = find_chromium()
    if path is None:
        raise RuntimeError(ADVICE)
    arguments = ["--disable-gpu", "--disable-background-networking", "--no-first-run"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")
    return playwright.chromium.launch(executable_path=path, args=arguments)


def watched_page(context: BrowserContext) -> Page:
    """A new page that `settle` can wait for after a click."""
    page = context.new_page()
    page.add_init_script(WATCH_SOCKET)
    return page


def settle(page: Page) -> None:
    """Wait until a page is connected, has its answers, has drawn its charts and has not changed for 0.3 seconds."""
    page.evaluate("window.__text = null")  # what was seen before this moment does not count
    page.wait_for_function(SETTLED_FOR_A_WHILE, timeout=60_000, polling=50)
