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


def people_in_words(proportion: float, qualifier: str, scale: int) -> str:
    """ "34 of 100" or "less than 10 of 1,000"; `qualifier` as from `share_qualifier`."""
    sign = f"{label(PERCENT_QUALIFIERS, qualifier)} " if qualifier else ""
    return f"{sign}{round(scale * proportion):,} of {scale:,}"
