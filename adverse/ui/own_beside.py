"""A reader's own share and onset of one event beside the published ones: different patients, nothing tested."""

import streamlit as st

from adverse.cards import own_beside as cards
from adverse.cohort.beside import beside_published, shared_events
from adverse.ui import own_parts, panels, server
from adverse.ui.own_files import OwnData
from adverse.ui.page import Page


def events_of(data: OwnData) -> list[str]:
    """The events that both have."""
    if data.evidence is None:
        return []
    own = data.evidence
    return data.once("shared", lambda: shared_events(own, server.evidence()))


def show(page: Page, data: OwnData) -> None:
    """One event in every arm, the reader's first, and its onset."""
    published = server.evidence()
    row = st.container(key="choose").columns([5, 3, 5], vertical_alignment="bottom")
    ask = own_parts.controls(page, {"beside_event": row[0], "beside_grade": row[1]})
    choice = cards.choose(events_of(data), page.names, ask)
    both = data.once(("beside", choice.event), lambda: beside_published(page.evidence, published, choice.event))
    own_ids = tuple(page.evidence.arms["arm_id"])
    page = page._replace(evidence=both)
    shares, timeline = cards.draw(both, own_ids, choice, page.reader)
    if not shares.is_empty:
        panels.answer(page, shares.sentence)
    for drawing in (shares, timeline):
        if not drawing.is_empty:
            panels.chart_card(page, drawing)
