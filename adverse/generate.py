"""The generated files: `python -m adverse.generate` writes them; with `--check` it fails when one is stale.

With `--release FOLDER` it writes the frozen data package of this version and its checksum there.
"""

import argparse
import json
import sys
from pathlib import Path

from adverse.cards.manual import cards_page
from adverse.cards.package import frozen_package
from adverse.cards.stories import check_stories
from adverse.errors import EvidenceError
from adverse.evidence import Evidence, load_evidence
from adverse.evidence.load import DATA_FOLDER
from adverse.evidence.package import data_package, data_page
from adverse.exports.citations import citation_file

DOCS_FOLDER = DATA_FOLDER.parent / "docs"


def generated_files(evidence: Evidence, data_folder: Path, docs_folder: Path) -> dict[Path, str]:
    """Path -> text of every generated file."""
    descriptor = json.dumps(data_package(evidence.about), indent=2, ensure_ascii=False)
    return {
        data_folder / "datapackage.json": descriptor + "\n",
        docs_folder / "data.md": data_page(evidence),
        docs_folder / "cards.md": cards_page(evidence),
        docs_folder.parent / "CITATION.cff": citation_file(evidence.about),
    }


def main(arguments: list[str], data_folder: Path = DATA_FOLDER, docs_folder: Path = DOCS_FOLDER) -> str | None:
    """Check tables and stories, then write the generated files or, with --check, only compare them; what is wrong."""
    parser = argparse.ArgumentParser(prog="python -m adverse.generate", description="Write the generated files.")
    parser.add_argument("--check", action="store_true", help="change nothing; fail when a generated file is stale")
    parser.add_argument("--release", type=Path, metavar="FOLDER", help="write the data package as one frozen zip there")
    given = parser.parse_args(arguments)
    try:
        evidence = load_evidence(data_folder)
        check_stories(evidence)
        files = generated_files(evidence, data_folder, docs_folder)
    except EvidenceError as error:
        return str(error)
    stale = [path for path, text in files.items() if not path.is_file() or path.read_bytes() != text.encode()]
    if given.check and stale:
        names = " and ".join(f"{path.parent.name}/{path.name}" for path in stale)
        return f"{names} {'is' if len(stale) == 1 else 'are'} stale; write again with: make generate"
    for path in stale:
        path.write_text(files[path], encoding="utf-8", newline="\n")
    if given.release:
        write_release(load_evidence(data_folder), given.release)
    return None


def write_release(evidence: Evidence, folder: Path) -> None:
    """Write the data package as one zip, and beside it its checksum as `sha256sum --check` reads it."""
    package = frozen_package(evidence)
    assert package is not None, "datapackage.json was just written"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / package.name).write_bytes(package.content)
    told = f"{package.checksum}  {package.name}\n"
    (folder / f"{package.name}.sha256").write_text(told, encoding="utf-8", newline="\n")
    print(told, end="")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
