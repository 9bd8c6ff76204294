"""Curves of a reader's own patients: where their controls stand, the card, and what each curve comes to."""

import streamlit as st

from adverse.cards import own_curves
from adverse.cohort.beside import with_published_sources
from adverse.cohort.curve_rows import curves_of
from adverse.sentences import own_curves as said
from adverse.ui import own_parts, panels, server
from adverse.ui.own_files import OwnData
from adverse.ui.page import Page
from adverse.ui.words import plain


def show(page: Page, data: OwnData) -> None:
    """The curves of the end point that is chosen."""
    if data.run is None or data.evidence is None:
        return
    if data.hides_small:
        st.info(said.HIDDEN, icon=":material/visibility_off:")
        return
    row = st.container(key="choose").columns([3, 2.6, 3.5, 3.7], vertical_alignment="bottom")
    ask = own_parts.controls(page, dict(zip(("endpoint", "competing", "share", "day_axis"), row, strict=True)))
    run, published = data.run, server.evidence()
    choice = own_curves.choose(run, ask)
    if choice is None:
        st.info(said.NO_CURVE, icon=":material/search_off:")
        return
    asked = ("curves", choice.endpoint, choice.competitor)
    found = data.once(asked, lambda: curves_of(run, choice.endpoint, choice.competitor))
    own = data.once("with sources", lambda: with_published_sources(page.evidence, published))
    page = page._replace(evidence=own)
    drawing = own_curves.draw(own, found, choice, page.reader, published)
    if not drawing.is_empty:
        panels.answer(page, drawing.sentence)
    panels.chart_or_why(page, drawing)
    if drawing.is_empty:
        return
    panels.grid(own_curves.summary_columns(found), key="mine_curve_arms", alt="What each curve comes to, by arm")
    st.caption(plain(f"{said.FREE} {said.shapes(found)}"))
