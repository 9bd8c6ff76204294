"""Compare: arms side by side, with differences where they are fair and a guard where they are not."""

from adverse.cards.compare import compared
from adverse.sentences import compare_answer
from adverse.ui import cached, compare, compare_views, panels, words
from adverse.ui.cached import once

answer = panels.heading("How do the toxicities of two treatments compare?")
evidence = cached.evidence()
choice = compare.choose_comparison(evidence, answer)

closed = once(compared, evidence, choice, False)
if closed.selection.rows.empty:
    panels.answer(answer, "No row fits this choice.")
    panels.nothing_to_show("None of these arms reports an event of this grade and period. Not reported is not zero.")

is_open = compare.guard(evidence, choice, closed)
comparison = once(compared, evidence, choice, is_open)
panels.answer(
    answer,
    once(
        compare_answer,
        comparison.selection.rows,
        reader=words.reader(),
        name_column=words.name_column(),
    ),
)
view, event = compare_views.choose_view(evidence, comparison)
panels.explain(comparison.selection.rows)
compare_views.show_view(evidence, choice, comparison, view, event)
compare_views.in_plain_sentences(evidence, choice, comparison, view, event)
