"""Incidence: the share of patients who had each event, by arm."""

from adverse.cards import register
from adverse.ui import panels
from adverse.ui.incidence_controls import choose_incidence

page = panels.heading("incidence")
drawing = register.drawn(page.evidence, "incidence", "incidence", choose_incidence(page), page.reader)
panels.answer(page, drawing.sentence)
if drawing.is_empty:
    panels.nothing_to_show(
        "No arm in view reports this. Not reported is not zero: choose other arms, grades or periods."
    )

panels.explain(page, drawing.selection.rows)
panels.chart_card(page, drawing)
