"""The data package as one file."""

import io
import json
import os
import zipfile

import pytest

from adverse.evidence import load_evidence
from adverse.evidence.load import DATA_FOLDER
from adverse.exports import package_zip


def test_zip_holds_the_package_byte_for_byte():
    with zipfile.ZipFile(io.BytesIO(package_zip(DATA_FOLDER))) as archive:
        assert archive.testzip() is None
        package = json.loads(archive.read("datapackage.json"))
        listed = [resource["path"] for resource in package["resources"]]
        assert archive.namelist() == ["datapackage.json", "about.toml", *listed, "changes.json"]
        assert all(archive.read(name) == (DATA_FOLDER / name).read_bytes() for name in archive.namelist())


def test_unpacked_zip_is_the_same_evidence(tmp_path, evidence):
    with zipfile.ZipFile(io.BytesIO(package_zip(DATA_FOLDER))) as archive:
        archive.extractall(tmp_path)
    assert load_evidence(tmp_path).incidence.equals(evidence.incidence)


def test_same_files_give_the_same_bytes(data_copy):
    before = package_zip(data_copy)
    for path in data_copy.iterdir():
        os.utime(path, (1e9, 1e9))
        path.chmod(0o600)
    assert package_zip(data_copy) == before == package_zip(DATA_FOLDER)


def test_missing_file_is_an_error(data_copy):
    (data_copy / "onset.csv").unlink()
    with pytest.raises(FileNotFoundError, match=r"onset\.csv"):
        package_zip(data_copy)
