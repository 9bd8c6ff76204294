"""Management: what sources say is done for an event, a grade and a weight, side by side, each row with its source."""

from adverse.ui import cached, management, panels, summary

answer = panels.heading("What do the sources say to do, and at which dose?")
evidence = cached.evidence()
choice = management.choose_rules()
found = management.found_rules(evidence, choice)
panels.answer(answer, management.answer_sentence(evidence, found, choice))

if choice.layout == "print":
    summary.printed_summary(evidence, choice.jurisdictions)
else:
    management.unit_warning(evidence)
    management.choice_cards(evidence, found, choice)
    management.grade_table(evidence, choice)
    management.further_rules(evidence)
    management.rows_card(found)
