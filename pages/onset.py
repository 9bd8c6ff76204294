"""Onset: when events start and how long they last, on one day axis."""

from adverse.cards import register
from adverse.ui import onset, panels

page = panels.heading("onset")
choice = onset.choose_onset(page)
drawing = register.drawn(page.evidence, "onset", "onset", choice, page.reader)
panels.answer(page, drawing.sentence)
panels.explain(page, drawing.selection.rows)
panels.chart_card(page, drawing)
onset.day_to_watch(page, choice)
