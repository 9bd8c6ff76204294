"""Overview: the first ten seconds."""

from adverse.charts import onset_timeline
from adverse.evidence.headlines import headlines
from adverse.evidence.timeline import treatment_phases
from adverse.sentences import phases_in_words
from adverse.ui import cached, onset, overview, panels, words
from adverse.ui.cached import chart, once

evidence = cached.evidence()
answer = panels.heading(f"Which adverse events come with {evidence.about['drug']}, and when?")
found = once(headlines, evidence)

panels.answer(answer, overview.headline_sentence(evidence))
overview.what_it_is(evidence)
overview.headline_cards(evidence, found)

phases = once(onset.phases_of, once(treatment_phases, evidence), ("dose",))
strip = once(onset.headline_strip, evidence)
panels.chart_card(
    chart(
        onset_timeline,
        strip.rows,
        phases,
        one_row_an_event=True,
        names=words.event_names(evidence),
    ),
    strip,
    name="first-28-days",
    title="The first 28 days",
    alt="Onset of the headline toxicities in the first 28 days of the infusion",
    note=once(phases_in_words, phases),
    sentence=onset.headline_sentence(evidence, strip),
    columns=onset.onset_columns,
    behind=onset.rows_behind_marks(evidence, strip),
)

overview.top_ten(evidence)
overview.doors()
overview.article_record(evidence)
