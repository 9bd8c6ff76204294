"""How far the rows in view may be compared, in words: the one home of what files, charts and sentences say of it."""

import pandas as pd

from adverse.sentences.case import inside
from adverse.vocabulary import COMPARABILITY, GRADE_BANDS, label

RANDOMIZED = ("randomized", "part_of_randomized")
ASSIGNED = ("n_randomized", "n_safety")
ASSIGNED_TO_REFERENCE = ("reference_label", "n_randomized_control", "n_safety_control")


def weakest(verdicts: list[str]) -> str:
    """The verdict on several pairs: that of the pair that is hardest to compare."""
    return max(verdicts, key=list(COMPARABILITY).index)


def how_comparable(rows: pd.DataFrame) -> str:
    """The key in COMPARABILITY of the rows of a chart, or nothing where there is nothing to compare.

    Rows of compared arms carry it; other rows are of different trials when they come from several trials, or, where
    rows name no trial (labels, reports, risk factors), from several documents.
    """
    if "comparability" in rows:
        return weakest(list(rows["comparability"])) if len(rows) else ""
    if "trial_name" in rows:
        studies = rows["trial_name"].fillna(rows["source_id"]) if "source_id" in rows else rows["trial_name"]
    elif "factor" in rows and "percent_of_all_reports" not in rows:  # shares of reports compare no patients
        studies = rows["source_id"]
    else:
        return ""
    return "different_trials" if studies.nunique() > 1 else ""


def verdict_in_short(rows: pd.DataFrame) -> str:
    """The label of `how_comparable`; of arms that count only part of the randomized patients, in how many events."""
    key = how_comparable(rows)
    if not key:
        return ""
    events = rows.loc[rows["comparability"] == key, "event"].nunique() if key == "part_of_randomized" else 0
    n_all = rows["event"].nunique() if events else 0
    scope = f" ({events} of {n_all} events)" if events < n_all else ""
    return f"{label(COMPARABILITY, key)}{scope}"


def verdict_in_words(rows: pd.DataFrame) -> str:
    """The same with what it means, for the line under a chart, for its text alternative and for files; or nothing."""
    key = how_comparable(rows)
    if not key:
        return ""
    missing = not_counted(rows) if key in RANDOMIZED else ""
    return " ".join(filter(None, [f"{verdict_in_short(rows)}: {inside(COMPARABILITY[key].definition)}", missing]))


def not_counted(rows: pd.DataFrame) -> str:
    """Who was randomized and is not counted, so that everybody treated is not read as everybody randomized.

    The reference arm is told too where rows only stand beside it.
    """
    if not {"n_randomized", "n_safety"} <= set(rows):
        return ""
    names = [arm_alone(row) for row in rows.itertuples()]
    arms = rows.assign(arm_label=names)[["arm_label", *ASSIGNED]]
    if set(ASSIGNED_TO_REFERENCE) <= set(rows):
        reference = rows[list(ASSIGNED_TO_REFERENCE)].set_axis(arms.columns, axis=1)
        arms = pd.concat([arms, reference[reference["arm_label"].notna()]])
    arms = arms.dropna().drop_duplicates("arm_label").sort_values("arm_label")
    told = [
        f"{row.n_randomized - row.n_safety:.0f} of the {row.n_randomized:.0f} patients randomized to {row.arm_label}"
        for row in arms[arms["n_randomized"] > arms["n_safety"]].itertuples()
    ]
    if not told:
        return ""
    return f"{' and '.join(told)} are not counted (never treated, or without safety data)."


def arm_alone(row) -> str:
    """The label of an arm without the grade that columns of two grades have behind it."""
    return row.arm_label.removesuffix(f", {label(GRADE_BANDS, row.grade_band).lower()}")
