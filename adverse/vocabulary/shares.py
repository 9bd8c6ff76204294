"""How a share of patients is said: one rounding for every page, slide, chart and file, and what a figure rests on."""

from decimal import Decimal
from math import copysign, floor

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


def share_qualifier(row) -> str:
    """The sign of a share that rests on a printed percentage ("<" of "<1%") or on about so many patients, else none."""
    is_counted = pd.notna(row.n_with_event) and pd.notna(row.n_at_risk) and not has_approximate_total(row)
    return "" if is_counted or row.percent_qualifier == "=" else row.percent_qualifier


def rounded(value: float, digits: int = 0) -> float:
    """The value rounded to so many digits after the point, halves away from zero; never -0. NaN stays."""
    if pd.isna(value):
        return float("nan")
    return copysign(floor(abs(value) * 10**digits + 0.5 + 1e-9), value) / 10**digits + 0.0


def percent_in_figures(percent: float) -> str:
    """A computed percent: "34", "4.9" below 10, "0.56" below 1, "99.6" above 99, so that only none is 0 and all 100."""
    if 10 <= percent <= 99:
        return f"{rounded(percent):.0f}"
    if percent < 1:
        return f"{Decimal(f'{percent:.2g}'):f}"
    return f"{rounded(percent, 1):g}" if percent < 10 else f"{100 - Decimal(f'{100 - percent:.1g}'):f}"


def share_in_figures(row) -> str:
    """The one figure of an incidence row in percent: as printed where a percentage is printed, else computed.

    A printed percentage that does not fit its counts gives way to theirs.
    """
    return share_as_shown(row.percent, 100 * row.proportion, getattr(row, "discrepancy", ""))


def share_as_shown(printed: float, computed: float, discrepancy: str = "") -> str:
    """The figure of a share in percent: as printed, or computed where none is printed or it does not fit."""
    if pd.isna(printed):
        return percent_in_figures(computed)
    return f"{rounded(computed, 1):g}" if discrepancy else f"{printed:g}"


def people_in_words(people: float, qualifier: str, scale: int, digits: int = 0) -> str:
    """ "34 of 100", "28.4 of 100" with one digit, or "less than 10 of 1,000"; `qualifier` as from `share_qualifier`."""
    sign = f"{label(PERCENT_QUALIFIERS, qualifier)} " if qualifier else ""
    return f"{sign}{rounded(people, digits):,.{digits}f} of {scale:,}"
