"""Overview: the first ten seconds."""

from adverse.cards import register
from adverse.cards.overview import sentence
from adverse.ui import overview, panels

page = panels.heading("overview")
panels.answer(page, sentence(page.evidence, page.reader))
overview.what_it_is(page)
overview.headline_cards(page)
panels.chart_card(page, register.drawn(page.evidence, "overview", "first-28-days", None, page.reader))
overview.top_ten(page)
overview.doors(page)
overview.article_record(page)
