"""Disproportionate reporting of one drug and event: ROR, PRR, IC, and chi-squared.

All rest on four counts of reports: `n_drug_event` with the drug and the event, `n_drug` with the drug, `n_event` with
the event, `n_reports` in all. They say how a database was filled, not how often patients had the event. Where one
of the four cells is 0, a ratio of cells is not defined: value and limits are empty (NaN), nothing is added.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
import scipy

from adverse.statistics.counts import floats_of
from adverse.statistics.estimate import Estimate, check_level

COUNTS = ("n_drug_event", "n_drug", "n_event", "n_reports")


class Cells(NamedTuple):
    """Four float arrays: reports with both, with the drug alone, with the event alone, with neither."""

    both: np.ndarray
    drug_only: np.ndarray
    event_only: np.ndarray
    neither: np.ndarray

    @property
    def are_defined(self) -> np.ndarray:
        """Where no cell is 0."""
        return np.all(np.stack(self) > 0, axis=0)


@dataclass(frozen=True)
class ChiSquared:
    """Chi-squared of a table of four cells: `pearson` as it is, `yates` with the correction for continuity."""

    pearson: float
    yates: float


def reporting_odds_ratio(
    n_drug_event: int, n_drug: int, n_event: int, n_reports: int, *, level: float = 0.95
) -> Estimate:
    """The odds of the event among reports with the drug over the odds among all others, with its log-normal limits.

    Value and limits are ratios of reports, from 0 up; empty (NaN) where a cell is 0. van Puijenbroek EP, Bate A,
    Leufkens HG et al., Pharmacoepidemiol Drug Saf 2002;11:3-10; the limits: Woolf B, Ann Hum Genet 1955;19:251-253.

    Raises ValueError for impossible counts and for a level outside 0 to 1.
    """
    return _estimate(_odds_ratio, (n_drug_event, n_drug, n_event, n_reports), level, "Woolf, log odds")


def proportional_reporting_ratio(
    n_drug_event: int, n_drug: int, n_event: int, n_reports: int, *, level: float = 0.95
) -> Estimate:
    """The share of the event among reports with the drug over its share among all others, with log-normal limits.

    Value and limits are ratios of shares of reports, from 0 up; empty (NaN) where a cell is 0. Evans SJW, Waller PC,
    Davis S, Pharmacoepidemiol Drug Saf 2001;10:483-486.

    Raises ValueError for impossible counts and for a level outside 0 to 1.
    """
    return _estimate(_proportional_ratio, (n_drug_event, n_drug, n_event, n_reports), level, "Delta, log ratio")


def information_component(
    n_drug_event: int, n_drug: int, n_event: int, n_reports: int, *, level: float = 0.95
) -> Estimate:
    """log2 of observed over expected reports, half a report added to both; limits from its gamma distribution.

    Expected are n_drug * n_event / n_reports. The value is a log2 ratio of any sign and is defined for 0 reports of the
    pair too. Noren GN, Hopstadius J, Bate A, Stat Methods Med Res 2013;22:57-69.

    Raises ValueError for impossible counts and for a level outside 0 to 1.
    """
    check_level(level)
    cells = _cells(n_drug_event, n_drug, n_event, n_reports)
    expected = np.array([n_drug * n_event / n_reports])
    value, low, high = (float(part[0]) for part in _information(cells.both, expected, level))
    return Estimate(value, low, high, level, "Gamma quantiles")


def reporting_chi_squared(n_drug_event: int, n_drug: int, n_event: int, n_reports: int) -> ChiSquared:
    """Chi-squared of the four cells, without and with the correction of Yates; 0 or more, without a unit.

    Empty (NaN) where all or no reports have the drug or the event. Yates F, J R Stat Soc Suppl 1934;1:217-235.

    Raises ValueError for impossible counts.
    """
    pearson, yates = _chi_squared(_cells(n_drug_event, n_drug, n_event, n_reports))
    return ChiSquared(float(pearson[0]), float(yates[0]))


def stratified_reporting_odds_ratio(
    n_drug_event: Sequence, n_drug: Sequence, n_event: Sequence, n_reports: Sequence, *, level: float = 0.95
) -> Estimate:
    """One reporting odds ratio from several strata of reports, after Mantel and Haenszel.

    Each argument holds one count a stratum. The value is a ratio of reports; strata without a report give nothing. It
    is empty (NaN) where no stratum has both products of opposite cells. Mantel N, Haenszel W, J Natl Cancer Inst
    1959;22:719-748; the limits: Robins J, Breslow N, Greenland S, Biometrics 1986;42:311-323.

    Raises ValueError for impossible counts of a stratum and for a level outside 0 to 1.
    """
    check_level(level)
    counts = [np.asarray(part, float) for part in (n_drug_event, n_drug, n_event, n_reports)]
    counts = [part[counts[3] > 0] for part in counts]
    cells, n = _cells(*counts), counts[3]
    up, down = cells.both * cells.neither / n, cells.drug_only * cells.event_only / n
    value = low = high = np.nan
    if up.sum() > 0 and down.sum() > 0:
        p, q = (cells.both + cells.neither) / n, (cells.drug_only + cells.event_only) / n
        variance = (
            (p * up).sum() / (2 * up.sum() ** 2)
            + (p * down + q * up).sum() / (2 * up.sum() * down.sum())
            + (q * down).sum() / (2 * down.sum() ** 2)
        )
        value = float(up.sum() / down.sum())
        reach = scipy.special.ndtri((1 + level) / 2) * np.sqrt(variance)
        low, high = float(value * np.exp(-reach)), float(value * np.exp(reach))
    return Estimate(value, low, high, level, "Mantel-Haenszel, Robins-Breslow-Greenland")


def with_signals(table: pd.DataFrame, *, level: float = 0.95) -> pd.DataFrame:
    """The table with the reporting ratios of every row.

    Reads `n_drug_event`, `n_drug`, `n_event`, `n_reports`. Returns a new table with the same rows and order and the
    float columns `ror`, `prr` and `ic`, each with `_low` and `_high`, `chi2` (Pearson), `chi2_yates` and `expected`
    (reports). What is not defined is empty (NaN), as in the functions of one pair. van Puijenbroek EP, Bate A, Leufkens
    HG et al., Pharmacoepidemiol Drug Saf 2002;11:3-10.

    Raises ValueError for a level outside 0 to 1 and for impossible counts, with those of the first such row.
    """
    check_level(level)
    counts = floats_of(table, COUNTS)
    cells = _cells(*counts)
    expected = counts[1] * counts[2] / counts[3]
    columns: dict[str, np.ndarray] = {}
    for name, parts in (
        ("ror", _odds_ratio(cells, level)),
        ("prr", _proportional_ratio(cells, level)),
        ("ic", _information(cells.both, expected, level)),
    ):
        columns |= zip((name, f"{name}_low", f"{name}_high"), parts, strict=True)
    pearson, yates = _chi_squared(cells)
    return table.assign(**columns, chi2=pearson, chi2_yates=yates, expected=expected)


def _cells(n_drug_event, n_drug, n_event, n_reports) -> Cells:
    both, drug, event, total = (np.atleast_1d(np.asarray(n, float)) for n in (n_drug_event, n_drug, n_event, n_reports))
    cells = Cells(both, drug - both, event - both, total - drug - event + both)
    whole = np.all([np.isfinite(n) & (np.floor(n) == n) for n in (both, drug, event, total)], axis=0)
    possible = whole & np.all(np.stack(cells) >= 0, axis=0) & (total > 0)
    if not possible.all():
        row = possible.argmin()
        raise ValueError(
            f"Impossible counts: {both[row]:.15g} reports with drug and event, {drug[row]:.15g} with the drug, "
            f"{event[row]:.15g} with the event, {total[row]:.15g} in all. They must be whole, and a part never larger "
            "than its whole."
        )
    return cells


def _estimate(measure, counts: tuple[int, int, int, int], level: float, method: str) -> Estimate:
    check_level(level)
    value, low, high = (float(part[0]) for part in measure(_cells(*counts), level))
    return Estimate(value, low, high, level, method)


def _log_normal(value: np.ndarray, variance: np.ndarray, defined: np.ndarray, level: float) -> tuple[np.ndarray, ...]:
    reach = scipy.special.ndtri((1 + level) / 2) * np.sqrt(variance)
    parts = (value, value * np.exp(-reach), value * np.exp(reach))
    return tuple(np.where(defined, part, np.nan) for part in parts)


def _odds_ratio(cells: Cells, level: float) -> tuple[np.ndarray, ...]:
    a, b, c, d = (np.where(cells.are_defined, cell, 1.0) for cell in cells)
    return _log_normal(a * d / (b * c), 1 / a + 1 / b + 1 / c + 1 / d, cells.are_defined, level)


def _proportional_ratio(cells: Cells, level: float) -> tuple[np.ndarray, ...]:
    a, b, c, d = (np.where(cells.are_defined, cell, 1.0) for cell in cells)
    variance = 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)
    return _log_normal((a / (a + b)) / (c / (c + d)), variance, cells.are_defined, level)


def _information(observed: np.ndarray, expected: np.ndarray, level: float) -> tuple[np.ndarray, ...]:
    known, place = np.unique(observed, return_inverse=True)  # the quantile of a count is the same for every expectation
    half = np.log2(expected + 0.5)
    low, high = (
        np.log2(scipy.special.gammaincinv(known + 0.5, share)[place]) - half
        for share in ((1 - level) / 2, (1 + level) / 2)
    )
    return np.log2(observed + 0.5) - half, low, high


def _chi_squared(cells: Cells) -> tuple[np.ndarray, np.ndarray]:
    a, b, c, d = cells
    n = a + b + c + d
    margins = (a + b) * (c + d) * (a + c) * (b + d)
    distance = np.abs(a * d - b * c)
    with np.errstate(divide="ignore", invalid="ignore"):
        pearson = n * distance**2 / margins
        yates = n * np.maximum(distance - n / 2, 0) ** 2 / margins
    return np.where(margins > 0, pearson, np.nan), np.where(margins > 0, yates, np.nan)
