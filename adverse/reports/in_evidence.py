"""A store of reports beside the evidence of a server: opened, and a document that views of it are cited with."""

from dataclasses import replace
from pathlib import Path

import pandas as pd

from adverse.evidence import Evidence
from adverse.reports.reader import Reports, open_reports

SOURCE = "safety-reports-of-this-server"
PUBLISHER = "U.S. Food and Drug Administration"


def with_reports(evidence: Evidence, folder: Path) -> Evidence:
    """The evidence with the opened store of a folder and, among its documents, the quarters of that store.

    Raises ReportsError where the folder holds no store.
    """
    store = open_reports(folder)
    row = pd.DataFrame([dict.fromkeys(evidence.sources.columns, "") | source_of(store)]).astype(evidence.sources.dtypes)
    return replace(evidence, sources=pd.concat([evidence.sources, row], ignore_index=True), reports=store)


def quarters_in_words(store: Reports) -> str:
    """The quarters that were read: "2024Q1", or the first, the last and how many."""
    first, *_, last = (*store.quarters, store.quarters[-1])
    return first if first == last else f"{len(store.quarters)} quarters, {first} to {last}"


def source_of(store: Reports) -> dict:
    """The quarters of a store as a row of sources."""
    quarters = quarters_in_words(store)
    return {
        "source_id": SOURCE,
        "row_key": SOURCE,
        "kind": "safety_reports",
        "short_name": f"FAERS, {quarters}",
        "first_author": PUBLISHER,
        "author_kind": "body",
        "year": int(store.quarters[-1][:4]),
        "title": f"FDA Adverse Event Reporting System, quarterly data files: {', '.join(store.quarters)}",
        "publisher": f"{PUBLISHER}; counted on this server",
        "notes": "Reports, not patients: the rows were counted by this program from files that its operator loaded.",
        "line": 0,
    }
