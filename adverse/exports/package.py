"""The whole data package as one file, and zips that hold nothing but their files."""

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

EARLIEST_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
UNIX = 3
READABLE_FILE = 0o100644 << 16


def package_zip(folder: Path) -> bytes:
    """Zip the data folder: datapackage.json, about.toml, every CSV file that datapackage.json lists, and what changed.

    The same files give the same bytes. A folder without a list of releases gives a zip without one.
    Raises FileNotFoundError when another of the files is missing.
    """
    resources = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    names = ["datapackage.json", "about.toml", *(resource["path"] for resource in resources)]
    names += ["changes.json"] if (folder / "changes.json").exists() else []
    return zip_of({name: (folder / name).read_bytes() for name in names})


def zip_of(files: Mapping[str, bytes]) -> bytes:
    """Name -> content as a zip, in that order, without times or file permissions of its own."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, EARLIEST_ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = UNIX
            entry.external_attr = READABLE_FILE
            archive.writestr(entry, content)
    return buffer.getvalue()


def without_times(zipped: bytes) -> bytes:
    """The same files in the same order; what the zip said of when it was made is gone."""
    with zipfile.ZipFile(io.BytesIO(zipped)) as archive:
        return zip_of({name: archive.read(name) for name in archive.namelist()})
