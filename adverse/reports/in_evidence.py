"""A store of reports beside the evidence of a server: opened, and a document that views of it are cited with."""

from dataclasses import replace
from pathlib import Path

import pandas as pd

from adverse.evidence import Evidence
from adverse.reports.labels import kept_labels, key_of, label_in_words
from adverse.reports.openfda import Label
from adverse.reports.reader import Reports, open_reports
from adverse.reports.store import manifest_of

SOURCE = "safety-reports-of-this-server"
PUBLISHER = "U.S. Food and Drug Administration"


def with_reports(evidence: Evidence, folder: Path) -> Evidence:
    """The evidence with the opened store of a folder and the labels beside it; both are among its documents.

    Raises ReportsError where the folder holds neither.
    """
    labels = kept_labels(folder)
    is_without_quarters = labels and not manifest_of(folder)["database"]
    store = None if is_without_quarters else open_reports(folder)
    documents = [*([source_of(store)] if store else []), *map(source_of_label, labels)]
    empty = dict.fromkeys(evidence.sources.columns, "")
    rows = pd.DataFrame([empty | document for document in documents]).astype(evidence.sources.dtypes)
    sources = pd.concat([evidence.sources, rows], ignore_index=True)
    return replace(evidence, sources=sources, reports=store, labels=labels)


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


def label_source_id(label: Label) -> str:
    """The identifier of a kept label among the documents."""
    return f"label-file-{key_of(label)}"


def source_of_label(label: Label) -> dict:
    """A kept label as a row of sources."""
    key, year = label_source_id(label), label.effective[:4]
    return {
        "source_id": key,
        "row_key": key,
        "kind": "label",
        "short_name": f"{label_in_words(label)}, file of openFDA",
        "first_author": PUBLISHER,
        "author_kind": "body",
        "year": int(year) if year.isdigit() else pd.NA,
        "title": f"{label_in_words(label)}, as openFDA gives it; set {label.set_id or 'not given'}",
        "publisher": f"{PUBLISHER}; file kept on this server",
        "notes": "The operator of this server added the file; its text was not compared with the printed label.",
        "line": 0,
    }
