"""Sources: every document, what changed, the review desk, the data dictionary and the data package."""

from adverse.sentences import sources_answer
from adverse.ui import changes, library, panels, propose_row, review_desk

page = panels.heading("sources")
rows = library.choose_sources(page)
panels.answer(page, sources_answer(rows, len(page.evidence.sources)))
if rows.empty:
    panels.nothing_to_show("No document fits this search.")

library.document_table(page, rows)
changes.changes_card(page)
review_desk.review_desk(page)
propose_row.proposal_form(page)
library.package_card(page)
