"""The views of the compare page, each one chart card, and the plain sentence for a chosen event."""

from dataclasses import replace

import pandas as pd
import streamlit as st

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
from adverse.evidence.compare import exposure_rows, products_of
from adverse.evidence.select import Selection, incidence_rows, onset_rows, rows_behind, with_details
from adverse.evidence.timeline import in_onset_order, treatment_phases
from adverse.sentences import difference_in_words, people_scale
from adverse.statistics import with_incidence_proportion
from adverse.ui import controls, notes, onset, panels, words
from adverse.ui.cached import once
from adverse.ui.compare import Choice, Comparison, look, title_of, verdict_note
from adverse.ui.compare_forest import one_event_card
from adverse.ui.compare_profile import profile_card
from adverse.ui.words import plain
from adverse.vocabulary import GRADE_BANDS, PERIODS, label

VIEWS = {
    "shares": "Shares and differences",
    "butterfly": "Back to back",
    "volcano": "Difference and chance",
    "heat_map": "Heat map",
    "exposure": "Per patient-year",
    "one_event": "One event, every arm",
    "onset": "Onset",
    "profile": "Profile to print",
}
TWO_GRADES = ("any", "ge3")


def choose_view(evidence: Evidence, comparison: Comparison) -> tuple[str, str]:
    """The view, and the event in focus: it opens on the single event that chance explains least."""
    row = st.columns([8, 3], vertical_alignment="bottom")
    with row[0]:
        view = controls.choose_one("compare_view", "Show as", VIEWS, show_title=False)
    rows = comparison.selection.rows
    with row[1]:
        event = controls.choose_one(
            "compare_event",
            "Event in focus",
            controls.event_labels(evidence, rows["event"].unique()),
            default=once(_clearest_event, comparison.selection),
            as_list=True,
        )
    return view, event


def _clearest_event(selection: Selection) -> str:
    rows = selection.rows
    is_single = ~((rows["event_group"] == "other") & (rows["event_kind"] == "aggregate"))
    ranked = rows.assign(_both=rows["proportion_control"].notna(), _single=is_single)
    order = ["_both", "_single", "p_value", "proportion"]
    return ranked.sort_values(order, ascending=[False, False, True, False])["event"].iloc[0]


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
        once(aligned_dot_plot, shown.rows, **look(evidence)),
        shown,
        name="compare-shares",
        title=title_of(choice, comparison),
        alt=f"Shares of patients by arm with differences from the reference arm ({verdict_note(comparison)})",
        note=f"{notes.DIFFERENCES} {verdict_note(comparison)}",
    )


def butterfly_card(evidence: Evidence, choice: Choice, comparison: Comparison) -> None:
    """The reference arm and the first other arm, back to back."""
    pair = (choice.arm_ids[0], choice.reference)
    shown = once(_only_arms, comparison.selection, pair)
    panels.chart_card(
        once(butterfly_plot, shown.rows, **look(evidence)),
        shown,
        name="compare-butterfly",
        title=title_of(choice, comparison),
        alt=f"Shares of two arms back to back ({verdict_note(comparison)})",
        note=f"{notes.BUTTERFLY} {verdict_note(comparison)}",
    )


def _only_arms(selection: Selection, arm_ids: tuple[str, ...]) -> Selection:
    return selection.apply(lambda rows: rows[rows["arm_id"].isin(arm_ids)])


def volcano_card(evidence: Evidence, choice: Choice, comparison: Comparison) -> None:
    """Difference against q value, for randomized pairs only."""
    randomized = tuple(arm for arm, verdict in comparison.verdicts.items() if verdict == "randomized")
    if not randomized:
        st.info("This view is for arms that one trial randomized against each other.", icon=":material/balance:")
        return
    shown = once(_only_arms, comparison.selection, (*randomized, choice.reference))
    panels.chart_card(
        once(volcano_plot, shown.rows, **look(evidence)),
        shown,
        name="compare-volcano",
        title=title_of(choice, comparison),
        alt="Differences of a randomized pair against their q values",
        note=notes.VOLCANO,
    )


def heat_map_card(evidence: Evidence, choice: Choice, comparison: Comparison) -> None:
    """Events by arm, any grade beside grade 3 or higher."""
    shown = once(_two_grades, evidence, choice, comparison.selection.period)
    panels.chart_card(
        once(incidence_heat_map, shown.rows, columns=once(_columns, evidence, choice), **look(evidence)),
        shown,
        name="compare-heat-map",
        title=f"Any grade and grade 3 or higher, {label(PERIODS, shown.period).lower()}",
        alt=f"Events by arm, any grade and grade 3 or higher ({verdict_note(comparison)})",
        note=f"{notes.HEAT_MAP} {verdict_note(comparison)}",
    )


def _two_grades(evidence: Evidence, choice: Choice, period: str | None) -> Selection:
    """Rows of any grade and of grade 3 or higher, the most frequent event first, with the grade in the arm's label."""
    found = [
        incidence_rows(
            evidence,
            arm_ids=choice.arm_ids,
            grade_band=band,
            subset=choice.subset,
            period=period,
            event_groups=choice.event_groups,
        )
        for band in TWO_GRADES
    ]
    rows = with_incidence_proportion(pd.concat([each.rows for each in found], ignore_index=True))
    band = rows["grade_band"].map(lambda key: label(GRADE_BANDS, key).lower())
    rows = rows.assign(
        arm_label=rows["arm_label"] + ", " + band, largest=rows.groupby("event")["proportion"].transform("max")
    ).sort_values(["largest", "event"], ascending=[False, True])
    return Selection(rows.drop(columns="largest"), pd.concat([each.set_aside for each in found]), period)


def _columns(evidence: Evidence, choice: Choice) -> tuple[str, ...]:
    arms = evidence.arms.set_index("arm_id")["arm_label"]
    return tuple(f"{arms[arm]}, {label(GRADE_BANDS, band).lower()}" for arm in choice.arm_ids for band in TWO_GRADES)


def exposure_card(evidence: Evidence, choice: Choice, comparison: Comparison) -> None:
    """Crude ratios beside ratios per patient-year, of the first other arm that has both."""
    found = [
        rows
        for arm, verdict in comparison.verdicts.items()
        if verdict == "randomized"
        and len(rows := once(exposure_rows, evidence, comparison.selection.rows, choice.reference, arm))
    ]
    if not found:
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

    shown = once(Selection, found[0])
    panels.chart_card(
        once(exposure_slope, shown.rows, **look(evidence)),
        shown,
        name="compare-exposure",
        title=f"{shown.rows['arm_label'].iloc[0]} over {shown.rows['reference_label'].iloc[0]}",
        alt="Ratio of two arms counted by patients and by patient-years on treatment",
        note=notes.EXPOSURE,
        behind=behind,
    )


def onset_card(evidence: Evidence, choice: Choice, comparison: Comparison) -> None:
    """Onset and duration of the headline toxicities, by product."""
    groups = tuple(item["claim_topic"] for item in evidence.about["headline"])
    drugs = products_of(evidence, choice.arm_ids)
    found = once(onset_rows, evidence, event_groups=groups, all_products=True)
    shown = once(Selection.apply, once(_of_drugs, found, drugs), in_onset_order)
    if shown.rows.empty:
        st.info("No source in view prints a day of onset for these treatments.", icon=":material/search_off:")
        return
    panels.chart_card(
        once(onset_timeline, shown.rows, once(onset.phases_of, once(treatment_phases, evidence), ()), **look(evidence)),
        shown,
        name="compare-onset",
        title="Onset and duration by product",
        alt="Onset and duration of the headline toxicities by product and source",
        note=notes.CLOCK,
        columns=onset.onset_columns,
    )


def _of_drugs(selection: Selection, drugs: tuple[str, ...]) -> Selection:
    return selection.apply(lambda rows: rows[rows["drug"].isin(drugs)])


def in_plain_sentences(evidence: Evidence, choice: Choice, comparison: Comparison, event: str) -> None:
    """The event in focus in one sentence an arm, and so many of 100 people drawn as squares."""
    rows = comparison.selection.rows
    rows = rows[rows["event"] == event]
    others = rows[rows["arm_id"] != choice.reference]
    wanted = {"reader": words.reader(), "name_column": words.name_column()}
    sentences = [difference_in_words(row, **wanted) for _, row in others.iterrows()]
    with st.container(border=True, key="card-sentences"):
        st.markdown("##### In plain sentences")
        if not sentences:
            st.markdown(f"Of the arms in view only {plain(rows['arm_label'].iloc[0])} reports it. {notes.NOT_ZERO}")
        for sentence in sentences:
            st.markdown(plain(sentence))
    if rows["proportion"].notna().sum() > 1:
        shown = once(_of_event, comparison.selection, event)
        scale = people_scale(shown.rows["proportion"])
        panels.chart_card(
            once(icon_array, shown.rows, scale=scale, dark=words.is_dark()),
            shown,
            name="compare-icons",
            title=f"{words.event_names(evidence)[event]}: of {scale:,} people in each arm",
            alt=f"{event}: how many of {scale:,} people have it, by arm",
            note=notes.ICONS,
            sentence=" ".join(sentences),
        )


def _of_event(selection: Selection, event: str) -> Selection:
    aside = selection.set_aside
    rows = selection.rows
    return replace(
        selection,
        rows=rows[(rows["event"] == event) & rows["proportion"].notna()],
        set_aside=aside[aside["event"] == event] if len(aside) else aside,
    )
