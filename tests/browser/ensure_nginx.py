"""Find nginx for the test of several workers, or install it where that may be done."""

import shutil
import sys

from tests.programs import is_root_on_debian, run

ADVICE = "No nginx was found and none could be installed: install it (on Debian: nginx-light), and run this again."


def main() -> str | None:
    """What to do where there is no nginx."""
    if shutil.which("nginx"):
        return None
    if is_root_on_debian():
        for command in (["apt-get", "update"], ["apt-get", "install", "-y", "nginx-light"]):
            run(command, 600)
    return None if shutil.which("nginx") else ADVICE


if __name__ == "__main__":
    sys.exit(main())
