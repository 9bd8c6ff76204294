"""The frozen package and the feeds of the API."""

import json
from hashlib import sha256
from xml.etree import ElementTree

import pytest

from adverse.api.files import ATOM
from adverse.cards.package import frozen_package, is_as_released
from adverse.evidence import load_evidence
from adverse.exports import package_zip
from adverse.generate import main


def test_the_index_names_the_checksum_of_the_package_that_is_served(ask, evidence):
    told = ask("/api/v1/").json["package"]
    assert told["address"] == f"/api/v1/data-v{evidence.about['version']}.zip"
    found = ask(told["address"])
    assert (found.status, found.headers["content-type"]) == (200, "application/zip")
    assert sha256(found.body).hexdigest() == told["sha256"]
    assert found.body == package_zip(evidence.folder)


def test_the_release_that_is_written_is_the_package_that_is_served(evidence, data_copy, tmp_path):
    (tmp_path / "docs").mkdir()
    assert main(["--release", str(tmp_path / "dist")], data_copy, tmp_path / "docs") is None
    package = frozen_package(evidence)
    assert (tmp_path / "dist" / package.name).read_bytes() == package.content
    written = (tmp_path / "dist" / f"{package.name}.sha256").read_text(encoding="utf-8")
    assert written == f"{package.checksum}  {package.name}\n"


def test_atom_feed(ask, evidence):
    found = ask("/api/v1/releases.atom")
    assert found.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(found.body)
    assert feed.tag == f"{{{ATOM}}}feed"
    assert all(feed.findtext(f"{{{ATOM}}}{name}") for name in ("id", "title", "updated"))
    entries = feed.findall(f"{{{ATOM}}}entry")
    assert [entry.findtext(f"{{{ATOM}}}title") for entry in entries] == [one.title for one in evidence.releases]
    assert [entry.findtext(f"{{{ATOM}}}content").splitlines()[0] for entry in entries] == [
        one.summary for one in evidence.releases
    ]
    ids = [element.text for element in feed.iter(f"{{{ATOM}}}id")]
    assert len(set(ids)) == len(ids) == 1 + len(entries)


def test_json_feed(ask, evidence):
    feed = ask("/api/v1/releases.json").json
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    newest = feed["items"][0]
    assert newest["title"] == evidence.releases[0].title
    assert len(newest["_changes"]["rows"]) == len(evidence.releases[0].rows)
    counted = sum(line["added"] for line in newest["_changes"]["by_event_and_source"])
    assert counted == sum(table.added for table in evidence.releases[0].tables)


@pytest.mark.parametrize("name", ["releases.atom", "releases.json"])
def test_a_feed_takes_no_parameter(ask, name):
    assert ask(f"/api/v1/{name}", {"x": "1"}).status == 400


def test_tables_that_were_edited_since_are_said_to_be(data_copy, set_cell, evidence):
    """Of the shipped tables the list tells, or it says that they were edited: never silently of others."""
    assert is_as_released(load_evidence(data_copy)) == is_as_released(evidence)
    set_cell("onset", 2, "notes", "another remark")
    assert not is_as_released(load_evidence(data_copy))


def test_the_description_names_every_file(ask):
    paths = ask("/api/v1/openapi.json").json["paths"]
    links = [link["address"] for link in ask("/api/v1/").json["links"] if "address" in link]
    assert len(links) == 3 and set(links) <= set(paths)
    assert json.dumps(paths[links[0]]).count("200") == 1


def test_a_csv_file_is_named_by_version_and_day(ask, evidence):
    about = evidence.about
    told = ask("/api/v1/tables/arms.csv").headers["content-disposition"]
    assert told == f'inline; filename="tables-arms-v{about["version"]}-{about["evidence_date"]}.csv"'
    assert "content-disposition" not in ask("/api/v1/tables/arms.json").headers
