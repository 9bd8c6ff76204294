"""What a note says in words of its own stands in a column too, where the dashboard reads it."""

from collections.abc import Iterator

import pandas as pd

SAID = (  # table, words in any case, column that must not be empty beside them
    ("sources", "mirror", "read_as"),
    ("incidence", "disagrees with", "disagrees_with"),
    ("incidence", "added up here", "count_origin"),
    *((table, "second-hand", "quotation") for table in ("incidence", "onset", "risk_factors")),
)


def problems_in_notes(tables: dict[str, pd.DataFrame]) -> Iterator[str]:
    """Rows whose notes say what the column for it leaves empty, and rows that disagree with their own document."""
    for name, words, column in SAID:
        table = tables[name]
        says_so = table["notes"].str.contains(words, case=False, regex=False)
        for line in table.loc[says_so & (table[column] == ""), "line"]:
            yield f"{name}.csv, line {line}, column {column}: the notes say '{words}', the cell is empty."
    incidence = tables["incidence"]
    for row in incidence[incidence["disagrees_with"] == incidence["source_id"]].itertuples():
        yield f"incidence.csv, line {row.line}, column disagrees_with: '{row.source_id}' is the row's own document."
