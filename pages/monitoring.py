"""Monitor: the article's monitoring algorithm as a timeline to step through, beside what sources print."""

from adverse.cards.monitoring import sentence
from adverse.ui import monitoring, panels

page = panels.heading("monitoring")
panels.answer(page, sentence(page.evidence, page.reader))
monitoring.phase_by_phase(page)
