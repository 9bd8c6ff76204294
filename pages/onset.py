"""Onset: when events start and how long they last, on one day axis."""

from adverse.cards import notes
from adverse.cards.onset import onset_view
from adverse.charts import onset_timeline
from adverse.evidence.select import onset_rows
from adverse.evidence.timeline import treatment_phases
from adverse.sentences import onset_answer, phases_in_words
from adverse.ui import cached, onset, panels, words
from adverse.ui.cached import chart, once

answer = panels.heading("When does each event start?")
evidence = cached.evidence()
choice, around, early_days = onset.choose_onset(evidence)
shown = once(onset_view, evidence, choice)

names = words.event_names(evidence)
headline = once(onset.headline_events, evidence)
panels.answer(
    answer, once(onset_answer, shown.rows, headline, drug=evidence.about["drug"], name_column=words.name_column())
)
phases = once(onset.phases_of, once(treatment_phases, evidence), around)
panels.explain(shown.rows)
panels.chart_card(
    chart(onset_timeline, shown.rows, phases, names=names, early_days=early_days),
    shown,
    name="onset",
    alt="Onset of each event by source, on one axis of days since the start of the infusion",
    note=f"{notes.CLOCK} {once(phases_in_words, phases)}".strip(),
    columns=onset.onset_columns,
    behind=onset.rows_behind_marks(evidence, shown),
)
onset.day_to_watch(evidence, once(onset_rows, evidence, event_groups=choice.event_groups))
