"""The values that texts of a slide may name: computed from the rows in view, ready to stand in a sentence."""

import pandas as pd

from adverse.sentences import (
    across_settings,
    claims_answer,
    compare_answer,
    difference_in_words,
    documents_in_words,
    most_frequent_event,
    onset_answer,
    share_in_words,
)
from adverse.vocabulary import is_total, share_as_shown

Values = dict[str, str]


def of_incidence(rows: pd.DataFrame, event: str | None, show: str, name_column: str) -> Values:
    """Of one event in every arm the largest arm of each setting; else `of_shares`, and the values of grades."""
    if not event:
        values = of_shares(rows, name_column)
        return values | _of_grades(rows, name_column) if show == "grades" else values
    name = rows[name_column].iloc[0]
    return {
        "answer": across_settings(rows, name, plain_words=name_column == "plain_name"),
        "event": name,
        "arms": str(int(rows["proportion"].notna().sum())),
        "documents": documents_in_words(rows),
    }


def of_shares(rows: pd.DataFrame, name_column: str) -> Values:
    """The most frequent single event of the first arm, with share and interval, and the same event in the next arm."""
    values = {
        "answer": most_frequent_event(rows, name_column=name_column),
        "documents": documents_in_words(rows),
        "events": str(rows["event"].nunique()),
    }
    events = rows[~is_total(rows) & rows["proportion"].notna()]
    if len(events):
        top = events[events["arm_id"] == events["arm_id"].iloc[0]].nlargest(1, "proportion").iloc[0]
        values |= {"event": top[name_column], "arm": top["arm_label"], "share": share_in_words(top)}
        same = events[(events["event"] == top["event"]) & (events["arm_id"] != top["arm_id"])]
        if len(same):
            values |= {"other_arm": same["arm_label"].iloc[0], "other_share": share_in_words(same.iloc[0])}
        for name, row in (("interval", top), *(("other_interval", row) for _, row in same.head(1).iterrows())):
            if pd.notna(row["proportion_low"]):
                values[name] = f"{100 * row['proportion_low']:.1f}% to {100 * row['proportion_high']:.1f}%"
    return values


def _of_grades(rows: pd.DataFrame, name_column: str) -> Values:
    first = rows[(rows["arm_id"] == rows["arm_id"].iloc[0]) & ~is_total(rows)]
    if first.empty:
        return {}
    top = first.nlargest(1, "percent_severe").iloc[0]
    severe = share_as_shown(top["percent_printed_severe"], top["percent_severe"], top["discrepancy_severe"])
    any_grade = share_as_shown(top["percent"], top["percent_severe"] + top["percent_grade_1_2"], top["discrepancy"])
    return {
        "severe_event": top[name_column],
        "severe_share": f"{severe}%",
        "severe_event_any_grade": f"{any_grade}%",
    }


def of_onset(rows: pd.DataFrame, headline: tuple[str, ...], drug: str, name_column: str) -> Values:
    """When the headline events in view start, else the earliest of the others."""
    medians = rows[rows["onset_median_days"].notna() & (rows["measure"] == "onset") & (rows["drug"] == drug)]
    values = {
        "answer": onset_answer(rows, headline, drug=drug, name_column=name_column),
        "documents": documents_in_words(rows),
        "events": str(rows["event"].nunique()),
    }
    if len(medians):
        days = medians["onset_median_days"]
        values |= {"earliest_median": _days(days.min()), "latest_median": _days(days.max())}
    return values


def of_comparison(rows: pd.DataFrame, event: str, view: str, name_column: str) -> Values:
    """What the comparison says, and the event in focus in the first arm that reports it beside the reference arm."""
    values = {
        "answer": compare_answer(rows, reader=view, name_column=name_column),
        "documents": documents_in_words(rows),
        "events": str(rows["event"].nunique()),
    }
    others = rows[(rows["event"] == event) & rows["reference_label"].notna()]
    if others.empty:
        return values
    row = others.iloc[0]
    values |= {
        "event": row[name_column],
        "difference": difference_in_words(row, reader=view, name_column=name_column),
        "arm": row["arm_label"],
        "reference": row["reference_label"],
        "share": share_in_words(row),
        "reference_share": share_in_words(rows[rows["row_key"] == row["row_key_control"]].iloc[0]),
    }
    return values


def of_exposure(rows: pd.DataFrame, event: str, name_column: str) -> Values:
    """How many events change direction when they are counted by time, and both ratios of the event in focus.

    `rows` as `exposure_rows` returns them. Where the event in focus has no rate, one that turns stands for it.
    """
    turned = rows[((rows["crude_ratio"] - 1) * (rows["rate_ratio"] - 1)) < 0]
    focus = next(found for found in (rows[rows["event"] == event], turned, rows) if len(found)).iloc[0]
    return {
        "timed_events": str(len(rows)),
        "turned_events": str(len(turned)),
        "timed_event": focus[name_column],
        "crude_ratio": f"{focus['crude_ratio']:.2f}",
        "rate": f"{focus['rate']:g}",
        "reference_rate": f"{focus['rate_control']:g}",
        "rate_ratio": f"{focus['rate_ratio']:.2f}",
    }


def of_case_shares(rows: pd.DataFrame) -> Values:
    """The factor whose share of reported cases lies farthest from its share of all reports."""
    far = rows.loc[(rows["estimate"] - rows["percent_of_all_reports"]).abs().idxmax()]
    return {
        "factor": f"{far['factor']}: {far['level']}",
        "share_of_cases": f"{far['estimate']:g}%",
        "share_of_reports": f"{far['percent_of_all_reports']:g}%",
        "factors": str(rows["factor"].nunique()),
        "documents": documents_in_words(rows),
    }


def of_risk(rows: pd.DataFrame) -> Values:
    """How many factors are named, and in how many documents."""
    return {"factors": str(rows["factor"].nunique()), "documents": documents_in_words(rows)}


def of_claims(rows: pd.DataFrame, n_all: int) -> Values:
    """How many claims are in view by verdict, and what the first of them says beside the evidence."""
    first = rows.iloc[0]
    return {
        "answer": claims_answer(rows, n_all),
        "claims": str(len(rows)),
        "all_claims": str(n_all),
        "supported": str(int((rows["verdict"] == "supported").sum())),
        "said": first["said"],
        "found": first["figure"] or "no figure",
        "why": first["explanation"],
    }


def _days(value: float) -> str:
    return f"{value:g} day{'' if value == 1 else 's'}"
