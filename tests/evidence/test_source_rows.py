"""Finding documents."""

import pytest

from adverse.evidence.select_sources import source_rows

SOURCES = [
    {
        "source_id": "kantarjian-2017",
        "kind": "trial",
        "short_name": "TOWER",
        "title": "Blinatumomab versus C*",
        "pmid": "28",
    },
    {
        "source_id": "us-label",
        "kind": "label",
        "short_name": "US label",
        "read_as": "mirror",
        "publisher": "Authority",
    },
    {"source_id": "eu-label", "kind": "smpc", "short_name": "EU label", "doi": "10.1/x", "first_author": "Agency"},
]


@pytest.fixture
def find(make_evidence):
    """A function (**choice) -> ids of the documents that fit."""
    incidence = [{"arm_id": str(number), "source_id": "us-label"} for number in range(3)]
    onset = [{"event": "Fever", "source_id": "us-label"}, {"event": "Fever", "source_id": "eu-label"}]
    small = make_evidence(sources=SOURCES, incidence=incidence, onset=onset)
    return lambda **choice: list(source_rows(small, **choice)["source_id"])


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        ({}, ["us-label", "eu-label", "kantarjian-2017"]),
        ({"query": "LABEL"}, ["us-label", "eu-label"]),
        ({"query": "label  agency"}, ["eu-label"]),
        ({"query": "10.1/X"}, ["eu-label"]),
        ({"query": "authority"}, ["us-label"]),
        ({"query": "C*"}, ["kantarjian-2017"]),
        ({"query": "("}, []),
        ({"query": "label nothing"}, []),
        ({"kinds": ("smpc", "trial")}, ["eu-label", "kantarjian-2017"]),
        ({"leave_out_mirrors": True}, ["eu-label", "kantarjian-2017"]),
        ({"query": "label", "kinds": ("label",), "leave_out_mirrors": True}, []),
    ],
)
def test_documents_that_fit(find, choice, found):
    assert find(**choice) == found


def test_shipped_documents_carry_their_rows_and_mirrors(evidence):
    rows = source_rows(evidence)
    assert sorted(rows["source_id"]) == sorted(evidence.sources["source_id"])
    n_rows = rows.set_index("source_id")["n_rows"]
    with_source = [table for name, table in evidence.tables.items() if name != "sources" and "source_id" in table]
    for source_id in n_rows.index[:5]:
        counted = sum((table["source_id"] == source_id).sum() for table in with_source)
        assert n_rows[source_id] == counted + (evidence.claims["primary_source_id"] == source_id).sum()
    assert n_rows.is_monotonic_decreasing
    mirrors = evidence.sources["read_as"] == "mirror"
    assert (rows["read_as"] == "mirror").sum() == mirrors.sum() > 0
    assert set(rows.loc[rows["url"].str.contains("AllPublicXML"), "read_as"]) == {"mirror"}
