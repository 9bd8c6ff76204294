"""How a share is said that rests on a printed bound, on about so many patients or on a sum of printed figures."""

import pandas as pd

from adverse.vocabulary.events import GRADE_BANDS, GRADES_COUNTED, PERCENT_QUALIFIERS
from adverse.vocabulary.term import label

ADDED_UP = "added up here"  # how the notes of a row begin whose figure is the sum of printed ones


def grades_in_words(row) -> str:
    """The grades that a row counts: those of its band, or those that its source counts instead."""
    counted = getattr(row, "grades_counted", "")
    return label(GRADES_COUNTED, counted) if counted else label(GRADE_BANDS, row.grade_band)


def has_approximate_total(row) -> bool:
    """Whether an incidence row has a count of about so many patients: "10 of about 2000"."""
    return row.percent_qualifier == "~" and pd.isna(row.percent)


def is_added_up(row) -> bool:
    """Whether the figure of an incidence row is not printed but the sum of printed ones."""
    return ADDED_UP in getattr(row, "notes", "").lower()


def is_grouped(rows: pd.DataFrame) -> pd.Series:
    """Whether rows count several terms together: the name does wherever it stands, or this source does under it."""
    return (rows["event_kind"] == "aggregate") | (rows["term_includes"] != "")


def share_qualifier(row) -> str:
    """The sign of a share that rests on a printed percentage ("<" of "<1%") or on about so many patients, else none."""
    is_counted = pd.notna(row.n_with_event) and pd.notna(row.n_at_risk) and not has_approximate_total(row)
    return "" if is_counted or row.percent_qualifier == "=" else row.percent_qualifier


def is_range(row) -> bool:
    """Whether an incidence row stands between a serious and another count of one event, printed apart, or above one."""
    return getattr(row, "count_basis", "") in ("apart", "at_least")


def count_in_words(row) -> str:
    """How many of how many patients an incidence row leaves possible, and what that rests on where it is not printed.

    "147 of 267", "98 of 843, worked out", "25 or 26 of 211", "at least 13, at most 17 of 54"; empty where
    there is no count.
    """
    if pd.notna(row.n_with_event):
        about = f"{label(PERCENT_QUALIFIERS, '~')} " if has_approximate_total(row) else ""
        whole = f"of {about}{row.n_at_risk}" if pd.notna(row.n_at_risk) else "(no denominator)"
        return f"{row.n_with_event} {whole}"
    basis = getattr(row, "count_basis", "")
    if basis in ("", "printed"):
        return ""
    low, high = row.n_with_event_low, row.n_with_event_high
    if basis == "worked_out":
        return f"{low} of {row.n_at_risk}, worked out"
    if basis == "between":
        return f"{low} {'or' if high - low == 1 else 'to'} {high} of {row.n_at_risk}"
    return f"at least {low}{'' if pd.isna(high) else f', at most {high}'} of {row.n_at_risk}"


def printed_percent(row) -> str:
    """The percentage of an incidence row as it is printed: "<1%", "11.0%"; empty where none is."""
    if pd.isna(row.percent):
        return ""
    decimals = getattr(row, "percent_decimals", None)
    percent = f"{row.percent:g}" if pd.isna(decimals) else f"{row.percent:.{int(decimals)}f}"
    return f"{'' if row.percent_qualifier == '=' else row.percent_qualifier}{percent}%"


def people_in_words(proportion: float, qualifier: str, scale: int) -> str:
    """ "34 of 100" or "less than 10 of 1,000"; `qualifier` as from `share_qualifier`."""
    sign = f"{label(PERCENT_QUALIFIERS, qualifier)} " if qualifier else ""
    return f"{sign}{round(scale * proportion):,} of {scale:,}"
