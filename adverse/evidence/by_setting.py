"""One event by setting and age group: each trial of the medicine once, any grade and grade 3 or higher side by side.

Settings and ages differ in patients and grading, so their shares are listed, never pooled or given as one range.
"""

import pandas as pd

from adverse.evidence.cells import LIST_MARK
from adverse.evidence.load import Evidence
from adverse.evidence.patients import independent_arms
from adverse.evidence.scope import names_focus_drug
from adverse.evidence.select import Selection, ranked_rows, with_details
from adverse.vocabulary import AGE_GROUPS, SETTINGS, label

GRADES = ("any", "ge3")
SUBSETS_BEST_FIRST = ("all", "treatment_related")
PERIODS_BEST_FIRST = ("whole_study", "other", "cycle_1")  # a first cycle is a lower limit of all cycles
NOT_OF_A_TRIAL = ("article", "case_report")
CAVEATS = {
    "cycle_1": "cycle 1 only, a lower limit for all cycles",
    "part": "part of treatment only",
    "treatment_related": "treatment-related events only",
    "second_hand": "as a review or news report gives it",
    "interim": "an earlier cut",
    "bound": "printed as a bound",
}


def setting_rows(evidence: Evidence, event: str) -> Selection:
    """Rows of `event` in trials of the medicine, at most two an arm: any grade and grade 3 or higher.

    Arms are those of `headline_settings` in data/about.toml in registered or numbered trials, with the medicine alone
    or with others, that count nobody twice. Rows carry `place` (setting and age), `row_label` and `caveats`, keys
    of CAVEATS joined by LIST_MARK; the rows left out say why in `set_aside_reason`.
    """
    arms = _trial_arms(evidence)
    table = evidence.incidence
    wanted = (table["event"] == event) & table["arm_id"].isin(arms["arm_id"]) & table["grade_band"].isin(GRADES)
    rows = with_details(evidence, table[wanted & table["subset"].isin(SUBSETS_BEST_FIRST)])
    reason = pd.Series("", index=rows.index)
    reason[rows["n_at_risk"].isna()] = "no_denominator"
    reason[~rows["period"].isin(PERIODS_BEST_FIRST)] = "period"
    reason[rows["counting_unit"] != "patients"] = "counting_unit"
    reason[rows["source_kind"].isin(NOT_OF_A_TRIAL)] = "source"
    reason[rows["data_cut"] == "interim"] = "data_cut"
    ranked = ranked_rows(rows[reason == ""]).assign(
        _subset=lambda found: found["subset"].map(SUBSETS_BEST_FIRST.index),
        _period=lambda found: found["period"].map(PERIODS_BEST_FIRST.index),
    )
    ranked = ranked.sort_values(["arm_id", "grade_band", "_subset", "_period"], kind="stable")
    best = ranked.drop_duplicates(["arm_id", "grade_band"])
    reason[ranked.index.difference(best.index)] = "source"
    independent = independent_arms(arms, best["arm_id"])
    reason[best.index[~best["arm_id"].isin(independent)]] = "patients_counted"
    kept = with_places(rows[reason == ""]).assign(n_other_rows=0, is_disputed=False)
    return Selection(kept, rows[reason != ""].assign(set_aside_reason=reason[reason != ""]))


def _trial_arms(evidence: Evidence) -> pd.DataFrame:
    """Arms of trials of the medicine, alone or with others, in the headline settings."""
    arms = evidence.arms
    in_usual_form = names_focus_drug(evidence, arms["drug"], in_usual_form=True)
    is_trial = (arms["nct"] != "") | (arms["phase"] != "")
    return arms[in_usual_form & is_trial & arms["setting"].isin(evidence.about["headline_settings"])]


def with_places(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with details in drawing order: by setting, then age, then the larger arm, the grade last.

    Adds `place`, the heading of setting and age, `row_label`, the trial, or the arm where a trial has several at one
    place, and `caveats`.
    """
    settings, ages = list(SETTINGS), list(AGE_GROUPS)
    place = [f"{label(SETTINGS, row.setting)}, {label(AGE_GROUPS, row.age_group).lower()}" for row in rows.itertuples()]
    rows = rows.assign(place=place)
    n_arms = rows.groupby(["place", "trial_name"])["arm_id"].transform("nunique")
    rows = rows.assign(
        row_label=rows["trial_name"].where(n_arms == 1, rows["arm_label"]),
        caveats=[_caveats(row) for row in rows.itertuples()],
        _setting=rows["setting"].map(settings.index),
        _age=rows["age_group"].map(ages.index),
        _grade=rows["grade_band"].map(GRADES.index),
    )
    order = ["_setting", "_age", "n_safety", "arm_id", "_grade"]
    ordered = rows.sort_values(order, ascending=[True, True, False, True, True])
    return ordered.drop(columns=["_setting", "_age", "_grade"])


def _caveats(row) -> str:
    applies = {
        "cycle_1": row.period == "cycle_1",
        "part": row.period == "other",
        "treatment_related": row.subset == "treatment_related",
        "second_hand": row.source_kind in ("review", "guideline", "news"),
        "interim": row.data_cut == "interim",
        "bound": row.percent_qualifier not in ("", "=") and pd.isna(row.n_with_event),
    }
    return LIST_MARK.join(key for key, does in applies.items() if does)


def leading_trial(evidence: Evidence, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with counts of the largest randomized trial among `rows`, with those of its comparator arm.

    `rows`: those of `setting_rows` of several events. Only trials that print a count at grade 3 or higher of each of
    the events themselves are asked; empty when none does.
    """
    arms = evidence.arms.set_index("arm_id")
    counted = rows[rows["n_with_event"].notna()]
    counted = counted[counted["arm_id"].map(arms["allocation"]) == "randomized"]
    own = counted[(counted["grade_band"] == "ge3") & (counted["caveats"] == "")]
    n_events = own.groupby("arm_id")["event"].nunique()
    whole = own[own["arm_id"].isin(n_events.index[n_events == rows["event"].nunique()])]
    if whole.empty:
        return whole
    arm_id = whole.sort_values("n_safety", ascending=False)["arm_id"].iloc[0]
    own = counted[counted["arm_id"] == arm_id]
    is_control = (arms["trial_id"] == arms.loc[arm_id, "trial_id"]) & (arms["arm_role"] == "comparator")
    table = evidence.incidence
    control = with_details(evidence, table[table["arm_id"].isin(arms.index[is_control])])
    same = ["event", "grade_band", "subset", "period", "counting_unit", "source_id"]
    control = control[control.set_index(same).index.isin(own.set_index(same).index)]
    return pd.concat([own, with_places(control)])
