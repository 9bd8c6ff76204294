"""The views of the compare page, each one chart card, and the plain sentence for a chosen event."""

import pandas as pd
import streamlit as st

from adverse.cards import notes
from adverse.cards.choices import event_labels
from adverse.cards.compare import SHOW_AS, Choice, Comparison, first_event, of_event, scale_of
from adverse.cards.compare_charts import (
    TWO_GRADES,
    first_pair,
    onset_of_products,
    randomized_pairs,
    two_grades,
    with_rates,
)
from adverse.charts import (
    aligned_dot_plot,
    butterfly_plot,
    exposure_slope,
    icon_array,
    incidence_heat_map,
    onset_timeline,
    volcano_plot,
)
from adverse.evidence import Evidence
from adverse.evidence.select import rows_behind, with_details
from adverse.evidence.timeline import treatment_phases
from adverse.sentences import compare_answer, difference_in_words, verdict_in_words
from adverse.sentences.charts import chance_answer, exposure_answer, grades_answer, onset_by_product
from adverse.ui import controls, onset, panels, words
from adverse.ui.cached import chart, once
from adverse.ui.compare import look, title_of
from adverse.ui.compare_forest import one_event_card
from adverse.ui.compare_profile import profile_card
from adverse.ui.words import plain
from adverse.vocabulary import GRADE_BANDS, PERIODS, label

VIEWS_OF_EVENTS = ("shares", "butterfly", "volcano", "one_event")  # the views that hold the event in focus


def choose_view(evidence: Evidence, comparison: Comparison) -> tuple[str, str]:
    """The view, and the event in focus: it opens on the first in the fixed order of events."""
    row = st.columns([7, 4], vertical_alignment="bottom")
    with row[0]:
        view = controls.choose_one("compare_view", "Show as", SHOW_AS, show_title=False)
    rows = comparison.selection.rows
    with row[1]:
        event = controls.choose_one(
            "compare_event",
            "Event in focus",
            event_labels(evidence, rows["event"].unique(), plain_words=words.is_learner()),
            default=once(first_event, comparison.selection),
            as_list=True,
        )
    return view, event


def show_view(evidence: Evidence, choice: Choice, comparison: Comparison, view: str, event: str) -> None:
    """The chosen view."""
    if view == "one_event":
        one_event_card(evidence, choice, comparison, event)
        return
    {
        "shares": shares_card,
        "butterfly": butterfly_card,
        "volcano": volcano_card,
        "heat_map": heat_map_card,
        "exposure": exposure_card,
        "onset": onset_card,
        "profile": profile_card,
    }[view](evidence, choice, comparison)


def shares_card(evidence: Evidence, choice: Choice, comparison: Comparison) -> None:
    """Shares of all arms, and each arm's difference from the reference beside them."""
    shown = comparison.selection
    panels.chart_card(
        chart(aligned_dot_plot, shown.rows, **look(evidence, shown.rows)),
        shown,
        name="compare-shares",
        title=title_of(choice, comparison),
        alt=f"Shares of patients by arm with differences from the reference arm. {verdict_in_words(shown.rows)}",
        draws="differences",
        note=notes.DIFFERENCES,
    )


def butterfly_card(evidence: Evidence, choice: Choice, comparison: Comparison) -> None:
    """The reference arm and the first other arm, back to back."""
    shown = once(first_pair, choice, comparison)
    panels.chart_card(
        chart(butterfly_plot, shown.rows, **look(evidence, shown.rows)),
        shown,
        name="compare-butterfly",
        title=title_of(choice, comparison),
        alt=f"Shares of two arms back to back. {verdict_in_words(shown.rows)}",
        note=notes.BUTTERFLY,
        sentence=once(compare_answer, shown.rows, reader=words.reader(), name_column=words.name_column()),
    )


def volcano_card(evidence: Evidence, choice: Choice, comparison: Comparison) -> None:
    """Difference against q value, for randomized pairs only."""
    shown = once(randomized_pairs, choice, comparison)
    if shown.rows.empty:
        st.info("This view is for arms that one trial randomized against each other.", icon=":material/balance:")
        return
    panels.chart_card(
        chart(volcano_plot, shown.rows, **look(evidence, shown.rows)),
        shown,
        name="compare-volcano",
        title=title_of(choice, comparison),
        alt="Differences of a randomized pair against their q values",
        note=notes.VOLCANO,
        sentence=once(chance_answer, shown.rows, name_column=words.name_column()),
        draws="chance",
    )


def heat_map_card(evidence: Evidence, choice: Choice, comparison: Comparison) -> None:
    """Events by arm, any grade beside grade 3 or higher."""
    shown = once(two_grades, evidence, choice, comparison)
    panels.chart_card(
        chart(incidence_heat_map, shown.rows, columns=once(_columns, evidence, choice), **look(evidence, shown.rows)),
        shown,
        name="compare-heat-map",
        title=f"Any grade and grade 3 or higher, {label(PERIODS, shown.period).lower()}",
        alt=f"Events by arm, any grade and grade 3 or higher. {verdict_in_words(shown.rows)}",
        note=notes.SHADES,
        sentence=once(grades_answer, shown.rows, name_column=words.name_column()),
    )


def _columns(evidence: Evidence, choice: Choice) -> tuple[str, ...]:
    arms = evidence.arms.set_index("arm_id")["arm_label"]
    return tuple(f"{arms[arm]}, {label(GRADE_BANDS, band).lower()}" for arm in choice.arm_ids for band in TWO_GRADES)


def exposure_card(evidence: Evidence, choice: Choice, comparison: Comparison) -> None:
    """Crude ratios beside ratios per patient-year, of the first other arm that has both."""
    shown = once(with_rates, evidence, choice, comparison)
    if shown.rows.empty:
        st.info(
            "No source prints rates per patient-year for both arms of a randomized pair in view, at this grade and "
            "period. Not printed is not the same as no difference.",
            icon=":material/hourglass_disabled:",
        )
        return

    def behind(keys: list[str]) -> pd.DataFrame:
        rates = evidence.exposure_adjusted_rates
        return pd.concat(
            [rows_behind(comparison.selection, keys), with_details(evidence, rates[rates["row_key"].isin(keys)])]
        )

    panels.chart_card(
        chart(exposure_slope, shown.rows, **look(evidence, shown.rows)),
        shown,
        name="compare-exposure",
        title=f"{shown.rows['arm_label'].iloc[0]} over {shown.rows['reference_label'].iloc[0]}",
        alt="Ratio of two arms counted by patients and by patient-years on treatment",
        note=notes.EXPOSURE,
        sentence=once(exposure_answer, shown.rows, name_column=words.name_column()),
        behind=behind,
    )


def onset_card(evidence: Evidence, choice: Choice, comparison: Comparison) -> None:
    """Onset and duration of the headline toxicities, by product."""
    shown = once(onset_of_products, evidence, choice)
    if shown.rows.empty:
        st.info("No source in view prints a day of onset for these treatments.", icon=":material/search_off:")
        return
    phases = once(onset.phases_of, once(treatment_phases, evidence), ())
    panels.chart_card(
        chart(onset_timeline, shown.rows, phases, names=words.event_names(evidence)),
        shown,
        name="compare-onset",
        title="Onset and duration by product",
        alt="Onset and duration of the headline toxicities by product and source",
        note=f"{verdict_in_words(shown.rows)} {notes.CLOCK}".strip(),
        sentence=once(
            onset_by_product, shown.rows, once(onset.headline_events, evidence), name_column=words.name_column()
        ),
        columns=onset.onset_columns,
    )


def in_plain_sentences(evidence: Evidence, choice: Choice, comparison: Comparison, view: str, event: str) -> None:
    """The event in focus in one sentence an arm, and so many of 100 people drawn as squares."""
    if view not in VIEWS_OF_EVENTS:
        return
    shown = once(of_event, comparison.selection, event)
    scale = once(scale_of, shown)
    wanted = {"reader": words.reader(), "name_column": words.name_column(), "scale": scale}
    arms, sentences = once(_event_in_words, comparison.selection.rows, event, choice.reference, **wanted)
    with st.container(border=True, key="card-sentences"):
        st.markdown("### In plain sentences")
        if not sentences:
            st.markdown(f"Of the arms in view only {plain(arms[0])} reports it. {notes.NOT_ZERO}")
        for sentence in sentences:
            st.markdown(plain(sentence))
    if len(shown.rows) > 1:
        panels.chart_card(
            chart(icon_array, shown.rows, scale=scale),
            shown,
            name="compare-icons",
            title=f"{words.event_names(evidence)[event]}: of {scale:,} people in each arm",
            alt=f"{words.event_names(evidence)[event]}: how many of {scale:,} people have it, by arm",
            note=notes.ICONS,
            sentence=" ".join(sentences),
        )


def _event_in_words(rows: pd.DataFrame, event: str, reference: str, **wanted) -> tuple[list[str], list[str]]:
    """The arms that report an event, and each other arm's difference from the reference in a sentence."""
    rows = rows[rows["event"] == event]
    others = rows[rows["arm_id"] != reference]
    return list(rows["arm_label"]), [difference_in_words(row, **wanted) for _, row in others.iterrows()]
