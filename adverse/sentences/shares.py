"""How often: shares of patients in words."""

import pandas as pd

from adverse.vocabulary import GRADE_BANDS, PERIODS, SUBSETS, has_approximate_total, label, share_in_figures

SIGNS = {"<": "less than ", "<=": "at most ", ">": "more than ", ">=": "at least ", "~": "about "}


def share_in_words(row) -> str:
    """ "55% (147 of 267)", "less than 1% (no count printed)" or "about 0.5% (10 of about 2000)" of one incidence row.

    A printed percentage that does not fit its counts gives way to theirs, as in the charts, and is named beside it.
    """
    if pd.isna(row.proportion):
        return "a share that cannot be computed"
    is_counted = pd.notna(row.n_with_event) and pd.notna(row.n_at_risk)
    sign, percent = SIGNS.get(row.percent_qualifier, ""), share_in_figures(row)
    counts = "no count printed"
    if is_counted:
        counts = f"{row.n_with_event} of {SIGNS['~'] if has_approximate_total(row) else ''}{row.n_at_risk}"
        if getattr(row, "discrepancy", "") and pd.notna(row.percent):
            return f"{percent}% ({counts}; printed as {row.percent:g}%)"
    return f"{sign}{percent}% ({counts})"


def share_in_short(row) -> str:
    """The share and its counts beside a mark: "14% (37/267)", "at least 13% (of 189)", "5% (no N)"."""
    share = share_in_words(row).split(" (")[0]
    if pd.isna(row.n_at_risk):
        return f"{share} (no N)"
    return (
        f"{share} ({row.n_with_event}/{row.n_at_risk})"
        if pd.notna(row.n_with_event)
        else f"{share} (of {row.n_at_risk})"
    )


def most_frequent_event(rows: pd.DataFrame, *, name_column: str = "event") -> str:
    """The event with the largest share in the first arm of `rows` among those it reports, and its share in other arms.

    `rows`: incidence rows with `proportion`; totals such as "Any adverse event" do not count as an event. An event that
    the arm does not report may be more frequent still, so the sentence says how many it reports.
    """
    events = rows[~is_total(rows) & rows["proportion"].notna()]
    totals = rows[rows["proportion"].notna()]
    if events.empty and len(totals):
        told = [f"{row[name_column]}, {share_in_words(row)} in {row['arm_label']}" for _, row in totals.iterrows()]
        more = f"; and {len(told) - 3} more" if len(told) > 3 else ""
        return f"Only totals over all events are in view ({counted_in_words(totals)}): {'; '.join(told[:3])}{more}."
    if events.empty:
        return "None of the rows in view gives a share of patients."
    first_arm = events[events["arm_id"] == events.iloc[0]["arm_id"]]
    top = first_arm.sort_values("proportion", ascending=False).iloc[0]
    same = events[(events["event"] == top["event"]) & (events["arm_id"] != top["arm_id"])]
    parts = [f"{share_in_words(row)} in {row.arm_label}" for row in same.itertuples()]
    shown = ", ".join(parts[:2]) + (f", and {len(parts) - 2} more arms" if len(parts) > 2 else "")
    others = f". The same in other arms: {shown}." if parts else "."
    n_events, arm, what = first_arm["event"].nunique(), top["arm_label"], counted_in_words(first_arm)
    if n_events == 1:
        return f"{top[name_column]}, the only event that {arm} reports here ({what}): {share_in_words(top)}{others}"
    if top["proportion"] == 0:
        return f"None of the {n_events} events that {arm} reports here ({what}) was seen in any patient."
    found = f"Most frequent of the {n_events} events that {arm} reports here ({what})"
    return f"{found}: {top[name_column]}, {share_in_words(top)}{others}"


def counted_in_words(rows: pd.DataFrame) -> str:
    """What incidence rows count: "any grade, cycle 1" or "fatal events, grade 3 or higher, whole study".

    `rows`: at least one, all of one grade band, subset and period.
    """
    row = rows.iloc[0]
    what = f"{label(GRADE_BANDS, row.grade_band).lower()}, {label(PERIODS, row.period).lower()}"
    return what if row.subset == "all" else f"{label(SUBSETS, row.subset).lower()} events, {what}"


def is_total(rows: pd.DataFrame) -> pd.Series:
    """True for totals over all events, deaths and the like, which are not one event beside the others."""
    return (rows["event_group"] == "other") & (rows["event_kind"] == "aggregate")


def set_aside_in_words(set_aside: pd.DataFrame, reasons: dict) -> str:
    """ "3 more rows not drawn: other period (2), other source (1)", or nothing when no row was set aside."""
    if set_aside.empty:
        return ""
    counts = set_aside["set_aside_reason"].value_counts()
    parts = ", ".join(f"{label(reasons, reason)} ({count})" for reason, count in counts.items())
    return f"{len(set_aside)} more row{'s' if len(set_aside) > 1 else ''} not drawn: {parts}"
