"""Check the article: every claim of the starting article beside the evidence."""

from adverse.cards.claims import rows_in_view, sentence
from adverse.ui import claims, panels

page = panels.heading("claims")
choice = claims.choose_claims(page)
rows = rows_in_view(page.evidence, choice).rows
panels.answer(page, sentence(page.evidence, choice, page.reader))
if rows.empty:
    panels.nothing_to_show("No claim of the article fits this search.")

claims.claim_cards(page, rows)
claims.review_card(page)
