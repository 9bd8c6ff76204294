"""Management: what sources say is done, by event, grade and weight or by phase, each row with its source."""

from adverse.cards.monitoring import sentence
from adverse.ui import management, monitoring, panels, summary

page = panels.heading("management")
places = management.places()
layout = management.choose_layout(page, places)
if layout == "phase":
    panels.answer(page, sentence(page.evidence, page.reader))
    monitoring.phase_by_phase(page)
else:
    choice = management.choose_rules(page, places, layout)
    panels.answer(page, management.answer_sentence(page.evidence, choice, page.reader.plain_words))
    if layout == "print":
        summary.printed_summary(page, choice.jurisdictions)
    else:
        management.by_grade(page, choice)
