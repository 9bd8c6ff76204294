"""Overview: the first ten seconds."""

from adverse.cards.overview import sentence
from adverse.ui import overview, panels

page = panels.heading("overview")
panels.answer(page, sentence(page.evidence, page.reader))
overview.for_whom(page)
overview.headline_cards(page)
overview.first_days(page)
overview.top_ten(page)
overview.what_it_is(page)
overview.doors(page)
