"""Speed and memory of every page, as ratio to a bare one-chart Streamlit script: `make bench`.

Prints every figure and writes docs/benchmarks.md. A missed goal is said, and is no error: the exit status is 0.
"""

import logging

from playwright.sync_api import sync_playwright

from tests.bench.common import BARE, BARE_SCRIPT, START, Figures
from tests.bench.data_api import measure_api
from tests.bench.files import measure_files
from tests.bench.in_browser import measure_first_loads, measure_interactions
from tests.bench.in_process import measure_copies, measure_warm_runs
from tests.bench.report import DOCUMENT, document, in_words, machine
from tests.bench.reports import in_words as reports_in_words
from tests.bench.reports import measure_reports
from tests.bench.reports import section as reports_section
from tests.bench.sessions import measure_memory
from tests.browser.serve import DASHBOARD, launch, serving

N_STARTS = 3


def measure_starts(figures: Figures) -> None:
    """Seconds from the command until the server says that it is healthy."""
    for _ in range(N_STARTS):
        for target, script in ((BARE, BARE_SCRIPT), ("dashboard", DASHBOARD)):
            with serving(script) as server:
                figures.add(START, target, server.seconds_to_start)


def main() -> None:
    """Measure, print and write; about 12 minutes."""
    logging.disable(logging.WARNING)  # Streamlit warns of everything that runs without a server
    print(machine(), flush=True)
    figures = Figures()
    print("Server start ...", flush=True)
    measure_starts(figures)
    with serving(BARE_SCRIPT) as bare, serving() as dashboard, sync_playwright() as playwright:
        browser = launch(playwright)
        print("First load ...", flush=True)
        measure_first_loads(figures, browser, bare, dashboard)
        print("Interactions ...", flush=True)
        measure_interactions(figures, browser, bare, dashboard)
        browser.close()
        print("Data API ...", flush=True)
        measure_api(figures, dashboard)
    print("Memory ...", flush=True)
    measure_memory(figures)
    print("Script runs ...\n", flush=True)
    measure_warm_runs(figures)
    measure_copies(figures)
    print("Files ...\n", flush=True)
    measure_files(figures)
    print("Safety reports ...\n", flush=True)
    reports = measure_reports()
    print(f"{in_words(figures)}\n\n{reports_in_words(reports)}")
    DOCUMENT.write_text(f"{document(figures)}\n{reports_section(reports)}", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
