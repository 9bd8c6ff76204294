"""The gamma-Poisson shrinker: how far a pair's observed over expected reports stands out of all pairs, shrunk.

DuMouchel W, Am Stat 1999;53:177-190. Pairs without a report are not in the data, so each component of the mixture is
cut off at 1 report by itself; its weight is then the share of pairs seen.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Any

import numpy as np
import pandas as pd
import scipy
from numpy.typing import ArrayLike

from adverse.statistics.counts import floats_of
from adverse.statistics.estimate import Estimate, check_level

MOST_UNSQUASHED = 50_000
BINS = 400  # of each count, once there are more pairs of it
STARTS = ((0.2, 0.1, 2.0, 4.0, 1 / 3), (0.5, 0.3, 12.0, 12.0, 0.8), (2.0, 0.5, 2.0, 2.0, 0.1))
STEEPEST = 1_000.0  # shape of a gamma distribution whose width is 3% of its mean
GRID = 500  # expectations for which a quantile is worked out; between them it is interpolated
FEWEST_TO_INTERPOLATE = 5_000


@dataclass(frozen=True)
class Prior:
    """Two gamma distributions of observed over expected reports: shapes, rates, and the share of the first one."""

    alpha1: float
    beta1: float
    alpha2: float
    beta2: float
    share: float


def shrinkage_prior(n_drug_event: ArrayLike, expected: ArrayLike) -> Prior:
    """The prior under which the counts of all pairs with at least one report are most likely.

    Takes the reports and the expected reports of every pair. Above 50,000 pairs, those of one count with nearly the
    same expectation are taken together, each group with its size and its mean expectation (DuMouchel W, Pregibon D, KDD
    2001:67-76).

    Raises ValueError for fewer than 5 pairs, for a pair without a report, for an expectation that is not above 0, and
    where the fit gives one distribution no width: so few pairs would make every other one look sure.
    """
    n, e = np.asarray(n_drug_event, float), np.asarray(expected, float)
    if len(n) < 5 or not (np.isfinite(n) & (n >= 1) & np.isfinite(e) & (e > 0)).all():
        raise ValueError(f"{len(n)} pairs: a prior needs at least 5, each with a report and an expectation above 0.")
    n, e, weight = squashed(n, e) if len(n) > MOST_UNSQUASHED else (n, e, np.ones(len(n)))

    few = squashed(n, e, 50) if weight.max() == 1 and len(n) > 5_000 else (n, e, weight)
    starts = [_fitted(_free(start), *few) for start in STARTS]
    best = _fitted(min(starts, key=lambda fit: fit.fun).x, n, e, weight)
    prior = Prior(*map(float, _prior_of(best.x)))
    if max(prior.alpha1, prior.alpha2) > STEEPEST:
        raise ValueError(f"{len(n)} groups of pairs do not tell two distributions apart: one has no width ({prior}).")
    return prior


def _fitted(start: np.ndarray, n: np.ndarray, e: np.ndarray, weight: np.ndarray) -> Any:
    def surprise(free: np.ndarray) -> tuple[float, np.ndarray]:
        height, slope = _log_likelihood(_prior_of(free), n, e, weight / weight.sum())
        return -height, -slope

    return scipy.optimize.minimize(surprise, start, jac=True, method="BFGS", options={"gtol": 1e-8})


def squashed(n: np.ndarray, e: np.ndarray, most: int = BINS) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Counts, mean expectations and sizes of groups of pairs: of one count, by expectation, equal in size."""
    order = np.lexsort((e, n))
    n, e = n[order], e[order]
    first = np.flatnonzero(np.r_[True, n[1:] != n[:-1]])
    size = np.diff(np.r_[first, len(n)])
    place = np.arange(len(n)) - np.repeat(first, size)
    bins = np.minimum(size, most)
    group = np.repeat(np.cumsum(bins) - bins, size) + place * np.repeat(bins, size) // np.repeat(size, size)
    weight = np.bincount(group)
    return n[np.r_[0, np.cumsum(weight)[:-1]]], np.bincount(group, e) / weight, weight.astype(float)


def shrunk_ratio(n_drug_event: int, expected: float, prior: Sequence[float] | Prior, *, level: float = 0.9) -> Estimate:
    """EBGM: the geometric mean of observed over expected reports of one pair after shrinkage, with quantiles.

    `prior` is a Prior or its five numbers. The value and the limits are ratios of reports; at the level of 0.9 the
    limits are EB05 and EB95. DuMouchel W, Am Stat 1999;53:177-190.

    Raises ValueError for a negative count, an expectation not above 0, and a level outside 0 to 1.
    """
    table = pd.DataFrame({"n_drug_event": [n_drug_event], "expected": [float(expected)]})
    value, low, high = with_shrunk_ratio(table, prior=prior, level=level).iloc[0, -3:]
    return Estimate(float(value), float(low), float(high), level, "Quantiles of the posterior")


def with_shrunk_ratio(table: pd.DataFrame, *, prior: Sequence[float] | Prior, level: float = 0.9) -> pd.DataFrame:
    """The table with EBGM and its quantiles for every row, as `ebgm`, `ebgm_low`, `ebgm_high`.

    Reads `n_drug_event` and `expected`. Of a count with more than 5,000 rows the quantiles are interpolated between 500
    expectations, to five digits. DuMouchel W, Am Stat 1999;53:177-190.

    Raises the errors of `shrunk_ratio`.
    """
    check_level(level)
    n, e = floats_of(table, ("n_drug_event", "expected"))
    if not ((n >= 0) & np.isfinite(n) & (e > 0) & np.isfinite(e)).all():
        raise ValueError("A shrunk ratio needs 0 or more reports and an expectation above 0.")
    parts = astuple(prior) if isinstance(prior, Prior) else tuple(prior)
    first = _share_of_first(parts, n, e)
    log_mean = first * (scipy.special.digamma(parts[0] + n) - np.log(parts[1] + e)) + (1 - first) * (
        scipy.special.digamma(parts[2] + n) - np.log(parts[3] + e)
    )
    low, high = (_quantiles(share, parts, n, e) for share in ((1 - level) / 2, (1 + level) / 2))
    return table.assign(ebgm=np.exp(log_mean), ebgm_low=low, ebgm_high=high)


def _free(prior: Sequence[float]) -> np.ndarray:
    """The five numbers without bounds: logarithms of the first four, log odds of the share."""
    return np.array([*np.log(prior[:4]), scipy.special.logit(prior[4])])


def _prior_of(free: np.ndarray) -> tuple[float, ...]:
    return (*np.exp(np.clip(free[:4], -12, 9)), scipy.special.expit(np.clip(free[4], -14, 14)))


def _log_probability(alpha: float, beta: float, n: np.ndarray, e: np.ndarray) -> np.ndarray:
    """Of n reports where e are expected, under one gamma distribution: negative binomial."""
    return (
        scipy.special.gammaln(alpha + n)
        - scipy.special.gammaln(alpha)
        - scipy.special.gammaln(n + 1)
        + alpha * np.log(beta / (beta + e))
        + n * np.log(e / (beta + e))
    )


def _log_likelihood(
    prior: tuple[float, ...], n: np.ndarray, e: np.ndarray, weight: np.ndarray
) -> tuple[float, np.ndarray]:
    """The weighted log likelihood of the pairs seen, and its slope along the five numbers without bounds."""
    heights, slopes = [], []
    for alpha, beta, share in ((*prior[:2], prior[4]), (*prior[2:4], 1 - prior[4])):
        log_kept = np.log(beta / (beta + e))
        unseen = np.exp(np.minimum(alpha * log_kept, -1e-14))
        turn = unseen / (1 - unseen)  # what cutting off the pairs without a report adds to a slope
        heights.append(np.log(share) + _log_probability(alpha, beta, n, e) - np.log1p(-unseen))
        along_alpha = scipy.special.digamma(alpha + n) - scipy.special.digamma(alpha) + log_kept * (1 + turn)
        along_beta = alpha / beta - (alpha + n) / (beta + e) + turn * alpha * (1 / beta - 1 / (beta + e))
        slopes += [along_alpha * alpha, along_beta * beta]
    height = np.logaddexp(*heights)
    first = np.exp(heights[0] - height) * weight
    second = weight - first
    parts = [first * slopes[0], first * slopes[1], second * slopes[2], second * slopes[3]]
    along_share = first.sum() * (1 - prior[4]) - second.sum() * prior[4]
    return float((weight * height).sum()), np.array([*(part.sum() for part in parts), along_share])


def _share_of_first(prior: tuple[float, ...], n: np.ndarray, e: np.ndarray) -> np.ndarray:
    alpha1, beta1, alpha2, beta2, share = prior
    odds = np.log(share / (1 - share)) + _log_probability(alpha1, beta1, n, e) - _log_probability(alpha2, beta2, n, e)
    return scipy.special.expit(odds)


def _quantiles(share: float, prior: tuple[float, ...], n: np.ndarray, e: np.ndarray) -> np.ndarray:
    found = np.empty(len(n))
    counts, size = np.unique(n, return_counts=True)
    many = set(counts[size > FEWEST_TO_INTERPOLATE])
    alone = ~np.isin(n, list(many))
    found[alone] = _exact_quantiles(share, prior, n[alone], e[alone])
    for count in many:
        rows = n == count
        log_e = np.log(e[rows])
        nodes = np.linspace(log_e.min(), log_e.max() + 1e-9, GRID)
        at_nodes = np.log(_exact_quantiles(share, prior, np.full(GRID, count), np.exp(nodes)))
        found[rows] = np.exp(scipy.interpolate.CubicSpline(nodes, at_nodes)(log_e))
    return found


def _exact_quantiles(share: float, prior: tuple[float, ...], n: np.ndarray, e: np.ndarray) -> np.ndarray:
    """By bisection between the quantiles of the two components, on the log scale."""
    alpha1, beta1, alpha2, beta2, _ = prior
    first = _share_of_first(prior, n, e)
    ends = np.log([
        scipy.special.gammaincinv(alpha1 + n, share) / (beta1 + e),
        scipy.special.gammaincinv(alpha2 + n, share) / (beta2 + e),
    ])  # fmt: skip
    low, high = ends.min(axis=0), ends.max(axis=0)
    for _ in range(50):
        middle = (low + high) / 2
        ratio = np.exp(middle)
        below = first * scipy.special.gammainc(alpha1 + n, (beta1 + e) * ratio) + (1 - first) * scipy.special.gammainc(
            alpha2 + n, (beta2 + e) * ratio
        )
        low, high = np.where(below < share, middle, low), np.where(below < share, high, middle)
    return np.exp((low + high) / 2)
