"""The evidence as one frozen file with its checksum, for whoever cites it."""

from hashlib import sha256
from typing import NamedTuple

from adverse.evidence import Evidence
from adverse.evidence.changes import files_of
from adverse.evidence.memo import remembered
from adverse.evidence.releases import fingerprint
from adverse.exports.package import package_zip


class Package(NamedTuple):
    """The zip of a data folder: its name, which has the version of the data, its bytes and their SHA-256."""

    name: str
    content: bytes
    checksum: str


@remembered
def frozen_package(evidence: Evidence) -> Package | None:
    """The data folder as a zip, made once; nothing where the evidence is of no data package."""
    if evidence.folder is None or not (evidence.folder / "datapackage.json").exists():
        return None
    content = package_zip(evidence.folder)
    return Package(f"data-v{evidence.about['version']}.zip", content, sha256(content).hexdigest())


@remembered
def is_as_released(evidence: Evidence) -> bool:
    """Whether the tables are those of which the newest release tells what changed."""
    if not (evidence.releases and evidence.folder):
        return False
    return fingerprint(files_of(evidence.folder)) == evidence.releases[0].fingerprint
