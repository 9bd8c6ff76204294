"""The whole data package as one file."""

import io
import json
import zipfile
from pathlib import Path

EARLIEST_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
UNIX = 3
READABLE_FILE = 0o100644 << 16


def package_zip(folder: Path) -> bytes:
    """Zip the data folder: datapackage.json, about.toml and every CSV file that datapackage.json lists.

    The same files give the same bytes: the zip holds no time and no file permissions of its own. Raises
    FileNotFoundError when one of the files is missing.
    """
    resources = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    names = ["datapackage.json", "about.toml", *(resource["path"] for resource in resources)]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            entry = zipfile.ZipInfo(name, EARLIEST_ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = UNIX
            entry.external_attr = READABLE_FILE
            archive.writestr(entry, (folder / name).read_bytes())
    return buffer.getvalue()
