"""Ways to run it: several workers behind nginx, which lose nobody's view, and everything below a path."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from adverse.workers import free_port
from tests.browser.serve import DESKTOP, ROOT, Server, serving, settle, watched_page

pytestmark = pytest.mark.browser

SECONDS_TO_COME_BACK = 5
COOKIE = "adverse_worker"
NO_PROXY = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@pytest.fixture(scope="module")
def workers(tmp_path_factory) -> Iterator[Server]:
    """Two workers behind nginx."""
    log = tmp_path_factory.mktemp("workers") / "log"
    port = free_port()
    command = [sys.executable, "-m", "adverse.workers", "--workers", "2", "--port", str(port), "--drain", "1"]
    with log.open("wb") as out:
        begin = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT)
        try:
            wait_for(lambda: f"2 workers at http://127.0.0.1:{port}" in log.read_text(errors="replace"))
            yield Server(f"http://127.0.0.1:{port}", process, log, time.perf_counter() - begin)
        finally:
            process.terminate()
            process.wait(60)


def wait_for(is_so, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, f"not within {seconds} seconds"
        time.sleep(0.1)


def reader_of(browser: Browser, workers: Server, worker: str, address: str) -> Page:
    """A page in a browser of its own that the worker serves."""
    context = browser.new_context(**DESKTOP)
    context.add_cookies([{"name": COOKIE, "value": worker, "url": workers.url}])
    page = watched_page(context)
    page.goto(workers.url + address)
    settle(page)
    return page


def pid_of(workers: Server, worker: str) -> int:
    """The process that serves the readers of a worker now, as the log told last."""
    return int(re.findall(rf"^{worker}: process (\d+) ", workers.log.read_text(errors="replace"), re.M)[-1])


def test_a_reader_without_a_cookie_is_given_a_worker_and_keeps_it(workers):
    with NO_PROXY.open(f"{workers.url}/healthz") as answer:
        given = answer.headers["Set-Cookie"]
        assert re.match(rf"{COOKIE}=w[01]; Path=/; HttpOnly; SameSite=Lax$", given)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    again = urllib.request.Request(f"{workers.url}/readyz", headers={"Cookie": given.partition(";")[0]})
    with NO_PROXY.open(again) as answer:
        assert answer.headers["Set-Cookie"] is None and b'"is_ready":true' in answer.read()


def test_the_api_and_a_large_answer_come_through_and_the_log_names_no_choice(workers):
    with NO_PROXY.open(f"{workers.url}/api/v1/incidence.csv?grade=ge3") as answer:
        assert len(answer.read()) > 1000
    wait_for(lambda: '"path":"/api/v1/incidence.csv"' in workers.log.read_text(errors="replace"), 5)
    assert "ge3" not in workers.log.read_text(errors="replace")


def test_readers_of_a_killed_worker_come_back_to_their_view_and_others_notice_nothing(browser, workers):
    first, second = (reader_of(browser, workers, name, "/incidence?grade=ge3") for name in ("w0", "w1"))
    told = first.get_by_role("heading", level=2).first.inner_text()
    second.evaluate("window.__untouched = true")
    os.kill(pid_of(workers, "w0"), signal.SIGKILL)
    begin = time.monotonic()
    first.wait_for_selector("[data-testid='stApp']:not([data-test-connection-state='CONNECTED'])")
    first.wait_for_selector("[data-testid='stApp'][data-test-connection-state='CONNECTED']", timeout=20_000)
    settle(first)
    seconds = time.monotonic() - begin
    assert first.get_by_role("heading", level=2).first.inner_text() == told
    assert parse_qs(urlsplit(first.url).query)["grade"] == ["Grade 3 or higher"]
    assert seconds < SECONDS_TO_COME_BACK
    expect(second.locator("[data-testid='stApp']")).to_have_attribute("data-test-connection-state", "CONNECTED")
    assert second.evaluate("window.__untouched")
    wait_for(lambda: "it is started again" in workers.log.read_text(errors="replace"), 5)


def test_a_new_version_replaces_workers_one_by_one(browser, workers):
    page = reader_of(browser, workers, "w0", "/onset")
    before = pid_of(workers, "w0")
    workers.process.send_signal(signal.SIGHUP)
    wait_for(lambda: "Worker 2 of 2 is replaced." in workers.log.read_text(errors="replace"))
    assert pid_of(workers, "w0") != before
    page.wait_for_selector("[data-testid='stApp'][data-test-connection-state='CONNECTED']", timeout=20_000)
    settle(page)
    assert page.get_by_role("heading", level=1).first.is_visible()


def test_all_of_it_lies_below_a_path(browser):
    with serving(below="/drugs") as running:
        page = browser.new_page()
        page.goto(f"{running.url}/onset")
        settle(page)
        links = page.locator("a[href*='onset'], a[href*='sources']").evaluate_all("all => all.map(one => one.pathname)")
        assert links and all(link.startswith("/drugs/") for link in links)
        for path in ("healthz", "readyz", "metrics", "api/v1/", "api/v1/incidence.csv"):
            assert page.request.get(f"{running.url}/{path}").ok, path
        page.goto(f"{running.url}/overview?view=learner")
        assert page.url.startswith(f"{running.url}/?view=learner")
