"""The Chromium of this server that draws images, when there is one."""

import os
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

NAMES_ON_PATH = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "${PROGRAMFILES}/Google/Chrome/Application/chrome.exe",
    "${PROGRAMFILES(X86)}/Google/Chrome/Application/chrome.exe",
    "${LOCALAPPDATA}/Google/Chrome/Application/chrome.exe",
)


@cache
def chrome_path() -> str | None:
    """The path of a Chromium or Chrome, CHROME_PATH first; None when this server has none."""
    return next((path for path in installed_browsers() if is_program(path)), None)


def installed_browsers() -> Iterator[str]:
    """Where a Chromium may be: CHROME_PATH alone when it is set, else the search path and the usual folders."""
    if chosen := os.environ.get("CHROME_PATH"):
        yield chosen
        return
    yield from filter(None, map(shutil.which, NAMES_ON_PATH))
    yield from map(os.path.expandvars, APPLICATIONS)


def is_program(path: str) -> bool:
    """Whether the file is there and may be run."""
    return Path(path).is_file() and os.access(path, os.X_OK)
