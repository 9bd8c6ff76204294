"""Counts of patients: which are possible, and how two arms stand in one table."""

from typing import NamedTuple

import numpy as np
import pandas as pd

ONE_ARM = ("n_with_event", "n_at_risk")
TWO_ARMS = (*ONE_ARM, "n_with_event_control", "n_at_risk_control")


class TwoArms(NamedTuple):
    """Four float arrays of one length: patients with the event and at risk, treated and control."""

    n_with_event: np.ndarray
    n_at_risk: np.ndarray
    n_with_event_control: np.ndarray
    n_at_risk_control: np.ndarray

    @property
    def proportions(self) -> tuple[np.ndarray, np.ndarray]:
        """The share with the event, treated and control."""
        return self.n_with_event / self.n_at_risk, self.n_with_event_control / self.n_at_risk_control

    def swapped(self) -> "TwoArms":
        """The same patients with treated and control exchanged."""
        return TwoArms(self.n_with_event_control, self.n_at_risk_control, self.n_with_event, self.n_at_risk)


def are_possible(n_with_event, n_at_risk):
    """Whether both counts are whole, with at least 1 patient at risk and from 0 to all of them with the event."""
    whole = (np.floor(n_with_event) == n_with_event) & (np.floor(n_at_risk) == n_at_risk)
    return whole & np.isfinite(n_at_risk) & (n_at_risk > 0) & (n_with_event >= 0) & (n_with_event <= n_at_risk)


def check_counts(n_with_event, n_at_risk) -> None:
    """Raise ValueError, with the first impossible pair in the sentence, unless every pair is possible."""
    n_with_event, n_at_risk = np.atleast_1d(n_with_event, n_at_risk)
    possible = are_possible(n_with_event, n_at_risk)
    if not possible.all():
        row = possible.argmin()
        raise ValueError(
            f"Impossible counts: {n_with_event[row]:.15g} of {n_at_risk[row]:.15g} patients with the event. Both must "
            "be whole, with at least 1 patient at risk and from 0 to all of them with the event."
        )


def two_arms(*counts: int) -> TwoArms:
    """Four counts as arrays of length 1; raises ValueError for impossible ones."""
    arms = TwoArms(*(np.array([count], dtype=float) for count in counts))
    check_counts(*arms[:2])
    check_counts(*arms[2:])
    return arms


def floats_of(table: pd.DataFrame, columns: tuple[str, ...]) -> list[np.ndarray]:
    """The columns as float arrays, NaN where they are empty."""
    return [table[column].to_numpy(dtype=float, na_value=np.nan) for column in columns]


def count_limits(table: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """The smallest and the largest possible count of each row: `n_with_event`, or the columns that give its limits."""
    given = table["n_with_event"]
    low, high = (table.get(f"n_with_event_{end}", given) for end in ("low", "high"))
    return given.fillna(low), given.fillna(high)


def exact_counts(table: pd.DataFrame) -> pd.Series:
    """The one possible count of each row, printed or worked out; empty where there is none or several."""
    low, high = count_limits(table)
    return low.where((low == high).fillna(False))


def counted_rows(table: pd.DataFrame) -> tuple[np.ndarray, TwoArms]:
    """Which rows of a table have all four counts, as a mask, and the counts of those rows.

    A count that lies between two limits is none: a range cannot be subtracted. Raises ValueError for impossible counts
    in those rows.
    """
    counts = floats_of(table.assign(n_with_event=exact_counts(table)), TWO_ARMS)
    counted = ~np.isnan(np.stack(counts)).any(axis=0)
    arms = TwoArms(*(column[counted] for column in counts))
    check_counts(*arms[:2])
    check_counts(*arms[2:])
    return counted, arms


def with_columns(table: pd.DataFrame, counted: np.ndarray, columns: dict[str, np.ndarray]) -> pd.DataFrame:
    """A new table with float columns added, filled in the counted rows and empty (NaN) in the others."""
    spread = {name: np.full(len(table), np.nan) for name in columns}
    for name, values in columns.items():
        spread[name][counted] = values
    return table.assign(**spread)
