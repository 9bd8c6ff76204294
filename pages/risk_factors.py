"""Risk factors: who has an event more often, how strong the link is, and how sure."""

from adverse.cards.risk import rows_of_board
from adverse.cards.risk_board import sentence
from adverse.ui import panels, risk

page = panels.heading("risk_factors")
choice = risk.choose_board(page)
rows = rows_of_board(page.evidence, choice)
panels.answer(page, sentence(page.evidence, choice, page.reader))
if rows.empty:
    panels.nothing_to_show("No source in view names a risk factor for these events.")

panels.explain(page, rows)
risk.cards(page, choice)
