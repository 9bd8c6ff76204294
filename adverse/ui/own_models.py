"""Models of a reader's own patients: an event, factors each alone, and one model of several that the reader writes."""

import streamlit as st

from adverse.cards import own_models as cards
from adverse.cards import register
from adverse.cohort.factors import models_of, with_risk_factors
from adverse.errors import EvidenceError, OwnDataError
from adverse.ui import own_parts, panels
from adverse.ui.own_files import OwnData
from adverse.ui.page import Page
from adverse.ui.words import plain


def show(page: Page, data: OwnData) -> None:
    """The board and the effect sizes of the factors that are chosen, and what is said of the models."""
    if data.run is None or data.evidence is None:
        return
    run, counted = data.run, data.evidence
    row = st.container(key="choose").columns([4, 3, 6], vertical_alignment="bottom")
    more = st.container()
    places = {"model_event": row[0], "measure": row[1], "factors": row[2], "together": more}
    choice = cards.choose(run, counted, own_parts.controls(page, places))
    if choice is None:
        st.info(cards.NOTHING_TO_MODEL, icon=":material/search_off:")
        return
    st.caption(plain(cards.how_many_factors(choice)))
    try:
        asked = ("models", choice)
        rows, notes = data.once(
            asked, lambda: models_of(run, choice.event, choice.factors, choice.together, measure=choice.measure)
        )
        own = data.once((asked, "evidence"), lambda: with_risk_factors(counted, rows)) if len(rows) else None
    except (OwnDataError, EvidenceError) as error:
        for problem in error.problems:
            st.warning(plain(problem), icon=":material/info:")
        return
    if notes:
        st.caption("\n".join(f"- {plain(note)}" for note in notes))
    if own is None:
        return
    page = page._replace(evidence=own)
    for name in ("board", "board-narrow"):
        drawing = cards.board(register.drawn(own, "risk_factors", name, cards.BOARD, page.reader))
        if not drawing.is_empty:
            with st.container(key=f"fits-{name}"):
                panels.chart_card(page, drawing)
    own_parts.drawn(page, "risk_factors", "effect-sizes", cards.BOARD)
