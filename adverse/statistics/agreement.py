"""Agreement: how far two persons who judged the same things agree beyond chance."""

import math
from collections.abc import Sequence

import numpy as np
import scipy

from adverse.statistics.estimate import Estimate, check_level


def cohens_kappa(counts: Sequence[Sequence[int]], *, level: float = 0.95) -> Estimate:
    """Agreement of two judges beyond chance, with the large-sample interval of Fleiss, Cohen and Everitt.

    `counts` is a square table: how many things the first judge put into the category of the row and the second into
    that of the column. The value is 1 where they always agree, 0 where they agree as often as their own shares of each
    category would by chance, and below 0 where less often. The interval is meant for many things judged and is cut at
    -1 and 1. NaN where nothing was judged, or both put everything into one category: then nothing is left to chance.
    Cohen J, Educ Psychol Meas 1960;20:37-46; interval: Fleiss JL, Cohen J, Everitt BS, Psychol Bull 1969;72:323-327.

    Raises ValueError, with the table in the sentence, unless it is square and holds whole numbers of at least 0; also
    for a level outside 0 to 1.
    """
    check_level(level)
    table = np.asarray(counts, dtype=float)
    is_square = table.ndim == 2 and table.shape[0] == table.shape[1] > 0
    if not is_square or (table < 0).any() or (table != np.round(table)).any():
        raise ValueError(
            f"Impossible table of two judges: {counts}. It must be square, of whole numbers of at least 0."
        )
    n = table.sum()
    share = table / n if n else table
    rows, columns = share.sum(axis=1), share.sum(axis=0)
    observed, expected = float(np.trace(share)), float(rows @ columns)
    method = "large sample (Fleiss, Cohen, Everitt)"
    if not n or math.isclose(expected, 1):
        return Estimate(math.nan, math.nan, math.nan, level, method)
    kappa = (observed - expected) / (1 - expected)
    agreed = np.diag(share) * (1 - (rows + columns) * (1 - kappa)) ** 2
    others = share * (columns[:, None] + rows[None, :]) ** 2
    apart = (1 - kappa) ** 2 * (others.sum() - np.trace(others))
    variance = (agreed.sum() + apart - (kappa - expected * (1 - kappa)) ** 2) / (n * (1 - expected) ** 2)
    half = float(scipy.stats.norm.ppf((1 + level) / 2)) * math.sqrt(max(variance, 0))
    return Estimate(kappa, max(kappa - half, -1.0), min(kappa + half, 1.0), level, method)
