"""Signals: what safety databases report more often with the medicine, printed or counted here; reports, not risk."""

from adverse.ui import panels, signals

page = panels.heading("signals")
choice = signals.choose_signals(page)
panels.answer(page, signals.answer(page, choice))
signals.parts(page, choice)
