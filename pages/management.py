"""Management: what sources say is done for an event, a grade and a weight, side by side, each row with its source."""

from adverse.ui import management, panels, summary

page = panels.heading("management")
choice = management.choose_rules(page)
panels.answer(page, management.answer_sentence(page, choice))

if choice.layout == "print":
    summary.printed_summary(page, choice.jurisdictions)
else:
    management.unit_warning(page)
    management.choice_cards(page, choice)
    management.grade_table(page, choice)
    management.further_rules(page)
    management.rows_card(page, choice)
