"""How far the p values of a whole table can be trusted."""

import numpy as np
import pandas as pd

from adverse.statistics.counts import floats_of


def with_q_values(table: pd.DataFrame) -> pd.DataFrame:
    """The table with the Benjamini-Hochberg q value of every row.

    Reads the column `p_value` (0 to 1, may be empty). Returns a new table with the same rows, order and index, and the
    float column `q_value`, from 0 to 1: among all rows with a q value up to this one, at most this share is expected
    to be there by chance. Rows without a p value stay empty (NaN) and do not count as tests. The q values belong to
    the rows of this table: fewer rows, other q values. Benjamini Y, Hochberg Y, J R Stat Soc B 1995;57:289-300.

    Raises ValueError, with the number in the sentence, for a p value outside 0 to 1.
    """
    (p_values,) = floats_of(table, ("p_value",))
    impossible = (p_values < 0) | (p_values > 1)
    if impossible.any():
        raise ValueError(f"Impossible p value: {p_values[impossible.argmax()]:.15g}. It must be from 0 to 1.")
    q_values = np.full(len(table), np.nan)
    tested = ~np.isnan(p_values)
    q_values[tested] = _benjamini_hochberg(p_values[tested])
    return table.assign(q_value=q_values)


def _benjamini_hochberg(p_values: np.ndarray) -> np.ndarray:
    """The smallest of n p / rank among the p values from each one up, at most 1."""
    from_largest = np.argsort(p_values)[::-1]
    scaled = p_values[from_largest] * (len(p_values) / np.arange(len(p_values), 0, -1))
    q_values = np.empty(len(p_values))
    q_values[from_largest] = np.minimum(np.minimum.accumulate(scaled), 1)
    return q_values
