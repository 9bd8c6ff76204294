"""Find a Chromium for the browser tests, or install one; the path is printed.

Without a browser this exits with 1, everywhere: browser tests are never skipped in silence.
"""

import os
import sys
from collections.abc import Iterator

from adverse.exports.chrome import installed_browsers, is_program
from tests.programs import is_root_on_debian, output_of, run

# Asked in another process, because Playwright refuses to start inside a running event loop.
ASK_PLAYWRIGHT = "from playwright.sync_api import *; p = sync_playwright().start(); print(p.chromium.executable_path)"
ADVICE = """No Chromium was found and none could be installed. Install Chromium or Google Chrome,
or set CHROME_PATH to the full path of one, and run this again."""


def find_chromium() -> str | None:
    """The path of a Chromium that starts, or None. A wrong CHROME_PATH raises FileNotFoundError."""
    chosen = os.environ.get("CHROME_PATH")
    if chosen and not starts(chosen):
        raise FileNotFoundError(f"CHROME_PATH is {chosen}, which is not a browser that starts here.")
    return chosen or next((path for path in candidates() if starts(path)), None)


def candidates() -> Iterator[str]:
    yield from installed_browsers()
    yield output_of([sys.executable, "-c", ASK_PLAYWRIGHT]) or ""


def starts(path: str) -> bool:
    """Whether the file is there and, on Linux, runs: a stub or a missing library is no browser."""
    if not is_program(path):
        return False
    return sys.platform != "linux" or output_of([path, "--version"]) is not None


def install_commands() -> Iterator[tuple[list[list[str]], int]]:
    """The ways to get a browser, each with its time limit in seconds per command."""
    yield [[sys.executable, "-m", "playwright", "install", "chromium"]], 120
    if is_root_on_debian():
        yield [["apt-get", "update"], ["apt-get", "install", "-y", "chromium"]], 600


def install_chromium() -> str | None:
    """The path of the browser that the first way to succeed has installed."""
    for commands, seconds in install_commands():
        if all(run(command, seconds) for command in commands) and (path := find_chromium()):
            return path
    return None


def main() -> None:
    try:
        path = find_chromium() or install_chromium()
    except FileNotFoundError as error:
        sys.exit(str(error))
    if path is None:
        sys.exit(ADVICE)
    print(path)


if __name__ == "__main__":
    main()
