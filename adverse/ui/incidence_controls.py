"""Where the controls of the incidence page stand."""

import streamlit as st

from adverse.cards.choices import default_arms
from adverse.cards.incidence import IncidenceChoice, choose
from adverse.ui import server
from adverse.ui.controls import Controls
from adverse.ui.page import Page

RARER = ("population", "subset", "period", "group", "min", "sort", "others")


def choose_incidence(page: Page) -> IncidenceChoice:
    """Draw the controls: one row, the rarer ones behind "More filters", and the switch between views."""
    row = st.container(key="choose").columns([6, 2.4, 3.4, 2.2], vertical_alignment="bottom")
    more = row[3].popover("More filters", icon=":material/tune:", width="stretch")
    places = {"arms": row[0], "grade": row[1], "event": row[2], **dict.fromkeys(RARER, more)}
    on_change = {"population": _open_arms_of_population}
    ask = Controls(places, plain_words=page.reader.plain_words, on_change=on_change)
    return choose(page.evidence, ask)


def _open_arms_of_population() -> None:
    """Another population has other arms, so the page goes on with its own."""
    st.session_state["arms"] = list(default_arms(server.evidence(), st.session_state["population"]))
