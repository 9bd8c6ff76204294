"""The parts of the sources page: finding documents, the data dictionary, the package and how to cite it."""

import pandas as pd
import streamlit as st

from adverse.cards import tables
from adverse.cards.package import frozen_package
from adverse.cards.sources import choose, rows_in_view
from adverse.charts.values import NOT_REPORTED
from adverse.evidence.package import data_dictionary
from adverse.exports.citations import dashboard_citation
from adverse.exports.workbooks import workbook
from adverse.ui import panels, take_away
from adverse.ui.columns import COLUMN_CONFIG
from adverse.ui.controls import Controls
from adverse.ui.page import Page
from adverse.ui.words import plain


def choose_sources(page: Page) -> pd.DataFrame:
    """Draw the filters in one row; returns the documents that fit."""
    row = st.columns([4, 4, 2.5], vertical_alignment="bottom")
    places = dict(zip(("find", "kind", "originals"), row, strict=True))
    return rows_in_view(page.evidence, choose(page.evidence, Controls(places))).rows


def document_table(page: Page, rows: pd.DataFrame) -> None:
    """The documents, each with its kind, address and the number of rows that rest on it."""
    with st.container(border=True, key="card-documents"):
        st.dataframe(
            tables.document_columns(rows),
            hide_index=True,
            height=560,
            column_config=COLUMN_CONFIG,
            placeholder=NOT_REPORTED,
            alt="All documents",
        )
        panels.download(page, rows, "sources")
        panels.on_paper("documents", "; ".join(rows["short_name"]))


def package_card(page: Page) -> None:
    """The whole data package, its dictionary and how to cite it."""
    evidence = page.evidence
    with st.container(border=True, key="card-package"):
        st.markdown("### Take the evidence along")
        st.markdown(
            "Every table as CSV, with a machine-readable description (a Data Package), as this dashboard reads it."
        )
        if package := frozen_package(evidence):
            st.download_button(
                "Download the data package (zip)",
                data=package.content,
                file_name=package.name,
                mime="application/zip",
                icon=":material/folder_zip:",
                on_click="ignore",
            )
        st.download_button(
            "Download all tables as one workbook (Excel)",
            data=lambda: workbook(evidence.tables, evidence.about),
            file_name=f"{evidence.about['name']}-v{evidence.about['version']}.xlsx",
            mime=take_away.XLSX,
            icon=":material/table:",
            on_click="ignore",
        )
        st.markdown("### How to cite this dashboard")
        st.code(dashboard_citation(evidence.about), language=None, wrap_lines=True)
        if package:
            st.caption(f"{plain(package.name)}, SHA-256 {package.checksum}")
    if dictionary := panels.opened("Data dictionary: every table and column", key="dictionary", icon="menu_book"):
        with dictionary:
            panels.grid(data_dictionary(), key="dictionary_rows", alt="Data dictionary")
