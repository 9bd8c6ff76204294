"""Incidence proportion: patients with at least one event over patients at risk."""

import numpy as np
import pandas as pd
import scipy

from adverse.statistics.counts import check_counts, count_limits, floats_of
from adverse.statistics.estimate import Estimate, check_level, check_method


def incidence_proportion(n_with_event: int, n_at_risk: int, *, level: float = 0.95, method: str = "wilson") -> Estimate:
    """The share of patients at risk who had the event at least once, with a confidence interval.

    The value and both limits are proportions, from 0 to 1. The lower limit is exactly 0 when no patient had the
    event, the upper limit exactly 1 when all had it. `method` is one of:

    - "wilson": the score interval without continuity correction; over many trials it covers the true proportion
      about as often as `level` says. Wilson EB, J Am Stat Assoc 1927;22:209-212, recommended by Newcombe RG,
      Stat Med 1998;17:857-872.
    - "clopper_pearson": the exact binomial interval; it covers the true proportion at least as often as `level`
      says and is mostly wider. Clopper CJ, Pearson ES, Biometrika 1934;26:404-413.

    Raises ValueError, with the counts in the sentence, unless both counts are whole, `n_at_risk` is at least 1 and
    `n_with_event` runs from 0 to `n_at_risk`; also for a level outside 0 to 1 and for an unknown method.
    """
    check_level(level)
    check_method(method, _METHODS)
    check_counts(n_with_event, n_at_risk)
    name, low = _METHODS[method]
    return Estimate(
        value=float(n_with_event / n_at_risk),
        low=float(low(n_with_event, n_at_risk, level)),
        high=float(1 - low(n_at_risk - n_with_event, n_at_risk, level)),
        level=level,
        method=name,
    )


def with_incidence_proportion(table: pd.DataFrame, *, level: float = 0.95) -> pd.DataFrame:
    """The table with the incidence proportion of every row and its Wilson score interval.

    Reads the columns `n_with_event`, `n_at_risk` (counts) and `percent` (0 to 100), each of which may be empty, and
    `percent_qualifier` where there is one. Returns a new table with the same rows, order and index, and three float
    columns from 0 to 1:

    - both counts given: `proportion`, `proportion_low` and `proportion_high` as in `incidence_proportion`; the limits
      are empty where the qualifier is "~" and no percent is given, because the total is then approximate;
    - no count, but `n_with_event_low` and `n_with_event_high` between which it lies: the lower limit is that of the
      smaller, the upper limit that of the larger count. `proportion` is that of the count where the two are equal, else
      percent / 100, and without a percent that of the smaller count. A larger count that is empty leaves no limits;
    - no counts but a percent: `proportion` is percent / 100, and the limits are empty (NaN), because
      a printed percent has no interval;
    - neither: all three are empty, because not reported is not zero.

    Raises ValueError for a level outside 0 to 1, for impossible counts and for a percent, where it is used, outside
    0 to 100; the sentence holds the numbers of the first such row. Wilson EB, J Am Stat Assoc 1927;22:209-212;
    Newcombe RG, Stat Med 1998;17:857-872.
    """
    check_level(level)
    n_low, n_high = (counts.to_numpy(dtype=float, na_value=np.nan) for counts in count_limits(table))
    n_at_risk, percent = floats_of(table, ("n_at_risk", "percent"))
    counted = ~np.isnan(n_low) & ~np.isnan(n_at_risk)
    check_counts(n_low[counted], n_at_risk[counted])
    is_limited = counted & ~np.isnan(n_high)
    check_counts(n_high[is_limited], n_at_risk[is_limited])
    by_count = counted & ((n_low == n_high) | np.isnan(percent))
    impossible = ~by_count & ((percent < 0) | (percent > 100))
    if impossible.any():
        raise ValueError(f"Impossible percent: {percent[impossible.argmax()]:.15g}. It must be from 0 to 100.")
    is_exact = ~(np.isnan(percent) & (table.get("percent_qualifier", pd.Series("", table.index)) == "~").to_numpy())
    return table.assign(
        proportion=np.where(by_count, n_low / n_at_risk, percent / 100),
        proportion_low=np.where(is_exact & is_limited, wilson_low(n_low, n_at_risk, level), np.nan),
        proportion_high=np.where(is_exact & is_limited, 1 - wilson_low(n_at_risk - n_high, n_at_risk, level), np.nan),
    )


def wilson_low(n_with_event, n_at_risk, level):
    """The lower Wilson limit of a proportion, for numbers or arrays of possible counts."""
    # Wilson's quadratic has two roots; dividing their product by the larger gives the smaller without a subtraction
    # of nearly equal numbers, so the limit is exactly 0 for no event. The upper limit is its mirror image.
    z = -scipy.special.ndtri((1 - level) / 2)
    proportion = n_with_event / n_at_risk
    spread = z * np.sqrt(n_with_event * (1 - proportion) + z**2 / 4)
    return n_with_event * proportion / (n_with_event + z**2 / 2 + spread)


def _clopper_pearson_low(n_with_event, n_at_risk, level):
    return (
        scipy.special.betaincinv(n_with_event, n_at_risk - n_with_event + 1, (1 - level) / 2) if n_with_event else 0.0
    )


_METHODS = {
    "wilson": ("Wilson score", wilson_low),
    "clopper_pearson": ("Clopper-Pearson exact", _clopper_pearson_low),
}
