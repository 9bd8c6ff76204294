"""Risk ratio and odds ratio of two arms."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from adverse.statistics.counts import TwoArms, counted_rows, two_arms, with_columns
from adverse.statistics.estimate import Estimate, check_level
from adverse.statistics.score import odds_ratio_limits, ratio_limits


def risk_ratio(
    n_with_event: int, n_at_risk: int, n_with_event_control: int, n_at_risk_control: int, *, level: float = 0.95
) -> Estimate:
    """The share with the event among the treated over the share among the controls, with its score interval.

    The value and both limits are ratios, from 0 up; above 1 the event was more frequent among the treated. Nothing is
    added to an arm without the event: with no event among the controls the value and the upper limit are infinite and
    the lower limit is what the data still say; with none among the treated the value and the lower limit are 0; with
    none in either arm the value is empty (NaN) and the interval runs from 0 to infinity, because such data say nothing
    about a ratio. Miettinen OS, Nurminen M, Stat Med 1985;4:213-226.

    Raises ValueError for impossible counts of either arm (see `incidence_proportion`) and for a level outside 0 to 1.
    """
    counts = (n_with_event, n_at_risk, n_with_event_control, n_at_risk_control)
    return _estimate(_risk_ratios, ratio_limits, counts, level)


def odds_ratio(
    n_with_event: int, n_at_risk: int, n_with_event_control: int, n_at_risk_control: int, *, level: float = 0.95
) -> Estimate:
    """The odds of the event among the treated over the odds among the controls, with its score interval.

    The odds are patients with the event over patients without it. The value and both limits are ratios, from 0 up.
    Nothing is added to an empty cell: value and limits are 0, infinite or empty as in `risk_ratio`, and all patients
    of an arm with the event count as infinite odds. Miettinen OS, Nurminen M, Stat Med 1985;4:213-226.

    Raises the errors of `risk_ratio`.
    """
    counts = (n_with_event, n_at_risk, n_with_event_control, n_at_risk_control)
    return _estimate(_odds_ratios, odds_ratio_limits, counts, level)


def with_risk_ratio(table: pd.DataFrame, *, level: float = 0.95) -> pd.DataFrame:
    """The table with the risk ratio of every row and its score interval.

    Reads the counts `n_with_event`, `n_at_risk` (treated), `n_with_event_control` and `n_at_risk_control`, each of
    which may be empty. Returns a new table with the same rows, order and index, and three float columns, `risk_ratio`
    with `_low` and `_high`, as in `risk_ratio`; 0 and infinity occur. Rows without all four counts stay empty (NaN).
    Miettinen OS, Nurminen M, Stat Med 1985;4:213-226.

    Raises ValueError for a level outside 0 to 1 and for impossible counts, with those of the first such row.
    """
    return _with_ratio(table, "risk_ratio", _risk_ratios, ratio_limits, level)


def with_odds_ratio(table: pd.DataFrame, *, level: float = 0.95) -> pd.DataFrame:
    """The table with the odds ratio of every row and its score interval.

    As `with_risk_ratio`, with the float columns `odds_ratio`, `odds_ratio_low` and `odds_ratio_high`. Miettinen OS,
    Nurminen M, Stat Med 1985;4:213-226.
    """
    return _with_ratio(table, "odds_ratio", _odds_ratios, odds_ratio_limits, level)


def _estimate(values: Callable, limits: Callable, counts: tuple[int, ...], level: float) -> Estimate:
    check_level(level)
    arms = two_arms(*counts)
    low, high = limits(arms, level)
    return Estimate(float(values(arms)[0]), float(low[0]), float(high[0]), level, "Miettinen-Nurminen score")


def _with_ratio(table: pd.DataFrame, name: str, values: Callable, limits: Callable, level: float) -> pd.DataFrame:
    check_level(level)
    counted, arms = counted_rows(table)
    low, high = limits(arms, level)
    return with_columns(table, counted, {name: values(arms), f"{name}_low": low, f"{name}_high": high})


def _risk_ratios(arms: TwoArms) -> np.ndarray:
    treated, control = arms.proportions
    return _ratio(treated, control)


def _odds_ratios(arms: TwoArms) -> np.ndarray:
    x1, n1, x0, n0 = arms
    return _ratio(x1 * (n0 - x0), x0 * (n1 - x1))


def _ratio(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):
        return above / below
