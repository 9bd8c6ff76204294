"""How often: shares of patients in words."""

import pandas as pd

from adverse.vocabulary import (
    GRADE_BANDS,
    PERIODS,
    SUBSETS,
    count_in_words,
    is_range,
    is_total,
    label,
    percent_in_figures,
    printed_percent,
    share_in_figures,
)

SIGNS = {"<": "less than ", "<=": "at most ", ">": "more than ", ">=": "at least ", "~": "about "}


def share_in_words(row) -> str:
    """ "55% (147 of 267)", "less than 1% (no count printed)" or "about 0.5% (10 of about 2000)" of one incidence row.

    A count that is not printed is said as what it is: "12% (98 of 843, worked out)", "12% (25 or 26 of 211)", "24% to
    31% (at least 13, at most 17 of 54)". A printed percentage that does not fit its counts gives way to theirs, as in
    the charts, and is named beside it.
    """
    if pd.isna(row.proportion):
        return "a share that cannot be computed"
    sign = SIGNS.get(row.percent_qualifier, "")
    is_misfit = bool(getattr(row, "discrepancy", "")) and pd.notna(row.percent)
    counts = count_in_words(row) if pd.notna(row.n_at_risk) else ""
    if is_range(row) and pd.notna(row.n_with_event_high):
        ends = 100 * row.proportion, 100 * row.n_with_event_high / row.n_at_risk
        return f"{' to '.join(dict.fromkeys(f'{percent_in_figures(end)}%' for end in ends))} ({counts})"
    if counts and pd.notna(row.n_with_event) and is_misfit:
        return f"{share_in_figures(row)}% ({counts}; printed as {printed_percent(row)})"
    if not counts:
        counts = f"no whole count of {row.n_at_risk} gives it" if is_misfit else "no count printed"
    return f"{sign}{share_in_figures(row)}% ({counts})"


def share_in_short(row) -> str:
    """The share and its counts beside a mark: "14% (37/267)", "at least 13% (of 189)", "5% (no N)".

    A count that is not printed is said to be worked out: "0% (0/45, worked out)".
    """
    share = share_in_words(row).split(" (")[0]
    if pd.isna(row.n_at_risk):
        return f"{share} (no N)"
    if pd.notna(row.n_with_event):
        return f"{share} ({row.n_with_event}/{row.n_at_risk})"
    if getattr(row, "count_basis", "") == "worked_out":
        return f"{share} ({row.n_with_event_low}/{row.n_at_risk}, worked out)"
    return f"{share} (of {row.n_at_risk})"


def most_frequent_event(rows: pd.DataFrame, *, name_column: str = "event") -> str:
    """The event with the largest share in the first arm of `rows`, among how many shown, and its share in other arms.

    `rows`: incidence rows with `proportion`; totals such as "Any adverse event" do not count as an event. An event that
    is not reported or not in view may be more frequent still, so the sentence says how many are shown. With plain names
    the arm comes first.
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
    others = f"; {shown}." if parts else "."
    told = f"{share_in_words(top)}{others}"
    n_events, arm, what = first_arm["event"].nunique(), top["arm_label"], counted_in_words(first_arm)
    if n_events == 1:
        return f"{top[name_column]}, the only event shown for {arm} ({what}): {told}"
    if top["proportion"] == 0:
        return f"None of the {n_events} events shown for {arm} ({what}) was seen in any patient."
    is_surely_first = (largest_possible_share(first_arm.drop(index=top.name)) <= top["proportion"]).all()
    rank = "Most frequent" if is_surely_first else "Largest known share"
    if name_column == "plain_name":
        most = "was most common of" if is_surely_first else "has the largest known share of"
        name = top[name_column]
        return f"{name} {most} the {n_events} side effects shown for {arm} ({what}): {told}"
    found = f"{rank} of the {n_events} events shown for {arm} ({what})"
    return f"{found}: {top[name_column]}, {told}"


def largest_possible_share(rows: pd.DataFrame) -> pd.Series:
    """The share of each row at most: that of its largest count between two, everybody above a bound, else its share."""
    is_open = rows["percent_qualifier"].isin([">", ">="])
    most = rows["proportion"].mask(is_open, 1.0)
    if "count_basis" not in rows:
        return most
    is_apart = rows["count_basis"] == "apart"
    return most.mask(is_apart, rows["n_with_event_high"].astype(float) / rows["n_at_risk"].astype(float))


def counted_in_words(rows: pd.DataFrame) -> str:
    """What incidence rows count: "any grade, cycle 1" or "fatal events, grade 3 or higher, whole study".

    `rows`: at least one, all of one grade band, subset and period.
    """
    row = rows.iloc[0]
    what = f"{label(GRADE_BANDS, row.grade_band).lower()}, {label(PERIODS, row.period).lower()}"
    return what if row.subset == "all" else f"{label(SUBSETS, row.subset).lower()} events, {what}"


def set_aside_in_words(set_aside: pd.DataFrame, reasons: dict) -> str:
    """ "3 more rows not drawn: other period (2), other source (1)", or nothing when no row was set aside."""
    if set_aside.empty:
        return ""
    counts = set_aside["set_aside_reason"].value_counts()
    parts = ", ".join(f"{label(reasons, reason)} ({count})" for reason, count in counts.items())
    return f"{len(set_aside)} more row{'s' if len(set_aside) > 1 else ''} not drawn: {parts}"
