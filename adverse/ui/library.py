"""The parts of the sources page: finding documents, the data dictionary, the package and how to cite it."""

import pandas as pd
import streamlit as st

from adverse.cards import tables
from adverse.evidence import Evidence
from adverse.evidence.load import DATA_FOLDER
from adverse.evidence.package import data_dictionary
from adverse.evidence.select_sources import source_rows
from adverse.exports.citations import dashboard_citation
from adverse.exports.package import package_zip
from adverse.exports.workbooks import workbook
from adverse.ui import controls, panels, take_away
from adverse.ui.cached import once
from adverse.ui.columns import COLUMN_CONFIG
from adverse.vocabulary import SOURCE_KINDS


def choose_sources(evidence: Evidence) -> pd.DataFrame:
    """Draw the filters in one row; returns the documents that fit."""
    row = st.columns([4, 4, 2.5], vertical_alignment="bottom")
    with row[0]:
        query = controls.choose_text("find", "Find a document", placeholder="Title, author, journal, DOI ...")
    with row[1]:
        kinds = controls.choose_some("kind", "Kind", controls.labels_of(SOURCE_KINDS), placeholder="All kinds")
    with row[2]:
        no_mirrors = controls.choose_whether(
            "originals", "Leave out mirror copies", help="A mirror is a copy of a document on another site."
        )
    return once(source_rows, evidence, query=query, kinds=kinds, leave_out_mirrors=no_mirrors)


def document_table(rows: pd.DataFrame) -> None:
    """The documents, each with its kind, address and the number of rows that rest on it."""
    with st.container(border=True, key="card-documents"):
        st.dataframe(
            once(tables.document_columns, rows),
            hide_index=True,
            height=560,
            column_config=COLUMN_CONFIG,
            alt="All documents",
        )
        panels.download(rows, "sources")
        panels.on_paper("documents", once(_names_of, rows))


def _names_of(rows: pd.DataFrame) -> str:
    return "; ".join(rows["short_name"])


def package_card(evidence: Evidence) -> None:
    """The whole data package, its dictionary and how to cite it."""
    with st.container(border=True, key="card-package"):
        st.markdown("### Take the evidence along")
        st.markdown(
            "Every table as CSV, with a machine-readable description (a Data Package), as this dashboard reads it."
        )
        st.download_button(
            "Download the data package (zip)",
            data=lambda: once(package_zip, DATA_FOLDER),
            file_name=f"{evidence.about['name']}.zip",
            mime="application/zip",
            icon=":material/folder_zip:",
            on_click="ignore",
        )
        st.download_button(
            "Download all tables as one workbook (Excel)",
            data=lambda: once(workbook, evidence.tables, evidence.about),
            file_name=f"{evidence.about['name']}.xlsx",
            mime=take_away.XLSX,
            icon=":material/table:",
            on_click="ignore",
        )
        st.markdown("### How to cite this dashboard")
        st.code(once(dashboard_citation, evidence.about), language=None, wrap_lines=True)
    if dictionary := panels.opened("Data dictionary: every table and column", key="dictionary", icon="menu_book"):
        with dictionary:
            panels.grid(once(data_dictionary), key="dictionary_rows", alt="Data dictionary")
