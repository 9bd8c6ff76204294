"""One event across every arm of the treatments in view, pooled where the rules allow it."""

from adverse.cards import notes
from adverse.cards.compare import Choice, Comparison
from adverse.cards.pooling import one_event
from adverse.charts import pooled_forest
from adverse.evidence import Evidence
from adverse.sentences import across_settings
from adverse.ui import panels, words
from adverse.ui.cached import chart, once
from adverse.ui.compare import title_of


def one_event_card(evidence: Evidence, choice: Choice, comparison: Comparison, event: str) -> None:
    """One event across every arm of the treatments in view, pooled within one setting where three arms allow it."""
    shown, pools, told = once(one_event, evidence, choice, comparison, event)
    name = words.event_names(evidence)[event]
    panels.chart_card(
        chart(pooled_forest, shown.rows, pools, names=words.event_names(evidence)),
        shown,
        name="compare-event",
        title=f"{name}, {title_of(choice, comparison).lower()}",
        alt=f"{name} in every arm of the treatments in view, by treatment and setting. {told}",
        note=f"{told} {notes.of_pools(pools)}".strip(),
        sentence=once(across_settings, shown.rows, name, plain_words=words.is_learner()),
    )
