"""Risk difference of two arms, and the number of patients it means."""

import numpy as np
import pandas as pd

from adverse.statistics.counts import TwoArms, counted_rows, two_arms, with_columns
from adverse.statistics.estimate import Estimate, check_level, check_method
from adverse.statistics.proportion import wilson_low
from adverse.statistics.score import Limits, difference_limits, difference_p_values


def risk_difference(
    n_with_event: int,
    n_at_risk: int,
    n_with_event_control: int,
    n_at_risk_control: int,
    *,
    level: float = 0.95,
    method: str = "miettinen_nurminen",
) -> Estimate:
    """The share with the event among the treated minus the share among the controls, with a confidence interval.

    The value and both limits are differences of proportions, from -1 to 1; above 0 the event was more frequent among
    the treated. The interval has a width even when no patient of either arm had the event. `method` is one of:

    - "miettinen_nurminen": the score interval. Miettinen OS, Nurminen M, Stat Med 1985;4:213-226; method 6 of
      Newcombe RG, Stat Med 1998;17:873-890.
    - "newcombe": the square-and-add interval from the Wilson intervals of both arms, without continuity correction;
      method 10 of Newcombe RG, Stat Med 1998;17:873-890.

    Raises ValueError for impossible counts of either arm (see `incidence_proportion`), for a level outside 0 to 1 and
    for an unknown method.
    """
    check_level(level)
    check_method(method, _METHODS)
    name, limits = _METHODS[method]
    arms = two_arms(n_with_event, n_at_risk, n_with_event_control, n_at_risk_control)
    treated, control = arms.proportions
    low, high = limits(arms, level)
    return Estimate(float(treated[0] - control[0]), float(low[0]), float(high[0]), level, name)


def number_needed_to_harm(
    n_with_event: int,
    n_at_risk: int,
    n_with_event_control: int,
    n_at_risk_control: int,
    *,
    level: float = 0.95,
    method: str = "miettinen_nurminen",
) -> Estimate:
    """How many patients, treated instead of control, go with one more patient who has the event.

    It is 1 over the risk difference, and its limits are 1 over the limits of the difference, exchanged. The unit is
    patients, unrounded, at least 1. When the interval of the difference does not lie above 0 there is no such number:
    it would run from some patients for one more, through infinity, to some patients for one fewer. Value and limits are
    then empty (NaN), and the risk difference itself says what is known. Altman DG, BMJ 1998;317:1309-1312; with score
    intervals Bender R, Control Clin Trials 2001;22:102-110.

    Takes the methods and raises the errors of `risk_difference`.
    """
    counts = (n_with_event, n_at_risk, n_with_event_control, n_at_risk_control)
    return _number_of(risk_difference(*counts, level=level, method=method), 1)


def number_needed_to_treat(
    n_with_event: int,
    n_at_risk: int,
    n_with_event_control: int,
    n_at_risk_control: int,
    *,
    level: float = 0.95,
    method: str = "miettinen_nurminen",
) -> Estimate:
    """How many patients, treated instead of control, go with one patient fewer who has the event.

    As `number_needed_to_harm`, for events that are rarer among the treated: at least 1 patient, unrounded, and empty
    (NaN) when the interval of the difference does not lie below 0. Altman DG, BMJ 1998;317:1309-1312.
    """
    counts = (n_with_event, n_at_risk, n_with_event_control, n_at_risk_control)
    return _number_of(risk_difference(*counts, level=level, method=method), -1)


def with_risk_difference(table: pd.DataFrame, *, level: float = 0.95) -> pd.DataFrame:
    """The table with the risk difference of every row, its Miettinen-Nurminen interval and its p value.

    Reads the counts `n_with_event`, `n_at_risk` (treated), `n_with_event_control` and `n_at_risk_control`, each of
    which may be empty; where `n_with_event_low` and `n_with_event_high` are equal they stand for an empty
    `n_with_event`. Returns a new table with the same rows, order and index, and four float columns:
    `risk_difference`, `risk_difference_low`, `risk_difference_high` (from -1 to 1, treated minus control) and
    `p_value`. Rows without all four counts stay empty (NaN), because a percentage without its counts has no interval.

    The p value is two-sided, from the score test that belongs to the interval: it is below 0.05 just when the 95%
    interval leaves 0 out. It is the chi-squared test times (N - 1) / N, which other software calls the
    "N - 1" or, for one table, the Mantel-Haenszel chi-squared test. It is not adjusted for the number of rows; see
    `with_q_values`. Miettinen OS, Nurminen M, Stat Med 1985;4:213-226; Campbell I, Stat Med 2007;26:3661-3675.

    Raises ValueError for a level outside 0 to 1 and for impossible counts, with those of the first such row.
    """
    check_level(level)
    counted, arms = counted_rows(table)
    treated, control = arms.proportions
    low, high = difference_limits(arms, level)
    columns = {
        "risk_difference": treated - control,
        "risk_difference_low": low,
        "risk_difference_high": high,
        "p_value": difference_p_values(arms),
    }
    return with_columns(table, counted, columns)


def with_number_needed(table: pd.DataFrame) -> pd.DataFrame:
    """The table with the number of patients that one more, or one fewer, with the event goes with.

    Reads `risk_difference` with `_low` and `_high`, as `with_risk_difference` adds them. Returns a new table with the
    same rows, order and index, and four columns: `number_needed`, `number_needed_low` and `number_needed_high`, in
    patients, unrounded, at least 1; and `number_needed_for`: "harm" where the number is for one patient more with the
    event, "benefit" where it is for one fewer. Numbers are empty (NaN), and the word is "", where the interval of the
    difference contains 0 and where there is none. Altman DG, BMJ 1998;317:1309-1312.
    """
    ends = ("", "_low", "_high")
    value, low, high = (table[f"risk_difference{end}"].to_numpy(dtype=float) for end in ends)
    more, fewer = low > 0, high < 0
    sign = np.where(fewer, -1.0, 1.0)
    first, last = np.where(fewer, low, high), np.where(fewer, high, low)  # the greatest difference needs the fewest
    numbers = [
        np.where(more | fewer, 1 / np.where(more | fewer, sign * end, 1), np.nan) for end in (value, first, last)
    ]
    kinds = np.select([more, fewer], ["harm", "benefit"], "")
    return table.assign(
        **{f"number_needed{end}": n for end, n in zip(ends, numbers, strict=True)}, number_needed_for=kinds
    )


def _number_of(difference: Estimate, sign: int) -> Estimate:
    """1 over the difference and over its limits, where all of them have the sign."""
    ends = sorted(sign * end for end in (difference.low, difference.value, difference.high))
    high, value, low = (1 / end if ends[0] > 0 else np.nan for end in ends)
    return Estimate(value, low, high, difference.level, f"1 / risk difference, {difference.method}")


def _newcombe_limits(arms: TwoArms, level: float) -> Limits:
    reach = _newcombe_reach(arms, level), _newcombe_reach(arms.swapped(), level)
    treated, control = arms.proportions
    return treated - control - reach[0], treated - control + reach[1]


def _newcombe_reach(arms: TwoArms, level: float) -> np.ndarray:
    """How far the lower limit lies below the difference."""
    x1, n1, x0, n0 = arms
    treated, control = arms.proportions
    return np.hypot(treated - wilson_low(x1, n1, level), 1 - wilson_low(n0 - x0, n0, level) - control)


_METHODS = {
    "miettinen_nurminen": ("Miettinen-Nurminen score", difference_limits),
    "newcombe": ("Newcombe square-and-add (Wilson)", _newcombe_limits),
}
