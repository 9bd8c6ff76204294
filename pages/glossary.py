"""Glossary: every term of the field that the dashboard uses, in plain words and in the field's own."""

from adverse.sentences import glossary_answer
from adverse.ui import glossary, panels

page = panels.heading("glossary")
rows = glossary.choose_terms(page)
panels.answer(page, glossary_answer(rows, len(page.evidence.glossary)))
if rows.empty:
    panels.nothing_to_show("No term fits this search.")

glossary.term_cards(page, rows)
glossary.term_table(page, rows)
