"""Rare events: what is known of each rare but serious event, how firmly, and what is not known."""

from adverse.cards.rare import sentence
from adverse.ui import panels, rare

page = panels.heading("rare_events")
rare.all_events(page)
event = rare.choose_event(page)
panels.answer(page, sentence(page.evidence, event, page.reader))
rare.event_parts(page, event)
