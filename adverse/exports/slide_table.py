"""What a slide says in a table, where it has no chart: claims, verdicts, ranges, or the rows behind a drawing."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pandas as pd

from adverse.charts.hover import printed_value
from adverse.charts.onset import onset_in_words
from adverse.exports.view import View
from adverse.vocabulary import GRADE_BANDS, VERDICTS, label

MOST_ROWS = 12
NO_CHROME = "PowerPoint has no form for this chart, and this server has no Chrome to draw it"


class SlideTable(NamedTuple):
    """A line above it (empty when the table says all), the titles of its columns and its rows, all as text."""

    above: str
    titles: list[str]
    rows: list[list[str]]


def table_in_words(view: View) -> SlideTable:
    """A view that is words and no chart: each claim with its verdict, how many have each, or ranges of events."""
    rows = view.rows
    if "said" not in rows:
        return SlideTable("", *_ranges(rows))
    if len(rows) <= MOST_ROWS:
        return SlideTable("", *_columns(rows, CLAIMS))
    counts = rows["verdict"].value_counts()
    told = [[label(VERDICTS, key), VERDICTS[key].definition, str(counts[key])] for key in VERDICTS if key in counts]
    return SlideTable("", ["Verdict", "What it means", "Claims"], told)


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


def _ranges(rows: pd.DataFrame) -> tuple[list[str], list[list[str]]]:
    """Lowest and highest share of each event and grade with who printed it, and the medians of its onset."""
    told = []
    for event, of_event in rows.groupby("event", sort=False):
        shares = of_event[of_event["percent"].notna() | of_event["n_with_event"].notna()]
        for band, same in shares.groupby("grade_band", sort=False):
            share = (100 * same["n_with_event"] / same["n_at_risk"]).astype(float).fillna(same["percent"].astype(float))
            ends = [same.loc[place] for place in (share.idxmin(), share.idxmax())]
            told.append([event, label(GRADE_BANDS, band), *(_end(row) for row in ends), str(len(same))])
        medians = of_event[of_event["onset_median_days"].notna()].sort_values("onset_median_days")
        if len(medians):
            ends = [f"day {row.onset_median_days:g} ({row.source_name})" for row in medians.iloc[[0, -1]].itertuples()]
            told.append([event, "Median start", *ends, str(len(medians))])
    return ["Event", "What", "Lowest", "Highest", "Rows"], told


def _end(row: pd.Series) -> str:
    return f"{printed_value(row)} in {row.arm_label}"


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
CLAIMS = {
    "The article says": lambda row: row.said,
    "Verdict": lambda row: label(VERDICTS, row.verdict),
    "Figure to use": lambda row: row.figure or "none found",
    "Source": lambda row: row.source_name or "no source found",
}
OF_RATES = {
    "Rate": lambda row: f"{row.rate:g}",
    "Rate of reference": lambda row: f"{row.rate_control:g}",
    "Ratio of patients": _ratio("crude_ratio"),
    "Ratio of rates": _ratio("rate_ratio"),
    "Source": lambda row: row.rate_source_name,
}
PRINTED = {"Patients, as printed": printed_value}
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
