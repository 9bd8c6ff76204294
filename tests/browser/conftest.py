"""A browser, and visits: a page of its own for each test, in which nothing may have gone wrong at the end."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.serve import DESKTOP, Server, launch, serving, settle, watched_page

expect.set_options(timeout=15_000)  # a busy machine is slow, not wrong
NO_SUCH_PAGE = "The page that you have requested does not seem to exist"


@pytest.fixture
def fresh_server() -> Iterator[Server]:
    """A dashboard that nobody has visited yet."""
    with serving() as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium; without one the test fails and says what to do, it is never skipped."""
    with sync_playwright() as playwright:
        try:
            running = launch(playwright)
        except (RuntimeError, FileNotFoundError) as error:
            pytest.fail(str(error), pytrace=False)
        yield running
        running.close()


@pytest.fixture(scope="module")
def context_of(browser) -> Callable[[dict], BrowserContext]:
    """A function that returns the browser context of a look; tests of a module share it, so scripts load once."""
    contexts: dict[str, BrowserContext] = {}

    def context(look: dict) -> BrowserContext:
        key = repr(look)
        if key not in contexts:
            contexts[key] = browser.new_context(**look)
        return contexts[key]

    return context


@pytest.fixture
def visit(context_of, server) -> Iterator[Callable[..., Page]]:
    """A function (address, look=DESKTOP, at=server, wait=True) that opens an address in a session of its own.

    After the test no page of it may show an exception, and none may have logged an error, failed a request or asked
    another machine for anything.
    """
    visits, complaints = [], []

    def open_page(address: str, look: dict = DESKTOP, *, at: Server = server, wait: bool = True) -> Page:
        page = watched_page(context_of(look))
        _listen(page, at.url, complaints)
        visits.append((page, at))
        page.goto(f"{at.url}{address}", wait_until="commit")
        if wait:
            settle(page)
        return page

    yield open_page
    for page, at in visits:
        if page.get_by_test_id("stException").count():
            complaints.append(f"exception on {page.url}: {at.log.read_text(errors='replace')[-2000:]}")
        page.close()
    assert not complaints, "\n".join(complaints)


def _listen(page: Page, url: str, complaints: list[str]) -> None:
    """Collect errors, failed requests and requests to other machines.

    Two errors are Streamlit's own way: on a deep link it first looks for /_stcore/ under that path and gets a 404, and
    it logs the visit of a page that does not exist.
    """
    websocket_url = url.replace("http", "ws", 1)

    def on_console(message) -> None:
        own = "/_stcore/" in message.location.get("url", "") or NO_SUCH_PAGE in message.text
        if message.type == "error" and not own:
            complaints.append(f"console: {message.text}")

    def on_response(response) -> None:
        if response.status >= 400 and "/_stcore/" not in response.url:
            complaints.append(f"status {response.status}: {response.url}")

    def on_failed(request) -> None:
        if "ERR_ABORTED" not in (request.failure or ""):  # what a closed page or a download ends is not a failure
            complaints.append(f"failed: {request.url} {request.failure}")

    def on_request(request) -> None:
        if request.url.startswith("http") and not request.url.startswith(f"{url}/"):
            complaints.append(f"left this machine: {request.url}")

    def on_websocket(socket) -> None:
        if not socket.url.startswith(f"{websocket_url}/"):
            complaints.append(f"left this machine: {socket.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: complaints.append(f"page error: {error}"))
    page.on("response", on_response)
    page.on("requestfailed", on_failed)
    page.on("request", on_request)
    page.on("websocket", on_websocket)
