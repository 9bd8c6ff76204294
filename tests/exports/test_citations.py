"""Citations say what is known and nothing else."""

from datetime import date

import bibtexparser
import pandas as pd
import pytest
import rispy

from adverse.exports.citations import bibtex, citations_text, dashboard_citation, ris, source_citation

SOURCE = {
    "source_id": "example-2017",
    "first_author": "Example A",
    "title": "A trial of an example",
    "publisher": "Journal of Examples",
    "year": 2017,
    "doi": "10.1000/example",
    "pmid": "12345678",
    "url": "https://example.org/a",
    "read_as": "",
}
FULL = "Example A. A trial of an example. Journal of Examples. 2017."
LINKS = "doi:10.1000/example / PMID 12345678 / https://example.org/a"


@pytest.mark.parametrize(
    ("changes", "citation"),
    [
        ({}, f"{FULL} {LINKS}"),
        ({"read_as": "mirror"}, f"{FULL} {LINKS} (mirror copy)"),
        ({"kind": "trial"}, f"{FULL.replace('Example A.', 'Example A et al.')} {LINKS}"),
        ({"kind": "reference"}, f"{FULL.replace('Example A.', 'Example A (first author).')} {LINKS}"),
        ({"kind": "reference", "first_author": "CDISC"}, f"{FULL.replace('Example A.', 'CDISC.')} {LINKS}"),
        ({"kind": "label", "first_author": "Maker"}, f"{FULL.replace('Example A.', 'Maker.')} {LINKS}"),
        ({"kind": "trial", "author_kind": "body"}, f"{FULL} {LINKS}"),
        ({"label_revision": "3/2024"}, f"{FULL} Revision: 3/2024. {LINKS}"),
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
    for source in evidence.sources.itertuples():
        citation = source_citation(source)
        assert source.title in citation
        assert "nan" not in citation.lower().split()
        assert "<NA>" not in citation
        assert citation.endswith("(mirror copy)") == (source.read_as == "mirror")


def test_dashboard_citation(evidence):
    about = {"title": "Adverse events of an example", "version": "1.2.3", "evidence_date": date(2026, 1, 31)}
    assert dashboard_citation(about) == "Adverse events of an example. Version 1.2.3. Evidence of 2026-01-31."
    assert evidence.about["title"] in dashboard_citation(evidence.about)


def test_bibtex_is_read_by_a_parser_with_every_source(evidence):
    sources = evidence.sources
    library = bibtexparser.parse_string(bibtex(sources, evidence.about, "https://example.org/?a=1&b=2"))
    assert not library.failed_blocks
    entries = {entry.key: {field.key: field.value for field in entry.fields} for entry in library.entries}
    assert set(entries) == {*sources["source_id"], evidence.about["name"]}
    own = entries[evidence.about["name"]]
    assert own["url"] == "https://example.org/?a=1&b=2"
    assert evidence.about["version"] in own["note"]
    for row in sources.itertuples():
        entry = entries[row.source_id]
        assert entry["title"].replace("\\", "").strip("{}") == " ".join(row.title.split())
        assert entry.get("doi", "") == row.doi
        assert entry.get("year", "") == ("" if pd.isna(row.year) else str(row.year))


def test_ris_is_read_by_a_parser_with_every_source(evidence):
    records = rispy.loads(ris(evidence.sources, evidence.about))
    found = {record["id"]: record for record in records}
    assert set(found) == {*evidence.sources["source_id"], evidence.about["name"]}
    for row in evidence.sources.itertuples():
        assert found[row.source_id]["title"] == " ".join(row.title.split())
        assert found[row.source_id].get("doi", "") == row.doi


@pytest.mark.parametrize("form", [bibtex, ris, citations_text])
def test_every_format_names_the_revision_and_that_there_are_other_authors(evidence, form):
    for row in evidence.sources.itertuples():
        one = form(evidence.sources.loc[[row.Index]], evidence.about)
        unescaped = one.replace("\\", "")
        if row.label_revision:
            assert f"Revision: {' '.join(row.label_revision.split())}" in unescaped
        if row.author_kind == "person" and row.kind in ("trial", "registry", "pooled_analysis", "case_report"):
            assert "et al." in one or " and others}" in one


def test_authors_are_read_by_parsers_as_persons_or_bodies(evidence):
    rows = pd.DataFrame(
        [
            SOURCE | {"kind": "trial", "label_revision": "", "first_author": "van der Example AB"},
            SOURCE | {"kind": "label", "label_revision": "", "first_author": "Maker of Things", "source_id": "maker"},
            SOURCE | {"kind": "trial", "label_revision": "", "first_author": "Maker AG", "source_id": "body"},
        ]
    ).assign(author_kind=["person", "body", "body"])
    entries = bibtexparser.parse_string(bibtex(rows, evidence.about)).entries_dict
    assert entries["example-2017"]["author"] == "{van der Example}, A. B. and others"
    assert entries["maker"]["author"] == "{Maker of Things}"
    assert entries["body"]["author"] == "{Maker AG}"
    found = {record["id"]: record for record in rispy.loads(ris(rows, evidence.about))}
    assert found["example-2017"]["authors"] == ["van der Example, A. B."]
    assert found["example-2017"]["notes"] == ["Only the first author is recorded here: van der Example AB et al."]
    assert found["maker"]["authors"] == ["Maker of Things"]
    assert found["body"]["authors"] == ["Maker AG"]
    assert "notes" not in found["body"]


def test_no_author_of_a_shipped_source_is_et_al_or_a_body_cut_in_two(evidence):
    bodies = evidence.sources[evidence.sources["author_kind"] == "body"]
    assert {"Pfizer AG", "Janssen-Cilag AG", "Amgen", "European Medicines Agency"} <= set(bodies["first_author"])
    found = {record["id"]: record for record in rispy.loads(ris(evidence.sources, evidence.about))}
    entries = bibtexparser.parse_string(bibtex(evidence.sources, evidence.about)).entries_dict
    assert not any("et al" in author for record in found.values() for author in record.get("authors", []))
    for row in bodies.itertuples():
        assert found[row.source_id]["authors"] == [row.first_author]
        assert entries[row.source_id]["author"].replace("\\", "") == f"{{{row.first_author}}}"
        assert "et al." not in source_citation(row) and "(first author)" not in source_citation(row)


def test_the_verdict_stands_in_every_format(evidence):
    verdict, rows = "Different trials: a difference includes differences between patients.", evidence.sources.head(2)
    assert citations_text(rows, evidence.about, "", verdict).splitlines()[0] == verdict
    assert bibtex(rows, evidence.about, "", verdict).splitlines()[0] == f"% {verdict}"
    assert len(bibtexparser.parse_string(bibtex(rows, evidence.about, "", verdict)).entries) == 3
    own, *_ = rispy.loads(ris(rows, evidence.about, "", verdict))
    assert verdict in " ".join(own["notes"])


def test_plain_citations_begin_with_the_dashboard(evidence):
    first, *others = citations_text(evidence.sources, evidence.about, "https://example.org/").splitlines()
    assert first == f"{dashboard_citation(evidence.about)} https://example.org/"
    assert others == [source_citation(row) for row in evidence.sources.itertuples()]


def test_braces_in_a_title_do_not_end_a_bibtex_entry(evidence):
    row = SOURCE | {"title": "A } {title} \\ 100% & more", "kind": "trial", "label_revision": ""}
    library = bibtexparser.parse_string(bibtex(pd.DataFrame([row]), evidence.about))
    assert not library.failed_blocks
    assert len(library.entries) == 2
