"""Whoever finds a file again knows of which data it is: each holds their version and their day."""

import io
import json
import zipfile

import pytest
import yaml

from adverse.exports.bundle import bundle
from adverse.exports.citations import bibtex, citation_file, citations_text, ris
from adverse.exports.figures import presentable
from adverse.exports.package import package_zip
from adverse.exports.slides import deck
from adverse.exports.view import method_text
from adverse.exports.workbooks import view_csv, view_json, view_workbook, workbook

CITED = {"bib": bibtex, "ris": ris, "txt": citations_text}
FILES = {
    "csv": view_csv,
    "json": view_json,
    "xlsx": view_workbook,
    "pptx": lambda view: deck([view], lambda _: None),
    "zip": lambda view: bundle(view, {}),
    "method": method_text,
    "picture": lambda view: presentable(view).to_json(),
    **{name: lambda view, make=make: make(view.sources, view.about, view.address) for name, make in CITED.items()},
}


def text_in(content: str | bytes) -> str:
    """All text of a file, that of every file in it where it is a zip."""
    if isinstance(content, str):
        return content
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode("utf-8", errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(text_in(archive.read(name)) for name in archive.namelist())


@pytest.mark.parametrize("kind", FILES)
def test_a_file_of_a_card_says_version_and_day(dots, kind):
    told = text_in(FILES[kind](dots))
    assert str(dots.about["version"]) in told and str(dots.about["evidence_date"]) in told


def test_files_of_the_package_say_version_and_day(evidence):
    about = evidence.about
    for content in (package_zip(evidence.folder), workbook({"arms": evidence.arms}, about)):
        assert about["version"] in text_in(content) and str(about["evidence_date"]) in text_in(content)


def test_the_citation_file_is_what_the_format_asks_for(evidence):
    told = yaml.safe_load(citation_file(evidence.about))
    assert {"cff-version", "message", "title", "authors"} <= told.keys()
    assert told["cff-version"] == "1.2.0" and told["type"] == "dataset"
    assert (told["version"], told["date-released"]) == (evidence.about["version"], str(evidence.about["evidence_date"]))
    assert all(author["name"] for author in told["authors"])
    assert json.dumps(told)  # texts alone, no date that a reader of YAML would turn into another form
