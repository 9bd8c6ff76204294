"""Which lists the rows in view stand in, in words: what a list leaves out is not zero."""

import pandas as pd

MOST_NAMED = 3
NOT_ZERO = "What a list leaves out is not zero"
IN_SHORT = {
    "threshold": "list events only from a threshold on",
    "selection": "name chosen events only",
    "part": "were read in part",
}


def listings_in_words(rows: pd.DataFrame) -> str:
    """Which sources in view list only some of their events or were read in part; nothing where none is known to.

    `rows`: incidence rows with details. Up to three sources are named, of more it says how many are of a kind.
    """
    known = rows[rows["listing"] != ""] if "listing" in rows else rows.head(0)
    if known.empty:
        return ""
    of_source = known.groupby("source_name", sort=False)["listing"].unique()
    if len(of_source) <= MOST_NAMED:
        named = [f"{name} {', and in another place '.join(listings)}" for name, listings in of_source.items()]
        return f"{NOT_ZERO}: {'; '.join(named)}."
    counts = {kind: known.loc[known["list_extent"] == kind, "source_id"].nunique() for kind in IN_SHORT}
    told = ", ".join(f"{n} {IN_SHORT[kind]}" for kind, n in counts.items() if n)
    n = rows["source_id"].nunique()
    return f"{NOT_ZERO}: of {n} documents in view, {told}; the sources of the chart say which."
