"""Search and ask: one field over every table, answered from rows alone."""

from adverse.ui import panels, search

page = panels.heading("search")
found = search.ask(page)
panels.answer(page, search.in_one_sentence(found))
search.results(page, found)
