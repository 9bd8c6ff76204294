"""Find an R with jsonlite for the R example of docs/api.md, or install one where that needs no question.

With CI set a machine without R ends this with 1. Elsewhere it says what will be skipped and how to get it.
"""

import os
import shutil
import sys

from tests.programs import is_root_on_debian, output_of, run

PACKAGES = ("r-base-core", "r-cran-jsonlite")
INSTALL = [["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", *PACKAGES]]
SECONDS = 600
ADVICE = (
    "The R example of docs/api.md needs Rscript on the search path, with jsonlite: on Debian or Ubuntu "
    f"apt-get install {' '.join(PACKAGES)}, elsewhere https://cran.r-project.org/ and install.packages('jsonlite')"
)


def find_rscript() -> str | None:
    """The path of an Rscript that has jsonlite, or None."""
    path = shutil.which("Rscript")
    return path if path and output_of([path, "-e", "library(jsonlite)"]) is not None else None


def main() -> None:
    if find_rscript():
        return
    if is_root_on_debian() and all(run(command, SECONDS) for command in INSTALL) and find_rscript():
        return
    if os.environ.get("CI"):
        sys.exit(ADVICE)
    print(f"One test will be skipped. {ADVICE}", file=sys.stderr)


if __name__ == "__main__":
    main()
