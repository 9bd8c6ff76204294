"""Search and ask: one field over every table, answered from rows alone."""

from adverse.ui import cached, panels, search

answer = panels.heading("What does the evidence say?")
evidence = cached.evidence()
found = search.ask(evidence)
panels.answer(answer, search.in_one_sentence(found))
search.results(evidence, found)
