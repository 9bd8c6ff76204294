"""Overview: the first ten seconds."""

from adverse.charts import incidence_dot_plot, onset_timeline
from adverse.evidence.headlines import headlines, largest_pool
from adverse.evidence.order import most_frequent
from adverse.evidence.select import Selection, incidence_rows
from adverse.evidence.timeline import treatment_phases
from adverse.statistics import with_incidence_proportion
from adverse.ui import cached, notes, onset, overview, panels, words
from adverse.ui.cached import once

evidence = cached.evidence()
answer = panels.heading(f"Which adverse events come with {evidence.about['drug']}, and when?")
found = once(headlines, evidence)
look = {"names": words.event_names(evidence), "dark": words.is_dark()}

panels.answer(answer, overview.headline_sentence(evidence, found))
overview.what_it_is(evidence)
overview.headline_cards(evidence, found)

phases = once(treatment_phases, evidence)
strip = once(onset.headline_strip, evidence)
panels.chart_card(
    once(onset_timeline, strip.rows, once(onset.phases_of, phases, ("dose",)), one_row_an_event=True, **look),
    strip,
    evidence,
    name="first-28-days",
    title="The first 28 days",
    alt="Onset of the headline toxicities in the first 28 days of the infusion",
    columns=onset.onset_columns,
    behind=onset.rows_behind_marks(evidence, strip),
)

pool = once(incidence_rows, evidence, arm_ids=(once(largest_pool, evidence),))
top_ten = once(Selection.apply, once(Selection.apply, pool, with_incidence_proportion), most_frequent, 10)
panels.chart_card(
    once(incidence_dot_plot, top_ten.rows, **look),
    top_ten,
    evidence,
    name="top-ten",
    title=f"The most frequent events in {panels.arm_title(top_ten)}, the largest population with a list of events",
    alt="The ten most frequent events in the largest core population",
    note=notes.DENOMINATOR,
)

overview.doors()
overview.article_record(evidence)
