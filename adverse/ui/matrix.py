"""The page of T-cell engagers and CAR-T: controls in one row, all columns on a desk, one at a time on a phone."""

import streamlit as st

from adverse.cards import register
from adverse.cards.matrix import MatrixChoice, choose
from adverse.ui import panels, take_away
from adverse.ui.controls import Controls
from adverse.ui.page import Page


def choose_matrix(page: Page) -> MatrixChoice:
    """Draw the controls in one row; the switch between columns stands where only one fits (page.css)."""
    row = st.container(horizontal=True, key="matrix-controls")
    switch = row.container(key="one-column-switch")
    ask = Controls({"disease": row, "order": row, "column": switch}, plain_words=page.reader.plain_words)
    return choose(page.evidence, ask)


def cards(page: Page, choice: MatrixChoice) -> None:
    """Both cards: the style of the page shows all columns where they fit, else one."""
    for name in register.PAGES["matrix"].cards:
        drawing = register.drawn(page.evidence, "matrix", name, choice, page.reader)
        if take_away.is_embedded():
            panels.chart_or_why(page, drawing)
        else:
            with st.container(key=f"fits-{name}"):
                panels.chart_or_why(page, drawing)
