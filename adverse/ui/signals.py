"""The parts of the signals page: the forest of the printed ratios, and every signal as a table."""

import streamlit as st

from adverse.cards import notes, register, tables
from adverse.cards.signals import choose, rows_in_view
from adverse.ui import panels
from adverse.ui.controls import Controls
from adverse.ui.page import Page
from adverse.ui.words import plain


def choose_signals(page: Page) -> bool:
    """Whether signals of other products are shown too."""
    return choose(page.evidence, Controls())


def forest(page: Page, all_products: bool) -> None:
    """The printed ratios by source and comparison group."""
    panels.chart_or_why(page, register.drawn(page.evidence, "signals", "signals", all_products, page.reader))


def table(page: Page, all_products: bool) -> None:
    """What a signal is, and every one of them, with a ratio or without."""
    rows = rows_in_view(page.evidence, all_products).rows
    with st.container(border=True, key="card-all-signals"):
        st.markdown(f"### Every printed signal: {len(rows)} rows")
        st.markdown(plain(notes.WHAT_SIGNALS_ARE))
        panels.grid(tables.signal_columns(rows), key="all_signals", alt="Every printed signal with its source")
        panels.download(page, rows, "all-signals")
    panels.door("rare_events", "What else is known of the rare but serious events", icon="emergency")
