"""The compare page's controls, and the rows that they choose: every arm's shares beside those of the reference arm."""

import pandas as pd
import streamlit as st

from adverse.cards.choices import PERIOD_CHOICES, arm_choices, groups_with_incidence
from adverse.cards.compare import (
    FEWEST_ARMS,
    MOST_ARMS,
    Choice,
    Comparison,
    default_reference,
    in_reference_order,
    opening,
    preset_choices,
)
from adverse.evidence import Evidence
from adverse.evidence.compare import arm_facts
from adverse.evidence.select import Selection
from adverse.sentences import verdict_in_short
from adverse.sentences.comparability import RANDOMIZED, not_counted
from adverse.ui import cached, controls, panels, words
from adverse.ui.cached import once
from adverse.ui.words import plain
from adverse.vocabulary import AGE_GROUPS, COMPARABILITY, EVENT_GROUPS, GRADE_BANDS, PERIODS, SETTINGS, SUBSETS, label

VERDICT_LOOKS = {
    "randomized": (":material/balance:", "green"),
    "part_of_randomized": (":material/warning:", "orange"),
    "same_trial": (":material/warning:", "orange"),
    "different_trials": (":material/do_not_disturb_on:", "red"),
}


def choose_comparison(evidence: Evidence, answer) -> Choice:
    """Draw the controls; unless 2 to 4 arms are chosen, say so in the place for the `answer` and end the page."""
    row = st.columns([3.4, 6, 2.2, 2.2], vertical_alignment="bottom")
    with row[0]:
        key = controls.choose_one(
            "preset",
            "Start from",
            once(preset_choices, evidence),
            as_list=True,
            on_change=_open_preset,
        )
    preset = opening(evidence, key)
    labels = once(arm_choices, evidence, "all", True)
    with row[1]:
        chosen = controls.choose_some(
            "compare_arms", "Arms side by side (2 to 4)", labels, default=preset["arm_ids"], placeholder="Choose arms"
        )
    with row[2]:
        bands = controls.labels_of(GRADE_BANDS)
        grade_band = controls.choose_one("compare_grade", "Grade", bands, default=preset["grade_band"], as_list=True)
    with row[3].popover("More filters", icon=":material/tune:", width="stretch"):
        period = controls.choose_one(
            "compare_period",
            "Period",
            PERIOD_CHOICES,
            default=preset["period"],
            as_list=True,
            help="One period at a time: two periods never meet in one difference.",
        )
        subset = controls.choose_one("compare_subset", "Events counted", controls.labels_of(SUBSETS), as_list=True)
        group_labels = controls.labels_of(EVENT_GROUPS, once(groups_with_incidence, evidence))
        groups = controls.choose_some("compare_group", "Event groups", group_labels, placeholder="All groups")
        if chosen:
            reference = controls.choose_one(
                "reference",
                "Compared with",
                {arm: labels[arm] for arm in chosen},
                default=default_reference(evidence, chosen, preset),
                as_list=True,
                help="The arm that all others are subtracted from.",
            )
    for control, value in _of_preset(opening(evidence)).items():
        controls.remember_default(control, value)
    if not FEWEST_ARMS <= len(chosen) <= MOST_ARMS:
        counted = "1 is" if len(chosen) == 1 else f"{len(chosen)} are"
        panels.answer(answer, f"A comparison takes {FEWEST_ARMS} to {MOST_ARMS} arms; {counted} chosen.")
        panels.nothing_to_show(f"Choose {FEWEST_ARMS} to {MOST_ARMS} arms to put side by side.")
    arm_ids = in_reference_order(chosen, reference)
    return Choice(arm_ids, reference, grade_band, None if period == "most" else period, subset, groups)


def _open_preset() -> None:
    """A comparison with a name brings its arms, grade, period and reference; differences are closed again."""
    for control, value in _of_preset(opening(cached.evidence(), st.session_state["preset"])).items():
        st.session_state[control] = value


def _of_preset(preset: dict) -> dict:
    """Control -> its value in a comparison with a name."""
    return {
        "compare_arms": list(preset["arm_ids"]),
        "compare_grade": preset["grade_band"],
        "compare_period": preset["period"],
        "reference": preset["reference_arm_id"],
        "open_differences": False,
    }


def guard(evidence: Evidence, choice: Choice, comparison: Comparison) -> bool:
    """The verdict on top, why, and what decides it, arm by arm; returns whether the reader opens all differences.

    That is asked only where there are arms of different trials.
    """
    icon, color = VERDICT_LOOKS[comparison.verdict]
    term = COMPARABILITY[comparison.verdict]
    names = evidence.arms.set_index("arm_id")["arm_label"].map(plain)
    is_open = False
    with st.container(border=True, key="guard"):
        rows = comparison.selection.rows
        missing = not_counted(rows) if comparison.verdict in RANDOMIZED else ""
        st.markdown(f":{color}-badge[{icon} **{verdict_in_short(rows)}**] {term.definition} {plain(missing)}".rstrip())
        if len(set(comparison.verdicts.values())) > 1:
            pairs = (f"{names[arm]}: {label(COMPARABILITY, v).lower()}" for arm, v in comparison.verdicts.items())
            st.markdown(f"Against {names[choice.reference]}: {'; '.join(pairs)}.")
        if partly := once(_partly_counted, comparison, words.name_column()):
            st.markdown(f":material/warning: {partly}")
        for arm in comparison.shared:
            st.markdown(
                f":material/group: {names[arm]} and {names[choice.reference]} may count the same patients, so no "
                "difference is computed between them."
            )
        if "different_trials" in comparison.verdicts.values():
            is_open = controls.choose_whether(
                "open_differences",
                "Show differences and ratios all the same",
                help="They mix the effect of treatment with differences between patients, grading and time on "
                "treatment. Every export says so.",
            )
        if more := panels.opened("What decides it, arm by arm", key="arm_facts", icon="fact_check", expanded=True):
            more.table(once(_facts, evidence, choice, comparison.selection))
    return is_open


def _partly_counted(comparison: Comparison, name_column: str) -> str:
    """Which events of randomized arms are counted in only part of those treated, or nothing."""
    rows = comparison.selection.rows
    is_randomized = rows["arm_id"].map(comparison.verdicts) == "randomized"
    is_partly = is_randomized & (rows["comparability"] == "part_of_randomized")
    names = dict.fromkeys(rows.loc[is_partly, name_column])
    if not names:
        return ""
    return (
        f"**{COMPARABILITY['part_of_randomized'].label}:** {plain(', '.join(names))}. Not everybody treated is counted "
        "there, so chance no longer balances the arms."
    )


def _facts(evidence: Evidence, choice: Choice, selection: Selection) -> pd.DataFrame:
    """The comparability card: one column an arm, one row a fact, as Markdown that shows text as text."""
    unknown = "not stated"
    columns = {}
    for arm in arm_facts(evidence, selection.rows, choice.arm_ids).itertuples():
        is_reference = arm.arm_id == choice.reference
        columns[plain(arm.arm_label) + (" (reference)" if is_reference else "")] = {
            "Trial": plain(f"{arm.trial_name or unknown}; {arm.design or unknown}"),
            "Patients and line of therapy, as printed": plain(arm.population or unknown),
            "Setting, age": plain(f"{label(SETTINGS, arm.setting)}; {label(AGE_GROUPS, arm.age_group).lower()}"),
            "Safety population": unknown if pd.isna(arm.n_safety) else f"{arm.n_safety:,}",
            "Treatment and time on it": plain(arm.dosing or unknown)
            + ("; rates per patient-year are printed" if arm.has_rate else ""),
            "Grading scale": plain(arm.grading or unknown),
            "Events in view": f"{arm.n_rows}, {label(PERIODS, selection.period).lower()}; {arm.n_grouped:.0f} of them "
            "group several terms",
            "Source": f"[{plain(arm.source_name)}](<{arm.source_url}>)"
            if arm.source_url.startswith("http")
            else plain(arm.source_name),
        }
    return pd.DataFrame(columns)


def title_of(choice: Choice, comparison: Comparison) -> str:
    """Grade and period of the rows in view."""
    return f"{label(GRADE_BANDS, choice.grade_band)}, {panels.period_title(comparison.selection)}"


def look(evidence: Evidence, rows: pd.DataFrame) -> dict:
    """What every chart of incidence rows is drawn with: the event names of the reader, with their marks."""
    return {"names": words.names_in_view(evidence, rows)}
