"""The rows of an onset chart: documents that share one, what a row is called, and the figures written beside it."""

import pandas as pd

from adverse.charts.values import NOT_REPORTED, Value
from adverse.vocabulary import ONSET_MEASURES, OWN_SOURCE_KINDS, label

SINGLE_CASES = "Single patients"
OWN_DAYS = ("median<br>day", "patients,<br>range")
DAYS = ("median<br>day", "printed<br>beside it")  # the titles of the column


def windows_together(table: pd.DataFrame) -> pd.DataFrame:
    """The rows with one row for all documents that print the same window of an event and no median; its key has all."""
    figures = ["onset_median_days", "onset_min_days", "onset_max_days"]
    is_window = table[figures].isna().all(axis=1) & (table["measure"] == "onset") & table["window_end_day"].notna()
    same = ["drug", "event", "window_start_day", "window_end_day", "window_meaning", "time_origin"]
    kept = table.assign(text_of=table["source_name"])
    for _, rows in table[is_window].groupby(same, sort=False):
        first = rows.index[0]
        if len(rows) > 1:
            kept.loc[first, "row_key"] = "\n".join(rows["row_key"])
            kept.loc[first, "text_of"] = f"{len(rows)} texts: {rows['source_name'].iloc[0]} and {len(rows) - 1} more"
            kept.loc[first, "source_name"] = "; ".join(rows["source_name"])
            kept = kept.drop(index=rows.index[1:])
    return kept


def row_labels(row, names: dict, *, with_drug: bool) -> tuple[str, str]:
    """The heading and the label of a row."""
    name, drug = names.get(row.event, row.event), f"{row.drug}: " if with_drug else ""
    if row.source_kind in OWN_SOURCE_KINDS:
        return name, f"Your data: {row.drug}"
    if row.measure == "single_case":
        return SINGLE_CASES, drug + name
    if row.measure != "onset":
        return f"{name}: {label(ONSET_MEASURES, row.measure).lower()}", drug + row.text_of
    return name, drug + row.text_of


def value_of(row) -> Value:
    """ "2" and "lasts 5 days" of a row: its median day, and how many had the event, the range or how long it lasted."""
    if row.measure == "single_case":
        return Value(f"{row.onset_min_days:g}" if pd.notna(row.onset_min_days) else NOT_REPORTED, "one patient")
    if pd.isna(row.onset_median_days):
        return Value(NOT_REPORTED, "not printed")
    basis = [] if pd.isna(row.n_patients) else [f"N = {row.n_patients:.0f}"]
    if pd.notna(row.onset_min_days) and pd.notna(row.onset_max_days):
        basis.append(f"range {row.onset_min_days:g} to {row.onset_max_days:g}")
    if pd.notna(row.duration_median_days):
        basis.append(f"lasts {row.duration_median_days:g}")
    return Value(f"{row.onset_median_days:g}", ", ".join(basis) or "N not given")
