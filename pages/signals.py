"""Signals: what safety databases report more often with the medicine, by source; reports, not risk."""

from adverse.cards.signals import sentence
from adverse.ui import panels, signals

page = panels.heading("signals")
all_products = signals.choose_signals(page)
panels.answer(page, sentence(page.evidence, all_products, page.reader))
signals.forest(page, all_products)
signals.table(page, all_products)
signals.recompute(page)
