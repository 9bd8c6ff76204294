"""Sources: every document, the data dictionary and the data package."""

from adverse.sentences import sources_answer
from adverse.ui import cached, library, panels
from adverse.ui.cached import once

answer = panels.heading("Where does every number come from?")
evidence = cached.evidence()
rows = library.choose_sources(evidence)
panels.answer(answer, once(sources_answer, rows, len(evidence.sources)))
if rows.empty:
    panels.nothing_to_show("No document fits this search.")

library.document_table(rows)
library.package_card(evidence)
