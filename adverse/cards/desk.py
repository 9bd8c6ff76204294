"""The queue of rows that wait for a reviewer, those that readers see first in front; and how reviewers agree."""

from collections.abc import Hashable
from itertools import combinations
from typing import NamedTuple

import pandas as pd

from adverse.cards import onset, overview, tables
from adverse.evidence import Evidence
from adverse.evidence.claims import said
from adverse.evidence.memo import remembered
from adverse.evidence.reviews import WITHOUT_STATUS
from adverse.evidence.select import with_details
from adverse.statistics import Estimate, cohens_kappa
from adverse.vocabulary import QUOTATIONS, REVIEW_VERDICTS, Term, label

QUEUES = {
    "headline": Term("Headline rows", "Rows behind the first charts of the overview."),
    "disputed": Term("Disputed", "Rows that another document prints differently, or whose figures do not fit."),
    "collected": Term("Collected once", "Rows that were read once and not compared a second time."),
    "rest": Term("All others", "Rows that were compared a second time, and claims."),
}


class Agreement(NamedTuple):
    """Two reviewers who reviewed the same rows: how many, on how many they agree, and that beyond chance."""

    first: str
    second: str
    n_rows: int
    n_agreed: int
    kappa: Estimate


@remembered
def review_queue(evidence: Evidence) -> pd.DataFrame:
    """Every row that has a review status, and every claim: columns table, row_key, queue, event, source_id, n_reviews.

    A row stands once, in the first queue that it belongs to; rows without a review come first in each.
    """
    parts = []
    first_seen = _seen_first(evidence)
    listed = set(zip(evidence.known_discrepancies["table"], evidence.known_discrepancies["key"], strict=True))
    for name, table in evidence.tables.items():
        if "review_status" not in table and name not in WITHOUT_STATUS:
            continue
        source = table["source_id"] if "source_id" in table else table["primary_source_id"]
        status = table["review_status"] if "review_status" in table else pd.Series("", index=table.index)
        rows = pd.DataFrame({"table": name, "row_key": table["row_key"], "source_id": source})
        rows["event"] = table["event"] if "event" in table else table["row_key"]
        is_disputed = pd.Series([(name, key) in listed for key in table["row_key"]], index=table.index)
        if "disagrees_with" in table:
            is_disputed |= table["disagrees_with"] != ""
        queue = pd.Series("rest", index=table.index).mask(status == "collected", "collected")
        queue = queue.mask(is_disputed, "disputed")
        parts.append(rows.assign(queue=queue.mask(table["row_key"].isin(first_seen.get(name, ())), "headline")))
    rows = pd.concat(parts, ignore_index=True)
    counts = evidence.reviews.groupby(["table", "key"]).size()
    reviewed = [int(counts.get(pair, 0)) for pair in zip(rows["table"], rows["row_key"], strict=True)]
    rank = rows["queue"].map({key: place for place, key in enumerate(QUEUES)})
    return (
        rows.assign(n_reviews=reviewed, _rank=rank)
        .sort_values(["_rank", "n_reviews"], kind="stable")
        .drop(columns="_rank")
        .reset_index(drop=True)
    )


def _seen_first(evidence: Evidence) -> dict[str, set[str]]:
    """Table -> keys of the rows behind the first charts."""
    timed = onset.headline_strip(evidence).rows
    return {
        "incidence": set(overview.headline_rows(evidence).rows.get("row_key", ())),
        "onset": set(timed.get("row_key", ())),
    }


class Shown(NamedTuple):
    """A row on the desk: its cells with their titles, its document, the place in it and whether that quotes another."""

    cells: list[tuple[str, str]]
    printed: str
    source_name: str
    source_url: str
    locator: str
    quotation: str
    review: str


def row_on_the_desk(evidence: Evidence, table: str, row_key: str, titles: dict[str, str]) -> Shown:
    """A row as its reviewer sees it; `titles` are those of the columns."""
    rows = evidence.tables[table]
    rows = rows[rows["row_key"] == row_key]
    if "source_id" not in rows:
        rows = rows.rename(columns={"primary_source_id": "source_id"})
    detailed = with_details(evidence, rows)
    if "event" in rows:
        printed = str(tables.source_columns(detailed)["Printed value"].iloc[0])
    else:
        printed = said(rows.iloc[0]) if table == "claims" else ""
    row = rows.iloc[0]
    cells = [(title, _cell(row[name])) for name, title in titles.items() if name in rows and _cell(row[name])]
    place = detailed.iloc[0]
    return Shown(
        cells,
        printed,
        str(place["source_name"]) if pd.notna(place["source_name"]) else "",
        str(place["source_url"]) if pd.notna(place["source_url"]) else "",
        row["locator"],
        label(QUOTATIONS, row["quotation"]) if "quotation" in rows else "",
        row["review"],
    )


def _cell(value: Hashable) -> str:
    if pd.isna(value):
        return ""
    return f"{value:.15g}" if isinstance(value, float) else str(value)


@remembered
def agreements(evidence: Evidence) -> list[Agreement]:
    """Every two reviewers of the same rows, by name; of several reviews of a row by one person the latest counts."""
    reviews = evidence.reviews.sort_values("date", kind="stable").drop_duplicates(
        ["table", "key", "reviewer"], keep="last"
    )
    found = []
    for first, second in combinations(sorted(reviews["reviewer"].unique()), 2):
        of_first, of_second = (reviews[reviews["reviewer"] == name] for name in (first, second))
        both = of_first.merge(of_second, on=["table", "key"], suffixes=("", "_other"))
        if len(both):
            counts = [
                [int(((both["verdict"] == one) & (both["verdict_other"] == other)).sum()) for other in REVIEW_VERDICTS]
                for one in REVIEW_VERDICTS
            ]
            n_agreed = int((both["verdict"] == both["verdict_other"]).sum())
            found.append(Agreement(first, second, len(both), n_agreed, cohens_kappa(counts)))
    return found
