"""Glossary: every term of the field that the dashboard uses, in plain words and in the field's own."""

from adverse.sentences import glossary_answer
from adverse.ui import cached, glossary, panels
from adverse.ui.cached import once

answer = panels.heading("What does each word mean?")
evidence = cached.evidence()
rows = glossary.choose_terms(evidence)
panels.answer(answer, once(glossary_answer, rows, len(evidence.glossary)))
if rows.empty:
    panels.nothing_to_show("No term fits this search.")

glossary.term_cards(rows)
glossary.term_table(rows)
