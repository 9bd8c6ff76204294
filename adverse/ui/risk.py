"""The parts of the risk factor page: where its controls stand, and its four cards, each only where it has rows."""

import streamlit as st

from adverse.cards import register, tables
from adverse.cards.reported import has_store
from adverse.cards.risk import RiskChoice, choose, rows_of_board, rows_of_card
from adverse.ui import panels
from adverse.ui.controls import Controls
from adverse.ui.page import Page
from adverse.ui.words import plain


def choose_board(page: Page) -> RiskChoice:
    """Draw the controls in one row."""
    row = st.container(key="choose").columns([8, 3], vertical_alignment="bottom")
    return choose(page.evidence, Controls({"board": row[0], "others": row[1]}))


def cards(page: Page, choice: RiskChoice) -> None:
    """The board, as wide as it fits; then effect sizes, subgroups, reported cases and statements of no chart."""
    for name in ("board", "board-narrow"):
        drawing = register.drawn(page.evidence, "risk_factors", name, choice, page.reader)
        if not drawing.is_empty:
            with st.container(key=f"fits-{name}"):
                panels.chart_card(page, drawing)
    for name in ("effect-sizes", "subgroups", "shares"):
        drawing = register.drawn(page.evidence, "risk_factors", name, choice, page.reader)
        if not drawing.is_empty:
            panels.chart_card(page, drawing)
    if has_store(page.evidence):
        _shares_of_store(page, choice)
    _statements(page, choice)


def _shares_of_store(page: Page, choice: RiskChoice) -> None:
    """Printed shares of reports beside those of the store, and what they do not say."""
    drawing = register.drawn(page.evidence, "risk_factors", "store-shares", choice, page.reader)
    if drawing.is_empty:
        return
    with st.container(border=True, key="card-store-shares"):
        st.markdown("### Who was reported, worked out again from the reports of this server")
        panels.grid(drawing.in_words, key="store_shares", alt=drawing.alt)
        st.caption(plain(drawing.note))
        panels.download(page, drawing.selection.rows, "store-shares")


def _statements(page: Page, choice: RiskChoice) -> None:
    """Statements that no chart can show, as a table with direction."""
    found = rows_of_card(page.evidence, choice, "statements").rows
    if len(found):
        told = f"{len(found)} more statement{'s' if len(found) > 1 else ''}: no number, or nothing to compare it with"
        nothing_else = len(found) == len(rows_of_board(page.evidence, choice))
        if more := panels.opened(told, key="statements", icon="format_quote", expanded=nothing_else):
            with more:
                shown = tables.statement_columns(found)
                panels.grid(shown, key="statement_rows", alt="Statements without numbers")
                panels.download(page, found, "statements")
