"""What a slide says in a table: words, or the rows behind a chart that could not be drawn."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pandas as pd

from adverse.charts.hover import counted_value
from adverse.charts.onset import onset_in_words
from adverse.exports.view import View

MOST_ROWS = 12
NO_CHROME = "PowerPoint has no form for this chart, and this server has no Chrome to draw it"


class SlideTable(NamedTuple):
    """A line above it (empty when the table says all), the titles of its columns and its rows, all as text."""

    above: str
    titles: list[str]
    rows: list[list[str]]


def table_of_rows(view: View) -> SlideTable:
    """The first rows of a view whose chart could not be drawn, with the figures that the chart shows."""
    rows = view.rows
    columns = next(columns for needed, columns in ROWS if needed in rows)
    titles, told = _columns(rows.head(MOST_ROWS), columns)
    is_cut = len(rows) > MOST_ROWS
    which = f"the first {MOST_ROWS} of {len(rows)} rows; the CSV and Excel files hold all" if is_cut else "its rows"
    return SlideTable(f"{NO_CHROME}: {which}.", titles, told)


def _columns(rows: pd.DataFrame, columns: dict[str, Callable[[Any], str]]) -> tuple[list[str], list[list[str]]]:
    return list(columns), [[in_words(row) for in_words in columns.values()] for row in rows.itertuples()]


def _ratio(name: str) -> Callable[[Any], str]:
    return lambda row: f"{getattr(row, name):.2f}".replace("inf", "Inf")


def _points(row: Any) -> str:
    if pd.isna(row.risk_difference):
        return ""
    low, high = 100 * row.risk_difference_low, 100 * row.risk_difference_high
    return f"{100 * row.risk_difference:+.1f} ({low:+.1f} to {high:+.1f})"


def _treatment(row: Any) -> str:
    return row.arm_label if isinstance(row.arm_label, str) and row.arm_label else row.drug


EVENT = {"Event": lambda row: row.event}
SOURCE = {"Source": lambda row: row.source_name}
ARM = {"Arm": lambda row: row.arm_label}
OF_RATES = {
    "Rate": lambda row: f"{row.rate:g}",
    "Rate of reference": lambda row: f"{row.rate_control:g}",
    "Ratio of patients": _ratio("crude_ratio"),
    "Ratio of rates": _ratio("rate_ratio"),
    "Source": lambda row: row.rate_source_name,
}
PRINTED = {"Patients": counted_value}
POINTS = {
    "Difference in points (95% interval)": _points,
    "q value": lambda row: "" if pd.isna(row.q_value) else f"{row.q_value:.2g}",
}
ONSET = {"Treatment": _treatment, "Start, as printed": onset_in_words}
# The first column that the rows have says what they are.
ROWS = (
    ("rate_ratio", EVENT | ARM | OF_RATES),
    ("onset_median_days", EVENT | ONSET | SOURCE),
    ("risk_difference", EVENT | ARM | PRINTED | POINTS | SOURCE),
    ("percent_qualifier", EVENT | ARM | PRINTED | SOURCE),
    ("source_name", SOURCE),
)
