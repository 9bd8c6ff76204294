"""How a share of patients is said: one rounding for every page, slide, chart and file, and what a figure rests on."""

from decimal import Decimal
from math import copysign, floor
from typing import Any

import pandas as pd

from adverse.vocabulary.events import GRADE_BANDS, GRADES_COUNTED, PERCENT_QUALIFIERS
from adverse.vocabulary.term import label


def grades_in_words(row) -> str:
    """The grades that a row counts: those of its band, or those that its source counts instead."""
    counted = getattr(row, "grades_counted", "")
    return label(GRADES_COUNTED, counted) if counted else label(GRADE_BANDS, row.grade_band)


def has_approximate_total(row) -> bool:
    """Whether an incidence row has a count of about so many patients: "10 of about 2000"."""
    return row.percent_qualifier == "~" and pd.isna(row.percent)


def is_added_up(row) -> bool:
    """Whether the figure of an incidence row is not printed but the sum of printed ones."""
    return getattr(row, "count_origin", "") == "added_up"


def is_grouped(rows: pd.DataFrame) -> pd.Series:
    """Whether rows count several terms together: the name does wherever it stands, or this source does under it."""
    return (rows["event_kind"] == "aggregate") | (rows["term_includes"] != "")


def is_total(rows: pd.DataFrame) -> pd.Series:
    """True for totals over all events, deaths and the like, which are not one event beside the others."""
    return (rows["event_group"] == "other") & (rows["event_kind"] == "aggregate")


def share_qualifier(row) -> str:
    """The sign of a share that rests on a printed percentage ("<" of "<1%") or on about so many patients, else none."""
    is_counted = pd.notna(row.n_with_event) and pd.notna(row.n_at_risk) and not has_approximate_total(row)
    return "" if is_counted or row.percent_qualifier == "=" else row.percent_qualifier


RANGE_BASES = ("apart", "at_least")  # what a count of which only the ends are known rests on


def is_range(row) -> bool:
    """Whether an incidence row stands between a serious and another count of one event, printed apart, or above one."""
    return getattr(row, "count_basis", "") in RANGE_BASES


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
    decimals: Any = getattr(row, "percent_decimals", None)
    percent = f"{row.percent:g}" if pd.isna(decimals) else f"{row.percent:.{int(decimals)}f}"
    return f"{'' if row.percent_qualifier == '=' else row.percent_qualifier}{percent}%"


def rounded(value: float, digits: int = 0) -> float:
    """The value rounded to so many digits after the point, halves away from zero; never -0. NaN stays."""
    if pd.isna(value):
        return float("nan")
    return copysign(floor(abs(value) * 10**digits + 0.5 + 1e-9), value) / 10**digits + 0.0


def in_three_digits(value: float) -> str:
    """A computed number with three digits that count, all before the point where there are more: "2,705", "17.0"."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{Decimal(f'{value:#.3g}'):f}"


def percent_in_figures(percent: float) -> str:
    """A computed percent: "34", "4.9" below 10, "0.56" below 1, "99.6" above 99, so that only none is 0 and all 100."""
    if 10 <= percent <= 99:
        return f"{rounded(percent):.0f}"
    if percent < 1:
        return f"{Decimal(f'{percent:.2g}'):f}"
    return f"{rounded(percent, 1):g}" if percent < 10 else f"{100 - Decimal(f'{100 - percent:.1g}'):f}"


def share_in_figures(row) -> str:
    """The one figure of an incidence row in percent: as printed where a percentage is printed, else computed.

    A printed percentage that does not fit its counts gives way to theirs; one that no whole count gives stays.
    """
    is_misfit = bool(getattr(row, "discrepancy", "")) and pd.notna(row.n_with_event)
    if pd.isna(row.percent) or is_misfit:
        return share_as_shown(row.percent, 100 * row.proportion, getattr(row, "discrepancy", ""))
    return printed_percent(row).removeprefix(row.percent_qualifier).removesuffix("%")


def share_as_shown(printed: float, computed: float, discrepancy: str = "") -> str:
    """The figure of a share in percent: as printed, or computed where none is printed or it does not fit."""
    if pd.isna(printed):
        return percent_in_figures(computed)
    return f"{rounded(computed, 1):g}" if discrepancy else f"{printed:g}"


def people_in_words(people: float, qualifier: str, scale: int, digits: int = 0) -> str:
    """ "34 of 100", "28.4 of 100" with one digit, or "less than 10 of 1,000"; `qualifier` as from `share_qualifier`."""
    sign = f"{label(PERCENT_QUALIFIERS, qualifier)} " if qualifier else ""
    return f"{sign}{rounded(people, digits):,.{digits}f} of {scale:,}"
