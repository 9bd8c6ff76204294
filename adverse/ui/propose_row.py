"""A part of the sources page: a form that makes a valid row of any table, with every broken rule in a sentence."""

from typing import Any

import streamlit as st

from adverse.evidence.additions import NewRow
from adverse.evidence.package import Column, columns_of
from adverse.evidence.tables import TABLES
from adverse.ui import drafts, panels
from adverse.ui.page import Page

NAME = "proposal"
LONGEST = 2000  # letters of a cell
MOST_LISTED = 1000  # values of a list to choose from


def proposal_form(page: Page) -> None:
    """The form, made when it is opened."""
    more = panels.opened("Propose a row: a new figure, document, arm or term", key="propose", icon="add_box")
    if not more:
        return
    with more:
        st.markdown(
            "A document that is not here yet comes first, as a row of sources; then arms and events that are new; then "
            "the rows that rest on them. Empty means not reported, 0 means none. Every row is checked by all rules of "
            "the tables."
        )
        tables = [name for name in TABLES if name != "reviews"]
        table = st.selectbox("Table", tables, index=tables.index("incidence"), key="propose_table")
        st.caption(TABLES[table].model.__doc__)
        with st.form(f"propose-{table}", border=True):
            cells = _cells(page, table)
            is_given = st.form_submit_button("Check and add to my proposal", icon=":material/rule:")
        if is_given:
            drafts.tell(drafts.draft(page, NAME, NewRow(table, cells)))
        drafts.offer(page, NAME, "Rows that you propose")


def _cells(page: Page, table: str) -> dict[str, str]:
    """A field for each column, three in a row."""
    cells, columns = {}, columns_of(table)
    for begin in range(0, len(columns), 3):
        for place, column in zip(st.columns(3, vertical_alignment="bottom"), columns[begin : begin + 3], strict=False):
            with place:
                cells[column.name] = _cell(page, column)
    return cells


def _cell(page: Page, column: Column) -> str:
    key, title = f"propose_{column.table}_{column.name}", f"{column.title}{' *' if column.required else ''}"
    unit = f" ({column.unit})" if column.unit else ""
    values = _values(page, column)
    common: dict[str, Any] = {"key": key, "help": f"{column.description}{unit}"}
    if values:
        options = values if column.required else ["", *(value for value in values if value)]
        labels = {value: term.label for value, term in (column.terms or {}).items()}
        chosen = st.selectbox(
            title,
            options,
            index=None if column.required else 0,
            format_func=lambda value: f"{value or '(empty)'}{f': {labels[value]}' if labels.get(value) else ''}",
            placeholder="Choose",
            **common,
        )
        return chosen or ""
    return st.text_input(title, max_chars=LONGEST, **common).strip()


def _values(page: Page, column: Column) -> list[str]:
    """What a cell may hold where that is a list: of the vocabulary, or the keys of another table with those drafted."""
    if column.terms and not column.is_list:
        return list(column.terms)
    if column.references:
        table, name = column.references.split(".")
        new = [row.cells.get(name, "") for row in drafts.drafted(NAME) if row.table == table]
        found = [*new, *page.evidence.tables[table][name].unique()]
        return found if len(found) <= MOST_LISTED else []
    return []
