"""The parts of the signals page: printed signals and recomputing, one event in three worlds, reports counted here."""

import re

import pandas as pd
import streamlit as st

from adverse.cards import notes, register, tables
from adverse.cards.printed_checks import tried_columns, tried_signals
from adverse.cards.recompute import COUNTS, formulas_giving, measures_of
from adverse.cards.reported import OPENING_ROLE, drugs_offered, has_store, table_of
from adverse.cards.signals import SignalsChoice, choose_in_part, choose_part, rows_in_view, sentence
from adverse.cards.three_worlds import sentence as three_worlds_sentence
from adverse.ui import panels, reported, three_worlds
from adverse.ui.controls import Controls
from adverse.ui.page import Page
from adverse.ui.words import plain

MOST_REPORTS = 10**9
PRINTED = re.compile(r"-?\d{1,9}(\.\d{1,6})?")


def choose_signals(page: Page) -> SignalsChoice:
    """Draw the controls: which part of the page, then those of that part."""
    part = choose_part(page.evidence, Controls())
    places = reported.places() if part == "counted" else {}
    return choose_in_part(page.evidence, Controls(places, plain_words=page.reader.plain_words), part)


def answer(page: Page, choice: SignalsChoice) -> str:
    """What the part in view says, in one sentence."""
    if choice.part == "worlds":
        return three_worlds_sentence(page.evidence, choice.event, page.reader)
    if choice.part == "counted" and choice.reports:
        return reported.answer(page, choice.reports)
    return sentence(page.evidence, choice.all_products, page.reader)


def parts(page: Page, choice: SignalsChoice) -> None:
    """The part in view."""
    if choice.part == "worlds":
        three_worlds.columns(page, choice.event)
    elif choice.part == "counted":
        reported.parts(page, choice)
    else:
        forest(page, choice.all_products)
        table(page, choice.all_products)
        recompute(page)
    if not has_store(page.evidence):
        reported.how_to_add()


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


def recompute(page: Page) -> None:
    """Four counts in, every measure out, and which of them gives a printed figure; then printed ratios, tried."""
    more = panels.opened("Recompute a paper: four counts in, every measure out", key="recompute", icon="calculate")
    if not more:
        return
    with more:
        _recomputed(page)
        rows = tried_signals(page.evidence).rows
        st.markdown(f"### Printed ratios, tried: {int(rows['fits'].sum())} of {len(rows)} trials fit")
        st.markdown(plain(notes.HOW_PRINTED_RATIOS_ARE_TRIED))
        panels.grid(tried_columns(rows), key="tried", alt="Printed ratios against their own figures")
        panels.download(page, rows, "tried")


def _recomputed(page: Page) -> None:
    counts = _counts_of_a_pair(page)
    row = st.columns(5, vertical_alignment="bottom")
    if not counts:
        given = [
            place.number_input(title, 0, MOST_REPORTS, None, key=f"recompute_{key}")
            for place, (key, title) in zip(row, COUNTS.items(), strict=False)
        ]
        counts = [number for number in given if number is not None]
    printed = (
        row[4].text_input("Figure that is printed", key="recompute_printed", max_chars=12, placeholder="12.3").strip()
    )
    if len(counts) < len(COUNTS):
        st.caption("Give the four counts: margins, not the cells of the table.")
        return
    try:
        measures = measures_of(*counts)
    except ValueError as error:
        st.warning(plain(str(error)), icon=":material/error:")
        return
    table = pd.DataFrame(measures).rename(columns=str.capitalize)
    panels.grid(table, key="recomputed", alt="Every reporting measure of these counts with its 95% limits")
    if PRINTED.fullmatch(printed):
        found = formulas_giving(measures, printed)
        told = f"{printed} is {', '.join(found)}." if found else f"No formula here gives {printed}."
        st.markdown(f"**{plain(told)}**")
    panels.download(page, table, "recomputed")


def _counts_of_a_pair(page: Page) -> list[int]:
    """The four counts of a pair of the store, where there is one and the reader takes them from it."""
    if not has_store(page.evidence):
        return []
    place, beside = st.columns(2)
    drug = place.selectbox("Take the counts of", drugs_offered(page.evidence), key="recompute_drug")
    if drug is None:
        return []
    rows = table_of(page.evidence, drug, OPENING_ROLE).set_index("event")
    event = beside.selectbox(
        "with the event", list(rows.index), index=None, key="recompute_pair", placeholder="Typed below"
    )
    if event is None:
        return []
    row = rows.loc[event]
    return [int(row[name]) for name in ("n_reports", "n_drug", "n_event", "n_all_reports")]
