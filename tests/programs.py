"""Programs that tests need beyond Python: asked, run and installed with a time limit."""

import os
import signal
import subprocess
import sys
from pathlib import Path


def output_of(command: list[str]) -> str | None:
    """What a quick command prints, or None when it fails."""
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=30, check=True).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return None


def is_root_on_debian() -> bool:
    """Whether this process may install Debian packages."""
    release = Path("/etc/os-release")
    return release.is_file() and "ID=debian" in release.read_text().splitlines() and os.geteuid() == 0


def run(command: list[str], seconds: int) -> bool:
    """Whether the command is there and succeeds in time; when it does not, its whole process group is ended."""
    print("Trying:", *command, file=sys.stderr)
    try:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, start_new_session=True)
    except OSError:
        return False
    try:
        return process.wait(seconds) == 0
    except subprocess.TimeoutExpired:
        print(f"Gave up after {seconds} seconds.", file=sys.stderr)
        return False
    finally:
        if process.poll() is None and os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
