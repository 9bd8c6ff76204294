"""One incidence proportion from several arms, with how much the arms differ."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import scipy

from adverse.statistics.counts import check_counts
from adverse.statistics.estimate import Estimate, check_level, check_method
from adverse.statistics.proportion import incidence_proportion

NODES, WEIGHTS = np.polynomial.hermite.hermgauss(25)
MOST_STEPS = 50
TAUS = (0.0, 0.2, 0.5, 1.0, 1.7, 2.6, 3.7, 5.0)  # where the likelihood is looked at first; at 5 arms share nothing
FEWEST_TO_PREDICT = 5  # arms; fewer do not show how much arms differ


class Fit(NamedTuple):
    """On the log odds: the mean, its standard error, tau-squared, and the standard error that its interval takes."""

    mean: float
    error: float
    tau_squared: float
    error_of_interval: float


@dataclass(frozen=True)
class PooledProportion:
    """A pooled incidence proportion and how much the arms differ.

    - `estimate`: the proportion of the typical arm with its interval, from 0 to 1; empty (NaN) where it is withheld.
    - `prediction_low`, `prediction_high`: where the true proportion of one more, similar arm is expected, at the level
      of the estimate, from 0 to 1; NaN for fewer than five arms.
    - `mean_log_odds`, `standard_error`: the mean of the arms' true log odds and its standard error under the model.
    - `tau_squared`: the variance of the arms' true log odds, from 0 to 25, where arms have nothing in common.
    - `i_squared`: the share of the variance between the arms that is more than chance, from 0 to 1.
    - `n_arms`: the arms pooled.
    - `n_arms_at_limit`: those of them in which none or all of the patients had the event. The inverse-variance method
      adds 0.5 to both counts of such an arm, which draws it toward one half; the mixed model adds nothing.
    - `withheld`: why there is no estimate: "arm_of_one_patient", "nothing_in_common" (tau-squared reaches 25), or "".
    """

    estimate: Estimate
    prediction_low: float
    prediction_high: float
    mean_log_odds: float
    standard_error: float
    tau_squared: float
    i_squared: float
    n_arms: int
    n_arms_at_limit: int
    withheld: str = ""


def pooled_proportion(
    n_with_event: Sequence, n_at_risk: Sequence, *, level: float = 0.95, method: str = "binomial_normal"
) -> PooledProportion:
    """The incidence proportion of the typical arm, from the counts of several arms whose true proportions may differ.

    Takes two columns of one length, one row an arm; arms without both counts (empty, NaN) are left out, because a
    percentage without its counts has no weight. The log odds of the arms are taken to be normally distributed with
    variance tau-squared; the value is the proportion at their mean, which is not the average over patients. `method`
    is one of:

    - "binomial_normal": the counts are binomial; maximum likelihood with adaptive Gauss-Hermite quadrature, the
      standard error from the curvature of the likelihood. Nothing is added to arms without an event. Stijnen T, Hamza
      TH, Ozdemir P, Stat Med 2010;29:3046-3067.
    - "logit_reml": inverse-variance weights of the observed log odds, with 0.5 added to both counts of arms in which
      none or all had the event; tau-squared by restricted maximum likelihood. Viechtbauer W, J Educ Behav Stat
      2005;30:261-293. For comparison: the addition of 0.5 moves small proportions up.

    The interval is mean -/+ t * standard error on the log odds, with t of (arms - 1) degrees of freedom, because few
    arms do not show well how much arms differ: with the normal quantile it would hold the truth far less often than it
    says. For "logit_reml" the standard error is that of Hartung J, Knapp G, Stat Med 2001;20:3875-3889, never below
    that of the model (Knapp G, Hartung J, Stat Med 2003;22:2693-2710). IntHout J, Ioannidis JPA, Borm GF, BMC Med Res
    Methodol 2014;14:25.

    The prediction interval is mean -/+ t * sqrt(tau-squared + squared standard error) on the log odds, with that
    standard error and t of (arms - 2) degrees of freedom, from five arms on. Higgins JPT, Thompson SG, Spiegelhalter
    DJ, J R Stat Soc A 2009;172:137-159. I-squared is tau-squared over tau-squared plus the typical variance of an arm's
    log odds (0.5 added as above). Higgins JPT, Thompson SG, Stat Med 2002;21:1539-1558.

    When no patient of any arm had the event, or all of every arm, nothing tells the arms apart: the estimate is then
    the Clopper-Pearson interval of the sum, and the other numbers are empty (NaN). The estimate is withheld when an arm
    has one patient, which says nothing of its odds, and when tau-squared reaches its limit, where there is no typical
    arm.

    Raises ValueError for fewer than two arms with counts, for impossible counts, for a level outside 0 to 1 and for an
    unknown method.
    """
    check_level(level)
    check_method(method, _METHODS)
    x, n = (pd.array(counts, dtype="Float64").to_numpy(float, na_value=np.nan) for counts in (n_with_event, n_at_risk))
    counted = ~np.isnan(x) & ~np.isnan(n)
    x, n = x[counted], n[counted]
    check_counts(x, n)
    if len(x) < 2:
        raise ValueError(f"Too few arms to pool: {len(x)} with counts. At least 2 are needed.")
    at_limit = (x == 0) | (x == n)
    name, fit = _METHODS[method]
    empty = PooledProportion(
        Estimate(np.nan, np.nan, np.nan, level, name),
        prediction_low=np.nan,
        prediction_high=np.nan,
        mean_log_odds=np.nan,
        standard_error=np.nan,
        tau_squared=np.nan,
        i_squared=np.nan,
        n_arms=len(x),
        n_arms_at_limit=int(at_limit.sum()),
        withheld="arm_of_one_patient",
    )
    if (n == 1).any():
        return empty
    if x.sum() in (0, n.sum()):
        exact = incidence_proportion(x.sum(), n.sum(), level=level, method="clopper_pearson")
        exact = replace(exact, method="Clopper-Pearson exact, of the sum of the arms")
        return replace(empty, estimate=exact, withheld="")
    log_odds = np.log((x + 0.5 * at_limit) / (n - x + 0.5 * at_limit))
    variance = 1 / (x + 0.5 * at_limit) + 1 / (n - x + 0.5 * at_limit)
    found = fit(x, n, log_odds, variance)
    tau_squared = float(found.tau_squared)
    spread: dict[str, Any] = {
        "tau_squared": tau_squared,
        "i_squared": float(tau_squared / (tau_squared + _typical(variance))),
    }
    if np.sqrt(tau_squared) > TAUS[-1] - 1e-3:
        return replace(empty, **spread, withheld="nothing_in_common")
    reach = scipy.special.stdtrit(len(x) - 1, (1 + level) / 2) * found.error_of_interval
    new_arm = np.nan
    if len(x) >= FEWEST_TO_PREDICT:
        new_arm = scipy.special.stdtrit(len(x) - 2, (1 + level) / 2) * np.hypot(
            found.error_of_interval, np.sqrt(tau_squared)
        )
    lowest, highest = map(float, scipy.special.expit([found.mean - new_arm, found.mean + new_arm]))
    low, value, high = map(float, scipy.special.expit([found.mean - reach, found.mean, found.mean + reach]))
    return PooledProportion(
        Estimate(value, low, high, level, name),
        lowest,
        highest,
        mean_log_odds=float(found.mean),
        standard_error=float(found.error),
        n_arms=len(x),
        n_arms_at_limit=int(at_limit.sum()),
        **spread,
    )


def _typical(variance: np.ndarray) -> float:
    weight = 1 / variance
    return (len(weight) - 1) * weight.sum() / (weight.sum() ** 2 - (weight**2).sum())


def _binomial_normal(x, n, log_odds, variance) -> Fit:
    """Mean of the log odds, its standard error and tau-squared at the maximum of the likelihood."""
    profiles = [(np.mean(log_odds), -np.inf)]
    for tau in TAUS:
        profiles.append(_best_mean(tau, x, n, profiles[-1][0], shortest=1e-3))
    best = int(np.argmax([height for _, height in profiles[1:]]))
    mean = profiles[1 + best][0]

    def negative_height(tau):
        nonlocal mean  # the search moves in ever smaller steps: each begins where the one before ended
        mean, height = _best_mean(tau, x, n, mean)
        return -height

    tau = scipy.optimize.minimize_scalar(
        negative_height,
        bounds=(TAUS[max(best - 1, 0)], TAUS[min(best + 1, len(TAUS) - 1)]),
        method="bounded",
        options={"xatol": 1e-6},
    ).x
    mean, _ = _best_mean(tau, x, n, mean)
    step = 1e-3
    (_, *above), (_, *below) = (_log_likelihood(mean, tau + side, x, n) for side in (step, -step))
    *_, curvature = _log_likelihood(mean, tau, x, n)
    crossed, bent = (above[0] - below[0]) / (2 * step), (above[1] - below[1]) / (2 * step)
    if 2 * step < tau < TAUS[-1] - 2 * step and bent < 0:
        profile = curvature - crossed**2 / bent
        curvature = profile if profile < 0 else curvature
    error = 1 / np.sqrt(-curvature)
    return Fit(mean, error, tau**2, error)


def _best_mean(
    tau: float, x: np.ndarray, n: np.ndarray, start: float, *, shortest: float = 1e-7
) -> tuple[float, float]:
    """The mean of the greatest likelihood for a given tau, and that likelihood; it has one maximum in the mean.

    It is found when the next step would be shorter than `shortest`.
    """
    mean = start
    for _ in range(MOST_STEPS):
        height, slope, _, curvature = _log_likelihood(mean, tau, x, n)
        step = np.clip(-slope / curvature, -2, 2)
        if abs(step) < shortest:
            break
        mean += step
    return mean, height


def _log_likelihood(mean: float, tau: float, x: np.ndarray, n: np.ndarray) -> tuple[float, float, float, float]:
    """Log likelihood without its constant, its slopes along mean and tau, and its curvature along the mean.

    The deviation u of an arm, in units of tau, is integrated out on nodes around its most likely value, which is sought
    from the observed log odds with short steps, so that it is found for any arm.
    """
    observed = np.log((x + 0.5) / (n - x + 0.5))
    longest = 1 / max(tau, 1.0)
    u = tau * (observed - mean) / (tau**2 + 1 / (x + 0.5) + 1 / (n - x + 0.5))
    for _ in range(MOST_STEPS):
        share = scipy.special.expit(mean + tau * u)
        step = (tau * (x - n * share) - u) / (1 + tau**2 * n * share * (1 - share))
        u = u + np.clip(step, -longest, longest)
        if np.abs(step).max() < 1e-7:
            break
    share = scipy.special.expit(mean + tau * u)
    width = np.sqrt(2 / (1 + tau**2 * n * share * (1 - share)))
    nodes = u[:, None] + width[:, None] * NODES
    odds = mean + tau * nodes
    n, x = n[:, None], x[:, None]
    log_density = x * odds + n * scipy.special.log_expit(-odds) - nodes**2 / 2 + NODES**2
    highest = log_density.max(axis=1, keepdims=True)
    weight = WEIGHTS * np.exp(log_density - highest)
    total = weight.sum(axis=1, keepdims=True)
    height = (np.log(total * width[:, None]) + highest).sum()
    weight /= total
    share = scipy.special.expit(odds)
    surplus = x - n * share
    expected = (weight * surplus).sum(axis=1)
    curvature = (weight * (surplus**2 - n * share * (1 - share))).sum() - (expected**2).sum()
    return height, expected.sum(), (weight * surplus * nodes).sum(), min(curvature, -1e-12)


def _logit_reml(x, n, log_odds, variance) -> Fit:
    """Mean of the log odds, its standard error and tau-squared at the maximum of the restricted likelihood."""

    def slope(tau_squared):
        weight = 1 / (variance + tau_squared)
        mean = np.average(log_odds, weights=weight)
        return (weight**2 * (log_odds - mean) ** 2).sum() - weight.sum() + (weight**2).sum() / weight.sum()

    highest = TAUS[-1] ** 2
    at_end = 0.0 if slope(0) <= 0 else highest
    tau_squared = scipy.optimize.brentq(slope, 0, highest, xtol=1e-12) if slope(0) > 0 > slope(highest) else at_end
    weight = 1 / (variance + tau_squared)
    mean, error = np.average(log_odds, weights=weight), 1 / np.sqrt(weight.sum())
    excess = (weight * (log_odds - mean) ** 2).sum() / (len(weight) - 1)
    return Fit(mean, error, tau_squared, error * np.sqrt(max(1.0, excess)))


_METHODS = {
    "binomial_normal": ("Binomial-normal mixed model, maximum likelihood", _binomial_normal),
    "logit_reml": ("Inverse variance of the log odds, REML", _logit_reml),
}
