"""How much of the evidence rests on each source."""

import pandas as pd

from adverse.evidence.load import Evidence
from adverse.evidence.memo import remembered
from adverse.evidence.tables import TABLES


def rows_per_source(tables: dict[str, pd.DataFrame]) -> pd.Series:
    """Number of rows of all `tables` together that name each source.

    `tables` is table name -> table and holds at least `sources`. The result is named n_rows, has one whole number a
    source, 0 included, and is indexed by source_id in the order of `sources`. Claims count for their primary source;
    a row that names no source counts for none.
    """
    named = [
        table[column]
        for name, table in tables.items()
        for column, declared in TABLES[name].columns.items()
        if (declared.metadata or {}).get("references") == "sources.source_id"
    ]
    n_rows = pd.concat([pd.Series(dtype=str), *named]).value_counts()
    source_ids = pd.Index(tables["sources"]["source_id"], name="source_id")
    return n_rows.reindex(source_ids, fill_value=0).astype(int).rename("n_rows")


@remembered
def source_rows(
    evidence: Evidence, *, query: str = "", kinds: tuple[str, ...] = (), leave_out_mirrors: bool = False
) -> pd.DataFrame:
    """Documents that fit a search, with `n_rows` (rows of all tables that rest on each).

    Every word of `query` must stand somewhere in the document's names, title, publisher, DOI, PMID or notes.
    """
    rows = evidence.sources
    rows = rows.assign(n_rows=rows["source_id"].map(rows_per_source(evidence.tables)).fillna(0).astype(int))
    texts = ["source_id", "short_name", "first_author", "title", "publisher", "doi", "pmid", "label_revision", "notes"]
    searched = rows[texts].agg(" ".join, axis=1).str.lower()
    fits = pd.Series(True, index=rows.index)
    for word in query.lower().split():
        fits &= searched.str.contains(word, regex=False)
    if kinds:
        fits &= rows["kind"].isin(kinds)
    if leave_out_mirrors:
        fits &= rows["read_as"] != "mirror"
    return rows[fits].sort_values(["n_rows", "short_name"], ascending=[False, True])
