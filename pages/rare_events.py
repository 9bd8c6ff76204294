"""Rare events: what is known of each rare but serious event, how firmly, and what is not known."""

from adverse.ui import cached, panels, rare

answer = panels.heading("What is known of the rare but serious events?")
evidence = cached.evidence()
rare.all_events(evidence)
event = rare.choose_event(evidence)
panels.answer(answer, rare.event_answer(evidence, event))
rare.event_parts(evidence, event)
