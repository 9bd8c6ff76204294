"""Risk factors: who has an event more often, how strong the link is, and how sure."""

from adverse.cards.risk import ALL_EVENTS
from adverse.evidence.select import risk_rows
from adverse.sentences import risk_answer
from adverse.ui import cached, panels, risk, words
from adverse.ui.cached import once
from adverse.vocabulary import EVENT_GROUPS, label

answer = panels.heading("Who is at risk, and how sure is that?")
evidence = cached.evidence()
board, all_products = risk.choose_board(evidence)

rows = once(risk_rows, evidence, event_group=board, all_products=all_products)
everything = once(risk_rows, evidence, all_products=all_products)
name = label(EVENT_GROUPS, board) if board else ALL_EVENTS
panels.answer(answer, once(risk_answer, rows, name, name_column=words.name_column()))
if rows.empty:
    panels.nothing_to_show("No source in view names a risk factor for these events.")

panels.explain(rows)
risk.forest_card(evidence, rows)
risk.subgroup_card(evidence, rows)
risk.share_card(evidence, rows, everything)
risk.statement_card(rows, everything)
