"""Sources: every document, the data dictionary and the data package."""

from adverse.sentences import sources_answer
from adverse.ui import library, panels

page = panels.heading("sources")
rows = library.choose_sources(page)
panels.answer(page, sources_answer(rows, len(page.evidence.sources)))
if rows.empty:
    panels.nothing_to_show("No document fits this search.")

library.document_table(page, rows)
library.package_card(page)
