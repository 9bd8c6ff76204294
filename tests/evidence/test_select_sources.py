"""How many rows rest on each source."""

import pandas as pd

from adverse.evidence.select_sources import rows_per_source


def test_rows_of_all_tables_are_counted_per_source():
    tables = {
        "sources": pd.DataFrame({"source_id": ["a", "b", "c"]}),
        "arms": pd.DataFrame({"arm_id": ["x"], "source_id": ["b"]}),
        "incidence": pd.DataFrame({"source_id": ["b", "b", "a"]}),
        "claims": pd.DataFrame({"primary_source_id": ["a", "", ""]}),
        "events": pd.DataFrame({"event": ["Fever"]}),
    }
    n_rows = rows_per_source(tables)
    assert n_rows.to_dict() == {"a": 2, "b": 3, "c": 0}
    assert (n_rows.name, n_rows.index.name) == ("n_rows", "source_id")


def test_every_shipped_row_with_a_source_is_counted_once(evidence):
    with_source = [
        table["source_id"] for name, table in evidence.tables.items() if name != "sources" and "source_id" in table
    ]
    n_rows = rows_per_source(evidence.tables)
    assert (
        n_rows.sum()
        == sum((ids != "").sum() for ids in with_source) + (evidence.claims["primary_source_id"] != "").sum()
    )
    assert list(n_rows.index) == list(evidence.sources["source_id"])
