"""Check the article: every claim of the starting article beside the evidence."""

from adverse.ui import cached, claims, panels

answer = panels.heading("Does the article say what the evidence says?")
evidence = cached.evidence()
rows = claims.choose_claims(evidence)
panels.answer(answer, claims.answer_sentence(evidence, rows))
if rows.empty:
    panels.nothing_to_show("No claim of the article fits this search.")

claims.claim_cards(rows)
claims.review_card(evidence)
