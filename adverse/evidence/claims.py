"""The claims of the starting article: which fit a search, how they are printed, and how far anything was reviewed."""

import pandas as pd

from adverse.evidence.load import Evidence
from adverse.evidence.memo import remembered
from adverse.vocabulary import REVIEW_STATUSES, UNIT_ERROR

SEARCHED = ["claim_id", "section", "topic", "statement", "explanation"]


@remembered
def claim_rows(
    evidence: Evidence, *, query: str = "", verdicts: tuple[str, ...] = (), sections: tuple[str, ...] = ()
) -> pd.DataFrame:
    """Claims that fit, with `said` (the statement as it may be shown), `figure`, `source_name` and `source_url`.

    A `query` that is the number of a claim finds this claim alone; else every word of it must stand somewhere in the
    claim. Empty `verdicts` or `sections` mean all. `source_name` is empty where no source was found.
    """
    rows = evidence.claims
    sources = evidence.sources.set_index("source_id")
    fits = pd.Series(True, index=rows.index)
    if verdicts:
        fits &= rows["verdict"].isin(verdicts)
    if sections:
        fits &= rows["section"].isin(sections)
    is_asked = rows["claim_id"].str.lower() == query.lower()
    if is_asked.any():
        fits &= is_asked
    else:
        searched = rows[SEARCHED].agg(" ".join, axis=1).str.lower()
        for word in query.lower().split():
            fits &= searched.str.contains(word, regex=False)
    rows = rows[fits]
    return rows.assign(
        said=[said(row) for row in rows.itertuples()],
        figure=(rows["primary_value"] + " " + rows["primary_unit"]).str.strip(),
        source_name=rows["primary_source_id"].map(sources["short_name"]).fillna(""),
        source_url=rows["primary_source_id"].map(sources["url"]).fillna(""),
    )


def said(claim) -> str:
    """The statement of a claim; a figure with a wrong unit has its correction beside it, wherever it is shown."""
    if claim.verdict != "unit_error":
        return claim.statement
    wrong = f"{claim.value} {claim.unit}"
    right = f"{claim.primary_value} {claim.primary_unit}"
    return claim.statement.replace(wrong, UNIT_ERROR.format(wrong=wrong, right=right))


@remembered
def verdict_counts(evidence: Evidence) -> pd.Series:
    """How many claims of the starting article have each verdict."""
    return evidence.claims["verdict"].value_counts()


@remembered
def review_counts(evidence: Evidence) -> pd.DataFrame:
    """How far the rows of each table were checked: columns table, n_rows, one a review status, no_status, n_reviewed.

    `no_status` counts the rows of tables without a review status; `n_reviewed` is the number of rows that a person has
    reviewed. The table of reviews itself is left out.
    """
    counts = []
    for name, table in evidence.tables.items():
        if name != "reviews":
            reviewed = evidence.reviews[evidence.reviews["table"] == name]["key"].nunique()
            status = table["review_status"] if "review_status" in table else pd.Series("", index=table.index)
            counted = {key: int((status == key).sum()) for key in REVIEW_STATUSES}
            counted |= {"no_status": int((status == "").sum()), "n_reviewed": reviewed}
            counts.append({"table": name, "n_rows": len(table), **counted})
    return pd.DataFrame(counts)


@remembered
def reviewed_share(evidence: Evidence) -> tuple[int, int]:
    """How many rows a named person reviewed, and how many there are."""
    counts = review_counts(evidence)
    return int(counts["n_reviewed"].sum()), int(counts["n_rows"].sum())
