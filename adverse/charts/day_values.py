"""The days beside each row of an onset chart: its median, with its range, how long it lasts, or a window alone."""

import pandas as pd

from adverse.charts.values import NOT_REPORTED, Value

DAYS = ("median day", "range")  # the titles of the column


def day_values(rows: pd.DataFrame) -> list[Value]:
    """The value of each onset row; a row without a median has a dash for it, never 0."""
    return [_value(row) for row in rows.itertuples()]


def _value(row) -> Value:
    median = f"{row.onset_median_days:g}" if pd.notna(row.onset_median_days) else NOT_REPORTED
    ends, lasts = (row.onset_min_days, row.onset_max_days), row.duration_median_days
    if row.measure == "single_case":
        return Value(median, f"day {ends[0]:g}" if pd.notna(ends[0]) else "")
    if pd.notna(ends[0]) and pd.notna(ends[1]):
        return Value(median, f"{ends[0]:g} to {ends[1]:g}")
    if pd.notna(lasts):
        return Value(median, f"lasts {lasts:g}")
    has_window = pd.notna(row.window_end_day) and pd.isna(row.onset_median_days)
    return Value(median, f"window {row.window_start_day:g} to {row.window_end_day:g}" if has_window else "")
