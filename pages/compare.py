"""Compare: arms side by side, with differences where they are fair and a guard where they are not."""

from adverse.cards.compare_charts import answer
from adverse.ui import compare, panels

page = panels.heading("compare")
arms, places = compare.choose_comparison(page)
closed = compare.closed_comparison(page, arms)
choice, comparison = compare.guarded_choice(page, arms, closed, places)
panels.answer(page, answer(page.evidence, choice, page.reader))
panels.explain(page, comparison.selection.rows)
compare.show_view(page, choice, comparison)
compare.in_plain_sentences(page, choice, comparison)
compare.printed_elsewhere(page, choice)
