"""Citations say what is known and nothing else."""

from datetime import date

import pandas as pd
import pytest

from adverse.evidence.select_sources import is_mirror
from adverse.exports import dashboard_citation, source_citation

SOURCE = {
    "source_id": "example-2017",
    "first_author": "Example A",
    "title": "A trial of an example",
    "publisher": "Journal of Examples",
    "year": 2017,
    "doi": "10.1000/example",
    "pmid": "12345678",
    "url": "https://example.org/a",
    "notes": "",
}
FULL = "Example A. A trial of an example. Journal of Examples. 2017."
LINKS = "doi:10.1000/example / PMID 12345678 / https://example.org/a"


@pytest.mark.parametrize(
    ("changes", "citation"),
    [
        ({}, f"{FULL} {LINKS}"),
        ({"notes": "Abstract on a news Mirror"}, f"{FULL} {LINKS} (mirror copy)"),
        ({"doi": "", "pmid": ""}, f"{FULL} https://example.org/a"),
        ({"doi": "", "pmid": "", "url": ""}, FULL),
        ({"first_author": "", "publisher": "", "year": pd.NA}, f"A trial of an example. {LINKS}"),
        (
            {"title": "Is this a title?", "publisher": "Example Inc."},
            f"Example A. Is this a title? Example Inc. 2017. {LINKS}",
        ),
    ],
)
def test_source_citation(changes, citation):
    table = pd.DataFrame([SOURCE | changes]).astype({"year": "Int64"})
    assert source_citation(SOURCE | changes) == citation
    assert source_citation(next(table.itertuples())) == citation
    assert source_citation(table.iloc[0]) == citation


def test_every_shipped_source_can_be_cited(evidence):
    mirror = is_mirror(evidence.sources)
    for source in evidence.sources.itertuples():
        citation = source_citation(source)
        assert source.title in citation
        assert "nan" not in citation.lower().split()
        assert "<NA>" not in citation
        assert citation.endswith("(mirror copy)") == mirror[source.Index]


def test_is_mirror_keeps_the_index():
    sources = pd.DataFrame({"notes": ["", "Mirror.", "read on a mirror site", "original"]}, index=[4, 3, 2, 1])
    assert is_mirror(sources).to_dict() == {4: False, 3: True, 2: True, 1: False}
    assert is_mirror(sources).dtype == bool


def test_dashboard_citation(evidence):
    about = {"title": "Adverse events of an example", "version": "1.2.3", "evidence_date": date(2026, 1, 31)}
    assert dashboard_citation(about) == "Adverse events of an example. Version 1.2.3. Evidence of 2026-01-31."
    assert evidence.about["title"] in dashboard_citation(evidence.about)
